"""The trend of an edition as plain JSON, numbers as exact fractions."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from surveyapp.rankings.model import Trend


def freeze_trend(trend: Trend | None) -> dict[str, Any] | None:
    """Return a trend as the JSON that an edition keeps."""
    if trend is None:
        return None
    return {
        "year_before": trend.year_before,
        "first_year": trend.first_year,
        "units": trend.units,
        "share": str(trend.share),
        **{name: _text(getattr(trend, name)) for name in ("before", "after", "index")},
    }


def thaw_trend(kept: dict[str, Any] | None) -> Trend | None:
    """Return the trend that an edition kept."""
    if kept is None:
        return None
    numbers = {name: _number(kept[name]) for name in ("before", "after", "index")}
    return Trend(**{**kept, "share": Fraction(kept["share"]), **numbers})


def _text(number: Fraction | None) -> str | None:
    return None if number is None else str(number)


def _number(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)
