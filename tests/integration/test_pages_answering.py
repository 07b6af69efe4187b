"""The respondent's story without any script: fill page by page, keep what is wrong, declare."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from surveyapp.assessments.errors import AnswerChanged, AssessmentSubmitted, IncompleteSubmission
from surveyapp.assessments.model import Assessment
from surveyapp.assessments.queries import find_responses
from surveyapp.demo.names import tax_code
from surveyapp.web.refusals import fill
from tests.integration.conftest import Clock
from tests.integration.rows import count_rows, happened, read_rows
from tests.integration.trial import MIDDLING, TRIAL, begin
from tests.visitor import Page, Visitor
from tests.world import PASSWORD, Player, World

SIGN_UP = {
    "name": "Công ty TNHH Thử Nghiệm Đà Nẵng",
    "tax_code": tax_code(99),
    "province": "da-nang",
    "industry": "C",
    "league": "small",
    "person_name": "Nguyễn Thị Hạnh",
    "email": "hanh@mau.example",
    "password": PASSWORD,
    "password_again": PASSWORD,
    "consent": "y",
}
HEAD = {"declared_by": "Trần Thị Bình", "declared_as": "Giám đốc", "truthful": "y"}


def typed_answers(pillar: str) -> dict[str, Any]:
    """Return the middling answers of one pillar as its form sends them."""
    typed: dict[str, Any] = {}
    for code, cells in MIDDLING.items():
        if code.startswith(pillar):
            typed[f"{code}.revision"] = "0"
            for part, cell in cells.items():
                typed[f"{code}.{part or 'value'}"] = cell.split(";") if ";" in cell else cell
    return typed


def as_sent(page: Page) -> dict[str, Any]:
    """Return the answers of a page as a browser would send them."""
    return {name: values for name, values in page.values.items() if values and "." in name}


def enter(app: Flask, player: Player) -> Visitor:
    """Return the player signed in."""
    visitor = Visitor(app)
    visitor.sign_in(player.email, PASSWORD)
    return visitor


def given(world: World, assessment: Assessment) -> dict[str, Any]:
    """Return the stored values by code."""
    with world.database.reading() as session:
        found = find_responses(session, assessment.id)
    return {code: answer.given and answer.given.value for code, answer in found.items()}


def test_the_whole_story_without_a_script(small_world: World, visitor: Visitor) -> None:
    campaign = small_world.campaign(TRIAL)
    workspace = visitor.post("/sign-up", SIGN_UP)
    assert SIGN_UP["name"] in workspace.text
    overview = visitor.post(f"/campaigns/{campaign.handle}/start")
    first = next(link for link in overview.links if link.endswith("/pillars/CL"))
    root = first.removesuffix("/pillars/CL")
    for pillar, following in [("CL", "Nhân lực"), ("NL", "Dữ liệu"), ("DL", "Kiểm tra và nộp")]:
        page = visitor.get(f"{root}/pillars/{pillar}")
        assert set(typed_answers(pillar)) <= set(page.values)
        after = visitor.post(f"{root}/pillars/{pillar}", {**typed_answers(pillar), "then": "next"})
        assert after.title.startswith(following)
    result = visitor.post(f"{root}/check", HEAD)
    assert "55,49" in result.text
    assert "Khởi động" in result.text
    assert "NL.01" in result.text, "where the points were lost"
    answers = visitor.get(f"{root}/answers")
    assert "Trang thông tin điện tử; Mạng xã hội" in answers.text
    pdf = visitor.client.get(f"{root}/certificate.pdf")
    assert pdf.data.startswith(b"%PDF-")
    assert "assessment_submitted" in happened(small_world.database)


def test_a_page_of_answers_is_saved_and_shown_again(small_world: World, app: Flask) -> None:
    player, assessment = begin(small_world)
    visitor, address = enter(app, player), f"/assessments/{assessment.handle}/pillars/NL"
    page = visitor.post(address, {**typed_answers("NL"), "then": "stay"})
    assert given(small_world, assessment) == {
        "NL.01": {"a": "1", "b": "3"},
        "NL.02": {"number": "1"},
        "NL.03": {"percent": "60"},
    }
    assert page.values["NL.01.b"] == ["3"]
    assert page.values["NL.01.revision"] == ["1"]
    before = count_rows(small_world.database)
    visitor.post(address, as_sent(page))
    assert count_rows(small_world.database) == before, "sending the same page again writes nothing"


def test_what_is_valid_is_saved_and_the_rest_stays_as_typed(small_world: World, app: Flask) -> None:
    player, assessment = begin(small_world)
    typed = {"NL.01.a": "bốn", "NL.01.b": " 3", "NL.02.value": "2,5", "NL.03.value": "120"}
    page = enter(app, player).post(
        f"/assessments/{assessment.handle}/pillars/NL", {**typed, "then": "next"}, 422
    )
    assert given(small_world, assessment) == {"NL.02": {"number": "2.5"}}
    assert page.values["NL.01.a"] == ["bốn"]
    assert page.values["NL.03.value"] == ["120"]
    assert page.values["NL.02.revision"] == ["1"]
    assert "“bốn” không phải là số." in page.text
    assert "“120” lớn hơn 100." in page.text
    assert {"#q-NL-01", "#q-NL-03"} <= set(page.links), "the summary leads to each fault"
    assert {"q-NL-01", "q-NL-03"} <= set(page.ids)


def test_boxes_that_exclude_each_other_stay_ticked(small_world: World, app: Flask) -> None:
    player, assessment = begin(small_world)
    typed = {"CL.01.value": "2", "CL.03.value": ["web", "none"]}
    page = enter(app, player).post(f"/assessments/{assessment.handle}/pillars/CL", typed, 422)
    assert given(small_world, assessment) == {"CL.01": {"level": 2}}
    assert page.values["CL.03.value"] == ["web", "none"]
    assert page.values["CL.01.value"] == ["2"]


@pytest.mark.parametrize(("language", "typed"), [("vi", "12,5"), ("en", "12.5")])
def test_numbers_are_shown_again_as_the_language_writes_them(
    small_world: World, app: Flask, language: str, typed: str
) -> None:
    player, assessment = begin(small_world)
    small_world.answer(player, assessment, {"NL.03": {"": "12,5"}})
    visitor = enter(app, player)
    visitor.post("/language", {"language": language, "next": "/"})
    address = f"/assessments/{assessment.handle}/pillars/NL"
    page = visitor.get(address)
    assert page.values["NL.03.value"] == [typed]
    visitor.post(address, {"NL.03.value": typed, "NL.03.revision": "1"})
    assert given(small_world, assessment)["NL.03"] == {"percent": "12.5"}


def test_two_tabs_without_a_script(small_world: World, app: Flask) -> None:
    player, assessment = begin(small_world)
    first, second = enter(app, player), enter(app, player)
    address = f"/assessments/{assessment.handle}/pillars/DL"
    first.post(address, {"DL.04.value": "từ máy một", "DL.04.revision": "0"})
    page = second.post(
        address,
        {
            "DL.04.value": "từ máy hai",
            "DL.04.revision": "0",
            "DL.02.value": "3",
            "DL.02.revision": "0",
        },
        422,
    )
    assert given(small_world, assessment) == {
        "DL.04": {"text": "từ máy một"},
        "DL.02": {"number": "3"},
    }
    assert AnswerChanged.sentence in page.text
    assert page.values["DL.04.value"] == ["từ máy hai"]
    assert "từ máy một" in page.text, "the stored value is visible beside the typed one"
    second.post(address, as_sent(page))
    assert given(small_world, assessment)["DL.04"] == {"text": "từ máy hai"}


def test_not_applicable_is_ticked_and_unticked(small_world: World, app: Flask) -> None:
    player, assessment = begin(small_world)
    visitor, address = enter(app, player), f"/assessments/{assessment.handle}/pillars/NL"
    page = visitor.post(address, {"NL.01.not_applicable": "1", "NL.01.revision": "0"})
    assert page.values["NL.01.not_applicable"] == ["1"]
    assert "NL.02.not_applicable" not in page.values, "offered only where the set allows it"
    page = visitor.post(address, {"NL.01.a": "1", "NL.01.b": "2", "NL.01.revision": "1"})
    assert page.values["NL.01.not_applicable"] == []
    assert [
        row["not_applicable"] for row in read_rows(small_world.database, "response_revision")
    ] == [
        True,
        False,
    ]


def test_not_applicable_smuggled_in_is_refused_with_a_sentence(
    small_world: World, app: Flask
) -> None:
    player, assessment = begin(small_world)
    typed = {"CL.01.not_applicable": "1", "CL.02.value": "yes"}
    page = enter(app, player).post(f"/assessments/{assessment.handle}/pillars/CL", typed, 422)
    assert "Câu này áp dụng cho mọi đơn vị" in page.text
    assert given(small_world, assessment) == {"CL.02": {"yes": True}}


def test_the_check_page_lists_what_is_missing(small_world: World, app: Flask) -> None:
    player, assessment = begin(small_world)
    small_world.answer(player, assessment, {c: MIDDLING[c] for c in ("CL.01", "NL.01", "DL.04")})
    page = enter(app, player).get(f"/assessments/{assessment.handle}/check")
    assert "Còn 7 câu chưa trả lời" in page.text
    assert page.text.count("Chưa trả lời") == 7
    root = f"/assessments/{assessment.handle}/pillars"
    assert f"{root}/DL#q-DL-03" in page.links
    assert "1/3" in page.text, "an answer is shown in words"


def test_declaring_asks_for_everything_at_once_and_keeps_what_was_typed(
    small_world: World, app: Flask
) -> None:
    player, assessment = begin(small_world)
    visitor, address = enter(app, player), f"/assessments/{assessment.handle}/check"
    page = visitor.post(address, {"declared_by": "Trần Thị Bình"}, 422)
    assert page.values["declared_by"] == ["Trần Thị Bình"]
    assert "Cần xác nhận của người đứng đầu trước khi nộp." in page.text
    page = visitor.post(address, HEAD, 422)
    assert fill(IncompleteSubmission.sentence, {"missing": 9}) in page.text
    assert page.values["declared_as"] == ["Giám đốc"]
    assert not read_rows(small_world.database, "submission")
    page = visitor.post(address, {**HEAD, "accept_missing": "y"})
    assert "0,00" in page.text
    (row,) = read_rows(small_world.database, "submission")
    assert (row["declared_by"], row["declared_as"]) == ("Trần Thị Bình", "Giám đốc")


def test_a_submitted_assessment_shows_its_result_and_takes_nothing(
    small_world: World, app: Flask
) -> None:
    player, assessment = begin(small_world)
    small_world.answer(player, assessment, MIDDLING)
    small_world.declare(player, assessment)
    visitor, root = enter(app, player), f"/assessments/{assessment.handle}"
    for address in (root, f"{root}/check"):
        assert "55,49" in visitor.get(address).text
    assert "Câu trả lời đã nộp được giữ nguyên." in visitor.get(f"{root}/pillars/CL").text
    before = count_rows(small_world.database)
    page = visitor.post(
        f"{root}/pillars/CL", {"CL.01.value": "3", "CL.01.revision": "1", "then": "stay"}, 422
    )
    start = AssessmentSubmitted.sentence.partition("{")[0]
    assert start in page.text
    assert count_rows(small_world.database) == before


def test_a_closed_campaign_says_so_and_keeps_what_was_saved(
    small_world: World, app: Flask, clock: Clock
) -> None:
    player = small_world.enterprise()
    campaign = small_world.campaign(TRIAL, closes_at=clock.now)
    assessment = small_world.start(player, campaign)
    small_world.answer(player, assessment, {"CL.01": {"": "2"}})
    visitor, root = enter(app, player), f"/assessments/{assessment.handle}"
    said = f"Đợt đánh giá “{campaign.title_vi}” đã đóng lúc 13:00 01/06/2026."
    for address in (root, f"{root}/pillars/CL", f"{root}/check"):
        assert said in visitor.get(address).text
    page = visitor.get(f"{root}/pillars/CL")
    assert page.values["CL.01.value"] == ["2"]
    refused = visitor.post(f"{root}/check", {**HEAD, "accept_missing": "y"}, 422)
    assert said in refused.text
    assert not read_rows(small_world.database, "submission")


def test_a_campaign_that_is_to_open_can_not_be_started(
    small_world: World, app: Flask, clock: Clock
) -> None:
    player = small_world.enterprise()
    campaign = small_world.campaign(TRIAL, opens_at=clock.now + timedelta(days=1))
    page = enter(app, player).post(f"/campaigns/{campaign.handle}/start", status=409)
    assert "chưa mở; bắt đầu nhận câu trả lời lúc 13:00 02/06/2026." in page.text
