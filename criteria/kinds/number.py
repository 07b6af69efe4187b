"""A number on its way from a start to a target. Stored as ``{"number": "12.5"}``."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar

from criteria.answers import Value
from criteria.kinds.handler import Handler, Part, PartType
from criteria.kinds.reading import CellReader
from criteria.kinds.stored import decimal_of, fraction_of, text_of
from criteria.model import Number, Text
from criteria.numbers import DecimalMark, show_number

LABEL = Text({"vi": "Giá trị", "en": "Value"})


class NumberHandler(Handler[Number]):
    """points = maximum × (number − start) ÷ (target − start), kept within 0 and the maximum."""

    required_keys: ClassVar[Mapping[str, type]] = {"number": str}
    decimal_parts = frozenset({""})

    def parts(self, answer: Number, /) -> tuple[Part, ...]:
        return (Part("", PartType.NUMBER, LABEL, unit=answer.unit),)

    def read(
        self, _answer: Number, cells: Mapping[str, str], /, *, mark: DecimalMark | None = None
    ) -> Value:
        reader = CellReader(cells, mark)
        return reader.finish(number=reader.number())

    def stored_cells(self, value: Value, /) -> dict[str, str]:
        return {"": text_of(value, "number")}

    def points(self, answer: Number, value: Value, /) -> Fraction:
        way = answer.target - answer.start
        share = (fraction_of(value, "number") - answer.start) / way
        return answer.maximum * max(Fraction(0), min(Fraction(1), share))

    def show(self, answer: Number, value: Value, language: str, /) -> str:
        return f"{show_number(decimal_of(value, 'number'), language)} {answer.unit.say(language)}"
