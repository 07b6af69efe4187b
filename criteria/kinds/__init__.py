"""Kinds of answer: for each one, its inputs, its rules, its points and how it is shown.

What lives here: one handler per kind. A handler is the only place that knows a kind, so a form, a
table and the scoring can never disagree about it. What does not: where answers are kept, and how
points are added up.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from criteria.kinds.choice import ChoiceHandler
from criteria.kinds.choices import ChoicesHandler
from criteria.kinds.dated_target import DatedTargetHandler
from criteria.kinds.handler import Handler, Part, PartOption, PartType, is_blank
from criteria.kinds.ladder import LadderHandler
from criteria.kinds.measured import MeasuredHandler
from criteria.kinds.number import NumberHandler
from criteria.kinds.percentage import PercentageHandler
from criteria.kinds.ratio import RatioHandler
from criteria.kinds.steps import StepsHandler
from criteria.kinds.task import TaskHandler
from criteria.kinds.text import TextHandler
from criteria.kinds.yes_no import YesNoHandler
from criteria.model import Answer

HANDLERS: Mapping[str, Handler[Any]] = {
    "ladder": LadderHandler(),
    "yes_no": YesNoHandler(),
    "choice": ChoiceHandler(),
    "choices": ChoicesHandler(),
    "number": NumberHandler(),
    "ratio": RatioHandler(),
    "steps": StepsHandler(),
    "percentage": PercentageHandler(),
    "task": TaskHandler(),
    "dated_target": DatedTargetHandler(),
    "text": TextHandler(),
}
"""Kinds of which one unit by itself has points."""

JUDGED_AMONG: Mapping[str, Handler[Any]] = {"measured": MeasuredHandler()}
"""Kinds of which a unit has points only among the others."""


def handler_of(answer: Answer) -> Handler[Any]:
    """Return the handler that knows this kind of answer."""
    return HANDLERS[answer.kind] if answer.kind in HANDLERS else JUDGED_AMONG[answer.kind]


__all__ = [
    "HANDLERS",
    "JUDGED_AMONG",
    "Handler",
    "Part",
    "PartOption",
    "PartType",
    "handler_of",
    "is_blank",
]
