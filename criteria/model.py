"""The typed, immutable model of a criteria set.

What lives here: the words of the field as frozen dataclasses. What does not: reading files
(`loader`), judging a set (`lint`), reading answers (`kinds`), arithmetic (`compile`, `scoring`).

The tree is ``CriteriaSet > Pillar > (Group >) Criterion > Indicator``. Groups are optional and may
nest (component indices, sub-indices); an indicator is what a respondent answers. A criterion that
is answered by one question has one indicator with the criterion's own code.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from criteria.advice_model import Advice
from criteria.answer_model import (
    Answer,
    Better,
    Choice,
    Choices,
    DatedTarget,
    FreeText,
    Ladder,
    LadderLevel,
    Measured,
    Method,
    Number,
    Option,
    Percentage,
    Ratio,
    Scale,
    Step,
    Steps,
    Task,
    YesNo,
)
from criteria.condition_model import AskedWhen, Hidden
from criteria.rule_model import (
    Bonus,
    Ceiling,
    Condition,
    Deduction,
    Half,
    Measure,
    Members,
    Over,
    Quota,
    Requirement,
    Rounding,
    Rule,
    Ties,
    TiesAtQuota,
    WeightedBy,
)
from criteria.values import Interval, Text
from criteria.weight_model import (
    Allocation,
    Budget,
    Comparison,
    EqualWeights,
    Pairwise,
    PrincipalComponent,
    Weights,
)

__all__ = [
    "Advice",
    "Aggregation",
    "Allocation",
    "Answer",
    "AskedWhen",
    "Better",
    "Bonus",
    "Budget",
    "Ceiling",
    "Choice",
    "Choices",
    "Comparison",
    "Condition",
    "CriteriaSet",
    "Criterion",
    "DatedTarget",
    "Deduction",
    "EqualWeights",
    "FreeText",
    "Gate",
    "Group",
    "Half",
    "Hidden",
    "Indicator",
    "Interval",
    "Ladder",
    "LadderLevel",
    "Level",
    "Levels",
    "Measure",
    "Measured",
    "Members",
    "Method",
    "Missing",
    "NotApplicable",
    "Number",
    "Option",
    "Over",
    "Pairwise",
    "Percentage",
    "Pillar",
    "PrincipalComponent",
    "Quota",
    "Ratio",
    "Requirement",
    "Rounding",
    "Rule",
    "Scale",
    "Scoring",
    "Source",
    "Step",
    "Steps",
    "Task",
    "Text",
    "Ties",
    "TiesAtQuota",
    "WeightedBy",
    "Weights",
    "YesNo",
]


class Aggregation(StrEnum):
    """How a node is made from its children; `POWER` is the generalised mean of an order."""

    SUM = "sum"
    MEAN = "mean"
    GEOMETRIC = "geometric"
    HARMONIC = "harmonic"
    POWER = "power"
    MINIMUM = "minimum"
    MEDIAN = "median"


class Missing(StrEnum):
    """What an answer that was not given counts as."""

    ZERO = "zero"
    NEUTRAL = "neutral"
    SKIP = "skip"
    WITHHOLD = "withhold"


class NotApplicable(StrEnum):
    """What happens to the weight of an indicator that does not apply to a unit.

    `REDISTRIBUTE` spreads it over the siblings, so each ancestor keeps its own weight;
    `REDUCE` takes it out of the applicable maximum of every ancestor.
    """

    REDISTRIBUTE = "redistribute"
    REDUCE = "reduce"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a criterion comes from and whether its wording was checked against the original."""

    document: str
    place: str = ""
    url: str = ""
    verified: bool = False
    note: Text | None = None


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
    """What is asked, what proves it and where it comes from.

    A criterion with `counts` false is asked like the others, and brings points only where a rule
    names it (a bonus, a deduction, a condition). One with `asked_when` is asked of some units only.
    """

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
    advice: tuple[Advice, ...] = ()
    power: Fraction | None = None
    counts: bool = True
    asked_when: AskedWhen | None = None
    weights: Weights | None = None

    @property
    def maximum(self) -> Fraction:
        """The points when every answer below is full."""
        return sum((one.answer.maximum for one in self.indicators), Fraction(0))

    @property
    def is_one_question(self) -> bool:
        """Whether one question of the criterion's own code answers it."""
        return len(self.indicators) == 1 and self.indicators[0].code == self.code

    def advice_at(
        self, *, level: int | None = None, score: Fraction | None = None
    ) -> Advice | None:
        """Return the next step of a unit at a level of the ladder, or with a score from 0 to 100.

        None where nothing is advised, as at the top.
        """
        return next((one for one in self.advice if one.fits(level, score)), None)


@dataclass(frozen=True, slots=True)
class Group:
    """A part of a pillar: a component index, a group of tasks."""

    code: str
    title: Text
    parts: tuple[Group | Criterion, ...]
    about: Text | None = None
    weight: Fraction | None = None
    aggregation: Aggregation | None = None
    power: Fraction | None = None
    weights: Weights | None = None

    def criteria(self) -> Iterator[Criterion]:
        """Yield the criteria below, in the order of the set."""
        for part in self.parts:
            if isinstance(part, Criterion):
                yield part
            else:
                yield from part.criteria()

    @property
    def maximum(self) -> Fraction:
        """The points when every answer below that counts is full."""
        return sum((one.maximum for one in self.criteria() if one.counts), Fraction(0))

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
    rounding: Rounding | None = None


@dataclass(frozen=True, slots=True)
class Gate:
    """`level` also needs at least `pillars` pillars at `pillar_level` or higher."""

    level: int
    pillars: int
    pillar_level: int


@dataclass(frozen=True, slots=True)
class Scoring:
    """How answers become a score; every choice is explicit.

    `availability` is the part of its applicable children that a node needs to be known. The number
    in `ranked` is rounded only where `ranked_rounding` says so; with `outranking` the pairs that a
    unit wins over some parts decide its rank instead. `tie_breakers` are codes whose
    points decide between tied units. `weights_sum` is what sibling weights must add up to. `hidden`
    says what a criterion counts as for a unit of which it is not asked.
    """

    aggregation: Aggregation = Aggregation.SUM
    missing: Missing = Missing.ZERO
    not_applicable: NotApplicable = NotApplicable.REDISTRIBUTE
    ranked: Measure = Measure.SCORE
    outranking: Over | None = None
    power: Fraction | None = None
    availability: Fraction | None = None
    ranked_rounding: Rounding | None = None
    ties: Ties = Ties.MIN
    tie_breakers: tuple[str, ...] = ()
    weights_sum: Fraction | None = None
    hidden: Hidden = Hidden.NOT_APPLICABLE
    weights: Weights | None = None


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
    rules: tuple[Rule, ...] = ()
    members: Members | None = None
    content_hash: str = ""

    @property
    def reference(self) -> str:
        """The `slug@version` that names this set everywhere."""
        return f"{self.slug}@{self.version}"

    @property
    def maximum(self) -> Fraction:
        """The points when every answer of the set is full."""
        return sum((pillar.maximum for pillar in self.pillars), Fraction(0))

    def criteria(self) -> Iterator[Criterion]:
        """Yield every criterion in the order of the set."""
        for pillar in self.pillars:
            yield from pillar.criteria()

    def indicators(self) -> Iterator[Indicator]:
        """Yield every indicator in the order of the set."""
        for pillar in self.pillars:
            yield from pillar.indicators()
