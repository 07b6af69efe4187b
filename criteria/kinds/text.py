"""Words that do not score. Stored as ``{"text": "..."}``."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar
from unicodedata import category, normalize

from criteria.answers import Value
from criteria.kinds.handler import Handler, Part, PartType
from criteria.kinds.reading import CellReader
from criteria.kinds.stored import text_of
from criteria.model import FreeText, Text
from criteria.numbers import DecimalMark

LONGEST = 4000
_LABEL = Text({"vi": "Nội dung", "en": "Text"})


class TextHandler(Handler[FreeText]):
    """Up to 4,000 characters, composed Unicode, lines ended by one line feed."""

    required_keys: ClassVar[Mapping[str, type]] = {"text": str}

    def parts(self, _answer: FreeText, /) -> tuple[Part, ...]:
        return (Part("", PartType.TEXT, _LABEL),)

    def read(
        self, _answer: FreeText, cells: Mapping[str, str], /, *, mark: DecimalMark | None = None
    ) -> Value:
        reader = CellReader(cells, mark)
        text = normalize("NFC", reader.text()).replace("\r\n", "\n").replace("\r", "\n")
        if len(text) > LONGEST:
            reader.refuse("text_too_long", typed=len(text), most=LONGEST)
        if any(
            category(character) in {"Cc", "Cs"} for character in text if character not in "\n\t"
        ):
            reader.refuse("control_character")
        return reader.finish(text=text)

    def stored_cells(self, value: Value, /) -> dict[str, str]:
        return {"": text_of(value, "text")}

    def points(self, _answer: FreeText, _value: Value, /) -> Fraction:
        return Fraction(0)

    def show(self, _answer: FreeText, value: Value, _language: str, /) -> str:
        return text_of(value, "text")
