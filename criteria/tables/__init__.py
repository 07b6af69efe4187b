"""Tables of answers and of results: what a spreadsheet or a program hands in and gets back.

What lives here: columns, reading with every fault at once, writing, the empty template. What does
not: the rules of a single answer (`criteria.kinds`) and the scoring.
"""

from __future__ import annotations

from criteria.tables.columns import LEAGUE, UNIT, Column, columns_of
from criteria.tables.faults import CellFault, TableFaulty
from criteria.tables.raw import TableFormat, format_of
from criteria.tables.reading import MOST_BYTES, UnitAnswers, read_answers
from criteria.tables.template import template
from criteria.tables.writing import Cell, Sheet, write_sheets, write_table

__all__ = [
    "LEAGUE",
    "MOST_BYTES",
    "UNIT",
    "Cell",
    "CellFault",
    "Column",
    "Sheet",
    "TableFaulty",
    "TableFormat",
    "UnitAnswers",
    "columns_of",
    "format_of",
    "read_answers",
    "template",
    "write_sheets",
    "write_table",
]
