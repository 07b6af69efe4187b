"""Open a review, award points with a reason, close it. Nothing here commits."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

from sqlalchemy.orm import Session

from criteria.answers import Given
from criteria.kinds import handler_of
from criteria.model import Indicator, Measured
from surveyapp.assessments.model import Assessment, Submission
from surveyapp.assessments.tables import AssessmentRow
from surveyapp.audit.service import record
from surveyapp.audit.vocabulary import Happened
from surveyapp.errors import N_, Invalid
from surveyapp.reviews.errors import JudgedAmongUnits, ReviewClosed
from surveyapp.reviews.model import Review
from surveyapp.reviews.queries import find_review
from surveyapp.reviews.tables import AwardRow, ReviewRow

SHORTEST_REASON = 10


def open_review(
    session: Session, submission: Submission, *, actor_id: int, now: datetime
) -> Review:
    """Return the review of a submission, opened now if need be. Event: review_opened."""
    found = find_review(session, submission.id)
    if found is not None:
        return found
    row = ReviewRow(submission_id=submission.id, opened_by=actor_id, opened_at=now)
    session.add(row)
    session.flush()
    subject = ("review", row.id)
    record(session, Happened.REVIEW_OPENED, subject=subject, actor_id=actor_id, now=now)
    return Review(row.id, submission.id, opened_at=now, closed_at=None, note="", awards={})


def may_be_awarded(indicator: Indicator) -> bool:
    """Tell whether a reviewer can award points: it brings some, and not only among other units."""
    return indicator.answer.maximum > 0 and not isinstance(indicator.answer, Measured)


def _require_own_points(indicator: Indicator) -> None:
    if isinstance(indicator.answer, Measured):
        raise JudgedAmongUnits(code=indicator.code)


def award_points(
    session: Session,
    review: Review,
    indicator: Indicator,
    given: Given | None,
    *,
    points: Fraction,
    reason: str,
    actor_id: int,
    now: datetime,
) -> None:
    """Put awarded points beside own ones. Refuses: ReviewClosed, JudgedAmongUnits, Invalid."""
    _require_open(review)
    _require_own_points(indicator)
    faults: dict[str, str] = {}
    if not 0 <= points <= indicator.answer.maximum:
        faults["points"] = N_("Điểm thẩm định phải từ 0 đến {maximum}.")
    if len(reason.strip()) < SHORTEST_REASON:
        faults["reason"] = N_(
            "Hãy ghi lý do (ít nhất {shortest} ký tự) để đơn vị hiểu vì sao điểm thay đổi."
        )
    if faults:
        raise Invalid(faults, maximum=indicator.answer.maximum, shortest=SHORTEST_REASON)
    own = self_points(indicator, given)
    award = AwardRow(
        review_id=review.id,
        indicator_code=indicator.code,
        self_points=None if own is None else str(own),
        awarded_points=str(points),
        reason=reason.strip(),
        awarded_by=actor_id,
        awarded_at=now,
    )
    session.add(award)
    session.flush()
    data = {"indicator": indicator.code, "self": award.self_points, "awarded": str(points)}
    subject = ("review", review.id)
    record(session, Happened.POINTS_AWARDED, subject=subject, actor_id=actor_id, now=now, data=data)


def close_review(
    session: Session,
    review: Review,
    assessment: Assessment,
    *,
    note: str,
    actor_id: int,
    now: datetime,
) -> None:
    """Freeze the review and mark the assessment reviewed. Refuses: ReviewClosed."""
    _require_open(review)
    row = session.get_one(ReviewRow, review.id)
    row.closed_at, row.closed_by, row.note = now, actor_id, note.strip()
    session.get_one(AssessmentRow, assessment.id).reviewed_at = now
    session.flush()
    data = {"changed": sorted(review.awards)}
    record(
        session,
        Happened.REVIEW_CLOSED,
        subject=("review", review.id),
        actor_id=actor_id,
        now=now,
        data=data,
    )


def self_points(indicator: Indicator, given: Given | None) -> Fraction | None:
    """Return the points of the unit's own answer; None when not given or not applicable."""
    if given is None or given.value is None:
        return None
    return handler_of(indicator.answer).points(indicator.answer, given.value)


def _require_open(review: Review) -> None:
    if review.closed_at is not None:
        raise ReviewClosed(closed_at=review.closed_at)
