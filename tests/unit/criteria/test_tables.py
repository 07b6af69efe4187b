"""Tables of answers: every form reads the same, every fault is told with row and column."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from criteria.answers import NOT_APPLICABLE, Given
from criteria.model import CriteriaSet
from criteria.numbers import DecimalMark
from criteria.sentences import say
from criteria.tables import (
    TableFaulty,
    TableFormat,
    UnitAnswers,
    columns_of,
    read_answers,
    xlsx_file,
)

NEEDED = ["A.01", "A.02", "A.03", "A.04", "B.01", "B.02.1.a", "B.02.1.b", "B.02.2.a", "B.02.2.b",
          "B.03", "B.04", "B.05.progress"]  # fmt: skip
HEADER = ["unit", "league", *NEEDED]


def text_of(rows: Sequence[Sequence[str]], delimiter: str = ",") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode()


def row(unit: str = "An Phú", **cells: str) -> list[str]:
    """A row with the given cells, underscores for dots, and blanks."""
    named = {name.replace("_", "."): cell for name, cell in cells.items()}
    assert named.keys() <= set(HEADER)
    return [unit, *(named.get(name, "") for name in HEADER[1:])]


def read(
    criteria_set: CriteriaSet, *rows: Sequence[str], mark: DecimalMark | None = None
) -> tuple[UnitAnswers, ...]:
    return read_answers(criteria_set, text_of([HEADER, *rows]), TableFormat.CSV, mark=mark)


def faults(
    criteria_set: CriteriaSet, content: bytes, table_format: TableFormat = TableFormat.CSV
) -> list[tuple[int, str, str]]:
    with pytest.raises(TableFaulty) as caught:
        read_answers(criteria_set, content, table_format)
    assert all(say(fault, "vi") and say(fault, "en") for fault in caught.value.faults)
    return [(fault.row, fault.column, fault.code) for fault in caught.value.faults]


def workbook(rows: Sequence[Sequence[Any]]) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    for one in rows:
        sheet.append(one)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_columns(every_kind: CriteriaSet) -> None:
    names = [column.name for column in columns_of(every_kind)]
    assert names == [
        "A.01", "A.02", "A.03", "A.04", "B.01", "B.02.1.a", "B.02.1.b", "B.02.2.a", "B.02.2.b",
        "B.03", "B.04", "B.05.target", "B.05.deadline", "B.05.progress", "B.05.done_on",
        "B.05.errors", "B.06",
    ]  # fmt: skip
    needed = [column.name for column in columns_of(every_kind) if not column.may_be_left_out]
    assert needed == NEEDED


def test_answers_of_every_kind(every_kind: CriteriaSet) -> None:
    (unit,) = read(
        every_kind,
        row(
            league="Hà Nội", A_01="2", A_02="có", A_03="b", A_04="web;app", B_01="12,5",
            B_02_1_a="3", B_02_1_b="40", B_03="4", B_04="55%", B_05_progress="1",
        ),
    )  # fmt: skip
    assert (unit.unit, unit.league, unit.row) == ("An Phú", "Hà Nội", 2)
    assert unit.answers == {
        "A.01": Given({"level": 2}),
        "A.02": Given({"yes": True}),
        "A.03": Given({"option": "b"}),
        "A.04": Given({"options": ["web", "app"]}),
        "B.01": Given({"number": "12.5"}),
        "B.02.1": Given({"a": "3", "b": "40"}),
        "B.03": Given({"number": "4"}),
        "B.04": Given({"percent": "55"}),
        "B.05": Given({"progress": "1", "errors": 0}),
    }


def test_not_applicable(every_kind: CriteriaSet) -> None:
    (unit,) = read(every_kind, row(A_02="N/A", A_04="Không áp dụng", B_02_1_a="n/a"))
    assert unit.answers == dict.fromkeys(["A.02", "A.04", "B.02.1"], NOT_APPLICABLE)


def test_all_bad_cells_are_told_together(every_kind: CriteriaSet) -> None:
    content = text_of(
        [
            HEADER,
            row(A_01="9", B_01="1.234", B_02_1_a="3", B_02_1_b="0", B_05_progress="x"),
            [],
            row("An Phú", A_01="n/a", B_02_1_a="n/a", B_02_1_b="4"),
            row("", A_01="1"),
            row("# chú thích", A_01="1"),
            [*row("Bình Minh"), "lạc"],
        ]
    )
    assert faults(every_kind, content) == [
        (2, "A.01", "not_a_level"),
        (2, "B.01", "ambiguous_number"),
        (2, "B.02.1.b", "zero_denominator"),
        (2, "B.05.progress", "not_a_number"),
        (4, "unit", "unit_twice"),
        (4, "A.01", "must_be_answered"),
        (4, "B.02.1.b", "not_applicable_and_answered"),
        (5, "unit", "unit_missing"),
        (6, "unit", "unit_looks_like_note"),
        (7, "", "cell_without_column"),
    ]


def test_the_same_answer_is_told_for_every_unit(every_kind: CriteriaSet) -> None:
    content = text_of([HEADER, row("A", A_01="9"), row("B", A_01="9")])
    assert faults(every_kind, content) == [
        (2, "A.01", "not_a_level"),
        (3, "A.01", "not_a_level"),
    ]


def test_columns_are_judged_with_the_cells(every_kind: CriteriaSet) -> None:
    header = ["unit", "A.01", "A.1", "Ghi chú", "A.01", "A.02"]
    with pytest.raises(TableFaulty) as caught:
        read_answers(every_kind, text_of([header, ["x", "7", "", "", "", ""]]), TableFormat.CSV)
    found = {fault.code: fault for fault in caught.value.faults}
    assert found["column_misspelt"].parameters["close"] == "A.01"
    assert found["column_unknown"].column == "Ghi chú"
    assert found["column_twice"].column == "A.01"
    assert found["columns_missing"].parameters["missing"] == ", ".join(
        name for name in NEEDED if name not in header
    )
    assert (found["not_a_level"].row, found["not_a_level"].column) == (2, "A.01")


def test_a_table_without_units_column_is_one_fault(every_kind: CriteriaSet) -> None:
    content = text_of([NEEDED, ["1"] * 2 + [""] * 10])
    assert faults(every_kind, content) == [(1, "", "columns_missing")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_csv_of_every_spreadsheet(every_kind: CriteriaSet, delimiter: str, encoding: str) -> None:
    content = text_of([HEADER, row(A_04="web;app", B_01="1,5")], delimiter)
    (unit,) = read_answers(every_kind, content.decode().encode(encoding), TableFormat.CSV)
    assert unit.answers["A.04"] == Given({"options": ["web", "app"]})
    assert unit.answers["B.01"] == Given({"number": "1.5"})


def test_the_separator_hint_of_excel_counts_as_a_row(every_kind: CriteriaSet) -> None:
    content = b"sep=;\r\n" + text_of([HEADER, row(A_01="9")], ";")
    assert faults(every_kind, content) == [(3, "A.01", "not_a_level")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", [(0, "", "table_empty")]),
        (b"\r\n\r\n", [(0, "", "table_empty")]),
        (b"unit,A.01\nx,\xff\n", [(2, "", "table_not_utf8")]),
        (b"unit,A.01\nx,\x00\n", [(2, "", "table_has_nul")]),
        (b'unit,A.01\nx,"a"b\n', [(2, "", "csv_quotes")]),
        (b'unit,A.01\nx,"never closed\n', [(2, "", "csv_quotes")]),
        (b'unit,A.01\nx,"' + b"y" * 140_000 + b'"\n', [(2, "", "cell_too_long")]),
    ],
)
def test_broken_csv(
    every_kind: CriteriaSet, content: bytes, expected: list[tuple[int, str, str]]
) -> None:
    assert faults(every_kind, content) == expected


def test_long_names_and_line_breaks_in_names(every_kind: CriteriaSet) -> None:
    content = text_of([HEADER, row("x" * 201), row("a\nb")])
    assert faults(every_kind, content) == [
        (2, "unit", "name_too_long"),
        (3, "unit", "name_control_character"),
    ]


def test_names_are_composed_so_that_equal_names_are_equal(every_kind: CriteriaSet) -> None:
    content = text_of([HEADER, row("Phú"), row("Phu\u0301")])
    assert faults(every_kind, content) == [(3, "unit", "unit_twice")]


def test_a_declared_decimal_mark(every_kind: CriteriaSet) -> None:
    (unit,) = read(every_kind, row(B_01="1.234"), mark=DecimalMark.COMMA)
    assert unit.answers["B.01"] == Given({"number": "1234"})


# --- XLSX ---


def test_xlsx_cells_have_types(every_kind: CriteriaSet) -> None:
    midnight = datetime.fromisoformat("2026-11-30")
    columns = {
        "unit": "An Phú", "A.01": 2, "A.02": True, "A.03": "b", "B.01": 1.234, "B.02.1.a": 0.1,
        "B.02.1.b": 3, "B.03": 0.30000000000000004, "B.04": 55.5, "B.05.progress": 2,
        "B.05.done_on": midnight, "B.05.deadline": date(2026, 12, 31),
        "A.04": None, "B.02.2.a": None, "B.02.2.b": None,
    }  # fmt: skip
    content = workbook([list(columns), list(columns.values())])
    (unit,) = read_answers(every_kind, content, TableFormat.XLSX)
    assert unit.answers == {
        "A.01": Given({"level": 2}),
        "A.02": Given({"yes": True}),
        "A.03": Given({"option": "b"}),
        "B.01": Given({"number": "1.234"}),
        "B.02.1": Given({"a": "0.1", "b": "3"}),
        "B.03": Given({"number": "0.3"}),
        "B.04": Given({"percent": "55.5"}),
        "B.05": Given(
            {"progress": "2", "done_on": "2026-11-30", "deadline": "2026-12-31", "errors": 0}
        ),
    }


def test_a_cell_formatted_as_per_cent_is_per_cent(every_kind: CriteriaSet) -> None:
    book = Workbook()
    sheet: Any = book.active
    sheet.append(HEADER)
    sheet.append(["An Phú"])
    sheet.cell(2, HEADER.index("B.04") + 1, 0.55).number_format = "0%"
    sheet.cell(2, HEADER.index("B.01") + 1, 0.55).number_format = "0.0%"
    out = io.BytesIO()
    book.save(out)
    # 55 per cent is an answer to a percentage, and no answer to "how many people".
    assert faults(every_kind, out.getvalue(), TableFormat.XLSX) == [(2, "B.01", "not_a_number")]


def test_errors_and_uncalculated_formulas_are_no_blanks(every_kind: CriteriaSet) -> None:
    cells = row("An Phú")
    cells[HEADER.index("A.01")] = "=1+1"
    cells[HEADER.index("B.01")] = "#DIV/0!"
    cells.append("#N/A")
    assert faults(every_kind, workbook([HEADER, cells]), TableFormat.XLSX) == [
        (2, "A.01", "formula_without_value"),
        (2, "B.01", "cell_is_error"),
        (2, "O", "cell_is_error"),
    ]


@pytest.mark.parametrize("content", [b"", b"unit,A.01", b"PK\x03\x04 not really"])
def test_what_is_no_workbook(every_kind: CriteriaSet, content: bytes) -> None:
    assert faults(every_kind, content, TableFormat.XLSX) == [(0, "", "xlsx_broken")]


def test_a_zip_that_is_no_workbook(every_kind: CriteriaSet) -> None:
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert faults(every_kind, out.getvalue(), TableFormat.XLSX) == [(0, "", "xlsx_broken")]


def test_a_zip_bomb_is_not_unpacked(
    every_kind: CriteriaSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_file, "_MOST_UNPACKED", 10_000)
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 20_000)
    assert faults(every_kind, out.getvalue(), TableFormat.XLSX) == [(0, "", "table_too_large")]


# --- JSON Lines ---


def test_json_lines(every_kind: CriteriaSet) -> None:
    lines = [
        {"unit": "An Phú", "A.01": 2, "A.02": True, "A.04": ["web", "app"], "B.01": 1.234},
        {"unit": "Bình Minh", "league": "B", "B.01": "12,5", "A.01": None},
    ]
    content = "\n".join(json.dumps(one) for one in lines).encode()
    first, second = read_answers(every_kind, content, TableFormat.JSONL)
    assert first.answers == {
        "A.01": Given({"level": 2}),
        "A.02": Given({"yes": True}),
        "A.04": Given({"options": ["web", "app"]}),
        "B.01": Given({"number": "1.234"}),
    }
    assert (second.league, second.row) == ("B", 2)
    assert second.answers == {"B.01": Given({"number": "12.5"})}


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", (1, "", "json_broken")),
        ("[" * 100_000, (1, "", "json_broken")),
        ('{"unit": "x", "B.01": NaN}', (1, "", "json_broken")),
        ('{"unit": "x", "unit": "y"}', (1, "", "json_broken")),
        ("[1]", (1, "", "json_not_object")),
        ('{"unit": "x", "B.01": {"a": 1}}', (1, "B.01", "json_nested")),
        ('{"unit": "x", "B.01": 1e999}', (1, "B.01", "not_a_number")),
        ('{"unit": "x", "B.01": -1}', (1, "B.01", "negative")),
        ('{"unit": "x", "B.1": 1}', (0, "B.1", "column_misspelt")),
        ('{"A.01": 1}', (0, "", "columns_missing")),
        ('{"unit": "x", "A.01": [1]}', (1, "A.01", "json_nested")),
        ('{"unit": "x", "A.01": 1.5}', (1, "A.01", "not_whole")),
    ],
)
def test_broken_json_lines(every_kind: CriteriaSet, line: str, fault: tuple[int, str, str]) -> None:
    assert faults(every_kind, line.encode(), TableFormat.JSONL) == [fault]
