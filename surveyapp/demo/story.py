"""The story of the demonstration: two years of enterprises and agencies, by the real services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

import sqlalchemy as sa
from sqlalchemy.orm import Session

from criteria.registry import get_set
from surveyapp.campaigns.model import CampaignView, NewCampaign
from surveyapp.campaigns.queries import get_campaign, pinned_set
from surveyapp.campaigns.service import open_campaign
from surveyapp.clock import LEGAL_ZONE
from surveyapp.demo.cast import (
    AGENCY_DOMAIN,
    Staff,
    Unit,
    hire_staff,
    list_officials,
    register_units,
)
from surveyapp.demo.chapters import tell_unit
from surveyapp.people.tables import Person
from surveyapp.persistence.database import Database
from surveyapp.rankings.service import draft_ranking, publish_ranking

PASSWORD = "thuoc-so-2026"  # noqa: S105 - printed for everybody who starts the demonstration
SETS = ("dn-nho-va-vua", "nhiem-vu-co-quan", "nhiem-vu-cong-chuc")
"""The criteria sets of enterprises, of agencies and of their officials."""

_TITLES = {
    "dn-nho-va-vua": (
        "Đánh giá mức độ chuyển đổi số doanh nghiệp nhỏ và vừa năm {year}",
        "Digital maturity assessment of small and medium enterprises {year}",
    ),
    "nhiem-vu-co-quan": (
        "Đánh giá mức độ hoàn thành nhiệm vụ chuyển đổi số của cơ quan năm {year}",
        "Completion of digital-transformation tasks by agencies {year}",
    ),
    "nhiem-vu-cong-chuc": (
        "Đánh giá mức độ hoàn thành nhiệm vụ chuyển đổi số của công chức năm {year}",
        "Completion of digital-transformation tasks by officials {year}",
    ),
}
_NOTE = "Dữ liệu minh họa; tên tổ chức không có thật."


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account that the person who starts the demonstration may use."""

    role: str
    email: str
    password: str


def tell_demo(
    database: Database, *, seed: int, enterprises: int, now: datetime
) -> list[DemoAccount] | None:
    """Fill an empty database; return the accounts, or None when people are already there.

    The same seed on the same day tells the same story.
    """
    rng = Random(seed)  # noqa: S311 - a story, not a secret
    with database.transaction() as session:
        if session.scalar(sa.select(Person.id).limit(1)) is not None:
            return None
        begin = _midnight(now.year - 1, 1)
        staff = hire_staff(session, PASSWORD, now=begin)
        units = register_units(
            session, staff, PASSWORD, enterprises=enterprises, rng=rng, now=begin
        )
        units += list_officials(session, units, rng=rng, now=begin)
    for year in (now.year - 1, now.year):
        for slug in SETS:
            _tell_campaign(database, staff, units, slug, year, rng=rng, now=now)
    return [
        DemoAccount("administrator", "quantri@thuocso.example", PASSWORD),
        DemoAccount("evaluator", "thamdinh@thuocso.example", PASSWORD),
        DemoAccount("publisher", "congbo@thuocso.example", PASSWORD),
        DemoAccount("enterprise", "dn001@mau.example", PASSWORD),
        DemoAccount("agency", f"cq01@{AGENCY_DOMAIN}", PASSWORD),
    ]


def _tell_campaign(
    database: Database,
    staff: Staff,
    units: list[Unit],
    slug: str,
    year: int,
    *,
    rng: Random,
    now: datetime,
) -> None:
    past = year < now.year
    opens_at = _midnight(year, 1)
    closes_at = _midnight(year, 10) if past else _midnight(year + 1, 2)
    latest = closes_at - timedelta(days=1) if past else now
    with database.transaction() as session:
        campaign = _open(session, staff, slug, year, opens_at, closes_at)
    invited = [unit for unit in units if campaign.unit_kind in unit.organisation.units]
    for unit in invited:
        with database.transaction() as session:
            tell_unit(session, staff, unit, campaign, latest=latest, past=past, rng=rng)
    if past:
        with database.transaction() as session:
            _publish(session, staff, campaign, now=closes_at + timedelta(days=45))


def _midnight(year: int, month: int) -> datetime:
    """Return the first instant of a month in Vietnam's legal time."""
    return datetime(year, month, 1, tzinfo=LEGAL_ZONE).astimezone(UTC)


def _open(
    session: Session, staff: Staff, slug: str, year: int, opens_at: datetime, closes_at: datetime
) -> CampaignView:
    vi, en = (title.format(year=year) for title in _TITLES[slug])
    new = NewCampaign(
        set_reference=get_set(slug).reference,
        period=year,
        title_vi=vi,
        title_en=en,
        opens_at=opens_at,
        closes_at=closes_at,
    )
    open_campaign(session, new, actor_id=staff.administrator, now=opens_at)
    return get_campaign(session, f"{slug}-{year}")


def _publish(session: Session, staff: Staff, campaign: CampaignView, *, now: datetime) -> None:
    handle = draft_ranking(
        session, campaign, pinned_set(session, campaign), actor_id=staff.publisher, now=now
    )
    publish_ranking(session, campaign, handle, note=_NOTE, actor_id=staff.publisher, now=now)
