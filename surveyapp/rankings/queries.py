"""Read what can be ranked and what was ranked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from scoring import Why
from surveyapp.assessments.tables import AssessmentRow, SubmissionRow
from surveyapp.campaigns.model import CampaignView
from surveyapp.campaigns.queries import COLUMNS as CAMPAIGN
from surveyapp.campaigns.tables import Campaign
from surveyapp.errors import NotFound
from surveyapp.organisations.model import OrganisationView
from surveyapp.organisations.queries import COLUMNS as ORGANISATION
from surveyapp.organisations.queries import view_of as organisation_view
from surveyapp.organisations.registers import HUMAN
from surveyapp.organisations.tables import Organisation
from surveyapp.rankings.model import Edition, Line
from surveyapp.rankings.tables import RankingEdition, RankingLine
from surveyapp.rankings.trend import thaw_trend
from surveyapp.results.model import Basis
from surveyapp.results.tables import ResultRow

_PUBLIC = sa.and_(RankingEdition.published_at.is_not(None), Campaign.unit_kind.not_in(HUMAN))
"""Of human beings everyone reads the own line only (`find_rank_of`)."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One verified result with the organisation it ranks."""

    organisation: OrganisationView
    result_id: int
    shares: bytes


_CANDIDATES = (
    sa.select(ResultRow.id, ResultRow.shares, *ORGANISATION)
    .select_from(Organisation)
    .join(AssessmentRow, AssessmentRow.organisation_id == Organisation.id)
    .join(SubmissionRow, SubmissionRow.assessment_id == AssessmentRow.id)
    .join(ResultRow, ResultRow.submission_id == SubmissionRow.id)
    .where(
        AssessmentRow.campaign_id == sa.bindparam("campaign_id"),
        ResultRow.basis == Basis.VERIFIED.value,
        # Where weights follow from the data, a unit has its score only among the others.
        sa.or_(
            ResultRow.withheld.is_(None),
            ResultRow.withheld == Why.WEIGHTS_FROM_DATA.value,
        ),
    )
)


def find_candidates(session: Session, campaign_id: int) -> list[Candidate]:
    """Return the verified results of a campaign that can be ranked."""
    rows = session.execute(_CANDIDATES.order_by(Organisation.id), {"campaign_id": campaign_id})
    return [Candidate(organisation_view(row[2:]), row[0], row[1]) for row in rows]


def count_candidates(session: Session, campaign_id: int) -> int:
    """Count what `find_candidates` would return."""
    counted = _CANDIDATES.with_only_columns(sa.func.count())
    return session.scalar(counted, {"campaign_id": campaign_id}) or 0


def count_left_out(session: Session, campaign_id: int) -> int:
    """Count submitted assessments whose review is not closed: they are not ranked."""
    query = sa.select(sa.func.count()).where(
        AssessmentRow.campaign_id == campaign_id,
        AssessmentRow.submitted_at.is_not(None),
        AssessmentRow.reviewed_at.is_(None),
    )
    return session.scalar(query) or 0


def _editions() -> sa.Select[Any]:
    size = (
        sa.select(sa.func.count())
        .where(RankingLine.edition_id == RankingEdition.id)
        .scalar_subquery()
    )
    return (
        sa.select(RankingEdition, size, *CAMPAIGN)
        .join(Campaign, Campaign.id == RankingEdition.campaign_id)
        .order_by(Campaign.period.desc(), Campaign.handle, RankingEdition.number.desc())
    )


def _view_of(row: RankingEdition, size: int, *campaign: Any) -> Edition:
    return Edition(
        id=row.id,
        handle=row.handle,
        campaign=CampaignView(*campaign),
        number=row.number,
        set_reference=row.set_reference,
        engine_version=row.engine_version,
        left_out=row.left_out,
        drafted_at=row.drafted_at,
        note=row.note,
        published_at=row.published_at,
        size=size,
        trend=thaw_trend(row.trend),
    )


def find_published(session: Session) -> list[Edition]:
    """Return the editions that everybody may read, newest period first."""
    query = _editions().where(_PUBLIC)
    return [_view_of(*row) for row in session.execute(query)]


def find_editions_of(session: Session, campaign_id: int) -> list[Edition]:
    """Return every edition of a campaign, drafts included."""
    query = _editions().where(RankingEdition.campaign_id == campaign_id)
    return [_view_of(*row) for row in session.execute(query)]


def get_edition(session: Session, handle: str, *, published_only: bool) -> Edition:
    """Return one edition; `published_only`: of those that everybody may read. Raises: NotFound."""
    query = _editions().where(RankingEdition.handle == handle)
    if published_only:
        query = query.where(_PUBLIC)
    row = session.execute(query).one_or_none()
    if row is None:
        raise NotFound
    return _view_of(*row)


def find_lines(session: Session, edition_id: int) -> list[Line]:
    """Return the lines of an edition by rank, then by name."""
    query = (
        sa.select(RankingLine)
        .where(RankingLine.edition_id == edition_id)
        .order_by(RankingLine.rank, RankingLine.organisation_name, RankingLine.organisation_id)
    )
    return [_line_of(row) for row in session.scalars(query)]


def find_rank_of(session: Session, campaign_id: int, organisation_id: int) -> Line | None:
    """Return an organisation's line in the newest published edition of a campaign."""
    newest = (
        sa.select(RankingEdition.id)
        .where(RankingEdition.campaign_id == campaign_id, RankingEdition.published_at.is_not(None))
        .order_by(RankingEdition.number.desc())
        .limit(1)
    )
    row = session.scalar(
        sa.select(RankingLine).where(
            RankingLine.edition_id == newest.scalar_subquery(),
            RankingLine.organisation_id == organisation_id,
        )
    )
    return None if row is None else _line_of(row)


def _line_of(row: RankingLine) -> Line:
    return Line(
        organisation_id=row.organisation_id,
        organisation_name=row.organisation_name,
        province=row.province,
        league=row.league,
        rank=row.rank,
        league_rank=row.league_rank,
        score=row.score,
        level=row.level,
        pillar_scores=row.pillar_scores,
    )
