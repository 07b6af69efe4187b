"""A ranking edition as the rest of the product sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from surveyapp.campaigns.model import CampaignView


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
