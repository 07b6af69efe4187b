"""Open and close campaigns. Nothing here commits."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

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
    taken = sa.select(Campaign.id).where(
        Campaign.set_slug == criteria_set.slug, Campaign.period == new.period
    )
    if session.scalar(taken) is not None:
        raise CampaignExists(period=new.period)
    campaign = Campaign(
        handle=f"{criteria_set.slug}-{new.period}",
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
    with claiming(session, CampaignExists(period=new.period)):
        session.add(campaign)
    subject = ("campaign", campaign.id)
    data = {"set": criteria_set.reference, "set_hash": criteria_set.content_hash}
    record(
        session, Happened.CAMPAIGN_OPENED, subject=subject, actor_id=actor_id, now=now, data=data
    )
    return campaign.id


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
