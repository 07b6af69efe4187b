"""The result of scoring: a table that keeps every intermediate, and hands out one unit of it.

What lives here: `ScoreTable`, and how the result of one unit is put together. Not here: how a table
comes about (`steps`) and what a result holds (`results`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TypeVar

import numpy as np

from scoring.arrays import Bools, Floats, Ints, Levels, frozen
from scoring.canonical import table_bytes
from scoring.climb import climb, settled_block
from scoring.exact import fraction_of
from scoring.explain import points_lost
from scoring.levels import NO_LEVEL, GateNotPassed, apply_gates, gates_not_passed
from scoring.measures import nearest_scores
from scoring.missing import Missing, Why, Withheld
from scoring.ranking import NO_RANK, percentile
from scoring.results import NodeResult, RequirementNotMet, UnitResult
from scoring.rows import Rows
from scoring.rules import Measure, QuotaFull, broken_conditions
from scoring.scheme import Scheme

__all__ = ["NodeResult", "RequirementNotMet", "ScoreTable", "UnitResult"]


@dataclass(frozen=True)
class ScoreTable:
    """Scores, levels and ranks of many units, with every intermediate. All arrays are read-only.

    Attributes
    ----------
    units, leagues : tuple of str, (n_units,)
    withheld : (n_units,) bool
    score, points, maximum : (n_units,) float64
        Score in [0, 100], points and applicable maximum of the whole; NaN = withheld.
    pillar_scores, pillar_points : (n_units, n_pillars) float64
    pillar_levels : (n_units, n_pillars) int16
        `NO_LEVEL` where nothing applies or the set has no pillar levels.
    level_before_gates, level_before_quota, level : (n_units,) int16
        What the number reaches; after gates and requirements; after the quota.
    quotas_full : mapping from league to `QuotaFull`
        Leagues in which more units reached the limited level than it has places.
    rank, overall_rank : (n_units,) int64
        Rank within the league and among all; `NO_RANK` = withheld. float64 where the tie rule is
        the average.
    engine_version, set_hash, input_hash : str
        What the table was worked out by and from, so that it can be worked out again; the caller
        who knows the set and the answers gives the hashes.
    """

    engine_version: str
    scheme: Scheme
    units: tuple[str, ...]
    leagues: tuple[str, ...]
    withheld: Bools
    score: Floats
    points: Floats
    maximum: Floats
    pillar_scores: Floats
    pillar_points: Floats
    pillar_levels: Levels
    level_before_gates: Levels
    level_before_quota: Levels
    level: Levels
    rank: Ints | Floats
    overall_rank: Ints | Floats
    quotas_full: Mapping[str, QuotaFull]
    _rows: Rows = field(repr=False)
    set_hash: str = ""
    input_hash: str = ""

    @cached_property
    def percentile(self) -> Floats:
        """Part of the ranked units of its league that are not better than each unit, (n_units,).

        1 = nobody is better; NaN = withheld.
        """
        _, places = np.unique(self.rank, return_inverse=True)
        keys = np.where(self.rank == NO_RANK, 0, places.max(initial=0) + 1 - places)
        _, leagues = np.unique(np.array(self.leagues, dtype=object), return_inverse=True)
        return frozen(percentile(keys, leagues))

    def node_shares(self, code: str) -> Floats:
        """Share of one node for every unit, (n_units,); NaN = nothing applies, or withheld."""
        return self._climb(code)[0]

    def node_maxima(self, code: str) -> Floats:
        """Applicable maximum of one node for every unit, (n_units,)."""
        node = self.scheme.hierarchy.index[code]
        return np.asarray(self._climb(code)[1] * self.scheme.hierarchy.maxima[node])

    def node_points(self, code: str) -> Floats:
        """Points of one node for every unit, (n_units,)."""
        share, applicable = self._climb(code)
        node = self.scheme.hierarchy.index[code]
        return np.asarray(share * applicable * self.scheme.hierarchy.maxima[node])

    def missing(self, place: int) -> tuple[str, ...]:
        """Leaves that apply to one unit and were not answered."""
        rows, leaves = slice(place, place + 1), self._rows.leaves
        _, out, _ = settled_block(self.scheme, leaves, rows)
        gaps = np.flatnonzero(np.isnan(leaves.shares[place]) & ~out[0])
        return tuple(self.scheme.hierarchy.codes[leaf] for leaf in gaps)

    def _climb(self, code: str) -> tuple[Floats, Floats]:
        """Climb again, keeping another node: tables hold what is read often, not everything."""
        node = self.scheme.hierarchy.index[code]
        climbed = climb(self.scheme, self._rows.leaves, [node])
        return climbed.share[climbed.place(node)], climbed.applicable[climbed.place(node)]

    def nearest_scores(self) -> tuple[Floats, Floats]:
        """Scores of the whole, (n_units,), and of every pillar, (n_units, n_pillars).

        Each is the float nearest to its fraction, for publishing; see `measures.nearest_scores`.
        """
        return nearest_scores(self._rows)

    def result(self, place: int) -> UnitResult:
        """Return everything about the unit at `place`, in exact fractions."""
        return _unit_result(self, self._rows, place)

    def to_bytes(self) -> bytes:
        """Return the whole table as JSON, the same bytes for the same input on any machine.

        Every number is the exact one, rounded once; see `canonical.table_bytes`.
        """
        head = {
            "engine_version": self.engine_version,
            "set": self.scheme.name.partition(" ")[0],
            "set_hash": self.set_hash,
            "input_hash": self.input_hash,
        }
        results = (self.result(place) for place in range(len(self.units)))
        return table_bytes(head, self.scheme.hierarchy.codes, results)


def _unit_result(table: ScoreTable, rows: Rows, place: int) -> UnitResult:
    """Put together everything about one unit."""
    scheme, tree = table.scheme, table.scheme.hierarchy
    why = _why(table, place)
    nodes = _node_results(table, rows, place, shown=why is None)
    points, applied = rows.total(place) if why is None else (None, ())
    before = _or_none(int(table.level_before_gates[place]), NO_LEVEL)
    return UnitResult(
        unit=table.units[place],
        league=table.leagues[place],
        withheld=why,
        score=None if points is None else rows.measure(place, tree.root, Measure.SCORE),
        points=points,
        maximum=nodes[-1].maximum,
        level_before_gates=before,
        level=_or_none(int(table.level[place]), NO_LEVEL),
        gates_not_passed=_gates(table, place),
        pillars=tuple(nodes[p] for p in tree.pillars),
        nodes=nodes,
        lost=()
        if why is not None
        else points_lost(tree, rows.row(place), rows.nodes(place), scheme.not_applicable),
        missing=table.missing(place),
        rank=_or_none(table.rank[place].item(), NO_RANK),
        overall_rank=_or_none(table.overall_rank[place].item(), NO_RANK),
        percentile=None if why is not None else fraction_of(float(table.percentile[place])),
        applied=applied,
        requirements_not_met=() if before is None else _requirements(table, rows, place, before),
        quota_full=_quota(table, place),
    )


def _why(table: ScoreTable, place: int) -> Withheld | None:
    if not table.withheld[place]:
        return None
    gaps = table.missing(place)
    if gaps and table.scheme.missing is Missing.WITHHOLD:
        return Withheld(Why.ANSWERS_MISSING, gaps)
    if gaps and (table.scheme.missing is Missing.SKIP or table.scheme.availability > 0):
        return Withheld(Why.TOO_FEW_ANSWERS, gaps)
    return Withheld(Why.NOTHING_APPLICABLE)


def _node_results(
    table: ScoreTable, rows: Rows, place: int, *, shown: bool
) -> tuple[NodeResult, ...]:
    tree, nodes = table.scheme.hierarchy, rows.nodes(place)
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


def _gates(table: ScoreTable, place: int) -> tuple[GateNotPassed, ...]:
    """Say which gates lowered the level, before any other rule did."""
    before, scheme = table.level_before_gates[[place]], table.scheme
    if before[0] == NO_LEVEL:
        return ()
    pillars = table.pillar_levels[[place]]
    after = apply_gates(before, pillars, scheme.gates, scheme.levels.bands.levels)
    reached = [_or_none(level, NO_LEVEL) for level in pillars[0].tolist()]
    return gates_not_passed(int(before[0]), int(after[0]), reached, scheme.gates)


def _requirements(
    table: ScoreTable, rows: Rows, place: int, before: int
) -> tuple[RequirementNotMet, ...]:
    index = table.scheme.hierarchy.index
    found = [
        RequirementNotMet(
            requirement,
            broken_conditions(
                requirement,
                lambda code, measure: rows.node_number(place, index[code], measure),
            ),
        )
        for requirement in table.scheme.requirements
        if requirement.level <= before
    ]
    return tuple(missed for missed in found if missed.conditions)


def _quota(table: ScoreTable, place: int) -> QuotaFull | None:
    if table.level[place] == table.level_before_quota[place]:
        return None
    return table.quotas_full[table.leagues[place]]


_Number = TypeVar("_Number", int, float)


def _or_none(number: _Number, sentinel: int) -> _Number | None:
    return None if number == sentinel else number


def _node_result(
    code: str, share: Fraction | None, maximum: Fraction, level: int | None
) -> NodeResult:
    points = None if share is None else share * maximum
    return NodeResult(code, share, points, maximum, level)
