"""The result of scoring: a table that keeps every intermediate, and the result of one unit.

What lives here: the frozen objects that carry results to people. Not here: how they come about
(`steps`).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeVar

import numpy as np

from scoring.arrays import Bools, Floats, Ints
from scoring.exact import ExactNodes, ExactRow, evaluate, fraction_of
from scoring.exact_means import settle
from scoring.explain import PointsLost, points_lost
from scoring.levels import NO_LEVEL, GateNotPassed, gates_not_passed
from scoring.missing import STAND_INS, Missing, Why, Withheld
from scoring.ranking import NO_RANK
from scoring.scheme import Measure, Scheme


@dataclass(frozen=True, slots=True)
class NodeResult:
    """One pillar, group, criterion or indicator of one unit, in exact fractions.

    `share` and `points` are None when nothing below applies; `maximum` is the applicable maximum.
    """

    code: str
    share: Fraction | None
    points: Fraction | None
    maximum: Fraction
    level: int | None = None

    @property
    def score(self) -> Fraction | None:
        """The share as a score in [0, 100]."""
        return None if self.share is None else 100 * self.share


@dataclass(frozen=True, slots=True)
class UnitResult:
    """Everything about one unit, in exact fractions; None where it is withheld or not ranked."""

    unit: str
    league: str
    withheld: Withheld | None
    score: Fraction | None
    points: Fraction | None
    maximum: Fraction
    level_before_gates: int | None
    level: int | None
    gates_not_passed: tuple[GateNotPassed, ...]
    pillars: tuple[NodeResult, ...]
    nodes: tuple[NodeResult, ...]
    lost: tuple[PointsLost, ...]
    missing: tuple[str, ...]
    rank: int | float | None = None
    overall_rank: int | float | None = None

    def node(self, code: str) -> NodeResult:
        """Return the pillar, group, criterion or indicator with this code."""
        return next(node for node in self.nodes if node.code == code)


@dataclass(frozen=True)
class ScoreTable:
    """Scores, levels and ranks of many units, with every intermediate. All arrays are read-only.

    Attributes
    ----------
    units, leagues : tuple of str, (n_units,)
    shares : (n_units, n_nodes) float64
        Share of every node; columns as in `scheme.hierarchy.codes`. NaN = nothing below applies,
        or the unit is withheld.
    applicable : (n_units, n_nodes) float64
        The part of each node's maximum that applies.
    missing : (n_units, n_leaves) bool
        Leaves that apply and were not answered.
    withheld : (n_units,) bool
    score, points, maximum : (n_units,) float64
        Score in [0, 100], points and applicable maximum of the whole; NaN = withheld.
    pillar_scores, pillar_points : (n_units, n_pillars) float64
    pillar_levels : (n_units, n_pillars) int64
        `NO_LEVEL` where nothing applies or the set has no pillar levels.
    level_before_gates, level : (n_units,) int64
    rank, overall_rank : (n_units,) int64
        Rank within the league and among all; `NO_RANK` = withheld. float64 where the tie rule is
        the average.
    """

    engine_version: str
    scheme: Scheme
    units: tuple[str, ...]
    leagues: tuple[str, ...]
    shares: Floats
    applicable: Floats
    missing: Bools
    withheld: Bools
    score: Floats
    points: Floats
    maximum: Floats
    pillar_scores: Floats
    pillar_points: Floats
    pillar_levels: Ints
    level_before_gates: Ints
    level: Ints
    rank: Ints | Floats
    overall_rank: Ints | Floats
    _rows: Rows = field(repr=False)

    def node_shares(self, code: str) -> Floats:
        """Share of one node for every unit."""
        return self.shares[:, self.scheme.hierarchy.index[code]]

    def node_maxima(self, code: str) -> Floats:
        """Applicable maximum of one node for every unit."""
        node = self.scheme.hierarchy.index[code]
        return np.asarray(self.applicable[:, node] * self.scheme.hierarchy.maxima[node])

    def node_points(self, code: str) -> Floats:
        """Points of one node for every unit."""
        return self.node_shares(code) * self.node_maxima(code)

    def result(self, place: int) -> UnitResult:
        """Return everything about the unit at `place`, in exact fractions."""
        return self._rows.result(self, place)


@dataclass(frozen=True)
class Rows:
    """The exact side of a table: rows of fractions and what was worked out from them."""

    scheme: Scheme
    settled: Floats
    shares: Floats
    exact: Callable[[int], ExactRow] | None
    known: dict[int, ExactNodes] = field(default_factory=dict)

    def row(self, place: int) -> ExactRow:
        """Exact shares of one unit after the rule for gaps, None = out of the calculation."""
        floats = self.settled[place].tolist()
        stand_in = STAND_INS.get(self.scheme.missing, Fraction(0))
        given = self.exact(place) if self.exact is not None else [_given(x) for x in floats]
        return [
            None if math.isnan(number) else stand_in if share is None else share
            for number, share in zip(floats, given, strict=True)
        ]

    def nodes(self, place: int) -> ExactNodes:
        """Exact nodes of one unit, worked out once."""
        if place not in self.known:
            unknown = set(np.flatnonzero(np.isnan(self.shares[place])).tolist())
            self.known[place] = evaluate(
                self.scheme.hierarchy, self.row(place), self.scheme.not_applicable, unknown
            )
        return self.known[place]

    def measure(self, place: int, node: int, measure: Measure) -> Fraction:
        """Exact number of a node that is cut or ranked."""
        nodes = self.nodes(place)
        share = nodes.share[node]
        if share is None:
            raise ValueError(f"{self.scheme.hierarchy.codes[node]} has nothing that applies")
        number = 100 * share
        if measure is Measure.POINTS:
            number = share * nodes.applicable[node] * self.scheme.hierarchy.maximum[node]
        return number if self.scheme.hierarchy.is_rational else settle(number)

    def result(self, table: ScoreTable, place: int) -> UnitResult:
        """Put together everything about one unit."""
        why = self._why(table, place)
        nodes = self._node_results(table, place, shown=why is None)
        root = nodes[-1]
        before = _or_none(int(table.level_before_gates[place]), NO_LEVEL)
        level = _or_none(int(table.level[place]), NO_LEVEL)
        pillars = tuple(nodes[p] for p in self.scheme.hierarchy.pillars)
        return UnitResult(
            unit=table.units[place],
            league=table.leagues[place],
            withheld=why,
            score=root.score,
            points=root.points,
            maximum=root.maximum,
            level_before_gates=before,
            level=level,
            gates_not_passed=()
            if before is None or level is None
            else gates_not_passed(before, level, [p.level for p in pillars], self.scheme.gates),
            pillars=pillars,
            nodes=nodes,
            lost=()
            if why is not None
            else points_lost(
                self.scheme.hierarchy,
                self.row(place),
                self.nodes(place),
                self.scheme.not_applicable,
            ),
            missing=self._missing(table, place),
            rank=_or_none(table.rank[place].item(), NO_RANK),
            overall_rank=_or_none(table.overall_rank[place].item(), NO_RANK),
        )

    def _missing(self, table: ScoreTable, place: int) -> tuple[str, ...]:
        gaps = np.flatnonzero(table.missing[place])
        return tuple(self.scheme.hierarchy.codes[leaf] for leaf in gaps)

    def _why(self, table: ScoreTable, place: int) -> Withheld | None:
        if not table.withheld[place]:
            return None
        gaps = self._missing(table, place)
        if gaps and self.scheme.missing is Missing.WITHHOLD:
            return Withheld(Why.ANSWERS_MISSING, gaps)
        if gaps and self.scheme.availability > 0:
            return Withheld(Why.TOO_FEW_ANSWERS, gaps)
        return Withheld(Why.NOTHING_APPLICABLE)

    def _node_results(
        self, table: ScoreTable, place: int, *, shown: bool
    ) -> tuple[NodeResult, ...]:
        tree, nodes = self.scheme.hierarchy, self.nodes(place)
        levels = dict(zip(tree.pillars, table.pillar_levels[place].tolist(), strict=True))
        return tuple(
            _node_result(
                tree.codes[node],
                nodes.share[node] if shown else None,
                tree.maximum[node] * nodes.applicable[node] if shown else Fraction(0),
                _or_none(levels.get(node, NO_LEVEL), NO_LEVEL),
            )
            for node in range(tree.n_nodes)
        )


_Number = TypeVar("_Number", int, float)


def _or_none(number: _Number, sentinel: int) -> _Number | None:
    return None if number == sentinel else number


def _node_result(
    code: str, share: Fraction | None, maximum: Fraction, level: int | None
) -> NodeResult:
    points = None if share is None else share * maximum
    return NodeResult(code, share, points, maximum, level)


def _given(number: float) -> Fraction | None:
    return None if math.isnan(number) else fraction_of(number)
