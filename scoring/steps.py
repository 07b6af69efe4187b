"""The steps from shares to score, level and rank, in their stated order.

What lives here: `score_table`. Not here: the arithmetic of each step, which has its own module.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from scoring.aggregate import blocks
from scoring.arrays import Bools, Floats, Ints, frozen
from scoring.climb import climb
from scoring.exact import ExactRow
from scoring.leaves import Leaves
from scoring.levels import NO_LEVEL, apply_gates
from scoring.measures import Measures
from scoring.ranking import rank, refine
from scoring.report import ScoreTable
from scoring.rows import Rows
from scoring.rules import Measure, QuotaFull, apply_quota, limit_levels
from scoring.scheme import Scheme

ENGINE_VERSION = "1.0"
"""Recorded with every table; it changes whenever the same input could give another result."""


def score_table(
    scheme: Scheme,
    shares: Floats,
    *,
    units: Sequence[str],
    not_applicable: Bools | None = None,
    leagues: Sequence[str] | None = None,
    exact: Mapping[int, ExactRow] | None = None,
    off_grid: Bools | None = None,
    threads: int = 1,
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
    exact : mapping from the place of a unit to its exact shares, optional
        For units of which a float does not stand for the simplest fraction that has it (see
        `fraction_of`); None where there is no answer.
    off_grid : (n_units,) bool, optional
        Units of which a share is no multiple of what its leaf declares as `lattice`.
    threads : int
        Blocks of units that are worked on at the same time.

    Returns
    -------
    ScoreTable

    Raises
    ------
    ValueError
        If the shapes do not agree or a share is infinite.

    Notes
    -----
    The order of steps: gaps -> shares of nodes -> bonuses, deductions, ceilings -> pillar levels ->
    level -> gates -> requirements -> rank -> quota. Units near an edge or near each other are
    decided by exact fractions, and their floats are replaced by the exact values, so that equal
    scores are equal to the last bit.

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
    names = ("",) * len(units) if leagues is None else tuple(leagues)
    _check(shares, (len(units), scheme.hierarchy.n_leaves), names)
    leaves, root = Leaves(shares, not_applicable, exact or {}, off_grid), scheme.hierarchy.root
    measures = _measures(scheme, leaves, threads)
    withheld, pillar_levels = measures.climbed.withheld, _pillar_levels(scheme, measures)
    before = measures.cut(scheme.levels, root)
    levels = _limited(scheme, measures, before, pillar_levels)
    keys = _keys(scheme, measures)
    league_names, league = _leagues(names)
    final, quotas = _with_quota(scheme, levels, keys, league)
    return ScoreTable(
        engine_version=ENGINE_VERSION,
        scheme=scheme,
        units=tuple(units),
        leagues=names,
        withheld=frozen(withheld),
        score=frozen(measures.shown(root, Measure.SCORE)),
        points=frozen(measures.shown(root, Measure.POINTS)),
        maximum=frozen(np.where(withheld, np.nan, measures.maximum(root))),
        pillar_scores=frozen(measures.shown_pillars(Measure.SCORE)),
        pillar_points=frozen(measures.shown_pillars(Measure.POINTS)),
        pillar_levels=frozen(pillar_levels),
        level_before_gates=frozen(before),
        level_before_quota=frozen(levels),
        level=frozen(final),
        rank=frozen(rank(keys, league, ties=scheme.ties)),
        overall_rank=frozen(rank(keys, ties=scheme.ties)),
        quotas_full={league_names[at]: full for at, full in quotas.items()},
        _rows=measures.rows,
    )


def _measures(scheme: Scheme, leaves: Leaves, threads: int) -> Measures:
    climbed = climb(scheme, leaves, _kept(scheme), threads=threads)
    return Measures(scheme, leaves, climbed, Rows(scheme, leaves))


def _check(shares: Floats, shape: tuple[int, int], leagues: Sequence[str]) -> None:
    if shares.shape != shape or len(leagues) != shape[0]:
        raise ValueError(f"expected {shape[0]} units x {shape[1]} leaves, got {shares.shape}")
    if any(np.isinf(shares[block]).any() for block in blocks(len(shares))):
        raise ValueError("a share is infinite")


def _kept(scheme: Scheme) -> tuple[int, ...]:
    """The nodes that levels, rules and ranks are read from."""
    named = (scheme.hierarchy.index[code] for code in scheme.named())
    return (*scheme.hierarchy.pillars, *named, scheme.hierarchy.root)


def _leagues(names: Sequence[str]) -> tuple[list[str], Ints]:
    """Number the leagues in the order in which they first appear."""
    number: dict[str, int] = {}
    places = [number.setdefault(name, len(number)) for name in names]
    return list(number), np.array(places, dtype=np.int64)


def _pillar_levels(scheme: Scheme, measures: Measures) -> Ints:
    pillars = scheme.hierarchy.pillars
    if scheme.pillar_levels is None:
        return np.full((measures.leaves.n_units, len(pillars)), NO_LEVEL)
    return np.column_stack([measures.cut(scheme.pillar_levels, node) for node in pillars])


def _limited(scheme: Scheme, measures: Measures, before: Ints, pillar_levels: Ints) -> Ints:
    """Lower levels by gates and then by requirements."""
    ladder = scheme.levels.bands.levels
    gated = apply_gates(before, pillar_levels, scheme.gates, ladder)
    broken = [(r.level, measures.breaks(r)) for r in scheme.requirements]
    return limit_levels(gated, broken, ladder)


def _keys(scheme: Scheme, measures: Measures) -> Ints:
    keys = measures.keys(scheme.hierarchy.root, scheme.ranked, scheme.ranked_rounding)
    breakers = [
        measures.keys(scheme.hierarchy.index[code], Measure.POINTS, None)
        for code in scheme.tie_breakers
    ]
    return refine(keys, breakers)


def _with_quota(
    scheme: Scheme, levels: Ints, keys: Ints, league: Ints
) -> tuple[Ints, dict[int, QuotaFull]]:
    if scheme.quota is None:
        return levels, {}
    quota, ladder = scheme.quota, scheme.levels.bands.levels
    final, full = apply_quota(levels, keys, league, quota, ladder)
    return final, {at: QuotaFull(quota, *numbers) for at, numbers in full.items()}
