"""Evaluator, publisher and administrator at work on their pages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from surveyapp.assessments.model import Assessment
from surveyapp.audit.service import record
from surveyapp.audit.vocabulary import Happened
from surveyapp.campaigns.errors import CampaignExists
from surveyapp.campaigns.queries import get_campaign
from surveyapp.rankings.errors import DraftWaiting, NothingToRank
from surveyapp.web.admin import trail
from surveyapp.web.forms import CHOICE_FAULT
from surveyapp.web.refusals import fill
from tests.integration.conftest import Clock
from tests.integration.rows import count_rows, happened, read_rows
from tests.integration.test_pages_answering import enter
from tests.integration.trial import TRIAL, begin, submitted
from tests.visitor import Visitor
from tests.world import NOON, PASSWORD, World

REASON = "Quyết định phân công chưa có chữ ký."


def _awards(world: World) -> list[tuple[str, str]]:
    rows = read_rows(world.database, "award")
    return [(row["indicator_code"], row["awarded_points"]) for row in rows]


@pytest.fixture
def reviewing(small_world: World, app: Flask) -> tuple[Visitor, Assessment]:
    """An evaluator before a submission."""
    _, assessment = submitted(small_world)
    return enter(app, small_world.evaluator), assessment


Reviewing = tuple[Visitor, Assessment]


def test_the_evaluator_works_from_the_list_to_the_certificate(
    small_world: World, reviewing: Reviewing
) -> None:
    visitor, assessment = reviewing
    page = visitor.get("/evaluation")
    assert assessment.organisation.name in page.text
    review = f"/evaluation/{assessment.handle}"
    assert review in page.links
    page = visitor.get(review)
    assert f"{review}/points/CL.02" in page.links
    assert "Trang thông tin điện tử; Mạng xã hội" in page.text
    page = visitor.post(f"{review}/points/CL.02", {"level": "no", "reason": REASON})
    assert REASON in page.text
    page = visitor.post(f"{review}/points/NL.01", {"points": "2/3", "reason": "Chỉ thấy 2 người."})
    assert _awards(small_world) == [("CL.02", "0"), ("NL.01", "2/3")]
    page = visitor.post(f"{review}/close", {"note": "Đã xem tại chỗ."})
    assert "Đã thẩm định xong" in page.text
    certificates = read_rows(small_world.database, "certificate")
    assert [row["superseded_by"] is None for row in certificates] == [False, True]
    assert REASON in page.text, "the reasons can still be read"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"reason": REASON}, "Hãy chọn một mức"),
        ({"level": "yes"}, "Hãy ghi lý do."),
        ({"level": "yes", "reason": "ngắn"}, "Hãy ghi lý do (ít nhất 10 ký tự)"),
        ({"level": "other", "points": "5,1", "reason": REASON}, "từ 0 đến 5."),
        ({"level": "other", "points": "-1", "reason": REASON}, "từ 0 đến 5."),
        ({"level": "other", "points": "nhiều", "reason": REASON}, "Hãy nhập một số từ 0"),
        ({"level": "other", "points": "1/0", "reason": REASON}, "Hãy nhập một số từ 0"),
        ({"level": "other", "points": "", "reason": REASON}, "Hãy nhập số điểm"),
        ({"level": "yes", "points": "3", "reason": REASON}, "Mức đã chọn được 5 điểm"),
        ({"level": "bogus", "reason": REASON}, "Hãy chọn một mức"),
        ({"level": "yes", "reason": "dài" * 1000}, "Nội dung quá dài"),
    ],
)
def test_a_faulty_award_keeps_what_was_typed(
    small_world: World, reviewing: Reviewing, typed: dict[str, str], said: str
) -> None:
    visitor, assessment = reviewing
    page = visitor.post(f"/evaluation/{assessment.handle}/points/CL.02", typed, 422)
    assert said in page.text
    for name in typed.keys() - {"level"}:
        assert page.values[name] == [typed[name]]
    if typed.get("level") in {"yes", "no", "other"}:
        assert page.values["level"] == [typed["level"]]
    assert _awards(small_world) == []


@pytest.mark.parametrize(
    ("typed", "points"),
    [("2,5", "5/2"), ("2.5", "5/2"), ("1/3", "1/3"), ("0", "0"), ("5", "5"), (" 4 ", "4")],
)
def test_points_are_read_exactly(
    small_world: World, reviewing: Reviewing, typed: str, points: str
) -> None:
    visitor, assessment = reviewing
    sent = {"level": "other", "points": typed, "reason": REASON}
    visitor.post(f"/evaluation/{assessment.handle}/points/CL.02", sent)
    assert _awards(small_world) == [("CL.02", points)]
    page = visitor.get(f"/evaluation/{assessment.handle}/points/CL.02")
    again = {
        name: page.values[name][0] for name in ("level", "points", "reason") if page.values[name]
    }
    visitor.post(f"/evaluation/{assessment.handle}/points/CL.02", again)
    assert {points for _, points in _awards(small_world)} == {points}, "shown as it was awarded"


def test_what_does_not_score_can_not_be_awarded(reviewing: Reviewing) -> None:
    visitor, assessment = reviewing
    for code in ("DL.04", "CL", "XX"):
        visitor.get(f"/evaluation/{assessment.handle}/points/{code}", 404)


def test_a_closed_review_says_so_and_keeps_the_reason_that_was_typed(
    small_world: World, reviewing: Reviewing
) -> None:
    visitor, assessment = reviewing
    small_world.verify(assessment)
    before = count_rows(small_world.database)
    typed = {"level": "no", "reason": REASON}
    page = visitor.post(f"/evaluation/{assessment.handle}/points/CL.02", typed, 409)
    assert "đã thẩm định xong lúc" in page.text
    assert REASON in page.text
    late = {"note": "Hồ sơ rõ ràng, cần bổ sung quyết định."}
    page = visitor.post(f"/evaluation/{assessment.handle}/close", late, 409)
    assert "điểm không sửa được nữa" in page.text
    assert late["note"] in page.text
    assert count_rows(small_world.database) == before


def test_the_list_is_searched_without_diacritics(small_world: World, app: Flask) -> None:
    campaign = small_world.campaign(TRIAL)
    for name in ("Công ty Đường Mẫu", "Công ty Gạo Mẫu"):
        player = small_world.enterprise(name)
        small_world.declare(player, small_world.start(player, campaign))
    visitor = enter(app, small_world.evaluator)
    text = visitor.get("/evaluation?q=duong").text
    assert "Công ty Đường Mẫu" in text
    assert "Công ty Gạo Mẫu" not in text
    for query in (
        "page=0",
        "page=-1",
        "page=x",
        "page=²",
        "page=99999999999999",
        "stage=x",
        "order=x",
    ):
        visitor.get(f"/evaluation?{query}")
    visitor.get("/evaluation?campaign=khong-co", 404)


def test_the_publisher_drafts_reads_discards_and_publishes(
    small_world: World, app: Flask, clock: Clock
) -> None:
    _, assessment = submitted(small_world)
    small_world.verify(assessment)
    campaign, visitor = assessment.campaign, enter(app, small_world.publisher)
    draft, edition = (
        f"/publishing/{campaign.handle}/draft",
        f"/publishing/editions/{campaign.handle}-1",
    )
    assert assessment.organisation.name in visitor.post(draft).text
    assert DraftWaiting.sentence in visitor.post(draft, status=409).text
    page = visitor.post(edition, {"note": "Lần đầu"}, 409)
    assert "Hãy đóng đợt trước khi công bố xếp hạng." in page.text
    visitor.post(f"{edition}/discard")
    visitor.get(edition, 404)
    visitor.post(draft)
    clock.now = campaign.closes_at
    page = visitor.post(edition, {"note": "Lần đầu công bố."})
    assert "Lần đầu công bố." in page.text
    anybody = Visitor(app)
    assert assessment.organisation.name in anybody.get(f"/rankings/{campaign.handle}-1").text
    assert f"/rankings/{campaign.handle}-1" in anybody.get("/rankings").links
    visitor.post(edition, {"note": "khác"}, 409)
    visitor.post(f"{edition}/discard", status=409)


def test_without_reviews_there_is_nothing_to_draft(small_world: World, app: Flask) -> None:
    _, assessment = submitted(small_world)
    page = enter(app, small_world.publisher).post(
        f"/publishing/{assessment.campaign.handle}/draft", status=409
    )
    assert NothingToRank.sentence in page.text


def test_a_public_ranking_is_narrowed_by_its_address(small_world: World, app: Flask) -> None:
    campaign = small_world.campaign(TRIAL, closes_at=datetime(2026, 6, 1, 5, 30, tzinfo=UTC))
    for name, size, level in [
        ("Mẫu Ả", "micro", 3),
        ("Mẫu Bê", "small", 2),
        ("Mẫu Cê", "micro", 1),
    ]:
        player = small_world.enterprise(name, size)
        assessment = small_world.start(player, campaign)
        small_world.answer(player, assessment, {"CL.01": {"": str(level)}})
        small_world.declare(player, assessment)
        small_world.verify(assessment)
    publisher = enter(app, small_world.publisher)
    publisher.post(f"/publishing/{campaign.handle}/draft")
    publisher.post(f"/publishing/editions/{campaign.handle}-1")
    anybody, address = Visitor(app), f"/rankings/{campaign.handle}-1"
    text = anybody.get(f"{address}?league=micro").text
    assert "Mẫu Ả" in text
    assert "Mẫu Bê" not in text
    assert "Mẫu Bê" in anybody.get(f"{address}?q=bê").text
    assert "Mẫu Ả" not in anybody.get(f"{address}?province=hue").text
    for query in ("page=-3", "page=x", "page=²", "league=x", "q=%25", "page=10000000000000000000"):
        anybody.get(f"{address}?{query}")


CAMPAIGN = {
    "set_reference": "thu-nho@1.0",
    "period": "2030",
    "title_vi": "Đợt đánh giá năm 2030",
    "title_en": "Campaign of 2030",
    "opens_on": "2026-06-01",
    "closes_on": "2026-06-30",
}


def test_a_campaign_is_open_to_the_last_second_of_its_last_day(
    small_world: World, app: Flask
) -> None:
    visitor = enter(app, small_world.administrator)
    assert "Đợt đánh giá năm 2030" in visitor.post("/admin", CAMPAIGN).text
    with small_world.database.reading() as session:
        campaign = get_campaign(session, "thu-nho-2030")
    # Midnight in Hanoi is 17:00 UTC of the day before.
    assert campaign.opens_at == datetime(2026, 5, 31, 17, tzinfo=UTC)
    assert campaign.closes_at == datetime(2026, 6, 30, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"closes_on": "2026-05-31"}, "Ngày đóng phải sau ngày mở."),
        ({"closes_on": "31/12"}, "Hãy nhập ngày theo dạng"),
        ({"opens_on": ""}, "Hãy nhập ngày theo dạng"),
        ({"period": "1999"}, "từ 2020 đến 2100."),
        ({"period": "năm nay"}, "năm"),
        ({"title_en": " "}, "Hãy điền ô này."),
        ({"set_reference": "khong-co@1.0"}, CHOICE_FAULT),
    ],
)
def test_a_faulty_campaign_keeps_what_was_typed(
    small_world: World, app: Flask, change: dict[str, str], said: str
) -> None:
    page = enter(app, small_world.administrator).post("/admin", {**CAMPAIGN, **change}, 422)
    assert said in page.text
    assert page.values["title_vi"] == [CAMPAIGN["title_vi"]]
    assert not read_rows(small_world.database, "campaign")


def test_a_second_campaign_of_the_year_is_refused_at_its_field(
    small_world: World, app: Flask
) -> None:
    visitor = enter(app, small_world.administrator)
    visitor.post("/admin", CAMPAIGN)
    page = visitor.post("/admin", CAMPAIGN, 422)
    assert fill(CampaignExists.sentence, {"period": 2030, "version": "1.0"}) in page.text


def test_a_campaign_is_closed_early(small_world: World, app: Flask, clock: Clock) -> None:
    _, assessment = begin(small_world)
    visitor = enter(app, small_world.administrator)
    visitor.post(f"/admin/campaigns/{assessment.campaign.handle}/close")
    with small_world.database.reading() as session:
        assert get_campaign(session, assessment.campaign.handle).closed_at == clock.now
    visitor.post("/admin/campaigns/khong-co/close", status=404)


def test_an_invited_agency_reaches_its_workspace(
    small_world: World, app: Flask, clock: Clock
) -> None:
    visitor = enter(app, small_world.administrator)
    agency = {"name": "Sở Minh họa 09", "province": "hue", "league": "department"}
    visitor.post("/admin/agencies", agency)
    place = read_rows(small_world.database, "organisation")[0]["id"]
    typed = {"email": "so@hue.example", "role": "respondent", "organisation_id": ""}
    page = visitor.post("/admin/invitations", typed, 422)
    assert "Hãy chọn cơ quan mà người này trả lời thay." in page.text
    page = visitor.post("/admin/invitations", {**typed, "organisation_id": str(place)})
    (address,) = page.values["invitation-address"]
    assert address.startswith("http://127.0.0.1:8000/invitations/")
    assert address not in visitor.get("/admin/invitations").said, "shown once"
    guest, path = Visitor(app), "/" + address.split("/", 3)[3]
    page = guest.get(path)
    assert "Sở Minh họa 09" in page.text
    wrong = {"person_name": "Hà", "password": PASSWORD, "password_again": "khác hẳn mật khẩu"}
    page = guest.post(path, wrong, 422)
    assert "Hai lần nhập mật khẩu chưa giống nhau." in page.text
    assert page.values["person_name"] == ["Hà"]
    right = {**wrong, "password_again": PASSWORD}
    assert "Sở Minh họa 09" in guest.post(path, right).text
    assert "không còn hiệu lực" in Visitor(app).get(path, 409).text
    clock.now += timedelta(days=30)
    assert "person_invited" in happened(small_world.database)


def test_the_trail_tells_who_did_what(small_world: World, app: Flask) -> None:
    _, assessment = submitted(small_world)
    small_world.verify(assessment)
    page = enter(app, small_world.administrator).get("/admin/trail")
    assert "evaluator" in page.text
    assert assessment.organisation.name in page.text


def test_the_trail_goes_by_time_and_its_pages_leave_nothing_out(
    small_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = small_world.administrator.person_id
    written = [NOON + timedelta(days=days) for days in (3, 1, 2, 2, 5, 4, 2)]
    with small_world.database.transaction() as session:
        for at in written:
            subject, happened = ("person", who), Happened.PERSON_SIGNED_IN
            record(session, happened, subject=subject, actor_id=who, now=at)
    monkeypatch.setattr(trail, "BATCH", 2)
    monkeypatch.setattr(trail, "LINES_PER_PAGE", 2)
    read, place = [], None
    with small_world.database.reading() as session:
        for _ in range(9):
            stretch = trail.read_trail(session, before=place)
            read += [line.at for day in stretch.days for line in day.lines]
            place = stretch.older
            if place is None:
                break
    assert read[: len(written)] == sorted(written, reverse=True)
    assert len(read) == len(read_rows(small_world.database, "audit_event"))
