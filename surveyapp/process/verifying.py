"""From an evaluator's review to the verified result and its certificate."""

from __future__ import annotations

from datetime import datetime
from random import Random

from sqlalchemy.orm import Session

from surveyapp.assessments.model import Assessment, Submission
from surveyapp.assessments.queries import find_submission
from surveyapp.campaigns.queries import pinned_set
from surveyapp.certificates.service import issue_certificate
from surveyapp.results.model import Basis, Result
from surveyapp.results.service import record_result
from surveyapp.reviews.errors import NothingToReview
from surveyapp.reviews.service import close_review, open_review


def get_submission(session: Session, assessment: Assessment) -> Submission:
    """Return what there is to review. Refuses: NothingToReview."""
    submission = find_submission(session, assessment.id)
    if submission is None:
        raise NothingToReview
    return submission


def conclude_review(
    session: Session,
    assessment: Assessment,
    *,
    note: str,
    rng: Random,
    actor_id: int,
    now: datetime,
) -> Result:
    """Close the review, score with the awarded points and certify as verified, all or nothing.

    The caller holds the assessment under an exclusive lock. Refuses: NothingToReview, ReviewClosed.
    """
    criteria_set = pinned_set(session, assessment.campaign)
    submission = get_submission(session, assessment)
    review = open_review(session, submission, actor_id=actor_id, now=now)
    close_review(session, review, assessment, note=note, actor_id=actor_id, now=now)
    result = record_result(
        session,
        submission,
        criteria_set,
        basis=Basis.VERIFIED,
        awarded=review.awarded_points,
        actor_id=actor_id,
        now=now,
    )
    issue_certificate(
        session, assessment, criteria_set, result, rng=rng, actor_id=actor_id, now=now
    )
    return result
