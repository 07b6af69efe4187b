"""An administrator writes a criteria set in a real browser, up to its publication."""

from __future__ import annotations

from pathlib import Path

from criteria.starting import starting_text
from tests.journeys.conftest import PHONE, MakePerson, Stage
from tests.world import PASSWORD


def test_from_a_faulty_file_to_a_published_set(
    person: MakePerson, stage: Stage, tmp_path: Path
) -> None:
    who = person()
    page = who.page
    who.sign_in(stage.administrator.email, PASSWORD)
    who.go("/admin/sets")
    who.look("sets")
    faulty = starting_text("phong-hop").replace("below: 40,", "below: 39,")
    file = tmp_path / "phòng họp.yaml"
    file.write_text(faulty, encoding="utf-8")
    page.locator("input[type=file]").set_input_files(file)
    who.press("Tải lên")
    page.get_by_text("Còn 1 lỗi").wait_for()
    who.look("set-editor")
    page.locator("a[data-line]").first.click()
    chosen = page.evaluate(
        "(() => { const t = document.getElementById('set-text');"
        " return t.value.slice(t.selectionStart, t.selectionEnd); })()"
    )
    assert "bands" in chosen or "level: " in chosen
    who.look("set-editor-line")
    text = page.locator("#set-text").input_value().replace("below: 39,", "below: 40,")
    page.locator("#set-text").fill(text)
    who.press("Lưu và kiểm tra")
    page.get_by_text("Không có lỗi và không có cảnh báo.").wait_for()

    who.press("Xem như người trả lời")
    page.get_by_text("Mọi nơi làm giống nhau").click()
    who.look("set-preview")
    who.press("Chấm thử")
    page.get_by_role("heading", name="Các câu trả lời này mang lại").wait_for()
    who.look("set-trial")

    page.get_by_role("navigation", name="Các phần của trang").get_by_text("Công bố").click()
    who.press("Công bố phiên bản 1.0")
    page.get_by_text("Đã công bố phong-hop@1.0.").wait_for()

    who.go("/admin/sets")
    page.get_by_role("row", name="Bộ tiêu chí mới").get_by_role("button").click()
    text = page.locator("#set-text").input_value().replace("Thành thạo", "Thuần thục")
    page.locator("#set-text").fill(text)
    who.press("Lưu và kiểm tra")
    who.press("So sánh phiên bản")
    page.get_by_text("“Thành thạo” thành “Thuần thục”").wait_for()
    who.look("set-compare")


def test_the_editor_on_a_phone(person: MakePerson, stage: Stage) -> None:
    who = person(PHONE)
    who.sign_in(stage.administrator.email, PASSWORD)
    who.go("/admin/sets")
    who.look("sets-phone")
    who.go("/admin/sets/phong-hop")
    who.look("set-editor-phone")
    width = who.page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE[0]
