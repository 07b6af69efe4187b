"""Writes tables as CSV, XLSX, JSON or JSON Lines, safe to open in a spreadsheet.

A text that begins like a formula would be run by the spreadsheet that opens it. In XLSX it is
stored as text; in CSV, which knows no types, an apostrophe goes before it.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from criteria.tables.raw import TableFormat

Cell: TypeAlias = str | int | float | None
Rows: TypeAlias = Sequence[Sequence[Cell]]

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_table(header: Sequence[str], rows: Rows, table_format: TableFormat) -> bytes:
    """Return a whole table file; numbers keep every digit, None is an empty cell."""
    return _WRITERS[table_format](header, rows)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook."""

    name: str
    header: Sequence[str]
    rows: Rows


def write_sheets(sheets: Sequence[Sheet]) -> bytes:
    """Return a workbook of several sheets; numbers keep every digit."""
    book = Workbook(write_only=True)
    for one in sheets:
        _fill(book.create_sheet(one.name), one.header, one.rows)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def neutral(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run as a formula.

    >>> neutral("=1+1"), neutral("An Phú")
    ("'=1+1", 'An Phú')
    """
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _csv(header: Sequence[str], rows: Rows) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([neutral(name) for name in header])
    writer.writerows([[_csv_cell(cell) for cell in row] for row in rows])
    return out.getvalue().encode()


def _csv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    return neutral(cell) if isinstance(cell, str) else repr(cell)


def _xlsx(header: Sequence[str], rows: Rows) -> bytes:
    return write_sheets([Sheet("surveyapp", header, rows)])


def _fill(sheet: Any, header: Sequence[str], rows: Rows) -> None:
    sheet.freeze_panes = "B2"
    sheet.append([_bold(sheet, name) for name in header])
    for row in rows:
        sheet.append([_xlsx_cell(sheet, cell) for cell in row])


def _bold(sheet: Any, text: str) -> Any:
    cell = text_cell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _xlsx_cell(sheet: Any, cell: Cell) -> Any:
    if isinstance(cell, float):
        # openpyxl itself would round to 16 digits; a double needs 17 to come back the same.
        number = WriteOnlyCell(sheet, repr(cell))
        number.data_type = "n"
        return number
    return text_cell(sheet, cell) if isinstance(cell, str) else cell


def text_cell(sheet: Any, text: str) -> Any:
    """Return a cell that holds text even where it looks like a formula."""
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type = "s"
    return cell


def _json(header: Sequence[str], rows: Rows) -> bytes:
    objects = [dict(zip(header, row, strict=True)) for row in rows]
    return (json.dumps(objects, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _jsonl(header: Sequence[str], rows: Rows) -> bytes:
    objects = (dict(zip(header, row, strict=True)) for row in rows)
    lines = (json.dumps(one, ensure_ascii=False, allow_nan=False) + "\n" for one in objects)
    return "".join(lines).encode()


_WRITERS: Mapping[TableFormat, Callable[[Sequence[str], Rows], bytes]] = {
    TableFormat.CSV: _csv,
    TableFormat.XLSX: _xlsx,
    TableFormat.JSON: _json,
    TableFormat.JSONL: _jsonl,
}
