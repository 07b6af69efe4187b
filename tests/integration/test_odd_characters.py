"""Characters that no keyboard types are refused or kept, on each database, but never crash."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from surveyapp.demo.names import tax_code
from tests.conftest import make_app
from tests.integration.rows import count_rows, read_rows
from tests.integration.test_pages_answering import SIGN_UP, enter
from tests.integration.trial import begin
from tests.visitor import Visitor
from tests.world import World

ODD = ["\x00", "a\x00b", "\ud800", "a\udfffb"]
KEPT = ["😀 “ệ” \u2028", "<b>&amp;</b>", "'; DROP TABLE person; --", "{{ 7 * 7 }} %(x)s {y}"]


@pytest.fixture
def app(world: World, tmp_path: Path) -> Flask:
    """The application over the database of the world."""
    return make_app(world.database, tmp_path)


@pytest.mark.parametrize("text", ODD)
def test_odd_answers_are_refused(world: World, app: Flask, text: str) -> None:
    player, assessment = begin(world)
    visitor = enter(app, player)
    before = count_rows(world.database)
    root = f"/assessments/{assessment.handle}"
    payload = {"values": {"value": text}, "revision": 0}
    assert visitor.send_json(f"{root}/answers/DL.04", payload).status_code in {400, 422}
    if text.isprintable() or "\x00" in text:
        assert visitor.send(f"{root}/pillars/DL", {"DL.04.value": text}).status_code in {400, 422}
    assert count_rows(world.database) == before


@pytest.mark.parametrize("text", KEPT)
def test_unusual_answers_are_kept_and_shown_as_text(world: World, app: Flask, text: str) -> None:
    player, assessment = begin(world)
    visitor = enter(app, player)
    root = f"/assessments/{assessment.handle}"
    payload = {"values": {"value": text}, "revision": 0}
    assert visitor.send_json(f"{root}/answers/DL.04", payload).status_code == 200
    assert read_rows(world.database, "response")[0]["value"] == {"text": text.strip()}
    assert visitor.get(f"{root}/pillars/DL").values["DL.04.value"] == [text.strip()]
    assert text.strip() in visitor.get(f"{root}/check").text


@pytest.mark.parametrize("field", ["name", "person_name", "email", "tax_code", "province"])
def test_odd_names_are_refused(world: World, app: Flask, field: str) -> None:
    typed = {**SIGN_UP, "tax_code": tax_code(1), field: SIGN_UP[field] + "\x00"}
    assert Visitor(app).send("/sign-up", typed).status_code in {400, 422}
    assert not read_rows(world.database, "person")


@pytest.mark.parametrize(
    "address",
    ["/rankings/%00", "/verify/%00", "/verify?serial=%00", "/criteria/%00/1.0", "/invitations/%00"],
)
def test_odd_addresses_lead_nowhere(world: World, app: Flask, address: str) -> None:
    assert app.test_client().get(address).status_code == 404
    player, _ = begin(world)
    visitor = enter(app, player)
    assert visitor.client.get("/assessments/%00").status_code == 404
    assert visitor.send("/campaigns/%00/start").status_code == 404


def test_a_password_of_any_letters_is_taken(world: World, app: Flask) -> None:
    secret = "mật khẩu “dài” 😀"
    typed = {**SIGN_UP, "password": secret, "password_again": secret}
    assert Visitor(app).send("/sign-up", typed).status_code == 200
    again = Visitor(app)
    again.sign_in(SIGN_UP["email"], secret)
    again.get("/workspace")
