"""A criteria set as the scheme that scoring reads: tree, levels, gates and rules.

What lives here: set -> scheme. What does not: answers (`compile`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from math import lcm

import scoring
from criteria.model import (
    Answer,
    Bonus,
    Ceiling,
    Choice,
    Choices,
    Condition,
    CriteriaSet,
    Criterion,
    Deduction,
    Group,
    Indicator,
    Ladder,
    Levels,
    Over,
    Quota,
    Ratio,
    Requirement,
    Rounding,
    Rule,
    Scoring,
    Steps,
    YesNo,
)
from criteria.weighing import declared_weights

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
        availability=rules.availability or Fraction(0),
        levels=_cut(criteria_set.levels),
        pillar_levels=None if pillar_levels is None else _cut(pillar_levels),
        gates=tuple(scoring.Gate(g.level, g.pillars, g.pillar_level) for g in criteria_set.gates),
        ranked=scoring.Measure(rules.ranked.value),
        ranked_rounding=_rounding(rules.ranked_rounding),
        ties=scoring.Ties(rules.ties.value),
        tie_breakers=rules.tie_breakers,
        compared=tuple(_compared(criteria_set)),
        adjustments=tuple(_adjustments(criteria_set.rules)),
        ceilings=tuple(_ceilings(criteria_set.rules)),
        requirements=tuple(_requirements(criteria_set.rules)),
        quota=next((_quota(r) for r in criteria_set.rules if isinstance(r, Quota)), None),
        name=f"{criteria_set.reference} {criteria_set.content_hash}".rstrip(),
    )


def _compared(criteria_set: CriteriaSet) -> Iterator[str]:
    """Yield the codes over which units outrank each other; what brings no points takes no part."""
    over = criteria_set.scoring.outranking
    if over is Over.PILLARS:
        yield from (pillar.code for pillar in criteria_set.pillars if pillar.maximum > 0)
    elif over is Over.INDICATORS:
        for criterion in criteria_set.criteria():
            below = criterion.indicators if criterion.counts else ()
            yield from (one.code for one in below if one.answer.maximum > 0)


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
    measure = scoring.Measure(levels.measure.value)
    return scoring.Cut(measure, scoring.Bands.of(bands), _rounding(levels.rounding))


def _rounding(rounding: Rounding | None) -> scoring.Rounding | None:
    if rounding is None:
        return None
    return scoring.Rounding(rounding.digits, scoring.Half(rounding.half.value))


# --- rules ---------------------------------------------------------------------------------


def _adjustments(rules: Iterable[Rule]) -> Iterator[scoring.Adjustment]:
    for rule in rules:
        if isinstance(rule, (Bonus, Deduction)):
            yield scoring.Adjustment(scoring.Sign(rule.rule), rule.indicators, rule.cap)


def _ceilings(rules: Iterable[Rule]) -> Iterator[scoring.Ceiling]:
    for rule in rules:
        if isinstance(rule, Ceiling):
            when = None if rule.when is None else _condition(rule.when)
            yield scoring.Ceiling(rule.points, when)


def _requirements(rules: Iterable[Rule]) -> Iterator[scoring.Requirement]:
    for rule in rules:
        if isinstance(rule, Requirement):
            yield scoring.Requirement(
                rule.level,
                tuple(map(_condition, rule.needs)),
                tuple(map(_condition, rule.unless)),
            )


def _condition(condition: Condition) -> scoring.Condition:
    interval = condition.interval
    return scoring.Condition(
        condition.code,
        scoring.Measure(condition.measure.value),
        interval.lower,
        interval.lower_included,
        interval.upper,
        interval.upper_included,
    )


def _quota(rule: Quota) -> scoring.Quota:
    ties = scoring.TiesAtQuota(rule.ties.value)
    return scoring.Quota(rule.level, rule.percent / 100, rule.counted_from, ties)


# --- the tree ------------------------------------------------------------------------------


def _nodes(criteria_set: CriteriaSet) -> Iterator[scoring.Node]:
    default, root = criteria_set.scoring, criteria_set.slug
    found = declared_weights(criteria_set)
    yield scoring.Node(
        root,
        None,
        aggregation=scoring.Aggregation(default.aggregation.value),
        power=default.power,
    )
    for pillar in criteria_set.pillars:
        for node in _group_nodes(pillar, root, default):
            yield replace(node, weight=found.get(node.code, node.weight))


def _group_nodes(group: Group, parent: str, default: Scoring) -> Iterator[scoring.Node]:
    below = (i for criterion in group.criteria() if criterion.counts for i in criterion.indicators)
    yield _inner(group, parent, default, below)
    for part in group.parts:
        if isinstance(part, Criterion):
            yield from _criterion_nodes(part, group.code, default)
        else:
            yield from _group_nodes(part, group.code, default)


def _criterion_nodes(criterion: Criterion, parent: str, default: Scoring) -> Iterator[scoring.Node]:
    if not criterion.counts:
        for indicator in criterion.indicators:
            yield _leaf(indicator, None, None)
        return
    if [indicator.code for indicator in criterion.indicators] == [criterion.code]:
        yield _leaf(criterion.indicators[0], parent, criterion.weight)
        return
    yield _inner(criterion, parent, default, criterion.indicators)
    for indicator in criterion.indicators:
        yield _leaf(indicator, criterion.code, indicator.weight)


def _inner(
    part: Group | Criterion, parent: str, default: Scoring, below: Iterable[Indicator]
) -> scoring.Node:
    scores = any(indicator.answer.maximum > 0 for indicator in below)
    how, power = part.aggregation, part.power
    if how is None:
        how, power = default.aggregation, default.power
    return scoring.Node(
        part.code,
        parent,
        weight=_weight(part.weight, scores=scores),
        aggregation=scoring.Aggregation(how.value),
        power=power,
    )


def _leaf(indicator: Indicator, parent: str | None, weight: Fraction | None) -> scoring.Node:
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
