"""When a campaign takes answers: a pure decision."""

from __future__ import annotations

from datetime import datetime

from surveyapp.campaigns.errors import CampaignClosed, CampaignNotOpen
from surveyapp.campaigns.model import CampaignState, CampaignView


def require_open(campaign: CampaignView, *, now: datetime) -> None:
    """Refuse unless the campaign takes answers at `now`."""
    state = campaign.state_at(now)
    if state is CampaignState.CLOSED:
        closed_at = campaign.closed_at or campaign.closes_at
        raise CampaignClosed(campaign=campaign, closed_at=closed_at)
    if state is CampaignState.PLANNED:
        raise CampaignNotOpen(campaign=campaign, opens_at=campaign.opens_at)
