"""What is wrong in a table of answers, with the row and the column of each fault."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from criteria.answers import Parameter


@dataclass(frozen=True, slots=True)
class CellFault:
    """One fault of a table.

    `row` is the number that a spreadsheet shows beside it (in JSON Lines the line), 0 for the table
    as a whole; `column` is the name in the header, "" for a whole row.
    """

    code: str
    row: int = 0
    column: str = ""
    parameters: Mapping[str, Parameter] = field(default_factory=dict)


class TableFaulty(ValueError):
    """A table of answers can not be used; `faults` holds every fault, from top to bottom."""

    def __init__(self, faults: Iterable[CellFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{f.row}:{f.column}: {f.code}" for f in self.faults))
