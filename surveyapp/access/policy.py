"""The one policy: may this actor do this to that? Pure, and denies whatever it does not know."""

from __future__ import annotations

from enum import StrEnum

from surveyapp.assessments.model import Assessment, AssessmentState
from surveyapp.organisations.model import OrganisationView
from surveyapp.people.model import Actor, Role


class Action(StrEnum):
    """What can be asked for at an entry point."""

    BROWSE = "browse"
    SIGN_OUT = "sign_out"
    WORK_FOR_ORGANISATION = "work_for_organisation"
    ANSWER_ASSESSMENT = "answer_assessment"
    READ_OWN_RESULT = "read_own_result"
    REVIEW_SUBMISSIONS = "review_submissions"
    PUBLISH_RANKINGS = "publish_rankings"
    ADMINISTER = "administer"


_ROLE_FOR = {
    Action.WORK_FOR_ORGANISATION: Role.RESPONDENT,
    Action.ANSWER_ASSESSMENT: Role.RESPONDENT,
    Action.READ_OWN_RESULT: Role.RESPONDENT,
    Action.REVIEW_SUBMISSIONS: Role.EVALUATOR,
    Action.PUBLISH_RANKINGS: Role.PUBLISHER,
    Action.ADMINISTER: Role.ADMINISTRATOR,
}


def may(actor: Actor | None, action: Action) -> bool:
    """Tell whether the actor's roles include an action at all."""
    if action is Action.BROWSE:
        return True
    if actor is None:
        return False
    return action is Action.SIGN_OUT or _ROLE_FOR.get(action) in actor.roles


def may_reach(actor: Actor | None, action: Action, assessment: Assessment) -> bool:
    """Tell whether the action reaches this assessment: one's own, or submitted ones to review."""
    if actor is None or not may(actor, action):
        return False
    if action is Action.REVIEW_SUBMISSIONS:
        return assessment.state is not AssessmentState.DRAFT
    if action in (Action.ANSWER_ASSESSMENT, Action.READ_OWN_RESULT):
        return _answers_for(actor, assessment.organisation)
    return False


def _answers_for(actor: Actor, unit: OrganisationView) -> bool:
    """Tell whether the unit is the actor's organisation, or a part of it."""
    return actor.organisation_id is not None and actor.organisation_id in (unit.id, unit.part_of_id)
