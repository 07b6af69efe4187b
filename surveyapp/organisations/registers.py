"""Registers that describe organisations: provinces, industries, size classes, kinds of agency.

Sources: the 34 provinces and cities since 1 July 2025 (Resolution 202/2025/QH15); industries are
the sections A-U of the Vietnam Standard Industrial Classification; micro to medium follow Article 5
of Decree 80/2021/ND-CP, and what is larger is large.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class OrganisationKind(StrEnum):
    """Organisations that register, and what of theirs is assessed on its own."""

    ENTERPRISE = "enterprise"
    AGENCY = "agency"
    HEAD = "head"
    PERSON = "person"
    PLAN = "plan"
    PROGRAMME = "programme"
    PROJECT = "project"

    @property
    def parts(self) -> tuple[OrganisationKind, ...]:
        """What an organisation of this kind has that is assessed on its own."""
        return _PARTS if self is OrganisationKind.AGENCY else ()

    @property
    def is_human(self) -> bool:
        """Whether the result is about a human being, and so is nobody else's to read."""
        return self in (OrganisationKind.HEAD, OrganisationKind.PERSON)


_PARTS = (
    OrganisationKind.HEAD,
    OrganisationKind.PERSON,
    OrganisationKind.PLAN,
    OrganisationKind.PROGRAMME,
    OrganisationKind.PROJECT,
)
HUMAN = tuple(kind.value for kind in OrganisationKind if kind.is_human)
"""The units of assessment that are human beings."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a register: a stable code and its name in both languages."""

    code: str
    vi: str
    en: str

    def say(self, language: str) -> str:
        """Return the name in `language`."""
        return self.en if language == "en" else self.vi


def _register(*entries: tuple[str, str, str]) -> Mapping[str, Entry]:
    return {code: Entry(code, vi, en) for code, vi, en in entries}


PROVINCES = _register(
    ("ha-noi", "Hà Nội", "Ha Noi"),
    ("hai-phong", "Hải Phòng", "Hai Phong"),
    ("hue", "Huế", "Hue"),
    ("da-nang", "Đà Nẵng", "Da Nang"),
    ("can-tho", "Cần Thơ", "Can Tho"),
    ("ho-chi-minh", "TP. Hồ Chí Minh", "Ho Chi Minh City"),
    ("lai-chau", "Lai Châu", "Lai Chau"),
    ("dien-bien", "Điện Biên", "Dien Bien"),
    ("son-la", "Sơn La", "Son La"),
    ("lang-son", "Lạng Sơn", "Lang Son"),
    ("cao-bang", "Cao Bằng", "Cao Bang"),
    ("quang-ninh", "Quảng Ninh", "Quang Ninh"),
    ("thanh-hoa", "Thanh Hóa", "Thanh Hoa"),
    ("nghe-an", "Nghệ An", "Nghe An"),
    ("ha-tinh", "Hà Tĩnh", "Ha Tinh"),
    ("tuyen-quang", "Tuyên Quang", "Tuyen Quang"),
    ("lao-cai", "Lào Cai", "Lao Cai"),
    ("thai-nguyen", "Thái Nguyên", "Thai Nguyen"),
    ("phu-tho", "Phú Thọ", "Phu Tho"),
    ("bac-ninh", "Bắc Ninh", "Bac Ninh"),
    ("hung-yen", "Hưng Yên", "Hung Yen"),
    ("ninh-binh", "Ninh Bình", "Ninh Binh"),
    ("quang-tri", "Quảng Trị", "Quang Tri"),
    ("quang-ngai", "Quảng Ngãi", "Quang Ngai"),
    ("gia-lai", "Gia Lai", "Gia Lai"),
    ("khanh-hoa", "Khánh Hòa", "Khanh Hoa"),
    ("lam-dong", "Lâm Đồng", "Lam Dong"),
    ("dak-lak", "Đắk Lắk", "Dak Lak"),
    ("dong-nai", "Đồng Nai", "Dong Nai"),
    ("tay-ninh", "Tây Ninh", "Tay Ninh"),
    ("vinh-long", "Vĩnh Long", "Vinh Long"),
    ("dong-thap", "Đồng Tháp", "Dong Thap"),
    ("an-giang", "An Giang", "An Giang"),
    ("ca-mau", "Cà Mau", "Ca Mau"),
)

