"""The pages of a publisher as plain objects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from sqlalchemy.orm import Session

from surveyapp.campaigns.model import CampaignState, CampaignView
from surveyapp.campaigns.queries import pinned_set
from surveyapp.i18n import current_language, say_number
from surveyapp.organisations.registers import HUMAN
from surveyapp.rankings.model import Edition, Line
from surveyapp.rankings.queries import (
    count_candidates,
    count_left_out,
    find_editions_of,
    find_lines,
)
from surveyapp.web.pager import Pager
from surveyapp.web.publisher.forms import NarrowForm, PublishForm
from surveyapp.web.ranking_view import (
    PAGE_SIZE,
    Filter,
    LevelCount,
    RankRow,
    choices_of,
    count_levels,
    rank_rows,
    say_trend,
)
from surveyapp.web.respondent.pages import title_of


@dataclass(frozen=True, slots=True)
class EditionLine:
    """One edition in the list of its campaign."""

    number: int
    href: str
    published_at: datetime | None
    drafted_at: datetime
    size: str
    left_out: int


@dataclass(frozen=True, slots=True)
class CampaignCard:
    """One campaign with what a ranking would hold now."""

    title: str
    handle: str
    state: CampaignState
    opens_at: datetime
    closes_at: datetime
    verified: int
    left_out: int
    editions: tuple[EditionLine, ...]
    draft: EditionLine | None
    draft_action: str


def make_card(session: Session, campaign: CampaignView, *, now: datetime) -> CampaignCard:
    """Return one campaign with its editions, the newest first."""
    editions = tuple(_edition_line(one) for one in find_editions_of(session, campaign.id))
    return CampaignCard(
        title=title_of(campaign),
        handle=campaign.handle,
        state=campaign.state_at(now),
        opens_at=campaign.opens_at,
        closes_at=campaign.closed_at or campaign.closes_at,
        verified=count_candidates(session, campaign.id),
        left_out=count_left_out(session, campaign.id),
        editions=editions,
        draft=next((one for one in editions if one.published_at is None), None),
        draft_action=url_for("publisher.draft", handle=campaign.handle),
    )


def _edition_line(edition: Edition) -> EditionLine:
    return EditionLine(
        number=edition.number,
        href=url_for("publisher.edition", handle=edition.handle),
        published_at=edition.published_at,
        drafted_at=edition.drafted_at,
        size=say_number(edition.size, digits=0),
        left_out=edition.left_out,
    )


@dataclass(frozen=True, slots=True)
class EditionPage:
    """One edition as its publisher reads it.

    `verified_since` counts results that were verified after the draft was made.
    """

    edition: Edition
    campaign_title: str
    campaign_closed: bool
    set_title: str
    size: str
    verified_since: int
    levels: list[LevelCount]
    trend: str | None
    rows: Sequence[RankRow]
    pager: Pager
    narrowing: NarrowForm
    form: PublishForm
    refusal: str | None
    discard_action: str
    public_href: str | None


def make_edition_page(
    session: Session,
    edition: Edition,
    form: PublishForm,
    query: Mapping[str, str],
    *,
    refusal: str | None,
    now: datetime,
) -> EditionPage:
    """Return an edition, narrowed and paged as the address says."""
    criteria_set = pinned_set(session, edition.campaign)
    lines = find_lines(session, edition.id)
    rows = rank_rows(lines, criteria_set, Filter.of(query))
    pager = _pager(len(rows), query, edition)
    return EditionPage(
        edition=edition,
        campaign_title=title_of(edition.campaign),
        campaign_closed=edition.campaign.state_at(now) is CampaignState.CLOSED,
        set_title=criteria_set.title.say(current_language()),
        size=say_number(edition.size, digits=0),
        verified_since=_count_since(session, edition),
        levels=count_levels(lines, criteria_set),
        trend=say_trend(edition.trend),
        rows=pager.cut(rows),
        pager=pager,
        narrowing=_narrowing(lines, Filter.of(query)),
        form=form,
        refusal=refusal,
        discard_action=url_for("publisher.discard", handle=edition.handle),
        public_href=public_href_of(edition),
    )


def _pager(rows: int, query: Mapping[str, str], edition: Edition) -> Pager:
    values = Filter.of(query).address() | {"handle": edition.handle}
    return Pager.of(rows, PAGE_SIZE, query.get("page", "1"), "publisher.edition", values)


def _count_since(session: Session, edition: Edition) -> int:
    return max(0, count_candidates(session, edition.campaign.id) - edition.size)


def _narrowing(lines: Sequence[Line], chosen: Filter) -> NarrowForm:
    typed = {"q": chosen.search, "league": chosen.league, "province": chosen.province}
    form = NarrowForm(formdata=None, data=typed)
    offered = choices_of(lines)
    form.league.choices, form.province.choices = offered["leagues"], offered["provinces"]
    return form


def public_href_of(edition: Edition) -> str | None:
    """Return the page that everybody may read; there is none about human beings."""
    if edition.campaign.unit_kind in HUMAN:
        return None
    return url_for("public.ranking", handle=edition.handle)
