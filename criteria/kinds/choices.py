"""Any number of options whose points add up to a cap. Stored as ``{"options": ["a", "b"]}``.

A table cell and a form send the codes in one text, joined by semicolons: ``a;b``. Nobody who ticks
nothing has answered, so a set offers an exclusive option such as "none of these".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar

from criteria.answers import Value
from criteria.kinds.choice import part_options
from criteria.kinds.handler import Handler, Part, PartType
from criteria.kinds.reading import CellReader
from criteria.kinds.stored import texts_of
from criteria.model import Choices, Option, Text
from criteria.numbers import DecimalMark

_LABEL = Text({"vi": "Chọn một hoặc nhiều", "en": "Choose one or more"})
_BETWEEN = re.compile(r"[;,\s]+")


class ChoicesHandler(Handler[Choices]):
    """The points of the ticked options, added up and cut at the cap."""

    required_keys: ClassVar[Mapping[str, type]] = {"options": list}

    def parts(self, answer: Choices, /) -> tuple[Part, ...]:
        return (Part("", PartType.SEVERAL, _LABEL, part_options(answer.options)),)

    def read(
        self, answer: Choices, cells: Mapping[str, str], /, *, mark: DecimalMark | None = None
    ) -> Value:
        reader = CellReader(cells, mark)
        typed = reader.text()
        ticked = {code for code in _BETWEEN.split(typed) if code}
        if typed and not ticked:
            reader.refuse("required")
        codes = [option.code for option in answer.options]
        for unknown in sorted(ticked - set(codes)):
            reader.refuse("not_an_option", typed=unknown[:60], options=", ".join(codes))
        exclusive = [o.code for o in answer.options if o.exclusive and o.code in ticked]
        if exclusive and len(ticked) > 1:
            reader.refuse("exclusive_option", option=exclusive[0])
        return reader.finish(options=[code for code in codes if code in ticked])

    def stored_cells(self, value: Value, /) -> dict[str, str]:
        return {"": ";".join(texts_of(value, "options"))}

    def points(self, answer: Choices, value: Value, /) -> Fraction:
        together = sum((option.points for option in _ticked(answer, value)), Fraction(0))
        return together if answer.cap is None else min(together, answer.cap)

    def show(self, answer: Choices, value: Value, language: str, /) -> str:
        return "; ".join(option.title.say(language) for option in _ticked(answer, value))


def _ticked(answer: Choices, value: Value) -> tuple[Option, ...]:
    codes = texts_of(value, "options")
    return tuple(option for option in answer.options if option.code in codes)
