"""Everything that turns shares into results, declared in one frozen object.

What lives here: the tree with its rules. Not here: their application (`steps`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from scoring.hierarchy import Hierarchy
from scoring.levels import Bands, Gate
from scoring.missing import Missing, NotApplicable
from scoring.ranking import Ties
from scoring.rounding import Rounding


class Measure(StrEnum):
    """The number that is cut or ranked: points, or score = 100 x points / applicable maximum."""

    POINTS = "points"
    SCORE = "score"


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

    def __post_init__(self) -> None:
        if self.gates and self.pillar_levels is None:
            raise ValueError("gates need pillar levels")
        unknown = [code for code in self.tie_breakers if code not in self.hierarchy.index]
        if unknown:
            raise ValueError(f"tie-breakers are not in the tree: {', '.join(unknown)}")
        if not 0 <= self.availability <= 1:
            raise ValueError("availability is a part of the children, from 0 to 1")
