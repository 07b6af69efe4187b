"""What every part of a set counts for in the whole, and how the weights came about.

What lives here: effective weights by code, and the account of each declared method. What does not:
the methods (`weighing`), and the words for people.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from criteria.model import Budget, CriteriaSet, Pairwise
from criteria.scheme import scheme_of
from criteria.weighing import Weighed, compare_pairs, weighed_by_data, weighed_parts
from scoring.weights import budget_allocation, effective_weights


@dataclass(frozen=True, slots=True)
class WeightsAccount:
    """How the parts of one pillar, group, criterion or the whole set came to their weights.

    `experts` is their number and `spread` how far they differ at each part, in points; both belong
    to a budget. `consistency_ratio` belongs to comparisons.
    """

    code: str
    method: str
    experts: int | None = None
    spread: Mapping[str, float] | None = None
    consistency_ratio: float | None = None


def effective_by_code(criteria_set: CriteriaSet) -> dict[str, Fraction | None]:
    """Return which part of the whole each code stands for when everything applies.

    None below a part of which the weights follow from the data: each table has its own.
    """
    tree = scheme_of(criteria_set).hierarchy
    found: dict[str, Fraction | None] = dict(zip(tree.codes, effective_weights(tree), strict=True))
    by_data = {tree.index[one.code] for one in weighed_by_data(criteria_set)}
    for at in range(tree.root - 1, -1, -1):
        parent = tree.parent[at]
        if parent != at and (parent in by_data or found[tree.codes[parent]] is None):
            found[tree.codes[at]] = None
    return found


def weights_accounts(criteria_set: CriteriaSet) -> tuple[WeightsAccount, ...]:
    """Return the account of every declared method, from the top down."""
    return tuple(_account(one) for one in weighed_parts(criteria_set))


def _account(one: Weighed) -> WeightsAccount:
    declared = one.declared
    if isinstance(declared, Budget):
        given = [[expert.points[code] for code in one.children] for expert in declared.experts]
        spread = [100 * part for part in budget_allocation(given).spread.tolist()]
        by_code = dict(zip(one.children, spread, strict=True))
        return WeightsAccount(one.code, declared.method, len(declared.experts), by_code)
    if isinstance(declared, Pairwise):
        ratio = compare_pairs(declared, one.children).consistency_ratio
        return WeightsAccount(one.code, declared.method, consistency_ratio=ratio)
    return WeightsAccount(one.code, declared.method)
