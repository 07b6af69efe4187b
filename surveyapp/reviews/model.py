"""A review and its awards as the rest of the product sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Award:
    """Points awarded for one indicator in place of the self-assessed ones.

    `self_points` is None where the respondent gave no answer or declared it not applicable.
    """

    indicator_code: str
    self_points: Fraction | None
    awarded_points: Fraction
    reason: str
    evaluator_name: str
    awarded_at: datetime


@dataclass(frozen=True, slots=True)
class Review:
    """One verification of one submission, with the awards that stand."""

    id: int
    submission_id: int
    opened_at: datetime
    closed_at: datetime | None
    note: str
    awards: Mapping[str, Award]

    @property
    def awarded_points(self) -> dict[str, Fraction]:
        """Points that replace the self-assessed ones, by indicator code."""
        return {code: award.awarded_points for code, award in self.awards.items()}
