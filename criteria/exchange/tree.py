"""A set as it was read from a workbook: cells in the places of their keys, not yet understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from criteria.exchange.book import Cell, Spot

TALLY = "="
"""The key under which a part that is numbers by code holds its one cell."""


@dataclass(slots=True)
class Leaf:
    """One content; without a cell its row is there, and empty."""

    spot: Spot
    cell: Cell | None = None


@dataclass(slots=True)
class Words:
    """One text: its cells by language."""

    spot: Spot
    cells: Mapping[str, Cell]


@dataclass(slots=True)
class Branch:
    """A part of the set and what stands under its keys; `spot` is the row that opened it."""

    definition: str
    spot: Spot
    keys: dict[str, Leaf | Words | Branch | Twigs] = field(default_factory=dict)
    has_row: bool = False


@dataclass(slots=True)
class Twigs:
    """A list of parts."""

    spot: Spot
    items: list[Branch] = field(default_factory=list)


Raw = Leaf | Words | Branch | Twigs
