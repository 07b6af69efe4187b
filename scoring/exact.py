"""The same arithmetic as `aggregate`, for one unit, in exact fractions.

What lives here: exact values, used wherever a float could decide wrongly: at the edge of a level
and between equal scores. Not here: the bulk of the units, which float64 decides.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from scoring import exact_means
from scoring.hierarchy import LINEAR, Aggregation, Hierarchy
from scoring.missing import NotApplicable

TOLERANCE = 1e-11
"""Two float64 results closer than this, relative to their scale, are decided exactly.

The rounding error of a weighted mean of a thousand leaves over ten depths stays below 1e-12.
"""

LARGEST_DENOMINATOR = 1_000_000

_POWERS = {
    Aggregation.GEOMETRIC: Fraction(0),
    Aggregation.HARMONIC: Fraction(-1),
}

ExactRow = Sequence[Fraction | None]
"""The exact share of every leaf of one unit, None = out of the calculation."""

ExactRows = Callable[[int], ExactRow]
"""Looks up the exact row of a unit by its place."""


@dataclass(frozen=True, slots=True)
class ExactNodes:
    """Exact share (None = nothing applies) and applicable fraction of every node of one unit."""

    share: tuple[Fraction | None, ...]
    applicable: tuple[Fraction, ...]


def evaluate(
    hierarchy: Hierarchy,
    row: ExactRow,
    rule: NotApplicable,
    unknown: Collection[int] = frozenset(),
) -> ExactNodes:
    """Work out every node of one unit without rounding; see `aggregate` for the formula.

    Parameters
    ----------
    hierarchy : Hierarchy
    row : sequence of Fraction or None, (n_leaves,)
    rule : NotApplicable
    unknown : collection of int
        Inner nodes of which too little is known to have a share.

    Returns
    -------
    ExactNodes

    Notes
    -----
    Nodes that take a root are worked out to 60 decimals; see `exact_means`.

    Examples
    --------
    >>> from scoring.hierarchy import Node
    >>> tree = Hierarchy.build(
    ...     [
    ...         Node("all", None, aggregation=Aggregation.SUM),
    ...         Node("a", "all", maximum=Fraction(10)),
    ...         Node("b", "all", maximum=Fraction(20)),
    ...     ]
    ... )
    >>> evaluate(tree, [Fraction(1), Fraction(0)], NotApplicable.REDUCE).share[-1]
    Fraction(1, 3)
    """
    share: list[Fraction | None] = list(row)
    applicable = [Fraction(leaf is not None) for leaf in row]
    for node, children in enumerate(hierarchy.children, start=hierarchy.n_leaves):
        parts = [
            (weight if applicable[child] == 1 else weight * applicable[child], value)
            for child, weight in zip(
                children, hierarchy.whole_weights[node - hierarchy.n_leaves], strict=True
            )
            if weight and (value := share[child]) is not None
        ]
        if not parts or node in unknown:
            share.append(None)
            applicable.append(Fraction(0))
            continue
        share.append(_mean(hierarchy, node, parts))
        applicable.append(Fraction(1))
        if rule is NotApplicable.REDUCE:
            whole = sum(hierarchy.whole_weights[node - hierarchy.n_leaves])
            applicable[node] = Fraction(sum(weight for weight, _ in parts)) / whole
    return ExactNodes(tuple(share), tuple(applicable))


def _mean(
    hierarchy: Hierarchy, node: int, parts: list[tuple[Fraction | int, Fraction]]
) -> Fraction:
    how = hierarchy.aggregation[node - hierarchy.n_leaves]
    weights, values = [weight for weight, _ in parts], [value for _, value in parts]
    if how in LINEAR:
        return exact_means.arithmetic(values, weights)
    if how is Aggregation.MINIMUM:
        return min(values)
    if how is Aggregation.MEDIAN:
        return exact_means.median(values, weights)
    power = _POWERS.get(how, hierarchy.power[node - hierarchy.n_leaves])
    assert power is not None
    return exact_means.generalised(values, weights, power)


@lru_cache(maxsize=65536)
def fraction_of(number: float) -> Fraction:
    """Return the simplest fraction (denominator up to a million) that has this float64, or itself.

    A share of 3/5 is kept as the float 0.6; this brings back 3/5 and not the binary neighbour.

    >>> fraction_of(0.6), fraction_of(1 / 3)
    (Fraction(3, 5), Fraction(1, 3))
    """
    itself = Fraction(number)
    simple = itself.limit_denominator(LARGEST_DENOMINATOR)
    return simple if float(simple) == number else itself
