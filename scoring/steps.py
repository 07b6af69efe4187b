"""The steps from shares to score, level and rank, in their stated order.

What lives here: `score_table`. Not here: the arithmetic of each step, which has its own module.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from scoring.aggregate import aggregate
from scoring.arrays import Bools, Floats, Ints, frozen
from scoring.exact import ExactRow
from scoring.levels import NO_LEVEL, apply_gates, cut_exactly
from scoring.missing import settle
from scoring.ranking import rank, rank_keys, refine
from scoring.report import Rows, ScoreTable
from scoring.rounding import Rounding
from scoring.scheme import Cut, Measure, Scheme

ENGINE_VERSION = "1.0"
"""Recorded with every table; it changes whenever the same input could give another result."""


def score_table(
    scheme: Scheme,
    shares: Floats,
    *,
    units: Sequence[str],
    not_applicable: Bools | None = None,
    leagues: Sequence[str] | None = None,
    exact: Callable[[int], ExactRow] | None = None,
) -> ScoreTable:
    """Score, level and rank units.

    Parameters
    ----------
    scheme : Scheme
    shares : (n_units, n_leaves) float64, share in [0, 1], NaN = not answered
    units : sequence of str, (n_units,)
    not_applicable : (n_units, n_leaves) bool, optional
    leagues : sequence of str, (n_units,), optional
        Ranks are given within each league.
    exact : callable, optional
        Gives the exact shares of a unit by its place (any value where there is no answer). Without
        it a float stands for the simplest fraction that has it; see `fraction_of`.

    Returns
    -------
    ScoreTable

    Raises
    ------
    ValueError
        If the shapes do not agree or a share is infinite.

    Notes
    -----
    The order of steps: gaps -> shares of nodes -> measures -> pillar levels -> level -> gates ->
    rank. Units near an edge or near each other are decided by exact fractions, and their floats
    are replaced by the exact values, so that equal scores are equal to the last bit.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from scoring import Aggregation, Bands, Cut, Hierarchy, Missing, Node, NotApplicable
    >>> tree = Hierarchy.build(
    ...     [
    ...         Node("all", None, aggregation=Aggregation.SUM),
    ...         Node("a", "all", maximum=Fraction(10)),
    ...         Node("b", "all", maximum=Fraction(30)),
    ...     ]
    ... )
    >>> scheme = Scheme(
    ...     tree,
    ...     Missing.ZERO,
    ...     NotApplicable.REDISTRIBUTE,
    ...     Cut(Measure.POINTS, Bands((0, 1), (Fraction(25),), (True,))),
    ... )
    >>> table = score_table(scheme, np.array([[1.0, 0.5], [0.0, 1.0]]), units=["x", "y"])
    >>> table.points.tolist(), table.level.tolist(), table.rank.tolist()
    ([25.0, 30.0], [1, 1], [2, 1])
    """
    tree = scheme.hierarchy
    out = np.zeros(shares.shape, dtype=bool) if not_applicable is None else not_applicable
    names = tuple(leagues) if leagues is not None else ("",) * len(units)
    _check(shares, (len(units), tree.n_leaves), out, names)
    settled, withheld = settle(shares, out, scheme.missing)
    share, applicable = aggregate(
        tree,
        settled,
        scheme.not_applicable,
        not_applicable=out,
        availability=float(scheme.availability),
    )
    withheld |= np.isnan(share[:, tree.root])
    share[withheld], applicable[withheld] = np.nan, 0.0
    nodes = _Nodes(scheme, share, applicable, Rows(scheme, settled, share, exact))
    pillar_levels = _pillar_levels(scheme, nodes)
    before = nodes.cut(scheme.levels, tree.root)
    keys = _keys(scheme, nodes)
    nodes.take_over()
    league = np.unique(names, return_inverse=True)[1]
    return ScoreTable(
        engine_version=ENGINE_VERSION,
        scheme=scheme,
        units=tuple(units),
        leagues=names,
        shares=frozen(share),
        applicable=frozen(applicable),
        missing=frozen(np.isnan(shares) & ~out),
        withheld=frozen(withheld),
        score=frozen(nodes.measure(tree.root, Measure.SCORE)),
        points=frozen(nodes.measure(tree.root, Measure.POINTS)),
        maximum=frozen(np.where(withheld, np.nan, applicable[:, -1] * tree.maxima[-1])),
        pillar_scores=frozen(nodes.pillars(Measure.SCORE)),
        pillar_points=frozen(nodes.pillars(Measure.POINTS)),
        pillar_levels=frozen(pillar_levels),
        level_before_gates=frozen(before),
        level=frozen(apply_gates(before, pillar_levels, scheme.gates, scheme.levels.bands.levels)),
        rank=frozen(rank(keys, league, ties=scheme.ties)),
        overall_rank=frozen(rank(keys, ties=scheme.ties)),
        _rows=nodes.rows,
    )


def _check(shares: Floats, shape: tuple[int, int], out: Bools, leagues: Sequence[str]) -> None:
    if shares.shape != shape or out.shape != shape or len(leagues) != shape[0]:
        raise ValueError(f"expected {shape[0]} units x {shape[1]} leaves, got {shares.shape}")
    if np.isinf(shares).any():
        raise ValueError("a share is infinite")


@dataclass(frozen=True)
class _Nodes:
    """Shares of all nodes of all units, and the numbers that are cut and ranked."""

    scheme: Scheme
    share: Floats
    applicable: Floats
    rows: Rows

    def measure(self, node: int, measure: Measure) -> Floats:
        if measure is Measure.SCORE:
            return np.asarray(100.0 * self.share[:, node])
        full = self.scheme.hierarchy.maxima[node]
        return np.asarray(self.share[:, node] * self.applicable[:, node] * full)

    def pillars(self, measure: Measure) -> Floats:
        return np.column_stack([self.measure(p, measure) for p in self.scheme.hierarchy.pillars])

    def scale(self, node: int, measure: Measure) -> float:
        """The size of the numbers that were added up, which rounding errors grow with."""
        leaves = self.share[:, : self.scheme.hierarchy.n_leaves]
        largest = float(np.nanmax(np.abs(leaves), initial=1.0))
        full = 100.0 if measure is Measure.SCORE else self.scheme.hierarchy.maxima[node]
        return largest * float(full)

    def wholes(self, node: int, measure: Measure, rounding: Rounding) -> Ints:
        return rounding.wholes(
            self.measure(node, measure),
            scale=self.scale(node, measure),
            exact=lambda place: self.rows.measure(place, node, measure),
        )

    def cut(self, cut: Cut, node: int) -> Ints:
        values, scale = self.measure(node, cut.measure), self.scale(node, cut.measure)
        if cut.rounding is None:
            return cut_exactly(
                cut.bands,
                values,
                scale=scale,
                exact=lambda place: self.rows.measure(place, node, cut.measure),
            )
        unit = 10**cut.rounding.digits
        wholes = self.wholes(node, cut.measure, cut.rounding)
        rounded = np.where(np.isnan(values), np.nan, wholes / unit)
        return cut_exactly(
            cut.bands, rounded, scale=scale, exact=lambda place: Fraction(int(wholes[place]), unit)
        )

    def keys(self, node: int, measure: Measure, rounding: Rounding | None) -> Ints:
        """Whole numbers that are equal and ordered as the exact numbers are; 0 = no number."""
        values = self.measure(node, measure)
        if rounding is None:
            return rank_keys(
                values,
                scale=self.scale(node, measure),
                exact=lambda place: self.rows.measure(place, node, measure),
            )
        known = ~np.isnan(values)
        keys = np.zeros(len(values), dtype=np.int64)
        wholes = self.wholes(node, measure, rounding)[known]
        keys[known] = np.unique(wholes, return_inverse=True)[1] + 1
        return keys

    def take_over(self) -> None:
        """Replace the floats of every unit that was decided exactly by its exact values."""
        for place, nodes in self.rows.known.items():
            self.share[place] = [np.nan if s is None else float(s) for s in nodes.share]
            self.applicable[place] = [float(a) for a in nodes.applicable]


def _pillar_levels(scheme: Scheme, nodes: _Nodes) -> Ints:
    pillars = scheme.hierarchy.pillars
    if scheme.pillar_levels is None:
        return np.full((len(nodes.share), len(pillars)), NO_LEVEL)
    return np.column_stack([nodes.cut(scheme.pillar_levels, node) for node in pillars])


def _keys(scheme: Scheme, nodes: _Nodes) -> Ints:
    keys = nodes.keys(scheme.hierarchy.root, scheme.ranked, scheme.ranked_rounding)
    breakers = [
        nodes.keys(scheme.hierarchy.index[code], Measure.POINTS, None)
        for code in scheme.tie_breakers
    ]
    return refine(keys, breakers)
