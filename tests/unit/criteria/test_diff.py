"""The difference between two versions: everything that changed, in words, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from criteria.changes import Change as Changed
from criteria.changes import Difference
from criteria.diff import compare
from criteria.loader import Examined, loads
from criteria.model import CriteriaSet
from criteria.sentences.changes import CHANGES, say_change, say_difference

Change = Callable[[str, str], Examined]
EVERY_KIND = Path(__file__).parents[2] / "fixtures" / "sets" / "every-kind.yaml"


@pytest.fixture
def differs(every_kind: CriteriaSet, changed: Change) -> Callable[[str, str], Difference]:
    """Compare the set of every kind with itself after one piece of text was replaced."""

    def compare_with(old: str, new: str) -> Difference:
        other = changed(old, new).criteria_set
        assert other is not None
        return compare(every_kind, other)

    return compare_with


Differs = Callable[[str, str], Difference]


def test_a_set_is_not_different_from_itself(every_kind: CriteriaSet) -> None:
    difference = compare(every_kind, every_kind)
    assert difference.changes == ()
    assert difference.comparable.share == 1
    first, second = say_difference(difference, "en")
    assert first == "There is no difference between every-kind@1.0 and every-kind@1.0."
    assert "10 indicators" not in second
    assert "11 indicators, which are 100 %" in second


CASES = [
    (
        'purpose: {vi: "Dùng để kiểm thử.", en: "Used for tests."}',
        'purpose: {vi: "Dùng để thử.", en: "Used for trials."}',
        "reworded",
        "",
        "Sửa lời ở mục đích: “Dùng để kiểm thử.” thành “Dùng để thử.”.",
        "Reworded purpose: “Used for tests.” is now “Used for trials.”.",
    ),
    (
        'descriptor: {vi: "Một phần", en: "A part"}',
        'descriptor: {vi: "Một nửa", en: "Half"}',
        "reworded",
        "A.01",
        "Sửa lời ở mức 1 › mô tả: “Một phần” thành “Một nửa”.",
        "Reworded level 1 › descriptor: “A part” is now “Half”.",
    ),
    (
        'en: "A list."',
        'en: "The list."',
        "reworded",
        "A.04",
        "Sửa lời ở minh chứng (en): “A list.” thành “The list.”.",
        "Reworded evidence: “A list.” is now “The list.”.",
    ),
    (
        "level: 1, points: 2.5",
        "level: 1, points: 3",
        "changed",
        "A.01",
        "Đổi mức 1 › điểm: 2,5 thành 3.",
        "Changed level 1 › points: 2.5 is now 3.",
    ),
    (
        "may_be_not_applicable: true\n        answer: {kind: yes_no",
        "may_be_not_applicable: false\n        answer: {kind: yes_no",
        "removed",
        "A.02",
        "Bỏ có thể không áp dụng (trước đây: có).",
        "Removed may be not applicable (was: yes).",
    ),
    (
        "            - {code: app,",
        '            - {code: sms, title: {vi: "Tin nhắn", en: "Messages"}, points: 1}\n'
        "            - {code: app,",
        "added",
        "A.04",
        "Thêm phương án sms: Tin nhắn.",
        "Added option sms: Messages.",
    ),
    (
        'code: b, title: {vi: "Khá", en: "Fair"}, points: "10/3"',
        'code: b, title: {vi: "Khá", en: "Fair"}, points: "11/3"',
        "changed",
        "A.03",
        "Đổi phương án b › điểm: 10/3 thành 11/3.",
        "Changed option b › points: 10/3 is now 11/3.",
    ),
    (
        "kind: percentage, maximum: 10, full: 80",
        "kind: yes_no, points: 10",
        "changed",
        "B.04",
        "Đổi kiểu trả lời: percentage thành yes_no.",
        "Changed kind: percentage is now yes_no.",
    ),
    (
        "missing: zero",
        "missing: skip",
        "changed",
        "",
        "Đổi cách tính điểm › không trả lời: zero thành skip.",
        "Changed scoring › not answered: zero is now skip.",
    ),
    (
        "gates:\n  - {level: 1, pillars: 1, pillar_level: 1}\n",
        "",
        "removed",
        "",
        "Bỏ điều kiện cân bằng (trước đây: mức 1, số trụ cột 1, mức của trụ cột 1).",
        "Removed gate (was: level 1, number of pillars 1, level of these pillars 1).",
    ),
    (
        "gates:\n",
        "rules:\n  - {rule: ceiling, points: 40}\ngates:\n",
        "added",
        "",
        "Thêm quy tắc: quy tắc ceiling, điểm 40.",
        "Added rule: rule ceiling, points 40.",
    ),
    (
        "measure: points\n",
        "measure: points\n  rounding: {digits: 0}\n",
        "added",
        "",
        "Thêm mức › làm tròn: số chữ số 0.",
        "Added level › rounding: digits 0.",
    ),
    (
        "deadline: 2026-12-01",
        "deadline: 2027-12-01",
        "changed",
        "B.05",
        "Đổi thời hạn: 2026-12-01 thành 2027-12-01.",
        "Changed deadline: 2026-12-01 is now 2027-12-01.",
    ),
    (
        "- code: B.06\n",
        "- code: B.99\n",
        "recoded",
        "B.99",
        "Đổi mã từ B.06.",
        "Had the code B.06 before.",
    ),
]


@pytest.mark.parametrize(("old", "new", "code", "node", "vi", "en"), CASES)
def test_each_change_has_its_words(
    differs: Differs, old: str, new: str, code: str, node: str, vi: str, en: str
) -> None:
    changes = differs(old, new).changes
    told = [(one.code, one.node, say_change(one, "vi"), say_change(one, "en")) for one in changes]
    assert (code, node, vi, en) in told


def test_a_reused_code_is_told_by_its_old_title(differs: Differs) -> None:
    old = 'title: {vi: "Có hay không", en: "Yes or no"}\n        question: {vi: "Có không?"'
    new = 'title: {vi: "Chữ ký điện tử", en: "Signature"}\n        question: {vi: "Ký số chưa?"'
    (change,) = differs(old, new).changes
    assert (change.code, change.node) == ("code_reused", "A.02")
    assert "“Có hay không”" in say_change(change, "vi")


def cut(text: str, start: str, end: str) -> tuple[str, str, str]:
    head, _, rest = text.partition(start)
    middle, _, tail = rest.partition(end)
    return head, start + middle, end + tail


@pytest.fixture
def text() -> str:
    return EVERY_KIND.read_text(encoding="utf-8")


def told(every_kind: CriteriaSet, text: str) -> list[tuple[str, str]]:
    return [(one.code, one.node) for one in compare(every_kind, loads(text.encode())).changes]


def test_a_criterion_moves_among_its_siblings(every_kind: CriteriaSet, text: str) -> None:
    head, second, tail = cut(text, "      - code: A.02", "      - code: A.03")
    third, rest = cut(tail, "      - code: A.03", "      - code: A.04")[1:]
    fourth, end = cut(rest, "      - code: A.04", "  - code: B\n")[1:]
    assert told(every_kind, head + third + fourth + second + end) == [("moved_behind", "A.02")]
    start, first = cut(head, "      - code: A.01", "nothing")[:2]
    first = first.removesuffix("nothing")
    moved = told(every_kind, start + fourth + first + second + third + end)
    assert moved == [("moved_first", "A.04")]


def test_a_criterion_moves_to_another_group(every_kind: CriteriaSet, text: str) -> None:
    head, moving, tail = cut(text, "          - code: B.04", "      - code: B.B")
    changes = told(every_kind, head + tail + moving)
    assert changes == [("moved_to", "B.04")]


def test_what_is_gone_stands_where_it_was(every_kind: CriteriaSet, text: str) -> None:
    head, _, tail = cut(text, "          - code: B.02\n", "          - code: B.03")
    changes = told(every_kind, head.replace("full: 0.8", "full: 0.9") + tail)
    assert changes == [("criterion_removed", "B.02")]
    whole, _, _ = cut(text.replace(": 30", ": 10"), "  - code: B\n", "nothing")
    gone = [node for code, node in told(every_kind, whole) if code.endswith("_removed")]
    assert gone == ["B", "B.A", "B.01", "B.02", "B.03", "B.04", "B.B", "B.05", "B.06"]


def test_an_indicator_more(every_kind: CriteriaSet, text: str) -> None:
    one = '              - code: B.02.2\n                title: {vi: "Tỷ lệ theo bậc"'
    more = (
        "              - code: B.02.3\n"
        '                title: {vi: "Đã học", en: "Trained"}\n'
        '                question: {vi: "Đã học chưa?", en: "Trained?"}\n'
        "                answer: {kind: yes_no, points: 1}\n"
    )
    assert text.count(one) == 1
    assert told(every_kind, text.replace(one, more + one)) == [("indicator_added", "B.02.3")]


def test_every_sentence_is_there_in_both_languages() -> None:
    for code, words in CHANGES.items():
        assert set(words) == {"vi", "en"}, code
        assert words["vi"] != words["en"]
        assert words["vi"].endswith(".")


# --- what stays comparable -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        # A mended word, a new deadline, other evidence: the same is measured.
        ('en: "How often a year?"', 'en: "How often each year?"', set()),
        ("deadline: 2026-12-01", "deadline: 2027-12-01", set()),
        ('en: "Minutes."', 'en: "Signed minutes."', set()),
        # All points times one number: the same share for each answer.
        ("{kind: yes_no, points: 10}", "{kind: yes_no, points: 20}", set()),
        # Another share, another edge, another kind, another question.
        ("level: 1, points: 2.5", "level: 1, points: 3", {"A.01"}),
        ("{at_least: 1, below: 4, points: 2}", "{at_least: 1, below: 4, points: 3}", {"B.03"}),
        ("target: 40", "target: 50", {"B.01"}),
        ("kind: percentage, maximum: 10, full: 80", "kind: yes_no, points: 10", {"B.04"}),
        ('vi: "Bao nhiêu phần trăm?"', 'vi: "Đã bán cho ai trong năm?"', {"B.04"}),
        ("cap: 5", "cap: 4", {"A.04"}),
        ('unit: {vi: "người"', 'unit: {vi: "tấn"', {"B.01"}),
    ],
)
def test_what_is_comparable(
    every_kind: CriteriaSet, differs: Differs, old: str, new: str, lost: set[str]
) -> None:
    part = differs(old, new).comparable
    assert {one.code for one in every_kind.indicators()} - set(part.codes) == lost


def test_the_share_is_the_part_of_each_version(differs: Differs) -> None:
    """A.02 brings 10 of 73 points, then 20 of 83; A.01 is lost with its 5."""
    part = differs("{kind: yes_no, points: 10}", "{kind: yes_no, points: 20}").comparable
    assert part.share_of_old == part.share_of_new == 1
    part = differs("level: 1, points: 2.5", "level: 1, points: 3").comparable
    assert part.share_of_old == part.share_of_new == part.share == 1 - Fraction(5, 73)
    part = differs("level: 2, points: 5", "level: 2, points: 8").comparable
    assert part.share_of_old == 1 - Fraction(5, 73)
    assert part.share_of_new == 1 - Fraction(8, 76)
    assert part.share == part.share_of_new


def test_another_sort_of_unit_is_not_comparable(differs: Differs) -> None:
    part = differs("unit: enterprise", "unit: person").comparable
    assert part.codes == ()
    assert part.share == 0


def test_a_sentence_ends_once() -> None:
    change = Changed("added", "A", parameters={"place": "help", "new": "Một câu."})
    assert say_change(change, "vi").endswith(" Một câu.")
