"""Pure decisions about assessments: objects and `now` in, a refusal or nothing out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from criteria.asking import codes_to_own_up_to, hidden_codes
from criteria.model import CriteriaSet, FreeText
from surveyapp.assessments.errors import AnswerOwed, AssessmentSubmitted, IncompleteSubmission
from surveyapp.assessments.model import Assessment, AssessmentState, Responses
from surveyapp.campaigns.rules import require_open


def require_answerable(assessment: Assessment, *, now: datetime) -> None:
    """Refuse unless answers may change at `now`: in draft, campaign open."""
    if assessment.state is not AssessmentState.DRAFT:
        raise AssessmentSubmitted(submitted_at=assessment.submitted_at)
    require_open(assessment.campaign, now=now)


def answered(responses: Responses) -> set[str]:
    """Return the codes of the indicators that have an answer as it stands."""
    return {code for code, response in responses.items() if response.given is not None}


def not_asked(criteria_set: CriteriaSet, responses: Responses) -> frozenset[str]:
    """Return the codes of the indicators that are not asked while the answers are what they are."""
    answers = {code: one.given for code, one in responses.items() if one.given is not None}
    return hidden_codes(criteria_set, answers)


def find_missing(criteria_set: CriteriaSet, responses: Responses) -> list[str]:
    """Return the codes of asked, scoring indicators without an answer, in the order of the set."""
    hidden = not_asked(criteria_set, responses)
    return [
        indicator.code
        for indicator in criteria_set.indicators()
        if not isinstance(indicator.answer, FreeText)
        and indicator.code not in hidden
        and (indicator.code not in responses or responses[indicator.code].given is None)
    ]


def require_complete(
    criteria_set: CriteriaSet, missing: Sequence[str], *, accept_missing: bool
) -> None:
    """Refuse gaps that nobody confirmed, and those that would be a gain in any case."""
    owed = [code for code in missing if code in codes_to_own_up_to(criteria_set)]
    if owed:
        raise AnswerOwed(codes=", ".join(owed))
    if missing and not accept_missing:
        raise IncompleteSubmission(missing=len(missing))
