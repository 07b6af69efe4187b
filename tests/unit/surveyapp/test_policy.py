"""The policy is pure: who, what and which assessment go in, yes or no comes out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from surveyapp.access.policy import Action, may, may_reach
from surveyapp.assessments.model import Assessment
from surveyapp.campaigns.model import CampaignView
from surveyapp.organisations.model import OrganisationView
from surveyapp.organisations.registers import OrganisationKind
from surveyapp.people.model import Actor, Role

NOW = datetime(2026, 6, 1, tzinfo=UTC)
MINE = OrganisationView(1, OrganisationKind.AGENCY, "Sở Mẫu", "hue", "department", None, None)
CAMPAIGN = CampaignView(
    1, "h", "Đợt", "Campaign", "set", "1.0", "0" * 64, "agency", 2026, NOW, NOW, None
)
DRAFT = Assessment(1, "h", CAMPAIGN, MINE, NOW, None, None)
SUBMITTED = replace(DRAFT, submitted_at=NOW)
REVIEWED = replace(SUBMITTED, reviewed_at=NOW)

OPENS_TO = {
    Action.WORK_FOR_ORGANISATION: Role.RESPONDENT,
    Action.ANSWER_ASSESSMENT: Role.RESPONDENT,
    Action.READ_OWN_RESULT: Role.RESPONDENT,
    Action.REVIEW_SUBMISSIONS: Role.EVALUATOR,
    Action.PUBLISH_RANKINGS: Role.PUBLISHER,
    Action.ADMINISTER: Role.ADMINISTRATOR,
}


def actor(*roles: Role, organisation_id: int | None = None) -> Actor:
    """Return somebody with these roles."""
    return Actor(1, "Lan", "lan@mau.example", frozenset(roles), organisation_id, None)


@pytest.mark.parametrize("action", list(Action))
@pytest.mark.parametrize("role", list(Role))
def test_each_action_opens_to_one_role(action: Action, role: Role) -> None:
    open_to_all = action in {Action.BROWSE, Action.SIGN_OUT}
    assert may(actor(role), action) is (open_to_all or OPENS_TO.get(action) is role)


@pytest.mark.parametrize("action", list(Action))
def test_without_a_role_one_may_look_and_leave(action: Action) -> None:
    assert may(None, action) is (action is Action.BROWSE)
    assert may(actor(), action) is (action in {Action.BROWSE, Action.SIGN_OUT})


def test_roles_add_up() -> None:
    both = actor(Role.EVALUATOR, Role.PUBLISHER)
    assert may(both, Action.REVIEW_SUBMISSIONS)
    assert may(both, Action.PUBLISH_RANKINGS)
    assert not may(both, Action.ADMINISTER)


@pytest.mark.parametrize("assessment", [DRAFT, SUBMITTED, REVIEWED])
@pytest.mark.parametrize("action", [Action.ANSWER_ASSESSMENT, Action.READ_OWN_RESULT])
def test_a_respondent_reaches_the_own_organisation_only(
    assessment: Assessment, action: Action
) -> None:
    assert may_reach(actor(Role.RESPONDENT, organisation_id=1), action, assessment)
    assert not may_reach(actor(Role.RESPONDENT, organisation_id=2), action, assessment)
    assert not may_reach(actor(Role.RESPONDENT), action, assessment)
    assert not may_reach(actor(Role.ADMINISTRATOR, organisation_id=1), action, assessment)
    assert not may_reach(None, action, assessment)


def test_an_evaluator_reaches_what_was_submitted() -> None:
    evaluator = actor(Role.EVALUATOR)
    reached = [may_reach(evaluator, Action.REVIEW_SUBMISSIONS, one) for one in (DRAFT, SUBMITTED)]
    assert reached == [False, True]
    assert may_reach(evaluator, Action.REVIEW_SUBMISSIONS, REVIEWED)


@pytest.mark.parametrize("action", list(Action))
def test_no_other_action_reaches_an_assessment(action: Action) -> None:
    everybody = actor(*Role, organisation_id=1)
    reaching = {Action.ANSWER_ASSESSMENT, Action.READ_OWN_RESULT, Action.REVIEW_SUBMISSIONS}
    assert may_reach(everybody, action, SUBMITTED) is (action in reaching)
