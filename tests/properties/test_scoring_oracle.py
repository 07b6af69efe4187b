"""An independent oracle agrees with the engine on score, level and rank; see `scoring_oracle`."""

from __future__ import annotations

import os
from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import (
    NO_LEVEL,
    NO_RANK,
    Aggregation,
    Band,
    Bands,
    Cut,
    Gate,
    Half,
    Hierarchy,
    Measure,
    Missing,
    NotApplicable,
    Rounding,
    Scheme,
    Ties,
    score_table,
)
from tests.properties.scoring_oracle import (
    OUT,
    Oracle,
    Part,
    climb,
    gated,
    leaf_parts,
    level_in,
    nodes_of,
    roots,
    rows_of,
    weights,
)

EXAMPLES = int(os.environ.get("ORACLE_EXAMPLES", "150"))
"""Some for every day; thousands when the engine was touched."""


def draw_bands(data: st.DataObject, reached: list[Fraction]) -> list[Band]:
    """Bands whose edges lie preferably exactly on numbers that units reach."""
    edge = st.sampled_from(reached) if reached else st.just(Fraction(1))
    other = st.fractions(min_value=0, max_value=100, max_denominator=7)
    edges = sorted(data.draw(st.sets(st.one_of(edge, edge, other), max_size=4)))
    owns = [data.draw(st.booleans()) for _ in edges]
    lowers = [(None, False), *zip(edges, owns, strict=True)]
    uppers = [*((e, not own) for e, own in zip(edges, owns, strict=True)), (None, False)]
    return [
        Band(level, low, low_in, up, up_in)
        for level, ((low, low_in), (up, up_in)) in enumerate(zip(lowers, uppers, strict=True))
    ]


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    root=roots,
    missing=st.sampled_from(list(Missing)),
    out=st.sampled_from(list(NotApplicable)),
    cut=st.sampled_from(list(Measure)),
    ranked=st.sampled_from(list(Measure)),
    data=st.data(),
)
def test_engine_and_oracle_agree(
    root: Part,
    missing: Missing,
    out: NotApplicable,
    cut: Measure,
    ranked: Measure,
    data: st.DataObject,
) -> None:
    rows = data.draw(rows_of(root))
    leagues = data.draw(
        st.lists(st.sampled_from(["x", "y"]), min_size=len(rows), max_size=len(rows))
    )
    oracles = [Oracle(root, row, missing, out) for row in rows]

    def reached(part: Part, measure: Measure) -> list[Fraction]:
        return [m for o in oracles if (m := o.measure(part, measure)) is not None]

    bands = draw_bands(data, reached(root, cut))
    pillar_bands = draw_bands(data, [m for p in root.parts for m in reached(p, Measure.SCORE)])
    small = st.integers(0, 4)
    gates = data.draw(st.lists(st.builds(Gate, small, small, small), max_size=3))
    scheme = Scheme(
        Hierarchy.build(nodes_of(root)),
        missing,
        out,
        Cut(cut, Bands.of(bands)),
        Cut(Measure.SCORE, Bands.of(pillar_bands)),
        tuple(gates),
        ranked,
    )
    floats = [[float(c) if isinstance(c, Fraction) else np.nan for c in row] for row in rows]
    table = score_table(
        scheme,
        np.array(floats),
        units=[str(at) for at in range(len(rows))],
        leagues=leagues,
        not_applicable=np.array([[cell == OUT for cell in row] for row in rows]),
    )
    numbers: list[Fraction | None] = []
    for at, oracle in enumerate(oracles):
        score = oracle.measure(root, Measure.SCORE)
        hidden = score is None or (missing is Missing.WITHHOLD and oracle.has_gap)
        numbers.append(None if hidden else oracle.measure(root, ranked))
        result = table.result(at)
        assert (result.withheld is not None) is hidden
        assert bool(table.withheld[at]) is hidden
        if hidden or score is None:
            assert np.isnan(table.score[at])
            assert table.level[at] == NO_LEVEL
            continue
        assert result.score == score
        assert result.points == oracle.measure(root, Measure.POINTS)
        assert abs(table.score[at] - float(score)) < 1e-11
        assert abs(table.points[at] - float(result.points or 0)) < 1e-10
        measured = oracle.measure(root, cut)
        assert measured is not None
        by_number = level_in(bands, measured)
        pillars = [oracle.measure(part, Measure.SCORE) for part in root.parts]
        pillar_levels = [NO_LEVEL if m is None else level_in(pillar_bands, m) for m in pillars]
        assert table.pillar_levels[at].tolist() == pillar_levels
        assert table.level_before_gates[at] == by_number
        assert table.level[at] == gated(by_number, pillar_levels, gates, bands)
        assert bool(result.gates_not_passed) == bool(table.level[at] < by_number)
        assert sum(x.lost for x in result.lost) == result.maximum - (result.points or 0)
    for at, mine in enumerate(numbers):
        if mine is None:
            assert table.rank[at] == table.overall_rank[at] == NO_RANK
            continue
        better = [
            there for there, other in enumerate(numbers) if other is not None and other > mine
        ]
        assert table.overall_rank[at] == 1 + len(better)
        assert table.rank[at] == 1 + sum(leagues[there] == leagues[at] for there in better)
        same = [there for there, other in enumerate(numbers) if other == mine]
        kept = table.points if ranked is Measure.POINTS else table.score
        assert len({float(kept[there]) for there in same}) == 1


