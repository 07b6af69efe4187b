"""A ranking edition as the rest of the product sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from surveyapp.campaigns.model import CampaignView


@dataclass(frozen=True, slots=True)
class Trend:
    """How the units of two rankings changed from one year to the next, on what is alike.

    `share` is the part of both versions' weight that is alike; `before` and `after` are mean scores
    of the `units` in both, None where nothing links them; `index` is 100 in the first year.
    """

    year_before: int
    first_year: int
    units: int
    share: Fraction
    before: Fraction | None
    after: Fraction | None
    index: Fraction | None


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a campaign's ranking."""

    id: int
    handle: str
    campaign: CampaignView
    number: int
    set_reference: str
    engine_version: str
    left_out: int
    drafted_at: datetime
    note: str
    published_at: datetime | None
    size: int
    trend: Trend | None


@dataclass(frozen=True, slots=True)
class Line:
    """One ranked organisation."""

    organisation_id: int
    organisation_name: str
    province: str
    league: str
    rank: int
    league_rank: int
    score: float
    level: int
    pillar_scores: dict[str, float | None]
