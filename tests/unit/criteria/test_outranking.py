"""Units ranked pair by pair: over pillars or indicators, ties exact, in their leagues."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from criteria.answers import Given
from criteria.codec import as_data
from criteria.compile import Unit, pack_shares, scheme_of, score_units, score_vectors
from criteria.loader import Examined, examine, loads
from criteria.model import CriteriaSet, Measure, Over
from scoring.pairwise_order import copeland_keys
from scoring.ranking import rank
from tests.tiny import cut_at, tiny_data

PERCENT = {"kind": "percentage", "maximum": 10}
RATIO = {
    "kind": "ratio", "maximum": 10, "numerator": {"vi": "a", "en": "a"},
    "denominator": {"vi": "b", "en": "b"},
}  # fmt: skip
PILLARS = {
    "A": {"A.1": PERCENT, "A.2": PERCENT},
    "B": {"B.1": PERCENT},
    "C": {"C.1": PERCENT},
}
CODES = ("A.1", "A.2", "B.1", "C.1")


def data(over: str = "pillars", **scoring: Any) -> dict[str, Any]:
    ranked = {"by": "copeland", "over": over}
    mean = {"aggregation": "mean", "ranked": ranked, **scoring}
    return tiny_data(PILLARS, levels=cut_at(50), scoring=mean)


def made(found: dict[str, Any]) -> CriteriaSet:
    return loads(json.dumps(found).encode())


def unit(code: str, *percents: float, league: str = "") -> Unit:
    answers = {c: Given({"percent": str(x)}) for c, x in zip(CODES, percents, strict=True)}
    return Unit(code, answers, league)


def read(found: dict[str, Any]) -> Examined:
    return examine(json.dumps(found).encode())


def test_the_file_says_over_what_units_are_compared() -> None:
    one = made(data())
    assert one.scoring.outranking is Over.PILLARS
    assert one.scoring.ranked is Measure.SCORE
    assert scheme_of(one).compared == ("A", "B", "C")
    assert as_data(one)["scoring"]["ranked"] == {"by": "copeland", "over": "pillars"}
    over_all = made(data("indicators"))
    assert scheme_of(over_all).compared == CODES
    assert as_data(made(as_data(over_all))) == as_data(over_all)


def test_a_lead_in_one_pillar_does_not_make_up_for_the_others() -> None:
    units = [unit("even", 50, 50, 50, 50), unit("one-sided", 100, 100, 40, 40)]
    table = score_units(made(data()), units)
    assert table.score.tolist() == [50, 60]
    assert table.rank.tolist() == [1, 2]
    assert table.level.tolist() == [1, 1]


def test_over_indicators_each_question_has_its_part_of_the_whole() -> None:
    # A.1 and A.2 share the third of pillar A: the second unit wins a third, the first two thirds.
    units = [unit("x", 0, 0, 60, 60), unit("y", 90, 90, 10, 10)]
    assert score_units(made(data("indicators")), units).rank.tolist() == [1, 2]
    # Half of pillar A and pillar C speak for y: exactly half of all, so nobody wins.
    weights = {"method": "budget", "experts": [{"A": 50, "B": 25, "C": 25}]}
    halves = made(data("indicators", weights=weights))
    units = [unit("x", 10, 5, 60, 10), unit("y", 5, 10, 10, 60)]
    assert score_units(halves, units).rank.tolist() == [1, 1]


def test_a_circle_is_a_tie_that_tie_breakers_decide() -> None:
    units = [
        unit("x", 30, 30, 20, 10),
        unit("y", 10, 10, 30, 20),
        unit("z", 20, 20, 10, 30),
    ]
    assert score_units(made(data()), units).rank.tolist() == [1, 1, 1]
    broken = made(data(tie_breakers=["C"]))
    assert score_units(broken, units).rank.tolist() == [3, 2, 1]


def test_thirds_tie_exactly() -> None:
    found = tiny_data(
        {"A": {"A.1": RATIO, "A.2": RATIO, "A.3": RATIO}, "B": {"B.1": PERCENT}},
        scoring={"ranked": {"by": "copeland", "over": "pillars"}},
    )
    thirds = {f"A.{n}": Given({"a": "1", "b": "3"}) for n in (1, 2, 3)}
    whole = {
        "A.1": Given({"a": "1", "b": "1"}),
        "A.2": Given({"a": "0", "b": "1"}),
        "A.3": Given({"a": "0", "b": "1"}),
    }
    half = {"B.1": Given({"percent": "50"})}
    units = [Unit("thirds", {**thirds, **half}), Unit("one", {**whole, **half})]
    assert score_units(made(found), units).rank.tolist() == [1, 1]


def test_what_does_not_apply_takes_no_part_in_the_pairs_of_a_unit() -> None:
    found = data()
    found["pillars"][2]["criteria"][0]["may_be_not_applicable"] = True
    partly = Unit("partly", {**unit("", 60, 60, 60, 0).answers, "C.1": Given(None, True)})
    units = [partly, unit("whole", 50, 50, 50, 100)]
    assert score_units(made(found), units).rank.tolist() == [1, 2]


def test_a_league_is_a_world_of_its_own() -> None:
    # x beats y; among all, x loses to v and w, and y beats v, so that both have one more defeat.
    units = [
        unit("x", 50, 50, 50, 0, league="one"),
        unit("y", 40, 40, 40, 40, league="one"),
        unit("v", 60, 60, 20, 30, league="two"),
        unit("w", 60, 60, 60, 30, league="two"),
    ]
    one = made(data())
    table = score_units(one, units)
    assert table.rank.tolist() == [1, 2, 2, 1]
    assert table.overall_rank.tolist() == [2, 2, 2, 1]
    alone = score_units(one, units[:2])
    assert alone.rank.tolist() == [1, 2]


def test_a_unit_without_a_score_is_not_compared() -> None:
    found = data(missing="withhold")
    gap = Unit("gap", {"A.1": Given({"percent": "100"})})
    table = score_units(made(found), [unit("x", 1, 1, 1, 1), gap, unit("y", 2, 2, 2, 2)])
    assert table.rank.tolist() == [2, 0, 1]


def test_packed_vectors_are_ranked_alike() -> None:
    one = made(data())
    units = [unit("x", 30, 30, 20, 10), unit("y", 10, 90, 30, 20), unit("z", 20, 20, 10, 30)]
    vectors = {u.code: pack_shares(one, u.answers) for u in units}
    by_vectors = score_vectors(one, vectors).rank.tolist()
    assert by_vectors == score_units(one, units).rank.tolist()


@pytest.mark.parametrize(
    ("scoring", "code"),
    [
        ({"ranked": {"by": "copeland"}}, "missing_key"),
        ({"ranked": {"by": "borda", "over": "pillars"}}, "not_allowed"),
        ({"ranked": {"by": "copeland", "over": "groups"}}, "not_allowed"),
        ({"ranked": {"by": "copeland", "over": "pillars", "of": 1}}, "unknown_key"),
        ({"ranked": "copeland"}, "not_allowed"),
        ({"ranked_rounding": {"digits": 1}}, "ranked_rounding_idle"),
    ],
)
def test_what_makes_a_ranking_by_pairs_wrong_is_found(scoring: dict[str, Any], code: str) -> None:
    assert code in [finding.code for finding in read(data(**scoring)).errors]


# --- against all pairs in fractions --------------------------------------------------------

WEIGHTS = (Fraction(1, 3), Fraction(1, 6), Fraction(1, 2))
FINE = tuple(Fraction(1, 10**12 + n) for n in (39, 61, 63))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(*[st.integers(0, 3)] * 3, st.integers(0, 1)), min_size=1, max_size=12),
    st.sampled_from([WEIGHTS, FINE]),
)
def test_keys_order_as_all_pairs_in_fractions_do(
    rows: list[tuple[int, ...]], weights: tuple[Fraction, ...]
) -> None:
    columns = [np.array([row[at] for row in rows]) for at in range(3)]
    leagues = np.array([row[3] for row in rows])
    keys = copeland_keys(columns, weights, ranked=np.ones(len(rows), bool), leagues=leagues)
    expected = [_wins(rows, at, weights) for at in range(len(rows))]
    for one, other in product(range(len(rows)), repeat=2):
        if rows[one][3] == rows[other][3]:
            assert (keys[one] < keys[other]) == (expected[one] < expected[other])
    assert (rank(keys, leagues) >= 1).all()


def _wins(rows: list[tuple[int, ...]], at: int, weights: tuple[Fraction, ...]) -> int:
    score = 0
    for other in rows:
        if other[3] == rows[at][3]:
            pairs = zip(rows[at][:3], other[:3], weights, strict=True)
            margin = sum(w * ((a > b) - (a < b)) for a, b, w in pairs if a and b)
            score += (margin > 0) - (margin < 0)
    return score
