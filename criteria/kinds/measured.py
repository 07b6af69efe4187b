"""A number that is judged among the other units. Stored as ``{"number": "12.5"}``.

What a number is worth is known only when all units are in: `criteria.among` gives the shares of a
whole table. A unit by itself has no points for it yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar

from criteria.answers import Value
from criteria.kinds.handler import Handler, Part, PartType
from criteria.kinds.number import LABEL
from criteria.kinds.reading import CellReader
from criteria.kinds.stored import decimal_of, text_of
from criteria.model import Measured
from criteria.numbers import DecimalMark, show_number


class MeasuredHandler(Handler[Measured]):
    """No points by itself; the best and the worst unit decide."""

    required_keys: ClassVar[Mapping[str, type]] = {"number": str}
    decimal_parts = frozenset({""})

    def parts(self, answer: Measured, /) -> tuple[Part, ...]:
        return (Part("", PartType.NUMBER, LABEL, unit=answer.unit),)

    def read(
        self, answer: Measured, cells: Mapping[str, str], /, *, mark: DecimalMark | None = None
    ) -> Value:
        reader = CellReader(cells, mark)
        return reader.finish(number=reader.number(signed=answer.may_be_negative))

    def stored_cells(self, value: Value, /) -> dict[str, str]:
        return {"": text_of(value, "number")}

    def points(self, _answer: Measured, _value: Value, /) -> Fraction:
        return Fraction(0)

    def show(self, answer: Measured, value: Value, language: str, /) -> str:
        return f"{show_number(decimal_of(value, 'number'), language)} {answer.unit.say(language)}"
