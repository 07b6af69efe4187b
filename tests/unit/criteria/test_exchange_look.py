"""How an exported workbook looks, as far as its file says so; LibreOffice shows the rest."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from criteria.document import read_document
from criteria.exchange import export_workbook, import_workbook
from criteria.exchange.look import height_of

EVERY_KIND = Path(__file__).parents[2] / "fixtures" / "sets" / "every-kind.yaml"


@pytest.fixture
def exported() -> bytes:
    data: Any = read_document(EVERY_KIND.read_bytes(), "x.yaml").data
    return export_workbook(data)


def test_a_row_is_as_high_as_its_longest_text() -> None:
    one = height_of([("ngắn", 58), ("cũng ngắn", 58)])
    assert height_of([("ngắn", 58), ("dài " * 50, 58)]) > 2 * one
    assert height_of([("dài " * 20, 12)]) > height_of([("dài " * 20, 58)])
    assert height_of([("hai\ndòng", 58)]) == height_of([("hai\ndòng", 12)]) > one
    assert height_of([("dài " * 5000, 58)]) < 409  # no spreadsheet knows a higher one


def test_every_font_has_a_name_and_every_row_a_height(exported: bytes) -> None:
    book: Any = load_workbook(io.BytesIO(exported))
    for sheet in (one for one in book.worksheets if one.sheet_state == "visible"):
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.has_style]
        assert {cell.font.name for cell in cells} == {"Arial"}
        assert None not in {cell.font.size for cell in cells}
        assert all(sheet.row_dimensions[cell.row].height for cell in cells)


def test_no_height_keeps_a_row_from_being_fitted_again(exported: bytes) -> None:
    assert b"customHeight" not in part(exported, "xl/worksheets/sheet4.xml")


def test_a_formula_is_told_once_and_its_last_result_stands_for_it(exported: bytes) -> None:
    """As spreadsheets write it: the formula and, beside it, what came out last."""
    name = "xl/worksheets/sheet5.xml"
    sheet = part(exported, name)
    new, times = re.subn(rb'(<c r="I11"[^>]*>)(<v>10</v>)', rb"\1<f>5+5</f>\2", sheet)
    assert times == 1
    findings = import_workbook(with_part(exported, name, new), "x.xlsx").findings
    assert [(one.code, one.cell) for one in findings] == [("cell_is_formula", "B!I11")]


def part(content: bytes, name: str) -> bytes:
    with ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def with_part(content: bytes, name: str, new: bytes) -> bytes:
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as archive, ZipFile(out, "w") as changed:
        for one in archive.namelist():
            changed.writestr(one, new if one == name else archive.read(one))
    return out.getvalue()
