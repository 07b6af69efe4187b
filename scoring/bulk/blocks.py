"""What is written down for every unit, block by block.

What lives here: the arrays of results, and the work on one block. Not here: ranks, which need all
units (`ranks`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.arrays import Bools, Floats, Ints
from scoring.bulk.climb import NodeBlock
from scoring.bulk.levels import Cutter, Levels, lower_by_gates
from scoring.bulk.plan import Plan
from scoring.bulk.rows import HEIGHT, Buffer
from scoring.bulk.settling import Loose
from scoring.missing import NotApplicable
from scoring.report import ScoreTable
from scoring.rules import Measure

Room = Callable[[tuple[int, ...], type[Any]], NDArray[Any]]
"""Makes the memory of a result: `numpy.empty`, or something that maps a file."""


@dataclass
class Results:
    """Arrays of results, (n_units,) where nothing else is said.

    Attributes
    ----------
    score : float64
        NaN = withheld.
    reached : float64
        Points as a part of the full maximum, in per cent; the same array as `score` unless maxima
        are reduced or are 0.
    applicable : float64, optional
        The part of the maximum that applies, where it is not all of it for everybody.
    before, level : int8
    pillar_scores, pillar_levels : (n_pillars, n_units)
    kept : (n_kept, n_units)
        Shares.
    uncertain : bool, optional
        Units whose scores are only known as far as float64 goes; None for all units.
    size : float
        The largest share among the answers, at least 1.
    """

    score: Floats
    reached: Floats
    applicable: Floats | None
    before: Levels
    level: Levels
    pillar_scores: NDArray[np.floating[Any]]
    pillar_levels: Levels
    kept: NDArray[np.floating[Any]]
    uncertain: Bools | None
    size: float = 1.0

    def write_scores(self, units: Ints, table: ScoreTable, places: Ints) -> None:
        """Take over numbers that were worked out exactly."""
        self.score[units] = table.score[places]
        if self.reached is not self.score:
            tree = table.scheme.hierarchy
            full = float(tree.maxima[tree.root]) or 1.0
            self.reached[units] = table.points[places] * (100.0 / full)


def make_results(plan: Plan, kept: Sequence[int], kind: type[Any], room: Room) -> Results:
    """Make room for the results of all units."""
    scheme, n_units = plan.scheme, len(plan.answers)
    n_pillars = len(scheme.hierarchy.pillars)
    reduced = scheme.not_applicable is NotApplicable.REDUCE
    score, before = room((n_units,), np.float64), room((n_units,), np.int8)
    apart = reduced or not scheme.hierarchy.maximum[scheme.hierarchy.root]
    uncertain = None
    if plan.settler.largest_factor >= 1:
        uncertain = room((n_units,), np.bool_)
        uncertain[:] = False
    return Results(
        score=score,
        reached=room((n_units,), np.float64) if apart else score,
        applicable=room((n_units,), np.float64) if reduced else None,
        before=before,
        level=room((n_units,), np.int8) if scheme.gates else before,
        pillar_scores=room((n_pillars, n_units), kind),
        pillar_levels=room((0 if scheme.pillar_levels is None else n_pillars, n_units), np.int8),
        kept=room((len(kept), n_units), kind),
        uncertain=uncertain,
    )


class Worker:
    """Works out blocks of units, with memory of its own."""

    def __init__(self, plan: Plan, results: Results, kept: Sequence[int]) -> None:
        scheme = plan.scheme
        self._plan = plan
        self._results = results
        self._kept = kept
        self._climber = plan.climber()
        self._settler = plan.settler
        self._exactly = plan.exactly()
        tree = scheme.hierarchy
        self._root, self._pillars = tree.root, tree.pillars
        self._total = Cutter(scheme.levels, [tree.root], plan.grids)
        self._by_pillar = None
        if scheme.pillar_levels is not None:
            self._by_pillar = Cutter(scheme.pillar_levels, tree.pillars, plan.grids)
        self._values = Buffer(len(tree.pillars), HEIGHT, np.float64)

    def work(self, units: slice) -> None:
        """Write the results of some units."""
        block, results = self._climber.climb(units), self._results
        strangers = block.read.strangers
        if self._plan.grids.complete:
            strangers = strangers | ~self._climber.reader.complete(units)
        loose = self._settler.loose(block, strangers)
        if results.uncertain is not None:
            results.uncertain[units][loose.uncertain] = True
        doubtful = self._write_whole(block, loose, units)
        doubtful |= self._write_pillars(block, loose, units)
        self._lower(units)
        for row, node in zip(results.kept, self._kept, strict=True):
            row[units] = block.share(node)
        if doubtful.any():
            self._write_exactly(np.flatnonzero(doubtful) + units.start)

    def _write_whole(self, block: NodeBlock, loose: Loose, units: slice) -> Bools:
        """Write the numbers of the whole, and return whose level is in doubt."""
        results, root = self._results, self._root
        values = {Measure.SCORE: results.score[units], Measure.POINTS: results.reached[units]}
        self._settler.write(block, root, Measure.SCORE, loose, values[Measure.SCORE])
        if results.reached is not results.score:
            self._settler.write(block, root, Measure.POINTS, loose, values[Measure.POINTS])
        if results.applicable is not None:
            results.applicable[units] = block.applicable(root)
        whole = values[self._total.measure][np.newaxis]
        size = _size(block, values[Measure.SCORE])
        results.size = max(results.size, size)
        self._total.cut(whole, size, results.before[units][np.newaxis])
        return _doubtful(self._total, whole, size, block)

    def _write_pillars(self, block: NodeBlock, loose: Loose, units: slice) -> Bools:
        """Write the numbers of the pillars, and return who has a level in doubt."""
        values, cutter = self._values.of(block.n_units), self._by_pillar
        self._settle(block, Measure.SCORE, loose, values)
        self._results.pillar_scores[:, units] = values
        if cutter is None:
            return np.zeros(block.n_units, dtype=bool)
        size = _size(block, values)
        if cutter.measure is Measure.POINTS:
            self._settle(block, Measure.POINTS, loose, values)
        cutter.cut(values, size, self._results.pillar_levels[:, units])
        return _doubtful(cutter, values, size, block)

    def _settle(self, block: NodeBlock, measure: Measure, loose: Loose, values: Floats) -> None:
        for node, row in zip(self._pillars, values, strict=True):
            self._settler.write(block, node, measure, loose, row)

    def _lower(self, units: slice) -> None:
        results, scheme = self._results, self._plan.scheme
        if scheme.gates:
            pillar_levels, before = results.pillar_levels[:, units], results.before[units]
            bands = scheme.levels.bands
            results.level[units] = lower_by_gates(before, pillar_levels, scheme.gates, bands)

    def _write_exactly(self, units: Ints) -> None:
        """Let fractions decide the levels of some units."""
        table, places = self._exactly.table(units)
        results = self._results
        results.write_scores(units, table, places)
        results.before[units] = table.level_before_gates[places]
        results.level[units] = table.level[places]
        if len(results.pillar_levels):
            results.pillar_levels[:, units] = table.pillar_levels[places].T


def _size(block: NodeBlock, scores: Floats) -> float:
    """Return the size of the numbers that were added up, which rounding errors grow with."""
    return max(block.read.size, float(np.fmax.reduce(scores, axis=None, initial=0.0)) / 100.0)


def _doubtful(cutter: Cutter, values: Floats, size: float, block: NodeBlock) -> Bools:
    """Tell which units are so near an edge that only fractions may decide."""
    found = np.zeros(block.n_units, dtype=bool)
    open_ = cutter.largest_factor < 1
    if open_.any():
        found |= cutter.near(values, size, open_)
    limit = min(cutter.largest_factor[~open_], default=np.inf)
    own = block.read.strangers.copy()
    own[block.partial] |= block.factors > limit
    if own.any():
        found[own] |= cutter.near(values[:, own], size)
    return found
