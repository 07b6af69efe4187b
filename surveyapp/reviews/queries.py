"""Read reviews with the awards that stand."""

from __future__ import annotations

from fractions import Fraction

import sqlalchemy as sa
from sqlalchemy.orm import Session

from surveyapp.assessments.tables import AssessmentRow, SubmissionRow
from surveyapp.people.tables import Person
from surveyapp.reviews.model import Award, Review
from surveyapp.reviews.tables import AwardRow, ReviewRow

_REVIEW = sa.select(ReviewRow).where(ReviewRow.submission_id == sa.bindparam("submission_id"))
_AWARDS = (
    sa.select(AwardRow, Person.name)
    .join(Person, Person.id == AwardRow.awarded_by)
    .where(AwardRow.review_id == sa.bindparam("review_id"))
    .order_by(AwardRow.id)
)


def find_review(session: Session, submission_id: int) -> Review | None:
    """Return the review of a submission; of several awards for an indicator the newest counts."""
    row = session.scalar(_REVIEW, {"submission_id": submission_id})
    if row is None:
        return None
    awards = session.execute(_AWARDS, {"review_id": row.id})
    return Review(
        id=row.id,
        submission_id=row.submission_id,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        note=row.note,
        awards={award.indicator_code: _view_of(award, name) for award, name in awards},
    )


def count_awards_in(session: Session, campaign_id: int) -> dict[int, int]:
    """Count the indicators with awarded points, by assessment; a review without any counts 0."""
    query = (
        sa.select(SubmissionRow.assessment_id, sa.func.count(AwardRow.indicator_code.distinct()))
        .join(AssessmentRow, AssessmentRow.id == SubmissionRow.assessment_id)
        .join(ReviewRow, ReviewRow.submission_id == SubmissionRow.id)
        .outerjoin(AwardRow, AwardRow.review_id == ReviewRow.id)
        .where(AssessmentRow.campaign_id == campaign_id)
        .group_by(SubmissionRow.assessment_id)
    )
    return dict(session.execute(query).all())


def _view_of(row: AwardRow, evaluator_name: str) -> Award:
    return Award(
        indicator_code=row.indicator_code,
        self_points=None if row.self_points is None else Fraction(row.self_points),
        awarded_points=Fraction(row.awarded_points),
        reason=row.reason,
        evaluator_name=evaluator_name,
        awarded_at=row.awarded_at,
    )
