"""What every answer carries, and what the browser may keep."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from surveyapp.app import create_app
from surveyapp.config import Settings
from surveyapp.persistence.database import Database
from tests.integration.scene import Scene
from tests.integration.test_access_table import TABLE, VISITORS
from tests.integration.test_pages_answering import enter
from tests.visitor import Visitor
from tests.world import PASSWORD, World

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def _policy(response: TestResponse) -> dict[str, str]:
    rules = response.headers["Content-Security-Policy"].split(";")
    return dict(rule.strip().partition(" ")[::2] for rule in rules)


def test_every_answer_carries_the_headers(scene: Scene) -> None:
    for line, expected in TABLE.items():
        for who in {VISITORS[expected.split().index("in")], "anonymous"}:
            response = scene.ask(line, who)
            for name, value in ALWAYS.items():
                assert response.headers.get(name) == value, f"{line}: {name}"
            policy = _policy(response)
            assert policy["default-src"] == "'self'", line
            assert policy["object-src"] == policy["base-uri"] == "'none'"
            assert policy["frame-ancestors"] == "'none'"
            assert policy["form-action"] == "'self'"
            assert "unsafe" not in response.headers["Content-Security-Policy"]


def test_no_page_is_kept_by_a_cache_but_files_are(scene: Scene) -> None:
    for line, expected in TABLE.items():
        kept = scene.ask(line, VISITORS[expected.split().index("in")]).headers["Cache-Control"]
        assert ("max-age=31536000" in kept) is line.startswith("GET /static"), line
        assert ("no-store" in kept) is not line.startswith("GET /static"), line


def test_pages_load_nothing_from_elsewhere(scene: Scene) -> None:
    for line in ("GET /", "GET /rankings/<handle>", "GET /assessments/<handle>/result"):
        body = scene.ask(line, "own").get_data(as_text=True)
        loaded = re.findall(r'<(?:script|link|img|source|iframe)[^>]*(?:src|href)="([^"]+)"', body)
        assert loaded
        assert all(one.startswith("/static/") for one in loaded), loaded


def test_files_change_their_address_when_they_change(visitor: Visitor) -> None:
    body = visitor.client.get("/").get_data(as_text=True)
    assert re.search(r"/static/css/app\.css\?v=[0-9a-f]{10}", body)


def _cookie(app: Flask) -> str:
    response = app.test_client().get("/sign-in")
    (cookie,) = response.headers.getlist("Set-Cookie")
    return cookie


@pytest.mark.parametrize("secure", [False, True])
def test_the_cookie_is_out_of_reach_of_scripts(
    sqlite_database: Database, tmp_path: Path, secure: bool
) -> None:
    settings = Settings(
        tmp_path, sqlite_database.url, "secret", secure_cookies=secure, rate_limits=False
    )
    cookie = _cookie(create_app(settings, sqlite_database))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert ("Secure" in cookie) is secure
    assert "Domain" not in cookie


def test_signing_in_begins_a_fresh_session(small_world: World, app: Flask) -> None:
    player = small_world.enterprise()
    visitor = Visitor(app)
    visitor.get("/sign-in")
    before = visitor.token
    visitor.post("/language", {"language": "en", "next": "/"})
    page = visitor.sign_in(player.email, PASSWORD)
    assert page.language == "en", "the language stays"
    visitor.token = before
    assert visitor.send("/sign-out").status_code == 400, "a token from before is worth nothing"


def test_signing_out_ends_everything(small_world: World, app: Flask) -> None:
    visitor = enter(app, small_world.enterprise())
    visitor.get("/workspace")
    page = visitor.post("/sign-out")
    assert "Bạn đã đăng xuất." in page.text
    assert visitor.get("/workspace").title.startswith("Đăng nhập")


def test_a_session_of_another_installation_is_worth_nothing(
    small_world: World, sqlite_database: Database, tmp_path: Path
) -> None:
    settings = Settings(tmp_path, sqlite_database.url, "another secret", rate_limits=False)
    other = create_app(settings, sqlite_database)
    mine = create_app(Settings(tmp_path, "", "my secret", rate_limits=False), sqlite_database)
    player = small_world.enterprise()
    visitor = enter(mine, player)
    cookie = visitor.client.get_cookie("thuoc-so")
    assert cookie is not None
    stranger = other.test_client()
    stranger.set_cookie("thuoc-so", cookie.value)
    assert stranger.get("/workspace").location.startswith("/sign-in")


@pytest.mark.parametrize("language", ["de", "", "vi'", "../en"])
def test_an_unknown_language_changes_nothing(visitor: Visitor, language: str) -> None:
    visitor.get("/verify")
    assert visitor.post("/language", {"language": language, "next": "/verify"}).language == "vi"


def test_the_language_is_switched_on_the_page_where_one_is(visitor: Visitor) -> None:
    page = visitor.get("/verify?serial=xyz", 422)
    assert page.values["next"][0] == "/verify?serial=xyz"
    page = visitor.post("/language", {"language": "en", "next": "/verify?serial=xyz"}, 422)
    assert page.language == "en"
    page = visitor.post("/language", {"language": "vi", "next": "/verify"})
    assert page.language == "vi"
