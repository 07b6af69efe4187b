"""Numbers and dates as people type and read them, in Vietnamese and in English.

A mark may separate thousands or begin the decimals, so a typed number can have two readings.
Every reading is kept until a rule leaves only one: ``1.234`` is one thousand two hundred and
thirty-four to one reader and a little over one to another, and choosing silently would be a
thousandfold error. ``1.234,5``, ``12,5``, ``0.125`` and ``1234`` have one reading each.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

MOST_INTEGER_DIGITS = 15
MOST_DECIMALS = 20
_LONGEST = 40
_SPACES = str.maketrans({"\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u202f": " "})
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_EXPONENT = re.compile(r"[0-9]+(?:\.[0-9]+)?[eE][+-]?[0-9]{1,2}", re.ASCII)
_DATES = (
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})", re.ASCII),
    re.compile(r"(?P<day>[0-9]{1,2})([/.-])(?P<month>[0-9]{1,2})\2(?P<year>[0-9]{4})", re.ASCII),
)


class DecimalMark(StrEnum):
    """The sign before the decimals, where the writer of a table says which one it is."""

    POINT = "."
    COMMA = ","


def _number(decimal_mark: str, group_mark: str) -> re.Pattern[str]:
    group, mark = re.escape(group_mark), re.escape(decimal_mark)
    return re.compile(
        rf"(?P<whole>[0-9]*|[1-9][0-9]{{0,2}}(?:{group}[0-9]{{3}})+)(?:{mark}(?P<part>[0-9]+))?",
        re.ASCII,
    )


_FORMS = tuple(
    (DecimalMark(mark), group, _number(mark, group))
    for mark, group in ((".", ","), (".", " "), (",", "."), (",", " "))
)


def readings(text: str, mark: DecimalMark | None = None) -> tuple[Decimal, ...]:
    """Return every number that `text` may mean: none, one, or two where a mark is ambiguous.

    Parameters
    ----------
    text : str
        As typed: ``12``, ``12,5``, ``12.5``, ``1.234,5``, ``1,234.5``, ``1 234,5``, ``1e-05``.
    mark : DecimalMark, optional
        The decimal mark, if the writer declared it; it settles ``1.234`` and ``1,234``.

    Examples
    --------
    >>> readings("1.234,5")
    (Decimal('1234.5'),)
    >>> readings("1.234")
    (Decimal('1.234'), Decimal('1234'))
    >>> readings("1.234", DecimalMark.COMMA)
    (Decimal('1234'),)
    """
    clean = text.translate(_SPACES).strip()
    if len(clean) > _LONGEST:
        return ()
    sign = ""
    if clean[:1] in {"-", "−"}:
        sign, clean = "-", clean[1:]
    if _EXPONENT.fullmatch(clean):
        return (Decimal(sign + clean),)
    found: list[Decimal] = []
    for decimal_mark, group, form in _FORMS:
        match = form.fullmatch(clean)
        if not clean or match is None or mark not in {None, decimal_mark}:
            continue
        whole = (match["whole"] or "0").replace(group, "")
        number = Decimal(f"{sign}{whole}.{match['part'] or '0'}")
        if number not in found:
            found.append(number)
    return tuple(Decimal(canonical(number)) for number in found)


def is_too_long(number: Decimal) -> bool:
    """Tell whether a number has more digits than any honest answer needs."""
    whole, _, decimals = canonical(number).lstrip("-").partition(".")
    return len(whole) > MOST_INTEGER_DIGITS or len(decimals) > MOST_DECIMALS


def canonical(number: Decimal | int) -> str:
    """Write a number in the one form that is stored: a point, no exponent, no idle zeros.

    >>> canonical(Decimal("1.50E+3")), canonical(Decimal("-0.0"))
    ('1500', '0')
    """
    text = format(Decimal(number), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def as_cell(stored: str, mark: DecimalMark = DecimalMark.POINT) -> str:
    """Write a stored number so that it has only one reading, whoever reads it.

    Exactly three decimals look like a group of thousands; a further zero settles the matter.

    >>> as_cell("12.5"), as_cell("12.345"), as_cell("12.345", DecimalMark.COMMA)
    ('12.5', '12.3450', '12,3450')
    """
    text = stored.replace(".", mark.value)
    return f"{text}0" if len(readings(text)) > 1 else text


def show_number(number: Decimal | Fraction | int, language: str, places: int | None = None) -> str:
    """Write a number for people: ``1.234,5`` in Vietnamese, ``1,234.5`` in English.

    `places` rounds half up to at most so many decimals; without it a decimal is shown whole and a
    fraction that never ends is rounded to 4.

    >>> show_number(Decimal("1234.5"), "vi"), show_number(Fraction(1, 3), "en", 2)
    ('1.234,5', '0.33')
    """
    exact = Fraction(number)
    if places is None:
        places = MOST_DECIMALS if _ends(exact) else 4
    scaled = (abs(exact) * 10**places * 2 + 1) // 2
    whole, decimals = divmod(scaled, 10**places)
    tail = f"{decimals:0{places}d}".rstrip("0") if places else ""
    sign = "-" if exact < 0 and scaled else ""
    text = sign + f"{whole:,}" + (f".{tail}" if tail else "")
    return text.translate(str.maketrans(",.", ".,")) if language == "vi" else text


def _ends(number: Fraction) -> bool:
    """Tell whether a fraction has a finite decimal form."""
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def read_date(text: str) -> date | None:
    """Read ``2026-12-31``, ``31/12/2026``, ``31-12-2026`` or ``31.12.2026``: the day first."""
    for form in _DATES:
        match = form.fullmatch(text.strip())
        if match is not None:
            try:
                return date(int(match["year"]), int(match["month"]), int(match["day"]))
            except ValueError:
                return None
    return None


def show_date(day: date, language: str) -> str:
    """Write a date for people: ``31/12/2026`` in Vietnamese, ``31 Dec 2026`` in English."""
    if language == "vi":
        return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year:04d}"
