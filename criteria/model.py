"""The typed, immutable model of a criteria set.

What lives here: the words of the field as frozen dataclasses. What does not: reading files
(`loader`), judging a set (`lint`), reading answers (`kinds`), arithmetic (`compile`, `scoring`).

The tree is ``CriteriaSet > Pillar > (Group >) Criterion > Indicator``. Groups are optional and may
nest (component indices, sub-indices); an indicator is what a respondent answers. A criterion that
is answered by one question has one indicator with the criterion's own code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction


class Text(Mapping[str, str]):
    """One sentence or label in every language of the set, keyed by language code."""

    __slots__ = ("_words",)

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = dict(words)

    def __getitem__(self, language: str) -> str:
        return self._words[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)

    def __hash__(self) -> int:
        return hash(tuple(sorted(self._words.items())))

    def __repr__(self) -> str:
        return f"Text({self._words!r})"

    def say(self, language: str) -> str:
        """Return the words in `language`, or in the first language of the set if untranslated."""
        if language in self._words:
            return self._words[language]
        return next(iter(self._words.values()), "")


class Aggregation(StrEnum):
    """How a node is made from its children."""

    SUM = "sum"
    MEAN = "mean"


class Missing(StrEnum):
    """What an answer that was not given counts as."""

    ZERO = "zero"
    SKIP = "skip"
    WITHHOLD = "withhold"


class NotApplicable(StrEnum):
    """What happens to the weight of an indicator that does not apply to a unit.

    `REDISTRIBUTE` spreads it over the siblings, so each ancestor keeps its own weight;
    `REDUCE` takes it out of the applicable maximum of every ancestor.
    """

    REDISTRIBUTE = "redistribute"
    REDUCE = "reduce"


class Measure(StrEnum):
    """The number that is cut or ranked: points as the set defines them, or score 0-100."""

    POINTS = "points"
    SCORE = "score"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a criterion comes from and whether its wording was checked against the original."""

    document: str
    place: str = ""
    url: str = ""
    verified: bool = False
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of numbers that says of each edge whether it belongs to it; None = unbounded."""

    lower: Fraction | None = None
    lower_included: bool = False
    upper: Fraction | None = None
    upper_included: bool = False

    def __contains__(self, number: Fraction) -> bool:
        if self.lower is not None and (
            number < self.lower or (number == self.lower and not self.lower_included)
        ):
            return False
        return self.upper is None or (
            number < self.upper or (number == self.upper and self.upper_included)
        )


# --- kinds of answer -----------------------------------------------------------------------


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


@dataclass(frozen=True, slots=True)
class Number:
    """A number on the way from `start` (no points) to `target` (all points).

    `target < start` means that lower is better.
    """

    maximum: Fraction
    target: Fraction
    unit: Text
    start: Fraction = Fraction(0)
    kind: str = field(default="number", init=False)


@dataclass(frozen=True, slots=True)
class Step:
    """One row of a step table."""

    interval: Interval
    points: Fraction
    descriptor: Text | None = None


@dataclass(frozen=True, slots=True)
class Ratio:
    """a/b: either a/b divided by `full` times the maximum, or a step table over the ratio a/b."""

    numerator: Text
    denominator: Text
    maximum: Fraction
    full: Fraction = Fraction(1)
    steps: tuple[Step, ...] = ()
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
class FreeText:
    """Words that do not score."""

    kind: str = field(default="text", init=False)

    @property
    def maximum(self) -> Fraction:
        return Fraction(0)


Answer = Ladder | YesNo | Choice | Choices | Number | Ratio | Steps | Percentage | Task | FreeText


# --- the tree ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a respondent answers; its code is the public handle of the answer."""

    code: str
    title: Text
    question: Text
    answer: Answer
    weight: Fraction | None = None
    may_be_not_applicable: bool = False


@dataclass(frozen=True, slots=True)
class Criterion:
    """What is asked, what proves it and where it comes from."""

    code: str
    title: Text
    indicators: tuple[Indicator, ...]
    source: Source
    weight: Fraction | None = None
    aggregation: Aggregation | None = None
    help: Text | None = None
    example: Text | None = None
    evidence: Text | None = None
    not_evidence: Text | None = None
    verification: Text | None = None
    advice: Text | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A part of a pillar: a component index, a group of tasks."""

    code: str
    title: Text
    parts: tuple[Group | Criterion, ...]
    about: Text | None = None
    weight: Fraction | None = None
    aggregation: Aggregation | None = None

    def criteria(self) -> Iterator[Criterion]:
        """Yield the criteria below, in the order of the set."""
        for part in self.parts:
            if isinstance(part, Criterion):
                yield part
            else:
                yield from part.criteria()

    def indicators(self) -> Iterator[Indicator]:
        """Yield the indicators below, in the order of the set."""
        for criterion in self.criteria():
            yield from criterion.indicators


@dataclass(frozen=True, slots=True)
class Pillar(Group):
    """A top-level part of the set: one axis of the radar, one page of the form."""


# --- levels and rules ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Level:
    """One maturity level: its number, its name, what it means and the numbers that reach it."""

    level: int
    title: Text
    interval: Interval
    about: Text | None = None


@dataclass(frozen=True, slots=True)
class Levels:
    """Half-open bands over one measure that cover every reachable number exactly once."""

    measure: Measure
    bands: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Gate:
    """`level` also needs at least `pillars` pillars at `pillar_level` or higher."""

    level: int
    pillars: int
    pillar_level: int


@dataclass(frozen=True, slots=True)
class Scoring:
    """How answers become a score; every choice is explicit."""

    aggregation: Aggregation = Aggregation.SUM
    missing: Missing = Missing.ZERO
    not_applicable: NotApplicable = NotApplicable.REDISTRIBUTE
    ranked: Measure = Measure.SCORE


@dataclass(frozen=True, slots=True)
class CriteriaSet:
    """A whole criteria set, one immutable version of it.

    `content_hash` is the SHA-256 of the file's canonical content; it is recorded with every
    assessment, so that a result can be traced to the words that were answered.
    """

    slug: str
    version: str
    languages: tuple[str, ...]
    title: Text
    purpose: Text
    unit_kind: str
    official: bool
    note: Text
    sources: tuple[Source, ...]
    pillars: tuple[Pillar, ...]
    scoring: Scoring
    levels: Levels
    pillar_levels: Levels | None = None
    gates: tuple[Gate, ...] = ()
    content_hash: str = ""

    @property
    def reference(self) -> str:
        """The `slug@version` that names this set everywhere."""
        return f"{self.slug}@{self.version}"

    def criteria(self) -> Iterator[Criterion]:
        """Yield every criterion in the order of the set."""
        for pillar in self.pillars:
            yield from pillar.criteria()

    def indicators(self) -> Iterator[Indicator]:
        """Yield every indicator in the order of the set."""
        for pillar in self.pillars:
            yield from pillar.indicators()
