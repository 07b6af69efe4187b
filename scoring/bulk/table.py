"""Score, level and rank millions of units at the speed of memory.

What lives here: `score_bulk` and its light table. Not here: the work on blocks (`blocks`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.arrays import Bools, Floats, Ints, frozen
from scoring.bulk.answers import Answers
from scoring.bulk.blocks import Results, Room, Worker, make_results
from scoring.bulk.levels import Levels
from scoring.bulk.plan import Plan
from scoring.bulk.ranking import Doubt, Places, competition_ranks
from scoring.bulk.rows import HEIGHT
from scoring.levels import NO_LEVEL
from scoring.ranking import NO_RANK, Ties, rank
from scoring.report import UnitResult
from scoring.rules import Measure
from scoring.scheme import Scheme


@dataclass(frozen=True)
class BulkTable:
    """Scores, levels and ranks of many units. All arrays are read-only.

    Attributes
    ----------
    score : (n_units,) float64
        In [0, 100]; NaN = withheld.
    points, maximum : (n_units,) float64
        Points and applicable maximum of the whole; NaN = withheld.
    pillar_scores : (n_units, n_pillars) float64 or float32
    pillar_levels : (n_units, n_pillars) int8
        `NO_LEVEL` where nothing applies or the set has no pillar levels.
    level_before_gates, level : (n_units,) int8
    rank, overall_rank : (n_units,) int32
        Rank within the league and among all; `NO_RANK` = withheld. float64 where the tie rule is
        the average.
    kept : mapping from code to (n_units,) float64 or float32
        Shares of nodes that were kept.
    """

    scheme: Scheme
    score: Floats
    level_before_gates: Levels
    level: Levels
    pillar_scores: NDArray[np.floating[Any]]
    pillar_levels: Levels
    rank: Places | Ints | Floats
    overall_rank: Places | Ints | Floats
    kept: Mapping[str, NDArray[np.floating[Any]]]
    _reached: Floats = field(repr=False)
    _applicable: Floats | None = field(repr=False)
    _plan: Plan = field(repr=False)

    def __len__(self) -> int:
        return len(self.score)

    @property
    def withheld(self) -> Bools:
        """Which units have no score, (n_units,)."""
        return np.isnan(self.score)

    @property
    def points(self) -> Floats:
        """Points of the whole, (n_units,); NaN = withheld."""
        return self._reached / 100.0 * self._full

    @property
    def maximum(self) -> Floats:
        """Applicable maximum of the whole, (n_units,); NaN = withheld."""
        part = 1.0 if self._applicable is None else self._applicable
        return np.where(self.withheld, np.nan, part * self._full)

    @property
    def _full(self) -> float:
        return float(self.scheme.hierarchy.maxima[self.scheme.hierarchy.root])

    def node_shares(self, code: str) -> NDArray[np.floating[Any]]:
        """Share of one inner node for every unit, (n_units,): kept, or worked out again."""
        if code in self.kept:
            return self.kept[code]
        node, found = self.scheme.hierarchy.index[code], np.empty(len(self))
        climber = self._plan.climber()
        with np.errstate(invalid="ignore", divide="ignore"):
            for start in range(0, len(self), HEIGHT):
                units = slice(start, min(start + HEIGHT, len(self)))
                found[units] = climber.climb(units).share(node)
        return found

    def result(self, unit: int, name: str = "") -> UnitResult:
        """Return everything about one unit, in exact fractions."""
        table, _ = self._plan.exactly().table(np.array([unit]))
        rank_, overall = self.rank[unit].item(), self.overall_rank[unit].item()
        return replace(
            table.result(0),
            unit=name,
            rank=None if rank_ == NO_RANK else rank_,
            overall_rank=None if overall == NO_RANK else overall,
        )


def score_bulk(
    scheme: Scheme,
    answers: Answers,
    *,
    leagues: Ints | None = None,
    keep: Sequence[str] = (),
    compact: bool = False,
    threads: int = 2,
    room: Room = np.empty,
) -> BulkTable:
    """Score, level and rank many units.

    Parameters
    ----------
    scheme : Scheme
    answers : CodedAnswers or ShareAnswers
        The matrix may be a file that is mapped into memory: it is read block by block.
    leagues : (n_units,) int64, optional
        A number from 0 for the league of every unit.
    keep : sequence of str
        Inner nodes whose shares are kept; those of others are worked out when asked for.
    compact : bool
        Keep scores of pillars and shares of nodes as float32: seven digits in half the memory.
        Nothing is decided from them.
    threads : int
        Blocks that are worked on at the same time.
    room : callable
        Makes the memory of results from a shape and a type; a function that maps files leaves
        results of any size outside the memory of the process.

    Returns
    -------
    BulkTable

    Raises
    ------
    NotInBulk
        If the scheme has a rule that only `score_table` follows.
    ValueError
        If the shapes do not agree, a share is infinite or a code is not on its ladder.

    Notes
    -----
    The steps are those of `score_table`, and so are levels and ranks: what float64 can not decide
    is handed to it. `docs/scoring-speed.md` says how it is done and what a million units take.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from scoring import Aggregation, Bands, Cut, Hierarchy, Measure, Missing, Node
    >>> from scoring import NotApplicable
    >>> from scoring.bulk import CodedAnswers
    >>> tree = Hierarchy.build(
    ...     [
    ...         Node("all", None, aggregation=Aggregation.SUM),
    ...         Node("a", "all", maximum=Fraction(10)),
    ...         Node("b", "all", maximum=Fraction(30)),
    ...     ]
    ... )
    >>> bands = Bands((0, 1), (Fraction(25),), (True,))
    >>> cut = Cut(Measure.POINTS, bands)
    >>> scheme = Scheme(tree, Missing.ZERO, NotApplicable.REDISTRIBUTE, cut)
    >>> halves = (Fraction(0), Fraction(1, 2), Fraction(1))
    >>> codes = np.array([[2, 1], [0, 2], [1, 255]], dtype=np.uint8)
    >>> table = score_bulk(scheme, CodedAnswers(codes, (halves, halves)))
    >>> table.points.tolist(), table.level.tolist(), table.rank.tolist()
    ([25.0, 30.0, 20.0], [1, 1, 0], [2, 1, 3])
    """
    if leagues is not None and len(leagues) != len(answers):
        raise ValueError(f"there are {len(answers)} units and {len(leagues)} leagues")
    nodes = [scheme.hierarchy.index[code] for code in keep]
    plan = Plan.of(scheme, answers)
    results = make_results(plan, nodes, np.float32 if compact else np.float64, room)
    _work(plan, results, nodes, threads)
    overall = _overall_ranks(plan, results, room, threads)
    within, among = _final_ranks(scheme, overall, leagues)
    pillar_levels = results.pillar_levels.T
    if scheme.pillar_levels is None:
        pillar_levels = np.broadcast_to(np.int8(NO_LEVEL), results.pillar_scores.T.shape)
    return BulkTable(
        scheme=scheme,
        score=frozen(results.score),
        level_before_gates=frozen(results.before),
        level=frozen(results.level),
        pillar_scores=frozen(results.pillar_scores.T),
        pillar_levels=frozen(pillar_levels),
        rank=frozen(within),
        overall_rank=frozen(among),
        kept={code: frozen(row) for code, row in zip(keep, results.kept, strict=True)},
        _reached=frozen(results.reached),
        _applicable=None if results.applicable is None else frozen(results.applicable),
        _plan=plan,
    )


def _work(plan: Plan, results: Results, kept: Sequence[int], threads: int) -> None:
    """Work on all blocks."""
    places, n_units = count(), len(plan.answers)

    def work(worker: Worker) -> None:
        with np.errstate(invalid="ignore", divide="ignore"):
            while (start := next(places) * HEIGHT) < n_units:
                worker.work(slice(start, min(start + HEIGHT, n_units)))

    workers = [Worker(plan, results, kept) for _ in range(threads if n_units > HEIGHT else 1)]
    if len(workers) == 1:
        work(workers[0])
        return
    with ThreadPoolExecutor(threads) as pool:
        for _ in pool.map(work, workers):
            pass


def _overall_ranks(plan: Plan, results: Results, room: Room, threads: int) -> Places:
    """Rank all units; near numbers that are not certain are decided by fractions."""
    numbers = results.score if plan.scheme.ranked is Measure.SCORE else results.reached
    exactly = plan.exactly()

    def decide(units: Ints) -> Ints:
        table, places = exactly.table(units)
        results.write_scores(units, table, places)
        return np.asarray(-table.overall_rank[places].astype(np.int64))

    return competition_ranks(
        numbers,
        room((len(numbers),), np.int32),
        tolerance=100 * plan.grids.tolerance * results.size,
        doubt=Doubt(decide, results.uncertain),
        threads=threads,
    )


def _final_ranks(
    scheme: Scheme, overall: Places, leagues: Ints | None
) -> tuple[Places | Ints | Floats, Places | Ints | Floats]:
    """Return the ranks within leagues and among all, as the set wants ties to be ranked."""
    if scheme.ties is Ties.MIN and leagues is None:
        return overall, overall
    keys = np.where(overall == NO_RANK, 0, len(overall) + 1 - overall.astype(np.int64))
    among = overall if scheme.ties is Ties.MIN else rank(keys, ties=scheme.ties)
    return (among if leagues is None else rank(keys, leagues, ties=scheme.ties)), among
