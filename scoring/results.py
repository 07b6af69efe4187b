"""The result of one unit, in exact fractions: the frozen objects that carry it to people.

Not here: how they come about (`steps`, `report`) and how they are written down (`canonical`).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from scoring.explain import PointsLost
from scoring.levels import GateNotPassed
from scoring.missing import Withheld
from scoring.rules import Applied, Condition, QuotaFull, Requirement


@dataclass(frozen=True, slots=True)
class NodeResult:
    """One pillar, group, criterion or indicator of one unit, in exact fractions.

    `share` and `points` are None when nothing below applies; `maximum` is the applicable maximum.
    """

    code: str
    share: Fraction | None
    points: Fraction | None
    maximum: Fraction
    level: int | None = None

    @property
    def score(self) -> Fraction | None:
        """The share as a score in [0, 100]."""
        return None if self.share is None else 100 * self.share


@dataclass(frozen=True, slots=True)
class RequirementNotMet:
    """A requirement that kept a unit below its level, and the conditions that failed."""

    requirement: Requirement
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class UnitResult:
    """Everything about one unit, in exact fractions; None where it is withheld or not ranked.

    `points` and `score` are those after the rules in `applied`; the root among `nodes` has those of
    the tree. `level_before_gates` is what the number alone reaches; the other fields say what
    lowered it to `level`. `percentile` is the part of the units of its league that are not better.
    """

    unit: str
    league: str
    withheld: Withheld | None
    score: Fraction | None
    points: Fraction | None
    maximum: Fraction
    level_before_gates: int | None
    level: int | None
    gates_not_passed: tuple[GateNotPassed, ...]
    pillars: tuple[NodeResult, ...]
    nodes: tuple[NodeResult, ...]
    lost: tuple[PointsLost, ...]
    missing: tuple[str, ...]
    rank: int | float | None = None
    overall_rank: int | float | None = None
    percentile: Fraction | None = None
    applied: tuple[Applied, ...] = ()
    requirements_not_met: tuple[RequirementNotMet, ...] = ()
    quota_full: QuotaFull | None = None

    def node(self, code: str) -> NodeResult:
        """Return the pillar, group, criterion or indicator with this code."""
        return next(node for node in self.nodes if node.code == code)
