"""The QR code, read back from the drawing in the file."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
import segno

from surveyapp.certificates.document import CertificateValues, render_certificate

Make = Callable[..., CertificateValues]

ADDRESSES = (
    "https://thuocso.example.vn/verify/TS26-7K3F-9Q2M-C",
    "http://127.0.0.1:8000/verify/TS26-0000-0000-0",
    "https://chuyen-doi-so.tinh.example.gov.vn/thuoc-so/verify/TS99-ZZZZ-ZZZZ-Z?lang=en",
)


def dark_rectangles(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """Give the rectangles of the path with the most of them: nothing else comes near a QR code."""
    paths: list[list[tuple[float, float, float, float]]] = [[]]
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        figures = opened.pages[0].Contents[1]
        instructions = pikepdf.parse_content_stream(figures)
    for instruction in instructions:
        if str(instruction.operator) == "re":
            x, y, width, height = (float(one) for one in instruction.operands)
            paths[-1].append((x, y, width, height))
        elif str(instruction.operator) == "f*":
            paths.append([])
    return max(paths, key=len)


def modules(rectangles: list[tuple[float, float, float, float]]) -> list[list[int]]:
    """Turn rectangles into rows of modules; a module is as wide as a rectangle is high."""
    side = rectangles[0][3]
    left = min(x for x, _, _, _ in rectangles)
    top = min(y for _, y, _, _ in rectangles)
    right = max(x + width for x, _, width, _ in rectangles)
    count = round((right - left) / side)
    rows = [[0] * count for _ in range(count)]
    for x, y, width, height in rectangles:
        assert height == pytest.approx(side, abs=0.002)
        row, start = round((y - top) / side), round((x - left) / side)
        for column in range(start, start + round(width / side)):
            rows[row][column] = 1
    return rows


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_code_says_the_address(make_values: Make, address: str) -> None:
    rectangles = dark_rectangles(render_certificate(make_values(verify_url=address)))
    expected = segno.make_qr(address, error="m", boost_error=False).matrix
    assert modules(rectangles) == [list(row) for row in expected]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_module_can_be_photographed(make_values: Make, address: str) -> None:
    """Half a millimetre is what a telephone reads from a wall at arm's length."""
    rectangles = dark_rectangles(render_certificate(make_values(verify_url=address)))
    assert rectangles[0][3] >= 0.5
