"""Open and close campaigns. Nothing here commits."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from criteria.model import CriteriaSet
from surveyapp.audit.service import record
from surveyapp.audit.vocabulary import Happened
from surveyapp.campaigns.errors import CampaignExists
from surveyapp.campaigns.model import NewCampaign
from surveyapp.campaigns.tables import Campaign
from surveyapp.criteria_sets.queries import get_criteria_set
from surveyapp.errors import N_, Invalid, NotFound
from surveyapp.persistence.claiming import claiming


def open_campaign(session: Session, new: NewCampaign, *, actor_id: int, now: datetime) -> int:
    """Pin a criteria set and open it for a period. Refuses: Invalid, CampaignExists."""
    criteria_set = get_criteria_set(session, new.set_reference)
    if new.closes_at <= new.opens_at:
        raise Invalid({"closes_on": N_("Ngày đóng phải sau ngày mở.")})
    campaign = Campaign(
        handle=_free_handle(session, criteria_set, new.period),
        title_vi=new.title_vi,
        title_en=new.title_en,
        set_slug=criteria_set.slug,
        set_version=criteria_set.version,
        set_hash=criteria_set.content_hash,
        unit_kind=criteria_set.unit_kind,
        period=new.period,
        opens_at=new.opens_at,
        closes_at=new.closes_at,
        created_by=actor_id,
        created_at=now,
    )
    taken = CampaignExists(period=new.period, version=criteria_set.version)
    with claiming(session, taken):
        session.add(campaign)
    subject = ("campaign", campaign.id)
    data = {"set": criteria_set.reference, "set_hash": criteria_set.content_hash}
    record(
        session, Happened.CAMPAIGN_OPENED, subject=subject, actor_id=actor_id, now=now, data=data
    )
    return campaign.id


def _free_handle(session: Session, criteria_set: CriteriaSet, period: int) -> str:
    """Return the handle of a new campaign; the second version in a period is named in it."""
    query = sa.select(Campaign.set_version).where(
        Campaign.set_slug == criteria_set.slug, Campaign.period == period
    )
    versions = set(session.scalars(query))
    if criteria_set.version in versions:
        raise CampaignExists(period=period, version=criteria_set.version)
    handle = f"{criteria_set.slug}-{period}"
    return f"{handle}-{criteria_set.version}" if versions else handle


def close_campaign(session: Session, campaign_id: int, *, actor_id: int, now: datetime) -> None:
    """Stop taking answers now, before the date that was set. Event: campaign_closed.

    A campaign that has ended already stays as it ended.
    """
    campaign = session.get(Campaign, campaign_id)
    if campaign is None:
        raise NotFound
    if campaign.closed_at is None and now < campaign.closes_at:
        campaign.closed_at = now
        session.flush()
        subject = ("campaign", campaign.id)
        record(session, Happened.CAMPAIGN_CLOSED, subject=subject, actor_id=actor_id, now=now)
