"""A number on its way from a start to a target. Stored as ``{"number": "12.5"}``."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Context, Decimal
from fractions import Fraction
from typing import ClassVar

from criteria.answers import Value
from criteria.kinds.handler import Handler, Part, PartType
from criteria.kinds.reading import CellReader
from criteria.kinds.stored import decimal_of, fraction_of, text_of
from criteria.model import Number, Scale, Text
from criteria.numbers import DecimalMark, show_number

_EXACT = Context(prec=40)
LABEL = Text({"vi": "Giá trị", "en": "Value"})


class NumberHandler(Handler[Number]):
    """points = maximum × (number − start) ÷ (target − start), kept within 0 and the maximum.

    On a logarithmic scale the logarithms of the three numbers stand in their place.
    """

    required_keys: ClassVar[Mapping[str, type]] = {"number": str}
    decimal_parts = frozenset({""})

    def parts(self, answer: Number, /) -> tuple[Part, ...]:
        return (Part("", PartType.NUMBER, LABEL, unit=answer.unit),)

    def read(
        self, answer: Number, cells: Mapping[str, str], /, *, mark: DecimalMark | None = None
    ) -> Value:
        reader = CellReader(cells, mark)
        return reader.finish(number=reader.number(signed=answer.may_be_negative))

    def stored_cells(self, value: Value, /) -> dict[str, str]:
        return {"": text_of(value, "number")}

    def points(self, answer: Number, value: Value, /) -> Fraction:
        number = fraction_of(value, "number")
        if answer.scale is Scale.LOGARITHMIC:
            share = _on_logarithmic_way(number, answer.start, answer.target)
        else:
            share = (number - answer.start) / (answer.target - answer.start)
        return answer.maximum * max(Fraction(0), min(Fraction(1), share))

    def show(self, answer: Number, value: Value, language: str, /) -> str:
        return f"{show_number(decimal_of(value, 'number'), language)} {answer.unit.say(language)}"


def _on_logarithmic_way(number: Fraction, start: Fraction, target: Fraction) -> Fraction:
    """How far the logarithm has come, to 20 decimals; 0 has no logarithm and has come nowhere."""
    if number <= 0:
        return Fraction(0) if start < target else Fraction(1)
    zero, here, one = (_logarithm(n) for n in (start, number, target))
    return Fraction(round((here - zero) / (one - zero) * 10**20), 10**20)


def _logarithm(number: Fraction) -> Fraction:
    numerator, denominator = Decimal(number.numerator), Decimal(number.denominator)
    return Fraction(_EXACT.ln(_EXACT.divide(numerator, denominator)))
