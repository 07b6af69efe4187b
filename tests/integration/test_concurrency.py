"""Two at once, through the real pages, on each database: one wins, the other is told so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import TypeVar

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from surveyapp.demo.names import tax_code
from surveyapp.people.model import Role
from surveyapp.people.service import invite
from tests.conftest import make_app
from tests.integration.rows import happened, read_rows
from tests.integration.trial import MIDDLING, TRIAL, begin, submitted
from tests.visitor import Visitor
from tests.world import NOON, PASSWORD, Player, World

Outcome = TypeVar("Outcome")
ROUNDS = 4


@pytest.fixture
def app(world: World, tmp_path: Path) -> Flask:
    """The application over the database of the world."""
    return make_app(world.database, tmp_path)


def at_once(*tasks: Callable[[], Outcome]) -> list[Outcome]:
    """Start the tasks at the same instant in threads of their own; return what they return."""
    gate = Barrier(len(tasks))

    def run(task: Callable[[], Outcome]) -> Outcome:
        gate.wait(timeout=30)
        return task()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return [one.result(timeout=60) for one in [pool.submit(run, task) for task in tasks]]


def _visitors(app: Flask, player: Player, count: int) -> list[Visitor]:
    visitors = [Visitor(app) for _ in range(count)]
    for visitor in visitors:
        visitor.sign_in(player.email, PASSWORD)
    return visitors


def _saving(
    visitor: Visitor, handle: str, code: str, value: str, revision: int
) -> Callable[[], TestResponse]:
    payload = {"values": {"value": value}, "revision": revision}
    return partial(visitor.send_json, f"/assessments/{handle}/answers/{code}", payload)


def _sending(
    visitors: Sequence[Visitor], address: str, typed: dict[str, str] | None = None
) -> list[Callable[[], TestResponse]]:
    return [partial(visitor.send, address, typed) for visitor in visitors]


def _statuses(responses: Sequence[TestResponse]) -> Counter[int]:
    return Counter(response.status_code for response in responses)


def test_of_several_that_save_the_same_answer_exactly_one_wins(world: World, app: Flask) -> None:
    player, assessment = begin(world)
    visitors = _visitors(app, player, 3)
    texts = [f"Ghi chú của máy {number}" for number in range(3)]
    for revision in range(ROUNDS):
        words = [f"{text}, lần {revision}" for text in texts]
        responses = at_once(
            *(
                _saving(visitor, assessment.handle, "DL.04", word, revision)
                for visitor, word in zip(visitors, words, strict=True)
            )
        )
        assert _statuses(responses) == {200: 1, 409: 2}
        won = next(w for w, r in zip(words, responses, strict=True) if r.status_code == 200)
        for response in responses:
            if response.status_code == 409:
                assert response.get_json()["current"]["text"] == won
        kept = read_rows(world.database, "response_revision")
        assert [row["revision"] for row in kept] == list(range(1, revision + 2))
        assert kept[-1]["value"] == {"text": won}
    assert happened(world.database).count("answer_recorded") == ROUNDS


def test_no_answer_changes_after_the_submission_was_frozen(world: World, app: Flask) -> None:
    campaign = world.campaign(TRIAL)
    for _ in range(ROUNDS):
        player = world.enterprise()
        assessment = world.start(player, campaign)
        *answering, declaring = _visitors(app, player, 4)
        form = {"declared_by": "A", "declared_as": "B", "truthful": "y", "accept_missing": "y"}
        at_once(
            *(
                _saving(visitor, assessment.handle, code, value, 0)
                for visitor, (code, value) in zip(
                    answering, [("CL.01", "3"), ("NL.02", "2"), ("DL.04", "Có")], strict=True
                )
            ),
            *_sending([declaring], f"/assessments/{assessment.handle}/check", form),
        )
        frozen = read_rows(world.database, "submission")[-1]
        standing = {
            row["indicator_code"]: {"value": row["value"]}
            for row in read_rows(world.database, "response")
            if row["assessment_id"] == assessment.id
        }
        assert frozen["assessment_id"] == assessment.id
        assert frozen["answers"] == standing


def test_two_declarations_make_one_submission(world: World, app: Flask) -> None:
    player, assessment = begin(world)
    world.answer(player, assessment, MIDDLING)
    form = {"declared_by": "A", "declared_as": "B", "truthful": "y"}
    responses = at_once(
        *_sending(_visitors(app, player, 3), f"/assessments/{assessment.handle}/check", form)
    )
    assert _statuses(responses) == {200: 3}, "each of them ends on the result"
    for table in ("submission", "result", "certificate"):
        assert len(read_rows(world.database, table)) == 1


def test_starting_at_once_gives_one_assessment(world: World, app: Flask) -> None:
    for year in range(2026, 2026 + ROUNDS):
        player, campaign = world.enterprise(), world.campaign(TRIAL, year=year)
        responses = at_once(
            *_sending(_visitors(app, player, 3), f"/campaigns/{campaign.handle}/start")
        )
        assert _statuses(responses) == {200: 3}
        begun = [
            row
            for row in read_rows(world.database, "assessment")
            if row["campaign_id"] == campaign.id
        ]
        assert len(begun) == 1
    assert happened(world.database).count("assessment_started") == ROUNDS


def test_one_enterprise_signs_up_once(world: World, app: Flask) -> None:
    for number in range(ROUNDS):
        typed = {
            "name": "Công ty Mẫu",
            "tax_code": tax_code(700 + number),
            "province": "hue",
            "industry": "C",
            "league": "small",
            "person_name": "Lan",
            "email": f"lan{number}@mau.example",
            "password": PASSWORD,
            "password_again": PASSWORD,
            "consent": "y",
        }
        visitors = [Visitor(app) for _ in range(3)]
        for visitor in visitors:
            visitor.get("/sign-up")
        responses = at_once(*_sending(visitors, "/sign-up", typed))
        assert _statuses(responses) == {200: 1, 422: 2}
        assert len(read_rows(world.database, "person")) == number + 1
        assert len(read_rows(world.database, "organisation")) == number + 1


def test_an_invitation_is_accepted_once(world: World, app: Flask) -> None:
    with world.database.transaction() as session:
        token = invite(
            session,
            "moi@thuocso.example",
            Role.EVALUATOR,
            actor_id=world.administrator.person_id,
            now=NOON,
        )
    typed = {"person_name": "Mới", "password": PASSWORD, "password_again": PASSWORD}
    visitors = [Visitor(app) for _ in range(3)]
    for visitor in visitors:
        visitor.get("/sign-in")
    responses = at_once(*_sending(visitors, f"/invitations/{token}", typed))
    assert _statuses(responses) == {200: 1, 409: 2}
    assert happened(world.database).count("invitation_accepted") == 1


def test_a_review_is_closed_once(world: World, app: Flask) -> None:
    _, assessment = submitted(world)
    visitors = _visitors(app, world.evaluator, 3)
    responses = at_once(*_sending(visitors, f"/evaluation/{assessment.handle}/close"))
    assert _statuses(responses) == {200: 1, 409: 2}
    certificates = read_rows(world.database, "certificate")
    assert [row["superseded_by"] is None for row in certificates] == [False, True]
    assert [row["basis"] for row in read_rows(world.database, "result")] == ["self", "verified"]


def test_a_ranking_is_drafted_once(world: World, app: Flask) -> None:
    _, assessment = submitted(world)
    world.verify(assessment)
    visitors = _visitors(app, world.publisher, 3)
    responses = at_once(*_sending(visitors, f"/publishing/{assessment.campaign.handle}/draft"))
    assert _statuses(responses) == {200: 1, 409: 2}
    assert len(read_rows(world.database, "ranking_edition")) == 1


def test_a_campaign_is_opened_once(world: World, app: Flask) -> None:
    typed = {
        "set_reference": "thu-nho@1.0",
        "period": "2031",
        "title_vi": "Đợt",
        "title_en": "Campaign",
        "opens_on": "2026-01-01",
        "closes_on": "2036-12-31",
    }
    visitors = _visitors(app, world.administrator, 3)
    responses = at_once(*_sending(visitors, "/admin", typed))
    assert _statuses(responses) == {200: 1, 422: 2}
    assert len(read_rows(world.database, "campaign")) == 1
