"""Read campaigns."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from dataclasses import fields

import sqlalchemy as sa
from sqlalchemy.orm import Session

from criteria.model import CriteriaSet
from surveyapp.campaigns.model import CampaignView
from surveyapp.campaigns.tables import Campaign
from surveyapp.criteria_sets.errors import PublishedSetChanged
from surveyapp.criteria_sets.queries import get_criteria_set
from surveyapp.errors import NotFound
from surveyapp.persistence.base import table_of

COLUMNS = tuple(table_of(Campaign).c[field.name] for field in fields(CampaignView))
"""The columns of a campaign in the order of its view, for queries that join it."""


def find_campaigns(session: Session, *, units: Collection[str] | None = None) -> list[CampaignView]:
    """Return campaigns, newest period first."""
    query = sa.select(*COLUMNS).order_by(Campaign.period.desc(), Campaign.handle)
    if units is not None:
        query = query.where(Campaign.unit_kind.in_(units))
    return [CampaignView(*row) for row in session.execute(query)]


def get_campaign(session: Session, handle: str) -> CampaignView:
    """Return one campaign by its handle. Raises: NotFound."""
    query = sa.select(*COLUMNS).where(Campaign.handle == handle)
    row = session.execute(query).one_or_none()
    if row is None:
        raise NotFound
    return CampaignView(*row)


def pinned_set(session: Session, campaign: CampaignView) -> CriteriaSet:
    """Return the very criteria set that the campaign pinned.

    Raises
    ------
    PublishedSetChanged
        Nothing under this slug and version has the recorded content hash any more.
    """
    return get_criteria_set(session, campaign.set_reference, content_hash=campaign.set_hash)


def find_pinned_set(session: Session, campaign: CampaignView) -> CriteriaSet | None:
    """Return the criteria set that the campaign pinned, None if it was edited.

    For lists of several campaigns: one of them must not take the others with it.
    """
    with suppress(PublishedSetChanged):
        return pinned_set(session, campaign)
    return None
