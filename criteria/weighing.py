"""Weights that follow from a declared method.

What lives here: which parts are weighed and what each counts, from experts, comparisons or data.
What does not: weights that stand in the file as numbers (`scheme`), and the formulas
(`scoring.weights`, `scoring.components`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

import scoring
from criteria.among import NumbersNotComparable
from criteria.model import (
    Aggregation,
    Budget,
    CriteriaSet,
    Criterion,
    EqualWeights,
    Group,
    Indicator,
    Pairwise,
    PrincipalComponent,
    Weights,
)
from scoring.climb import climb
from scoring.components import principal_components
from scoring.leaves import Leaves
from scoring.weights import PairwiseWeights, budget_allocation, equal, pairwise_comparison

BUDGET = Fraction(100)
"""The points that every expert hands out."""

MOST_COMPARED = 10
"""Parts of which the consistency of comparisons is known."""

INCONSISTENT = 0.1
"""From this consistency ratio on, comparisons contradict each other too much (Saaty 1980)."""

FEWEST_UNITS = 3
"""Units without gaps of which components can be found."""

_DIGITS = 6
"""Decimals of a weight that is found in floats, so that every machine finds the same."""


class WeightsNotFound(NumbersNotComparable):
    """The data of the units give no weights for the parts of something; `code` names it."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A pillar, group, criterion or the whole set that declares how its parts are weighed.

    `children` are the codes of the parts that can bring points, `idle` those of parts with a
    `weight` of their own.
    """

    code: str
    part: object
    declared: Weights
    aggregation: Aggregation
    children: tuple[str, ...]
    idle: tuple[str, ...]


def weighed_parts(criteria_set: CriteriaSet) -> Iterator[Weighed]:
    """Yield whatever declares how its parts are weighed, from the top down."""
    default = criteria_set.scoring
    if default.weights is not None:
        yield _weighed(
            criteria_set.slug, default, default.weights, default.aggregation, criteria_set.pillars
        )
    for pillar in criteria_set.pillars:
        yield from _below(pillar, default.aggregation)


def _below(part: Group | Criterion, default: Aggregation) -> Iterator[Weighed]:
    parts: Sequence[Group | Criterion | Indicator]
    parts = part.parts if isinstance(part, Group) else part.indicators
    if part.weights is not None:
        yield _weighed(part.code, part, part.weights, part.aggregation or default, parts)
    for child in part.parts if isinstance(part, Group) else ():
        yield from _below(child, default)


def _weighed(
    code: str,
    part: object,
    declared: Weights,
    aggregation: Aggregation,
    parts: Iterable[Group | Criterion | Indicator],
) -> Weighed:
    below = tuple(parts)
    return Weighed(
        code,
        part,
        declared,
        aggregation,
        tuple(child.code for child in below if _scores(child)),
        tuple(child.code for child in below if child.weight is not None),
    )


def _scores(part: Group | Criterion | Indicator) -> bool:
    if isinstance(part, Indicator):
        return part.answer.maximum > 0
    return part.maximum > 0 and (isinstance(part, Group) or part.counts)


# --- from people ---------------------------------------------------------------------------


def declared_weights(criteria_set: CriteriaSet) -> dict[str, Fraction]:
    """Return the weight of every part that a method weighs, by its code; siblings add up to 1.

    Weights that follow from the data are not known yet: their parts stand here with equal ones,
    which `weigh_by_data` replaces.
    """
    return {
        code: weight
        for one in weighed_parts(criteria_set)
        for code, weight in zip(one.children, _weights_of(one), strict=True)
    }


def _weights_of(one: Weighed) -> Sequence[Fraction]:
    match one.declared:
        case Budget():
            nothing = Fraction(0)
            given = [
                [a.points.get(code, nothing) for code in one.children] for a in one.declared.experts
            ]
            return budget_allocation(given).weights
        case Pairwise():
            found = compare_pairs(one.declared, one.children)
            return [_rounded(weight) for weight in found.weights.tolist()]
        case EqualWeights() | PrincipalComponent():
            return equal(len(one.children)) if one.children else ()


def compare_pairs(declared: Pairwise, children: Sequence[str]) -> PairwiseWeights:
    """Return the weights of compared parts and how far the comparisons agree with each other."""
    place = {code: at for at, code in enumerate(children)}
    matrix = np.ones((len(children), len(children)))
    for one in declared.comparisons:
        better, than = place[one.better], place[one.than]
        matrix[better, than] = float(one.by)
        matrix[than, better] = 1.0 / float(one.by)
    return pairwise_comparison(matrix)


def _rounded(weight: float) -> Fraction:
    return Fraction(round(weight * 10**_DIGITS), 10**_DIGITS)


# --- from the data -------------------------------------------------------------------------


def weighed_by_data(criteria_set: CriteriaSet) -> tuple[Weighed, ...]:
    """Return the parts of which the weights follow from the data, the lowest first."""
    found = weighed_parts(criteria_set)
    return tuple(one for one in found if isinstance(one.declared, PrincipalComponent))[::-1]


def weigh_by_data(
    criteria_set: CriteriaSet,
    scheme: scoring.Scheme,
    shares: NDArray[np.float64],
    out: NDArray[np.bool_],
) -> scoring.Scheme:
    """Return the scheme with the weights that the shares of these units give.

    Parameters
    ----------
    criteria_set : CriteriaSet
    scheme : scoring.Scheme
    shares : (n_units, n_indicators) float64, NaN = not answered
    out : (n_units, n_indicators) bool
        What does not apply.

    Raises
    ------
    WeightsNotFound
        If fewer than three units have every part, a part is the same for all of them, or a part
        runs against the others.
    """
    for one in weighed_by_data(criteria_set):
        places = [scheme.hierarchy.index[code] for code in one.children]
        climbed = climb(scheme, Leaves(shares, out, {}, None), places)
        columns = np.array([climbed.share[climbed.place(at)] for at in places]).T
        weights = _loadings(one, columns[~np.isnan(columns).any(axis=1)])
        scheme = _reweighed(scheme, dict(zip(places, weights, strict=True)))
    return scheme


def _loadings(one: Weighed, columns: NDArray[np.float64]) -> list[Fraction]:
    if len(columns) < FEWEST_UNITS:
        raise WeightsNotFound(one.code, f"weights need {FEWEST_UNITS} units that have every part")
    same = [
        code
        for code, least, most in zip(
            one.children, columns.min(axis=0), columns.max(axis=0), strict=True
        )
        if least == most
    ]
    if same:
        raise WeightsNotFound(one.code, f"all units are the same at {', '.join(same)}")
    loadings = [_rounded(x) for x in principal_components(columns).weights().tolist()]
    against = [c for c, loading in zip(one.children, loadings, strict=True) if loading < 0]
    if against:
        raise WeightsNotFound(one.code, f"{', '.join(against)} runs against the other parts")
    return loadings


def _reweighed(scheme: scoring.Scheme, weights: Mapping[int, Fraction]) -> scoring.Scheme:
    whole = sum(weights.values(), Fraction(0))
    tree = scheme.hierarchy
    every = (weights[at] / whole if at in weights else w for at, w in enumerate(tree.weight))
    return replace(scheme, hierarchy=replace(tree, weight=tuple(every)))


def withheld_alone(
    criteria_set: CriteriaSet, scheme: scoring.Scheme, result: scoring.UnitResult
) -> scoring.UnitResult:
    """Take back what the weights of one unit by itself can not give; mostly that is nothing."""
    codes = tuple(one.code for one in weighed_by_data(criteria_set))
    if not codes:
        return result
    unknown = {above for code in codes for above in _upwards(scheme.hierarchy, code)}
    nodes = tuple(_without_share(node, unknown) for node in result.nodes)
    withheld = result.withheld or scoring.Withheld(scoring.Why.WEIGHTS_FROM_DATA, codes)
    return replace(
        result,
        withheld=withheld,
        score=None,
        points=None,
        level_before_gates=None,
        level=None,
        gates_not_passed=(),
        pillars=tuple(_without_share(pillar, unknown) for pillar in result.pillars),
        nodes=nodes,
        lost=(),
        rank=None,
        overall_rank=None,
        percentile=None,
        applied=(),
        requirements_not_met=(),
    )


def _upwards(tree: scoring.Hierarchy, code: str) -> Iterator[str]:
    at = tree.index[code]
    yield code
    while tree.parent[at] != at:
        at = tree.parent[at]
        yield tree.codes[at]


def _without_share(node: scoring.NodeResult, unknown: set[str]) -> scoring.NodeResult:
    if node.code not in unknown:
        return node
    return replace(node, share=None, points=None, level=None)
