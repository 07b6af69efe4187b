"""Finds the columns of a set in the header of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from criteria.answers import Parameter
from criteria.model import Indicator
from criteria.tables.columns import LEAGUE, UNIT, Column
from criteria.tables.faults import CellFault
from criteria.tables.membership import NO_COLUMNS, PART_OF, SIZE
from criteria.tables.raw import RawTable


@dataclass(frozen=True, slots=True)
class Question:
    """One indicator and the places of its inputs in a row; None = the table has no such column."""

    indicator: Indicator
    parts: tuple[str, ...]
    columns: tuple[str, ...]
    places: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """Where everything stands in a row, and what is wrong with the header."""

    unit: int | None
    league: int | None
    part_of: int | None
    size: int | None
    questions: tuple[Question, ...]
    unnamed: tuple[int, ...]
    faults: tuple[CellFault, ...]


def read_header(
    raw: RawTable, columns: Sequence[Column], own: Sequence[str] = NO_COLUMNS
) -> Header:
    """Find every column; unknown, doubled and missing ones are faults.

    `own` are the columns that the set adds beside its answers.
    """
    known = [UNIT, LEAGUE, *own, *(column.name for column in columns)]
    places: dict[str, int] = {}
    faults: list[CellFault] = []
    for place, name in enumerate(raw.header):
        if name in places:
            faults.append(CellFault("column_twice", raw.header_number, name))
        elif name in known:
            places[name] = place
        elif name:
            faults.append(_unknown(name, known, raw.header_number))
    missing = [name for name in _needed(raw, columns, own) if name not in places]
    if missing:
        parameters: dict[str, Parameter] = {"missing": ", ".join(missing)}
        faults.append(CellFault("columns_missing", raw.header_number, "", parameters))
    return Header(
        places.get(UNIT),
        places.get(LEAGUE),
        places.get(PART_OF),
        places.get(SIZE),
        tuple(_questions(columns, places)),
        tuple(place for place, name in enumerate(raw.header) if not name),
        tuple(faults),
    )


def _needed(raw: RawTable, columns: Sequence[Column], own: Sequence[str]) -> list[str]:
    if raw.may_leave_gaps:
        return [UNIT] if raw.rows else []
    return [UNIT, *own, *(column.name for column in columns if not column.may_be_left_out)]


def _unknown(name: str, known: Sequence[str], row: int) -> CellFault:
    close = get_close_matches(name, known, 1, 0.7)
    if close:
        return CellFault("column_misspelt", row, name[:60], {"close": close[0]})
    return CellFault("column_unknown", row, name[:60])


def _questions(columns: Sequence[Column], places: Mapping[str, int]) -> list[Question]:
    by_code: dict[str, list[Column]] = {}
    for column in columns:
        by_code.setdefault(column.indicator.code, []).append(column)
    return [
        Question(
            own[0].indicator,
            tuple(column.part.name for column in own),
            tuple(column.name for column in own),
            tuple(places.get(column.name) for column in own),
        )
        for own in by_code.values()
    ]
