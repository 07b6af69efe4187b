"""An administrator writes, tries, compares and publishes a criteria set in the browser."""

from __future__ import annotations

import codecs
import io
import re
from urllib.parse import urlencode

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from criteria.document import read_document
from criteria.exchange import export_workbook
from criteria.loader import loads
from criteria.registry import get_source
from criteria.starting import starting_text
from surveyapp.campaigns.tables import Campaign
from surveyapp.criteria_sets import queries
from surveyapp.criteria_sets.service import publish_content
from surveyapp.criteria_sets.tables import CriteriaSetVersion
from surveyapp.people.model import Role
from tests.integration.rows import read_rows
from tests.integration.scene import Scene
from tests.integration.test_pages_answering import enter
from tests.integration.trial import submitted
from tests.visitor import Page, Visitor
from tests.world import NOON, World

TEXT = starting_text("phong-hop")


@pytest.fixture
def visitor(small_world: World, app: Flask) -> Visitor:
    return enter(app, small_world.administrator)


def upload(visitor: Visitor, content: bytes, name: str = "phong-hop.yaml") -> Page:
    return visitor.post("/admin/sets", {"file": (io.BytesIO(content), name)})


def drafts(world: World) -> dict[str, str]:
    return {row["slug"]: row["content"] for row in read_rows(world.database, "criteria_set_draft")}


def test_from_a_file_to_a_published_version(visitor: Visitor, small_world: World) -> None:
    page = upload(visitor, TEXT.encode())
    assert "Không có lỗi và không có cảnh báo." in page.text
    page = visitor.get("/admin/sets/phong-hop/preview")
    assert "Đơn vị của bạn đang ở mức nào?" in page.text
    page = visitor.post(
        "/admin/sets/phong-hop/preview", {"A.01.value": "2", "B.01.a": "1", "B.01.b": "4"}
    )
    assert "12,5" in page.text
    assert "Hình thành" in page.text
    page = visitor.post("/admin/sets/phong-hop/publish", {"reason": ""})
    assert "Đã công bố phong-hop@1.0." in page.text
    assert drafts(small_world) == {}
    assert "phong-hop@1.0" in visitor.get("/admin").text


def test_every_fault_with_its_line_and_nothing_lost(visitor: Visitor, small_world: World) -> None:
    faulty = TEXT.replace("below: 40,", "below: 39,").replace("kind: ratio", "kind: ration")
    address = "/admin/sets/phong-hop"
    page = upload(visitor, faulty.encode())
    assert "Còn 2 lỗi" in page.text
    for line, text in enumerate(faulty.splitlines(), 1):
        if "kind: ration" in text:
            assert f'data-line="{line}"' in visitor.client.get(address).text
    assert drafts(small_world)["phong-hop"] == faulty
    page = visitor.post("/admin/sets/phong-hop/publish", {"reason": "x"}, status=422)
    assert "Hãy sửa hết lỗi rồi công bố." in page.text
    assert "Còn 2 lỗi" in visitor.get("/admin/sets/phong-hop/preview").text


def test_two_people_edit_one_draft(visitor: Visitor, small_world: World) -> None:
    upload(visitor, TEXT.encode())
    address = "/admin/sets/phong-hop"
    visitor.post(address, {"content": TEXT + "# một\n", "revision": "1"})
    page = visitor.post(address, {"content": TEXT + "# hai\n", "revision": "1"}, status=409)
    assert "Bản bạn vừa gửi chưa được lưu" in page.text
    assert "# hai" in page.text, "what was typed stays on the page"
    shown = visitor.client.get(address).text
    said = page.text
    assert "-# một" in said
    assert "+# hai" in said, "the page shows in what the two texts differ"
    assert "Lưu đè bằng bản của tôi" in said
    assert "# một" in shown
    assert drafts(small_world)["phong-hop"] == TEXT + "# một\n"


