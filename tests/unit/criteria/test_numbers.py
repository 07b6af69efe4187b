"""Numbers as people type them: every form has one reading, or is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from criteria.numbers import (
    DecimalMark,
    as_cell,
    canonical,
    is_too_long,
    read_date,
    readings,
    show_date,
    show_number,
)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0", "0"),
        ("007", "7"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("0,125", "0.125"),
        ("0.125", "0.125"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1.234.567,89", "1234567.89"),
        ("1 234 567,89", "1234567.89"),
        ("1\u00a0234,5", "1234.5"),
        ("1234.567", "1234.567"),
        ("1,2340", "1.234"),
        (" 5 ", "5"),
        ("1e-05", "0.00001"),
        ("2.5E3", "2500"),
        (",5", "0.5"),
    ],
)
def test_one_reading(typed: str, number: str) -> None:
    assert readings(typed) == (Decimal(number),)


@pytest.mark.parametrize("typed", ["1.234", "1,234", "12.345", "999,999"])
def test_a_single_mark_before_three_digits_has_two_readings(typed: str) -> None:
    digits = typed.replace(".", "").replace(",", "")
    assert set(readings(typed)) == {Decimal(digits), Decimal(digits) / 1000}


@pytest.mark.parametrize(
    ("typed", "mark", "number"),
    [
        ("1.234", DecimalMark.POINT, "1.234"),
        ("1.234", DecimalMark.COMMA, "1234"),
        ("1,234", DecimalMark.POINT, "1234"),
        ("1,234", DecimalMark.COMMA, "1.234"),
    ],
)
def test_a_declared_mark_settles_it(typed: str, mark: DecimalMark, number: str) -> None:
    assert readings(typed, mark) == (Decimal(number),)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "-",
        ".",
        "abc",
        "nan",
        "inf",
        "1..2",
        "1,2,3",
        "12.34.56",
        "1.2,3.4",
        "1.23,4567,8",
        "0.123.456",
        "1 23",
        "5 người",
        "٣",
        "1_000",
        "0x10",
        "1" * 41,
        "1,5e3",
    ],
)
def test_no_reading(typed: str) -> None:
    assert readings(typed) == ()


def test_a_declared_mark_refuses_the_other() -> None:
    assert readings("12.5", DecimalMark.COMMA) == ()
    assert readings("12,5", DecimalMark.POINT) == ()


def test_both_minus_signs() -> None:
    assert readings("-3") == readings("−3") == (Decimal(-3),)


@pytest.mark.parametrize(
    ("number", "text"),
    [("1.50", "1.5"), ("1E+3", "1000"), ("-0", "0"), ("100", "100"), ("0.10", "0.1")],
)
def test_canonical(number: str, text: str) -> None:
    assert canonical(Decimal(number)) == text


def test_a_long_number_keeps_all_its_digits() -> None:
    digits = "123456789012345.12345678901234567890"
    assert canonical(Decimal(digits)) == digits.rstrip("0")
    assert not is_too_long(Decimal(digits))
    assert is_too_long(Decimal(10**15))
    assert is_too_long(Decimal("0.000000000000000000001"))


@pytest.mark.parametrize("stored", ["0", "12.5", "12.345", "1234", "0.125", "999.999"])
@pytest.mark.parametrize("mark", list(DecimalMark))
def test_a_written_cell_has_one_reading(stored: str, mark: DecimalMark) -> None:
    assert readings(as_cell(stored, mark)) == (Decimal(stored),)


@pytest.mark.parametrize(
    ("number", "language", "places", "text"),
    [
        (Decimal("1234567.5"), "vi", None, "1.234.567,5"),
        (Decimal("1234567.5"), "en", None, "1,234,567.5"),
        (Fraction(1, 3), "vi", None, "0,3333"),
        (Fraction(2, 3), "en", 2, "0.67"),
        (Fraction(1, 2), "en", 0, "1"),
        (Fraction(-1, 2), "en", 1, "-0.5"),
        (Fraction(-1, 1000), "en", 2, "0"),
        (Decimal("12.50"), "en", None, "12.5"),
        (7, "vi", None, "7"),
    ],
)
def test_shown_numbers(
    number: Decimal | Fraction | int, language: str, places: int | None, text: str
) -> None:
    assert show_number(number, language, places) == text


@pytest.mark.parametrize("typed", ["2026-12-31", "31/12/2026", "31-12-2026", "31.12.2026"])
def test_dates(typed: str) -> None:
    assert read_date(typed) == date(2026, 12, 31)


@pytest.mark.parametrize("typed", ["12/31/2026", "2026-02-30", "31/12-2026", "31/12/26", "mai"])
def test_no_dates(typed: str) -> None:
    assert read_date(typed) is None


def test_shown_dates() -> None:
    assert show_date(date(2026, 12, 1), "vi") == "01/12/2026"
    assert show_date(date(2026, 12, 1), "en") == "1 Dec 2026"
