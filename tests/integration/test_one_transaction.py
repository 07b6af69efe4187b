"""One transaction for one request: a refused or broken request leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask, abort, make_response
from flask.typing import ResponseReturnValue

from surveyapp.access.policy import Action
from surveyapp.errors import RuleBroken
from surveyapp.people.service import NewPerson, create_person
from surveyapp.web.guard import opens_to
from surveyapp.web.request import db, keep_changes
from tests.conftest import make_app
from tests.integration.rows import count_rows, happened
from tests.integration.test_pages_answering import SIGN_UP
from tests.visitor import Visitor
from tests.world import NOON, PASSWORD, World


def _break() -> ResponseReturnValue:
    raise RuntimeError("a fault of the program")


def _refuse() -> ResponseReturnValue:
    raise RuleBroken


def _abort() -> ResponseReturnValue:
    abort(404)


def _answer(status: int) -> Callable[[], ResponseReturnValue]:
    return lambda: make_response("done", status)


def _keep() -> ResponseReturnValue:
    keep_changes()
    return make_response("partly", 422)


ENDS: dict[str, tuple[Callable[[], ResponseReturnValue], int, bool]] = {
    "done": (_answer(200), 200, True),
    "redirect": (_answer(302), 302, True),
    "kept": (_keep, 422, True),
    "invalid": (_answer(422), 422, False),
    "refused": (_refuse, 409, False),
    "aborted": (_abort, 404, False),
    "failed": (_answer(500), 500, False),
    "broken": (_break, 500, False),
}


@pytest.fixture
def writing(world: World, tmp_path: Path) -> Flask:
    """The application with a view for every way in which a request can end."""
    app = make_app(world.database, tmp_path)
    app.config.update(WTF_CSRF_ENABLED=False, TESTING=False)
    for name, (end, _, _) in ENDS.items():

        @opens_to(Action.BROWSE)
        def view(end: Callable[[], ResponseReturnValue] = end) -> ResponseReturnValue:
            create_person(db(), NewPerson("a@mau.example", "A", PASSWORD), now=NOON)
            return end()

        app.add_url_rule(f"/{name}", name, view, methods=["POST"])
    return app


@pytest.mark.parametrize("name", list(ENDS))
def test_a_request_is_kept_whole_or_not_at_all(world: World, writing: Flask, name: str) -> None:
    _, status, kept = ENDS[name]
    response = writing.test_client().post(f"/{name}")
    assert response.status_code == status
    counts = count_rows(world.database)
    assert counts["person"] == counts["audit_event"] == int(kept)


def test_a_fault_of_the_program_shows_a_page_and_no_secret(world: World, writing: Flask) -> None:
    page = Visitor(writing).post("/broken", status=500)
    assert "Lỗi đã được ghi lại" in page.text
    assert "RuntimeError" not in page.said
    assert "a fault of the program" not in page.said


def test_reading_never_writes(world: World, tmp_path: Path) -> None:
    app = make_app(world.database, tmp_path)

    @opens_to(Action.BROWSE)
    def view() -> str:
        create_person(db(), NewPerson("a@mau.example", "A", PASSWORD), now=NOON)
        return "done"

    app.add_url_rule("/peek", "peek", view)
    assert app.test_client().get("/peek").status_code == 200
    assert not any(count_rows(world.database).values())


def test_a_refused_sign_up_leaves_no_account(world: World, tmp_path: Path) -> None:
    app = make_app(world.database, tmp_path)
    Visitor(app).post("/sign-up", SIGN_UP)
    before = count_rows(world.database)
    again = {**SIGN_UP, "email": "khac@mau.example"}
    page = Visitor(app).post("/sign-up", again, 422)
    assert "Mã số thuế này đã được đăng ký." in page.text
    assert page.values["email"] == ["khac@mau.example"]
    assert page.values["password"] == [""]
    assert count_rows(world.database) == before


def test_a_failed_sign_in_is_remembered(world: World, tmp_path: Path) -> None:
    app = make_app(world.database, tmp_path)
    player = world.enterprise()
    for email, remembered in [("nobody@mau.example", 0), (player.email, 1)]:
        page = Visitor(app).post("/sign-in", {"email": email, "password": "sai mật khẩu"}, 401)
        assert "Thư điện tử hoặc mật khẩu không đúng." in page.text
        assert page.values["email"] == [email]
        assert page.values["password"] == [""]
        assert happened(world.database).count("sign_in_failed") == remembered
