"""Understands a table of answers, or says everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import category, normalize

from criteria.answers import AnswerFaulty, Given
from criteria.given import read_given
from criteria.model import CriteriaSet, WeightedBy
from criteria.numbers import DecimalMark
from criteria.tables.columns import LEAGUE, UNIT, columns_of
from criteria.tables.csv_file import read_csv
from criteria.tables.faults import CellFault, TableFaulty
from criteria.tables.header import Header, Question, read_header
from criteria.tables.jsonl_file import read_jsonl
from criteria.tables.membership import (
    NO_MEMBERSHIP,
    PART_OF,
    Membership,
    Place,
    member_columns,
    membership_faults,
    read_size,
)
from criteria.tables.raw import RawRow, RawTable, TableFormat
from criteria.tables.xlsx_file import read_xlsx

MOST_BYTES = 500_000_000
LONGEST_NAME = 200
NOTE_MARK = "#"
READERS: Mapping[TableFormat, Callable[[bytes], RawTable]] = {
    TableFormat.CSV: read_csv,
    TableFormat.XLSX: read_xlsx,
    TableFormat.JSONL: read_jsonl,
}


@dataclass(frozen=True, slots=True)
class UnitAnswers:
    """One row: the unit, its league ("" = none) and what it answered, by indicator code.

    `membership` says what the unit is a part of, in a set that judges such units.
    """

    unit: str
    league: str
    answers: Mapping[str, Given]
    row: int
    membership: Membership = NO_MEMBERSHIP


def read_answers(
    criteria_set: CriteriaSet,
    content: bytes,
    table_format: TableFormat,
    *,
    mark: DecimalMark | None = None,
) -> tuple[UnitAnswers, ...]:
    """Read the answers of many units.

    Parameters
    ----------
    criteria_set : CriteriaSet
    content : bytes
        The whole file.
    table_format : TableFormat
        CSV, XLSX or JSONL.
    mark : DecimalMark, optional
        The decimal mark of the file; without it a number with two readings is a fault.

    Raises
    ------
    TableFaulty
        With every fault of the table, from top to bottom.
    """
    if len(content) > MOST_BYTES:
        parameters = {"most": MOST_BYTES // 1_000_000}
        raise TableFaulty([CellFault("table_too_large", parameters=parameters)])
    raw = READERS[table_format](content)
    header = read_header(raw, columns_of(criteria_set), member_columns(criteria_set))
    reading = _Reading(raw, header, mark)
    units = tuple(reading.units())
    if criteria_set.members is not None:
        by_size = criteria_set.members.weighted_by is WeightedBy.SIZE
        reading.check_members(units, by_size=by_size)
    if reading.faults:
        raise TableFaulty(sorted(reading.faults, key=lambda fault: fault.row))
    return units


class _Reading:
    """One pass over the rows of a table; faults gather on the way."""

    def __init__(self, raw: RawTable, header: Header, mark: DecimalMark | None) -> None:
        self.faults = [*raw.faults, *header.faults]
        self._raw = raw
        self._header = header
        self._mark = mark
        self._first_rows: dict[str, int] = {}
        self._unsized: set[int] = set()
        # Many units give the same answers: each is understood once.
        self._understood: dict[tuple[str, tuple[str, ...]], Given | AnswerFaulty] = {}
        # A cell that could not even be taken out of its file has its fault already.
        self._unreadable = {(fault.row, fault.column) for fault in raw.faults}

    def units(self) -> Iterator[UnitAnswers]:
        """Yield the units; blank rows and the row of explanations are none."""
        for order, row in enumerate(self._raw.rows):
            is_note = order == 0 and _cell(row, self._header.unit).startswith(NOTE_MARK)
            if not is_note and any(row.cells):
                yield self._unit(row)

    def _unit(self, row: RawRow) -> UnitAnswers:
        self._check_extent(row)
        unit = self._name(row, self._header.unit, UNIT)
        self._check_unit(unit, row)
        league = self._name(row, self._header.league, LEAGUE)
        answers: dict[str, Given] = {}
        for question in self._header.questions:
            given = self._given(question, row)
            if given is not None:
                answers[question.indicator.code] = given
        return UnitAnswers(unit, league, answers, row.number, self._membership(row))

    def _membership(self, row: RawRow) -> Membership:
        header = self._header
        if header.part_of is None:
            return NO_MEMBERSHIP
        part_of = self._name(row, header.part_of, PART_OF)
        size, fault = read_size(_cell(row, header.size), row.number, self._mark)
        if fault is not None:
            self.faults.append(fault)
            self._unsized.add(row.number)
        return Membership(part_of, size)

    def check_members(self, units: Sequence[UnitAnswers], *, by_size: bool) -> None:
        """Note what is wrong with who is a part of whom; a size that is faulty is not missing."""
        places = [
            Place(one.unit, one.row, one.membership, bool(one.answers)) for one in units if one.unit
        ]
        # in a table without the column, its absence is the fault
        by_size = by_size and (self._header.size is not None or self._raw.may_leave_gaps)
        for fault in membership_faults(places, by_size=by_size):
            if not (fault.code == "size_missing" and fault.row in self._unsized):
                self.faults.append(fault)

    def _check_extent(self, row: RawRow) -> None:
        """Refuse what stands outside every named column: it would be lost."""
        beyond = range(len(self._raw.header), len(row.cells))
        for place in (*self._header.unnamed, *beyond):
            if _cell(row, place):
                typed = _cell(row, place)[:60]
                self._refuse("cell_without_column", row, "", number=place + 1, typed=typed)

    def _name(self, row: RawRow, place: int | None, column: str) -> str:
        """Return a name, composed and without the apostrophe of our own CSV files."""
        name = normalize("NFC", _cell(row, place))
        if name[:1] == "'" and name[1:2] in {"=", "+", "-", "@"}:
            name = name[1:]
        if len(name) > LONGEST_NAME:
            self._refuse("name_too_long", row, column, most=LONGEST_NAME)
        if any(category(character) in {"Cc", "Cs"} for character in name):
            self._refuse("name_control_character", row, column)
        return name

    def _check_unit(self, unit: str, row: RawRow) -> None:
        if self._header.unit is None or (row.number, UNIT) in self._unreadable:
            return
        if not unit:
            self._refuse("unit_missing", row, UNIT)
        elif unit.startswith(NOTE_MARK):
            self._refuse("unit_looks_like_note", row, UNIT, typed=unit[:60])
        elif unit in self._first_rows:
            first = self._first_rows[unit]
            self._refuse("unit_twice", row, UNIT, typed=unit[:60], first=first)
        else:
            self._first_rows[unit] = row.number

    def _given(self, question: Question, row: RawRow) -> Given | None:
        cells = tuple(_cell(row, place) for place in question.places)
        if not any(cells):
            return None
        if any((row.number, column) in self._unreadable for column in question.columns):
            return None
        key = (question.indicator.code, cells)
        if key not in self._understood:
            self._understood[key] = _understand(question, cells, self._mark)
        given = self._understood[key]
        if isinstance(given, AnswerFaulty):
            self._refuse_answer(given, question, row)
            return None
        return given

    def _refuse_answer(self, faulty: AnswerFaulty, question: Question, row: RawRow) -> None:
        columns = dict(zip(question.parts, question.columns, strict=True))
        for fault in faulty.faults:
            column = columns.get(fault.part, question.columns[0])
            self.faults.append(CellFault(fault.code, row.number, column, fault.parameters))

    def _refuse(self, code: str, row: RawRow, column: str, **parameters: str | int) -> None:
        self.faults.append(CellFault(code, row.number, column, parameters))


def _cell(row: RawRow, place: int | None) -> str:
    return "" if place is None or place >= len(row.cells) else row.cells[place]


def _understand(
    question: Question, cells: tuple[str, ...], mark: DecimalMark | None
) -> Given | AnswerFaulty:
    """Return the answer in some cells, or why there is none."""
    try:
        typed = dict(zip(question.parts, cells, strict=True))
        return read_given(question.indicator, typed, mark=mark)
    except AnswerFaulty as faulty:
        return faulty
