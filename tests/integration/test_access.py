"""Default deny: what is not declared is closed, what belongs to others looks as if it were not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask

from surveyapp.people.model import Role
from surveyapp.people.service import NewPerson, create_person, grant_role
from surveyapp.people.tables import RoleGrant
from tests.integration.trial import MIDDLING, TRIAL, begin, submitted
from tests.visitor import Visitor
from tests.world import NOON, PASSWORD, Player, World


@pytest.fixture
def enter(app: Flask, small_world: World) -> Callable[[Player], Visitor]:
    """Return somebody signed in to the application over the small world."""

    def sign_in(player: Player) -> Visitor:
        visitor = Visitor(app)
        visitor.sign_in(player.email, PASSWORD)
        return visitor

    return sign_in


Enter = Callable[[Player], Visitor]


@pytest.mark.parametrize("rest", ["", "/check", "/result", "/answers", "/pillars/CL"])
def test_somebody_elses_assessment_looks_like_no_assessment(
    small_world: World, enter: Enter, rest: str
) -> None:
    _, assessment = submitted(small_world)
    stranger = enter(small_world.enterprise("Công ty Mẫu Khác"))
    theirs = stranger.get(f"/assessments/{assessment.handle}{rest}", 404)
    nothing = stranger.get(f"/assessments/khongcogiday{rest}", 404)
    assert theirs.text.replace(assessment.handle, "") == nothing.text.replace("khongcogiday", "")
    assert assessment.organisation.name not in theirs.text


def test_a_stranger_can_not_answer_or_declare_for_others(small_world: World, enter: Enter) -> None:
    _, assessment = begin(small_world)
    stranger = enter(small_world.enterprise("Công ty Mẫu Khác"))
    address = f"/assessments/{assessment.handle}"
    answer = {"values": {"value": "3"}, "revision": 0}
    assert stranger.send_json(f"{address}/answers/CL.01", answer).status_code == 404
    assert stranger.send(f"{address}/pillars/CL", {"CL.01.value": "3"}).status_code == 404
    assert stranger.send(f"{address}/check", {"truthful": "y"}).status_code == 404
    with small_world.database.reading() as session:
        assert session.scalar(sa.text("SELECT count(*) FROM response")) == 0


def test_an_evaluator_sees_no_draft(small_world: World, enter: Enter) -> None:
    player, assessment = begin(small_world)
    evaluator = enter(small_world.evaluator)
    assert assessment.organisation.name not in evaluator.get("/evaluation").text
    evaluator.get(f"/evaluation/{assessment.handle}", 404)
    evaluator.post(f"/evaluation/{assessment.handle}/close", status=404)
    small_world.answer(player, assessment, MIDDLING)
    small_world.declare(player, assessment)
    assert assessment.organisation.name in evaluator.get("/evaluation").text
    evaluator.get(f"/evaluation/{assessment.handle}")


def test_colleagues_work_on_one_assessment(small_world: World, enter: Enter) -> None:
    player, assessment = begin(small_world)
    email = "dong.nghiep@mau.example"
    with small_world.database.transaction() as session:
        person = create_person(session, NewPerson(email, "Hà", PASSWORD), now=NOON)
        grant_role(
            session,
            person,
            Role.RESPONDENT,
            organisation_id=assessment.organisation.id,
            actor_id=player.person_id,
            now=NOON,
        )
    enter(Player(person, email)).get(f"/assessments/{assessment.handle}/pillars/CL")


def test_a_view_without_a_declaration_is_closed_to_everybody(
    app: Flask, small_world: World, enter: Enter
) -> None:
    app.add_url_rule("/forgotten", "forgotten", lambda: "open to all?")
    assert Visitor(app).client.get("/forgotten").location.startswith("/sign-in")
    for player in (
        small_world.enterprise(),
        small_world.evaluator,
        small_world.publisher,
        small_world.administrator,
    ):
        enter(player).get("/forgotten", 403)


def test_unknown_addresses_and_methods_have_pages_of_their_own(visitor: Visitor) -> None:
    visitor.get("/khong-co", 404)
    visitor.get("/assessments/", 404)
    visitor.get("/campaigns/x/start", 405)


def test_a_lost_role_is_lost_at_once(small_world: World, enter: Enter) -> None:
    evaluator = enter(small_world.evaluator)
    evaluator.get("/evaluation")
    with small_world.database.transaction() as session:
        session.execute(sa.delete(RoleGrant))
    evaluator.get("/evaluation", 403)


def test_a_role_that_is_gone_with_its_person_is_nobody(app: Flask, small_world: World) -> None:
    client = app.test_client()
    with client.session_transaction() as session:
        session["person_id"] = 999_999
    assert client.get("/workspace").location.startswith("/sign-in")


def test_a_draft_ranking_is_public_to_nobody(small_world: World, enter: Enter) -> None:
    _, assessment = submitted(small_world)
    small_world.verify(assessment)
    publisher = enter(small_world.publisher)
    publisher.get("/publishing")
    publisher.post(f"/publishing/{assessment.campaign.handle}/draft")
    publisher.get(f"/publishing/editions/{TRIAL}-2026-1")
    publisher.get(f"/rankings/{TRIAL}-2026-1", 404)
    assert "-2026-1" not in " ".join(Visitor(publisher.client.application).get("/rankings").links)
