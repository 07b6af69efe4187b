"""Awarded points stand beside the declared ones, with a reason, until the review is closed."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest

from criteria.answers import NOT_APPLICABLE
from surveyapp.assessments.model import Assessment, AssessmentState
from surveyapp.assessments.queries import get_assessment
from surveyapp.errors import Invalid
from surveyapp.process.verifying import conclude_review, get_submission
from surveyapp.results.model import Basis
from surveyapp.results.queries import find_results
from surveyapp.reviews.errors import NothingToReview, ReviewClosed
from surveyapp.reviews.model import Review
from surveyapp.reviews.queries import find_review
from surveyapp.reviews.service import open_review
from tests.integration.rows import count_rows, happened, read_rows
from tests.integration.trial import MIDDLING_POINTS, begin, submitted
from tests.world import NOON, World

REASON = "Minh chứng chưa đủ."


def _review(world: World, assessment: Assessment) -> Review:
    with world.database.reading() as session:
        found = find_review(session, get_submission(session, assessment).id)
    assert found is not None
    return found


def test_awarded_points_replace_the_declared_ones_in_the_verified_result(world: World) -> None:
    _, assessment = submitted(world)
    world.award(assessment, "CL.02", 0)
    world.award(assessment, "CL.01", 3)
    result = world.verify(assessment)
    assert result.basis is Basis.VERIFIED
    assert result.points == MIDDLING_POINTS - 5 + 1
    with world.database.reading() as session:
        assert find_results(session, assessment.id)[Basis.SELF].points == MIDDLING_POINTS


def test_the_newest_award_counts_and_earlier_ones_are_kept(world: World) -> None:
    _, assessment = submitted(world)
    for points in (Fraction(0), Fraction(1, 3), Fraction(5, 2)):
        world.award(assessment, "CL.02", points, f"{REASON} {points}")
    review = _review(world, assessment)
    assert review.awarded_points == {"CL.02": Fraction(5, 2)}
    assert review.awards["CL.02"].reason == f"{REASON} 5/2"
    assert [row["awarded_points"] for row in read_rows(world.database, "award")] == [
        "0",
        "1/3",
        "5/2",
    ]
    assert world.verify(assessment).points == MIDDLING_POINTS - 5 + Fraction(5, 2)


def test_an_award_keeps_what_the_unit_gave_itself(world: World) -> None:
    player, assessment = begin(world)
    world.answer(player, assessment, {"NL.01": {"a": "1", "b": "3"}})
    world.declare(player, assessment)
    world.award(assessment, "NL.01", 1)
    world.award(assessment, "CL.02", 5, "Có quyết định phân công.")
    awards = _review(world, assessment).awards
    assert awards["NL.01"].self_points == Fraction(10, 3)
    assert awards["CL.02"].self_points is None, "nothing was answered"
    assert awards["CL.02"].evaluator_name == "evaluator"


@pytest.mark.parametrize("reason", ["", "   ", "ngắn", " 123456789 "])
def test_points_without_a_reason_are_refused(world: World, reason: str) -> None:
    _, assessment = submitted(world)
    before = count_rows(world.database) | {"person": 0, "role_grant": 0, "audit_event": 0}
    with pytest.raises(Invalid) as refused:
        world.award(assessment, "CL.02", 0, reason)
    assert list(refused.value.faults) == ["reason"]
    after = count_rows(world.database) | {"person": 0, "role_grant": 0, "audit_event": 0}
    assert after == before, "a refused award must not open the review either"


@pytest.mark.parametrize("points", [Fraction(-1), Fraction(-1, 10**9), 5 + Fraction(1, 10**9), 6])
def test_points_outside_the_range_of_the_indicator_are_refused(
    world: World, points: Fraction
) -> None:
    _, assessment = submitted(world)
    with pytest.raises(Invalid) as refused:
        world.award(assessment, "CL.02", points)
    assert list(refused.value.faults) == ["points"]
    assert not read_rows(world.database, "award")


@pytest.mark.parametrize("points", [0, 5])
def test_the_ends_of_the_range_are_legal(world: World, points: int) -> None:
    _, assessment = submitted(world)
    world.award(assessment, "CL.02", points)
    assert _review(world, assessment).awarded_points == {"CL.02": points}


def test_a_review_is_opened_once(world: World) -> None:
    _, assessment = submitted(world)
    evaluator = world.evaluator.person_id
    with world.database.transaction() as session:
        submission = get_submission(session, assessment)
        first = open_review(session, submission, actor_id=evaluator, now=NOON)
    with world.database.transaction() as session:
        later = NOON + timedelta(days=1)
        second = open_review(session, submission, actor_id=evaluator, now=later)
    assert second == first
    assert happened(world.database).count("review_opened") == 1


def test_a_closed_review_is_closed(world: World) -> None:
    _, assessment = submitted(world)
    world.award(assessment, "CL.02", 1)
    world.verify(assessment)
    before = count_rows(world.database)
    with pytest.raises(ReviewClosed):
        world.award(assessment, "CL.02", 2)
    with pytest.raises(ReviewClosed):
        world.verify(assessment)
    assert count_rows(world.database) == before
    assert _review(world, assessment).awarded_points == {"CL.02": 1}


def test_closing_marks_the_assessment_and_keeps_the_note(world: World) -> None:
    _, assessment = submitted(world)
    later = NOON + timedelta(days=2)
    with world.database.transaction() as session:
        conclude_review(
            session,
            assessment,
            note="  Đã xem tại chỗ. ",
            rng=world.rng,
            actor_id=world.evaluator.person_id,
            now=later,
        )
    with world.database.reading() as session:
        closed = get_assessment(session, assessment.handle)
    assert (closed.state, closed.reviewed_at) == (AssessmentState.REVIEWED, later)
    review = _review(world, assessment)
    assert (review.note, review.closed_at) == ("Đã xem tại chỗ.", later)


def test_a_draft_can_not_be_reviewed(world: World) -> None:
    _, assessment = begin(world)
    before = count_rows(world.database)
    with pytest.raises(NothingToReview), world.database.transaction() as session:
        conclude_review(
            session, assessment, note="", rng=world.rng, actor_id=assessment.id, now=NOON
        )
    assert count_rows(world.database) == before


def test_points_can_be_awarded_where_nothing_applied(world: World) -> None:
    """An evaluator may find that a question does apply: its maximum comes back."""
    player, assessment = begin(world)
    world.save(player, assessment, "NL.01", NOT_APPLICABLE)
    declared = world.declare(player, assessment)
    world.award(assessment, "NL.01", 4, "Đơn vị có 12 người lao động.")
    verified = world.verify(assessment)
    assert verified.maximum - declared.maximum == 10
    assert verified.points == 4
