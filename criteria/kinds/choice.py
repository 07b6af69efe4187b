"""Exactly one option. Stored as ``{"option": "a"}``."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar

from criteria.answers import Value
from criteria.kinds.handler import Handler, Part, PartOption, PartType
from criteria.kinds.reading import CellReader
from criteria.kinds.stored import text_of
from criteria.model import Choice, Option, Text
from criteria.numbers import DecimalMark

_LABEL = Text({"vi": "Chọn một", "en": "Choose one"})


class ChoiceHandler(Handler[Choice]):
    """One option by its code; each option brings its own points."""

    required_keys: ClassVar[Mapping[str, type]] = {"option": str}

    def parts(self, answer: Choice, /) -> tuple[Part, ...]:
        return (Part("", PartType.CHOICE, _LABEL, part_options(answer.options)),)

    def read(
        self, answer: Choice, cells: Mapping[str, str], /, *, mark: DecimalMark | None = None
    ) -> Value:
        reader = CellReader(cells, mark)
        typed = reader.text()
        codes = [option.code for option in answer.options]
        if typed and typed not in codes:
            reader.refuse("not_an_option", typed=typed[:60], options=", ".join(codes))
        return reader.finish(option=typed)

    def stored_cells(self, value: Value, /) -> dict[str, str]:
        return {"": text_of(value, "option")}

    def points(self, answer: Choice, value: Value, /) -> Fraction:
        return _chosen(answer, value).points

    def show(self, answer: Choice, value: Value, language: str, /) -> str:
        return _chosen(answer, value).title.say(language)


def part_options(options: tuple[Option, ...]) -> tuple[PartOption, ...]:
    """Return options as an input offers them."""
    return tuple(PartOption(o.code, o.title, o.points, o.exclusive) for o in options)


def _chosen(answer: Choice, value: Value) -> Option:
    code = text_of(value, "option")
    return next(option for option in answer.options if option.code == code)
