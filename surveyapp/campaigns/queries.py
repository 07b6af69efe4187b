"""Read campaigns."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields

import sqlalchemy as sa
from sqlalchemy.orm import Session

from criteria.model import CriteriaSet
from surveyapp.campaigns.model import CampaignView
from surveyapp.campaigns.tables import Campaign
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
    """Return the very criteria set that the campaign pinned; refuse a changed file.

    Raises
    ------
    PinnedSetChanged
        The file under this slug and version no longer has the recorded content hash.
    """
    criteria_set = get_criteria_set(session, campaign.set_reference, content_hash=campaign.set_hash)
    if criteria_set.content_hash != campaign.set_hash:
        raise PinnedSetChanged(campaign.set_reference)
    return criteria_set


class PinnedSetChanged(RuntimeError):
    """A criteria set file was edited after a campaign pinned it: a fault of the installation."""

    def __init__(self, reference: str) -> None:
        super().__init__(
            f"The criteria set {reference} was changed after a campaign pinned it. "
            "Restore the published file and put the changes into a new version."
        )
