"""How the weights of the parts of something are found, as frozen dataclasses.

What lives here: declared methods. What does not: the weights that follow from them (`weighing`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class EqualWeights:
    """Every part counts alike."""

    method: str = field(default="equal", init=False)


@dataclass(frozen=True, slots=True)
class Allocation:
    """The points that one expert handed out, by the codes of the parts."""

    given: tuple[tuple[str, Fraction], ...]

    @property
    def points(self) -> Mapping[str, Fraction]:
        return dict(self.given)


@dataclass(frozen=True, slots=True)
class Budget:
    """Experts hand out 100 points each; a part counts by the mean."""

    experts: tuple[Allocation, ...]
    method: str = field(default="budget", init=False)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One part counts `by` times as much as another."""

    better: str
    than: str
    by: Fraction


@dataclass(frozen=True, slots=True)
class Pairwise:
    """Every pair of parts is compared (AHP)."""

    comparisons: tuple[Comparison, ...]
    method: str = field(default="pairwise", init=False)


@dataclass(frozen=True, slots=True)
class PrincipalComponent:
    """Parts count by their loadings on the first principal component of the units' shares."""

    method: str = field(default="principal_component", init=False)


Weights = EqualWeights | Budget | Pairwise | PrincipalComponent
