"""Plain values of a believable certificate, and readers that open the PDF again."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from pypdf import PdfReader

from surveyapp.certificates.document import CertificateValues, PillarScore
from surveyapp.certificates.wording import SUBJECTS

VALUES: dict[str, Any] = {
    "serial": "TS26-7K3F-9Q2M-C",
    "kind": "verified",
    "language": "vi",
    "subject": SUBJECTS["digital_maturity"]["vi"],
    "organisation_name": "Công ty TNHH Chế biến Thủy sản Đại Dương Xanh",
    "organisation_detail": "Mã số thuế 0101234567 · Hà Nội",
    "campaign_title": "Đánh giá mức độ chuyển đổi số doanh nghiệp nhỏ và vừa",
    "period": "Năm 2026",
    "criteria_set_title": "Bộ tiêu chí doanh nghiệp nhỏ và vừa",
    "criteria_set_reference": "dn-nho-va-vua@1.0",
    "score": Fraction("58.4375"),
    "level": 3,
    "level_title": "Hình thành",
    "level_count": 5,
    "pillars": (
        PillarScore("Trải nghiệm số cho khách hàng", Decimal("64.62")),
        PillarScore("Chiến lược số", Decimal(80)),
        PillarScore("Hạ tầng và công nghệ số", Decimal("52.5")),
        PillarScore("Vận hành", Decimal("47.69")),
        PillarScore("Chuyển đổi số văn hóa doanh nghiệp", Decimal(58)),
        PillarScore("Dữ liệu và tài sản thông tin", Fraction(240, 7)),
    ),
    "issued_on": date(2026, 2, 5),
    "valid_until": date(2027, 2, 4),
    "issuer_name": "Sở Khoa học và Công nghệ thành phố Hà Nội",
    "verify_url": "https://thuocso.example.vn/verify/TS26-7K3F-9Q2M-C",
    "level_edges": (Fraction(25, 4), 20, 40, 60, 80),
}

LONG_TITLES = (
    "Nâng cao nhận thức, đột phá về đổi mới tư duy",
    "Hoàn thiện thể chế, chính sách",
    "Tăng cường đầu tư, hoàn thiện hạ tầng công nghệ số",
    "Phát triển, trọng dụng nhân lực chất lượng cao",
    "Đẩy mạnh chuyển đổi số trong hoạt động của các cơ quan",
    "An toàn thông tin mạng và bảo vệ dữ liệu cá nhân",
    "Thúc đẩy hoạt động khoa học, công nghệ trong doanh nghiệp",
    "Tăng cường hợp tác quốc tế",
    "Kinh tế số và xã hội số",
    "Cung cấp dịch vụ công trực tuyến toàn trình",
)


@pytest.fixture
def make_values() -> Callable[..., CertificateValues]:
    """Give a maker of certificate values; every value may be replaced by name."""

    def make(**changes: object) -> CertificateValues:
        return CertificateValues(**{**VALUES, **changes})

    return make


@pytest.fixture
def long_titles() -> tuple[str, ...]:
    """Give ten pillar titles of the length that task groups really have."""
    return LONG_TITLES


@pytest.fixture
def read_text() -> Callable[[bytes], str]:
    """Give a reader of the whole text of a PDF, line breaks turned into blanks."""

    def read(pdf: bytes) -> str:
        pages = PdfReader(io.BytesIO(pdf)).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())

    return read
