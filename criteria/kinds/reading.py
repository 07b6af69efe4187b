"""Reads the inputs of one answer and gathers every fault before it refuses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from criteria.answers import AnswerFaulty, Fault, Json, Parameter
from criteria.numbers import (
    MOST_DECIMALS,
    MOST_INTEGER_DIGITS,
    DecimalMark,
    as_cell,
    canonical,
    is_too_long,
    read_date,
    readings,
)

EARLIEST_YEAR = 1990
LATEST_YEAR = 2100


class CellReader:
    """Reads typed text part by part; a part that is faulty or blank gives None."""

    def __init__(self, cells: Mapping[str, str], mark: DecimalMark | None = None) -> None:
        self._cells = cells
        self._mark = mark
        self._faults: list[Fault] = []

    def refuse(self, code: str, part: str = "", **parameters: Parameter) -> None:
        """Note one fault and go on."""
        self._faults.append(Fault(code, part, parameters))

    def text(self, part: str = "", *, required: bool = True) -> str:
        """Return the typed text without the spaces around it."""
        text = self._cells.get(part, "").strip()
        if required and not text:
            self.refuse("required", part)
        return text

    def number(
        self,
        part: str = "",
        *,
        required: bool = True,
        most: int | None = None,
        signed: bool = False,
    ) -> Decimal | None:
        """Read a number of zero or more unless it is `signed`, and of at most `most`."""
        text = self.text(part, required=required)
        if not text:
            return None
        found = readings(text, self._mark)
        # A reading beyond the most that is possible is no reading: 66.667 per cent is clear.
        possible = tuple(n for n in found if most is None or n <= most) or found[:1]
        return self._settle(part, text, possible, most, signed=signed)

    def whole(self, part: str = "", *, required: bool = True) -> int | None:
        """Read a whole number of zero or more."""
        text = self.text(part, required=required)
        if not text:
            return None
        found = readings(text, self._mark)
        possible = tuple(n for n in found if n == n.to_integral_value()) or found[:1]
        number = self._settle(part, text, possible, None)
        if number is None:
            return None
        if number != number.to_integral_value():
            self.refuse("not_whole", part, typed=text)
            return None
        return int(number)

    def _settle(
        self,
        part: str,
        text: str,
        possible: tuple[Decimal, ...],
        most: int | None,
        *,
        signed: bool = False,
    ) -> Decimal | None:
        """Return the only possible reading, or note why there is none."""
        if not possible:
            self.refuse("not_a_number", part, typed=text[:60])
            return None
        number = possible[0]
        if is_too_long(number):
            self.refuse("number_too_long", part, digits=MOST_INTEGER_DIGITS, decimals=MOST_DECIMALS)
        elif number < 0 and not signed:
            self.refuse("negative", part, typed=text)
        elif len(possible) > 1:
            self._refuse_ambiguous(part, text, possible)
        elif most is not None and number > most:
            self.refuse("above_most", part, typed=text, most=most)
        else:
            return number
        return None

    def _refuse_ambiguous(self, part: str, text: str, possible: tuple[Decimal, ...]) -> None:
        """Name both readings in forms that have only one."""
        decimals, thousands = canonical(min(possible)), canonical(max(possible))
        self.refuse(
            "ambiguous_number",
            part,
            typed=text,
            thousands=thousands,
            point=as_cell(decimals),
            comma=as_cell(decimals, DecimalMark.COMMA),
        )

    def day(self, part: str, *, required: bool = True) -> date | None:
        """Read a date of our time; a year with a typing error is refused."""
        text = self.text(part, required=required)
        if not text:
            return None
        day = read_date(text)
        if day is None:
            self.refuse("not_a_date", part, typed=text[:60])
        elif not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
            self.refuse(
                "date_out_of_range", part, typed=text, earliest=EARLIEST_YEAR, latest=LATEST_YEAR
            )
        else:
            return day
        return None

    def finish(self, **value: Json | Decimal | date) -> dict[str, Json]:
        """Return the value to store without its blank keys, or refuse with every fault."""
        if self._faults:
            raise AnswerFaulty(self._faults)
        return {key: _stored(content) for key, content in value.items() if content is not None}


def _stored(content: Json | Decimal | date) -> Json:
    if isinstance(content, Decimal):
        return canonical(content)
    if isinstance(content, date):
        return content.isoformat()
    return content
