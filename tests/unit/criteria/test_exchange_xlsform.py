"""A form of the XLSForm standard becomes the beginning of a set; what can not is told."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import Workbook

from criteria.exchange import Imported, import_xlsform, is_xlsform
from criteria.exchange.xlsform.conditions import read_condition
from criteria.findings import Severity
from criteria.loader import loads
from criteria.model import Choice, Choices, CriteriaSet, FreeText, Number, YesNo
from criteria.sentences import say

SURVEY: list[list[Any]] = [
    ["type", "name", "label::Tiếng Việt (vi)", "label::English (en)", "hint::Tiếng Việt (vi)",
     "hint::English (en)", "relevant", "constraint", "parameters", "points", "target", "required"],
    ["start", "start"],
    ["text", "ten", "Tên đơn vị", "Name of the unit"],
    ["begin_group", "ha_tang", "Hạ tầng", "Infrastructure"],
    ["select_one yes_no", "co_mang", "Có mạng nội bộ không?", "Is there a network?",
     "Mạng dây hoặc không dây", "By wire or not"],
    ["select_multiple kenh", "cac_kenh", "Dùng kênh nào?", "Which channels?", None, None,
     "${co_mang} = 'yes'"],
    ["integer", "so_may", "Bao nhiêu máy tính?", "How many computers?", None, None, None,
     ". >= 0 and . <= 500"],
    ["decimal", "ty_le", "Tỷ lệ máy còn tốt?", "Share in order?", None, None, None, None, None, 5,
     90],
    ["end_group"],
    ["begin group", "khac", "Khác", "Other"],
    ["select_one nganh", "nganh", "Ngành nào?", "Which industry?"],
    ["range", "hai_long", "Hài lòng đến đâu?", "How content?", None, None,
     "selected(${nganh}, 'xay dung') or selected(${nganh}, 'van_tai')", None,
     "start=1 end=10 step=1"],
    ["select_one muc", "muc_do", "Mức nào?", "Which level?", None, None, "${nganh} != 'khac'"],
    ["end group"],
]  # fmt: skip
CHOICES: list[list[Any]] = [
    ["list_name", "name", "label::Tiếng Việt (vi)", "label::English (en)", "points"],
    ["yes_no", "yes", "Có", "Yes"],
    ["yes_no", "no", "Không", "No"],
    ["kenh", "web", "Trang web", "Web site"],
    ["kenh", "zalo", "Zalo", "Zalo"],
    ["kenh", "none", "Không có", "None"],
    ["nganh", "xay dung", "Xây dựng", "Building"],
    ["nganh", "van_tai", "Vận tải", "Transport"],
    ["nganh", "khac", "Khác", "Other"],
    ["muc", "1", "Thấp", "Low", 0],
    ["muc", "2", "Vừa", "Middle", 2.5],
    ["muc", "3", "Cao", "High", 5],
]
SETTINGS: list[list[Any]] = [
    ["form_title", "form_id", "version"],
    ["Khảo sát hạ tầng", "Khao_sat 2026", "3"],
]


def form(**sheets: list[list[Any]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def imported() -> Imported:
    return import_xlsform(form(survey=SURVEY, choices=CHOICES, settings=SETTINGS), "x.xlsx")


@pytest.fixture(scope="module")
def made(imported: Imported) -> CriteriaSet:
    assert imported.errors == ()
    assert imported.criteria_set is not None
    return imported.criteria_set


def test_it_is_told_from_other_workbooks() -> None:
    assert is_xlsform(form(Survey=SURVEY))
    assert not is_xlsform(form(set=[["row"]]))
    assert not is_xlsform(b"no workbook")


def test_the_head_comes_from_the_settings(made: CriteriaSet) -> None:
    assert made.reference == "khao-sat-2026@3"
    assert made.languages == ("vi", "en")
    assert made.title.say("vi") == "Khảo sát hạ tầng"
    assert not made.official


def test_groups_become_pillars(made: CriteriaSet) -> None:
    assert [(one.code, one.title.say("en")) for one in made.pillars] == [
        ("CHUNG", "General questions"),
        ("HA.TANG", "Infrastructure"),
        ("KHAC", "Other"),
    ]


def answer(made: CriteriaSet, code: str) -> Any:
    return next(one.answer for one in made.indicators() if one.code == code)


def test_every_type_has_its_kind(made: CriteriaSet) -> None:
    assert isinstance(answer(made, "TEN"), FreeText)
    assert answer(made, "CO.MANG") == YesNo(made.pillars[1].maximum * 0 + 1)
    several = answer(made, "CAC.KENH")
    assert isinstance(several, Choices)
    assert [(o.code, int(o.points), o.exclusive) for o in several.options] == [
        ("web", 1, False),
        ("zalo", 1, False),
        ("none", 0, True),
    ]
    computers = answer(made, "SO.MAY")
    assert isinstance(computers, Number)
    assert [computers.start, computers.target, computers.maximum] == [0, 500, 1]
    share = answer(made, "TY.LE")
    assert (share.target, share.maximum) == (90, 5)
    content = answer(made, "HAI.LONG")
    assert (content.start, content.target) == (1, 10)
    level = answer(made, "MUC.DO")
    assert isinstance(level, Choice)
    assert [float(o.points) for o in level.options] == [0, 2.5, 5]


def test_words_in_both_languages(made: CriteriaSet) -> None:
    criterion = next(one for one in made.criteria() if one.code == "CO.MANG")
    assert criterion.indicators[0].question.say("vi") == "Có mạng nội bộ không?"
    assert criterion.help is not None
    assert criterion.help.say("en") == "By wire or not"
    assert criterion.source.document == "Khảo sát hạ tầng"


def condition(made: CriteriaSet, code: str) -> tuple[str, tuple[str, ...]] | None:
    criterion = next(one for one in made.criteria() if one.code == code)
    asked = criterion.asked_when
    return None if asked is None else (asked.code, tuple(asked.answers))


def test_conditions_of_one_hop(made: CriteriaSet) -> None:
    assert condition(made, "CAC.KENH") == ("CO.MANG", ("yes",))
    assert condition(made, "HAI.LONG") == ("NGANH", ("xay-dung", "van_tai"))
    assert condition(made, "MUC.DO") == ("NGANH", ("xay-dung", "van_tai"))
    assert condition(made, "SO.MAY") is None


def test_a_question_that_only_decides_does_not_count(made: CriteriaSet) -> None:
    criterion = next(one for one in made.criteria() if one.code == "NGANH")
    assert not criterion.counts
    assert criterion.maximum == 0


def test_what_was_assumed_is_told(imported: Imported) -> None:
    told = {(one.code, one.cell) for one in imported.findings}
    assert ("xlsform_points_assumed", "survey!A6") in told
    assert ("xlsform_points_assumed", "survey!A11") not in told
    assert all(one.severity is Severity.WARNING for one in imported.findings)
    assert all(say(one, "vi") and say(one, "en") for one in imported.findings)


def test_the_file_can_be_written(imported: Imported) -> None:
    assert loads(imported.as_yaml()) == imported.criteria_set


LABELS = ["type", "name", "label", "relevant"]


def warnings(*rows: list[Any], choices: list[list[Any]] | None = None) -> list[tuple[str, str]]:
    survey = [LABELS, ["select_one yes_no", "a", "Có không?"], *rows]
    lists = [["list_name", "name", "label"], ["yes_no", "yes", "Có"], ["yes_no", "no", "Không"]]
    content = form(survey=survey, choices=[*lists, *(choices or [])])
    imported = import_xlsform(content, "x.xlsx")
    assert imported.errors == (), [(one.code, one.cell) for one in imported.errors]
    usual = {"evidence_missing", "advice_missing", "no_points"}
    return [(one.code, one.cell) for one in imported.findings if one.code not in usual]


@pytest.mark.parametrize(
    ("rows", "code", "cell"),
    [
        ([["geopoint", "g", "Ở đâu?"]], "xlsform_type_skipped", "survey!A3"),
        (
            [["begin_repeat", "r", "Lặp"], ["text", "t", "?"], ["end_repeat"]],
            "xlsform_repeat",
            "survey!A3",
        ),
        ([["text", "t", "?", "${a} = 1 and ${b} = 2"]], "xlsform_condition_unclear", "survey!D3"),
        ([["text", "t", "?", "${a} = 'perhaps'"]], "xlsform_condition_unclear", "survey!D3"),
        ([["text", "t", "?", "${z} = 'yes'"]], "xlsform_condition_unknown", "survey!D3"),
        (
            [["text", "n", "?"], ["text", "t", "?", "${n} = 'x'"]],
            "xlsform_condition_on_kind",
            "survey!D4",
        ),
        (
            [["select_one yes_no", "b", "?", "${a} = 'yes'"], ["text", "t", "?", "${b} = 'no'"]],
            "xlsform_condition_chain",
            "survey!D4",
        ),
        (
            [
                ["begin_group", "g", "Nhóm", "${a} = 'yes'"],
                ["text", "t", "?", "${a} = 'no'"],
                ["end_group"],
            ],
            "xlsform_condition_several",
            "survey!D4",
        ),
        ([["integer", "n", "?"]], "xlsform_target_assumed", "survey!A3"),
    ],
)  # fmt: skip
def test_what_has_no_counterpart_is_told(rows: list[list[Any]], code: str, cell: str) -> None:
    assert (code, cell) in warnings(*rows)


def repaired(
    *rows: list[Any], choices: list[list[Any]] | None = None
) -> list[tuple[str, str, Any]]:
    """Import a form of one sound question and more; say what was mended, where and how."""
    survey = [LABELS, ["select_one yes_no", "a", "Có không?"], *rows]
    lists = [["list_name", "name", "label"], ["yes_no", "yes", "Có"], ["yes_no", "no", "Không"]]
    imported = import_xlsform(form(survey=survey, choices=[*lists, *(choices or [])]), "x.xlsx")
    mended = [one for one in imported.findings if one.code in MENDED]
    assert all(one.severity is Severity.WARNING for one in mended)
    assert all("{" not in say(one, "vi") + say(one, "en") for one in mended)
    return [(one.code, one.cell, one.parameters.get("own")) for one in mended]


MENDED = {
    "xlsform_name_twice",
    "xlsform_code_taken",
    "xlsform_choice_twice",
    "xlsform_label_missing",
    "xlsform_title_copied",
}


def test_a_name_that_was_given_twice_is_told_with_its_new_code() -> None:
    rows = [["text", "a", "Lần nữa"], ["text", "b c", "Một"], ["text", "b_c", "Hai"]]
    assert repaired(*rows) == [
        ("xlsform_name_twice", "survey!B3", "A.2"),
        ("xlsform_code_taken", "survey!B5", "B.C.2"),
    ]
    assert repaired(["begin_group", "a", "Nhóm"], ["text", "t", "?"], ["end_group"]) == [
        ("xlsform_name_twice", "survey!B3", "A.2")
    ]
    assert repaired(["text", "b", "Một"], ["text", "c", "Hai"]) == []


def test_a_condition_on_a_doubled_name_looks_at_the_first() -> None:
    rows = [["text", "a", "Lần nữa"], ["text", "t", "Vì sao?", "${a} = 'yes'"]]
    survey = [LABELS, ["select_one yes_no", "a", "Có không?"], *rows]
    lists = [["list_name", "name", "label"], ["yes_no", "yes", "Có"], ["yes_no", "no", "Không"]]
    made = import_xlsform(form(survey=survey, choices=lists)).criteria_set
    assert made is not None
    assert condition(made, "T") == ("A", ("yes",))


def test_a_choice_that_was_named_twice_is_told_once() -> None:
    """However many questions use the list."""
    lists = [["kenh", "web", "Trang web"], ["kenh", "zalo", "Zalo"], ["kenh", "web", "Sàn"]]
    rows = [["select_one kenh", "k", "Kênh?"], ["select_multiple kenh", "m", "Các kênh?"]]
    assert repaired(*rows, choices=lists) == [("xlsform_choice_twice", "choices!B6", "web-2")]


def test_a_label_that_is_missing_is_told_with_the_name_in_its_place() -> None:
    lists = [["kenh", "web", "Trang web"], ["kenh", "zalo"]]
    rows = [
        ["text", "ten"],
        ["select_one kenh", "k", "Kênh?"],
        ["select_one kenh", "l", "Kênh nữa?"],
        ["begin_group", "nhom"],
        ["text"],
        ["end_group"],
    ]
    assert repaired(*rows, choices=lists) == [
        ("xlsform_label_missing", "survey!B3", "ten"),
        ("xlsform_label_missing", "survey!B6", "nhom"),
        ("xlsform_label_missing", "survey!A7", "?"),
        ("xlsform_label_missing", "choices!B5", "zalo"),
    ]


def test_a_title_that_stands_for_every_language_is_told(imported: Imported) -> None:
    (finding,) = [one for one in imported.findings if one.code == "xlsform_title_copied"]
    assert finding.cell == "settings!A2"
    assert "Khảo sát hạ tầng" in say(finding, "vi")
    single = [["type", "name", "label::English (en)"], ["text", "a", "Why?"]]
    told = import_xlsform(form(survey=single, settings=SETTINGS), "x.xlsx").findings
    assert "xlsform_title_copied" not in {one.code for one in told}


def test_labels_without_a_language_are_vietnamese_unless_the_form_says_so() -> None:
    survey = [LABELS, ["select_one yes_no", "a", "Có không?"]]
    lists = [["list_name", "name", "label"], ["yes_no", "yes", "Có"], ["yes_no", "no", "Không"]]
    plain = import_xlsform(form(survey=survey, choices=lists)).criteria_set
    assert plain is not None
    assert plain.languages == ("vi",)
    named = [["default_language"], ["English (en)"]]
    other = import_xlsform(form(survey=survey, choices=lists, settings=named)).criteria_set
    assert other is not None
    assert other.languages == ("en",)


def test_names_that_are_no_codes() -> None:
    rows = [["text", name, "?"] for name in ("Tên đơn vị", "1a", "1_a", "___", "x" * 60)]
    content = form(
        survey=[LABELS, ["select_one yes_no", "a", "?"], *rows],
        choices=[
            ["list_name", "name", "label"],
            ["yes_no", "yes", "Có"],
            ["yes_no", "no", "Không"],
        ],
    )
    made = import_xlsform(content).criteria_set
    assert made is not None
    codes = [one.code for one in made.indicators()]
    assert codes[:5] == ["A", "TEN.DON.VI", "Q.1A", "Q.1.A", "Q"]


def test_loose_questions_beside_groups_get_a_group() -> None:
    rows = [
        ["begin_group", "g", "Nhóm"],
        ["text", "t", "?"],
        ["begin_group", "h", "Nhóm con"],
        ["text", "u", "?"],
        ["end_group"],
        ["begin_group", "trong", "Không có gì"],
        ["end_group"],
        ["end_group"],
        ["end_group"],
    ]
    content = form(
        survey=[LABELS, ["select_one yes_no", "a", "?"], *rows],
        choices=[
            ["list_name", "name", "label"],
            ["yes_no", "yes", "Có"],
            ["yes_no", "no", "Không"],
        ],
    )
    imported = import_xlsform(content)
    made = imported.criteria_set
    assert made is not None, [(one.code, one.cell) for one in imported.findings]
    assert [[part.code for part in one.parts] for one in made.pillars] == [["A"], ["G.CHUNG", "H"]]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", form(other=[["x"]])])
def test_no_form(content: bytes) -> None:
    imported = import_xlsform(content, "x.xlsx")
    assert imported.criteria_set is None
    assert imported.errors[0].code in {"workbook_broken", "xlsform_without_survey"}


@pytest.mark.parametrize("survey", [[], [["x"]], [["type"], ["text"]], [LABELS, [None, "a"]]])
def test_a_form_without_questions_is_no_set(survey: list[list[Any]]) -> None:
    imported = import_xlsform(form(survey=survey), "x.xlsx")
    assert imported.errors


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("${a}='x'", ("a", ["x"], False)),
        ('${a} = "x y"', ("a", ["x y"], False)),
        ("( ${a} = 1 )", ("a", ["1"], False)),
        ("${a} != 'x'", ("a", ["x"], True)),
        ("selected(${a}, 'x') or ${a}='y'", ("a", ["x", "y"], False)),
        ("${a} = 'x' or ${b} = 'x'", None),
        ("${a} != 'x' or ${a} != 'y'", None),
        ("${a} > 3", None),
        ("not(${a} = 'x')", None),
        ("", None),
    ],
)
def test_conditions_are_read(text: str, expected: Any) -> None:
    assert read_condition(text) == expected
