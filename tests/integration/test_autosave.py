"""The contract between the page's script and the server: one answer, one JSON reply."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from surveyapp.assessments.errors import AnswerChanged, AssessmentSubmitted
from surveyapp.assessments.model import Assessment
from surveyapp.web.refusals import fill
from tests.integration.conftest import Clock
from tests.integration.rows import count_rows, read_rows
from tests.integration.test_pages_answering import enter, given
from tests.integration.trial import MIDDLING, TRIAL, begin
from tests.visitor import Visitor
from tests.world import World


@pytest.fixture
def draft(small_world: World, app: Flask) -> tuple[Visitor, Assessment]:
    """Somebody before an empty draft."""
    player, assessment = begin(small_world)
    return enter(app, player), assessment


Draft = tuple[Visitor, Assessment]


def save(
    draft: Draft, code: str, values: object = None, revision: object = 0, **more: object
) -> TestResponse:
    """Send one answer as the script does."""
    visitor, assessment = draft
    payload = {"values": {} if values is None else values, "revision": revision, **more}
    return visitor.send_json(f"/assessments/{assessment.handle}/answers/{code}", payload)


def test_an_answer_is_saved_and_the_page_learns_what_to_show(draft: Draft) -> None:
    response = save(draft, "NL.01", {"a": "1", "b": "3"}, not_applicable=False)
    assert response.status_code == 200
    assert response.get_json() == {
        "saved_at": "13:00",
        "revision": 1,
        "points": "3,3333",
        "judged": None,
        "progress": {"answered": 1, "total": 9, "pillar_answered": 1, "pillar_total": 3},
    }


def test_the_reply_speaks_the_language_of_the_visitor(draft: Draft) -> None:
    draft[0].post("/language", {"language": "en", "next": "/"})
    assert save(draft, "NL.01", {"a": "1", "b": "3"}).get_json()["points"] == "3.3333"
    title = save(draft, "NL.02", {"value": "many"}).get_json()["errors"]["value"]
    assert title.startswith("“many” is not a number.")


def test_each_kind_of_answer_is_taken(draft: Draft, small_world: World) -> None:
    for code, cells in MIDDLING.items():
        values: dict[str, Any] = {part or "value": cell for part, cell in cells.items()}
        if code == "CL.03":
            values = {"value": ["web", "zalo"]}
        assert save(draft, code, values).status_code == 200, code
    assert given(small_world, draft[1])["CL.03"] == {"options": ["web", "zalo"]}
    assert len(given(small_world, draft[1])) == len(MIDDLING)


def test_free_text_counts_neither_points_nor_progress(draft: Draft) -> None:
    reply = save(draft, "DL.04", {"value": "Có"}).get_json()
    assert reply["points"] is None
    assert reply["progress"]["answered"] == 0


def test_clearing_and_not_applicable(draft: Draft, small_world: World) -> None:
    save(draft, "NL.01", {"a": "1", "b": "3"})
    reply = save(draft, "NL.01", {"a": "", "b": ""}, 1).get_json()
    assert (reply["revision"], reply["points"], reply["progress"]["answered"]) == (2, None, 0)
    reply = save(draft, "NL.01", {"a": "1", "b": "3"}, 2, not_applicable=True).get_json()
    assert (reply["revision"], reply["points"], reply["progress"]["answered"]) == (3, None, 1)
    assert read_rows(small_world.database, "response")[0]["not_applicable"] is True


def test_faults_are_named_part_by_part_and_nothing_is_written(
    draft: Draft, small_world: World
) -> None:
    before = count_rows(small_world.database)
    response = save(draft, "NL.01", {"a": "ba", "b": "-3"})
    assert response.status_code == 422
    reply = response.get_json()
    assert set(reply["errors"]) == {"a", "b"}
    assert reply["errors"]["a"].startswith("“ba” không phải là số.")
    assert reply["title"] == "Câu trả lời chưa hợp lệ nên chưa được lưu."
    assert count_rows(small_world.database) == before


def test_a_conflict_shows_what_stands(draft: Draft, small_world: World) -> None:
    save(draft, "CL.03", {"value": ["web"]})
    response = save(draft, "CL.03", {"value": ["zalo", "san"]})
    assert response.status_code == 409
    reply = response.get_json()
    assert reply["title"] == AnswerChanged.sentence
    assert reply["errors"] == {}
    assert reply["current"] == {
        "values": {"value": ["web"]},
        "not_applicable": False,
        "text": "Trang thông tin điện tử",
        "points": "1",
        "judged": None,
        "revision": 1,
        "saved_at": "13:00",
    }
    assert given(small_world, draft[1]) == {"CL.03": {"options": ["web"]}}
    mine = save(draft, "CL.03", {"value": ["zalo"]}, reply["current"]["revision"])
    assert mine.get_json()["revision"] == 2


def test_a_conflict_with_a_cleared_answer_says_so(draft: Draft) -> None:
    save(draft, "DL.02", {"value": "3"})
    save(draft, "DL.02", {"value": ""}, 1)
    current = save(draft, "DL.02", {"value": "1"}, 1).get_json()["current"]
    assert (current["text"], current["revision"]) == ("Chưa trả lời", 2)
    assert current["values"] == {"value": None}


def test_the_values_of_a_conflict_can_be_put_into_the_form(draft: Draft) -> None:
    save(draft, "NL.03", {"value": "12,5"})
    current = save(draft, "NL.03", {"value": "13"}).get_json()["current"]
    assert current["values"] == {"value": "12,5"}
    again = save(draft, "NL.03", current["values"], current["revision"])
    assert again.get_json()["revision"] == 1, "taking over what stands changes nothing"


def test_a_closed_campaign_answers_with_its_sentence(
    small_world: World, app: Flask, clock: Clock
) -> None:
    player = small_world.enterprise()
    campaign = small_world.campaign(TRIAL, closes_at=clock.now)
    assessment = small_world.start(player, campaign)
    response = save((enter(app, player), assessment), "CL.01", {"value": "2"})
    assert response.status_code == 409
    reply = response.get_json()
    assert "đã đóng lúc 13:00 01/06/2026." in reply["title"]
    assert "current" not in reply
    assert not read_rows(small_world.database, "response")


def test_a_submitted_assessment_answers_with_its_sentence(draft: Draft, clock: Clock) -> None:
    visitor, assessment = draft
    form = {"declared_by": "A", "declared_as": "B", "truthful": "y", "accept_missing": "y"}
    visitor.post(f"/assessments/{assessment.handle}/check", form)
    response = save(draft, "CL.01", {"value": "2"})
    assert response.status_code == 409
    said = fill(AssessmentSubmitted.sentence, {"submitted_at": clock.now})
    assert response.get_json()["title"] == said
    assert "13:00 01/06/2026" in said


def test_without_its_token_nothing_is_saved_and_a_sentence_says_so(
    draft: Draft, small_world: World
) -> None:
    visitor, assessment = draft
    address = f"/assessments/{assessment.handle}/answers/CL.01"
    response = visitor.client.post(address, json={"values": {"value": "2"}, "revision": 0})
    assert response.status_code == 400
    assert response.get_json()["title"].startswith("Phiên làm việc đã thay đổi")
    assert not read_rows(small_world.database, "response")


@pytest.mark.parametrize(
    ("code", "status"), [("CL.99", 404), ("CL", 404), ("", 404), ("cl.01", 404)]
)
def test_an_unknown_question_is_a_problem_in_json(draft: Draft, code: str, status: int) -> None:
    response = save(draft, code, {"value": "2"})
    assert response.status_code == status
    assert set(response.get_json()) >= {"title", "status"}


@pytest.mark.parametrize(
    "payload",
    [
        [],
        "x",
        7,
        {},
        {"values": []},
        {"values": "2", "revision": 0},
        {"values": {"value": {"deep": [1]}}, "revision": 0},
        {"values": {"value": None}, "revision": 0},
        {"values": {"value": "2"}, "revision": "abc"},
        {"values": {"value": "2"}, "revision": None},
        {"values": {"value": "2"}, "revision": 10**30},
        {"values": {"value": "2"}, "revision": -1},
        {"values": {"value": "2"}, "revision": 1.5},
        {"values": {"other": "2"}, "revision": 0},
        {"values": {"value": "9" * 100_000}, "revision": 0},
        {"values": {"value": "\x00"}, "revision": 0},
        {"values": {"value": "\ud800"}, "revision": 0},
    ],
)
def test_nonsense_is_refused_without_a_crash(
    draft: Draft, small_world: World, payload: object
) -> None:
    visitor, assessment = draft
    for code in ("CL.01", "DL.04"):
        address = f"/assessments/{assessment.handle}/answers/{code}"
        response = visitor.send_json(address, payload)
        assert response.status_code in {200, 400, 409, 422}, response.status_code
        assert isinstance(response.get_json(), dict)
        if response.status_code != 200:
            assert response.get_json()["title"]


@pytest.mark.parametrize("sent", ["{broken", "", "null", "\x00"])
def test_broken_json_is_refused_with_a_sentence(draft: Draft, sent: str) -> None:
    visitor, assessment = draft
    response = visitor.client.post(
        f"/assessments/{assessment.handle}/answers/CL.01",
        data=sent,
        content_type="application/json",
        headers={"X-CSRFToken": visitor.token},
    )
    assert response.status_code == 400
    assert response.get_json()["title"]
