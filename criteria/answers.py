"""What a unit answered: the values that forms save, tables carry and scoring reads.

What lives here: the shape of an answer and of its faults. What does not: the rules of each kind of
answer (`criteria.kinds`) and the sentences shown to people (`criteria.sentences`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

Json: TypeAlias = "str | int | bool | Sequence[Json] | Mapping[str, Json] | None"
Value: TypeAlias = Mapping[str, Json]
"""The canonical JSON value of one answer, such as ``{"level": 3}`` or ``{"a": "3", "b": "40"}``.

Decimals are strings, so that nothing is lost on the way through JSON.
"""

Parameter: TypeAlias = str | int | Decimal | Fraction | date


@dataclass(frozen=True, slots=True)
class Given:
    """What one unit answered to one indicator: a value, or that it does not apply to the unit.

    A unit's answers are a ``Mapping[str, Given]`` by indicator code; an indicator that was not
    answered is absent from it.
    """

    value: Value | None
    not_applicable: bool = False

    def __post_init__(self) -> None:
        if (self.value is None) is not self.not_applicable:
            raise ValueError(
                "an answer is either a value or not applicable; leave out a missing one"
            )


NOT_APPLICABLE = Given(None, not_applicable=True)


@dataclass(frozen=True, slots=True)
class Fault:
    """One rule that a typed or stored answer breaks.

    `part` is the input of the answer that is at fault ("" where there is only one).
    """

    code: str
    part: str = ""
    parameters: Mapping[str, Parameter] = field(default_factory=dict)


class AnswerFaulty(ValueError):
    """An answer breaks its rules; `faults` holds every one of them."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{fault.part}: {fault.code}" for fault in self.faults))
