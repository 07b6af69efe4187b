"""Names that are plainly made up, and numbers that only look real."""

from __future__ import annotations

from stdnum.vn import mst

_FORMS = ("Công ty TNHH", "Công ty Cổ phần", "Công ty TNHH Một thành viên")
_PLACES = (
    "Hoa Sen", "Sông Xanh", "Núi Bạc", "Cánh Đồng", "Bình Minh", "Trăng Rằm", "Gió Mới", "Sao Mai",
    "Đồng Nắng", "Suối Ngọc", "Rừng Thông", "Biển Hẹn", "Mưa Xuân", "Lúa Vàng", "Chim Én",
    "Phù Sa", "Đá Trắng", "Cầu Vồng", "Hải Âu", "Tre Làng", "Mộc Miên", "Thạch Anh",
)  # fmt: skip
_TRADES = {
    "A": "Nông sản", "C": "Cơ khí", "E": "Môi trường", "F": "Xây dựng", "G": "Thương mại",
    "H": "Vận tải", "I": "Du lịch", "J": "Phần mềm", "K": "Tư vấn tài chính", "L": "Nhà đất",
    "M": "Tư vấn kỹ thuật", "N": "Dịch vụ", "P": "Đào tạo", "Q": "Y tế", "R": "Giải trí", "S": "Tiện ích",
}  # fmt: skip
INDUSTRIES = tuple(_TRADES)
_FAMILY = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Ngô",
)
_MIDDLE = ("Văn", "Thị", "Minh", "Thu", "Quang", "Ngọc", "Đức", "Hồng", "Hải", "Thanh")
_GIVEN = (
    "An",
    "Bình",
    "Châu",
    "Dũng",
    "Giang",
    "Hạnh",
    "Khánh",
    "Lan",
    "Mỹ",
    "Phúc",
    "Sơn",
    "Thảo",
)
_AGENCIES = {
    "ministry": ("Bộ Minh họa {number:02}", 6),
    "province": ("Ủy ban nhân dân tỉnh Minh họa {number:02}", 8),
    "department": ("Sở Minh họa {number:02}", 6),
}


def enterprise_name(number: int, industry: str) -> str:
    """Return the name of enterprise `number`; the word Mẫu says that it is a sample."""
    form = _FORMS[number % len(_FORMS)]
    place = _PLACES[number % len(_PLACES)]
    return f"{form} {_TRADES[industry]} {place} (Mẫu {number:03})"


def tax_code(number: int) -> str:
    """Return a tax code with the right check digit in a range that no province uses.

    Some numbers have no check digit; of two neighbours one always has.
    """
    candidates = (f"99{2 * number + step:07}" for step in (0, 1))
    codes = (digits + mst.calc_check_digit(digits) for digits in candidates)
    return next(code for code in codes if mst.is_valid(code))


def person_name(number: int) -> str:
    """Return a common name."""
    middle, given = _MIDDLE[number % len(_MIDDLE)], _GIVEN[number * 5 % len(_GIVEN)]
    return f"{_FAMILY[number * 7 % len(_FAMILY)]} {middle} {given}"


def agencies() -> list[tuple[str, str]]:
    """Return the kind and name of every agency."""
    return [
        (kind, pattern.format(number=number))
        for kind, (pattern, count) in _AGENCIES.items()
        for number in range(1, count + 1)
    ]
