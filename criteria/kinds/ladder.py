"""Maturity ladder: the number of the highest level that is true. Stored as ``{"level": 3}``."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar

from criteria.answers import Value
from criteria.kinds.handler import Handler, Part, PartOption, PartType
from criteria.kinds.reading import CellReader
from criteria.kinds.stored import whole_of
from criteria.model import Ladder, LadderLevel, Text
from criteria.numbers import DecimalMark

LABEL = Text({"vi": "Mức", "en": "Level"})


class LadderHandler(Handler[Ladder]):
    """One of the levels of the ladder; each level brings its own points."""

    required_keys: ClassVar[Mapping[str, type]] = {"level": int}

    def parts(self, answer: Ladder, /) -> tuple[Part, ...]:
        options = tuple(
            PartOption(str(rung.level), rung.descriptor, rung.points) for rung in answer.levels
        )
        return (Part("", PartType.CHOICE, LABEL, options),)

    def read(
        self, answer: Ladder, cells: Mapping[str, str], /, *, mark: DecimalMark | None = None
    ) -> Value:
        reader = CellReader(cells, mark)
        level = reader.whole()
        levels = [rung.level for rung in answer.levels]
        if level is not None and level not in levels:
            known = ", ".join(str(known) for known in levels)
            reader.refuse("not_a_level", typed=level, levels=known)
        return reader.finish(level=level)

    def stored_cells(self, value: Value, /) -> dict[str, str]:
        return {"": str(whole_of(value, "level"))}

    def points(self, answer: Ladder, value: Value, /) -> Fraction:
        return _rung(answer, value).points

    def show(self, answer: Ladder, value: Value, language: str, /) -> str:
        rung = _rung(answer, value)
        return f"{LABEL.say(language)} {rung.level}: {rung.descriptor.say(language)}"


def _rung(answer: Ladder, value: Value) -> LadderLevel:
    level = whole_of(value, "level")
    return next(rung for rung in answer.levels if rung.level == level)
