"""The first sheet of an XLSX workbook; formulas count by the value that was saved with them."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from warnings import catch_warnings, simplefilter
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from criteria.numbers import as_cell, canonical
from criteria.tables.faults import CellFault, TableFaulty
from criteria.tables.raw import RawRow, RawTable

_MOST_UNPACKED = 500_000_000
_ARCHIVE_ERRORS = (
    BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    struct.error,
)
# openpyxl says "this is no sheet" in as many ways as there are places to notice it.
_SHEET_ERRORS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    InvalidFileException,
    LookupError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
)


def read_xlsx(content: bytes) -> RawTable:
    """Read the first sheet; a formula without a saved value is a fault, not a gap."""
    _check_archive(content)
    faults: list[CellFault] = []
    with catch_warnings():
        simplefilter("ignore")  # openpyxl warns of decoration that it will not keep
        rows = list(_rows(content, faults))
    while rows and not any(rows[0].cells):
        rows.pop(0)
    if not rows:
        raise TableFaulty([CellFault("table_empty")])
    header = rows[0]
    named = {place: name for place, name in enumerate(header.cells) if name}
    placed = tuple(_named(fault, named) for fault in faults)
    return RawTable(header.cells, header.number, tuple(rows[1:]), placed)


def _check_archive(content: bytes) -> None:
    """A workbook is a ZIP archive: it must be whole, and a small one can hold gigabytes."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(one.file_size for one in archive.infolist())
            if unpacked > _MOST_UNPACKED:
                raise TableFaulty([CellFault("table_too_large", parameters={"most": 500})])
            damaged = archive.testzip()
    except TableFaulty:
        raise
    except _ARCHIVE_ERRORS:
        raise TableFaulty([CellFault("xlsx_broken")]) from None
    if damaged is not None:
        raise TableFaulty([CellFault("xlsx_broken")])


def _rows(content: bytes, faults: list[CellFault]) -> Iterator[RawRow]:
    formulas: set[tuple[int, int]] = set()
    for number, cells in _cells(content, with_formulas=True):
        formulas |= {(number, place) for place, cell in enumerate(cells) if cell.data_type == "f"}
    for number, cells in _cells(content, with_formulas=False):
        texts = []
        for place, cell in enumerate(cells):
            code = _fault_of(cell, is_formula=(number, place) in formulas)
            if code:
                faults.append(CellFault(code, number, str(place)))
            texts.append("" if code else _text(cell))
        yield RawRow(number, tuple(texts))


def _cells(content: bytes, *, with_formulas: bool) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Yield the cells of the first sheet; a file that is no workbook is one fault."""
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=not with_formulas)
        sheet: Any = book.worksheets[0]
        sheet.reset_dimensions()
        yield from enumerate(sheet.iter_rows(), start=1)
        book.close()
    except _SHEET_ERRORS:
        raise TableFaulty([CellFault("xlsx_broken")]) from None


def _fault_of(cell: Any, *, is_formula: bool) -> str:
    if cell.data_type == "e":
        return "cell_is_error"
    return "formula_without_value" if is_formula and cell.value is None else ""


def _text(cell: Any) -> str:
    """Return a cell as text; its numbers have only one reading."""
    content = cell.value
    if content is None:
        return ""
    if isinstance(content, bool):
        return "true" if content else "false"
    if isinstance(content, (int, float)):
        return _number(content, is_percent="%" in (cell.number_format or ""))
    if isinstance(content, datetime):
        return content.date().isoformat()
    return content.isoformat() if isinstance(content, date) else str(content).strip()


def _number(content: float, *, is_percent: bool) -> str:
    # A spreadsheet shows 15 digits; the rest is the noise of its binary numbers.
    number = Decimal(format(content, ".15g"))
    if is_percent:
        return f"{as_cell(canonical(number * 100))}%"
    return as_cell(canonical(number))


def _named(fault: CellFault, names: dict[int, str]) -> CellFault:
    """Name the column of a fault by its header, or by its letter where there is none."""
    place = int(fault.column)
    name = names.get(place, get_column_letter(place + 1))
    return CellFault(fault.code, fault.row, name, fault.parameters)
