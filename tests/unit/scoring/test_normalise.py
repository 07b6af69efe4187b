"""Vectorised normalisations: the same shares as the kinds of answer give, and bad input."""

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction

import numpy as np
import pytest

from criteria.answers import Value
from criteria.kinds import handler_of
from criteria.model import (
    Answer,
    Choices,
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
)
from scoring.arrays import Floats
from scoring.levels import Bands
from scoring.normalise import (
    ValueOutOfRange,
    additive,
    ladder,
    percentage,
    ratio,
    steps,
    target,
    task,
)

F = Fraction
NAN = np.nan
WORDS = Text({"vi": "chữ"})


def given_by_kind(answer: Answer, values: Sequence[Value]) -> list[float]:
    handler = handler_of(answer)
    return [float(handler.points(answer, value) / answer.maximum) for value in values]


def test_a_ladder_looks_up_points() -> None:
    rungs = Ladder(tuple(LadderLevel(n, F(p), WORDS) for n, p in [(0, 0), (2, 3), (5, 12)]))
    found = ladder(np.array([5.0, 0.0, 2.0]), [0, 2, 5], [0, 3, 12])
    assert found.tolist() == given_by_kind(rungs, [{"level": n} for n in (5, 0, 2)])


def test_a_ladder_in_any_order_is_the_same_ladder() -> None:
    assert ladder(np.array([1.0, 3.0]), [3, 1], [8, 2]).tolist() == [0.25, 1.0]


def test_options_add_up_to_the_cap_and_exclusive_ones_stand_alone() -> None:
    options = [("a", 1, False), ("b", 3, False), ("c", 2, False), ("none", 2, True)]
    answer = Choices(tuple(Option(c, WORDS, F(p), x) for c, p, x in options), cap=F(5))
    ticks = np.array([[1, 1, 0, 0], [1, 1, 1, 0], [0, 0, 0, 1], [0, 0, 0, 0]], dtype=bool)
    given = [["a", "b"], ["a", "b", "c"], ["none"], []]
    found = additive(ticks, [1, 3, 2, 2], cap=5, exclusive=[False, False, False, True])
    assert found.tolist() == given_by_kind(answer, [{"options": g} for g in given])


@pytest.mark.parametrize(("start", "goal"), [(0, 40), (10, 2), (-5, 5)])
def test_a_number_against_its_target(start: int, goal: int) -> None:
    answer = Number(F(10), F(goal), WORDS, F(start))
    numbers = [-20, -5, 0, 1, 2, 5, 10, 40, 99]
    found = target(np.array(numbers, dtype=float), start=start, target=goal)
    assert found == pytest.approx(given_by_kind(answer, [{"number": str(n)} for n in numbers]))


def test_a_target_may_be_left_open_on_both_sides() -> None:
    found = target(np.array([-10.0, 90.0]), start=0, target=40, floor=-np.inf, ceiling=np.inf)
    assert found.tolist() == [-0.25, 2.25]


def test_a_ratio_and_a_percentage() -> None:
    found = ratio(np.array([0.0, 1.0, 3.0]), np.array([3.0, 3.0, 3.0]), full=0.8)
    kind = Ratio(WORDS, WORDS, F(10), F(4, 5))
    assert found == pytest.approx(given_by_kind(kind, [{"a": str(n), "b": "3"} for n in (0, 1, 3)]))
    assert percentage(np.array([0.0, 20.0, 100.0]), full=80).tolist() == given_by_kind(
        Percentage(F(10), F(80)), [{"percent": p} for p in ("0", "20", "100")]
    )


