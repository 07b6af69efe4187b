"""A campaign as the rest of the product sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CampaignState(StrEnum):
    """Where a campaign stands at a given instant."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class CampaignView:
    """Plain values of one campaign."""

    id: int
    handle: str
    title_vi: str
    title_en: str
    set_slug: str
    set_version: str
    set_hash: str
    unit_kind: str
    period: int
    opens_at: datetime
    closes_at: datetime
    closed_at: datetime | None

    @property
    def set_reference(self) -> str:
        """The `slug@version` of the pinned criteria set."""
        return f"{self.set_slug}@{self.set_version}"

    def title(self, language: str) -> str:
        """Return the title in `language`."""
        return self.title_en if language == "en" else self.title_vi

    def state_at(self, now: datetime) -> CampaignState:
        """Return where the campaign stands at `now`; the closing instant itself is closed."""
        if self.closed_at is not None or now >= self.closes_at:
            return CampaignState.CLOSED
        return CampaignState.OPEN if now >= self.opens_at else CampaignState.PLANNED


@dataclass(frozen=True, slots=True)
class NewCampaign:
    """What an administrator decides to open a campaign."""

    set_reference: str
    period: int
    title_vi: str
    title_en: str
    opens_at: datetime
    closes_at: datetime
