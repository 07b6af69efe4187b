"""Rules about units that are made of others: of the members only the pillars are known."""

from __future__ import annotations

from collections.abc import Iterator

from criteria.lint.remark import Remark, error
from criteria.lint.rules import named_by
from criteria.model import CriteriaSet, Over


def member_remarks(criteria_set: CriteriaSet) -> Iterator[Remark]:
    """Yield remarks about what could not be told of a unit that is made of members."""
    if criteria_set.members is None:
        return
    known = {pillar.code for pillar in criteria_set.pillars}
    for rule in criteria_set.rules:
        for code in dict.fromkeys(named_by(rule)):
            if code not in known:
                yield error("members_rule_below_pillars", rule, "", named=code)
    scoring = criteria_set.scoring
    if scoring.outranking is Over.INDICATORS:
        yield error("members_rule_below_pillars", scoring, "", named="over: indicators")
    for code in scoring.tie_breakers:
        if code not in known:
            yield error("members_rule_below_pillars", scoring, "", named=code)
