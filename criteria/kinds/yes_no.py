"""Yes or no. Stored as ``{"yes": true}``."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar
from unicodedata import normalize

from criteria.answers import Value
from criteria.kinds.handler import Handler, Part, PartOption, PartType
from criteria.kinds.reading import CellReader
from criteria.model import Text, YesNo
from criteria.numbers import DecimalMark

YES = Text({"vi": "Có", "en": "Yes"})
NO = Text({"vi": "Không", "en": "No"})
_LABEL = Text({"vi": "Có hay không", "en": "Yes or no"})
_WORDS = {
    **dict.fromkeys(("yes", "y", "có", "true", "1"), True),
    **dict.fromkeys(("no", "n", "không", "false", "0"), False),
}


class YesNoHandler(Handler[YesNo]):
    """Yes brings all points; a table may say yes, có, true or 1, and no, không, false or 0."""

    required_keys: ClassVar[Mapping[str, type]] = {"yes": bool}

    def parts(self, answer: YesNo, /) -> tuple[Part, ...]:
        options = (PartOption("yes", YES, answer.points), PartOption("no", NO, Fraction(0)))
        return (Part("", PartType.CHOICE, _LABEL, options),)

    def read(
        self, _answer: YesNo, cells: Mapping[str, str], /, *, mark: DecimalMark | None = None
    ) -> Value:
        reader = CellReader(cells, mark)
        typed = reader.text()
        yes = _WORDS.get(normalize("NFC", typed).casefold())
        if typed and yes is None:
            reader.refuse("not_yes_no", typed=typed[:60])
        return reader.finish(yes=yes)

    def stored_cells(self, value: Value, /) -> dict[str, str]:
        return {"": "yes" if value["yes"] else "no"}

    def points(self, answer: YesNo, value: Value, /) -> Fraction:
        return answer.points if value["yes"] else Fraction(0)

    def show(self, _answer: YesNo, value: Value, language: str, /) -> str:
        return (YES if value["yes"] else NO).say(language)