INDUSTRIES = _register(
    ("A", "Nông nghiệp, lâm nghiệp và thủy sản", "Agriculture, forestry and fishing"),
    ("B", "Khai khoáng", "Mining and quarrying"),
    ("C", "Công nghiệp chế biến, chế tạo", "Manufacturing"),
    ("D", "Điện, khí đốt, hơi nước", "Electricity, gas and steam"),
    ("E", "Cấp nước, xử lý rác thải, nước thải", "Water supply, waste and sewerage"),
    ("F", "Xây dựng", "Construction"),
    ("G", "Bán buôn, bán lẻ, sửa chữa xe", "Wholesale, retail and vehicle repair"),
    ("H", "Vận tải, kho bãi", "Transportation and storage"),
    ("I", "Lưu trú và ăn uống", "Accommodation and food service"),
    ("J", "Thông tin và truyền thông", "Information and communication"),
    ("K", "Tài chính, ngân hàng và bảo hiểm", "Finance, banking and insurance"),
    ("L", "Kinh doanh bất động sản", "Real estate"),
    ("M", "Chuyên môn, khoa học và công nghệ", "Professional, scientific and technical"),
    ("N", "Hành chính và dịch vụ hỗ trợ", "Administrative and support service"),
    ("O", "Hoạt động của Đảng, quản lý nhà nước", "Public administration"),
    ("P", "Giáo dục và đào tạo", "Education"),
    ("Q", "Y tế và trợ giúp xã hội", "Health and social work"),
    ("R", "Nghệ thuật, vui chơi và giải trí", "Arts, entertainment and recreation"),
    ("S", "Dịch vụ khác", "Other services"),
    ("T", "Làm thuê trong hộ gia đình", "Households as employers"),
    ("U", "Tổ chức và cơ quan quốc tế", "International organisations"),
)

HOUSEHOLD = "household"
SIZES = _register(
    ("micro", "Doanh nghiệp siêu nhỏ", "Micro enterprise"),
    ("small", "Doanh nghiệp nhỏ", "Small enterprise"),
    ("medium", "Doanh nghiệp vừa", "Medium enterprise"),
    ("large", "Doanh nghiệp lớn", "Large enterprise"),
    ("cooperative", "Hợp tác xã, liên hiệp hợp tác xã", "Cooperative or union of cooperatives"),
    (HOUSEHOLD, "Hộ kinh doanh", "Household business"),
)

AGENCY_TYPES = _register(
    ("ministry", "Bộ, cơ quan ngang bộ", "Ministry or ministerial agency"),
    ("province", "Ủy ban nhân dân cấp tỉnh", "Provincial People's Committee"),
    ("department", "Sở, ban, ngành", "Provincial department"),
)

_ENTERPRISE, _AGENCY = frozenset({"enterprise", "state_enterprise"}), frozenset({"agency"})
_ANSWERS_FOR: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(SIZES, _ENTERPRISE),
    "cooperative": frozenset({"cooperative", "enterprise"}),
    HOUSEHOLD: frozenset({"household_business"}),
    "ministry": _AGENCY | {"ministry", "country"},
    "province": _AGENCY | {"province", "country"},
    "department": _AGENCY,
}


UNITS_THAT_SIGN_UP = frozenset(unit for size in SIZES for unit in _ANSWERS_FOR[size])
"""The units of assessment that need no invitation."""


def units_of(kind: OrganisationKind, league: str) -> frozenset[str]:
    """Return the units of assessment, as criteria sets name them, for which one answers.

    A part of an organisation answers for itself only.
    """
    if kind in (OrganisationKind.ENTERPRISE, OrganisationKind.AGENCY):
        return _ANSWERS_FOR[league]
    return frozenset({kind.value})


LEAGUES: Mapping[str, Entry] = {**SIZES, **AGENCY_TYPES}
"""A unit is ranked among its like: enterprises by size class, agencies by kind of agency."""
