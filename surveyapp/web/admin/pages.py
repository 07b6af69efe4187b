"""The pages of an administrator as plain objects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from flask import url_for
from sqlalchemy.orm import Session

from surveyapp.assessments.tables import AssessmentRow
from surveyapp.campaigns.model import CampaignState, CampaignView
from surveyapp.campaigns.queries import find_campaigns, find_pinned_set
from surveyapp.i18n import current_language, gettext, say_number
from surveyapp.organisations.queries import find_agencies
from surveyapp.people.model import Role
from surveyapp.people.queries import find_invitations
from surveyapp.web.admin.forms import ROLE_NAMES, AgencyForm
from surveyapp.web.admin.trail import Trail, read_trail
from surveyapp.web.admin.wording import THEMES
from surveyapp.web.pager import Pager
from surveyapp.web.respondent.pages import title_of

AGENCIES_PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class CampaignCard:
    """One campaign with how far its assessments are."""

    title: str
    handle: str
    set_title: str
    set_reference: str
    set_href: str
    unit_kind: str
    period: int
    state: CampaignState
    opens_at: datetime
    closes_at: datetime
    started: str
    submitted: str
    reviewed: str
    close_action: str


def make_cards(session: Session, *, now: datetime) -> list[CampaignCard]:
    """Return every campaign, the newest period first."""
    counts = _count_assessments(session)
    return [
        _card(session, one, counts.get(one.id, (0, 0, 0)), now=now)
        for one in find_campaigns(session)
    ]


def _card(
    session: Session, campaign: CampaignView, counts: tuple[int, int, int], *, now: datetime
) -> CampaignCard:
    started, submitted, reviewed = (say_number(count, digits=0) for count in counts)
    pinned = find_pinned_set(session, campaign)
    return CampaignCard(
        title=title_of(campaign),
        handle=campaign.handle,
        set_title=pinned.title.say(current_language()) if pinned else campaign.set_reference,
        set_reference=campaign.set_reference,
        set_href=url_for(
            "public.criteria_set", slug=campaign.set_slug, version=campaign.set_version
        ),
        unit_kind=campaign.unit_kind,
        period=campaign.period,
        state=campaign.state_at(now),
        opens_at=campaign.opens_at,
        closes_at=campaign.closed_at or campaign.closes_at,
        started=started,
        submitted=submitted,
        reviewed=reviewed,
        close_action=url_for("admin.close", handle=campaign.handle),
    )


def _count_assessments(session: Session) -> dict[int, tuple[int, int, int]]:
    """Count started, submitted and reviewed assessments by campaign."""
    query = sa.select(
        AssessmentRow.campaign_id,
        sa.func.count(),
        sa.func.count(AssessmentRow.submitted_at),
        sa.func.count(AssessmentRow.reviewed_at),
    ).group_by(AssessmentRow.campaign_id)
    return {row[0]: (row[1], row[2], row[3]) for row in session.execute(query)}


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """One registered agency."""

    name: str
    league: str
    province: str


@dataclass(frozen=True, slots=True)
class AgenciesPage:
    """The registered agencies and the form for another."""

    form: AgencyForm
    lines: Sequence[AgencyLine]
    pager: Pager


def make_agencies_page(
    session: Session, form: AgencyForm, query: Mapping[str, str]
) -> AgenciesPage:
    """Return one page of the agencies by name."""
    language = current_language()
    agencies = find_agencies(session)
    asked = query.get("page", "1")
    pager = Pager.of(len(agencies), AGENCIES_PER_PAGE, asked, "admin.agencies", {})
    lines = [
        AgencyLine(one.name, one.league_name(language), one.province_name(language))
        for one in pager.cut(agencies)
    ]
    return AgenciesPage(form, lines, pager)


class InvitationState(StrEnum):
    """What has become of an invitation."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """One invitation with what has become of it."""

    email: str
    role: str
    organisation_name: str | None
    invited_at: datetime
    expires_at: datetime
    state: InvitationState


def list_invitations(session: Session, *, now: datetime) -> list[InvitationRow]:
    """Return the newest invitations."""
    return [
        InvitationRow(
            email=one.email,
            role=gettext(ROLE_NAMES[Role(one.role)]),
            organisation_name=one.organisation_name,
            invited_at=one.invited_at,
            expires_at=one.expires_at,
            state=_state(one.accepted_at, one.expires_at, now),
        )
        for one in find_invitations(session)
    ]


def _state(accepted_at: datetime | None, expires_at: datetime, now: datetime) -> InvitationState:
    if accepted_at is not None:
        return InvitationState.ACCEPTED
    return InvitationState.EXPIRED if expires_at <= now else InvitationState.WAITING


@dataclass(frozen=True, slots=True)
class TrailPage:
    """One stretch of the trail and the ways to narrow it."""

    trail: Trail
    tabs: tuple[dict[str, object], ...]
    older_href: str | None
    newest_href: str | None


def make_trail_page(session: Session, query: Mapping[str, str]) -> TrailPage:
    """Return the stretch of the trail that the address asks for."""
    theme = query.get("theme", "")
    theme = theme if theme in THEMES else ""
    asked = query.get("before", "")
    before = int(asked) if asked.isdecimal() and len(asked) < 18 else None
    trail = read_trail(session, theme=theme, before=before)
    names = {"": gettext("Tất cả"), **{key: gettext(name) for key, (name, _) in THEMES.items()}}
    return TrailPage(
        trail=trail,
        tabs=tuple(
            {
                "label": label,
                "href": url_for("admin.trail", theme=key or None),
                "current": key == theme,
                "count": None,
            }
            for key, label in names.items()
        ),
        older_href=url_for("admin.trail", theme=theme or None, before=trail.older)
        if trail.older
        else None,
        newest_href=url_for("admin.trail", theme=theme or None) if before else None,
    )
