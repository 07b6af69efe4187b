"""Rules about rules: what they name exists, and what they say can have an effect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from criteria.lint.answers import begins_by
from criteria.lint.remark import Remark, error, warning
from criteria.model import (
    Aggregation,
    Bonus,
    Ceiling,
    Condition,
    CriteriaSet,
    Criterion,
    Deduction,
    Group,
    Interval,
    Measure,
    Quota,
    Requirement,
    Rule,
    Scoring,
)


def rule_remarks(criteria_set: CriteriaSet) -> Iterator[Remark]:
    """Yield remarks about powers, tie-breakers, rules and what counts only for them."""
    yield from _power(criteria_set.scoring, "")
    yield from _tie_breakers(criteria_set)
    scoring = criteria_set.scoring
    if scoring.outranking is not None and scoring.ranked_rounding is not None:
        yield error("ranked_rounding_idle", scoring)
    for group in _groups(criteria_set.pillars):
        yield from _power(group, group.code)
        if not any(criterion.counts for criterion in group.criteria()):
            yield error("nothing_counts", group, group.code)
    for criterion in criteria_set.criteria():
        yield from _power(criterion, criterion.code)
    yield from _never_used(criteria_set)
    for rule in criteria_set.rules:
        yield from _rule(rule, criteria_set)
    for second in [r for r in criteria_set.rules if isinstance(r, Quota)][1:]:
        yield error("several_quotas", second)


def _groups(groups: Sequence[Group]) -> Iterator[Group]:
    for group in groups:
        yield group
        yield from _groups([part for part in group.parts if isinstance(part, Group)])


def _power(node: Scoring | Group | Criterion, code: str) -> Iterator[Remark]:
    if node.aggregation is Aggregation.POWER and node.power is None:
        yield error("power_missing", node, code)
    elif node.aggregation is not Aggregation.POWER and node.power is not None:
        yield error("power_idle", node, code)


def _codes(criteria_set: CriteriaSet) -> set[str]:
    """Return every code that has points of its own."""
    groups = {group.code for group in _groups(criteria_set.pillars)}
    criteria = {criterion.code for criterion in criteria_set.criteria() if criterion.counts}
    return groups | criteria | {indicator.code for indicator in criteria_set.indicators()}


def _outside(criteria_set: CriteriaSet) -> set[str]:
    """Return the codes of the indicators that count only where a rule names them."""
    criteria = (criterion for criterion in criteria_set.criteria() if not criterion.counts)
    return {indicator.code for criterion in criteria for indicator in criterion.indicators}


def _tie_breakers(criteria_set: CriteriaSet) -> Iterator[Remark]:
    for code in criteria_set.scoring.tie_breakers:
        if code not in _codes(criteria_set):
            yield error("rule_code_unknown", criteria_set.scoring, "", unknown=code)


def _never_used(criteria_set: CriteriaSet) -> Iterator[Remark]:
    named = {code for rule in criteria_set.rules for code in named_by(rule)}
    named |= set(criteria_set.scoring.tie_breakers)
    named |= {one.asked_when.code for one in criteria_set.criteria() if one.asked_when}
    for criterion in criteria_set.criteria():
        own = {indicator.code for indicator in criterion.indicators}
        if not criterion.counts and not own & named:
            yield warning("never_used", criterion, criterion.code)


def named_by(rule: Rule) -> Iterator[str]:
    """Yield every code that a rule names."""
    if isinstance(rule, (Bonus, Deduction)):
        yield from rule.indicators
    for condition in _conditions(rule):
        yield condition.code


def _conditions(rule: Rule) -> Sequence[Condition]:
    if isinstance(rule, Ceiling):
        return () if rule.when is None else (rule.when,)
    return (*rule.needs, *rule.unless) if isinstance(rule, Requirement) else ()


def _rule(rule: Rule, criteria_set: CriteriaSet) -> Iterator[Remark]:
    known = _codes(criteria_set)
    for code in named_by(rule):
        if code not in known:
            yield error("rule_code_unknown", rule, "", unknown=code)
        elif isinstance(rule, (Bonus, Deduction)) and code not in _outside(criteria_set):
            yield error("rule_counts_twice", rule, "", counted=code)
    for condition in _conditions(rule):
        if condition.interval.lower is None and condition.interval.upper is None:
            yield error("condition_without_edges", condition, "", named=condition.code)
        elif _always_holds(condition, criteria_set):
            yield warning("condition_always_holds", condition, "", named=condition.code)
    if isinstance(rule, Quota) and rule.percent == 0:
        yield error("quota_of_nobody", rule, level=rule.level)
    if isinstance(rule, Requirement):
        yield from _requirement(rule, criteria_set)
    if isinstance(rule, (Requirement, Quota)):
        yield from _level(rule, criteria_set)


def _requirement(rule: Requirement, criteria_set: CriteriaSet) -> Iterator[Remark]:
    if not _conditions(rule):
        yield error("requirement_empty", rule)
    maxima = _maxima(criteria_set)
    for need in rule.needs:
        highest = Fraction(100) if need.measure is Measure.SCORE else maxima.get(need.code)
        if highest is not None and not begins_by(need.interval, highest):
            yield error("condition_unreachable", need, "", named=need.code, highest=highest)
    for first, second in combinations(rule.needs, 2):
        same = (first.code, first.measure) == (second.code, second.measure)
        if same and not _meet(first.interval, second.interval):
            yield error("requirement_contradicts", second, "", named=second.code)


def _meet(one: Interval, other: Interval) -> bool:
    """Tell whether any number lies in both."""
    for first, second in ((one, other), (other, one)):
        if first.upper is not None and not begins_by(second, first.upper):
            return False
        at_edge = first.upper is not None and first.upper == second.lower
        if at_edge and not first.upper_included:
            return False
    return True


def _always_holds(condition: Condition, criteria_set: CriteriaSet) -> bool:
    """Tell whether a condition holds for every number from 0 to the highest."""
    within = condition.interval
    if Fraction(0) not in within:
        return False
    if condition.measure is Measure.SCORE:
        return Fraction(100) in within
    highest = _maxima(criteria_set).get(condition.code)
    return highest is not None and highest in within


def _maxima(criteria_set: CriteriaSet) -> dict[str, Fraction]:
    found = {group.code: group.maximum for group in _groups(criteria_set.pillars)}
    found |= {criterion.code: criterion.maximum for criterion in criteria_set.criteria()}
    return found | {one.code: one.answer.maximum for one in criteria_set.indicators()}


def _level(rule: Requirement | Quota, criteria_set: CriteriaSet) -> Iterator[Remark]:
    levels = {band.level for band in criteria_set.levels.bands}
    if rule.level not in levels:
        listed = ", ".join(str(level) for level in sorted(levels))
        yield error("rule_level_unknown", rule, level=rule.level, known=listed)
    elif rule.level == min(levels):
        yield warning("rule_on_lowest_level", rule, level=rule.level)
