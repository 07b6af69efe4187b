"""A ratio of two declared numbers. Stored as ``{"a": "3", "b": "40"}``.

Nothing out of nothing is no ratio: where both are zero the answer is refused with the advice to
mark the indicator as not applicable. A part greater than the whole is refused unless the set says
``may_exceed: true``.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from criteria.answers import Value
from criteria.kinds.handler import Handler, Part, PartType
from criteria.kinds.reading import CellReader
from criteria.kinds.steps import step_of
from criteria.kinds.stored import decimal_of, fraction_of, text_of
from criteria.model import Ratio
from criteria.numbers import DecimalMark, show_number


class RatioHandler(Handler[Ratio]):
    """points = maximum × (a ÷ b) ÷ full, at most the maximum; or the step that holds a ÷ b."""

    required_keys: ClassVar[Mapping[str, type]] = {"a": str, "b": str}
    decimal_parts = frozenset({"a", "b"})

    def parts(self, answer: Ratio, /) -> tuple[Part, ...]:
        return (
            Part("a", PartType.NUMBER, answer.numerator),
            Part("b", PartType.NUMBER, answer.denominator),
        )

    def read(
        self, answer: Ratio, cells: Mapping[str, str], /, *, mark: DecimalMark | None = None
    ) -> Value:
        reader = CellReader(cells, mark)
        a, b = reader.number("a"), reader.number("b")
        if a is not None and b is not None:
            _judge(reader, answer, a, b)
        return reader.finish(a=a, b=b)

    def stored_cells(self, value: Value, /) -> dict[str, str]:
        return {name: text_of(value, name) for name in ("a", "b")}

    def points(self, answer: Ratio, value: Value, /) -> Fraction:
        ratio = _ratio(value)
        if answer.steps:
            return step_of(answer.steps, ratio).points
        return answer.maximum * min(Fraction(1), ratio / answer.full)

    def show(self, _answer: Ratio, value: Value, language: str, /) -> str:
        a, b = (show_number(decimal_of(value, name), language) for name in ("a", "b"))
        return f"{a} / {b} ({show_number(_ratio(value) * 100, language, 2)}%)"


def _judge(reader: CellReader, answer: Ratio, a: Decimal, b: Decimal) -> None:
    """Refuse what is no ratio."""
    if b == 0:
        reader.refuse("both_zero" if a == 0 else "zero_denominator", "b")
    elif a > b and not answer.may_exceed:
        reader.refuse("part_exceeds_whole", "a", a=a, b=b)


def _ratio(value: Value) -> Fraction:
    return fraction_of(value, "a") / fraction_of(value, "b")
