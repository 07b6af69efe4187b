"""Whatever is commanded in whatever order, an assessment stays legal and its history complete."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from criteria.answers import NOT_APPLICABLE, Given
from surveyapp.assessments.errors import AnswerChanged, AssessmentSubmitted, IncompleteSubmission
from surveyapp.assessments.model import Assessment, AssessmentState
from surveyapp.assessments.queries import find_responses, find_submission, get_assessment
from surveyapp.campaigns.errors import CampaignClosed
from surveyapp.errors import Invalid
from surveyapp.process.declaring import declare_assessment
from surveyapp.results.model import Basis
from surveyapp.results.queries import find_results
from surveyapp.reviews.errors import NothingToReview, ReviewClosed
from tests.integration.rows import read_rows
from tests.integration.trial import TRIAL
from tests.world import HEAD, NOON, World

VALUES = {
    "CL.01": [Given({"level": level}) for level in range(4)],
    "NL.01": [Given({"a": "1", "b": "3"}), Given({"a": "2", "b": "3"}), NOT_APPLICABLE],
    "DL.04": [Given({"text": "Có"}), Given({"text": "Không"})],
}
ANSWERS = st.sampled_from(
    [(code, given) for code, values in VALUES.items() for given in [*values, None]]
)
POINTS = st.sampled_from([Fraction(-1), Fraction(0), Fraction(1, 3), Fraction(3), Fraction(11)])
CLOSES = NOON + timedelta(days=1)


class Commands(RuleBasedStateMachine):
    """Sends commands to one assessment and knows what each of them must do."""

    def __init__(self, world: World, year: int) -> None:
        super().__init__()
        self.world = world
        self.player = world.enterprise()
        campaign = world.campaign(TRIAL, year=year, closes_at=CLOSES)
        self.assessment = world.start(self.player, campaign)
        self.now = NOON
        self.state = AssessmentState.DRAFT
        self.changes: dict[str, list[Given | None]] = {}
        self.events = ["assessment_started"]
        self.frozen: dict[str, Given] | None = None
        self.awarded: dict[str, Fraction] = {}

    def _refusal_of_a_change(self) -> type[Exception] | None:
        if self.state is not AssessmentState.DRAFT:
            return AssessmentSubmitted
        return CampaignClosed if self.now >= CLOSES else None

    def _given(self) -> dict[str, Given]:
        return {code: values[-1] for code, values in self.changes.items() if values[-1]}

    @rule(answer=ANSWERS, stale=st.sampled_from([0, 0, 0, 1, -1]))
    def save(self, answer: tuple[str, Given | None], stale: int) -> None:
        code, given = answer
        known = self.changes.get(code, [])
        refusal = self._refusal_of_a_change()
        changes = given != (known[-1] if known else None)
        if refusal is None and changes and stale:
            refusal = AnswerChanged
        seen = len(known) + stale
        if refusal is not None:
            with pytest.raises(refusal):
                self.world.save(self.player, self.assessment, code, given, seen=seen, now=self.now)
            return
        saved = self.world.save(self.player, self.assessment, code, given, seen=seen, now=self.now)
        if changes:
            self.changes.setdefault(code, []).append(given)
            self.events.append("answer_recorded")
        assert saved.given == given
        assert saved.revision == len(self.changes.get(code, []))

    @rule(accept=st.booleans())
    def declare(self, accept: bool) -> None:
        refusal = self._refusal_of_a_change()
        if refusal is None and not accept:
            refusal = IncompleteSubmission  # the rules above never answer all questions
        if refusal is not None:
            with pytest.raises(refusal):
                self._declare(accept=accept)
            return
        self._declare(accept=accept)
        self.state = AssessmentState.SUBMITTED
        self.frozen = self._given()
        self.events.append("assessment_submitted")

    def _declare(self, *, accept: bool) -> None:
        with self.world.database.transaction() as session:
            declare_assessment(
                session,
                get_assessment(session, self.assessment.handle),
                HEAD,
                accept_missing=accept,
                rng=self.world.rng,
                actor_id=self.player.person_id,
                now=self.now,
            )

    @rule(code=st.sampled_from(["CL.01", "NL.01"]), points=POINTS)
    def award(self, code: str, points: Fraction) -> None:
        refusal: type[Exception] | None = None
        if self.state is AssessmentState.DRAFT:
            refusal = NothingToReview
        elif self.state is AssessmentState.REVIEWED:
            refusal = ReviewClosed
        elif not 0 <= points <= (3 if code == "CL.01" else 10):
            refusal = Invalid
        if refusal is not None:
            with pytest.raises(refusal):
                self.world.award(self.assessment, code, points, now=self.now)
            return
        self.world.award(self.assessment, code, points, now=self.now)
        self.awarded[code] = points

    @rule()
    def conclude(self) -> None:
        refusals: dict[AssessmentState, type[Exception]] = {
            AssessmentState.DRAFT: NothingToReview,
            AssessmentState.REVIEWED: ReviewClosed,
        }
        if self.state in refusals:
            with pytest.raises(refusals[self.state]):
                self.world.verify(self.assessment, now=self.now)
            return
        self.world.verify(self.assessment, now=self.now)
        self.state = AssessmentState.REVIEWED

    @rule(minutes=st.sampled_from([1, 1, 1, 24 * 60]))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @invariant()
    def the_state_is_legal_and_the_one_expected(self) -> None:
        found = self._found()
        assert found.state is self.state
        assert (found.submitted_at is None) is (self.state is AssessmentState.DRAFT)
        assert found.reviewed_at is None or found.submitted_at is not None

    def _found(self) -> Assessment:
        with self.world.database.reading() as session:
            return get_assessment(session, self.assessment.handle)

    @invariant()
    def every_change_is_one_revision(self) -> None:
        kept: dict[str, list[Given | None]] = {}
        for row in read_rows(self.world.database, "response_revision"):
            if row["assessment_id"] == self.assessment.id:
                given = (
                    NOT_APPLICABLE
                    if row["not_applicable"]
                    else (Given(row["value"]) if row["value"] is not None else None)
                )
                kept.setdefault(row["indicator_code"], []).append(given)
                assert row["revision"] == len(kept[row["indicator_code"]])
        assert kept == self.changes

    @invariant()
    def the_answers_that_stand_are_the_last_ones(self) -> None:
        with self.world.database.reading() as session:
            found = find_responses(session, self.assessment.id)
            submission = find_submission(session, self.assessment.id)
        assert {code: answer.given for code, answer in found.items() if answer.given} == (
            self._given()
        )
        assert (None if submission is None else submission.answers) == self.frozen

    @invariant()
    def the_trail_tells_it_all(self) -> None:
        told = [
            row["happened"]
            for row in read_rows(self.world.database, "audit_event")
            if (row["subject_type"], row["subject_id"]) == ("assessment", self.assessment.id)
        ]
        assert told == self.events

    @invariant()
    def results_follow_the_state(self) -> None:
        with self.world.database.reading() as session:
            found = find_results(session, self.assessment.id)
        wanted = {
            AssessmentState.DRAFT: set[Basis](),
            AssessmentState.SUBMITTED: {Basis.SELF},
            AssessmentState.REVIEWED: {Basis.SELF, Basis.VERIFIED},
        }
        assert set(found) == wanted[self.state]


def test_any_sequence_of_commands_leaves_a_legal_assessment(world: World) -> None:
    years = iter(range(2026, 10_000))

    class InThisWorld(Commands):
        """Every try begins with another enterprise in a campaign of its own."""

        def __init__(self) -> None:
            super().__init__(world, next(years))

    run_state_machine_as_test(
        InThisWorld,
        settings=settings(
            max_examples=15,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
