"""Draft a ranking from verified results, publish it, or discard the draft. Nothing here commits."""

from __future__ import annotations

import math
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

import scoring
from criteria.among import NumbersNotComparable
from criteria.compile import score_vectors
from criteria.model import CriteriaSet
from surveyapp.audit.service import record
from surveyapp.audit.vocabulary import Happened
from surveyapp.campaigns.model import CampaignState, CampaignView
from surveyapp.errors import NotFound
from surveyapp.persistence.claiming import claiming
from surveyapp.rankings.errors import (
    CampaignStillOpen,
    DraftWaiting,
    EditionPublished,
    NothingToRank,
    NumbersDoNotCompare,
)
from surveyapp.rankings.linking import find_trend
from surveyapp.rankings.queries import Candidate, count_left_out, find_candidates
from surveyapp.rankings.tables import RankingEdition, RankingLine
from surveyapp.rankings.trend import freeze_trend


def draft_ranking(
    session: Session,
    campaign: CampaignView,
    criteria_set: CriteriaSet,
    *,
    actor_id: int,
    now: datetime,
) -> str:
    """Rank the verified results of a campaign; return the handle of the draft.

    Refuses: DraftWaiting, NothingToRank, NumbersDoNotCompare. Event: ranking_drafted.
    """
    number = _next_number(session, campaign.id)
    candidates = find_candidates(session, campaign.id)
    if not candidates:
        raise NothingToRank
    edition = RankingEdition(
        handle=f"{campaign.handle}-{number}",
        campaign_id=campaign.id,
        number=number,
        set_reference=criteria_set.reference,
        set_hash=criteria_set.content_hash,
        engine_version=scoring.ENGINE_VERSION,
        left_out=count_left_out(session, campaign.id),
        drafted_by=actor_id,
        drafted_at=now,
        trend=freeze_trend(find_trend(session, campaign, criteria_set, candidates)),
    )
    with claiming(session, DraftWaiting()):
        session.add(edition)
    session.execute(sa.insert(RankingLine), _rank(edition.id, criteria_set, candidates))
    subject = ("ranking_edition", edition.id)
    data = {"size": len(candidates)}
    record(
        session, Happened.RANKING_DRAFTED, subject=subject, actor_id=actor_id, now=now, data=data
    )
    return edition.handle


def _next_number(session: Session, campaign_id: int) -> int:
    editions = session.scalars(
        sa.select(RankingEdition).where(RankingEdition.campaign_id == campaign_id)
    ).all()
    if any(edition.published_at is None for edition in editions):
        raise DraftWaiting
    return 1 + max((edition.number for edition in editions), default=0)


def _rank(
    edition_id: int, criteria_set: CriteriaSet, candidates: list[Candidate]
) -> list[dict[str, object]]:
    try:
        table = score_vectors(
            criteria_set,
            {str(one.organisation.id): one.shares for one in candidates},
            {str(one.organisation.id): one.organisation.group for one in candidates},
        )
    except NumbersNotComparable as fault:
        raise NumbersDoNotCompare(code=fault.code) from fault
    codes = [pillar.code for pillar in criteria_set.pillars]
    return [
        {
            "edition_id": edition_id,
            "organisation_id": one.organisation.id,
            "result_id": one.result_id,
            "organisation_name": one.organisation.full_name,
            "province": one.organisation.province,
            "league": one.organisation.league,
            "rank": int(table.overall_rank[place]),
            "league_rank": int(table.rank[place]),
            "score": float(table.score[place]),
            "level": int(table.level[place]),
            "pillar_scores": {
                code: None if math.isnan(score) else score
                for code, score in zip(codes, table.pillar_scores[place].tolist(), strict=True)
            },
        }
        for place, one in enumerate(candidates)
    ]


def publish_ranking(
    session: Session,
    campaign: CampaignView,
    handle: str,
    *,
    note: str,
    actor_id: int,
    now: datetime,
) -> None:
    """Publish a draft for good. Refuses: EditionPublished, CampaignStillOpen."""
    edition = _draft(session, handle)
    if campaign.state_at(now) is not CampaignState.CLOSED:
        raise CampaignStillOpen(closes_at=campaign.closes_at)
    edition.published_at, edition.published_by, edition.note = now, actor_id, note.strip()
    session.flush()
    subject = ("ranking_edition", edition.id)
    record(session, Happened.RANKING_PUBLISHED, subject=subject, actor_id=actor_id, now=now)


def discard_draft(session: Session, handle: str, *, actor_id: int, now: datetime) -> None:
    """Remove a draft that was never published. Refuses: EditionPublished."""
    edition = _draft(session, handle)
    session.execute(sa.delete(RankingLine).where(RankingLine.edition_id == edition.id))
    session.delete(edition)
    subject = ("ranking_edition", edition.id)
    record(session, Happened.RANKING_DISCARDED, subject=subject, actor_id=actor_id, now=now)


def _draft(session: Session, handle: str) -> RankingEdition:
    query = sa.select(RankingEdition).where(RankingEdition.handle == handle)
    edition = session.scalar(query.with_for_update())
    if edition is None:
        raise NotFound
    if edition.published_at is not None:
        raise EditionPublished(published_at=edition.published_at)
    return edition
