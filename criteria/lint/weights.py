"""Rules about how weights are found: experts and comparisons speak of every part that scores."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from criteria.lint.remark import Remark, error, warning
from criteria.model import (
    Aggregation,
    Budget,
    Comparison,
    CriteriaSet,
    EqualWeights,
    Pairwise,
)
from criteria.weighing import (
    BUDGET,
    INCONSISTENT,
    MOST_COMPARED,
    Weighed,
    compare_pairs,
    weighed_parts,
)


def weight_remarks(criteria_set: CriteriaSet) -> Iterator[Remark]:
    """Yield remarks about every declared way of weighing."""
    for one in weighed_parts(criteria_set):
        node = "" if one.part is criteria_set.scoring else one.code
        if one.aggregation is Aggregation.SUM:
            yield error("weights_under_sum", one.declared, node)
        elif one.idle:
            yield error("weights_twice", one.declared, node, codes=", ".join(one.idle))
        elif isinstance(one.declared, Budget):
            yield from _budget(one.declared, one, node)
        elif len(one.children) < 2 and not isinstance(one.declared, EqualWeights):
            yield error("weights_of_one", one.declared, node)
        elif isinstance(one.declared, Pairwise):
            yield from _pairwise(one.declared, one, node)


def _budget(declared: Budget, one: Weighed, node: str) -> Iterator[Remark]:
    for number, expert in enumerate(declared.experts, start=1):
        for code in expert.points:
            if code not in one.children:
                yield _unknown(code, expert, one, node)
        missing = [code for code in one.children if code not in expert.points]
        if missing:
            codes = ", ".join(missing)
            yield error("weights_part_missing", expert, node, number=number, codes=codes)
        total = sum(expert.points.values(), Fraction(0))
        if total != BUDGET:
            yield error("weights_budget_sum", expert, node, number=number, total=total)


def _unknown(code: str, about: object, one: Weighed, node: str) -> Remark:
    return error("weights_code_unknown", about, node, unknown=code, known=", ".join(one.children))


def _pairwise(declared: Pairwise, one: Weighed, node: str) -> Iterator[Remark]:
    if len(one.children) > MOST_COMPARED:
        yield error("weights_too_many", declared, node, most=MOST_COMPARED)
        return
    faults = list(_comparisons(declared, one, node))
    yield from faults
    told = {_pair(comparison) for comparison in declared.comparisons}
    missing = [pair for pair in combinations(one.children, 2) if frozenset(pair) not in told]
    if missing:
        pairs = "; ".join(f"{first} – {second}" for first, second in missing)
        yield error("weights_pair_missing", declared, node, pairs=pairs)
    elif not faults:
        ratio = compare_pairs(declared, one.children).consistency_ratio
        if ratio >= INCONSISTENT:
            shown = Fraction(round(ratio * 1000), 1000)
            yield warning("weights_inconsistent", declared, node, ratio=shown)


def _comparisons(declared: Pairwise, one: Weighed, node: str) -> Iterator[Remark]:
    told: set[frozenset[str]] = set()
    for comparison in declared.comparisons:
        unknown = [c for c in (comparison.better, comparison.than) if c not in one.children]
        for code in unknown:
            yield _unknown(code, comparison, one, node)
        if not unknown and comparison.better == comparison.than:
            yield error("weights_pair_itself", comparison, node, compared=comparison.better)
        elif _pair(comparison) in told:
            first, second = comparison.better, comparison.than
            yield error("weights_pair_twice", comparison, node, first=first, second=second)
        told.add(_pair(comparison))


def _pair(comparison: Comparison) -> frozenset[str]:
    return frozenset({comparison.better, comparison.than})