def test_the_next_version_of_a_shipped_set_says_what_changed(visitor: Visitor) -> None:
    visitor.post("/admin/sets/thu-nho/revise", {})
    page = visitor.get("/admin/sets/thu-nho")
    text = page.values["content"][0]
    assert 'version: "1.1"' in text
    changed = text.replace("Bộ tiêu chí thử", "Bộ tiêu chí thử nghiệm")
    visitor.post("/admin/sets/thu-nho", {"content": changed, "revision": "1"})
    page = visitor.get("/admin/sets/thu-nho/compare")
    assert "“Bộ tiêu chí thử” thành “Bộ tiêu chí thử nghiệm”" in page.text
    assert "100" in page.text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("title: Ô".encode("cp1258", "replace"), "Tệp không phải văn bản UTF-8"),
        (TEXT.encode("utf-16"), "Tệp dùng bảng mã UTF-16"),
        (b"\x89PNG\r\n\x1a\n\x00", "mà là ảnh, PDF hoặc tệp nén"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "sổ tính kiểu cũ (.xls) hoặc có mật khẩu"),
        (b"", "Tệp không có dòng"),
        (b"slug: ../../etc\n", "Tệp không có dòng"),
        (TEXT.encode() + b"\x00", "ký tự điều khiển"),
    ],
)
def test_files_that_are_no_sets(
    visitor: Visitor, small_world: World, content: bytes, said: str
) -> None:
    response = visitor.client.post("/admin/sets", data=_form(visitor, content))
    assert response.status_code == 422
    assert said in response.get_data(as_text=True)
    assert drafts(small_world) == {}


def _form(visitor: Visitor, content: bytes) -> dict[str, object]:
    token = visitor.get("/admin/sets").token
    return {"csrf_token": token, "file": (io.BytesIO(content), "../đơn.yaml")}


def test_a_long_set_is_taken_and_a_far_too_long_one_refused(visitor: Visitor) -> None:
    for size, status in ((3_000_000, 302), (13_000_000, 413)):
        content = io.BytesIO(TEXT.encode() + b"#" * size)
        token = visitor.get("/admin/sets").token
        form = {"csrf_token": token, "file": FileStorage(content, "bộ dài.yaml")}
        boundary, body = encode_multipart(form)
        response = visitor.client.post(
            "/admin/sets", data=body, content_type=f"multipart/form-data; boundary={boundary}"
        )
        assert response.status_code == status


def test_a_draft_stays_the_draft_of_its_set(visitor: Visitor, small_world: World) -> None:
    upload(visitor, TEXT.encode())
    other = TEXT.replace("slug: phong-hop", "slug: thu-nho").replace('"1.0"', '"9.0"')
    form = {"content": other, "revision": "1"}
    page = visitor.post("/admin/sets/phong-hop", form, status=409)
    assert "đây là bản nháp của phong-hop" in page.text
    assert drafts(small_world) == {"phong-hop": TEXT}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_to_begin_again_leads_to_the_draft_that_stands(
    visitor: Visitor, small_world: World, language: str
) -> None:
    visitor.post("/language", {"language": language, "next": "/"})
    visitor.post("/admin/sets/thu-nho/revise", {})
    text = drafts(small_world)["thu-nho"] + "# ba ngày làm việc\n"
    visitor.post("/admin/sets/thu-nho", {"content": text, "revision": "1"})
    visitor.post("/admin/sets/thu-nho/revise", {})
    assert drafts(small_world)["thu-nho"] == text
    upload(visitor, TEXT.encode())
    visitor.post("/admin/sets/new", {"slug": "phong-hop"})
    assert drafts(small_world)["phong-hop"] == TEXT


def test_a_file_replaces_the_draft_of_another_only_if_that_is_wanted(
    visitor: Visitor, small_world: World, app: Flask
) -> None:
    upload(visitor, TEXT.encode())
    colleague = enter(app, small_world.staff(Role.ADMINISTRATOR))
    mine = TEXT + "# của tôi\n"
    response = colleague.client.post("/admin/sets", data=_form(colleague, mine.encode()))
    assert response.status_code == 422
    assert "đã soạn bản nháp của phong-hop" in response.get_data(as_text=True)
    assert drafts(small_world)["phong-hop"] == TEXT
    form = _form(colleague, mine.encode()) | {"replace": "y"}
    assert colleague.client.post("/admin/sets", data=form).status_code == 302
    assert drafts(small_world)["phong-hop"] == mine


def test_a_script_learns_what_one_answer_of_the_preview_brings(visitor: Visitor) -> None:
    text = get_source("co-dieu-kien@1.0").decode().replace('version: "1.0"', 'version: "1.1"')
    upload(visitor, text.encode())
    token = visitor.get("/admin/sets/co-dieu-kien/preview").token
    form = {"csrf_token": token, "CHUNG.01.value": "xay_dung", "CHUNG.02.value": "2"}
    reply = visitor.client.post("/admin/sets/co-dieu-kien/preview/CHUNG.02", data=form)
    assert reply.status_code == 200
    assert reply.json is not None
    assert reply.json["points"] is not None
    assert reply.json["not_asked"] == ["RIENG.03", "RIENG.04"]
    wrong = form | {"CHUNG.02.value": "9"}
    reply = visitor.client.post("/admin/sets/co-dieu-kien/preview/CHUNG.02", data=wrong)
    assert reply.status_code == 422
    page = visitor.client.post("/admin/sets/co-dieu-kien/preview", data=form).text
    assert page.count("data-not-asked") == 2
    assert "<strong data-points>–</strong>" in page
    assert re.search(r"<strong data-points>\d", page), "what is filled in shows its points"


