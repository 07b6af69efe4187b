"""Which answers are better, and what each takes: one kind after the other, worked out by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from criteria.answer_model import (
    Choice,
    Choices,
    FreeText,
    Ladder,
    LadderLevel,
    Number,
    Option,
    Percentage,
    Ratio,
    Step,
    Steps,
    Task,
    YesNo,
)
from criteria.answers import Value
from criteria.efforts import IndicatorEfforts
from criteria.efforts import Step as EffortStep
from criteria.kinds import HANDLERS, JUDGED_AMONG, handler_of
from criteria.model import Answer, Indicator, Interval, Text
from criteria.raises import Better, Present, better_answers

WORDS = Text({"vi": "một", "en": "one"})
TODAY = date(2026, 5, 1)
LADDER = Ladder(tuple(LadderLevel(n, Fraction(p), WORDS) for n, p in enumerate((0, 1, 3, 3, 5))))
TABLE = (
    Step(Interval(None, False, Fraction(0), True), Fraction(0)),
    Step(Interval(Fraction(0), False, Fraction(1, 10), False), Fraction(1)),
    Step(Interval(Fraction(1, 10), True, Fraction(1, 2), False), Fraction(2)),
    Step(Interval(Fraction(1, 2), True), Fraction(5)),
)


def efforts(every: int | None = 1, **steps: int | None) -> IndicatorEfforts:
    """Efforts of a ladder by its levels, `L3=2`, of options by their code, of a task by state."""
    declared = []
    for key, effort in steps.items():
        to: Value = {"option": key} if len(key) == 1 else {"state": key}
        if key.startswith("L"):
            to = {"level": int(key[1:])}
        declared.append(EffortStep(to, None if effort is None else Fraction(effort)))
    return IndicatorEfforts(tuple(declared), None if every is None else Fraction(every))


def better(
    answer: Answer, value: Value | None, declared: IndicatorEfforts | None = None, on: date = TODAY
) -> list[tuple[Any, Any, Any]]:
    """The better answers, each read once more by its own kind."""
    handler = handler_of(answer)
    points = Fraction(0) if value is None else handler.points(answer, value)
    indicator = Indicator("X", WORDS, WORDS, answer)
    found = better_answers(indicator, Present(value, points, on, declared or IndicatorEfforts()))
    for one in found:
        handler.check(answer, one.value)
        assert handler.points(answer, one.value) == one.points > points
    return [(one.value, one.points, one.effort) for one in found]


def efforts_by(found: list[tuple[Any, Any, Any]], key: str) -> dict[Any, Any]:
    return {value[key]: effort for value, _, effort in found}


def test_every_kind_is_known() -> None:
    from criteria.raises import _KINDS

    assert set(_KINDS) == set(HANDLERS) | set(JUDGED_AMONG)


# --- ways through states -------------------------------------------------------------------


def test_levels_of_a_ladder_that_bring_more() -> None:
    """Levels 2 and 3 bring the same points: one step, by either of them."""
    found = better(LADDER, {"level": 1})
    assert efforts_by(found, "level") == {2: 1, 3: 1, 4: 2}
    assert efforts_by(better(LADDER, None), "level") == {1: 1, 2: 2, 3: 2, 4: 3}
    assert better(LADDER, {"level": 4}) == []


def test_efforts_of_a_ladder_add_up() -> None:
    declared = efforts(every=2, L2=7, L4=10)
    assert efforts_by(better(LADDER, {"level": 0}, declared), "level") == {1: 2, 2: 9, 3: 4, 4: 14}


def test_a_step_that_cannot_be_done_closes_the_way() -> None:
    assert efforts_by(better(LADDER, {"level": 0}, efforts(L4=None)), "level") == {1: 1, 2: 2, 3: 2}
    assert better(LADDER, {"level": 0}, efforts(L1=None)) == []
    assert better(LADDER, {"level": 0}, efforts(every=None)) == []


def test_yes() -> None:
    assert better(YesNo(Fraction(10)), {"yes": False}) == [({"yes": True}, 10, 1)]
    assert better(YesNo(Fraction(10)), {"yes": True}) == []


def test_rows_of_a_step_table() -> None:
    steps = Steps(WORDS, TABLE)
    found = better(steps, {"number": "0"})
    assert [(value["number"], effort) for value, _, effort in found] == [
        ("0.01", 1),
        ("0.1", 2),
        ("1", 3),
    ]


def test_a_table_in_which_less_is_better() -> None:
    steps = Steps(
        WORDS,
        (
            Step(Interval(None, False, Fraction(2), True), Fraction(5)),
            Step(Interval(Fraction(2), False, Fraction(5), False), Fraction(3)),
            Step(Interval(Fraction(5), True), Fraction(0)),
        ),
    )
    assert efforts_by(better(steps, {"number": "9"}), "number") == {"4": 1, "2": 2}


# --- ratios, numbers, percentages ----------------------------------------------------------


def test_a_counted_ratio_keeps_its_whole_and_counts() -> None:
    ratio = Ratio(WORDS, WORDS, Fraction(5), steps=TABLE)
    found = better(ratio, {"a": "0", "b": "40"})
    assert [value["a"] for value, _, _ in found] == ["1", "4", "20"]
    assert {value["b"] for value, _, _ in found} == {"40"}


def test_a_row_that_no_count_falls_into_is_passed() -> None:
    ratio = Ratio(WORDS, WORDS, Fraction(5), steps=TABLE)
    found = better(ratio, {"a": "0", "b": "5"})
    assert [(value["a"], effort) for value, _, effort in found] == [("1", 2), ("3", 3)]


def test_a_ratio_without_answer_is_of_a_hundred() -> None:
    ratio = Ratio(WORDS, WORDS, Fraction(5), steps=TABLE)
    assert [(v["a"], v["b"]) for v, _, _ in better(ratio, None)] == [
        ("1", "100"),
        ("10", "100"),
        ("50", "100"),
    ]


def test_a_ratio_without_steps_has_five_milestones() -> None:
    ratio = Ratio(WORDS, WORDS, Fraction(10), full=Fraction(4, 5))
    found = better(ratio, {"a": "30", "b": "100"})
    assert [(v["a"], p, e) for v, p, e in found] == [
        ("32", 4, 1),
        ("48", 6, 2),
        ("64", 8, 3),
        ("80", 10, 4),
    ]
    few = better(ratio, {"a": "2", "b": "5"})
    assert [(v["a"], e) for v, _, e in few] == [("3", 1), ("4", 2)]
    measured = better(ratio, {"a": "0.5", "b": "2.5"})
    assert [v["a"] for v, _, _ in measured] == ["0.8", "1.2", "1.6", "2"]


def test_a_number_on_its_way_up_or_down() -> None:
    up = Number(Fraction(10), Fraction(40), WORDS)
    assert efforts_by(better(up, {"number": "20"}), "number") == {"24": 1, "32": 2, "40": 3}
    down = Number(Fraction(10), Fraction(0), WORDS, start=Fraction(1))
    assert list(efforts_by(better(down, {"number": "0.5"}), "number")) == ["0.4", "0.2", "0"]
    third = Number(Fraction(10), Fraction(1, 3), WORDS)
    assert better(third, {"number": "0.3"})[-1] == ({"number": "0.333334"}, 10, 1)


def test_declared_milestones_take_the_place_of_the_five() -> None:
    declared = IndicatorEfforts(
        (
            EffortStep({"percent": "50"}, Fraction(2)),
            EffortStep({"percent": "80"}, Fraction(6)),
        )
    )
    answer = Percentage(Fraction(10), full=Fraction(80))
    assert efforts_by(better(answer, {"percent": "10"}, declared), "percent") == {"50": 2, "80": 8}
    assert len(better(answer, {"percent": "10"})) == 5


# --- options and ticks ---------------------------------------------------------------------

CHOICE = Choice(
    tuple(
        Option(code, WORDS, Fraction(points))
        for code, points in {"a": 10, "b": 5, "c": 5, "d": 0}.items()
    )
)


def test_another_option_is_reached_directly() -> None:
    assert efforts_by(better(CHOICE, {"option": "d"}), "option") == {"a": 2, "b": 1, "c": 1}
    declared = efforts(a=7, b=None)
    assert efforts_by(better(CHOICE, {"option": "d"}, declared), "option") == {"a": 7, "c": 1}
    only = efforts(every=None, a=7)
    assert efforts_by(better(CHOICE, {"option": "b"}, only), "option") == {"a": 7}


TICKS = Choices(
    (
        Option("w", WORDS, Fraction(3)),
        Option("x", WORDS, Fraction(1)),
        Option("y", WORDS, Fraction(3)),
        Option("none", WORDS, Fraction(0), exclusive=True),
    ),
    cap=Fraction(6),
)


def test_more_ticks_up_to_the_cap() -> None:
    found = better(TICKS, {"options": ["none"]})
    assert [(value["options"], points, effort) for value, points, effort in found] == [
        (["w"], 3, 1),
        (["w", "y"], 6, 2),
    ]
    assert [value["options"] for value, _, _ in better(TICKS, {"options": ["x"]})] == [
        ["w", "x"],
        ["w", "x", "y"],
    ]


def test_efforts_of_ticks() -> None:
    declared = IndicatorEfforts(
        (
            EffortStep({"options": ["w"]}, Fraction(9)),
            EffortStep({"options": ["y"]}, None),
        )
    )
    found = better(TICKS, None, declared)
    assert [(value["options"], effort) for value, _, effort in found] == [
        (["x"], 1),
        (["w"], 9),
        (["w", "x"], 10),
    ]


# --- tasks ---------------------------------------------------------------------------------

TASK = Task(Fraction(3), WORDS, Fraction(2), deadline=date(2026, 6, 30))


def test_a_task_goes_on_product_by_product() -> None:
    found = better(TASK, None)
    assert found == [
        ({"progress": "1", "errors": 0}, Fraction(3, 2), 1),
        ({"progress": "2", "errors": 0, "done_on": "2026-06-30"}, 3, 2),
    ]


def test_after_the_deadline_it_is_finished_late() -> None:
    value, points, effort = better(TASK, None, on=date(2026, 7, 9))[-1]
    assert (value["done_on"], points, effort) == ("2026-07-09", Fraction(11, 4), 2)


def test_the_units_own_target_and_deadline_stand() -> None:
    own: Value = {"target": "3", "deadline": "2026-04-01", "progress": "2", "errors": 0}
    [(value, _, effort)] = better(TASK, own)
    assert (value["progress"], value["done_on"], effort) == ("3", "2026-05-01", 1)


def test_errors_are_corrected_on_the_way_or_alone() -> None:
    now: Value = {"progress": "1", "errors": 2}
    found = better(TASK, now, efforts(done=5, corrected=3))
    assert [(v["progress"], v["errors"], e) for v, _, e in found] == [
        ("1", 0, 3),
        ("2", 2, 5),
        ("2", 0, 8),
    ]


def test_a_finished_task_cannot_become_early() -> None:
    late: Value = {"progress": "2", "done_on": "2026-08-01", "errors": 0}
    assert better(TASK, late) == []


def test_a_task_with_many_products_has_five_milestones() -> None:
    task = Task(Fraction(3), WORDS, Fraction(100))
    found = better(task, {"progress": "30", "errors": 0})
    assert [(v["progress"], e) for v, _, e in found] == [
        ("40", 1),
        ("60", 2),
        ("80", 3),
        ("100", 4),
    ]
    declared = IndicatorEfforts((EffortStep({"progress": "50"}, Fraction(4)),))
    found = better(task, {"progress": "30", "errors": 0}, declared)
    assert [(v["progress"], e) for v, _, e in found] == [("50", 4), ("100", 5)]
    whole = efforts(done=20)
    assert [e for _, _, e in better(task, {"progress": "30", "errors": 0}, whole)] == [20]


# --- the rest ------------------------------------------------------------------------------


def test_words_cannot_be_better() -> None:
    assert better(FreeText(), {"text": "…"}) == []


@pytest.mark.parametrize("points", [Fraction(5, 2), Fraction(3)])
def test_a_reviewers_points_stand_above_the_answer(points: Fraction) -> None:
    indicator = Indicator("X", WORDS, WORDS, LADDER)
    found = better_answers(indicator, Present({"level": 4}, points, TODAY))
    assert found[-1] == Better({"level": 4}, Fraction(5), Fraction(2 if points < 3 else 1))