any_rational = st.sampled_from(
    [a for a in Aggregation if a not in {Aggregation.GEOMETRIC, Aggregation.POWER}]
)
mixed_parts = st.recursive(
    leaf_parts,
    lambda below: st.builds(
        Part, weight=weights, how=any_rational, parts=st.lists(below, min_size=1, max_size=4)
    ),
    max_leaves=8,
)
mixed_roots = st.builds(
    Part,
    weight=st.just(Fraction(1)),
    how=any_rational,
    parts=st.lists(mixed_parts, min_size=1, max_size=4),
)


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    root=mixed_roots,
    missing=st.sampled_from([Missing.ZERO, Missing.NEUTRAL, Missing.SKIP]),
    out=st.sampled_from(list(NotApplicable)),
    digits=st.one_of(st.none(), st.integers(0, 2)),
    ties=st.sampled_from([Ties.MIN, Ties.MAX, Ties.DENSE, Ties.AVERAGE]),
    data=st.data(),
)
def test_engine_and_oracle_agree_on_other_means_rounding_and_ties(
    root: Part,
    missing: Missing,
    out: NotApplicable,
    digits: int | None,
    ties: Ties,
    data: st.DataObject,
) -> None:
    rows = data.draw(rows_of(root))
    found = [climb(Oracle(root, row, missing, out), root) for row in rows]
    scores = [None if pair is None else 100 * pair[0] for pair in found]
    half = data.draw(st.sampled_from(list(Half)))
    if digits is not None:
        scores = [None if s is None else rounded(s, digits, half) for s in scores]
    bands = draw_bands(data, [s for s in scores if s is not None])
    rounding = None if digits is None else Rounding(digits, half)
    scheme = Scheme(
        Hierarchy.build(nodes_of(root)),
        missing,
        out,
        Cut(Measure.SCORE, Bands.of(bands), rounding),
        ranked_rounding=rounding,
        ties=ties,
    )
    floats = [[float(c) if isinstance(c, Fraction) else np.nan for c in row] for row in rows]
    table = score_table(
        scheme,
        np.array(floats),
        units=[str(at) for at in range(len(rows))],
        not_applicable=np.array([[cell == OUT for cell in row] for row in rows]),
    )
    known = [s for s in scores if s is not None]
    for at, score in enumerate(scores):
        if score is None:
            assert (table.level[at], table.rank[at]) == (NO_LEVEL, NO_RANK)
            continue
        pair = found[at]
        assert pair is not None
        assert table.result(at).score == 100 * pair[0]
        assert table.result(at).maximum == pair[1] * root.full()
        assert table.level[at] == level_in(bands, score)
        better = sum(other > score for other in known)
        same = sum(other == score for other in known)
        assert (
            table.rank[at]
            == {
                Ties.MIN: better + 1,
                Ties.MAX: better + same,
                Ties.AVERAGE: better + (same + 1) / 2,
                Ties.DENSE: len({other for other in known if other > score}) + 1,
            }[ties]
        )


def rounded(number: Fraction, digits: int, half: Half) -> Fraction:
    """School rounding by looking at what is cut off; all numbers here are positive."""
    whole, rest = divmod(number * 10**digits, 1)
    up = rest > Fraction(1, 2) or (rest == Fraction(1, 2) and (half is Half.UP or whole % 2 == 1))
    return Fraction(int(whole) + up, 10**digits)
