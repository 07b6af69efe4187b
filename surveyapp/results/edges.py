"""Where the level of a score changes: what rounding must not step over."""

from __future__ import annotations

from fractions import Fraction

from criteria.model import CriteriaSet, Measure


def level_edges(criteria_set: CriteriaSet, maximum: Fraction | None = None) -> list[Fraction]:
    """Return the scores at which the level of the whole unit changes.

    `maximum` is the applicable maximum in points; without it that of the whole set.
    """
    whole = maximum or sum(
        (indicator.answer.maximum for indicator in criteria_set.indicators()), Fraction(0)
    )
    in_points = criteria_set.levels.measure is Measure.POINTS and whole > 0
    per_score = whole / 100 if in_points else Fraction(1)
    lower = (band.interval.lower for band in criteria_set.levels.bands)
    return [edge / per_score for edge in lower if edge is not None and edge <= 100 * per_score]
