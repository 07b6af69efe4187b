"""Languages: sentences by gettext catalogue; numbers, dates and times as people write them.

Vietnamese sentences are the message ids; `locales/<language>/messages.po` translates them, so that
a further language is one more file. Catalogues are compiled in memory when the program starts.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from unicodedata import combining, normalize

from babel.dates import format_date, format_datetime
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from surveyapp.clock import in_legal_time
from surveyapp.figures import format_score

LANGUAGES = ("vi", "en")
LANGUAGE_NAMES = {"vi": "Tiếng Việt", "en": "English"}
LOCALES = Path(__file__).parent / "locales"

_language: ContextVar[str] = ContextVar("language", default=LANGUAGES[0])


def current_language() -> str:
    """Return the language of the request at hand."""
    return _language.get()


def use_language(language: str) -> None:
    """Speak `language` for the rest of the request; an unknown one becomes Vietnamese."""
    _language.set(language if language in LANGUAGES else LANGUAGES[0])


@cache
def _catalogue(language: str) -> NullTranslations:
    source = LOCALES / language / "messages.po"
    if not source.is_file():
        return NullTranslations()
    with source.open("rb") as stream:
        catalogue = read_po(stream, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak `language` in the block only."""
    before = _language.set(language if language in LANGUAGES else LANGUAGES[0])
    try:
        yield
    finally:
        _language.reset(before)


def fill(sentence: str, parameters: Mapping[str, object]) -> str:
    """Translate a sentence and write its parameters the way the reader does."""
    return gettext(sentence).format(**{name: _say(value) for name, value in parameters.items()})


def _say(value: object) -> str:
    if isinstance(value, datetime):
        return say_instant(value)
    if isinstance(value, Fraction):
        return say_number(value, digits=6)
    return str(value)


def gettext(sentence: str) -> str:
    """Return the sentence in the current language."""
    return _catalogue(_language.get()).gettext(sentence)


def ngettext(one: str, many: str, number: int) -> str:
    """Return the form of the sentence that fits the number."""
    return _catalogue(_language.get()).ngettext(one, many, number)


def say_number(number: Fraction | Decimal | float | int, *, digits: int = 2) -> str:
    """Write a number with at most `digits` decimals, rounded half up, without trailing zeros."""
    return _say_number(Fraction(number), digits, _language.get())


@lru_cache(maxsize=8192)
def _say_number(exact: Fraction, digits: int, language: str) -> str:
    shown = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(
        Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP
    )
    pattern = "#,##0." + "#" * digits if digits else "#,##0"
    return format_decimal(shown, format=pattern, locale=language)


def say_score(score: Fraction | float, edges: Sequence[Fraction] = ()) -> str:
    """Write a score with two decimals, never on the other side of a level's edge."""
    return format_score(Fraction(score), _language.get(), edges=edges)


def say_date(on: date) -> str:
    """Write a date the way the language does: 21/11/2026, 21 Nov 2026.

    Of an instant, the date in Vietnam's legal time.
    """
    if isinstance(on, datetime):
        on = in_legal_time(on).date()
    pattern = "dd/MM/yyyy" if _language.get() == "vi" else "d MMM yyyy"
    return format_date(on, format=pattern, locale=_language.get())


def say_instant(at: datetime) -> str:
    """Write an instant in Vietnam's legal time."""
    pattern = "HH:mm dd/MM/yyyy" if _language.get() == "vi" else "d MMM yyyy, HH:mm"
    return format_datetime(in_legal_time(at), format=pattern, locale=_language.get())


def say_moment(at: datetime, now: datetime) -> str:
    """Write the time of day alone for an instant of today, with its date for an earlier one."""
    local = in_legal_time(at)
    return local.strftime("%H:%M") if local.date() == in_legal_time(now).date() else say_instant(at)


def fold(text: str) -> str:
    """Return a text as a searcher means it: `cong ty` also finds `Công ty`.

    >>> fold("Công ty Đông Á")
    'cong ty dong a'
    """
    plain = "".join(sign for sign in normalize("NFD", text.casefold()) if not combining(sign))
    return plain.replace("đ", "d")
