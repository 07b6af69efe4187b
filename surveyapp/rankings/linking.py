"""How the units of a ranking stand against the ranking of the year before, linked on what is alike.

What lives here: finding the year before. What does not: the method (`criteria.chaining`).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from criteria.chaining import BASE, Year, link
from criteria.model import CriteriaSet
from surveyapp.campaigns.model import CampaignView
from surveyapp.campaigns.queries import COLUMNS as CAMPAIGN
from surveyapp.campaigns.queries import find_pinned_set
from surveyapp.campaigns.tables import Campaign
from surveyapp.rankings.model import Trend
from surveyapp.rankings.queries import Candidate
from surveyapp.rankings.tables import RankingEdition, RankingLine
from surveyapp.rankings.trend import thaw_trend
from surveyapp.results.tables import ResultRow


def find_trend(
    session: Session,
    campaign: CampaignView,
    criteria_set: CriteriaSet,
    candidates: Sequence[Candidate],
) -> Trend | None:
    """Link a ranking to the newest published one of an earlier year, None if there is none."""
    found = session.execute(_before(campaign)).first()
    if found is None:
        return None
    edition, earlier = found[0], CampaignView(*found[1:])
    pinned = find_pinned_set(session, earlier)
    if pinned is None:
        return None
    base, first_year = _standing(edition.trend, earlier.period)
    linked = link(
        Year(earlier.period, pinned, _vectors(session, edition.id)),
        Year(campaign.period, criteria_set, {_key(one): one.shares for one in candidates}),
        base,
    )
    return Trend(
        year_before=earlier.period,
        first_year=first_year,
        units=linked.units,
        share=linked.linked_by.share,
        before=linked.before,
        after=linked.after,
        index=linked.index,
    )


def _standing(kept: dict[str, Any] | None, year: int) -> tuple[Fraction, int]:
    """Return where the chain stood in a year and when it began; a broken one begins anew."""
    trend = thaw_trend(kept)
    if trend is None or trend.index is None:
        return BASE, year
    return trend.index, trend.first_year


def _before(campaign: CampaignView) -> sa.Select[Any]:
    """Select the newest published edition of the same set in an earlier year."""
    return (
        sa.select(RankingEdition, *CAMPAIGN)
        .join(Campaign, Campaign.id == RankingEdition.campaign_id)
        .where(
            Campaign.set_slug == campaign.set_slug,
            Campaign.period < campaign.period,
            RankingEdition.published_at.is_not(None),
        )
        .order_by(Campaign.period.desc(), RankingEdition.published_at.desc())
        .limit(1)
    )


def _vectors(session: Session, edition_id: int) -> dict[str, bytes]:
    query = (
        sa.select(RankingLine.organisation_id, ResultRow.shares)
        .join(ResultRow, ResultRow.id == RankingLine.result_id)
        .where(RankingLine.edition_id == edition_id)
        .order_by(RankingLine.organisation_id)
    )
    return {str(unit): shares for unit, shares in session.execute(query)}


def _key(candidate: Candidate) -> str:
    return str(candidate.organisation.id)
