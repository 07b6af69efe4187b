"""Questions that only some are asked: on pages, in progress, at the submission, in review."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask

from surveyapp.assessments.model import Assessment
from surveyapp.assessments.queries import find_responses
from surveyapp.assessments.rules import find_missing
from surveyapp.campaigns.queries import pinned_set
from tests.integration.rows import happened
from tests.integration.test_pages_answering import HEAD, enter, given
from tests.visitor import Visitor
from tests.world import Player, World

CONDITIONAL = ("RIENG.01", "RIENG.02.1", "RIENG.02.2", "RIENG.03", "RIENG.04")
GENERAL = {
    "CHUNG.01": {"": "khac"},
    "CHUNG.02": {"": "1"},
    "CHUNG.03": {"": "none"},
    "CHUNG.04": {"": "no"},
}
Draft = tuple[Visitor, Player, Assessment]


@pytest.fixture
def draft(small_world: World, app: Flask) -> Draft:
    """Somebody before an empty draft of the set with conditions."""
    player = small_world.enterprise()
    assessment = small_world.start(player, small_world.campaign("co-dieu-kien"))
    return enter(app, player), player, assessment


def missing(world: World, assessment: Assessment) -> list[str]:
    with world.database.reading() as session:
        responses = find_responses(session, assessment.id)
        return find_missing(pinned_set(session, assessment.campaign), responses)


def save(draft: Draft, code: str, value: str, revision: int = 0) -> dict[str, Any]:
    """Send one answer as the script does and return the reply."""
    visitor, _, assessment = draft
    payload = {"values": {"value": value}, "revision": revision}
    response = visitor.send_json(f"/assessments/{assessment.handle}/answers/{code}", payload)
    assert response.status_code == 200
    reply: dict[str, Any] = response.get_json()
    return reply


def test_what_is_not_asked_is_not_missing(small_world: World, draft: Draft) -> None:
    _, player, assessment = draft
    assert missing(small_world, assessment) == list(GENERAL)
    small_world.answer(player, assessment, GENERAL)
    assert missing(small_world, assessment) == []
    small_world.answer(player, assessment, {"CHUNG.01": {"": "xay_dung"}})
    assert missing(small_world, assessment) == ["RIENG.01"]


def test_a_page_says_of_whom_a_question_is_asked(draft: Draft) -> None:
    visitor, _, assessment = draft
    page = visitor.client.get(f"/assessments/{assessment.handle}/pillars/RIENG").text
    assert "Chỉ trả lời nếu CHUNG.01 (Ngành) là: Xây dựng hoặc Vận tải." in page
    assert "Chỉ trả lời nếu CHUNG.02 (Hạ tầng) từ mức 2 trở lên." in page
    assert page.count("data-not-asked") == len(CONDITIONAL)
    save(draft, "CHUNG.01", "van_tai")
    page = visitor.client.get(f"/assessments/{assessment.handle}/pillars/RIENG").text
    assert page.count("data-conditional") == len(CONDITIONAL)
    assert page.count("data-not-asked") == len(CONDITIONAL) - 1
    general = visitor.client.get(f"/assessments/{assessment.handle}/pillars/CHUNG").text
    assert "data-conditional" not in general


def test_the_script_learns_what_is_asked_now(draft: Draft) -> None:
    reply = save(draft, "CHUNG.01", "xay_dung")
    assert reply["not_asked"] == [code for code in CONDITIONAL if code != "RIENG.01"]
    assert reply["progress"] == {
        "answered": 1, "total": 5, "pillar_answered": 1, "pillar_total": 4,
    }  # fmt: skip
    reply = save(draft, "CHUNG.02", "2")
    assert reply["not_asked"] == ["RIENG.03", "RIENG.04"]
    assert reply["progress"]["total"] == 7
    reply = save(draft, "CHUNG.01", "khac", revision=1)
    assert reply["not_asked"] == ["RIENG.01", "RIENG.03", "RIENG.04"]


def test_the_whole_story_without_a_script(small_world: World, draft: Draft) -> None:
    visitor, player, assessment = draft
    root = f"/assessments/{assessment.handle}"
    small_world.answer(player, assessment, GENERAL)
    # What is typed into a question that is not asked is kept, and counts for nothing.
    visitor.post(f"{root}/pillars/RIENG", {"RIENG.01.value": "yes", "RIENG.01.revision": "0"})
    assert given(small_world, assessment)["RIENG.01"] == {"yes": True}
    check = visitor.get(f"{root}/check")
    assert "câu trả lời trước đây được giữ nhưng không tính điểm" in check.text
    assert f"{len(CONDITIONAL) - 1} câu khác không phải trả lời." in check.text
    assert "Mọi câu đều đã có câu trả lời." in check.text
    result = visitor.post(f"{root}/check", HEAD)
    assert "assessment_submitted" in happened(small_world.database)
    assert "16,67" in result.text, "5 of the 30 points that were asked for"
    answers = visitor.get(f"{root}/answers")
    assert f"{len(CONDITIONAL) - 1} câu khác không phải trả lời." in answers.text


def test_the_overview_counts_what_is_asked(small_world: World, draft: Draft) -> None:
    visitor, player, assessment = draft
    small_world.answer(player, assessment, {**GENERAL, "CHUNG.04": {"": "yes"}})
    page = visitor.get(f"/assessments/{assessment.handle}")
    assert "4/5" in page.text
    assert "0/1" in page.text


def test_a_reviewer_has_nothing_to_award_there(
    small_world: World, draft: Draft, app: Flask
) -> None:
    _, player, assessment = draft
    small_world.answer(player, assessment, GENERAL)
    small_world.declare(player, assessment)
    page = enter(app, small_world.evaluator).get(f"/evaluation/{assessment.handle}")
    assert page.text.count("Không phải trả lời") == len(CONDITIONAL)
    awards = [link for link in page.links if "/awards/" in link or "/points/" in link]
    assert not [link for link in page.links if link.endswith("RIENG.01")], awards
    assert [link for link in page.links if link.endswith("CHUNG.02")]


def test_what_another_page_decided_is_not_even_shown(draft: Draft) -> None:
    visitor, _, assessment = draft
    address = f"/assessments/{assessment.handle}/pillars/RIENG"
    save(draft, "CHUNG.01", "van_tai")
    page = visitor.client.get(address).text
    shown = re.findall(r'<article[^>]*data-question="([^"]+)"[^>]*data-conditional>', page)
    assert shown == ["RIENG.01"]
    assert page.count("data-not-asked hidden") == len(CONDITIONAL) - 1
