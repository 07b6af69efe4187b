"""The home page as a plain object: the ruler and who stands on it, what is open, what is new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from itertools import pairwise
from statistics import median

import sqlalchemy as sa
from markupsafe import Markup
from sqlalchemy.orm import Session

from criteria.compile import score_one
from criteria.model import CriteriaSet, Measure
from surveyapp.assessments.tables import AssessmentRow
from surveyapp.campaigns.model import CampaignState, CampaignView
from surveyapp.campaigns.queries import find_campaigns, find_pinned_set
from surveyapp.certificates.tables import CertificateRow
from surveyapp.clock import in_legal_time
from surveyapp.criteria_sets.queries import list_criteria_sets
from surveyapp.i18n import current_language, gettext, ngettext, say_instant, say_number
from surveyapp.organisations.registers import UNITS_THAT_SIGN_UP, OrganisationKind
from surveyapp.organisations.tables import Organisation
from surveyapp.rankings.model import Edition
from surveyapp.rankings.queries import find_published
from surveyapp.rankings.tables import RankingLine
from surveyapp.web.answer_form.wording import say_interval
from surveyapp.web.public.pages import (
    RankingSummary,
    SetSummary,
    describe_set,
    say_unit_kind,
    set_href,
    summarise_rankings,
)
from surveyapp.web.public.yardstick import Stretch, draw_yardstick
from surveyapp.web.respondent.pages import title_of

SHOWN_RANKINGS = 2
SHOWN_ROWS = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """One count with its words."""

    value: str
    label: str
    tone: str


@dataclass(frozen=True, slots=True)
class OpenCampaign:
    """One campaign that takes answers now."""

    title: str
    enterprises_answer: bool
    for_whom: str
    closes: str
    left: str
    set_title: str
    set_href: str


@dataclass(frozen=True, slots=True)
class Yardstick:
    """The ruler with the units of the newest ranking on it."""

    drawing: Markup
    bands: tuple[tuple[int, str, str], ...]
    set_title: str
    set_href: str
    ranking_title: str | None
    count: str
    median: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """Everything that the home page shows; an empty installation has empty tuples."""

    yardstick: Yardstick
    figures: tuple[Figure, ...]
    campaigns: tuple[OpenCampaign, ...]
    rankings: tuple[RankingSummary, ...]
    sets: tuple[SetSummary, ...]


def make_home_page(session: Session, now: datetime) -> HomePage:
    """Read what the home page shows."""
    published = find_published(session)
    newest = list(_newest_of_each_kind(published))
    return HomePage(
        yardstick=_yardstick(session, newest[0] if newest else None),
        figures=tuple(_figures(session, now)),
        campaigns=tuple(_open_campaigns(session, now)),
        rankings=tuple(summarise_rankings(session, newest[:SHOWN_RANKINGS], top=SHOWN_ROWS)),
        sets=tuple(describe_set(one) for one in list_criteria_sets(session)),
    )


def _newest_of_each_kind(published: Sequence[Edition]) -> Iterator[Edition]:
    """Yield the newest edition of each kind of unit, enterprises first."""
    kinds = sorted({one.campaign.unit_kind for one in published}, key=_enterprises_first)
    for kind in kinds:
        yield next(one for one in published if one.campaign.unit_kind == kind)


def _enterprises_first(unit_kind: str) -> tuple[bool, str]:
    return unit_kind != OrganisationKind.ENTERPRISE.value, unit_kind


def _figures(session: Session, now: datetime) -> Iterator[Figure]:
    """Yield the counts that are not zero."""
    enterprise = Organisation.kind == OrganisationKind.ENTERPRISE.value
    agency = Organisation.kind == OrganisationKind.AGENCY.value
    today = in_legal_time(now).date()
    certified = sa.and_(CertificateRow.superseded_by.is_(None), CertificateRow.valid_until >= today)
    for label, tone, condition in (
        (gettext("doanh nghiệp đã đăng ký"), "primary", enterprise),
        (gettext("cơ quan nhà nước tham gia"), "primary", agency),
        (gettext("phiếu đánh giá đã nộp"), "jade", AssessmentRow.submitted_at.is_not(None)),
        (gettext("giấy chứng nhận còn hiệu lực"), "gold", certified),
    ):
        count = session.scalar(sa.select(sa.func.count()).where(condition))
        if count:
            yield Figure(value=say_number(count, digits=0), label=label, tone=tone)


def _open_campaigns(session: Session, now: datetime) -> Iterator[OpenCampaign]:
    language = current_language()
    for one in find_campaigns(session):
        if one.state_at(now) is CampaignState.OPEN:
            yield OpenCampaign(
                title=title_of(one),
                enterprises_answer=one.unit_kind in UNITS_THAT_SIGN_UP,
                for_whom=say_unit_kind(one.unit_kind),
                closes=say_instant(one.closes_at),
                left=_say_left(one, now),
                set_title=_title_of_set(session, one, language),
                set_href=set_href(one.set_reference),
            )


def _title_of_set(session: Session, campaign: CampaignView, language: str) -> str:
    pinned = find_pinned_set(session, campaign)
    return pinned.title.say(language) if pinned else campaign.set_reference


def _say_left(campaign: CampaignView, now: datetime) -> str:
    days = (in_legal_time(campaign.closes_at).date() - in_legal_time(now).date()).days
    if days < 1:
        return gettext("Hôm nay là ngày cuối")
    return ngettext("Còn {days} ngày", "Còn {days} ngày", days).format(
        days=say_number(days, digits=0)
    )


def _yardstick(session: Session, edition: Edition | None) -> Yardstick:
    language = current_language()
    pinned = find_pinned_set(session, edition.campaign) if edition else None
    edition = edition if pinned else None  # without its set a ranking has no scale to stand on
    criteria_set = pinned or _first_set(session)
    per_score = _points_per_score(criteria_set)
    scores = _scores(session, edition) if edition else []
    title = (
        gettext("Phân bố điểm: {title}").format(title=title_of(edition.campaign))
        if edition
        else gettext("Thang đo: {title}").format(title=criteria_set.title.say(language))
    )
    return Yardstick(
        drawing=draw_yardstick(_stretches(criteria_set, per_score), scores, title=title),
        bands=tuple(_bands(criteria_set, per_score, language)),
        set_title=criteria_set.title.say(language),
        set_href=set_href(criteria_set.reference),
        ranking_title=title_of(edition.campaign) if edition else None,
        count=say_number(len(scores), digits=0),
        median=say_number(median(scores), digits=1) if scores else "",
    )


def _first_set(session: Session) -> CriteriaSet:
    """Return the set whose scale an installation without rankings shows."""
    return min(list_criteria_sets(session), key=lambda one: _enterprises_first(one.unit_kind))


def _scores(session: Session, edition: Edition) -> list[float]:
    query = sa.select(RankingLine.score).where(RankingLine.edition_id == edition.id)
    return list(session.scalars(query))


def _stretches(criteria_set: CriteriaSet, per_score: Fraction) -> list[Stretch]:
    """Return the levels as parts of the scale from 0 to 100."""
    edges = (band.interval.lower for band in criteria_set.levels.bands)
    inner = [float(edge / per_score) for edge in edges if edge is not None]
    bounds = pairwise([0.0, *(edge for edge in inner if 0 < edge < 100), 100.0])
    levels = (band.level for band in criteria_set.levels.bands)
    return [Stretch(level, *bound) for level, bound in zip(levels, bounds, strict=False)]


def _bands(
    criteria_set: CriteriaSet, per_score: Fraction, language: str
) -> Iterator[tuple[int, str, str]]:
    """Yield number, name and range of each level in the unit of the ruler."""
    for band in criteria_set.levels.bands:
        lower, upper = band.interval.lower, band.interval.upper
        on_ruler = replace(
            band.interval,
            lower=None if lower is None else lower / per_score,
            upper=None if upper is None else upper / per_score,
        )
        yield band.level, band.title.say(language), say_interval(on_ruler, unit=gettext("điểm"))


def _points_per_score(criteria_set: CriteriaSet) -> Fraction:
    """Return how much of what the levels are cut by makes one hundredth of the ruler."""
    if criteria_set.levels.measure is Measure.SCORE:
        return Fraction(1)
    return score_one(criteria_set, {}).maximum / 100
