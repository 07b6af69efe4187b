"""The cells of a workbook, read without trusting it.

What lives here: bytes -> sheets of cells, or findings. A workbook is an archive of XML files, so a
small one can hold gigabytes, programs, links to other files and formulas: none of them is unpacked,
run or followed. What does not: what the cells mean (`assembling`).
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from openpyxl.utils import get_column_letter

from criteria.answers import Parameter
from criteria.exchange.archive import check_archive
from criteria.exchange.sheet_xml import RawCell, Reader, read_sheets
from criteria.findings import Finding

MOST_ROWS = 100_000
MOST_COLUMNS = 60
MOST_CELLS = 1_000_000
MOST_SHEETS = 250

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")

Content = str | int | float | bool | date
# A spoilt archive or a spoilt part of it can break in as many ways as there are steps to read it.
_NO_WORKBOOK = (
    ArithmeticError,
    BadZipFile,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    SyntaxError,
    ValueError,
    struct.error,
    zlib.error,
)


# There are a hundred thousand of these: tuples are made in a third of the time.
class Spot(NamedTuple):
    """The place of a cell, as spreadsheets name it."""

    sheet: str
    row: int
    column: int

    @property
    def name(self) -> str:
        """``HT!D12``"""
        return f"{self.sheet}!{get_column_letter(self.column)}{self.row}"


class Cell(NamedTuple):
    """What stands in one cell; `is_percent` says that a number is shown times a hundred."""

    content: Content
    spot: Spot
    is_percent: bool = False


Row = dict[int, Cell]
"""The cells of one row that hold something, by the number of their column."""


@dataclass(frozen=True)
class Sheet:
    """One sheet; `rows` are those that hold something, by their number."""

    name: str
    rows: dict[int, Row] = field(default_factory=dict)


@dataclass(frozen=True)
class Book:
    """A workbook as far as it could be read, and what must not be in it."""

    sheets: tuple[Sheet, ...] = ()
    findings: tuple[Finding, ...] = ()


class BookRefused(ValueError):
    """A file that is not opened at all."""

    def __init__(self, code: str, **parameters: Parameter) -> None:
        self.code = code
        self.parameters = parameters
        super().__init__(code)


def read_book(content: bytes, file: str) -> Book:
    """Read every sheet; whatever is wrong becomes findings, never a traceback."""
    refusal, parameters = check_archive(content)
    if refusal:
        return Book(findings=(Finding(refusal, file=file, line=1, parameters=parameters),))
    reading = _Reading(file)
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            read_sheets(archive, reading)
    except BookRefused as refused:
        sheet = str(refused.parameters.get("sheet", ""))
        finding = Finding(refused.code, file=file, parameters=refused.parameters, cell=sheet)
        return Book(findings=(finding,))
    except _NO_WORKBOOK:
        return Book(findings=(Finding("workbook_broken", file=file),))
    return Book(tuple(reading.sheets), tuple(reading.findings))


class _Reading(Reader):
    """One pass over the sheets of a workbook."""

    def __init__(self, file: str) -> None:
        self.sheets: list[Sheet] = []
        self.findings: list[Finding] = []
        self._file = file
        self._rows = self._cells = 0

    def begin_sheet(self, name: str) -> None:
        self.sheets.append(Sheet(name))
        self._rows = 0
        if len(self.sheets) > MOST_SHEETS:
            raise BookRefused("workbook_too_many_sheets", most=MOST_SHEETS)

    def end_row(self) -> None:
        self._rows += 1
        if self._rows > MOST_ROWS:
            raise BookRefused("sheet_too_long", sheet=self.sheets[-1].name, most=MOST_ROWS)

    def take_merged(self, ranges: str) -> None:
        cell = f"{self.sheets[-1].name}!{ranges[:40]}"
        self.findings.append(Finding("cells_merged", file=self._file, cell=cell))

    def take_cell(self, cell: RawCell) -> None:
        sheet = self.sheets[-1]
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise BookRefused("workbook_too_many_cells", most=MOST_CELLS)
        if cell.row > MOST_ROWS:
            raise BookRefused("sheet_too_long", sheet=sheet.name, most=MOST_ROWS)
        spot = Spot(sheet.name, cell.row, cell.column)
        content = cell.content
        if cell.is_formula or content is None or cell.column > MOST_COLUMNS:
            self._refuse(cell, spot)
        if content not in {None, ""} and cell.column <= MOST_COLUMNS:
            text = _without_escapes(content) if isinstance(content, str) else content
            row = sheet.rows.setdefault(cell.row, {})
            row[cell.column] = Cell(text, spot, cell.is_percent)

    def _refuse(self, found: RawCell, spot: Spot) -> None:
        code = "cell_is_formula" if found.is_formula else "cell_is_error"
        if found.column > MOST_COLUMNS:
            code = "sheet_too_wide"
        finding = Finding(code, file=self._file, line=spot.row, cell=spot.name)
        if code != "sheet_too_wide" or finding.code not in {one.code for one in self.findings}:
            self.findings.append(finding)


def _without_escapes(text: str) -> str:
    """Bring back characters that the format of workbooks writes as ``_x000D_``."""
    return text if "_x" not in text else _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
