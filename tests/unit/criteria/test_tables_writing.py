"""Tables that we write: the template reads back, numbers keep all digits, no text is a formula."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from openpyxl import load_workbook

from criteria.answers import Given
from criteria.model import CriteriaSet
from criteria.tables import (
    Cell,
    TableFormat,
    columns_of,
    format_of,
    read_answers,
    template,
    write_table,
)

# --- the template ---


@pytest.mark.parametrize("table_format", [TableFormat.CSV, TableFormat.XLSX, TableFormat.JSONL])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_template_reads_as_an_empty_table(
    every_kind: CriteriaSet, table_format: TableFormat, language: str
) -> None:
    content = template(every_kind, table_format, language)
    assert read_answers(every_kind, content, table_format) == ()


def test_the_template_has_exactly_the_columns(every_kind: CriteriaSet) -> None:
    first, second = csv.reader(template(every_kind, TableFormat.CSV, "vi").decode().splitlines())
    assert first == ["unit", "league", *(column.name for column in columns_of(every_kind))]
    notes = dict(zip(first, second, strict=True))
    assert notes["unit"].startswith("#")
    assert "0 = Chưa có; 1 = Một phần; 2 = Toàn bộ" in notes["A.01"]
    assert "n/a" in notes["A.02"]
    assert "n/a" not in notes["A.03"]
    assert "có thể để trống" in notes["B.05.deadline"]
    assert "(%)" in notes["B.04"]


def test_the_workbook_offers_the_codes_of_a_choice(every_kind: CriteriaSet) -> None:
    book = load_workbook(io.BytesIO(template(every_kind, TableFormat.XLSX, "en")))
    sheet: Any = book.active
    rules = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert rules["C3:C2000"] == '"0,1,2"'
    assert rules["D3:D2000"] == '"yes,no,n/a"'
    assert sheet.freeze_panes == "B3"


def test_filling_in_the_template(every_kind: CriteriaSet) -> None:
    book = load_workbook(io.BytesIO(template(every_kind, TableFormat.XLSX, "vi")))
    sheet: Any = book.active
    sheet["A3"], sheet["C3"] = "An Phú", 1
    out = io.BytesIO()
    book.save(out)
    (unit,) = read_answers(every_kind, out.getvalue(), TableFormat.XLSX)
    assert (unit.unit, unit.row) == ("An Phú", 3)
    assert unit.answers == {"A.01": Given({"level": 1})}


# --- writing ---


def test_numbers_keep_every_digit() -> None:
    number = 0.1 + 0.2
    header = ["unit", "score", "rank"]
    rows: list[list[Cell]] = [["A", number, 1], ["B", None, None]]
    assert write_table(header, rows, TableFormat.CSV).decode().splitlines() == [
        "unit,score,rank",
        "A,0.30000000000000004,1",
        "B,,",
    ]
    assert json.loads(write_table(header, rows, TableFormat.JSON)) == [
        {"unit": "A", "score": number, "rank": 1},
        {"unit": "B", "score": None, "rank": None},
    ]
    lines = write_table(header, rows, TableFormat.JSONL).decode().splitlines()
    assert json.loads(lines[0])["score"] == number
    book = load_workbook(io.BytesIO(write_table(header, rows, TableFormat.XLSX)))
    sheet: Any = book.active
    assert [[cell.value for cell in one] for one in sheet.iter_rows()] == [header, *rows]


@pytest.mark.parametrize("text", ["=1+1", "+84", "-5", "@home", "=cmd|' /C calc'!A0"])
def test_text_is_never_a_formula(text: str, every_kind: CriteriaSet) -> None:
    written = write_table(["unit"], [[text]], TableFormat.CSV).decode().splitlines()[1]
    assert written.lstrip('"').startswith("'")
    book = load_workbook(io.BytesIO(write_table(["unit"], [[text]], TableFormat.XLSX)))
    cell: Any = book.active
    assert cell["A2"].value == text
    assert cell["A2"].data_type == "s"
    # and a table of ours reads back the name as it was
    header = ["unit", *(c.name for c in columns_of(every_kind) if not c.may_be_left_out)]
    again = write_table(header, [[text, *[None] * (len(header) - 1)]], TableFormat.CSV)
    (unit,) = read_answers(every_kind, again, TableFormat.CSV)
    assert unit.unit == text


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.csv", TableFormat.CSV),
        ("a.XLSX", TableFormat.XLSX),
        ("a.jsonl", TableFormat.JSONL),
        ("a.ndjson", TableFormat.JSONL),
        ("a.json", TableFormat.JSON),
        ("a.xls", None),
        ("csv.txt", None),
    ],
)
def test_the_form_by_the_ending(name: str, form: TableFormat | None) -> None:
    assert format_of(name) == form
