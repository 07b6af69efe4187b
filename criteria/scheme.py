"""A criteria set as the scheme that scoring reads: tree, levels, gates and rules.

What lives here: set -> scheme. What does not: answers (`compile`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import lcm

import scoring
from criteria.model import (
    Aggregation,
    Answer,
    Choice,
    Choices,
    CriteriaSet,
    Criterion,
    Group,
    Indicator,
    Ladder,
    Levels,
    Ratio,
    Steps,
    YesNo,
)

_SCHEMES: dict[str, scoring.Scheme] = {}


def scheme_of(criteria_set: CriteriaSet) -> scoring.Scheme:
    """Compile the tree, levels, gates and rules of a set, once per content hash.

    A criterion that is answered by one question of its own code is one node; an indicator that can
    bring no points stays in the tree with weight 0 and never applies.
    """
    key = criteria_set.content_hash
    if key and key in _SCHEMES:
        return _SCHEMES[key]
    scheme = _compile(criteria_set)
    if key:
        _SCHEMES[key] = scheme
    return scheme


def _compile(criteria_set: CriteriaSet) -> scoring.Scheme:
    rules = criteria_set.scoring
    hierarchy = scoring.Hierarchy.build(_nodes(criteria_set))
    pillar_levels = criteria_set.pillar_levels
    return scoring.Scheme(
        hierarchy=hierarchy,
        missing=scoring.Missing(rules.missing.value),
        not_applicable=scoring.NotApplicable(rules.not_applicable.value),
        levels=_cut(criteria_set.levels),
        pillar_levels=None if pillar_levels is None else _cut(pillar_levels),
        gates=tuple(scoring.Gate(g.level, g.pillars, g.pillar_level) for g in criteria_set.gates),
        ranked=scoring.Measure(rules.ranked.value),
        name=f"{criteria_set.reference} {criteria_set.content_hash}".rstrip(),
    )


def _cut(levels: Levels) -> scoring.Cut:
    bands = (
        scoring.Band(
            level.level,
            level.interval.lower,
            level.interval.lower_included,
            level.interval.upper,
            level.interval.upper_included,
        )
        for level in levels.bands
    )
    return scoring.Cut(scoring.Measure(levels.measure.value), scoring.Bands.of(bands))


def _nodes(criteria_set: CriteriaSet) -> Iterator[scoring.Node]:
    default, root = criteria_set.scoring.aggregation, criteria_set.slug
    yield scoring.Node(root, None, aggregation=scoring.Aggregation(default.value))
    for pillar in criteria_set.pillars:
        yield from _group_nodes(pillar, root, default)


def _group_nodes(group: Group, parent: str, default: Aggregation) -> Iterator[scoring.Node]:
    yield _inner(group, parent, default, group.indicators())
    for part in group.parts:
        if isinstance(part, Criterion):
            yield from _criterion_nodes(part, group.code, default)
        else:
            yield from _group_nodes(part, group.code, default)


def _criterion_nodes(
    criterion: Criterion, parent: str, default: Aggregation
) -> Iterator[scoring.Node]:
    if [indicator.code for indicator in criterion.indicators] == [criterion.code]:
        yield _leaf(criterion.indicators[0], parent, criterion.weight)
        return
    yield _inner(criterion, parent, default, criterion.indicators)
    for indicator in criterion.indicators:
        yield _leaf(indicator, criterion.code, indicator.weight)


def _inner(
    part: Group | Criterion, parent: str, default: Aggregation, below: Iterable[Indicator]
) -> scoring.Node:
    scores = any(indicator.answer.maximum > 0 for indicator in below)
    return scoring.Node(
        part.code,
        parent,
        weight=_weight(part.weight, scores=scores),
        aggregation=scoring.Aggregation((part.aggregation or default).value),
    )


def _leaf(indicator: Indicator, parent: str, weight: Fraction | None) -> scoring.Node:
    maximum = indicator.answer.maximum
    return scoring.Node(
        indicator.code,
        parent,
        weight=_weight(weight, scores=maximum > 0),
        maximum=maximum,
        lattice=_lattice(indicator.answer),
    )


def _lattice(answer: Answer) -> int | None:
    """Return n where every share that an answer can bring is a multiple of 1/n."""
    maximum = answer.maximum
    if maximum == 0:
        return 1
    points: list[Fraction]
    match answer:
        case Ladder():
            points = [rung.points for rung in answer.levels]
        case YesNo():
            points = [answer.points]
        case Choice():
            points = [option.points for option in answer.options]
        case Choices():
            cap = Fraction(0) if answer.cap is None else answer.cap
            points = [cap, *(option.points for option in answer.options)]
        case Steps() | Ratio() if answer.steps:
            points = [step.points for step in answer.steps]
        case _:
            return None
    return lcm(*((point / maximum).denominator for point in points))


def _weight(declared: Fraction | None, *, scores: bool) -> Fraction:
    """Siblings without a declared weight count alike; what can bring no points has no weight."""
    if not scores:
        return Fraction(0)
    return Fraction(1) if declared is None else declared
