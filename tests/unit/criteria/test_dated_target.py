"""A number on its way to a target with a date: exact on every day, and told on track or behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from criteria.answers import AnswerFaulty, Given, Value
from criteria.codec import as_data
from criteria.compile import Unit, score_one, score_units
from criteria.efforts import read_efforts
from criteria.improving import NO_EFFORTS, Improving, improving
from criteria.kinds import PartType, handler_of
from criteria.loader import Examined, examine, load
from criteria.model import DatedTarget
from criteria.tables import TableFaulty, TableFormat, read_answers, template

FILE = Path(__file__).parents[2] / "fixtures" / "sets" / "dated-target.yaml"
SET = load(FILE)
RISING, FALLING = (one.answer for one in SET.indicators() if isinstance(one.answer, DatedTarget))


def value(number: str, day: str) -> Value:
    return {"number": number, "measured_on": f"2025-{day}"}


def points(answer: DatedTarget, number: str, day: str) -> Fraction:
    found = value(number, day)
    handler_of(answer).check(answer, found)
    return handler_of(answer).points(answer, found)


def test_the_file_says_start_and_target_with_their_days() -> None:
    assert [RISING.start, RISING.target] == [10, 30]
    assert (RISING.start_on, RISING.target_on) == (date(2025, 1, 1), date(2025, 1, 21))
    assert not RISING.may_be_negative
    assert FALLING.may_be_negative
    data = as_data(SET)["pillars"][0]["criteria"][0]["answer"]
    assert data["start_on"] == "2025-01-01"
    assert "may_be_negative" not in data


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-06-01", 10),
        ("2025-01-01", 10),
        ("2025-01-02", 11),
        ("2025-01-11", 20),
        ("2025-01-21", 30),
        ("2031-01-01", 30),
    ],
)
def test_what_is_expected_lies_on_the_line(day: str, expected: int) -> None:
    assert RISING.expected(date.fromisoformat(day)) == expected


def test_a_third_of_the_days_is_exactly_a_third_of_the_way() -> None:
    way = replace(RISING, target_on=RISING.start_on + timedelta(days=3))
    assert way.expected(RISING.start_on + timedelta(days=1)) == Fraction(50, 3)


@pytest.mark.parametrize(
    ("number", "day", "brought"),
    [
        ("20", "01-11", 10),
        ("25", "01-11", 10),
        ("15", "01-11", 5),
        ("10", "01-11", 0),
        ("5", "01-11", 0),
        ("20", "01-21", 5),
        ("30", "12-31", 10),
        ("10", "01-01", 10),  # nothing is expected yet
        ("9.99", "01-01", 0),
    ],
)
def test_points_are_the_share_of_what_is_expected(number: str, day: str, brought: int) -> None:
    assert points(RISING, number, day) == brought


@pytest.mark.parametrize(
    ("number", "day", "brought"),
    [
        ("3", "01-06", 5),
        ("5.5", "01-06", Fraction(5, 2)),
        ("8", "01-06", 0),
        ("9", "01-06", 0),
        ("-2", "01-11", 5),
        ("8", "01-01", 5),
        ("8.1", "01-01", 0),
    ],
)
def test_lower_can_be_better(number: str, day: str, brought: int) -> None:
    assert points(FALLING, number, day) == brought


def test_an_answer_is_shown_on_track_or_behind() -> None:
    show = handler_of(RISING).show
    assert show(RISING, value("20", "01-11"), "en") == "20 % of GDP (11 Jan 2025); on track"
    assert show(RISING, value("12.5", "01-12"), "vi") == (
        "12,5 % GDP (đo ngày 12/01/2025); chậm: lẽ ra đạt 21"
    )
    assert show(FALLING, value("4", "01-06"), "en") == ("4 days (6 Jan 2025); behind: expected 3")


def test_it_is_asked_by_a_number_and_a_day() -> None:
    number, day = handler_of(RISING).parts(RISING)
    assert [(one.name, one.type, one.required) for one in (number, day)] == [
        ("number", PartType.NUMBER, True),
        ("measured_on", PartType.DATE, True),
    ]
    assert number.unit is not None


@pytest.mark.parametrize(
    ("number", "day", "faults"),
    [
        ("", "2025-01-01", {("number", "required")}),
        ("12", "", {("measured_on", "required")}),
        ("many", "soon", {("number", "not_a_number"), ("measured_on", "not_a_date")}),
        ("-1", "2025-01-01", {("number", "negative")}),
        ("1", "1825-01-01", {("measured_on", "date_out_of_range")}),
    ],
)
def test_what_is_no_answer_is_refused(number: str, day: str, faults: set[tuple[str, str]]) -> None:
    with pytest.raises(AnswerFaulty) as refused:
        handler_of(RISING).read(RISING, {"number": number, "measured_on": day})
    assert {(fault.part, fault.code) for fault in refused.value.faults} == faults


def ways(one: Improving, code: str) -> list[tuple[Any, Any, Any]]:
    return [(better.value["number"], better.points, better.effort) for better in one.better[code]]


def changed(old: str, new: str) -> Examined:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    return examine(text.replace(old, new).encode())


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("target: 30", "target: 10", "start_is_target"),
        ("target_on: 2025-01-21", "target_on: 2025-01-01", "days_not_rising"),
        ("target_on: 2025-01-21", "target_on: 2024-01-21", "days_not_rising"),
        ("target_on: 2025-01-21", "target_on: 2025-02-30", "no_such_date"),
        ("start_on: 2025-01-01\n          target: 30", "start_on: 2025-02-30\n          target: 30",
         "no_such_date"),
        ("target_on: 2025-01-21", "target_on: 21/01/2025", "bad_day"),
        ("          may_be_negative: true\n", "", "negative_not_allowed"),
        ("          target_on: 2025-01-21\n", "", "missing_key"),
        ("target: 30", "goal: 30", "unknown_key"),
    ],
)  # fmt: skip
def test_what_makes_a_way_wrong_is_found(old: str, new: str, code: str) -> None:
    assert code in {finding.code for finding in changed(old, new).errors}


def test_a_day_that_does_not_exist_is_one_fault() -> None:
    assert len(changed("target_on: 2025-01-21", "target_on: 2025-02-30").findings) == 1


def test_a_table_has_a_column_for_the_number_and_one_for_the_day() -> None:
    header = template(SET, TableFormat.CSV, "en").decode().splitlines()[0]
    assert header == "unit,league,LT.01.number,LT.01.measured_on,LT.02.number,LT.02.measured_on"
    (unit,) = read_answers(SET, f"{header}\nA,,21,11/01/2025,,\n".encode(), TableFormat.CSV)
    assert unit.answers == {"LT.01": Given(value("21", "01-11"))}
    with pytest.raises(TableFaulty) as faulty:
        read_answers(SET, f"{header}\nA,,21,,,2025-01-06\n".encode(), TableFormat.CSV)
    assert [(fault.column, fault.code) for fault in faulty.value.faults] == [
        ("LT.01.measured_on", "required"),
        ("LT.02.number", "required"),
    ]


def test_units_are_scored_and_levelled_by_their_way() -> None:
    ahead = {"LT.01": Given(value("21", "01-11")), "LT.02": Given(value("3", "01-06"))}
    behind = {**ahead, "LT.01": Given(value("19.999", "01-11"))}
    table = score_units(SET, [Unit("ahead", ahead), Unit("behind", behind)])
    assert table.level.tolist() == [1, 0]
    assert score_one(SET, behind).points == 5 + 10 * Fraction(9999, 10000)


# --- improving -----------------------------------------------------------------------------

MIDWAY = date(2025, 1, 11)


def test_better_answers_reach_what_is_expected_on_the_day() -> None:
    one = improving(SET, {"LT.01": Given(value("15", "01-11"))}, on=MIDWAY, efforts=NO_EFFORTS)
    assert ways(one, "LT.01") == [("16", 6, 1), ("18", 8, 2), ("20", 10, 3)]
    assert {b.value["measured_on"] for b in one.better["LT.01"]} == {"2025-01-11"}
    assert [b.value["number"] for b in one.better["LT.02"]] == ["6", "4", "2", "0", "-2"]


def test_before_the_way_begins_no_worse_than_the_start_is_enough() -> None:
    one = improving(SET, {}, on=date(2024, 12, 1), efforts=NO_EFFORTS)
    assert ways(one, "LT.01") == [("10", 10, 1)]


def test_advice_gives_the_efforts_of_the_way() -> None:
    one = improving(SET, {}, on=MIDWAY)
    assert ways(one, "LT.01") == [("15", 5, 6), ("20", 10, 8)]


def test_efforts_are_declared_by_the_number() -> None:
    found = read_efforts(SET, b"code,to,effort\nLT.01,18,4\n", "x.csv")
    one = improving(SET, {}, on=MIDWAY, efforts=found)
    assert ways(one, "LT.01") == [("18", 8, 4)]
