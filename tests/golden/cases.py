"""Where the published cases lie, and how their tables are read.

The whole files are read from a folder beside the project, ``../shared/cases``; without it the tests
that need them are skipped, and the published figures typed into each test still hold.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FOLDER = Path(__file__).parents[2].parent / "shared" / "cases"


@dataclass(frozen=True)
class Table:
    """A table of numbers with named rows and columns; an empty cell is NaN."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: NDArray[np.float64]

    def column(self, name: str) -> NDArray[np.float64]:
        return self.cells[:, self.columns.index(name)]

    def ordered(self, rows: tuple[str, ...]) -> Table:
        """The same table with its rows in another order."""
        at = [self.rows.index(row) for row in rows]
        return Table(rows, self.columns, self.cells[at])


@dataclass(frozen=True)
class Cases:
    """The folder of published cases."""

    folder: Path

    def records(self, name: str) -> list[dict[str, str]]:
        with (self.folder / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def table(self, name: str, key: str, *, without: tuple[str, ...] = ()) -> Table:
        """Read a table of numbers whose rows are named by the column `key`."""
        records = self.records(name)
        columns = tuple(c for c in records[0] if c != key and c not in without)
        cells = [[_number(record[c]) for c in columns] for record in records]
        return Table(tuple(r[key] for r in records), columns, np.array(cells))


def _number(text: str) -> float:
    return float(text) if text not in {"", "NA"} else np.nan
