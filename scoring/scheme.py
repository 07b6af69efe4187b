"""Everything that turns shares into results, declared in one frozen object.

What lives here: the tree with its rules. Not here: their application (`steps`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from scoring.hierarchy import Hierarchy
from scoring.lattice import Lattice
from scoring.levels import Bands, Gate
from scoring.linear import LinearPlan
from scoring.missing import STAND_INS, Missing, NotApplicable
from scoring.ranking import Ties
from scoring.rounding import Rounding
from scoring.rules import Adjustment, Ceiling, Measure, Quota, Requirement


@dataclass(frozen=True, slots=True)
class Cut:
    """Bands over one measure; the number is rounded first only where the set says so."""

    measure: Measure
    bands: Bands
    rounding: Rounding | None = None


@dataclass(frozen=True)
class Scheme:
    """How a matrix of shares becomes points, levels and ranks.

    Attributes
    ----------
    availability : Fraction
        The part of its applicable children that every node needs to have a share.
    ranked, ranked_rounding
        The number that is ranked, and how it is rounded before.
    ties : Ties
        The place that tied units share.
    tie_breakers : tuple of str
        Nodes whose points decide between tied units, in this order.
    compared : tuple of str
        Nodes over which units outrank each other pair by pair; without any, the ranked number
        orders them.
    adjustments, ceilings, requirements, quota
        Rules that change points or limit levels; see `rules` for their order.
    name : str
        What the scheme was made from; recorded with every table (slug, version and content hash).
    """

    hierarchy: Hierarchy
    missing: Missing
    not_applicable: NotApplicable
    levels: Cut
    pillar_levels: Cut | None = None
    gates: tuple[Gate, ...] = ()
    ranked: Measure = Measure.SCORE
    name: str = ""
    availability: Fraction = Fraction(0)
    ranked_rounding: Rounding | None = None
    ties: Ties = Ties.MIN
    tie_breakers: tuple[str, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    ceilings: tuple[Ceiling, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    quota: Quota | None = None
    compared: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.gates and self.pillar_levels is None:
            raise ValueError("gates need pillar levels")
        unknown = [code for code in self.named() if code not in self.hierarchy.index]
        if unknown:
            raise ValueError(f"rules name what is not in the tree: {', '.join(unknown)}")
        if not 0 <= self.availability <= 1:
            raise ValueError("availability is a part of the children, from 0 to 1")

    @cached_property
    def lattice(self) -> Lattice:
        """The grids on which shares stand, for exact decisions about many units at once."""
        stand_in = STAND_INS.get(self.missing, Fraction(0))
        return Lattice(self.hierarchy, stand_in.denominator)

    @cached_property
    def plan(self) -> LinearPlan:
        """How the tree is climbed where all its nodes are sums or weighted means."""
        return LinearPlan(self.hierarchy)

    @property
    def changes_points(self) -> bool:
        """Whether the points of the whole are more than the sum of the tree."""
        return bool(self.adjustments or self.ceilings)

    def named(self) -> Iterator[str]:
        """Yield every code that a rule names."""
        yield from self.tie_breakers
        yield from self.compared
        for adjustment in self.adjustments:
            yield from adjustment.codes
        for ceiling in self.ceilings:
            if ceiling.when is not None:
                yield ceiling.when.code
        for requirement in self.requirements:
            yield from (c.code for c in (*requirement.needs, *requirement.unless))
