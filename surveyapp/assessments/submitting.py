"""Freeze an assessment as its head declares it. Nothing here commits."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from criteria.compile import input_hash
from criteria.model import CriteriaSet
from surveyapp.assessments.model import Assessment, Declaration, Submission
from surveyapp.assessments.queries import find_responses, freeze, submission_of
from surveyapp.assessments.rules import find_missing, require_answerable, require_complete
from surveyapp.assessments.tables import AssessmentRow, SubmissionRow
from surveyapp.audit.service import record
from surveyapp.audit.vocabulary import Happened


def submit(
    session: Session,
    assessment: Assessment,
    criteria_set: CriteriaSet,
    declaration: Declaration,
    *,
    accept_missing: bool,
    actor_id: int,
    now: datetime,
) -> Submission:
    """Freeze the answers with the hash of the set that they answer.

    The caller holds the assessment under an exclusive lock.
    Refuses: AssessmentSubmitted, CampaignClosed, AnswerOwed, IncompleteSubmission.
    Event: assessment_submitted.
    """
    require_answerable(assessment, now=now)
    responses = find_responses(session, assessment.id)
    missing = find_missing(criteria_set, responses)
    require_complete(criteria_set, missing, accept_missing=accept_missing)
    answers = {code: answer.given for code, answer in responses.items() if answer.given}
    submission = SubmissionRow(
        assessment_id=assessment.id,
        number=1,
        answers=freeze(answers),
        input_hash=input_hash(answers),
        set_reference=criteria_set.reference,
        set_hash=criteria_set.content_hash,
        declared_by=declaration.name,
        declared_as=declaration.position,
        submitted_by=actor_id,
        submitted_at=now,
    )
    session.add(submission)
    session.get_one(AssessmentRow, assessment.id).submitted_at = now
    session.flush()
    record(
        session,
        Happened.ASSESSMENT_SUBMITTED,
        subject=("assessment", assessment.id),
        actor_id=actor_id,
        now=now,
        data={"submission_id": submission.id, "missing": missing},
    )
    return submission_of(submission)
