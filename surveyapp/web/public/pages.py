"""Criteria sets and rankings in lists, as plain objects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from flask import url_for
from sqlalchemy.orm import Session

from criteria.model import CriteriaSet
from surveyapp.campaigns.queries import find_pinned_set
from surveyapp.clock import in_legal_time
from surveyapp.errors import N_
from surveyapp.i18n import current_language, gettext, ngettext, say_date, say_number, say_score
from surveyapp.organisations.registers import PROVINCES
from surveyapp.rankings.model import Edition
from surveyapp.rankings.tables import RankingLine
from surveyapp.web.respondent.pages import title_of
from surveyapp.web.result_view import name_of

UNIT_KINDS = {
    "enterprise": N_("Dành cho doanh nghiệp"),
    "state_enterprise": N_("Dành cho doanh nghiệp nhà nước"),
    "cooperative": N_("Dành cho hợp tác xã"),
    "household_business": N_("Dành cho hộ kinh doanh"),
    "agency": N_("Dành cho cơ quan nhà nước"),
    "province": N_("Dành cho tỉnh, thành phố"),
    "ministry": N_("Dành cho bộ, ngành"),
    "head": N_("Dành cho người đứng đầu, cấp phó"),
    "person": N_("Dành cho cá nhân"),
    "programme": N_("Dành cho chương trình"),
    "plan": N_("Dành cho kế hoạch"),
    "project": N_("Dành cho dự án, chương trình đầu tư"),
    "country": N_("Dành cho cả nước, tỉnh, thành phố"),
}
OTHER_UNITS = N_("Dành cho đơn vị được mời")


@dataclass(frozen=True, slots=True)
class SetSummary:
    """One criteria set in a list; pillars, criteria and levels are counted in words."""

    reference: str
    version: str
    title: str
    purpose: str
    note: str
    for_whom: str
    href: str
    pillars: str
    criteria: str
    levels: str
    official: bool


@dataclass(frozen=True, slots=True)
class TopRow:
    """One of the first in a ranking."""

    rank: int
    name: str
    province: str
    score: str
    level: int
    level_name: str | None


@dataclass(frozen=True, slots=True)
class RankingSummary:
    """One published ranking in a list, with its first units and how many reached each level."""

    title: str
    href: str
    for_whom: str
    about: str
    top: tuple[TopRow, ...]


def describe_set(criteria_set: CriteriaSet) -> SetSummary:
    """Return what a list says about a criteria set."""
    language = current_language()
    return SetSummary(
        reference=criteria_set.reference,
        version=criteria_set.version,
        title=criteria_set.title.say(language),
        purpose=criteria_set.purpose.say(language),
        note=criteria_set.note.say(language),
        for_whom=say_unit_kind(criteria_set.unit_kind),
        href=set_href(criteria_set.reference),
        pillars=_say_pillars(len(criteria_set.pillars)),
        criteria=say_criteria(sum(1 for _ in criteria_set.criteria())),
        levels=_say_levels(len(criteria_set.levels.bands)),
        official=criteria_set.official,
    )


def _say_pillars(count: int) -> str:
    sentence = ngettext("{count} trụ cột", "{count} trụ cột", count)
    return sentence.format(count=say_number(count, digits=0))


def say_criteria(count: int) -> str:
    """Say how many criteria there are."""
    sentence = ngettext("{count} tiêu chí", "{count} tiêu chí", count)
    return sentence.format(count=say_number(count, digits=0))


def _say_levels(count: int) -> str:
    sentence = ngettext("{count} mức", "{count} mức", count)
    return sentence.format(count=say_number(count, digits=0))


def say_unit_kind(unit_kind: str) -> str:
    """Say for whom a campaign or a criteria set is meant."""
    return gettext(UNIT_KINDS.get(unit_kind, OTHER_UNITS))


def set_href(reference: str) -> str:
    """Return the address of the page that shows a criteria set whole."""
    slug, _, version = reference.partition("@")
    return url_for("public.criteria_set", slug=slug, version=version)


def summarise_rankings(
    session: Session, editions: Sequence[Edition], *, top: int
) -> list[RankingSummary]:
    """Return editions as a list shows them, each with the units down to rank `top`."""
    return [
        RankingSummary(
            title=title_of(one.campaign),
            href=url_for("public.ranking", handle=one.handle),
            for_whom=say_unit_kind(one.campaign.unit_kind),
            about=say_edition(one),
            top=_top(session, one, top),
        )
        for one in editions
    ]


def say_edition(edition: Edition) -> str:
    """Say how many units an edition ranks, and when it was published."""
    words = ngettext(
        "{count} đơn vị đã thẩm định, công bố ngày {day}, lần công bố thứ {number}.",
        "{count} đơn vị đã thẩm định, công bố ngày {day}, lần công bố thứ {number}.",
        edition.size,
    )
    at = edition.published_at
    day = say_date(in_legal_time(at).date()) if at else ""
    count = say_number(edition.size, digits=0)
    return words.format(count=count, day=day, number=edition.number)


def _top(session: Session, edition: Edition, count: int) -> tuple[TopRow, ...]:
    language = current_language()
    pinned = find_pinned_set(session, edition.campaign)
    query = (
        sa.select(RankingLine)
        .where(RankingLine.edition_id == edition.id)
        .order_by(RankingLine.rank, RankingLine.organisation_name)
        .limit(count)
    )
    return tuple(
        TopRow(
            rank=line.rank,
            name=line.organisation_name,
            province=PROVINCES[line.province].say(language),
            score=say_score(line.score),
            level=line.level,
            level_name=name_of(pinned.levels, line.level, language) if pinned else None,
        )
        for line in session.scalars(query)
    )
