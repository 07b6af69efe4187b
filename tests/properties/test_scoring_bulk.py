"""The bulk decides every unit as `score_table` and plain fractions do; see `scoring_oracle`."""

from __future__ import annotations

import os
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from scoring import (
    Bands,
    Cut,
    Gate,
    Hierarchy,
    Measure,
    Missing,
    NotApplicable,
    Scheme,
    ScoreTable,
    Ties,
    score_table,
)
from scoring.bulk import (
    NOT_ANSWERED,
    NOT_APPLICABLE,
    BulkTable,
    CodedAnswers,
    ShareAnswers,
    score_bulk,
)
from tests.properties.scoring_oracle import (
    GAP,
    OUT,
    Cell,
    Oracle,
    Part,
    nodes_of,
    roots,
    rows_of,
)

EXAMPLES = int(os.environ.get("ORACLE_EXAMPLES", "100"))
FEWER = max(1, EXAMPLES // 3)

UNEVEN = tuple(sorted({*(Fraction(n, 5) for n in range(6)), Fraction(1, 3), Fraction(2, 7)}))
"""All that a leaf without a grid is answered with."""


@dataclass(frozen=True)
class Case:
    """A random scheme with its answers as cells."""

    root: Part
    scheme: Scheme
    rows: list[list[Cell]]
    leagues: list[int]

    @property
    def floats(self) -> NDArray[np.float64]:
        return np.array(
            [[float(c) if isinstance(c, Fraction) else np.nan for c in row] for row in self.rows]
        )

    @property
    def out(self) -> NDArray[np.bool_]:
        return np.array([[cell == OUT for cell in row] for row in self.rows])

    @property
    def coded(self) -> CodedAnswers:
        ladders = tuple(
            UNEVEN
            if leaf.grid is None
            else tuple(Fraction(k, leaf.grid) for k in range(leaf.grid + 1))
            for leaf in self.root.leaves()
        )
        special: dict[Cell, int] = {GAP: NOT_ANSWERED, OUT: NOT_APPLICABLE}
        codes = [
            [
                special[c] if c in special else ladder.index(c)
                for c, ladder in zip(row, ladders, strict=True)
            ]
            for row in self.rows
        ]
        return CodedAnswers(np.array(codes, dtype=np.uint8), ladders)

    def table(self) -> ScoreTable:
        return score_table(
            self.scheme,
            self.floats,
            units=[str(at) for at in range(len(self.rows))],
            not_applicable=self.out,
            leagues=[str(league) for league in self.leagues],
        )


measures = st.sampled_from(list(Measure))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    root = draw(roots)
    rows = draw(rows_of(root))
    missing, out = draw(st.sampled_from(list(Missing))), draw(st.sampled_from(list(NotApplicable)))
    oracles = [Oracle(root, row, missing, out) for row in rows]

    def cut(parts: list[Part]) -> Cut:
        """Bands whose edges lie preferably exactly on numbers that units reach."""
        measure = draw(measures)
        reached = [m for o in oracles for p in parts if (m := o.measure(p, measure)) is not None]
        edge = st.sampled_from(reached) if reached else st.just(Fraction(1))
        other = st.fractions(min_value=0, max_value=100, max_denominator=7)
        edges = tuple(sorted(draw(st.sets(st.one_of(edge, edge, other), max_size=4))))
        owners = tuple(draw(st.booleans()) for _ in edges)
        return Cut(measure, Bands(tuple(range(len(edges) + 1)), edges, owners))

    small = st.integers(0, 4)
    gates = tuple(draw(st.lists(st.builds(Gate, small, small, small), max_size=3)))
    pillar_levels = cut(root.parts) if bool(gates) or draw(st.booleans()) else None
    scheme = Scheme(
        Hierarchy.build(nodes_of(root)),
        missing,
        out,
        cut([root]),
        pillar_levels,
        gates,
        draw(measures),
        ties=draw(st.sampled_from(list(Ties))),
    )
    leagues = draw(st.lists(st.integers(0, 1), min_size=len(rows), max_size=len(rows)))
    return Case(root, scheme, rows, leagues)


def same(found: BulkTable, wanted: ScoreTable) -> None:
    """All that is decided is the same; numbers are, as far as float64 goes."""
    assert found.withheld.tolist() == wanted.withheld.tolist()
    assert found.level_before_gates.tolist() == wanted.level_before_gates.tolist()
    assert found.level.tolist() == wanted.level.tolist()
    assert found.pillar_levels.tolist() == wanted.pillar_levels.tolist()
    assert found.overall_rank.tolist() == wanted.overall_rank.tolist()
    np.testing.assert_allclose(found.score, wanted.score, rtol=0, atol=1e-11)
    np.testing.assert_allclose(found.points, wanted.points, rtol=0, atol=1e-10)
    np.testing.assert_allclose(found.maximum, wanted.maximum, rtol=0, atol=1e-10)
    np.testing.assert_allclose(found.pillar_scores, wanted.pillar_scores, rtol=0, atol=1e-11)


@settings(max_examples=EXAMPLES, deadline=None)
@given(case=cases(), threads=st.integers(1, 2))
def test_bulk_of_shares_and_table_agree(case: Case, threads: int) -> None:
    leagues = np.array(case.leagues)
    wanted = case.table()
    answers = ShareAnswers(case.floats, case.out)
    found = score_bulk(case.scheme, answers, leagues=leagues, threads=threads)
    same(found, wanted)
    assert found.rank.tolist() == wanted.rank.tolist()


@settings(max_examples=EXAMPLES, deadline=None)
@given(case=cases(), threads=st.integers(1, 2))
def test_bulk_of_codes_and_table_agree(case: Case, threads: int) -> None:
    leagues = np.array(case.leagues)
    wanted = case.table()
    found = score_bulk(case.scheme, case.coded, leagues=leagues, threads=threads)
    same(found, wanted)
    assert found.rank.tolist() == wanted.rank.tolist()


@settings(max_examples=FEWER, deadline=None)
@given(case=cases())
def test_equal_fractions_are_equal_floats_and_others_are_not(case: Case) -> None:
    found = score_bulk(case.scheme, case.coded)
    exact: dict[Fraction, set[float]] = {}
    for row, score in zip(case.rows, found.score.tolist(), strict=True):
        oracle = Oracle(case.root, row, case.scheme.missing, case.scheme.not_applicable)
        number = oracle.measure(case.root, Measure.SCORE)
        if number is not None and not np.isnan(score):
            exact.setdefault(number, set()).add(score)
    if case.scheme.ranked is Measure.SCORE:
        assert all(len(floats) == 1 for floats in exact.values())
    assert all(abs(s - float(number)) < 1e-11 for number, found_ in exact.items() for s in found_)


@settings(max_examples=FEWER, deadline=None)
@given(case=cases(), unit=st.integers(0, 5))
def test_a_single_result_is_that_of_the_table(case: Case, unit: int) -> None:
    wanted, found = case.table(), score_bulk(case.scheme, case.coded)
    place = unit % len(case.rows)
    one, other = found.result(place, str(place)), wanted.result(place)
    assert (one.score, one.points, one.maximum) == (other.score, other.points, other.maximum)
    assert (one.level, one.pillars, one.lost) == (other.level, other.pillars, other.lost)
    assert one.overall_rank == other.overall_rank


@settings(max_examples=FEWER, deadline=None)
@given(case=cases())
def test_nodes_that_were_not_kept_are_worked_out_again(case: Case) -> None:
    tree = case.scheme.hierarchy
    inner = tree.codes[tree.n_leaves :]
    kept = score_bulk(case.scheme, case.coded, keep=inner)
    again, wanted = score_bulk(case.scheme, case.coded), case.table()
    for code in inner:
        np.testing.assert_array_equal(kept.node_shares(code), again.node_shares(code))
        np.testing.assert_allclose(
            kept.node_shares(code), wanted.node_shares(code), rtol=0, atol=1e-13
        )
