"""What bad input leads to: the table in the documentation, row by row.

Nothing ends in a number that means nothing: a value is refused with its place, or it is out of the
calculation, or the unit is withheld with a reason.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import (
    NO_LEVEL,
    NO_RANK,
    Aggregation,
    Bands,
    Cut,
    Hierarchy,
    Measure,
    Missing,
    Node,
    NotApplicable,
    Scheme,
    ScoreTable,
    Why,
    Withheld,
    score_table,
)
from scoring.arrays import Floats
from scoring.means import NegativeValue
from scoring.normalise import Better, ValueOutOfRange, ladder, percentage, ratio, target
from scoring.normalise_among import (
    distance_to,
    distance_to_best,
    fraction_of_best,
    goalposts,
    min_max,
    on_path,
    ratio_to_mean,
    z_score,
)
from scoring.normalise_by_rank import (
    above_or_below_mean,
    borda,
    categories,
    percentile_rank,
    rank_from_worst,
)

F = Fraction
NAN = np.nan
NOTHING = F(0)

Judge = Callable[[Floats], Floats]

BY_SPREAD: dict[str, Judge] = {
    "min–max": min_max,
    "min–max, lower is better": lambda x: min_max(x, better=Better.LOWER),
    "distance to the best": distance_to_best,
    "z-score": z_score,
}
BY_ITSELF: dict[str, Judge] = {
    "goalposts": lambda x: goalposts(x, 0, 10),
    "distance to a target": lambda x: distance_to(x, 9),
    "dated target": lambda x: on_path(x, start=0, target=10, elapsed=0.5),
    "fraction of the best": fraction_of_best,
    "ratio to the mean": ratio_to_mean,
}
BY_RANK: dict[str, Judge] = {
    "rank": rank_from_worst,
    "Borda": borda,
    "percentile rank": percentile_rank,
    "categories": lambda x: categories(x, [50], [0, 1]),
    "above or below the mean": lambda x: above_or_below_mean(x, margin=0.1),
}
EVERY = {**BY_SPREAD, **BY_ITSELF, **BY_RANK}


def each(judges: dict[str, Judge]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("judge", judges.values(), ids=list(judges))


# --- numbers judged among the units --------------------------------------------------------


@each(EVERY)
def test_what_was_not_answered_stays_so_and_changes_nothing_for_the_others(judge: Judge) -> None:
    found = judge(np.array([2.0, NAN, 4.0, 7.0]))
    assert np.isnan(found).tolist() == [False, True, False, False]
    assert found[[0, 2, 3]].tolist() == judge(np.array([2.0, 4.0, 7.0])).tolist()


@each(EVERY)
@pytest.mark.parametrize("bad", [np.inf, -np.inf, 1e101, -1e300])
def test_infinities_and_numbers_beyond_measure_are_refused_with_their_row(
    judge: Judge, bad: float
) -> None:
    with pytest.raises(ValueOutOfRange) as refused:
        judge(np.array([2.0, bad, NAN]))
    assert refused.value.places == (1,)


@each(EVERY)
def test_nobody_answered(judge: Judge) -> None:
    assert np.isnan(judge(np.full(3, NAN))).all()
    assert judge(np.empty(0)).shape == (0,)


@each(BY_SPREAD)
@pytest.mark.parametrize("values", [[4.0], [4.0, NAN], [3.0, 3.0, 3.0], [0.0, 0.0]])
def test_without_a_spread_there_is_no_share(judge: Judge, values: list[float]) -> None:
    """One unit alone, or all tied: a range of 0 says nothing about anybody."""
    assert np.isnan(judge(np.array(values))).all()


def test_one_unit_alone_beats_nobody_of_nobody() -> None:
    assert np.isnan(percentile_rank(np.array([4.0]))).all()
    assert borda(np.array([4.0])).tolist() == [0]
    assert rank_from_worst(np.array([4.0])).tolist() == [1]


@each(BY_RANK)
def test_all_tied_are_judged_alike(judge: Judge) -> None:
    found = judge(np.array([3.0, 3.0, 3.0]))
    assert len(set(found.tolist())) == 1
    assert np.isfinite(found).all()


def test_fractions_of_nothing() -> None:
    assert np.isnan(fraction_of_best(np.zeros(2))).all()
    for judge in (ratio_to_mean, lambda x: fraction_of_best(x, better=Better.LOWER)):
        with pytest.raises(ValueOutOfRange, match="positive"):
            judge(np.array([0.0, 1.0]))


# --- numbers judged by themselves ----------------------------------------------------------


@pytest.mark.parametrize(
    ("judge", "places"),
    [
        (lambda: ladder(np.array([0.0, 3.0, 1.0]), [0, 1, 2], [0, 1, 2]), (1,)),
        (lambda: ladder(np.array([0.5, -1.0]), [0, 1, 2], [0, 1, 2]), (0, 1)),
        (lambda: ratio(np.array([1.0, 1.0]), np.array([2.0, 0.0])), (1,)),
        (lambda: ratio(np.array([-1.0, 1.0]), np.array([2.0, 2.0])), (0,)),
        (lambda: ratio(np.array([1.0, 3.0]), np.array([2.0, -2.0])), (1,)),
        (lambda: ratio(np.array([np.inf]), np.array([2.0])), (0,)),
        (lambda: percentage(np.array([50.0, 101.0, -1.0])), (1, 2)),
        (lambda: target(np.array([1.0, np.inf]), start=0, target=4), (1,)),
    ],
    ids=["no such level", "no level", "b = 0", "a < 0", "b < 0", "infinite", "per cent", "target"],
)
def test_what_cannot_be_is_refused_with_its_row(
    judge: Callable[[], Floats], places: tuple[int, ...]
) -> None:
    with pytest.raises(ValueOutOfRange) as refused:
        judge()
    assert refused.value.places == places


# --- a whole table -------------------------------------------------------------------------


def a_scheme(
    missing: Missing, how: Aggregation = Aggregation.MEAN, availability: Fraction = NOTHING
) -> Scheme:
    power = F(2) if how is Aggregation.POWER else None
    tree = Hierarchy.build(
        [
            Node("all", None, aggregation=how, power=power),
            Node("A", "all", aggregation=how, power=power),
            Node("A.1", "A", weight=F(3), maximum=F(2)),
            Node("A.2", "A", maximum=F(2)),
            Node("B", "all", maximum=F(4)),
        ]
    )
    cut = Cut(Measure.SCORE, Bands((0, 1), (F(50),), (True,)))
    return Scheme(tree, missing, NotApplicable.REDISTRIBUTE, cut, availability=availability)


def scored(
    rows: list[list[float]], missing: Missing = Missing.ZERO, how: Aggregation = Aggregation.MEAN
) -> ScoreTable:
    shares = np.array(rows, dtype=np.float64).reshape(-1, 3)
    return score_table(a_scheme(missing, how), shares, units=[str(at) for at in range(len(rows))])


@pytest.mark.parametrize("how", list(Aggregation))
@pytest.mark.parametrize("bad", [np.inf, -np.inf])
def test_an_infinite_share_is_refused(how: Aggregation, bad: float) -> None:
    with pytest.raises(ValueError, match="infinite"):
        scored([[0.5, 0.5, 0.5], [0.5, bad, 0.5]], how=how)


@pytest.mark.parametrize("how", [Aggregation.GEOMETRIC, Aggregation.HARMONIC, Aggregation.POWER])
def test_a_mean_that_takes_no_negative_number_refuses_it(how: Aggregation) -> None:
    with pytest.raises(NegativeValue):
        scored([[0.5, -0.5, 0.5]], how=how)


@pytest.mark.parametrize(
    ("missing", "score", "why"),
    [
        (Missing.ZERO, 0, None),
        (Missing.NEUTRAL, 50, None),
        (Missing.SKIP, None, Why.TOO_FEW_ANSWERS),
        (Missing.WITHHOLD, None, Why.ANSWERS_MISSING),
    ],
)
def test_a_unit_without_any_answer(missing: Missing, score: int | None, why: Why | None) -> None:
    table = scored([[NAN] * 3, [0.5, 0.5, 0.5]], missing)
    result = table.result(0)
    assert result.score == score
    assert (None if result.withheld is None else result.withheld.why) == why
    if result.withheld is not None:
        assert result.withheld.codes == ("A.1", "A.2", "B")
        assert (result.level, result.rank) == (None, None)
        assert table.rank.tolist() == [NO_RANK, 1]


def test_a_unit_to_which_nothing_applies_has_another_reason() -> None:
    table = score_table(
        a_scheme(Missing.SKIP),
        np.full((1, 3), NAN),
        units=["x"],
        not_applicable=np.ones((1, 3), dtype=bool),
    )
    assert table.result(0).withheld == Withheld(Why.NOTHING_APPLICABLE)


@pytest.mark.parametrize("how", list(Aggregation))
def test_all_ties_share_the_first_rank_and_one_number(how: Aggregation) -> None:
    table = scored([[0.1, 0.7, 0.3]] * 7, how=how)
    assert set(table.rank.tolist()) == {1}
    assert len(set(table.score.tolist())) == 1


def test_no_units_at_all() -> None:
    table = scored([])
    assert (table.score.shape, table.rank.shape) == ((0,), (0,))


shares = st.one_of(st.just(NAN), st.sampled_from([0.0, 1.0, 0.5, 1 / 3]), st.floats(0, 1))


@given(
    rows=st.lists(st.tuples(shares, shares, shares, st.sets(st.integers(0, 2))), max_size=8),
    missing=st.sampled_from(list(Missing)),
    how=st.sampled_from(list(Aggregation)),
    availability=st.sampled_from([F(0), F(1, 2), F(1)]),
)
def test_no_number_is_empty_without_a_reason(
    rows: list[tuple[float, float, float, set[int]]],
    missing: Missing,
    how: Aggregation,
    availability: Fraction,
) -> None:
    """A score is NaN exactly where the unit is withheld, and then the result says why."""
    matrix = np.array([row[:3] for row in rows]).reshape(-1, 3)
    out = np.array([[at in row[3] for at in range(3)] for row in rows], dtype=bool).reshape(-1, 3)
    table = score_table(
        a_scheme(missing, how, availability),
        matrix,
        units=[str(at) for at in range(len(rows))],
        not_applicable=out,
    )
    for place in range(len(rows)):
        result = table.result(place)
        held = bool(table.withheld[place])
        assert np.isnan(table.score[place]) == np.isnan(table.points[place]) == held
        assert (table.level[place] == NO_LEVEL) == (table.rank[place] == NO_RANK) == held
        assert (result.withheld is None) != held
        assert (result.score is None) == (result.level is None) == (result.rank is None) == held
        if result.withheld is not None and result.withheld.why is not Why.NOTHING_APPLICABLE:
            assert result.withheld.codes
