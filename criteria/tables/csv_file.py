"""CSV as spreadsheets write it: UTF-8, separated by commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io

from criteria.tables.faults import CellFault, TableFaulty
from criteria.tables.raw import RawRow, RawTable

_DELIMITERS = ",;\t"
_SEPARATOR_LINE = "sep="
_LONGEST_CELL = 131_072


def read_csv(content: bytes) -> RawTable:
    """Read CSV; the separator is the one that gives the header most columns."""
    text = _text_of(content)
    first_line, _, after_first = text.partition("\n")
    offset = 0
    if first_line.casefold().startswith(_SEPARATOR_LINE):  # a hint that Excel itself writes
        text, offset = after_first, 1
    records = _records(text, _delimiter(text), offset)
    while records and not any(records[0].cells):
        records.pop(0)
    if not records:
        raise TableFaulty([CellFault("table_empty")])
    header = records[0]
    return RawTable(header.cells, header.number, tuple(records[1:]))


def _text_of(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise TableFaulty([CellFault("table_not_utf8", row)]) from None
    if "\0" in text:
        raise TableFaulty([CellFault("table_has_nul", text.count("\n", 0, text.index("\0")) + 1)])
    return text


def _delimiter(text: str) -> str:
    header = next((line for line in text.splitlines() if line.strip()), "")
    counts = {mark: len(next(csv.reader([header], delimiter=mark), [])) for mark in _DELIMITERS}
    return max(_DELIMITERS, key=lambda mark: counts[mark])


def _records(text: str, delimiter: str, offset: int) -> list[RawRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records: list[RawRow] = []
    try:
        for cells in reader:
            row = tuple(cell.strip() for cell in cells)
            records.append(RawRow(len(records) + 1 + offset, row))
    except csv.Error as error:
        raise TableFaulty([_broken(error, len(records) + 1 + offset)]) from None
    return records


def _broken(error: csv.Error, row: int) -> CellFault:
    if "field limit" in str(error):
        return CellFault("cell_too_long", row, parameters={"most": _LONGEST_CELL})
    return CellFault("csv_quotes", row)
