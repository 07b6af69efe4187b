"""From shares to a table: every intermediate, every reason, and bad input."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from scoring import (
    NO_LEVEL,
    NO_RANK,
    Aggregation,
    Bands,
    Cut,
    Gate,
    GateNotPassed,
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
from scoring.arrays import Bools
from scoring.ranking import Ties
from scoring.rounding import Half, Rounding

F = Fraction
NAN = np.nan
TREE = Hierarchy.build(
    [
        Node("all", None, aggregation=Aggregation.SUM),
        Node("A", "all", aggregation=Aggregation.SUM),
        Node("A.1", "A", maximum=F(30)),
        Node("A.2", "A", maximum=F(10)),
        Node("B", "all", aggregation=Aggregation.SUM),
        Node("B.1", "B", maximum=F(60)),
    ]
)


def scheme(
    missing: Missing = Missing.ZERO,
    out: NotApplicable = NotApplicable.REDISTRIBUTE,
    ranked: Measure = Measure.SCORE,
) -> Scheme:
    return Scheme(
        TREE,
        missing,
        out,
        levels=Cut(Measure.POINTS, Bands((0, 1, 2), (F(30), F(60)), (True, False))),
        pillar_levels=Cut(Measure.SCORE, Bands((0, 1, 2), (F(25), F(75)), (True, True))),
        gates=(Gate(2, pillars=2, pillar_level=1),),
        ranked=ranked,
    )


def score(
    rows: list[list[float]],
    how: Scheme | None = None,
    *,
    not_applicable: Bools | None = None,
    leagues: list[str] | None = None,
) -> ScoreTable:
    return score_table(
        how or scheme(),
        np.array(rows),
        units=[f"u{place}" for place in range(len(rows))],
        not_applicable=not_applicable,
        leagues=leagues,
    )


def test_every_intermediate_is_kept() -> None:
    table = score([[1.0, 0.0, 0.5]])
    assert table.points.tolist() == [60.0]
    assert table.score.tolist() == [60.0]
    assert table.maximum.tolist() == [100.0]
    assert table.node_points("A").tolist() == [30.0]
    assert table.node_maxima("A").tolist() == [40.0]
    assert table.node_shares("A.1").tolist() == [1.0]
    assert table.pillar_scores.tolist() == [[75.0, 50.0]]
    assert table.pillar_points.tolist() == [[30.0, 30.0]]
    assert table.pillar_levels.tolist() == [[2, 1]]
    assert table.level.tolist() == [1]
    assert table.engine_version


def test_a_table_cannot_be_changed() -> None:
    table = score([[1.0, 0.0, 0.5]])
    with pytest.raises(ValueError, match="read-only"):
        table.score[0] = 100.0


def test_a_gate_lowers_the_level_and_says_why() -> None:
    table = score([[0.0, 0.1, 1.0]])
    assert (table.level_before_gates.tolist(), table.level.tolist()) == ([2], [1])
    result = table.result(0)
    assert (result.level_before_gates, result.level) == (2, 1)
    assert result.gates_not_passed == (GateNotPassed(Gate(2, 2, 1), 1),)


def test_the_result_of_a_unit_is_exact_and_complete() -> None:
    result = score([[0.1, 0.7, 1 / 3]]).result(0)
    assert result.points == F(3) + F(7) + F(20)
    assert result.score == 30
    assert result.level == 1
    assert [p.code for p in result.pillars] == ["A", "B"]
    assert (result.pillars[0].points, result.pillars[0].maximum) == (F(10), F(40))
    assert result.node("B.1").share == F(1, 3)
    lost = [(x.code, int(x.lost)) for x in result.lost]
    assert lost == [("B.1", 40), ("A.1", 27), ("A.2", 3)]
    assert (result.rank, result.overall_rank) == (1, 1)


def test_points_lost_add_up_to_the_distance_from_the_applicable_maximum() -> None:
    out = np.array([[True, False, False]])
    for rule in NotApplicable:
        table = score([[NAN, 0.3, 0.9]], scheme(out=rule), not_applicable=out)
        result = table.result(0)
        assert result.points is not None
        assert sum(x.lost for x in result.lost) == result.maximum - result.points


def test_a_gap_counts_as_declared() -> None:
    rows = [[NAN, 1.0, 1.0]]
    assert score(rows).score.tolist() == [70.0]
    assert score(rows, scheme(Missing.SKIP)).score.tolist() == [100.0]
    withheld = score(rows, scheme(Missing.WITHHOLD))
    assert withheld.withheld.tolist() == [True]
    assert np.isnan(withheld.score).all()
    assert withheld.level.tolist() == [NO_LEVEL]
    assert withheld.rank.tolist() == [NO_RANK]


def test_a_withheld_unit_says_why_and_shows_no_number() -> None:
    result = score([[NAN, 1.0, 1.0]], scheme(Missing.WITHHOLD)).result(0)
    assert result.withheld == Withheld(Why.ANSWERS_MISSING, ("A.1",))
    assert result.missing == ("A.1",)
    assert (result.score, result.points, result.level, result.rank) == (None, None, None, None)
    assert all(pillar.points is None for pillar in result.pillars)
    assert result.lost == ()


def test_a_unit_of_which_nothing_applies_is_withheld() -> None:
    out = np.array([[True, True, True], [False, False, False]])
    for rule in Missing:
        table = score([[NAN] * 3, [1.0] * 3], scheme(rule), not_applicable=out)
        assert table.result(0).withheld == Withheld(Why.NOTHING_APPLICABLE)
        assert table.rank.tolist() == [NO_RANK, 1]
    skipped = score([[NAN] * 3], scheme(Missing.SKIP)).result(0)
    assert skipped.withheld == Withheld(Why.TOO_FEW_ANSWERS, ("A.1", "A.2", "B.1"))


def test_units_are_compared_by_score_when_maxima_differ() -> None:
    out = np.array([[False, False, True], [False, False, False]])
    rows = [[1.0, 1.0, NAN], [1.0, 1.0, 0.5]]
    by_score = score(rows, scheme(out=NotApplicable.REDUCE), not_applicable=out)
    assert by_score.maximum.tolist() == [40.0, 100.0]
    assert by_score.score.tolist() == [100.0, 70.0]
    assert by_score.rank.tolist() == [1, 2]
    by_points = score(
        rows, scheme(out=NotApplicable.REDUCE, ranked=Measure.POINTS), not_applicable=out
    )
    assert by_points.rank.tolist() == [2, 1]


def test_equal_scores_from_different_answers_share_a_rank_to_the_last_bit() -> None:
    # 0.1 and 0.7 of 10 points add to the same 8 in two orders
    table = score([[0.1, 0.7, 0.3], [0.1, 0.1, 0.4], [0.0, 0.4, 0.4]])
    assert table.result(0).points == table.result(2).points == 28
    assert table.rank.tolist() == [1, 1, 1]
    assert len(set(table.points.tolist())) == 1


def test_leagues_are_ranked_apart() -> None:
    rows = [[1.0] * 3, [0.5] * 3, [0.2] * 3]
    table = score(rows, leagues=["small", "large", "small"])
    assert table.rank.tolist() == [1, 1, 2]
    assert table.overall_rank.tolist() == [1, 2, 3]
    assert table.result(1).league == "large"


def test_no_units_make_an_empty_table() -> None:
    table = score_table(scheme(), np.empty((0, 3)), units=[])
    assert table.score.shape == (0,)
    assert table.pillar_levels.shape == (0, 2)


@pytest.mark.parametrize("bad", [np.inf, -np.inf])
def test_an_infinite_share_is_refused(bad: float) -> None:
    with pytest.raises(ValueError, match="infinite"):
        score([[bad, 0.0, 0.0]])


def test_shapes_that_do_not_agree_are_refused() -> None:
    with pytest.raises(ValueError, match="1 units x 3 leaves"):
        score_table(scheme(), np.zeros((1, 2)), units=["u"])
    with pytest.raises(ValueError, match="2 units x 3 leaves"):
        score_table(scheme(), np.zeros((1, 3)), units=["u", "v"])


def test_gates_without_pillar_levels_are_refused() -> None:
    with pytest.raises(ValueError, match="gates need pillar levels"):
        Scheme(TREE, Missing.ZERO, NotApplicable.REDUCE, scheme().levels, gates=(Gate(1, 1, 1),))


# --- declared rules ------------------------------------------------------------------------


def test_the_rounded_number_is_cut_and_the_unrounded_ranked() -> None:
    """As the Open Budget Survey does: 60.5 is cut as 61, and ranked below 60.6."""
    rows = [[1.0, 0.0, 0.5 + 1 / 120], [1.0, 0.0, 0.5 + 1 / 100], [1.0, 0.0, 0.5]]
    levels = Cut(Measure.POINTS, Bands((0, 1), (F(61),), (True,)), Rounding(0))
    table = score(rows, replace(scheme(), levels=levels, gates=()))
    assert table.result(0).points == F(121, 2)
    assert table.level.tolist() == [1, 1, 0]
    assert table.rank.tolist() == [2, 1, 3]


def test_half_even_cuts_another_level() -> None:
    rows = [[1.0, 0.0, 0.5 + 1 / 120]]
    levels = Cut(Measure.POINTS, Bands((0, 1), (F(61),), (True,)), Rounding(0, Half.EVEN))
    assert score(rows, replace(scheme(), levels=levels, gates=())).level.tolist() == [0]


def test_the_rounded_number_is_ranked_where_the_set_says_so() -> None:
    rows = [[1.0, 0.0, 0.501], [1.0, 0.0, 0.499], [1.0, 0.0, 0.52]]
    assert score(rows, replace(scheme(), ranked_rounding=Rounding(0))).rank.tolist() == [2, 2, 1]
    assert score(rows).rank.tolist() == [2, 3, 1]


def test_tie_breakers_and_tie_rules_reach_the_table() -> None:
    rows = [[1.0, 0.0, 0.4], [0.0, 0.0, 0.9], [1.0, 0.0, 0.4], [0.0, 0.0, 0.1]]
    assert score(rows).rank.tolist() == [1, 1, 1, 4]
    broken = score(rows, replace(scheme(), tie_breakers=("B",)))
    assert broken.rank.tolist() == [2, 1, 2, 4]
    average = score(rows, replace(scheme(), tie_breakers=("B",), ties=Ties.AVERAGE))
    assert average.rank.tolist() == [2.5, 1, 2.5, 4]
    assert average.result(0).rank == 2.5
    ordinal = score(rows, replace(scheme(), ties=Ties.ORDINAL))
    assert ordinal.rank.tolist() == [1, 2, 3, 4]


def test_too_little_known_withholds_a_pillar_and_then_the_whole() -> None:
    half = replace(scheme(Missing.SKIP), availability=F(1, 2))
    table = score([[1.0, NAN, 0.5], [NAN, NAN, 0.5]], half)
    assert table.withheld.tolist() == [False, False]
    assert np.isnan(table.pillar_scores[1, 0])
    assert table.score.tolist() == [70.0, 50.0]
    strict = score([[1.0, NAN, 0.5], [NAN, NAN, 0.5]], replace(half, availability=F(3, 4)))
    assert strict.withheld.tolist() == [True, True]
    assert strict.result(0).withheld == Withheld(Why.TOO_FEW_ANSWERS, ("A.2",))


def test_what_does_not_apply_is_not_missing() -> None:
    half = replace(scheme(Missing.SKIP), availability=F(1))
    out = np.array([[False, True, False]])
    assert score([[1.0, NAN, 0.5]], half, not_applicable=out).withheld.tolist() == [False]


def test_a_unit_is_not_taken_for_one_whose_gap_withheld_it() -> None:
    """Both have the same shares left; for one of them nothing is missing."""
    rows = np.array([[NAN, 0.2, 0.2], [NAN, 0.2, 0.2]])
    out = np.array([[False] * 3, [True, False, False]])
    table = score_table(scheme(Missing.WITHHOLD), rows, units=["a", "b"], not_applicable=out)
    assert table.result(0).score is None
    assert table.result(1).score == 20


def test_a_gap_may_count_as_neutral() -> None:
    table = score([[NAN, 1.0, 1.0]], scheme(Missing.NEUTRAL))
    assert table.points.tolist() == [85.0]
    result = table.result(0)
    assert result.points == 85
    assert result.missing == ("A.1",)


def test_a_tree_with_other_means_is_exact_at_its_edges() -> None:
    """The geometric mean of 1/4 and 1/9 is 1/6; of 1/2 and 1/3 it is a little less than 0.40825."""
    tree = Hierarchy.build(
        [
            Node("all", None, aggregation=Aggregation.GEOMETRIC),
            Node("x", "all", maximum=F(1)),
            Node("y", "all", maximum=F(1)),
        ]
    )
    cut = Cut(Measure.SCORE, Bands((0, 1), (F(100, 6),), (True,)))
    how = Scheme(tree, Missing.ZERO, NotApplicable.REDISTRIBUTE, cut)
    rows = np.array([[1 / 4, 1 / 9], [1 / 9, 1 / 4], [1 / 2, 1 / 18], [0.5, 0.0]])
    table = score_table(how, rows, units=["a", "b", "c", "d"])
    assert table.level.tolist() == [1, 1, 1, 0]
    assert table.rank.tolist() == [1, 1, 1, 4]
    assert table.result(0).score == F(100, 6)


def test_points_lost_below_other_means_are_what_filling_one_leaf_would_bring() -> None:
    tree = Hierarchy.build(
        [
            Node("all", None, aggregation=Aggregation.MINIMUM),
            Node("x", "all", maximum=F(10)),
            Node("y", "all", maximum=F(10)),
        ]
    )
    cut = Cut(Measure.SCORE, Bands((0,), (), ()))
    how = Scheme(tree, Missing.ZERO, NotApplicable.REDISTRIBUTE, cut)
    result = score_table(how, np.array([[0.5, 0.8]]), units=["a"]).result(0)
    assert [(x.code, x.lost) for x in result.lost] == [("x", F(6))]


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"tie_breakers": ("Z",)}, "not in the tree: Z"),
        ({"availability": F(3, 2)}, "availability"),
    ],
)
def test_rules_that_cannot_be_are_refused(changes: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        replace(scheme(), **changes)
