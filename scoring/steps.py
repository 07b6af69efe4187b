"""The steps from shares to score, level and rank, in their stated order.

What lives here: `score_table`. Not here: the arithmetic of each step, which has its own module.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from scoring.aggregate import blocks
from scoring.arrays import Bools, Floats, Ints, Levels, frozen
from scoring.climb import climb
from scoring.exact import ExactRow
from scoring.lattice import Exact
from scoring.leaves import Leaves
from scoring.levels import NO_LEVEL, apply_gates
from scoring.measures import Measures, Ranked
from scoring.pairwise_order import copeland_keys
from scoring.ranking import rank, rank_keys, refine
from scoring.report import ScoreTable
from scoring.rows import Rows
from scoring.rules import Measure, QuotaFull, apply_quota, limit_levels
from scoring.scheme import Scheme
from scoring.weights import effective_weights

STRETCH = 16_384
"""Units that are worked on from beginning to end before the next ones."""

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
    _check(shares, len(units), scheme, leagues)
    leaves = Leaves(shares, not_applicable, exact or {}, off_grid)
    parts = _shared_out(scheme, leaves, threads)
    rows = Rows(scheme, leaves)
    league_names, league = _leagues(leagues, len(units))
    everybody, keys = _keys(scheme, parts, rows, league)
    levels = np.concatenate([part.levels for part in parts])
    final, quotas = _with_quota(scheme, levels, keys, league)
    overall = rank(everybody, ties=scheme.ties)
    return ScoreTable(
        engine_version=ENGINE_VERSION,
        scheme=scheme,
        units=tuple(units),
        leagues=tuple(leagues) if leagues is not None else ("",) * len(units),
        withheld=frozen(np.concatenate([part.withheld for part in parts])),
        score=frozen(_settled(parts, rows, Measure.SCORE)),
        points=frozen(_settled(parts, rows, Measure.POINTS)),
        maximum=frozen(np.concatenate([part.maximum for part in parts])),
        pillar_scores=frozen(np.concatenate([part.pillar_scores for part in parts], axis=1).T),
        pillar_points=frozen(np.concatenate([part.pillar_points for part in parts], axis=1).T),
        pillar_levels=frozen(np.concatenate([part.pillar_levels for part in parts], axis=1).T),
        level_before_gates=frozen(np.concatenate([part.before for part in parts])),
        level_before_quota=frozen(levels),
        level=frozen(final),
        rank=frozen(overall if len(league_names) < 2 else rank(keys, league, ties=scheme.ties)),
        overall_rank=frozen(overall),
        quotas_full={league_names[at]: full for at, full in quotas.items()},
        _rows=rows,
    )


def _check(shares: Floats, n_units: int, scheme: Scheme, leagues: Sequence[str] | None) -> None:
    expected = (n_units, scheme.hierarchy.n_leaves)
    if shares.shape != expected or (leagues is not None and len(leagues) != n_units):
        raise ValueError(f"expected {n_units} units x {expected[1]} leaves, got {shares.shape}")


# --- a stretch of units --------------------------------------------------------------------


@dataclass(frozen=True)
class _Part:
    """What is decided for each unit by itself; ranks and quotas look at all units."""

    withheld: Bools
    score: Floats
    points: Floats
    maximum: Floats
    pillar_scores: Floats
    pillar_points: Floats
    pillar_levels: Levels
    before: Levels
    levels: Levels
    ranked: tuple[Ranked, ...]
    scale: float


def _shared_out(scheme: Scheme, leaves: Leaves, threads: int) -> list[_Part]:
    """Work on stretches of units, several at the same time if wanted."""
    stretches = list(blocks(leaves.n_units, STRETCH)) or [slice(0, 0)]
    if threads == 1 or len(stretches) == 1:
        return [_part(scheme, leaves.part(stretch)) for stretch in stretches]
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(lambda stretch: _part(scheme, leaves.part(stretch)), stretches))


def _part(scheme: Scheme, leaves: Leaves) -> _Part:
    root, pillars = scheme.hierarchy.root, scheme.hierarchy.pillars
    climbed = climb(scheme, leaves, _kept(scheme))
    measures = Measures(scheme, leaves, climbed, Rows(scheme, leaves))
    pillar_levels = _pillar_levels(scheme, measures)
    before = measures.cut(scheme.levels, root)
    return _Part(
        withheld=climbed.withheld,
        score=measures.shown(root, Measure.SCORE),
        points=measures.shown(root, Measure.POINTS),
        maximum=np.where(climbed.withheld, np.nan, measures.maximum(root)),
        pillar_scores=np.stack([measures.shown(p, Measure.SCORE) for p in pillars]),
        pillar_points=np.stack([measures.shown(p, Measure.POINTS) for p in pillars]),
        pillar_levels=pillar_levels,
        before=before.astype(np.int16),
        levels=_limited(scheme, measures, before, pillar_levels.T).astype(np.int16),
        ranked=_ranked(scheme, measures),
        scale=measures.scale(root, scheme.ranked),
    )


def _ranked(scheme: Scheme, measures: Measures) -> tuple[Ranked, ...]:
    """The numbers that units are ordered by: the ranked one, tie-breakers, those of pairs."""
    index = scheme.hierarchy.index
    return (
        measures.ranked(scheme.hierarchy.root, scheme.ranked, scheme.ranked_rounding),
        *(measures.ranked(index[c], Measure.POINTS, None) for c in scheme.tie_breakers),
        *(measures.ranked(index[c], Measure.SCORE, None) for c in scheme.compared),
    )


def _kept(scheme: Scheme) -> tuple[int, ...]:
    """The nodes that levels, rules and ranks are read from."""
    named = (scheme.hierarchy.index[code] for code in scheme.named())
    return (*scheme.hierarchy.pillars, *named, scheme.hierarchy.root)


def _leagues(names: Sequence[str] | None, n_units: int) -> tuple[list[str], Ints]:
    """Number the leagues in the order in which they first appear."""
    if names is None:
        return [""], np.zeros(n_units, dtype=np.int64)
    number: dict[str, int] = {}
    places = [number.setdefault(name, len(number)) for name in names]
    return list(number), np.array(places, dtype=np.int64)


def _pillar_levels(scheme: Scheme, measures: Measures) -> Levels:
    """Level of each pillar, (n_pillars, n_units)."""
    pillars = scheme.hierarchy.pillars
    if scheme.pillar_levels is None:
        return np.full((len(pillars), measures.leaves.n_units), NO_LEVEL, dtype=np.int16)
    levels = [measures.cut(scheme.pillar_levels, node) for node in pillars]
    return np.stack(levels).astype(np.int16)


def _limited(scheme: Scheme, measures: Measures, before: Levels, pillar_levels: Levels) -> Levels:
    """Lower levels by gates and then by requirements."""
    ladder = scheme.levels.bands.levels
    gated = apply_gates(before, pillar_levels, scheme.gates, ladder)
    broken = [(r.level, measures.breaks(r)) for r in scheme.requirements]
    return limit_levels(gated, broken, ladder)


# --- all units -----------------------------------------------------------------------------


def _keys(scheme: Scheme, parts: Sequence[_Part], rows: Rows, league: Ints) -> tuple[Ints, Ints]:
    """Order all units, and those of each league: whole numbers, higher is better, 0 = not ranked.

    Both orders are the same, unless units outrank each other: then a league is a world of its own.
    """
    index, breakers = scheme.hierarchy.index, len(scheme.tie_breakers)
    nodes = [scheme.hierarchy.root, *(index[c] for c in (*scheme.tie_breakers, *scheme.compared))]
    measures = [scheme.ranked] + [Measure.POINTS] * breakers
    measures += [Measure.SCORE] * len(scheme.compared)
    first, *others = [
        _keys_of(at, node, measure, parts, rows)
        for at, (node, measure) in enumerate(zip(nodes, measures, strict=True))
    ]
    if not scheme.compared:
        keys = refine(first, others)
        return keys, keys
    effective = effective_weights(scheme.hierarchy)
    weights = [effective[index[code]] for code in scheme.compared]

    def among(leagues: Ints) -> Ints:
        columns = others[breakers:]
        found = copeland_keys(columns, weights, ranked=first > 0, leagues=leagues)
        return refine(found, others[:breakers])

    everybody = among(np.zeros_like(league))
    return everybody, everybody if not league.any() else among(league)


def _keys_of(at: int, node: int, measure: Measure, parts: Sequence[_Part], rows: Rows) -> Ints:
    ranked = [part.ranked[at] for part in parts]
    known = Exact(
        np.concatenate([one.exact.num for one in ranked]),
        np.concatenate([one.exact.den for one in ranked]),
    )

    def exact(place: int) -> Fraction:
        found = known.fraction(place)
        return rows.measure(place, node, measure) if found is None else found

    return rank_keys(
        np.concatenate([one.values for one in ranked]),
        scale=max(part.scale for part in parts),
        exact=exact,
        known=known,
    )


def _settled(parts: Sequence[_Part], rows: Rows, measure: Measure) -> Floats:
    """Points or scores of the whole, exactly rounded for the units that ranking decided exactly."""
    name = "score" if measure is Measure.SCORE else "points"
    values = np.concatenate([getattr(part, name) for part in parts])
    for place in rows.known:
        values[place] = float(rows.measure(place, rows.scheme.hierarchy.root, measure))
    return values


def _with_quota(
    scheme: Scheme, levels: Levels, keys: Ints, league: Ints
) -> tuple[Levels, dict[int, QuotaFull]]:
    if scheme.quota is None:
        return levels, {}
    quota, ladder = scheme.quota, scheme.levels.bands.levels
    final, full = apply_quota(levels, keys, league, quota, ladder)
    return final, {at: QuotaFull(quota, *numbers) for at, numbers in full.items()}
