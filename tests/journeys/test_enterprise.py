"""The whole story of an enterprise, in a real browser, from signing up to the verified certificate.

Told in order: each chapter goes on where the one before ended.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from criteria.model import Ladder, Ratio, Steps
from criteria.registry import get_set
from surveyapp.demo.names import tax_code
from tests.journeys.conftest import PICTURES, MakePerson, Person, Stage
from tests.world import PASSWORD

NAME = "Công ty TNHH Mẫu Ước Vọng Đường Số Việt"
EMAIL = "giamdoc@uocvong.example"
LEVEL = 4
"""The level that the enterprise chooses on every ladder."""


@pytest.fixture(scope="module")
def kept() -> dict[str, str]:
    """What one chapter leaves for the next."""
    return {}


def test_signs_up_and_starts(person: MakePerson) -> None:
    who = person()
    page = who.page
    who.go("/")
    who.look("home")
    who.press("Đăng ký")
    page.locator("#name").fill(NAME)
    page.locator("#tax_code").fill("0100109107")
    page.locator("#province").select_option("da-nang")
    page.locator("#industry").select_option("J")
    page.locator("#league").select_option("small")
    page.locator("#person_name").fill("Nguyễn Thị Ước")
    page.locator("#email").fill(EMAIL)
    page.locator("#password").fill(PASSWORD)
    page.locator("#password_again").fill(PASSWORD)
    page.locator("#consent").check()
    page.locator("main form").get_by_role("button").last.click()
    page.get_by_text("chữ số thứ mười là số kiểm tra").first.wait_for()
    assert page.locator("#name").input_value() == NAME
    page.locator("#tax_code").fill(tax_code(4321))
    page.locator("#password").fill(PASSWORD)
    page.locator("#password_again").fill(PASSWORD)
    who.look("sign-up")
    page.locator("main form").get_by_role("button").last.click()
    page.get_by_role("heading", name=NAME).wait_for()
    who.look("workspace")
    who.press("Bắt đầu đánh giá")
    who.look("overview")
    who.faults.clear()  # the browser reports the refused form (422) as an error of the page


def test_answers_all_sixty_questions(person: MakePerson, kept: dict[str, str]) -> None:
    who = person()
    page = who.page
    who.sign_in(EMAIL, PASSWORD)
    who.press("Làm tiếp")
    kept["overview"] = page.url
    criteria_set = get_set("dn-nho-va-vua")
    for pillar in criteria_set.pillars:
        page.goto(f"{kept['overview']}/pillars/{pillar.code}")
        for indicator in pillar.indicators():
            _answer(who, indicator.code, indicator.answer)
        page.locator(".is-saving").first.wait_for(state="detached")
        total = sum(1 for _ in pillar.indicators())
        here = page.locator("strong[data-answered=pillar]")
        assert here.inner_text() == str(total)
        if pillar.code == "HT":
            who.look("pillar")
    page.reload()
    assert page.locator("strong[data-answered=set]").inner_text() == "60"


def _answer(who: Person, code: str, answer: object) -> None:
    place = f"#q-{code.replace('.', '-')}"
    question = who.page.locator(place)
    with who.page.expect_response(re.compile(rf"/answers/{re.escape(code)}$")) as saved:
        match answer:
            case Ladder():
                question.locator(f"input[type=radio][value='{LEVEL}']").check(force=True)
            case Ratio():
                question.locator("[data-part=b]").fill("100")
                question.locator("[data-part=a]").fill("55")
                question.locator("[data-part=a]").blur()
            case Steps():
                question.locator("[data-part=value]").fill("3")
                question.locator("[data-part=value]").blur()
    assert saved.value.status == 200, saved.value.text()


def test_declares_and_reads_the_result(person: MakePerson, kept: dict[str, str]) -> None:
    who = person()
    page = who.page
    who.sign_in(EMAIL, PASSWORD)
    page.goto(kept["overview"])
    who.press("Kiểm tra và nộp")
    page.get_by_text("Mọi câu đều đã có câu trả lời.").wait_for()
    page.locator("#declared_by").fill("Nguyễn Thị Ước")
    page.locator("#declared_as").fill("Giám đốc")
    page.locator("#truthful").check()
    who.look("check")
    who.press("Nộp phiếu đánh giá")
    page.get_by_text("Kết quả tự đánh giá").first.wait_for()
    kept["result"] = page.url
    who.look("result")
    assert page.locator("svg[role=img]").count() >= 2
    _read_certificate(who, kept, "TỰ ĐÁNH GIÁ")


def test_evaluator_lowers_one_answer_and_closes(
    person: MakePerson, stage: Stage, kept: dict[str, str]
) -> None:
    who = person()
    page = who.page
    who.sign_in(stage.evaluator.email, PASSWORD)
    who.look("submissions")
    page.get_by_role("link", name=re.compile(NAME)).first.click()
    page.wait_for_load_state()
    kept["review"] = page.url
    who.look("review")
    page.goto(f"{page.url}/points/CL.01")
    page.locator("#points").fill("10")
    page.locator("#reason").fill("Chiến lược chưa được ban hành bằng văn bản.")
    who.look("award")
    page.locator("main form").get_by_role("button").first.click()
    page.goto(kept["review"])
    page.locator("#note").fill("Hồ sơ rõ ràng.")
    page.locator("form[action$='/close']").get_by_role("button").click()
    page.wait_for_load_state()
    assert "Chiến lược chưa được ban hành" in page.content()


def test_ranking_is_published(person: MakePerson, stage: Stage, kept: dict[str, str]) -> None:
    admin = person()
    admin.sign_in(stage.administrator.email, PASSWORD)
    admin.look("admin-campaigns")
    for name in ("agencies", "invitations", "trail"):
        admin.go(f"/admin/{name}")
        admin.look(f"admin-{name}")
    admin.go("/admin")
    closing = admin.page.locator("form[action*='/campaigns/dn-nho-va-vua'][action$='/close']")
    admin.page.locator("details", has=closing).locator("summary").click()
    closing.get_by_role("button").click()
    admin.page.wait_for_load_state()
    publisher = person()
    page = publisher.page
    publisher.sign_in(stage.publisher.email, PASSWORD)
    publisher.look("publishing")
    page.locator("form[action*='/publishing/dn-nho-va-vua'][action$='/draft'] button").click()
    page.wait_for_load_state()
    publisher.look("ranking-draft")
    page.locator("#note").fill("Công bố lần đầu.")
    page.locator("main form:has(#note)").get_by_role("button").first.click()
    page.wait_for_load_state()
    assert re.search(r"/rankings/dn-nho-va-vua-\d{4}-1$", page.url)
    kept["ranking"] = page.url


def test_public_reads_ranking_and_checks_certificate(
    person: MakePerson, kept: dict[str, str]
) -> None:
    owner = person()
    owner.sign_in(EMAIL, PASSWORD)
    owner.page.goto(kept["result"])
    owner.page.get_by_text("Kết quả đã thẩm định").first.wait_for()
    owner.look("result-verified")
    owner.press("Xem lại các câu trả lời")
    owner.look("answers")
    owner.page.goto(kept["result"])
    first = kept["serial"]
    _read_certificate(owner, kept, "ĐÃ THẨM ĐỊNH")
    anybody = person()
    page = anybody.page
    page.goto(kept["ranking"])
    page.get_by_text(NAME).first.wait_for()
    anybody.look("ranking")
    for path, name in (
        ("/", "home-published"),
        ("/rankings", "rankings"),
        ("/criteria", "criteria-sets"),
        ("/criteria/dn-nho-va-vua/1.0", "criteria-set"),
        ("/sign-in", "sign-in"),
    ):
        anybody.go(path)
        anybody.look(name)
    anybody.go("/verify")
    page.locator("#serial").fill(kept["serial"].lower().replace("-", " "))
    page.locator("#serial").press("Enter")
    page.wait_for_load_state()
    page.get_by_text(NAME).first.wait_for()
    anybody.look("verify")
    assert page.url.endswith(kept["serial"])
    anybody.go(f"/verify/{first}")
    assert page.get_by_role("link", name=re.compile(kept["serial"])).count() == 1


def _read_certificate(who: Person, kept: dict[str, str], mark: str) -> None:
    with who.page.expect_download() as download:
        who.page.get_by_role("link", name="Tải giấy chứng nhận").first.click()
    file = Path(download.value.path())
    assert NAME in download.value.suggested_filename
    words = subprocess.run(
        ["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True, text=True
    ).stdout
    flat = " ".join(words.split())
    if PICTURES:
        picture = str(Path(PICTURES) / "certificate")
        draw = ["pdftoppm", "-r", "80", "-png", "-singlefile", str(file), picture]
        subprocess.run(draw, check=True)
    assert "GIẤY CHỨNG NHẬN" in flat
    assert NAME in flat
    assert mark in flat
    serial = re.search(r"TS\d\d(?:-[0-9A-Z]+)+", flat)
    assert serial is not None
    kept["serial"] = serial[0]
