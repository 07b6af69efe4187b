"""Whether a wording was mended or means something else; a code that was used for another thing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from criteria.likeness import NEARLY_SAME, STILL_RELATED, likeness, likeness_of_texts
from criteria.loader import Examined, examine, loads
from criteria.model import CriteriaSet
from criteria.registry import earlier_beside

EVERY_KIND = Path(__file__).parents[2] / "fixtures" / "sets" / "every-kind.yaml"
TEXT = EVERY_KIND.read_text(encoding="utf-8")

Change = Callable[[str, str], Examined]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đã ban hành kế hoạch chưa?", "Đã ban hành kế  hoạch chưa"),
        ("Đơn vị đã ban hành kế hoạch năm chưa?", "Đơn vị đã ban hành kế hoạch cả năm chưa?"),
        ("TỶ LỆ HỒ SƠ", "Tỷ lệ hồ sơ"),
        ("Ho\u0302\u0300 sơ", "Hồ sơ"),
    ],
)
def test_mended_words_are_nearly_the_same(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one) >= NEARLY_SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [("Chữ ký số", "Trang thông tin điện tử"), ("Máy tính", "Nhân viên được đào tạo"), ("", "x")],
)
def test_other_things_are_not_related(one: str, other: str) -> None:
    assert likeness(one, other) < STILL_RELATED


def test_texts_are_compared_in_a_language_that_both_have() -> None:
    assert likeness_of_texts({"vi": "một", "en": "same"}, {"en": "same", "fr": "autre"}) == 1
    assert likeness_of_texts({"vi": "một"}, {"en": "một"}) == 0


def test_a_reused_code_is_a_warning_where_it_stands(every_kind: CriteriaSet) -> None:
    new = TEXT.replace('version: "1.0"', 'version: "2.0"')
    new = new.replace('title: {vi: "Có hay không"', 'title: {vi: "Chữ ký số"')
    new = new.replace('question: {vi: "Có không?"', 'question: {vi: "Ai ký văn bản?"')
    (finding,) = examine(new.encode(), "x.yaml", earlier=(every_kind,)).findings
    assert (finding.code, finding.node, finding.severity) == (
        "code_reused_since",
        "A.02",
        "warning",
    )
    assert new.splitlines()[finding.line - 1].strip() == "- code: A.02"
    assert finding.parameters["old"] == "Có hay không"
    assert finding.parameters["version"] == "1.0"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('title: {vi: "Có hay không"', 'title: {vi: "Chữ ký số"'),
        ('question: {vi: "Có không?"', 'question: {vi: "Đã có chưa?"'),
        ("- code: A.02", "- code: A.05"),
    ],
)
def test_a_code_that_keeps_title_or_question_keeps_its_meaning(
    every_kind: CriteriaSet, old: str, new: str
) -> None:
    assert TEXT.count(old) == 1
    assert examine(TEXT.replace(old, new).encode(), earlier=(every_kind,)).findings == ()


def version(number: str, *changes: tuple[str, str]) -> CriteriaSet:
    text = TEXT.replace('version: "1.0"', f'version: "{number}"')
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return loads(text.encode())


DROPPED = version("1.1", ("- code: A.02", "- code: A.09"))
OTHER = (
    ('title: {vi: "Có hay không"', 'title: {vi: "Chữ ký số"'),
    (
        'question: {vi: "Có không?"',
        'question: {vi: "Ai ký văn bản?"',
    ),
)
SIGNED = version("1.1", *OTHER)


@pytest.mark.parametrize(
    ("earlier", "since"),
    [
        (("1.0",), "1.0"),
        (("dropped", "1.0"), "1.0"),
        (("dropped",), None),
        (("signed", "1.0"), None),
        (("1.0", "signed"), "1.0"),
    ],
)
def test_the_newest_version_that_has_a_code_says_what_it_means(
    every_kind: CriteriaSet, earlier: tuple[str, ...], since: str | None
) -> None:
    """A code that was dropped in between is not free; one that was reused before is as it was."""
    versions = {"1.0": every_kind, "dropped": DROPPED, "signed": SIGNED}
    text = TEXT.replace('version: "1.0"', 'version: "1.2"')
    for old, new in OTHER:
        text = text.replace(old, new)
    found = examine(text.encode(), earlier=[versions[one] for one in earlier]).findings
    told = [(one.code, one.parameters["version"]) for one in found]
    assert told == ([] if since is None else [("code_reused_since", since)])


def test_a_group_that_became_a_question_is_another_thing(every_kind: CriteriaSet) -> None:
    new = TEXT.replace("- code: B.B", "- code: B.C").replace("- code: B.06", "- code: B.B")
    new = new.replace('title: {vi: "Ghi chú"', 'title: {vi: "Nhiệm vụ"')
    (finding,) = examine(new.encode(), earlier=(every_kind,)).findings
    assert (finding.code, finding.node) == ("code_reused_since", "B.B")


def test_another_set_has_codes_of_its_own(every_kind: CriteriaSet) -> None:
    new = TEXT.replace("slug: every-kind", "slug: other").replace('"Có hay không"', '"Chữ ký số"')
    new = new.replace('question: {vi: "Có không?"', 'question: {vi: "Ai ký văn bản?"')
    assert examine(new.encode(), earlier=(every_kind,)).findings == ()


def test_the_versions_before_are_the_older_and_sound_ones(
    tmp_path: Path,
) -> None:
    for version in ("1.0", "1.2", "1.10", "2.0"):
        text = TEXT.replace('version: "1.0"', f'version: "{version}"')
        (tmp_path / f"{version}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "1.9.yaml").write_text("format: 1\n", encoding="utf-8")
    (tmp_path / "notes.yaml").write_text("x: 1\n", encoding="utf-8")

    def before(name: str) -> list[str]:
        return [one.version for one in earlier_beside(tmp_path / name)]

    assert before("2.0.yaml") == ["1.10", "1.2", "1.0"]
    assert before("1.10.yaml") == ["1.2", "1.0"]
    assert before("1.2.yaml") == ["1.0"]
    assert before("1.0.yaml") == before("notes.yaml") == []
    assert earlier_beside(tmp_path / "no" / "1.0.yaml") == ()