@pytest.mark.parametrize(
    ("typed", "said"),
    [("CL = 30; NL = 12,5", ""), ("CL", "không phải trọng số"), ("XX = 3", "Không đặt được")],
)
def test_other_weights_are_tried_and_not_kept(
    visitor: Visitor, small_world: World, typed: str, said: str
) -> None:
    submitted(small_world)
    visitor.post("/admin/sets/thu-nho/revise", {})
    before = drafts(small_world)
    page = visitor.get("/admin/sets/thu-nho/simulate?" + urlencode({"weights": typed}))
    assert said in page.text
    address = "/admin/sets/thu-nho/simulation.csv?" + urlencode({"weights": typed})
    answer = visitor.client.get(address)
    assert answer.status_code == (404 if said else 200)
    if not said:
        scores = answer.get_data(as_text=True).splitlines()[1].split(",")[2:4]
        assert scores[0] != scores[1]
    assert drafts(small_world) == before


def test_what_a_draft_would_change_for_last_years_units(
    visitor: Visitor, small_world: World
) -> None:
    submitted(small_world)
    visitor.post("/admin/sets/thu-nho/revise", {})
    page = visitor.get("/admin/sets/thu-nho/simulate")
    assert "Không đơn vị nào đổi mức hay đổi hạng." in page.text
    text = visitor.get("/admin/sets/thu-nho").values["content"][0]
    changed = text.replace("above: 60", "above: 99").replace("at_most: 60", "at_most: 99")
    visitor.post("/admin/sets/thu-nho", {"content": changed, "revision": "1"})
    page = visitor.get("/admin/sets/thu-nho/simulate")
    assert "Số đơn vị ở từng mức" in page.text
    answer = visitor.client.get("/admin/sets/thu-nho/simulation.csv")
    assert answer.mimetype == "text/csv"
    assert answer.data.startswith(codecs.BOM_UTF8), "spreadsheets read diacritics only then"
    header, row = answer.get_data(as_text=True).splitlines()[:2]
    assert header.lstrip("\ufeff").startswith("unit,league,score_before,score_after")
    scores = row.split(",")[2:4]
    assert scores[0] == scores[1] != ""


def test_a_set_that_nobody_answered_has_nothing_to_simulate(visitor: Visitor) -> None:
    upload(visitor, TEXT.encode())
    page = visitor.get("/admin/sets/phong-hop/simulate")
    assert "Chưa có đợt đánh giá nào của bộ này" in page.text
    visitor.get("/admin/sets/phong-hop/simulation.csv", status=404)


def test_a_workbook_goes_out_and_comes_back(visitor: Visitor, small_world: World) -> None:
    upload(visitor, TEXT.encode())
    before = loads(TEXT.encode()).content_hash
    book = visitor.client.get("/admin/sets/phong-hop/file.xlsx").get_data()
    assert "Đã lưu bản nháp." in upload(visitor, book, "phòng họp.xlsx").text
    assert loads(drafts(small_world)["phong-hop"].encode()).content_hash == before


def test_a_faulty_workbook_is_refused_by_its_cells(visitor: Visitor, small_world: World) -> None:
    data = read_document(TEXT.replace("below: 40,", "below: 39,").encode(), "").data
    assert isinstance(data, dict)
    response = visitor.client.post("/admin/sets", data=_form(visitor, export_workbook(data, "vi")))
    assert response.status_code == 422
    assert "!" in response.get_data(as_text=True)
    assert drafts(small_world) == {}
    broken = visitor.client.post("/admin/sets", data=_form(visitor, b"PK\x03\x04 no archive"))
    assert broken.status_code == 422


def publish_text(world: World, text: str) -> None:
    """Publish as the operator does at the command line."""
    with world.database.transaction() as session:
        publish_content(session, text, actor_id=None, now=NOON)


