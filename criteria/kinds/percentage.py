"""A share typed as 0 to 100. Stored as ``{"percent": "55"}``."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar

from criteria.answers import Value
from criteria.kinds.handler import Handler, Part, PartType
from criteria.kinds.reading import CellReader
from criteria.kinds.stored import decimal_of, fraction_of, text_of
from criteria.model import Percentage, Text
from criteria.numbers import DecimalMark, show_number

_LABEL = Text({"vi": "Tỷ lệ phần trăm", "en": "Percentage"})
_UNIT = Text({"vi": "%", "en": "%"})


class PercentageHandler(Handler[Percentage]):
    """points = maximum × per cent ÷ full, at most the maximum."""

    required_keys: ClassVar[Mapping[str, type]] = {"percent": str}
    decimal_parts = frozenset({""})

    def parts(self, _answer: Percentage, /) -> tuple[Part, ...]:
        return (Part("", PartType.NUMBER, _LABEL, unit=_UNIT),)

    def read(
        self, _answer: Percentage, cells: Mapping[str, str], /, *, mark: DecimalMark | None = None
    ) -> Value:
        without_sign = {name: cell.strip().removesuffix("%") for name, cell in cells.items()}
        reader = CellReader(without_sign, mark)
        return reader.finish(percent=reader.number(most=100))

    def stored_cells(self, value: Value, /) -> dict[str, str]:
        return {"": text_of(value, "percent")}

    def points(self, answer: Percentage, value: Value, /) -> Fraction:
        return answer.maximum * min(Fraction(1), fraction_of(value, "percent") / answer.full)

    def show(self, _answer: Percentage, value: Value, language: str, /) -> str:
        return f"{show_number(decimal_of(value, 'percent'), language)}%"
