"""A table as text: a header and numbered rows, whatever file it came from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from criteria.tables.faults import CellFault


class TableFormat(StrEnum):
    """The forms of a table file, by the ending of its name."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    JSONL = "jsonl"


@dataclass(frozen=True, slots=True)
class RawRow:
    """The cells of one row as text; `number` is the one that a spreadsheet shows."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RawTable:
    """What a file holds before anything is understood.

    `may_leave_gaps` says that an absent column is no mistake: in JSON Lines a unit leaves out what
    it did not answer.
    """

    header: tuple[str, ...]
    header_number: int
    rows: tuple[RawRow, ...]
    faults: tuple[CellFault, ...] = ()
    may_leave_gaps: bool = False


def format_of(name: str) -> TableFormat | None:
    """Return the form that a file name ends in, or None."""
    ending = name.rpartition(".")[2].casefold()
    if ending == "ndjson":
        return TableFormat.JSONL
    return TableFormat(ending) if ending in set(TableFormat) else None
