"""The audit trail of a whole story: every step in order, by whom, and nothing ever rewritten."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from criteria.registry import get_set
from criteria.starting import starting_text
from surveyapp.audit.vocabulary import Happened
from surveyapp.campaigns.model import CampaignView
from surveyapp.campaigns.queries import get_campaign
from surveyapp.campaigns.service import close_campaign
from surveyapp.criteria_sets.service import discard_draft as discard_draft_set
from surveyapp.criteria_sets.service import publish_set, save_draft
from surveyapp.people.errors import WrongCredentials
from surveyapp.people.model import Role
from surveyapp.people.service import accept_invitation, invite, sign_in
from surveyapp.rankings.service import discard_draft, draft_ranking, publish_ranking
from tests.integration.rows import happened, read_rows
from tests.integration.trial import MIDDLING, TRIAL, begin
from tests.world import NOON, PASSWORD, World

HISTORY = ("audit_event", "response_revision", "submission", "result", "award")
"""Tables whose rows are written once and never changed or removed."""


class Story:
    """A whole campaign, step by step; after each step the history is compared with before."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.history: dict[str, list[dict[str, Any]]] = {name: [] for name in HISTORY}

    def check(self) -> None:
        """Assert that history only grew."""
        for name, before in self.history.items():
            now = read_rows(self.world.database, name)
            assert now[: len(before)] == before, f"{name} was rewritten"
            self.history[name] = now

    def tell(self) -> None:
        """Live through everything that can happen."""
        world = self.world
        self._invite_and_sign_in()
        player, assessment = begin(world)
        self.check()
        world.answer(player, assessment, MIDDLING)
        world.save(player, assessment, "CL.01", None, seen=1)
        self.check()
        world.declare(player, assessment)
        self.check()
        world.award(assessment, "CL.02", 1)
        world.award(assessment, "CL.02", 2)
        self.check()
        world.verify(assessment)
        self.check()
        self._rank(assessment.campaign)
        self.check()
        self._write_sets()
        self.check()

    def _write_sets(self) -> None:
        actor_id = self.world.administrator.person_id
        for slug, end in (("mot-bo", publish_set), ("bo-di", discard_draft_set)):
            text = starting_text(slug)
            with self.world.database.transaction() as session:
                save_draft(session, slug, text, revision=0, actor_id=actor_id, now=NOON)
            with self.world.database.transaction() as session:
                end(session, slug, actor_id=actor_id, now=NOON)

    def _invite_and_sign_in(self) -> None:
        world, actor_id = self.world, self.world.administrator.person_id
        with world.database.transaction() as session:
            email = "guest@thuocso.example"
            token = invite(session, email, Role.PUBLISHER, actor_id=actor_id, now=NOON)
            accept_invitation(session, token, name="Khách", password=PASSWORD, now=NOON)
            sign_in(session, email=email, password=PASSWORD, now=NOON)
            with pytest.raises(WrongCredentials):
                sign_in(session, email=email, password="wrong", now=NOON)
        self.check()

    def _rank(self, campaign: CampaignView) -> None:
        world, by = self.world, self.world.publisher.person_id
        later, handle = NOON + timedelta(days=1), f"{campaign.handle}-1"
        with world.database.transaction() as session:
            close_campaign(session, campaign.id, actor_id=by, now=later)
        with world.database.transaction() as session:
            closed = get_campaign(session, campaign.handle)
            draft_ranking(session, closed, get_set(TRIAL), actor_id=by, now=later)
        with world.database.transaction() as session:
            discard_draft(session, handle, actor_id=by, now=later)
        with world.database.transaction() as session:
            draft_ranking(session, closed, get_set(TRIAL), actor_id=by, now=later)
        with world.database.transaction() as session:
            publish_ranking(session, closed, handle, note="", actor_id=by, now=later)


def test_a_whole_story_is_told_in_order_and_never_rewritten(world: World) -> None:
    Story(world).tell()
    words = happened(world.database)
    assert set(words) == {one.value for one in Happened}, "every word of the vocabulary is used"
    milestones = [
        word
        for word in words
        if word.startswith(("assess", "review", "ranking", "certificate", "campaign", "result"))
    ]
    assert milestones == [
        "campaign_opened",
        "assessment_started",
        "assessment_submitted",
        "result_recorded",
        "certificate_issued",
        "review_opened",
        "review_closed",
        "result_recorded",
        "certificate_superseded",
        "certificate_issued",
        "campaign_closed",
        "ranking_drafted",
        "ranking_discarded",
        "ranking_drafted",
        "ranking_published",
    ]


def test_every_change_of_an_answer_has_one_event_and_one_revision(world: World) -> None:
    Story(world).tell()
    events = [
        (row["data"]["indicator"], row["data"]["revision"])
        for row in read_rows(world.database, "audit_event")
        if row["happened"] == "answer_recorded"
    ]
    kept = [
        (row["indicator_code"], row["revision"])
        for row in read_rows(world.database, "response_revision")
    ]
    assert sorted(events) == sorted(kept)
    assert len(events) == len(MIDDLING) + 1


def test_every_event_names_who_did_it(world: World) -> None:
    Story(world).tell()
    people = {row["id"] for row in read_rows(world.database, "person")}
    for row in read_rows(world.database, "audit_event"):
        if row["happened"] not in {"role_granted", "organisation_registered", "sign_in_failed"}:
            assert row["actor_id"] in people, row


def test_secrets_never_reach_the_trail(world: World) -> None:
    Story(world).tell()
    told = str(read_rows(world.database, "audit_event"))
    assert PASSWORD not in told
    assert "argon2" not in told
    for invitation in read_rows(world.database, "invitation"):
        assert invitation["token_sha256"] not in told
