"""The rules of a set that change points, limit levels and order units, as frozen dataclasses.

What lives here: declared rules. What does not: their application (`scoring`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from criteria.values import Interval


class Measure(StrEnum):
    """The number that is cut or ranked: points as the set defines them, or score 0-100."""

    POINTS = "points"
    SCORE = "score"


class Over(StrEnum):
    """The parts of which units are compared pair by pair."""

    PILLARS = "pillars"
    INDICATORS = "indicators"


class Half(StrEnum):
    """Where rounding takes a number in the middle: away from zero, or to the even neighbour."""

    UP = "up"
    EVEN = "even"


@dataclass(frozen=True, slots=True)
class Rounding:
    """So many digits after the point."""

    digits: int
    half: Half = Half.UP


class Ties(StrEnum):
    """The place that tied units share."""

    MIN = "min"
    MAX = "max"
    AVERAGE = "average"
    DENSE = "dense"
    ORDINAL = "ordinal"


@dataclass(frozen=True, slots=True)
class Condition:
    """The points or the score of a pillar, group, criterion or indicator lie in an interval."""

    code: str
    measure: Measure
    interval: Interval


@dataclass(frozen=True, slots=True)
class Bonus:
    """Points of indicators that count for nothing else are added, up to a cap."""

    indicators: tuple[str, ...]
    cap: Fraction | None = None
    rule: str = field(default="bonus", init=False)


@dataclass(frozen=True, slots=True)
class Deduction:
    """Points of indicators that count for nothing else are taken away, up to a cap."""

    indicators: tuple[str, ...]
    cap: Fraction | None = None
    rule: str = field(default="deduction", init=False)


@dataclass(frozen=True, slots=True)
class Ceiling:
    """At most so many points for the whole, always or when something holds."""

    points: Fraction
    when: Condition | None = None
    rule: str = field(default="ceiling", init=False)


@dataclass(frozen=True, slots=True)
class Requirement:
    """A level and all higher ones also need some things to hold, and others not to."""

    level: int
    needs: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    rule: str = field(default="requirement", init=False)


class TiesAtQuota(StrEnum):
    """Whether units that are tied across the last place fall or stay together."""

    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Quota:
    """At most a percentage of the units of a league that count may hold a level."""

    level: int
    percent: Fraction
    counted_from: int
    ties: TiesAtQuota = TiesAtQuota.OUT
    rule: str = field(default="quota", init=False)


class WeightedBy(StrEnum):
    """What a member counts by in the unit that it is a part of."""

    EQUAL = "equal"
    SIZE = "size"


@dataclass(frozen=True, slots=True)
class Members:
    """The set also judges units that are made of others: a province of its districts.

    Each pillar of the whole is the mean of its members.
    """

    weighted_by: WeightedBy


Rule = Bonus | Deduction | Ceiling | Requirement | Quota
