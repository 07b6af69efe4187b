"""From the declaration of an assessment to its self-assessed result and certificate."""

from __future__ import annotations

from datetime import datetime
from random import Random

from sqlalchemy.orm import Session

from surveyapp.assessments.model import Assessment, Declaration
from surveyapp.assessments.submitting import submit
from surveyapp.campaigns.queries import pinned_set
from surveyapp.certificates.service import issue_certificate
from surveyapp.results.model import Basis, Result
from surveyapp.results.service import record_result


def declare_assessment(
    session: Session,
    assessment: Assessment,
    declaration: Declaration,
    *,
    accept_missing: bool,
    rng: Random,
    actor_id: int,
    now: datetime,
) -> Result:
    """Submit, score and certify as self-declared, all or nothing.

    Refuses: AssessmentSubmitted, CampaignClosed, AnswerOwed, IncompleteSubmission.
    """
    criteria_set = pinned_set(session, assessment.campaign)
    submission = submit(
        session,
        assessment,
        criteria_set,
        declaration,
        accept_missing=accept_missing,
        actor_id=actor_id,
        now=now,
    )
    result = record_result(
        session,
        submission,
        criteria_set,
        basis=Basis.SELF,
        awarded={},
        actor_id=actor_id,
        now=now,
    )
    issue_certificate(
        session, assessment, criteria_set, result, rng=rng, actor_id=actor_id, now=now
    )
    return result
