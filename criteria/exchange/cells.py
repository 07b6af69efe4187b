"""What one cell says, by what its key holds: a number, a word, yes or no, a list.

A spreadsheet changes what is typed: a fraction becomes a date, a version a number. Where something
was surely lost the cell is a finding; where a rule of the format decides, the content is handed on
as it is and refused there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from criteria.exchange.book import Cell, Content
from criteria.exchange.keys import Holds, Key
from criteria.numbers import canonical, readings

Tally: TypeAlias = dict[str, "int | Decimal | str"]
Plain: TypeAlias = "str | int | bool | Decimal | list[str] | Tally | None"

FLAG_WORDS: Mapping[str, tuple[str, str]] = {"vi": ("không", "có"), "en": ("no", "yes")}
_FLAGS: Mapping[str, bool] = {
    **dict.fromkeys(("true", *(yes for _, yes in FLAG_WORDS.values())), True),
    **dict.fromkeys(("false", *(no for no, _ in FLAG_WORDS.values())), False),
}
_FRACTION = re.compile(r"-?[0-9]{1,40}/[0-9]{1,40}", re.ASCII)
_DIVIDER = re.compile("[;\n]")
_DIGITS = 15
"""So many digits a spreadsheet keeps of a number."""


class CellRefused(ValueError):
    """A cell whose content is not what was meant; `code` names the sentence."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def understand(cell: Cell, key: Key | None) -> Plain:
    """Return what a cell says under its key; an unknown key takes any content.

    Raises
    ------
    CellRefused
        If the spreadsheet made something else of what was typed.
    """
    if key is None:
        return _word(cell.content)
    return _READERS.get(key.holds, _text)(cell, key)


def _text(cell: Cell, key: Key) -> Plain:
    if key.is_date and isinstance(cell.content, date):
        return cell.content.isoformat()
    if not key.is_strict:
        return _word(cell.content)
    if not isinstance(cell.content, str):  # "1.0" typed as a number is 1, and "01" as well
        raise CellRefused("text_became_number")
    return cell.content.strip()


def _list(cell: Cell, _key: Key) -> Plain:
    return [word for word in map(str.strip, _DIVIDER.split(_word(cell.content))) if word]


def _number(cell: Cell, _key: Key) -> Plain:
    content = cell.content
    if isinstance(content, date):
        raise CellRefused("number_became_date")
    if cell.is_percent:
        raise CellRefused("number_is_percent")
    if isinstance(content, bool):
        return content
    if isinstance(content, (int, float)):
        return _exact(content)
    return _typed_number(content.strip())


def _exact(content: float) -> int | Decimal:
    if isinstance(content, int) or content.is_integer():
        return int(content)
    # A spreadsheet keeps 15 digits; the rest is the noise of its binary numbers.
    return Decimal(canonical(Decimal(format(content, f".{_DIGITS}g"))))


def _typed_number(text: str) -> Plain:
    """Read a number that was typed as text; what is none is left for the format to refuse."""
    if _FRACTION.fullmatch(text):
        return text
    found = readings(text)
    if len(found) > 1:
        raise CellRefused("number_two_readings")
    if not found:
        return text
    # "10.0" stays a decimal, as it is in the file: 10 and 10.0 are not written alike there.
    is_written_whole = not set(",.") & set(text)
    return int(found[0]) if is_written_whole else found[0]


def _tally(cell: Cell, _key: Key) -> Plain:
    """Read ``KH = 50; TB = 30``: numbers by code."""
    found: dict[str, int | Decimal | str] = {}
    for piece in _DIVIDER.split(_word(cell.content)):
        code, _, number = piece.partition("=")
        if piece.strip():
            content = _typed_number(number.strip())
            if code.strip() in found:
                raise CellRefused("tally_twice")
            assert isinstance(content, (int, Decimal, str))
            found[code.strip()] = content
    return found


def _flag(cell: Cell, _key: Key) -> Plain:
    content = cell.content
    if isinstance(content, str):
        return _FLAGS.get(content.strip().casefold(), content)
    return bool(content) if content in {0, 1} else str(content)


def _word(content: Content) -> str:
    """Return a word; a number with decimals or a date is no longer what was typed."""
    if isinstance(content, bool):
        return str(content).lower()
    if isinstance(content, date):
        raise CellRefused("text_became_date")
    if isinstance(content, float) and not content.is_integer():
        raise CellRefused("text_became_number")
    return str(int(content)) if isinstance(content, (int, float)) else content


_READERS: Mapping[Holds, Callable[[Cell, Key], Plain]] = {
    Holds.NUMBER: _number,
    Holds.FLAG: _flag,
    Holds.LIST: _list,
    Holds.TALLY: _tally,
}


# --- the other way -------------------------------------------------------------------------


def as_cell(content: object, language: str) -> Content:
    """Return what is written into a cell, so that reading it gives the same content again."""
    if isinstance(content, bool):
        return FLAG_WORDS.get(language, FLAG_WORDS["en"])[content]
    if isinstance(content, list):
        return "; ".join(map(str, content))
    if isinstance(content, Mapping):
        return "; ".join(
            f"{code} = {as_cell(number, language)}" for code, number in content.items()
        )
    if isinstance(content, Decimal):
        return _decimal(content)
    if isinstance(content, int) and len(str(abs(content))) <= _DIGITS:
        return content
    return str(content)


def _decimal(number: Decimal) -> Content:
    """Write a decimal as a number where a spreadsheet keeps all of it, else as text."""
    text = canonical(number)
    if "." not in text:
        return f"{text}.0"
    digits = text.replace(".", "").strip("-0")
    return float(text) if len(digits) <= _DIGITS else text
