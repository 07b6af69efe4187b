"""Each kind of answer: what it reads, what it refuses, what it brings and how it is shown."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from criteria.answers import AnswerFaulty, Fault, Given, Value
from criteria.kinds import HANDLERS, PartType, handler_of, is_blank
from criteria.model import (
    Answer,
    Choice,
    Choices,
    FreeText,
    Interval,
    Ladder,
    LadderLevel,
    Number,
    Option,
    Percentage,
    Ratio,
    Step,
    Steps,
    Task,
    Text,
    YesNo,
)
from criteria.numbers import DecimalMark


def words(vi: str, en: str) -> Text:
    return Text({"vi": vi, "en": en})


LADDER = Ladder(
    tuple(
        LadderLevel(n, Fraction(p), words(f"mức {n}", f"level {n}"))
        for n, p in ((0, "0"), (1, "2.5"), (3, "5"))
    )
)
OPTIONS = (
    Option("a", words("Tốt", "Good"), Fraction(10)),
    Option("b", words("Khá", "Fair"), Fraction(10, 3)),
)
CHOICES = Choices(
    (
        Option("web", words("Website", "Website"), Fraction(3)),
        Option("app", words("Ứng dụng", "App"), Fraction(3)),
        Option("none", words("Không có", "None"), Fraction(0), exclusive=True),
    ),
    cap=Fraction(5),
)
NUMBER = Number(Fraction(10), Fraction(40), words("người", "people"), Fraction(20))
LOWER_IS_BETTER = Number(Fraction(10), Fraction(0), words("ngày", "days"), Fraction(30))
RATIO = Ratio(words("Có", "Part"), words("Tổng", "Whole"), Fraction(10), Fraction(4, 5))
STEP_TABLE = (
    Step(Interval(upper=Fraction(0), upper_included=True), Fraction(0)),
    Step(Interval(lower=Fraction(0), upper=Fraction(1, 2)), Fraction(2)),
    Step(Interval(lower=Fraction(1, 2), lower_included=True), Fraction(5)),
)
RATIO_STEPS = Ratio(words("Có", "Part"), words("Tổng", "Whole"), Fraction(5), steps=STEP_TABLE)
STEPS = Steps(
    words("lần", "times"),
    (
        Step(Interval(upper=Fraction(4)), Fraction(2)),
        Step(Interval(lower=Fraction(4), lower_included=True), Fraction(5)),
    ),
)
PERCENTAGE = Percentage(Fraction(10), Fraction(80))
TASK = Task(Fraction(3), words("kế hoạch", "plans"), Fraction(2), date(2026, 12, 1))
OPEN_TASK = Task(Fraction(3), words("kế hoạch", "plans"), Fraction(2))


def read(answer: Answer, typed: str | dict[str, str], mark: DecimalMark | None = None) -> Value:
    cells = {"": typed} if isinstance(typed, str) else typed
    return handler_of(answer).read(answer, cells, mark=mark)


def points(answer: Answer, typed: str | dict[str, str]) -> Fraction:
    return handler_of(answer).points(answer, read(answer, typed))


def faults(answer: Answer, typed: str | dict[str, str]) -> list[tuple[str, str]]:
    with pytest.raises(AnswerFaulty) as caught:
        read(answer, typed)
    return [(fault.part, fault.code) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("answer", "typed", "value", "brought"),
    [
        (LADDER, "1", {"level": 1}, "5/2"),
        (LADDER, "3,0", {"level": 3}, "5"),
        (YesNo(Fraction(10)), "Có", {"yes": True}, "10"),
        (YesNo(Fraction(10)), "FALSE", {"yes": False}, "0"),
        (Choice(OPTIONS), "b", {"option": "b"}, "10/3"),
        (CHOICES, "app;web", {"options": ["web", "app"]}, "5"),
        (CHOICES, "web, web", {"options": ["web"]}, "3"),
        (CHOICES, "none", {"options": ["none"]}, "0"),
        (NUMBER, "25", {"number": "25"}, "5/2"),
        (NUMBER, "10", {"number": "10"}, "0"),
        (NUMBER, "1.000.000", {"number": "1000000"}, "10"),
        (LOWER_IS_BETTER, "7,5", {"number": "7.5"}, "15/2"),
        (RATIO, {"a": "2", "b": "5"}, {"a": "2", "b": "5"}, "5"),
        (RATIO, {"a": "5", "b": "5"}, {"a": "5", "b": "5"}, "10"),
        (RATIO_STEPS, {"a": "0", "b": "7"}, {"a": "0", "b": "7"}, "0"),
        (RATIO_STEPS, {"a": "1", "b": "2"}, {"a": "1", "b": "2"}, "5"),
        (STEPS, "3.9", {"number": "3.9"}, "2"),
        (STEPS, "4.0", {"number": "4"}, "5"),
        (PERCENTAGE, "55%", {"percent": "55"}, "55/8"),
        (PERCENTAGE, "90", {"percent": "90"}, "10"),
        (FreeText(), " xin\r\nchào ", {"text": "xin\nchào"}, "0"),
    ],
)
def test_values_and_points(
    answer: Answer, typed: str | dict[str, str], value: Value, brought: str
) -> None:
    assert read(answer, typed) == value
    assert points(answer, typed) == Fraction(brought)


@pytest.mark.parametrize(
    ("answer", "typed", "found"),
    [
        (LADDER, "2", [("", "not_a_level")]),
        (LADDER, "1.5", [("", "not_whole")]),
        (LADDER, "-1", [("", "negative")]),
        (LADDER, "", [("", "required")]),
        (YesNo(Fraction(10)), "maybe", [("", "not_yes_no")]),
        (Choice(OPTIONS), "A", [("", "not_an_option")]),
        (CHOICES, "web;fax;post", [("", "not_an_option"), ("", "not_an_option")]),
        (CHOICES, "web;none", [("", "exclusive_option")]),
        (CHOICES, ";", [("", "required")]),
        (NUMBER, "NaN", [("", "not_a_number")]),
        (NUMBER, "inf", [("", "not_a_number")]),
        (NUMBER, "-0,5", [("", "negative")]),
        (NUMBER, "1.234", [("", "ambiguous_number")]),
        (NUMBER, "9" * 16, [("", "number_too_long")]),
        (NUMBER, "1e60", [("", "number_too_long")]),
        (RATIO, {"a": "1", "b": "0"}, [("b", "zero_denominator")]),
        (RATIO, {"a": "0", "b": "0"}, [("b", "both_zero")]),
        (RATIO, {"a": "3", "b": "2"}, [("a", "part_exceeds_whole")]),
        (RATIO, {"a": "x", "b": "-2"}, [("a", "not_a_number"), ("b", "negative")]),
        (RATIO, {"a": "3"}, [("b", "required")]),
        (STEPS, "4 lần", [("", "not_a_number")]),
        (PERCENTAGE, "101", [("", "above_most")]),
        (PERCENTAGE, "-1%", [("", "negative")]),
        (FreeText(), "x" * 4001, [("", "text_too_long")]),
        (FreeText(), "a\x07b", [("", "control_character")]),
        (TASK, {"progress": "2"}, [("done_on", "done_on_needed")]),
        (TASK, {"progress": "1", "done_on": "1/1/2026"}, [("done_on", "done_on_unfinished")]),
        (TASK, {"progress": "1", "target": "0"}, [("target", "not_positive")]),
        (
            TASK,
            {"progress": "x", "deadline": "soon", "done_on": "31/12/1026", "errors": "1,5"},
            [
                ("deadline", "not_a_date"),
                ("progress", "not_a_number"),
                ("done_on", "date_out_of_range"),
                ("errors", "not_whole"),
            ],
        ),
    ],
)
def test_refusals_hold_every_fault(
    answer: Answer, typed: str | dict[str, str], found: list[tuple[str, str]]
) -> None:
    assert faults(answer, typed) == found


def test_a_part_may_exceed_the_whole_where_the_set_says_so() -> None:
    growing = Ratio(words("a", "a"), words("b", "b"), Fraction(10), Fraction(2), may_exceed=True)
    assert points(growing, {"a": "3", "b": "2"}) == Fraction(15, 2)


def test_a_percentage_has_only_one_possible_reading() -> None:
    assert read(PERCENTAGE, "66.667") == read(PERCENTAGE, "66,667") == {"percent": "66.667"}


def test_a_whole_number_has_only_one_possible_reading() -> None:
    assert read(OPEN_TASK, {"progress": "0", "errors": "1.234"})["errors"] == 1234
    assert faults(OPEN_TASK, {"progress": "0", "errors": "1.000"}) == [
        ("errors", "ambiguous_number")
    ]


def test_a_declared_mark_settles_an_ambiguous_number() -> None:
    assert read(NUMBER, "1.234", DecimalMark.POINT) == {"number": "1.234"}
    assert read(NUMBER, "1.234", DecimalMark.COMMA) == {"number": "1234"}


@pytest.mark.parametrize(
    ("typed", "brought"),
    [
        # quantity, quality, timeliness of a maximum of 3: each is worth one point
        ({"progress": "2", "done_on": "2026-12-01"}, "3"),
        ({"progress": "2", "done_on": "2026-12-02"}, "11/4"),
        ({"progress": "1"}, "3/2"),
        ({"progress": "0"}, "0"),
        ({"progress": "0", "errors": "0"}, "0"),
        ({"progress": "5", "done_on": "2026-01-01", "errors": "1"}, "11/4"),
        ({"progress": "2", "done_on": "2026-01-01", "errors": "9"}, "2"),
        ({"progress": "2", "target": "4"}, "3/2"),
        ({"progress": "2", "deadline": "2026-06-30", "done_on": "2026-07-01"}, "11/4"),
        ({"progress": "2", "deadline": "2027-06-30", "done_on": "2027-01-01"}, "3"),
    ],
)
def test_task_points(typed: dict[str, str], brought: str) -> None:
    assert points(TASK, typed) == Fraction(brought)


def test_a_task_without_deadline_is_never_late() -> None:
    assert points(OPEN_TASK, {"progress": "2"}) == 3
    assert points(OPEN_TASK, {"progress": "2", "done_on": "31/12/2099"}) == 3


def test_a_task_keeps_only_what_was_given() -> None:
    assert read(TASK, {"progress": "1,50"}) == {"progress": "1.5", "errors": 0}


@pytest.mark.parametrize(
    ("answer", "value", "vi", "en"),
    [
        (LADDER, {"level": 3}, "Mức 3: mức 3", "Level 3: level 3"),
        (YesNo(Fraction(1)), {"yes": False}, "Không", "No"),
        (Choice(OPTIONS), {"option": "a"}, "Tốt", "Good"),
        (CHOICES, {"options": ["web", "app"]}, "Website; Ứng dụng", "Website; App"),
        (NUMBER, {"number": "1234.5"}, "1.234,5 người", "1,234.5 people"),
        (RATIO, {"a": "1", "b": "3"}, "1 / 3 (33,33%)", "1 / 3 (33.33%)"),
        (STEPS, {"number": "4"}, "4 lần", "4 times"),
        (PERCENTAGE, {"percent": "12.5"}, "12,5%", "12.5%"),
        (FreeText(), {"text": "xin chào"}, "xin chào", "xin chào"),
        (
            TASK,
            {"progress": "2", "done_on": "2026-12-02", "errors": 1},
            "2/2 kế hoạch; quá hạn (02/12/2026); số lỗi: 1",
            "2/2 plans; late (2 Dec 2026); errors: 1",
        ),
        (
            TASK,
            {"progress": "0.5", "errors": 0},
            "0,5/2 kế hoạch; chưa hoàn thành",
            "0.5/2 plans; not finished",
        ),
        (
            TASK,
            {"progress": "2", "done_on": "2026-12-01", "errors": 0},
            "2/2 kế hoạch; đúng hạn (01/12/2026)",
            "2/2 plans; in time (1 Dec 2026)",
        ),
    ],
)
def test_shown_in_both_languages(answer: Answer, value: Value, vi: str, en: str) -> None:
    handler = handler_of(answer)
    handler.check(answer, value)
    assert handler.show(answer, value, "vi") == vi
    assert handler.show(answer, value, "en") == en


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        (LADDER, {"level": True}),
        (LADDER, {"level": 3.0}),
        (LADDER, {"level": "3"}),
        (LADDER, {}),
        (LADDER, {"level": 3, "more": 1}),
        (LADDER, {"level": 2}),
        (YesNo(Fraction(1)), {"yes": 1}),
        (Choice(OPTIONS), {"option": " a"}),
        (CHOICES, {"options": ["app", "web"]}),
        (CHOICES, {"options": ["web", "web"]}),
        (CHOICES, {"options": []}),
        (CHOICES, {"options": ["web;app"]}),
        (CHOICES, {"options": [1]}),
        (NUMBER, {"number": "12.50"}),
        (NUMBER, {"number": "1,5"}),
        (NUMBER, {"number": 12}),
        (NUMBER, {"number": "-1"}),
        (NUMBER, {"number": "1e2"}),
        (NUMBER, {"number": ""}),
        (RATIO, {"a": "3", "b": "2"}),
        (RATIO, {"a": "3"}),
        (PERCENTAGE, {"percent": "101"}),
        (PERCENTAGE, {"percent": "50%"}),
        (FreeText(), {"text": " x"}),
        (FreeText(), {"text": ""}),
        (TASK, {"progress": "1"}),
        (TASK, {"progress": "1", "errors": 0, "done_on": "2026-01-01"}),
        (TASK, {"progress": "1", "errors": 0, "deadline": "1/2/2026"}),
        (TASK, {"progress": "1", "errors": -1}),
    ],
)
def test_stored_values_that_no_reading_could_have_made(answer: Answer, value: Value) -> None:
    with pytest.raises(AnswerFaulty):
        handler_of(answer).check(answer, value)


@pytest.mark.parametrize(
    ("answer", "names"),
    [
        (LADDER, [("", PartType.CHOICE, True)]),
        (CHOICES, [("", PartType.SEVERAL, True)]),
        (RATIO, [("a", PartType.NUMBER, True), ("b", PartType.NUMBER, True)]),
        (
            TASK,
            [
                ("target", PartType.NUMBER, False),
                ("deadline", PartType.DATE, False),
                ("progress", PartType.NUMBER, True),
                ("done_on", PartType.DATE, False),
                ("errors", PartType.WHOLE, False),
            ],
        ),
    ],
)
def test_parts(answer: Answer, names: list[tuple[str, PartType, bool]]) -> None:
    parts = handler_of(answer).parts(answer)
    assert [(part.name, part.type, part.required) for part in parts] == names
    assert all(part.label.say("vi") and part.label.say("en") for part in parts)


def test_options_carry_code_label_and_points() -> None:
    (part,) = handler_of(LADDER).parts(LADDER)
    assert [(o.code, o.label.say("en"), o.points) for o in part.options][1] == (
        "1",
        "level 1",
        Fraction(5, 2),
    )


def test_every_kind_has_a_handler() -> None:
    assert set(HANDLERS) == {
        "ladder", "yes_no", "choice", "choices", "number", "ratio", "steps", "percentage", "task",
        "dated_target", "text",
    }  # fmt: skip


def test_blank() -> None:
    assert is_blank({"a": " ", "b": ""})
    assert not is_blank({"a": " ", "b": "0"})


def test_an_answer_is_a_value_or_not_applicable() -> None:
    with pytest.raises(ValueError, match="either"):
        Given(None)
    with pytest.raises(ValueError, match="either"):
        Given({"level": 1}, not_applicable=True)


def test_the_exception_names_its_faults() -> None:
    assert str(AnswerFaulty([Fault("negative", "a"), Fault("required", "b")])) == (
        "a: negative; b: required"
    )
