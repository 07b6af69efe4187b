"""Numbers, dates and sentences as their readers write them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from surveyapp.errors import NotFound
from surveyapp.i18n import (
    current_language,
    gettext,
    ngettext,
    say_date,
    say_instant,
    say_moment,
    say_number,
    say_score,
)

Speak = Callable[[str], None]


@pytest.mark.parametrize(
    ("number", "digits", "vi", "en"),
    [
        (0, 2, "0", "0"),
        (1234, 0, "1.234", "1,234"),
        (1234567.5, 2, "1.234.567,5", "1,234,567.5"),
        (Fraction(1, 3), 4, "0,3333", "0.3333"),
        (Fraction(2, 3), 2, "0,67", "0.67"),
        (Fraction(1, 8), 2, "0,13", "0.13"),
        (Decimal("12.50"), 2, "12,5", "12.5"),
        (Fraction(-1, 2), 0, "-1", "-1"),
        (Fraction(1, 2), 0, "1", "1"),
        (Fraction(5, 2), 0, "3", "3"),
        (100, 2, "100", "100"),
    ],
)
def test_numbers_are_rounded_half_up_without_idle_zeros(
    speak: Speak, number: Fraction, digits: int, vi: str, en: str
) -> None:
    for language, expected in (("vi", vi), ("en", en)):
        speak(language)
        assert say_number(number, digits=digits) == expected


@pytest.mark.parametrize(
    ("score", "vi", "en"),
    [
        (Fraction(0), "0,00", "0.00"),
        (Fraction(100), "100,00", "100.00"),
        (Fraction(2275, 41), "55,49", "55.49"),
        (Fraction(99999, 1000), "99,99", "99.99"),
    ],
)
def test_scores_have_two_decimals(speak: Speak, score: Fraction, vi: str, en: str) -> None:
    for language, expected in (("vi", vi), ("en", en)):
        speak(language)
        assert say_score(score) == expected


def test_a_score_is_never_shown_on_the_other_side_of_an_edge() -> None:
    edges = [Fraction(60)]
    assert say_score(Fraction(59999, 1000), edges) == "59,99"
    assert say_score(Fraction(60), edges) == "60,00"
    assert say_score(Fraction(60001, 1000), edges) == "60,01"


LATE = datetime(2026, 11, 21, 17, 30, tzinfo=UTC)


def test_days_and_instants_are_those_of_vietnam(speak: Speak) -> None:
    assert say_date(date(2026, 1, 9)) == "09/01/2026"
    assert say_date(LATE) == "22/11/2026"
    assert say_instant(LATE) == "00:30 22/11/2026"
    speak("en")
    assert say_date(date(2026, 1, 9)) == "9 Jan 2026"
    assert say_instant(LATE) == "22 Nov 2026, 00:30"


def test_an_instant_of_today_needs_no_date() -> None:
    assert say_moment(LATE, LATE) == "00:30"
    assert say_moment(LATE.replace(hour=16), LATE) == "23:30 21/11/2026", "before midnight there"


@pytest.mark.parametrize("unknown", ["", "de", "VI", "en-GB", "../en"])
def test_an_unknown_language_becomes_vietnamese(speak: Speak, unknown: str) -> None:
    speak("en")
    speak(unknown)
    assert current_language() == "vi"


def test_sentences_are_their_own_vietnamese(speak: Speak) -> None:
    assert gettext(NotFound.sentence) == NotFound.sentence
    speak("en")
    assert gettext(NotFound.sentence) not in {NotFound.sentence, ""}
    assert gettext("một câu không có trong danh mục") == "một câu không có trong danh mục"


def test_english_has_a_plural_and_vietnamese_has_none(speak: Speak) -> None:
    sentence = "Còn {days} ngày"
    assert ngettext(sentence, sentence, 1) == ngettext(sentence, sentence, 2)
    speak("en")
    assert ngettext(sentence, sentence, 1) != ngettext(sentence, sentence, 2)
