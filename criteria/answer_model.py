"""The kinds of answer as frozen dataclasses.

What lives here: what a set declares of each kind. What does not: reading, scoring and showing an
answer (`kinds`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from criteria.rule_model import Ties
from criteria.values import Interval, Text


@dataclass(frozen=True, slots=True)
class LadderLevel:
    """One rung of a maturity ladder: what one would see, and the points it brings."""

    level: int
    points: Fraction
    descriptor: Text


@dataclass(frozen=True, slots=True)
class Ladder:
    """Choose the highest rung whose descriptor is true."""

    levels: tuple[LadderLevel, ...]
    kind: str = field(default="ladder", init=False)

    @property
    def maximum(self) -> Fraction:
        return max(rung.points for rung in self.levels)


@dataclass(frozen=True, slots=True)
class YesNo:
    """Yes brings `points`, no brings nothing."""

    points: Fraction
    kind: str = field(default="yes_no", init=False)

    @property
    def maximum(self) -> Fraction:
        return self.points


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a choice. An exclusive option can not be ticked together with another."""

    code: str
    title: Text
    points: Fraction
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """Exactly one option."""

    options: tuple[Option, ...]
    kind: str = field(default="choice", init=False)

    @property
    def maximum(self) -> Fraction:
        return max(option.points for option in self.options)


@dataclass(frozen=True, slots=True)
class Choices:
    """Any number of options; their points add up to at most `cap`."""

    options: tuple[Option, ...]
    cap: Fraction | None = None
    kind: str = field(default="choices", init=False)

    @property
    def maximum(self) -> Fraction:
        together = sum(
            (o.points for o in self.options if not o.exclusive and o.points > 0), Fraction(0)
        )
        alone = max((o.points for o in self.options if o.exclusive), default=Fraction(0))
        best = max(together, alone)
        return best if self.cap is None else min(best, self.cap)


class Scale(StrEnum):
    """How a number is measured between its start and its target."""

    LINEAR = "linear"
    LOGARITHMIC = "logarithmic"


@dataclass(frozen=True, slots=True)
class Number:
    """A number on the way from `start` (no points) to `target` (all points).

    `target < start` means that lower is better.
    """

    maximum: Fraction
    target: Fraction
    unit: Text
    start: Fraction = Fraction(0)
    scale: Scale = Scale.LINEAR
    may_be_negative: bool = False
    kind: str = field(default="number", init=False)


@dataclass(frozen=True, slots=True)
class Step:
    """One row of a step table."""

    interval: Interval
    points: Fraction
    descriptor: Text | None = None


@dataclass(frozen=True, slots=True)
class Ratio:
    """a/b: either a/b divided by `full` times the maximum, or a step table over the ratio a/b.

    The numerator is a part of the denominator unless `may_exceed` says that it may be greater.
    """

    numerator: Text
    denominator: Text
    maximum: Fraction
    full: Fraction = Fraction(1)
    steps: tuple[Step, ...] = ()
    may_exceed: bool = False
    kind: str = field(default="ratio", init=False)


@dataclass(frozen=True, slots=True)
class Steps:
    """A number that falls into one row of a step table."""

    unit: Text
    steps: tuple[Step, ...]
    kind: str = field(default="steps", init=False)

    @property
    def maximum(self) -> Fraction:
        return max(step.points for step in self.steps)


@dataclass(frozen=True, slots=True)
class Percentage:
    """A share typed as 0 to 100; `full` per cent bring all points."""

    maximum: Fraction
    full: Fraction = Fraction(100)
    kind: str = field(default="percentage", init=False)


@dataclass(frozen=True, slots=True)
class Task:
    """An assigned task: so many products by a deadline (Decree 335/2025/ND-CP).

    The share is the mean of quantity, quality and timeliness. `target` and `deadline` are what the
    set assigns; an answer may carry the target and deadline of the unit's own assignment.
    """

    maximum: Fraction
    unit: Text
    target: Fraction
    deadline: date | None = None
    late_deduction: Fraction = Fraction(1, 4)
    error_deduction: Fraction = Fraction(1, 4)
    kind: str = field(default="task", init=False)


@dataclass(frozen=True, slots=True)
class DatedTarget:
    """A number on its way from `start` on one day to `target` on a later day.

    What is expected in between lies on the straight line; `target < start` means that lower is
    better.
    """

    maximum: Fraction
    start: Fraction
    start_on: date
    target: Fraction
    target_on: date
    unit: Text
    may_be_negative: bool = False
    kind: str = field(default="dated_target", init=False)

    def expected(self, on: date) -> Fraction:
        """Return the number expected on a day; before the way begins its start, after it its end.

        >>> way = DatedTarget(
        ...     Fraction(10), Fraction(0), date(2025, 1, 1), Fraction(4), date(2025, 1, 9), Text({})
        ... )
        >>> way.expected(date(2025, 1, 5))
        Fraction(2, 1)
        """
        days = min(max(on, self.start_on), self.target_on) - self.start_on
        whole = self.target_on - self.start_on
        return self.start + (self.target - self.start) * Fraction(days.days, whole.days)

    def is_on_track(self, number: Fraction, on: date) -> bool:
        """Tell whether a number measured on a day is no worse than expected."""
        expected = self.expected(on)
        return number <= expected if self.target < self.start else number >= expected


class Better(StrEnum):
    """Which end of an indicator is the good one."""

    HIGHER = "higher"
    LOWER = "lower"


class Method(StrEnum):
    """How a number is judged among the numbers of all units."""

    MIN_MAX = "min_max"
    Z_SCORE = "z_score"
    RANK = "rank"
    PERCENTILE_RANK = "percentile_rank"
    FRACTION_OF_BEST = "fraction_of_best"
    TARGET = "target"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Measured(Number):
    """A number that is judged among the other units; each method reads the fields it needs.

    `least` and `most` are the shares of the worst and the best unit, `mean` and `spread` those of
    the z-score, `reference` names the unit that counts as 1.
    """

    method: Method = Method.MIN_MAX
    better: Better = Better.HIGHER
    least: Fraction = Fraction(0)
    most: Fraction = Fraction(1)
    mean: Fraction = Fraction(1, 2)
    spread: Fraction = Fraction(1, 5)
    reference: str | None = None
    cap: bool = True
    ties: Ties = Ties.MIN
    kind: str = field(default="measured", init=False)


@dataclass(frozen=True, slots=True)
class FreeText:
    """Words that do not score."""

    kind: str = field(default="text", init=False)

    @property
    def maximum(self) -> Fraction:
        return Fraction(0)


Answer = (
    Ladder
    | YesNo
    | Choice
    | Choices
    | Number
    | Ratio
    | Steps
    | Percentage
    | Task
    | DatedTarget
    | FreeText
)
