"""Which answers would be better than one that was given, and the effort that leads to each.

What lives here: for each kind of answer the states above the present one. What does not: which of
them to choose (`improving`, `scoring.improving`).

Where a kind has a way that leads through its states (levels of a ladder, rows of a step table,
milestones of a number), the efforts of the steps add up. Options of a choice are reached directly.
Ticks of a list and the corrections of a task add up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from criteria.model import FreeText, Indicator, Measured, Ratio
from criteria.raises.milestones import dated_target, number, percentage, ratio_milestones
from criteria.raises.options import choice, choices
from criteria.raises.rows import ladder, ratio_rows, steps, yes_no
from criteria.raises.states import Better, Present, along
from criteria.raises.tasks import task


def better_answers(indicator: Indicator, present: Present) -> tuple[Better, ...]:
    """Return every better answer, in the order of its kind."""
    found = _KINDS[indicator.answer.kind](indicator.answer, present)
    return tuple(one for one in found if one.points > present.points)


def _ratio(answer: Ratio, present: Present) -> Iterator[Better]:
    return along((ratio_rows if answer.steps else ratio_milestones)(answer, present), present)


def _nothing(_answer: Measured | FreeText, _present: Present) -> Iterator[Better]:
    """Words bring no points, and what a measured number brings is up to the other units."""
    return iter(())


_KINDS: Mapping[str, Callable[[Any, Present], Iterator[Better]]] = {
    "ladder": ladder,
    "yes_no": yes_no,
    "choice": choice,
    "choices": choices,
    "number": number,
    "ratio": _ratio,
    "steps": steps,
    "percentage": percentage,
    "task": task,
    "dated_target": dated_target,
    "measured": _nothing,
    "text": _nothing,
}

__all__ = ["Better", "Present", "better_answers"]
