"""Rules about conditions: each looks at one question that everybody is asked and can answer so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from criteria.lint.remark import Remark, error, warning
from criteria.model import (
    AskedWhen,
    Choice,
    Choices,
    CriteriaSet,
    Criterion,
    Hidden,
    Indicator,
    Ladder,
    YesNo,
)


def condition_remarks(criteria_set: CriteriaSet) -> Iterator[Remark]:
    """Yield remarks about every condition, and about what hidden criteria count as."""
    owners = {
        indicator.code: (criterion, indicator)
        for criterion in criteria_set.criteria()
        for indicator in criterion.indicators
    }
    conditional = [one for one in criteria_set.criteria() if one.asked_when is not None]
    for criterion in conditional:
        if criterion.asked_when is not None:
            yield from _condition(criterion, criterion.asked_when, owners)
    if criteria_set.scoring.hidden is not Hidden.NOT_APPLICABLE and not conditional:
        yield warning("hidden_idle", criteria_set.scoring)


def _condition(
    criterion: Criterion,
    condition: AskedWhen,
    owners: Mapping[str, tuple[Criterion, Indicator]],
) -> Iterator[Remark]:
    node = criterion.code
    if condition.code not in owners:
        yield error("condition_code_unknown", condition, node, unknown=condition.code)
        return
    decides, indicator = owners[condition.code]
    if decides is criterion:
        yield error("condition_on_itself", condition, node)
    elif decides.asked_when is not None:
        own = {one.code for one in criterion.indicators}
        code = "condition_cyclic" if decides.asked_when.code in own else "condition_chain"
        yield error(code, condition, node, decides=condition.code)
    else:
        yield from _answers(condition, indicator, node)


def _answers(condition: AskedWhen, indicator: Indicator, node: str) -> Iterator[Remark]:
    answer = indicator.answer
    if isinstance(answer, Ladder):
        yield from _level(condition, answer, node)
    elif not isinstance(answer, YesNo | Choice | Choices):
        yield error("condition_on_kind", condition, node, decides=indicator.code)
    elif condition.at_least is not None:
        yield error("condition_level_without_ladder", condition, node, decides=indicator.code)
    else:
        known: tuple[str, ...] = ("yes", "no")
        if not isinstance(answer, YesNo):
            known = tuple(option.code for option in answer.options)
        yield from _options(condition, known, node)


def _options(condition: AskedWhen, known: tuple[str, ...], node: str) -> Iterator[Remark]:
    for unknown in (one for one in condition.answers if one not in known):
        yield error(
            "condition_answer_unknown", condition, node, unknown=unknown, known=", ".join(known)
        )
    if set(known) <= set(condition.answers):
        yield warning("condition_always", condition, node)


def _level(condition: AskedWhen, answer: Ladder, node: str) -> Iterator[Remark]:
    levels = sorted(rung.level for rung in answer.levels)
    if condition.at_least is None:
        yield error("condition_is_on_ladder", condition, node, decides=condition.code)
    elif condition.at_least not in levels:
        known = ", ".join(map(str, levels))
        yield error(
            "condition_level_unknown", condition, node, level=condition.at_least, known=known
        )
    elif condition.at_least == levels[0]:
        yield warning("condition_always", condition, node)
