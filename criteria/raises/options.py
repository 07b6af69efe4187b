"""Choosing another option, or ticking more of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from criteria.answers import Value
from criteria.kinds import handler_of
from criteria.kinds.stored import text_of, texts_of
from criteria.model import Choice, Choices
from criteria.raises.states import Better, Present


def choice(answer: Choice, present: Present) -> Iterator[Better]:
    """Choose an option that brings more; undeclared, each step up in points is one effort."""
    declared = {text_of(step.to, "option"): step.effort for step in present.efforts.steps}
    levels = sorted({o.points for o in answer.options if o.points > present.points})
    for option in answer.options:
        if option.code in declared:
            effort = declared[option.code]
        elif option.points in levels and present.efforts.every is not None:
            effort = present.efforts.every * (1 + levels.index(option.points))
        else:
            effort = None
        if effort is not None:
            yield Better({"option": option.code}, option.points, effort)


def choices(answer: Choices, present: Present) -> Iterator[Better]:
    """Tick more, in every set of further ticks that no other one equals or beats."""
    exclusive = {option.code for option in answer.options if option.exclusive}
    given = texts_of(present.value, "options") if present.value else ()
    ticked = tuple(code for code in given if code not in exclusive)
    declared = {texts_of(step.to, "options")[0]: step.effort for step in present.efforts.steps}
    found: list[tuple[Fraction, tuple[str, ...]]] = [(Fraction(0), ticked)]
    for option in answer.options:
        effort = declared.get(option.code, present.efforts.every)
        if effort is None or option.exclusive or option.code in ticked or option.points <= 0:
            continue
        found += [(spent + effort, (*codes, option.code)) for spent, codes in found]
        found = _undominated(answer, found)
    for spent, codes in found:
        value = _ticks(answer, codes)
        if codes:
            yield Better(value, handler_of(answer).points(answer, value), spent)
    for option in answer.options:
        effort = declared.get(option.code, present.efforts.every)
        if option.exclusive and effort is not None:
            yield Better({"options": [option.code]}, option.points, effort)


def _undominated(
    answer: Choices, found: Iterable[tuple[Fraction, tuple[str, ...]]]
) -> list[tuple[Fraction, tuple[str, ...]]]:
    points = {codes: handler_of(answer).points(answer, _ticks(answer, codes)) for _, codes in found}
    kept: list[tuple[Fraction, tuple[str, ...]]] = []
    for spent, codes in sorted(found, key=lambda one: (one[0], -points[one[1]])):
        if not kept or points[codes] > points[kept[-1][1]]:
            kept.append((spent, codes))
    return kept


def _ticks(answer: Choices, codes: Sequence[str]) -> Value:
    return {"options": [option.code for option in answer.options if option.code in codes]}
