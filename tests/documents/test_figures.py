"""How scores and dates are written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyapp.certificates.printing.figures import format_date
from surveyapp.figures import format_score

scores = st.fractions(0, 100, max_denominator=100_000)


@pytest.mark.parametrize(
    ("score", "vi", "en"),
    [
        (0, "0,00", "0.00"),
        (100, "100,00", "100.00"),
        (Decimal("58.4375"), "58,44", "58.44"),
        (Decimal("58.445"), "58,45", "58.45"),
        (Fraction(200, 3), "66,67", "66.67"),
        (Decimal("7.005"), "7,01", "7.01"),
    ],
)
def test_two_decimals_and_half_up(score: Fraction | Decimal | int, vi: str, en: str) -> None:
    assert format_score(score, "vi") == vi
    assert format_score(score, "en") == en


@pytest.mark.parametrize(
    ("score", "shown"),
    [
        ("59.995", "59,99"),
        ("59.99999", "59,99"),
        ("60", "60,00"),
        ("60.00001", "60,01"),
        ("60.004", "60,01"),
        ("60.005", "60,01"),
        ("59.994", "59,99"),
    ],
)
def test_rounding_never_crosses_the_edge_of_a_level(score: str, shown: str) -> None:
    assert format_score(Decimal(score), "vi", edges=(20, 60)) == shown


@pytest.mark.parametrize(("score", "shown"), [("99.999", "99,99"), ("0.001", "0,01")])
def test_full_and_nothing_are_written_only_where_they_are_true(score: str, shown: str) -> None:
    assert format_score(Decimal(score), "vi") == shown


def test_an_edge_between_two_hundredths() -> None:
    third = Fraction(100, 3)
    for score, shown in ((third + Fraction(1, 10_000), "33,34"), (third, "33,33")):
        assert format_score(score, "vi", edges=(third,)) == shown


@given(scores, st.integers(1, 99))
def test_the_written_score_lies_on_the_side_of_the_exact_one(score: Fraction, edge: int) -> None:
    shown = Fraction(format_score(score, "en", edges=(edge,)))
    assert (shown < edge) == (score < edge)
    assert (shown > edge) == (score > edge)
    assert abs(shown - score) <= Fraction(1, 100)


@given(scores, scores)
def test_a_higher_score_is_never_written_lower(one: Fraction, other: Fraction) -> None:
    low, high = sorted((one, other))
    written = [Fraction(format_score(score, "en", edges=(20, 60))) for score in (low, high)]
    assert written == sorted(written)


@pytest.mark.parametrize(
    ("day", "vi", "en"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026", "5 February 2026"),
        (date(2026, 3, 15), "ngày 15 tháng 3 năm 2026", "15 March 2026"),
        (date(2027, 12, 31), "ngày 31 tháng 12 năm 2027", "31 December 2027"),
    ],
)
def test_dates_in_words(day: date, vi: str, en: str) -> None:
    assert format_date(day, "vi") == vi
    assert format_date(day, "en") == en
