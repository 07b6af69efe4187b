"""An agency reports its tasks: without scripts, on a phone, with mistakes on the way."""

from __future__ import annotations

from tests.journeys.conftest import PHONE, MakePerson, Stage
from tests.world import PASSWORD


def test_agency_reports_tasks_without_scripts(person: MakePerson, stage: Stage) -> None:
    who = person(scripts=False)
    page = who.page
    who.sign_in(stage.agency.email, PASSWORD)
    who.press("Bắt đầu đánh giá")
    overview = page.url
    page.goto(f"{overview}/pillars/N7")
    page.locator("[name='N7.01.progress']").fill("1")
    page.locator("[name='N7.01.done_on']").fill("2026-05-30")
    page.locator("[name='N7.02.progress']").fill("một nửa")
    page.locator("[name='N7.04.not_applicable']").check()
    page.get_by_role("button", name="Lưu trang này").click()
    page.wait_for_load_state()
    assert page.locator("[name='N7.02.progress']").input_value() == "một nửa"
    assert page.locator("#q-N7-02").get_by_text("số").count() > 0
    page.goto(f"{overview}/pillars/N7")
    assert page.locator("[name='N7.01.progress']").input_value() == "1"
    assert page.locator("[name='N7.04.not_applicable']").is_checked()
    page.goto(overview)
    assert "2/4" in page.locator("main").inner_text()
    who.faults.clear()  # the browser reports the refused form (422) as an error of the page


def test_agency_on_a_phone(person: MakePerson, stage: Stage) -> None:
    who = person(PHONE)
    page = who.page
    who.sign_in(stage.agency.email, PASSWORD)
    who.look("workspace-phone")
    who.press("Làm tiếp")
    page.goto(f"{page.url}/pillars/TC")
    who.look("pillar-phone")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE[0], "the page scrolls sideways"


def test_two_windows_never_overwrite_silently(person: MakePerson, stage: Stage) -> None:
    first, second = person(), person()
    for who in (first, second):
        who.sign_in(stage.agency.email, PASSWORD)
        who.press("Làm tiếp")
        who.page.goto(f"{who.page.url}/pillars/N6")
    question = "#q-N6-01"
    with first.page.expect_response("**/answers/N6.01") as saved:
        first.page.locator(f"{question} [data-part=progress]").fill("1")
        first.page.locator(f"{question} [data-part=progress]").blur()
    assert saved.value.status == 200
    with second.page.expect_response("**/answers/N6.01") as refused:
        second.page.locator(f"{question} [data-part=progress]").fill("0")
        second.page.locator(f"{question} [data-part=progress]").blur()
    assert refused.value.status == 409
    second.page.locator(question).get_by_text("vừa được lưu ở nơi khác").first.wait_for()
    second.page.reload()
    assert second.page.locator(f"{question} [data-part=progress]").input_value() == "1"
    second.faults.clear()  # the browser reports the refused answer (409) as an error of the page