def test_a_step_table_owns_its_edges() -> None:
    answer = Steps(
        WORDS,
        (
            Step(Interval(upper=F(7, 10)), F(0)),
            Step(Interval(F(7, 10), True, F(2), True), F(4)),
            Step(Interval(F(2)), F(5)),
        ),
    )
    numbers = ["0.69", "0.7", "2", "2.001"]
    found = steps(
        np.array([float(n) for n in numbers]),
        Bands((0, 1, 2), (F(7, 10), F(2)), (True, False)),
        [0, 4, 5],
    )
    assert found.tolist() == given_by_kind(answer, [{"number": n} for n in numbers])
    assert np.isnan(steps(np.array([NAN]), Bands((0, 1), (F(1),), (True,)), [0, 1])).all()


def test_a_task_is_judged_by_quantity_quality_and_time() -> None:
    answer = Task(F(6), WORDS, F(4), date(2026, 12, 1))
    cases = [("4", "2026-11-30", 0), ("8", "2026-12-02", 1), ("1", "", 0), ("4", "2026-12-01", 9)]
    values: list[Value] = [
        {"progress": p, "errors": e, **({"done_on": d} if d else {})} for p, d, e in cases
    ]
    found = task(
        np.array([4.0, 8.0, 1.0, 4.0]),
        np.full(4, 4.0),
        late=np.array([False, True, False, False]),
        errors=np.array([0, 1, 0, 9]),
    )
    assert found == pytest.approx(given_by_kind(answer, values))


NOTHING = np.array([NAN, 1.0])
UNANSWERED: dict[str, Callable[[], Floats]] = {
    "ladder": lambda: ladder(NOTHING, [0, 1], [0, 1]),
    "target": lambda: target(NOTHING, start=0, target=1),
    "ratio": lambda: ratio(NOTHING, np.ones(2)),
    "percentage": lambda: percentage(NOTHING),
    "task": lambda: task(
        NOTHING, np.ones(2), late=np.zeros(2, dtype=bool), errors=np.zeros(2, dtype=np.int64)
    ),
}


@pytest.mark.parametrize("name", UNANSWERED)
def test_what_was_not_answered_stays_so(name: str) -> None:
    assert np.isnan(UNANSWERED[name]()).tolist() == [True, False]


one = np.ones(2)
REFUSED: dict[str, tuple[Callable[[], Floats], str]] = {
    "outside the ladder": (lambda: ladder(np.array([1.0, 6.0]), [0, 1], [0, 1]), "ladder"),
    "between two rungs": (lambda: ladder(np.array([1.0, 0.5]), [0, 1], [0, 1]), "ladder"),
    "infinite": (lambda: target(np.array([1.0, np.inf]), start=0, target=1), "finite"),
    "infinite step": (lambda: steps(np.array([1.0, np.inf]), Bands((0,), (), ()), [1]), "finite"),
    "negative part": (lambda: ratio(np.array([1.0, -1.0]), one), "count"),
    "negative whole": (lambda: ratio(one, np.array([1.0, -1.0])), "count"),
    "b = 0": (lambda: ratio(one, np.array([1.0, 0.0])), "divide"),
    "0 of 0": (lambda: ratio(np.array([1.0, 0.0]), np.array([1.0, 0.0])), "divide"),
    "more than 100": (lambda: percentage(np.array([1.0, 101.0])), "100"),
    "less than 0": (lambda: percentage(np.array([1.0, -1.0])), "100"),
    "no goal": (
        lambda: task(one, np.array([1.0, 0.0]), late=one > 1, errors=np.zeros(2, dtype=np.int64)),
        "goal",
    ),
    "negative errors": (
        lambda: task(one, one, late=one > 1, errors=np.array([0, -1])),
        "count",
    ),
    "exclusive and another": (
        lambda: additive(np.array([[True, False], [True, True]]), [1, 1], exclusive=[False, True]),
        "exclusive",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_is_refused_with_its_row(name: str) -> None:
    call, rule = REFUSED[name]
    with pytest.raises(ValueOutOfRange, match=rule) as refusal:
        call()
    assert refusal.value.places == (1,)


def test_a_way_of_no_length_is_refused() -> None:
    with pytest.raises(ValueError, match="equal"):
        target(one, start=3, target=3)
