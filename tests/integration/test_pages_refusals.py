"""Every refusal is a page with a sentence, in the visitor's language, and loses nothing typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from markupsafe import escape

from surveyapp.app import LARGEST_REQUEST, create_app
from surveyapp.config import Settings
from surveyapp.persistence.database import Database
from surveyapp.web.limits import limiter
from surveyapp.web.refusals import HEADINGS, SENTENCES
from tests.integration.rows import read_rows
from tests.integration.test_pages_answering import SIGN_UP, enter, given
from tests.integration.trial import begin
from tests.visitor import Visitor
from tests.world import PASSWORD, World

ELSEWHERE = [
    "https://evil.example/",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "http:evil.example",
    "javascript:alert(1)",
    "evil.example",
]


def test_a_stale_form_keeps_what_was_typed_and_leaves_out_passwords(
    small_world: World, visitor: Visitor
) -> None:
    visitor.get("/sign-up")
    visitor.token = "stale"
    page = visitor.post("/sign-up", SIGN_UP, 400)
    assert "Nội dung bạn nhập vẫn còn nguyên." in page.text
    for name in ("name", "tax_code", "province", "league", "person_name", "email", "consent"):
        assert page.values[name] == [SIGN_UP[name]], name
    assert page.values["password"] == page.values["password_again"] == [""]
    assert PASSWORD not in page.said
    assert PASSWORD not in str(page.values)
    kept = {name: values[0] for name, values in page.values.items() if name != "csrf_token"}
    again = {**kept, "password": PASSWORD, "password_again": PASSWORD}
    assert SIGN_UP["name"] in visitor.post("/sign-up", again).text
    assert len(read_rows(small_world.database, "person")) == 1


def test_a_stale_page_of_answers_can_be_sent_again(small_world: World, app: Flask) -> None:
    player, assessment = begin(small_world)
    visitor, address = enter(app, player), f"/assessments/{assessment.handle}/pillars/CL"
    typed = {"CL.01.value": "2", "CL.01.revision": "0", "CL.03.value": ["web", "san"]}
    visitor.token = "stale"
    page = visitor.post(address, typed, 400)
    assert given(small_world, assessment) == {}
    assert page.values["CL.03.value"] == ["web", "san"], "each of several values is kept"
    visitor.post(address, {name: v for name, v in page.values.items() if name != "csrf_token"})
    assert given(small_world, assessment) == {
        "CL.01": {"level": 2},
        "CL.03": {"options": ["web", "san"]},
    }


def test_a_stale_form_goes_back_to_its_own_address(app: Flask) -> None:
    response = app.test_client().post("/sign-in?next=/verify", data={"email": "a@b.example"})
    assert response.status_code == 400
    body = response.get_data(as_text=True)
    assert 'action="/sign-in?next=/verify"' in body
    assert 'value="a@b.example"' in body


def test_what_was_typed_is_shown_as_text(app: Flask) -> None:
    wicked = '"><script>alert(1)</script>'
    body = app.test_client().post("/sign-up", data={"name": wicked}).get_data(as_text=True)
    assert wicked not in body
    assert str(escape(wicked)) in body


@pytest.mark.parametrize("language", ["vi", "en"])
def test_refusals_speak_the_language_of_the_visitor(visitor: Visitor, language: str) -> None:
    visitor.post("/language", {"language": language, "next": "/"})
    page = visitor.get("/khong-co", 404)
    assert page.language == language
    assert (SENTENCES[404] in page.text) is (language == "vi")


def test_a_request_that_is_too_large_is_refused_with_a_page(visitor: Visitor) -> None:
    page = visitor.post("/sign-up", {"name": "x" * (LARGEST_REQUEST + 1)}, 413)
    assert f"tối đa {LARGEST_REQUEST // 2**20} MB" in page.text


def test_a_wrong_method_is_refused_with_a_page(visitor: Visitor) -> None:
    assert SENTENCES[405] in visitor.get("/sign-out", 405).text


def test_every_status_has_a_heading_of_its_own_words() -> None:
    assert set(SENTENCES) <= set(HEADINGS)
    assert all(heading.strip() for heading in HEADINGS.values())


@pytest.fixture
def limited(sqlite_database: Database, tmp_path: Path) -> Iterator[Flask]:
    """The application with its limit on tries."""
    url = sqlite_database.url
    app = create_app(Settings(tmp_path, url, "for tests only"), sqlite_database)
    yield app
    limiter.reset()
    limiter.enabled = False


def test_guessing_passwords_is_made_slow(limited: Flask) -> None:
    visitor = Visitor(limited)
    typed = {"email": "a@b.example", "password": ""}
    statuses = [visitor.send("/sign-in", typed).status_code for _ in range(21)]
    assert statuses == [422] * 20 + [429]
    assert SENTENCES[429] in visitor.post("/sign-in", typed, 429).text
    visitor.get("/sign-in")


@pytest.mark.parametrize("target", ELSEWHERE)
def test_nobody_is_led_elsewhere_after_signing_in(
    small_world: World, app: Flask, target: str
) -> None:
    player = small_world.enterprise()
    visitor = Visitor(app)
    visitor.get("/sign-in")
    typed = {"email": player.email, "password": PASSWORD, "next": target}
    response = visitor.client.post("/sign-in", data={"csrf_token": visitor.token, **typed})
    assert (response.status_code, response.location) == (302, "/workspace")


@pytest.mark.parametrize("target", ELSEWHERE)
def test_nobody_is_led_elsewhere_by_the_language_switch(visitor: Visitor, target: str) -> None:
    visitor.get("/verify")
    typed = {"csrf_token": visitor.token, "language": "en", "next": target}
    response = visitor.client.post("/language", data=typed)
    assert (response.status_code, response.location) == (302, "/")


def test_a_target_can_not_smuggle_a_header(visitor: Visitor) -> None:
    visitor.get("/verify")
    typed = {"csrf_token": visitor.token, "language": "en", "next": "/ok\r\nX-Evil: 1"}
    response = visitor.client.post("/language", data=typed)
    assert (response.status_code, response.location) == (302, "/")
    assert "X-Evil" not in response.headers


def test_signing_in_leads_to_the_page_that_was_asked_for(small_world: World, app: Flask) -> None:
    player, assessment = begin(small_world)
    address = f"/assessments/{assessment.handle}/pillars/NL"
    visitor = Visitor(app)
    door = visitor.get(address)
    assert door.title.startswith("Đăng nhập")
    typed = {"email": player.email, "password": PASSWORD, "next": door.values["next"][-1]}
    assert visitor.post("/sign-in", typed).title.startswith("Nhân lực")
