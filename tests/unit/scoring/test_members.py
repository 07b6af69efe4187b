"""Units made of members."""

from fractions import Fraction

import numpy as np
import pytest

from scoring import (
    Adjustment,
    Aggregation,
    Bands,
    Cut,
    Gate,
    Hierarchy,
    Measure,
    Missing,
    Node,
    NotApplicable,
    Scheme,
    ScoreTable,
    Sign,
    Why,
    Withheld,
    score_table,
)
from scoring.members import Excluded, Member, MembersFaulty, combine_members, pillar_scheme

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
        Node("bonus", None, maximum=F(5)),
    ]
)
CUT = Cut(Measure.SCORE, Bands((0, 1, 2), (F(50), F(70)), (True, True)))
SCHEME = Scheme(
    TREE,
    Missing.WITHHOLD,
    NotApplicable.REDISTRIBUTE,
    CUT,
    CUT,
    (Gate(2, pillars=2, pillar_level=1),),
)


def members(rows: list[list[float]]) -> ScoreTable:
    shares = np.array([[*row, NAN] for row in rows])
    return score_table(SCHEME, shares, units=[f"m{n}" for n in range(len(rows))])


def test_pillars_are_averaged_by_size() -> None:
    table = members([[1.0, 1.0, 0.5], [0.0, 0.0, 1.0], [1.0, 0.0, 0.0]])
    combined = combine_members(
        table,
        {
            "even": [Member("m0"), Member("m1")],
            "by size": [Member("m0", F(3)), Member("m1", F(1))],
            "alone": [Member("m2")],
        },
    )
    assert combined.table.pillar_scores.tolist() == [[50, 75], [75, 62.5], [75, 0]]
    assert combined.table.points.tolist() == [65, 67.5, 30]
    assert combined.table.rank.tolist() == [2, 1, 3]
    assert combined.excluded == {}


def test_levels_and_gates_look_at_the_combined_pillars() -> None:
    table = members([[1.0, 1.0, 1.0], [0.0, 0.0, 1.0], [0.0, 0.0, 1.0]])
    groups = {"c": [Member("m0"), Member("m1"), Member("m2", F(1, 2))]}
    result = combine_members(table, groups).table.result(0)
    assert result.points == 40 * F(2, 5) + 60
    assert (result.level_before_gates, result.level) == (2, 1)
    assert [gate.reached for gate in result.gates_not_passed] == [1]


def test_withheld_members_are_left_out_and_named() -> None:
    table = members([[1.0, 1.0, 0.5], [NAN, 0.0, 1.0]])
    combined = combine_members(table, {"c": [Member("m0"), Member("m1")], "d": [Member("m1")]})
    reason = Excluded("m1", Withheld(Why.ANSWERS_MISSING, ("A.1",)))
    assert combined.excluded == {"c": (reason,), "d": (reason,)}
    assert combined.table.points[0] == 70
    assert combined.table.withheld.tolist() == [False, True]


def test_a_pillar_that_applies_to_some_members_is_their_mean() -> None:
    shares = np.array([[1.0, 1.0, 0.5, NAN], [0.5, 0.5, NAN, NAN]])
    out = np.isnan(shares)
    table = score_table(SCHEME, shares, units=["m0", "m1"], not_applicable=out)
    combined = combine_members(table, {"c": [Member("m0"), Member("m1")]}).table
    assert combined.pillar_scores.tolist() == [[75, 50]]


def test_leagues_and_equal_units() -> None:
    table = members([[0.1, 0.7, 0.3], [0.7, 0.1, 0.0], [0.3, 0.3, 0.3]])
    groups = {"x": [Member("m0")], "y": [Member("m0")], "z": [Member("m2")]}
    found = combine_members(table, groups, {"x": "north", "y": "north"}).table
    assert found.rank.tolist() == [1, 1, 1]
    assert found.overall_rank.tolist() == [2, 2, 1]


@pytest.mark.parametrize(
    "parts", [[Member("m9")], [Member("m0"), Member("m0")], [Member("m0", F(0))]]
)
def test_faulty_members_are_refused(parts: list[Member]) -> None:
    with pytest.raises(MembersFaulty, match="c "):
        combine_members(members([[1.0, 1.0, 1.0]]), {"c": parts})


def test_rules_about_what_lies_below_the_pillars_cannot_be_kept() -> None:
    scheme = Scheme(
        TREE,
        Missing.ZERO,
        NotApplicable.REDISTRIBUTE,
        CUT,
        adjustments=(Adjustment(Sign.BONUS, ("bonus",)),),
    )
    with pytest.raises(ValueError, match="not in the tree: bonus"):
        pillar_scheme(scheme)


def test_merged_provinces_are_the_mean_of_their_main_indices() -> None:
    """Two published provinces of DTI 2022 as if they were merged."""
    da_nang = [1.0, 0.9, 0.8253, 0.8487, 0.7578, 0.8575, 0.7836, 0.5197]
    hue = [0.95, 0.9, 0.6823, 0.6794, 0.6423, 0.8262, 0.6787, 0.3001]
    points = [100, 100, 100, 100, 100, 200, 150, 150]
    tree = Hierarchy.build(
        [Node("dti", None, aggregation=Aggregation.SUM)]
        + [Node(f"C{n}", "dti", maximum=F(p)) for n, p in enumerate(points)]
    )
    scheme = Scheme(tree, Missing.ZERO, NotApplicable.REDISTRIBUTE, CUT)
    table = score_table(scheme, np.array([da_nang, hue]), units=["Đà Nẵng", "Huế"])
    merged = combine_members(table, {"mới": [Member("Đà Nẵng"), Member("Huế")]}).table
    assert merged.points == pytest.approx([(800.175 + 697.46) / 2])
