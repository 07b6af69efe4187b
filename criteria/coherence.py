"""Does a set hang together on the answers of many units.

What lives here: which columns belong to which part of a set. What does not: any statistic
(`scoring.coherence`) and words (`surveyapp.cli`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

import scoring
from criteria.compile import Unit, score_units
from criteria.matrix import shares_in
from criteria.model import CriteriaSet
from scoring.coherence import (
    Influence,
    Spread,
    alpha_if_deleted,
    cronbach_alpha,
    influence,
    item_rest_correlations,
    pearson,
    spread,
)
from scoring.robustness import effective_leaf_weights

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Items:
    """The indicators that count, in the order of the set; (n_items,) arrays.

    Attributes
    ----------
    codes, pillars : tuple of str
        The indicator and its pillar.
    spread : Spread
    rest : float64
        Correlation with the other indicators of the pillar, over the units that answered them all.
    alpha_without : float64
        Cronbach's alpha of the pillar without the indicator.
    influence : Influence
        Declared weight beside the part in the differences of the whole.
    """

    codes: tuple[str, ...]
    pillars: tuple[str, ...]
    spread: Spread
    rest: Floats
    alpha_without: Floats
    influence: Influence


@dataclass(frozen=True)
class Parts:
    """The pillars; (n_pillars,) arrays.

    Attributes
    ----------
    alpha : float64
        Of the indicators of each pillar.
    influence : Influence
    correlations : (n_pillars, n_pillars) float64
    """

    codes: tuple[str, ...]
    alpha: Floats
    influence: Influence
    correlations: Floats


@dataclass(frozen=True)
class Coherence:
    """What the answers say about a set.

    Attributes
    ----------
    table : scoring.ScoreTable
    counted : int
        Units with a score; the others take no part.
    alpha : float
        Of all indicators that count.
    """

    table: scoring.ScoreTable
    counted: int
    alpha: float
    items: Items
    parts: Parts


def coherence(criteria_set: CriteriaSet, units: Sequence[Unit]) -> Coherence:
    """Score a table and look at its columns.

    Raises
    ------
    NumbersNotComparable
    """
    table = score_units(criteria_set, units)
    tree = table.scheme.hierarchy
    weights = effective_leaf_weights(tree, tree.weights[np.newaxis])[0]
    ranked = np.flatnonzero(~table.withheld)
    shares = shares_in(criteria_set, units)[ranked]
    leaves = np.flatnonzero(weights > 0)
    shares = shares[:, leaves]
    pillars = [tree.codes[_pillar_of(tree, int(leaf))] for leaf in leaves]
    return Coherence(
        table,
        len(ranked),
        cronbach_alpha(shares[:, _answered(shares)]),
        Items(
            tuple(tree.codes[leaf] for leaf in leaves),
            tuple(pillars),
            spread(shares),
            *_within_pillars(shares, pillars),
            influence(shares, table.score[ranked], weights[leaves]),
        ),
        _parts(table, ranked, shares, pillars),
    )


def _pillar_of(tree: scoring.Hierarchy, node: int) -> int:
    while tree.parent[node] != tree.root:
        node = tree.parent[node]
    return node


def _within_pillars(shares: Floats, pillars: Sequence[str]) -> tuple[Floats, Floats]:
    """Compare every indicator with the others of its pillar, and the pillar without it."""
    rest, without = np.full((2, len(pillars)), np.nan)
    for pillar in dict.fromkeys(pillars):
        own = _columns(shares, pillars, pillar)
        if len(own) > 1:
            rest[own] = item_rest_correlations(shares[:, own])
            without[own] = alpha_if_deleted(shares[:, own])
    return rest, without


def _answered(shares: Floats) -> NDArray[np.bool_]:
    """Mark the indicators that anybody answered: the others say nothing about their pillar."""
    return np.asarray((~np.isnan(shares)).any(axis=0))


def _columns(shares: Floats, pillars: Sequence[str], pillar: str) -> list[int]:
    answered = _answered(shares)
    return [at for at, name in enumerate(pillars) if name == pillar and answered[at]]


def _parts(
    table: scoring.ScoreTable,
    ranked: NDArray[np.int64],
    shares: Floats,
    pillars: Sequence[str],
) -> Parts:
    tree = table.scheme.hierarchy
    codes = tuple(tree.codes[pillar] for pillar in tree.pillars)
    scores = table.pillar_scores[ranked]
    columns = [_columns(shares, pillars, code) for code in codes]
    alpha = np.array([cronbach_alpha(shares[:, own]) for own in columns])
    weights = tree.weights[list(tree.pillars)]
    own = influence(scores, table.score[ranked], weights)
    return Parts(codes, alpha, own, pearson(scores))