def edit(world: World, slug: str) -> None:
    """Edit a published set behind everybody's back, as a process that starts anew finds it."""
    changed = sa.func.replace(CriteriaSetVersion.content, "points: 10,", "points: 9,")
    rows = sa.update(CriteriaSetVersion).where(CriteriaSetVersion.slug == slug)
    with world.database.transaction() as session:
        session.execute(rows.values(content=changed))
    queries._kept.clear()


@pytest.mark.parametrize(("language", "word"), [("vi", "dòng lệnh"), ("en", "command line")])
def test_what_the_command_line_published_is_in_the_list_and_not_published_again(
    visitor: Visitor, small_world: World, language: str, word: str
) -> None:
    publish_text(small_world, TEXT)
    visitor.post("/language", {"language": language, "next": "/"})
    page = visitor.get("/admin/sets")
    assert word in page.text
    upload(visitor, TEXT.replace("points: 5,", "points: 6,").encode())
    page = visitor.post("/admin/sets/phong-hop/publish", {"reason": ""}, status=422)
    assert "phong-hop@1.0" in page.text
    assert list(drafts(small_world)) == ["phong-hop"]


@pytest.mark.parametrize(("language", "word"), [("vi", "đã bị sửa"), ("en", "was edited")])
def test_an_edited_set_is_named_and_takes_no_other_with_it(
    visitor: Visitor, small_world: World, language: str, word: str
) -> None:
    publish_text(small_world, TEXT)
    publish_text(small_world, starting_text("ben-do"))
    edit(small_world, "phong-hop")
    visitor.post("/language", {"language": language, "next": "/"})
    page = visitor.get("/criteria/phong-hop/1.0", status=409)
    assert "phong-hop@1.0" in page.text
    assert word in page.text
    page = visitor.get("/admin/sets")
    assert "phong-hop@1.0" in page.text
    assert "/admin/sets/phong-hop/revise" not in page.said
    assert visitor.client.get("/admin/sets").get_data(as_text=True).count('role="alert"') == 1
    assert "ben-do" in visitor.client.get("/admin/sets").get_data(as_text=True)
    for address in ("/", "/criteria", "/admin"):
        assert "/criteria/phong-hop/1.0" not in visitor.client.get(address).get_data(as_text=True)
    newer = TEXT.replace('version: "1.0"', 'version: "1.1"')
    assert "phong-hop" in upload(visitor, newer.encode()).text
    visitor.get("/admin/sets/phong-hop/compare")
    page = visitor.post("/admin/sets/phong-hop/publish", {"reason": ""})
    assert visitor.get("/criteria/phong-hop/1.1").text


def test_only_the_campaign_of_an_edited_set_refuses(
    visitor: Visitor, small_world: World, app: Flask
) -> None:
    player, assessment = submitted(small_world)
    sound = small_world.start(player, small_world.campaign("trong-so"))
    with small_world.database.transaction() as session:
        pinned = sa.update(Campaign).where(Campaign.set_slug == "thu-nho")
        session.execute(pinned.values(set_hash="0" * 64))
    for address in ("/", "/rankings", "/admin", "/evaluation", "/publishing", "/admin/sets"):
        assert enter(app, small_world.administrator).client.get(address).status_code in (200, 403)
    for staff in (small_world.evaluator, small_world.publisher):
        for address in ("/evaluation", "/publishing"):
            assert enter(app, staff).client.get(address).status_code in (200, 403)
    reviewed = f"/evaluation/{assessment.handle}"
    assert "thu-nho@1.0" in enter(app, small_world.evaluator).get(reviewed, status=409).text
    answering = enter(app, player)
    answering.get("/workspace")
    answering.get(f"/assessments/{sound.handle}")
    page = answering.get(f"/assessments/{assessment.handle}/result", status=409)
    assert "thu-nho@1.0" in page.text
    assert "đã bị sửa" in page.text


def test_a_published_ranking_of_an_edited_set_is_listed_and_refuses(scene: Scene) -> None:
    with scene.world.database.transaction() as session:
        session.execute(sa.update(Campaign).values(set_hash="0" * 64))
    visitor = scene.visitor("administrator", "en")
    for address in ("/", "/rankings", "/admin", "/admin/sets"):
        visitor.get(address)
    page = visitor.get(f"/rankings/{scene.handles['/rankings/']}", status=409)
    assert "thu-nho@1.0" in page.text
    assert scene.visitor("evaluator").get("/evaluation").title
    assert scene.visitor("publisher").get("/publishing").title
    assert scene.visitor("own").get("/workspace").title
