"""An agency lists its officials and begins for one; another is invited and answers in person."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.journeys.conftest import PHONE, MakePerson, Person, Stage
from tests.world import PASSWORD

VETOES = ("TC.11", "TC.12")


def _declare(who: Person) -> None:
    """Vouch for the answers as the head of the agency, gaps and all."""
    who.press("Kiểm tra và nộp")
    page = who.page
    page.get_by_label("Người đứng đầu xác nhận").fill("Trần Thị Bình")
    page.get_by_label("Chức vụ").fill("Giám đốc Sở")
    page.get_by_label("Tôi hiểu rằng").check()
    page.get_by_label("Tôi xác nhận").check()
    page.get_by_role("button", name="Nộp phiếu đánh giá").click()


def test_from_a_typed_list_to_the_result_of_one_official(person: MakePerson, stage: Stage) -> None:
    who = person()
    page = who.page
    who.sign_in(stage.agency.email, PASSWORD)
    page.get_by_role("link", name="Mở danh sách").click()
    faulty = "Phạm Thị Dung; Chuyên viên\n; Văn thư\nLê Văn Minh; Kế toán"
    page.get_by_label("Danh sách").fill(faulty)
    who.press("Thêm vào danh sách")
    page.get_by_role("link", name="Dòng 2").wait_for()
    who.look("officials-faults")
    page.get_by_label("Danh sách").fill("Phạm Thị Dung; Chuyên viên\nLê Văn Minh; Kế toán")
    who.press("Thêm vào danh sách")
    page.get_by_text("Đã thêm 2 dòng.").wait_for()

    page.get_by_role("row", name="Lê Văn Minh").get_by_role("button", name="Bắt đầu").click()
    page.get_by_role("heading", name="Lê Văn Minh").wait_for()
    _declare(who)
    page.get_by_text("TC.11, TC.12 phải được trả lời").wait_for()

    page.get_by_role("link", name="Tiêu chí chung").first.click()
    for code in VETOES:
        with page.expect_response(f"**/answers/{code}") as saved:
            page.locator(f"#q-{code.replace('.', '-')} input[value=no]").check()
        assert saved.value.status == 200
    _declare(who)
    page.get_by_role("heading", name="Lê Văn Minh").wait_for()
    who.faults.clear()  # the browser reports the refused forms (422) as errors of the page
    who.go(f"/campaigns/nhiem-vu-cong-chuc-{datetime.now(UTC).year}/units")
    who.look("officials")
    assert "Không hoàn thành" in page.get_by_role("row", name="Lê Văn Minh").inner_text()


def test_an_official_answers_in_person(person: MakePerson, stage: Stage) -> None:
    who = person()
    page = who.page
    who.sign_in(stage.agency.email, PASSWORD)
    who.go(f"/campaigns/nhiem-vu-cong-chuc-{datetime.now(UTC).year}/units")
    page.get_by_role("row", name="Phạm Thị Dung").get_by_role("link", name="Mời").click()
    page.get_by_label("Thư điện tử").fill("dung@coquan.example")
    page.get_by_role("button", name="Tạo lời mời").click()
    address = page.get_by_label("Địa chỉ của lời mời").input_value()
    who.look("official-invited")

    guest = person(PHONE)
    guest.page.goto(address)
    guest.page.get_by_label("Họ và tên").fill("Phạm Thị Dung")
    for field in guest.page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    guest.page.locator("main button[type=submit]").click()
    guest.page.get_by_role("heading", name="Phạm Thị Dung").wait_for()
    guest.press("Bắt đầu đánh giá")
    guest.page.get_by_role("heading", name="Phạm Thị Dung").wait_for()
    guest.look("official-phone")
    assert guest.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
