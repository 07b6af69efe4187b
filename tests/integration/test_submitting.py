"""Declaring an assessment freezes it: the answers, what they answer, and who vouches for them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from criteria.answers import NOT_APPLICABLE, Given
from criteria.compile import input_hash
from criteria.registry import get_set
from surveyapp.assessments.errors import AssessmentSubmitted, IncompleteSubmission
from surveyapp.assessments.model import Assessment, AssessmentState, Submission
from surveyapp.assessments.queries import (
    find_responses,
    find_submission,
    freeze,
    get_assessment,
    thaw,
)
from surveyapp.campaigns.errors import CampaignClosed
from surveyapp.process.declaring import declare_assessment
from tests.integration.rows import count_rows, read_rows
from tests.integration.trial import CODES, MIDDLING, TRIAL, begin, submitted
from tests.world import HEAD, NOON, Player, World


def _submission(world: World, assessment: Assessment) -> Submission:
    with world.database.reading() as session:
        found = find_submission(session, assessment.id)
    assert found is not None
    return found


def _given(world: World, assessment: Assessment) -> dict[str, Given]:
    with world.database.reading() as session:
        found = find_responses(session, assessment.id)
    return {code: answer.given for code, answer in found.items() if answer.given}


def _declare(world: World, player: Player, assessment: Assessment, *, accept: bool) -> None:
    with world.database.transaction() as session:
        declare_assessment(
            session,
            assessment,
            HEAD,
            accept_missing=accept,
            rng=world.rng,
            actor_id=player.person_id,
            now=NOON,
        )


def test_what_was_answered_is_what_is_frozen(world: World) -> None:
    player, assessment = begin(world)
    world.answer(player, assessment, MIDDLING)
    world.save(player, assessment, "DL.03", NOT_APPLICABLE, seen=1)
    answered = _given(world, assessment)
    world.declare(player, assessment, now=NOON + timedelta(hours=1))
    frozen = _submission(world, assessment)
    assert set(frozen.answers) == set(CODES)
    assert frozen.answers == answered
    assert frozen.input_hash == input_hash(answered)
    assert (frozen.set_reference, frozen.set_hash) == ("thu-nho@1.0", get_set(TRIAL).content_hash)
    assert (frozen.declared_by, frozen.declared_as) == (HEAD.name, HEAD.position)
    assert frozen.submitted_at == NOON + timedelta(hours=1)


def test_cleared_answers_are_not_frozen(world: World) -> None:
    player, assessment = begin(world)
    world.answer(player, assessment, MIDDLING)
    world.save(player, assessment, "CL.01", None, seen=1)
    world.declare(player, assessment)
    assert set(_submission(world, assessment).answers) == set(CODES) - {"CL.01"}


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"a": NOT_APPLICABLE},
        {"a": Given({"level": 0}), "b": Given({"text": "Đủ dấu “ệ”\n\u2028 và 😀"})},
        {"a": Given({"options": []}), "b": Given({"yes": False})},
    ],
)
def test_freezing_and_thawing_bring_back_the_same_answers(answers: dict[str, Given]) -> None:
    assert thaw(freeze(answers)) == answers
    assert input_hash(thaw(freeze(answers))) == input_hash(answers)


def test_a_declared_assessment_takes_no_answer(world: World) -> None:
    player, assessment = submitted(world)
    before = count_rows(world.database)
    attempts: list[tuple[str, Given | None]] = [
        ("CL.01", Given({"level": 3})),
        ("CL.01", Given({"level": 2})),
        ("CL.01", None),
    ]
    for code, given in attempts:
        with pytest.raises(AssessmentSubmitted):
            world.save(player, assessment, code, given, seen=1)
    assert count_rows(world.database) == before


def test_an_assessment_is_declared_once(world: World) -> None:
    player, assessment = submitted(world)
    before = count_rows(world.database)
    with world.database.reading() as session:
        again = get_assessment(session, assessment.handle)
    assert again.state is AssessmentState.SUBMITTED
    with pytest.raises(AssessmentSubmitted):
        world.declare(player, again)
    assert count_rows(world.database) == before


def test_gaps_must_be_meant(world: World) -> None:
    player, assessment = begin(world)
    world.answer(player, assessment, {"CL.01": {"": "1"}})
    before = count_rows(world.database)
    with pytest.raises(IncompleteSubmission) as refused:
        _declare(world, player, assessment, accept=False)
    assert refused.value.parameters == {"missing": len(CODES) - 2}, "free text is never missing"
    assert count_rows(world.database) == before
    _declare(world, player, assessment, accept=True)
    assert set(_submission(world, assessment).answers) == {"CL.01"}
    (event,) = [
        row
        for row in read_rows(world.database, "audit_event")
        if row["happened"] == "assessment_submitted"
    ]
    assert event["data"]["missing"] == [c for c in CODES if c not in {"CL.01", "DL.04"}]


def test_without_gaps_nothing_need_be_confirmed(world: World) -> None:
    player, assessment = begin(world)
    answers: dict[str, Any] = {c: cells for c, cells in MIDDLING.items() if c != "DL.04"}
    world.answer(player, assessment, answers)
    _declare(world, player, assessment, accept=False)
    assert set(_submission(world, assessment).answers) == set(answers)


def test_not_applicable_is_no_gap(world: World) -> None:
    player, assessment = begin(world)
    world.answer(player, assessment, MIDDLING)
    world.save(player, assessment, "NL.01", NOT_APPLICABLE, seen=1)
    _declare(world, player, assessment, accept=False)
    assert _submission(world, assessment).answers["NL.01"] == NOT_APPLICABLE


def test_nothing_is_declared_from_the_closing_instant_on(world: World) -> None:
    player = world.enterprise()
    closes_at = NOON + timedelta(days=1)
    assessment = world.start(player, world.campaign(TRIAL, closes_at=closes_at))
    with pytest.raises(CampaignClosed):
        world.declare(player, assessment, now=closes_at)
    assert not read_rows(world.database, "submission")
    world.declare(player, assessment, now=closes_at - timedelta(microseconds=1))
    assert len(read_rows(world.database, "submission")) == 1
