"""Sentences that tell the difference between two versions of a set."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from criteria.changes import Change, Content, Difference, Listed, Place, YesOrNo
from criteria.numbers import show_date, show_number
from criteria.sentences.names import NAMES, name_of
from criteria.values import Text

CHANGES = {
    # --- the tree ---
    "pillar_added": {"vi": "Thêm trụ cột mới.", "en": "New pillar."},
    "group_added": {"vi": "Thêm nhóm mới.", "en": "New group."},
    "criterion_added": {"vi": "Thêm tiêu chí mới.", "en": "New criterion."},
    "indicator_added": {"vi": "Thêm chỉ số mới.", "en": "New indicator."},
    "pillar_removed": {"vi": "Bỏ trụ cột này.", "en": "This pillar is gone."},
    "group_removed": {"vi": "Bỏ nhóm này.", "en": "This group is gone."},
    "criterion_removed": {"vi": "Bỏ tiêu chí này.", "en": "This criterion is gone."},
    "indicator_removed": {"vi": "Bỏ chỉ số này.", "en": "This indicator is gone."},
    "moved_to": {"vi": "Chuyển từ {old} sang {new}.", "en": "Moved from {old} to {new}."},
    "moved_behind": {"vi": "Chuyển xuống sau {other}.", "en": "Now follows {other}."},
    "moved_first": {"vi": "Chuyển lên đầu.", "en": "Now stands first."},
    "recoded": {"vi": "Đổi mã từ {old}.", "en": "Had the code {old} before."},
    "code_reused": {
        "vi": (
            "Mã này trước đây là “{old}”, nay mang nghĩa khác. Hãy dùng mã mới, nếu không kết quả "
            "hai phiên bản sẽ bị so nhầm."
        ),
        "en": (
            "This code was “{old}” before and means something else now. Use a new code, or results "
            "of the two versions will be compared wrongly."
        ),
    },
    # --- inside a part ---
    "reworded": {
        "vi": "Sửa lời ở {place}: “{old}” thành “{new}”.",
        "en": "Reworded {place}: “{old}” is now “{new}”.",
    },
    "changed": {
        "vi": "Đổi {place}: {old} thành {new}.",
        "en": "Changed {place}: {old} is now {new}.",
    },
    "added": {"vi": "Thêm {place}: {new}.", "en": "Added {place}: {new}."},
    "removed": {"vi": "Bỏ {place} (trước đây: {old}).", "en": "Removed {place} (was: {old})."},
    "other_set": {
        "vi": "Đây là hai bộ tiêu chí khác nhau: {old} và {new}.",
        "en": "These are two different criteria sets: {old} and {new}.",
    },
    # --- the whole ---
    "nothing_changed": {
        "vi": "{old} và {new} không có gì khác nhau.",
        "en": "There is no difference between {old} and {new}.",
    },
    "comparable_share": {
        "vi": (
            "Phần so sánh được: {count} chỉ số, bằng {of_old} % trọng số của {old} và {of_new} % "
            "của {new}."
        ),
        "en": (
            "Comparable share: {count} indicators, which are {of_old} % of the weight of {old} and "
            "{of_new} % of {new}."
        ),
    },
}
_YES = {"vi": ("không", "có"), "en": ("no", "yes")}
# Of a list of these the items are named, and "levels › level 2" would say it twice.
_LISTS = frozenset(
    {"levels", "bands", "options", "steps", "gates", "rules", "sources", "needs", "unless"}
)
# The answer of a criterion and the bands of its levels go without saying.
_UNSAID = frozenset({"answer", "bands"})


def say_change(change: Change, language: str) -> str:
    """Return the sentence for a change, without the code and title of its part."""
    templates = CHANGES[change.code]
    template = templates.get(language, templates["en"])
    contents = {key: show(content, language) for key, content in change.parameters.items()}
    if {"old", "new"} <= contents.keys() and contents["old"] == contents["new"]:
        contents |= _other_languages(change, contents["place"])
    said = template.format(**contents)
    # What was added may end with a full stop of its own.
    return said[:-1] if said.endswith("..") and not said.endswith("...") else said


def say_difference(difference: Difference, language: str) -> Iterator[str]:
    """Yield the whole difference as lines: what changed, then what stays comparable."""
    named = {"old": difference.old, "new": difference.new}
    if not difference.changes:
        yield CHANGES["nothing_changed"][language].format(**named)
    for change in difference.changes:
        about = f"{change.node} {change.title.say(language)}: " if change.title else ""
        yield about + say_change(change, language)
    part = difference.comparable
    yield CHANGES["comparable_share"][language].format(
        count=len(part.codes),
        of_old=show_number(part.share_of_old * 100, language, 1),
        of_new=show_number(part.share_of_new * 100, language, 1),
        **named,
    )


def _other_languages(change: Change, place: str) -> dict[str, str]:
    """Where only a translation changed, show the words of that language."""
    old, new = change.parameters["old"], change.parameters["new"]
    if not isinstance(old, Text) or not isinstance(new, Text):
        return {}
    for language in {**old, **new}:
        first, second = old.get(language, ""), new.get(language, "")
        if first != second:
            return {"place": f"{place} ({language})", "old": first, "new": second}
    return {}


def show(content: Content, language: str) -> str:
    """Return a piece of a set as words of a sentence."""
    match content:
        case Text():
            said = content.say(language)
        case Place():
            said = _place(content.path, language)
        case YesOrNo():
            said = _YES.get(language, _YES["en"])[content.is_yes]
        case Listed():
            said = ", ".join(_item(key, inner, language) for key, inner in content.items)
        case date():
            said = show_date(content, language)
        case Decimal() | Fraction():
            said = show_number(content, language)
        case _:
            said = str(content)
    return said


def _item(key: str, content: Content, language: str) -> str:
    shown = show(content, language)
    return f"{name_of(key, language)} {shown}" if key else shown


def _place(path: tuple[str, ...], language: str) -> str:
    """Say where something stands: ``level 2 › descriptor``."""
    words: list[str] = []
    for above, step in zip(("", *path), path, strict=False):
        is_listed = above in _LISTS or (above == "advice" and step not in NAMES)
        if is_listed and words and path[:2] != ("levels", step):
            words[-1] = f"{words[-1]} {step}"
        elif step not in _UNSAID or step == path[-1]:
            words.append(name_of(step, language))
    return " › ".join(words)
