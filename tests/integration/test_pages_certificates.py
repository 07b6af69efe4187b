"""A certificate is downloaded under its own name and checked by anybody, whatever they type."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO
from urllib.parse import unquote

import pypdf
import pytest
from flask import Flask

from surveyapp.certificates.serial import ALPHABET
from tests.integration.conftest import Clock
from tests.integration.rows import read_rows
from tests.integration.test_pages_answering import enter
from tests.integration.trial import TRIAL, submitted
from tests.visitor import Visitor
from tests.world import World


def _serials(world: World) -> list[str]:
    return [row["serial"] for row in read_rows(world.database, "certificate")]


def _file_name(header: str) -> str:
    """Read the name as a browser does: the one with its language before the plain one."""
    found = dict(part.strip().partition("=")[::2] for part in header.split(";"))
    assert "attachment" in found
    if "filename*" not in found:
        return found["filename"].strip('"')
    encoding, _, name = found["filename*"].partition("''")
    return unquote(name, encoding)


def test_the_file_has_the_name_of_the_organisation(small_world: World, app: Flask) -> None:
    player, assessment = submitted(small_world)
    response = enter(app, player).client.get(f"/assessments/{assessment.handle}/certificate.pdf")
    assert response.mimetype == "application/pdf"
    header = response.headers["Content-Disposition"]
    assert "filename*=UTF-8''" in header
    assert header.isascii()
    (serial,) = _serials(small_world)
    assert _file_name(header) == f"{serial} Công ty TNHH Mẫu Đường Số.pdf"


@pytest.mark.parametrize(
    "name", ['Công ty "Mẫu/Số" \\ 1', "Công ty ; filename=x", "..\\..\\Mẫu", "😀 Mẫu"]
)
def test_no_name_breaks_the_header(small_world: World, app: Flask, name: str) -> None:
    player = small_world.enterprise(name)
    assessment = small_world.start(player, small_world.campaign(TRIAL))
    small_world.declare(player, assessment)
    response = enter(app, player).client.get(f"/assessments/{assessment.handle}/certificate.pdf")
    assert response.status_code == 200
    found = _file_name(response.headers["Content-Disposition"])
    assert found.endswith(".pdf")
    assert "/" not in found


@pytest.mark.parametrize(("language", "words"), [("vi", "GIẤY CHỨNG NHẬN"), ("en", "CERTIFICATE")])
def test_it_is_drawn_in_the_language_of_the_visitor(
    small_world: World, app: Flask, language: str, words: str
) -> None:
    player, assessment = submitted(small_world)
    visitor = enter(app, player)
    visitor.post("/language", {"language": language, "next": "/"})
    response = visitor.client.get(f"/assessments/{assessment.handle}/certificate.pdf")
    reader = pypdf.PdfReader(BytesIO(response.data))
    assert len(reader.pages) == 1
    text = reader.pages[0].extract_text()
    assert words in text
    assert "Công ty TNHH Mẫu Đường Số" in text
    assert _serials(small_world)[0] in text


def test_a_draft_has_no_certificate(small_world: World, app: Flask) -> None:
    player = small_world.enterprise()
    assessment = small_world.start(player, small_world.campaign(TRIAL))
    enter(app, player).get(f"/assessments/{assessment.handle}/certificate.pdf", 404)


def test_the_one_that_stands_is_sent(small_world: World, app: Flask) -> None:
    player, assessment = submitted(small_world)
    small_world.verify(assessment)
    response = enter(app, player).client.get(f"/assessments/{assessment.handle}/certificate.pdf")
    assert _file_name(response.headers["Content-Disposition"]).startswith(_serials(small_world)[1])


@pytest.mark.parametrize(
    "spell",
    [
        str,
        str.lower,
        lambda serial: serial.replace("-", " "),
        lambda serial: serial.replace("-", ""),
        lambda serial: f"  {serial.lower().replace('-', '  ')} ",
        lambda serial: serial.replace("-", "–"),
        lambda serial: serial.replace("0", "o").replace("1", "l"),
    ],
)
def test_a_number_is_understood_however_it_is_typed(
    small_world: World, visitor: Visitor, spell: object
) -> None:
    assert callable(spell)
    submitted(small_world)
    (serial,) = _serials(small_world)
    response = visitor.client.get("/verify", query_string={"serial": spell(serial)})
    assert (response.status_code, response.location) == (302, f"/verify/{serial}")
    page = visitor.get(f"/verify/{serial}")
    assert "Công ty TNHH Mẫu Đường Số" in page.text
    assert "55,49" in page.text
    assert serial in page.text


def test_a_mistyped_number_is_said_to_be_mistyped(small_world: World, visitor: Visitor) -> None:
    submitted(small_world)
    (serial,) = _serials(small_world)
    place = serial.index("-") + 1
    for sign in ALPHABET:
        if sign != serial[place]:
            typed = f"{serial[:place]}{sign}{serial[place + 1 :]}"
            page = visitor.get(f"/verify?serial={typed}", 422)
            assert "gõ nhầm một ký tự" in page.text
            assert page.values["serial"] == [typed]


@pytest.mark.parametrize("typed", ["xyz", "TS26", "TS26-7K3F-9Q2M-CC", "<script>", "%"])
def test_what_is_no_number_is_said_to_be_none(visitor: Visitor, typed: str) -> None:
    visitor.client.get("/verify", query_string={"serial": typed})
    response = visitor.client.get("/verify", query_string={"serial": typed})
    assert response.status_code == 422
    assert "<script>" not in response.get_data(as_text=True).replace("<script src", "")


def test_a_well_formed_number_of_nothing_is_not_found(visitor: Visitor) -> None:
    page = visitor.get("/verify/TS26-0000-0000-0", 404)
    assert "Không có giấy chứng nhận nào" in page.text


def test_an_empty_field_asks_again(visitor: Visitor) -> None:
    assert visitor.get("/verify?serial=").values["serial"] == [""]


def test_its_worth_is_that_of_today(small_world: World, visitor: Visitor, clock: Clock) -> None:
    submitted(small_world)
    (serial,) = _serials(small_world)
    assert "còn hiệu lực" in visitor.get(f"/verify/{serial}").text
    clock.now = datetime(2027, 6, 1, 16, 59, 59, tzinfo=UTC)
    assert "còn hiệu lực" in visitor.get(f"/verify/{serial}").text, "until midnight in Hanoi"
    clock.now += timedelta(seconds=1)
    page = visitor.get(f"/verify/{serial}")
    assert "đã hết hiệu lực" in page.text
    assert "01/06/2027" in page.text


def test_a_superseded_certificate_leads_to_the_new_one(
    small_world: World, visitor: Visitor
) -> None:
    _, assessment = submitted(small_world)
    small_world.verify(assessment)
    earlier, later = _serials(small_world)
    page = visitor.get(f"/verify/{earlier}")
    assert "đã được thay thế" in page.text
    assert f"/verify/{later}" in page.links
    assert "còn hiệu lực" in visitor.get(f"/verify/{later}").text
