"""What is asked and what proves it: nothing twice, nothing empty, everything translated."""

from __future__ import annotations

import json
from typing import Any

import pytest

from criteria.findings import Finding, Severity
from criteria.loader import examine
from criteria.sentences import say
from tests.tiny import tiny_data

Data = dict[str, Any]
OWN = {"question_repeated", "evidence_missing", "same_in_two_languages", "not_english"}


def asked(title: str, question: str, *, number: int = 0, **changed: Any) -> Data:
    """A criterion in Vietnamese; in English every one is another."""
    return {
        "kind": "yes_no",
        "points": 5,
        "Title": {"vi": title, "en": f"Matter {number}"},
        "Question": {"vi": question, "en": f"How is matter {number}?"},
        "Evidence": {"vi": "Quyết định đã ký.", "en": "The signed decision."},
        **changed,
    }


def found(*criteria: Data) -> list[Finding]:
    data = tiny_data({"A": {f"A.{n}": one for n, one in enumerate(criteria)}})
    findings = examine(json.dumps(data).encode()).findings
    return [one for one in findings if one.code in OWN]


# --- nothing is asked twice ----------------------------------------------------------------

SIGNS = "Bao nhiêu phần trăm văn bản được ký bằng chữ ký số?"


@pytest.mark.parametrize(
    ("title", "again"),
    [
        ("Chữ ký số", SIGNS),
        ("Chữ ký số", SIGNS.upper().replace("?", " ?")),
        ("Chữ ký số", "Bao nhiêu phần trăm văn bản hiện được ký bằng chữ ký số?"),
        ("Ký số trong văn bản", SIGNS),
    ],
)
def test_a_question_under_two_codes_is_a_warning(title: str, again: str) -> None:
    (finding,) = found(asked("Chữ ký số", SIGNS), asked(title, again, number=1))
    assert (finding.code, finding.severity) == ("question_repeated", Severity.WARNING)
    assert (finding.node, finding.parameters["other"]) == ("A.1", "A.0")
    assert finding.line == 1
    assert "A.0" in say(finding, "vi")
    assert "A.0" in say(finding, "en")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Doanh nghiệp lớn", "Có kế hoạch không?"), ("Hộ kinh doanh", "Có kế hoạch không?")),
        (
            ("Chữ ký số", SIGNS),
            ("Văn bản điện tử", SIGNS.replace("ký bằng chữ ký", "gửi bằng tệp")),
        ),
        (
            ("Tài liệu 1", "Tài liệu 1 công khai chưa?"),
            ("Tài liệu 2", "Tài liệu 2 công khai chưa?"),
        ),
        (
            ("Tiến độ", "Tổng điểm tiến độ quy đổi của các sản phẩm là bao nhiêu?"),
            ("Chất lượng", "Tổng điểm chất lượng quy đổi của các sản phẩm là bao nhiêu?"),
        ),
        (
            ("Doanh thu qua mạng", "Bao nhiêu phần trăm doanh thu đến từ đơn hàng đặt qua mạng?"),
            ("Xuất khẩu", "Bao nhiêu phần trăm doanh thu đến từ đơn hàng đặt qua mạng Internet?"),
        ),
    ],
)
def test_questions_of_one_pattern_about_several_matters(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    """Neither a word that was exchanged nor a question that leaves its matter to its title."""
    assert found(asked(*one), asked(*other, number=1)) == []


def test_a_place_for_remarks_may_stand_under_every_pillar() -> None:
    note = {"kind": "text", "Title": {"vi": "Ý kiến khác", "en": "Remarks"},
            "Question": {"vi": "Ý kiến khác?", "en": "Any remarks?"}}  # fmt: skip
    assert found(asked("Chữ ký số", SIGNS), note, note) == []


# --- something proves it -------------------------------------------------------------------


@pytest.mark.parametrize(
    "evidence",
    [
        {"vi": "-", "en": "-"},
        {"vi": "Không có.", "en": "None"},
        {"vi": "N/A", "en": "N/A"},
        {"vi": "…", "en": "The signed decision."},
        {"vi": "Quyết định đã ký.", "en": "none"},
        {"vi": "Có", "en": "ok"},
        {"vi": "KHÔNG ÁP DỤNG", "en": "Not applicable"},
        {"vi": "Kho\u0302ng co\u0301", "en": "The signed decision."},
    ],
)
def test_evidence_that_says_nothing_is_no_evidence(evidence: Data) -> None:
    findings = found(asked("Chữ ký số", SIGNS, Evidence=evidence))
    assert "evidence_missing" in {one.code for one in findings}


@pytest.mark.parametrize(
    "evidence",
    [
        {"vi": "Sổ.", "en": "The book."},
        {
            "vi": "Không có mục nào bị trả lại: sổ công văn.",
            "en": "None was returned: the register.",
        },
        {"vi": "ERP", "en": "ERP"},
    ],
)
def test_short_evidence_is_evidence(evidence: Data) -> None:
    assert found(asked("Chữ ký số", SIGNS, Evidence=evidence)) == []


# --- everything is translated --------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ({"vi": "Chữ ký số", "en": "Chữ ký số"}, "same_in_two_languages"),
        ({"vi": "Không", "en": "Không"}, "same_in_two_languages"),
        ({"vi": "Cổng dịch vụ công", "en": "Cổng dịch vụ công"}, "same_in_two_languages"),
        ({"vi": "Dùng ERP", "en": "Dùng ERP hằng ngày"}, "not_english"),
        ({"vi": "Chữ ký số", "en": "Chữ ký số cá nhân"}, "not_english"),
        ({"vi": "Chữ ký số", "en": "Chu\u031b\u0303 ky\u0301 số"}, "not_english"),
    ],
)
def test_vietnamese_where_english_is_promised(title: Data, code: str) -> None:
    findings = found(asked("Chữ ký số", SIGNS, Title=title))
    (finding,) = [one for one in findings if one.code in OWN]
    assert (finding.code, finding.node, finding.severity) == (code, "A.0", Severity.WARNING)
    for language in ("vi", "en"):
        assert str(title["en"])[:3] in say(finding, language)


@pytest.mark.parametrize(
    "title",
    [
        {"vi": name, "en": name}
        for name in (
            "Internet", "ERP", "Hà Nội", "Thừa Thiên Huế", "Huế", "1567/QĐ-BKHCN", "Bộ KH&CN",
            "MISA AMIS", "3.1", "m³", "Nguyễn Văn A", "Q = a + b + đ",
        )
    ]
    + [
        {"vi": "Quán cà phê", "en": "Café"},
        {"vi": "Thưởng Tết", "en": "Tết bonus"},
        {"vi": "Bình dân học vụ số", "en": "The digital literacy movement (Bình dân học vụ số)"},
        {"vi": "Văn phòng ở Đà Nẵng", "en": "Đà Nẵng office"},
        {"vi": "Điểm đ", "en": "đ: ability to organise"},
    ],
)  # fmt: skip
def test_names_are_what_they_are_in_every_language(title: Data) -> None:
    assert found(asked("Chữ ký số", SIGNS, Title=title)) == []
