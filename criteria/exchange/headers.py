"""The header of a sheet: which column holds what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from criteria.exchange import layout
from criteria.exchange.book import Cell, Row, Sheet
from criteria.findings import Finding

_LANGUAGE = re.compile("[a-z]{2,3}")
COLUMNS = frozenset(
    {
        layout.NAME,
        layout.VALUE,
        layout.PARENT,
        "code",
        *layout.PILLAR_COLUMNS,
        *layout.LEVELS.columns,
        *layout.RULES.columns,
    }
)


@dataclass(frozen=True)
class Header:
    """The columns of a sheet by their place, and the row on which they are named."""

    columns: Mapping[int, str]
    number: int
    findings: tuple[Finding, ...]

    def divide(self, row: Row) -> tuple[dict[str, Cell], dict[str, Cell]]:
        """Return the cells of a row by column, and its words by language."""
        cells: dict[str, Cell] = {}
        words: dict[str, Cell] = {}
        for place, cell in row.items():
            name = self.columns.get(place)
            if name is not None:
                (cells if name in COLUMNS else words)[name] = cell
        return cells, words


def find_header(sheet: Sheet, file: str) -> Header:
    """Read the first row that holds anything: it names the columns."""
    number, row = next(iter(sheet.rows.items()))
    columns: dict[int, str] = {}
    findings: list[Finding] = []
    for place, cell in row.items():
        name = str(cell.content).strip()
        if name.startswith(layout.REMARK):
            continue
        findings += _faults(name, cell, columns, file)
        columns[place] = name
    if layout.NAME not in columns.values():
        finding = Finding("sheet_without_header", file=file, line=number, cell=f"{sheet.name}!A1")
        return Header({}, number, (finding,))
    return Header(columns, number, (*findings, *_nameless(sheet, set(row), file)))


def _faults(name: str, cell: Cell, columns: Mapping[int, str], file: str) -> Iterator[Finding]:
    if name in columns.values():
        yield refuse("sheet_column_twice", cell, file, column=name)
    elif name not in COLUMNS and not _LANGUAGE.fullmatch(name):
        close = get_close_matches(name.casefold(), sorted(COLUMNS), 1)
        known = close[0] if close else ", ".join(sorted(COLUMNS))
        yield refuse("sheet_column_unknown", cell, file, column=name[:60], known=known)


def _nameless(sheet: Sheet, named: set[int], file: str) -> Iterator[Finding]:
    """Find the first cell of each column that has no name: it would be lost."""
    told = set(named)
    for row in sheet.rows.values():
        for place, cell in row.items():
            if place not in told:
                told.add(place)
                yield refuse("column_without_name", cell, file)


def refuse(code: str, cell: Cell, file: str, **parameters: str) -> Finding:
    """Make a finding about a cell."""
    spot = cell.spot
    return Finding(code, file=file, line=spot.row, cell=spot.name, parameters=parameters)
