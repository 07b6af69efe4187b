"""Typed access to the keys of a stored value that has been checked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from criteria.answers import Value


def text_of(value: Value, key: str) -> str:
    """Return a stored text."""
    content = value[key]
    assert isinstance(content, str)
    return content


def texts_of(value: Value, key: str) -> tuple[str, ...]:
    """Return a stored list of texts."""
    content = value[key]
    assert isinstance(content, (list, tuple))
    return tuple(str(item) for item in content)


def whole_of(value: Value, key: str) -> int:
    """Return a stored whole number."""
    content = value[key]
    assert isinstance(content, int)
    return content


def decimal_of(value: Value, key: str) -> Decimal:
    """Return a stored number as it was written."""
    return Decimal(text_of(value, key))


def fraction_of(value: Value, key: str) -> Fraction:
    """Return a stored number for exact arithmetic."""
    return Fraction(text_of(value, key))


def date_of(value: Value, key: str) -> date | None:
    """Return a stored date, or None where there is none."""
    return date.fromisoformat(text_of(value, key)) if key in value else None
