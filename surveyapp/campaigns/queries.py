"""Read campaigns."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from criteria.model import CriteriaSet
from criteria.registry import get_set
from surveyapp.campaigns.model import CampaignView
from surveyapp.campaigns.tables import Campaign
from surveyapp.errors import NotFound


def view_of(row: Campaign) -> CampaignView:
    """Return the plain values of a row."""
    return CampaignView(
        id=row.id,
        handle=row.handle,
        title_vi=row.title_vi,
        title_en=row.title_en,
        set_slug=row.set_slug,
        set_version=row.set_version,
        set_hash=row.set_hash,
        unit_kind=row.unit_kind,
        period=row.period,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        closed_at=row.closed_at,
    )


def find_campaigns(session: Session, *, unit_kind: str | None = None) -> list[CampaignView]:
    """Return campaigns, newest period first."""
    query = sa.select(Campaign).order_by(Campaign.period.desc(), Campaign.handle)
    if unit_kind is not None:
        query = query.where(Campaign.unit_kind == unit_kind)
    return [view_of(row) for row in session.scalars(query)]


def get_campaign(session: Session, handle: str) -> CampaignView:
    """Return one campaign by its handle. Raises: NotFound."""
    row = session.scalar(sa.select(Campaign).where(Campaign.handle == handle))
    if row is None:
        raise NotFound
    return view_of(row)


def pinned_set(campaign: CampaignView) -> CriteriaSet:
    """Return the very criteria set that the campaign pinned; refuse a changed file.

    Raises
    ------
    PinnedSetChanged
        The file under this slug and version no longer has the recorded content hash.
    """
    criteria_set = get_set(campaign.set_reference)
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
