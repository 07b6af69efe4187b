"""A number that falls into one row of a step table. Stored as ``{"number": "4"}``."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar

from criteria.answers import Value
from criteria.kinds.handler import Handler, Part, PartType
from criteria.kinds.number import LABEL
from criteria.kinds.reading import CellReader
from criteria.kinds.stored import decimal_of, fraction_of, text_of
from criteria.model import Step, Steps
from criteria.numbers import DecimalMark, show_number


class StepsHandler(Handler[Steps]):
    """The points of the one row that holds the number."""

    required_keys: ClassVar[Mapping[str, type]] = {"number": str}
    decimal_parts = frozenset({""})

    def parts(self, answer: Steps, /) -> tuple[Part, ...]:
        return (Part("", PartType.NUMBER, LABEL, unit=answer.unit),)

    def read(
        self, _answer: Steps, cells: Mapping[str, str], /, *, mark: DecimalMark | None = None
    ) -> Value:
        reader = CellReader(cells, mark)
        return reader.finish(number=reader.number())

    def stored_cells(self, value: Value, /) -> dict[str, str]:
        return {"": text_of(value, "number")}

    def points(self, answer: Steps, value: Value, /) -> Fraction:
        return step_of(answer.steps, fraction_of(value, "number")).points

    def show(self, answer: Steps, value: Value, language: str, /) -> str:
        return f"{show_number(decimal_of(value, 'number'), language)} {answer.unit.say(language)}"


def step_of(steps: tuple[Step, ...], number: Fraction) -> Step:
    """Return the row that holds `number`; a checked set has exactly one."""
    return next(step for step in steps if number in step.interval)
