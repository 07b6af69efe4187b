"""What it takes to improve an answer, declared in a small table.

What lives here: the format ``code, to, effort`` as CSV or as a YAML list named ``efforts``, read
against a set with every fault at once. What does not: which answers are better (`raises`).

``to`` is what the answer would be, in the words of its kind: a level of the ladder, ``yes``, the
code of an option, a number, a per cent, a ratio such as 0.7 or 70%, ``done`` or ``corrected`` for a
task. Left empty, the effort is that of every step of this answer which is not declared by itself.
``never`` in place of the effort says that the unit cannot do it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from unicodedata import normalize

from criteria.answers import AnswerFaulty, Parameter, Value
from criteria.document import Plain, read_document
from criteria.findings import Finding
from criteria.kinds import handler_of
from criteria.kinds.reading import CellReader
from criteria.kinds.stored import texts_of
from criteria.model import Answer, Choices, CriteriaSet, DatedTarget, Measured, Ratio, Task
from criteria.numbers import DecimalMark, canonical
from criteria.tables.csv_file import read_csv
from criteria.tables.faults import TableFaulty
from criteria.tables.reading import MOST_BYTES

Effort = Fraction | None
"""How much it takes; None = it cannot be done."""

DONE, CORRECTED = "done", "corrected"
_NEVER = frozenset({"never", "không thể"})
_COLUMNS = ("code", "to", "effort")
_ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Step:
    """The effort of a step that leads to a state of the answer.

    The state is a stored value such as ``{"level": 3}``; for a task ``{"state": "done"}``,
    ``{"state": "corrected"}`` or ``{"progress": "2"}``.
    """

    to: Value
    effort: Effort


@dataclass(frozen=True, slots=True)
class IndicatorEfforts:
    """What is declared for one answer: single steps, and every other step of it."""

    steps: tuple[Step, ...] = ()
    every: Effort = Fraction(1)


UNDECLARED = IndicatorEfforts()

Efforts = Mapping[str, IndicatorEfforts]
"""By indicator code; each step of an indicator that is absent takes an effort of 1."""


class EffortsFaulty(ValueError):
    """A table of efforts can not be used; `findings` holds every fault, by its line."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("; ".join(f"{f.file}:{f.line}: {f.code} {f.node}" for f in self.findings))


def read_efforts(
    criteria_set: CriteriaSet, content: bytes, file: str, *, mark: DecimalMark | None = None
) -> Efforts:
    """Read a table of efforts: YAML by the ending of its name, otherwise CSV.

    `mark` is the decimal mark of a CSV file; without it a number with two readings is a fault.

    Raises
    ------
    EffortsFaulty
        With every fault of the file.
    """
    is_yaml = file.casefold().endswith(_ENDINGS)
    faults: list[Finding] = []
    rows = _yaml_rows(content, file, faults) if is_yaml else _csv_rows(content, file, faults)
    reading = _Reading(criteria_set, file, DecimalMark.POINT if is_yaml else mark)
    for row in rows:
        reading.take(row)
    faults += reading.faults
    if faults:
        raise EffortsFaulty(sorted(faults, key=lambda fault: fault.line))
    return reading.efforts()


# --- rows ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    code: str
    to: str
    effort: str


def _fault(code: str, file: str, line: int, **parameters: Parameter) -> Finding:
    return Finding(code, file=file, line=line, parameters=parameters)


def _csv_rows(content: bytes, file: str, faults: list[Finding]) -> list[_Row]:
    if len(content) > MOST_BYTES:
        faults.append(_fault("table_too_large", file, 1, most=MOST_BYTES // 1_000_000))
        return []
    try:
        table = read_csv(content)
    except TableFaulty as faulty:
        faults += (
            Finding(f.code, file=file, line=f.row, parameters=f.parameters) for f in faulty.faults
        )
        return []
    place = {name: at for at, name in enumerate(table.header)}
    faults += _column_faults(place, file, table.header_number)
    if faults:
        return []

    def cell(cells: Sequence[str], name: str) -> str:
        at = place.get(name, len(cells))
        return cells[at] if at < len(cells) else ""

    return [
        _Row(row.number, *(cell(row.cells, name) for name in _COLUMNS))
        for row in table.rows
        if any(row.cells)
    ]


def _column_faults(names: Iterable[str], file: str, line: int) -> Iterator[Finding]:
    found = set(names)
    missing = [name for name in ("code", "effort") if name not in found]
    if missing:
        yield _fault("effort_columns_missing", file, line, missing=", ".join(missing))
    for name in sorted(found - set(_COLUMNS)):
        yield _fault("effort_column_unknown", file, line, typed=name[:60])


def _yaml_rows(content: bytes, file: str, faults: list[Finding]) -> list[_Row]:
    document = read_document(content, file)
    faults += document.findings
    data = document.data
    rows = data.get("efforts") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(rows, list) or len(data) > 1:
        faults += [] if document.findings else [_fault("effort_shape", file, 1)]
        return []
    found = []
    for at, row in enumerate(rows):
        line = document.line_of(("efforts", at))
        if not isinstance(row, dict):
            faults.append(_fault("effort_shape", file, line))
            continue
        wrong = list(_column_faults(row, file, line))
        if any(isinstance(content, (list, dict)) for content in row.values()):
            wrong.append(_fault("effort_shape", file, line))
        faults += wrong
        if not wrong:
            found.append(_Row(line, *(_text(row.get(name)) for name in _COLUMNS)))
    return found


def _text(content: Plain) -> str:
    """Return what stands in one place of a YAML row as it would stand in a cell."""
    if isinstance(content, bool):
        return "yes" if content else "no"
    return canonical(content) if isinstance(content, (int, Decimal)) else str(content or "").strip()


# --- what they declare ---------------------------------------------------------------------


class _Reading:
    """One pass over the rows; faults gather on the way."""

    def __init__(self, criteria_set: CriteriaSet, file: str, mark: DecimalMark | None) -> None:
        self.faults: list[Finding] = []
        self._indicators = {one.code: one for one in criteria_set.indicators()}
        self._file = file
        self._mark = mark
        self._steps: dict[str, list[Step]] = {}
        self._every: dict[str, Effort] = {}
        self._first_lines: dict[tuple[str, str], int] = {}

    def efforts(self) -> Efforts:
        """Return everything that was declared, by indicator."""
        codes = [code for code in self._indicators if code in self._steps or code in self._every]
        return {
            code: IndicatorEfforts(
                tuple(self._steps.get(code, ())), self._every.get(code, UNDECLARED.every)
            )
            for code in codes
        }

    def take(self, row: _Row) -> None:
        """Take in one row, or note everything that is wrong with it."""
        indicator = self._indicators.get(row.code)
        if indicator is None:
            self._note("effort_code_unknown", row, typed=row.code[:60])
            return
        if indicator.answer.maximum == 0:
            self._note("effort_without_points", row)
            return
        if isinstance(indicator.answer, Measured):
            self._note("effort_among_units", row)
            return
        before = len(self.faults)
        effort = self._effort(row)
        to = self._state(indicator.answer, row) if row.to else None
        if len(self.faults) > before or not self._is_first(row, to):
            return
        if to is None:
            self._every[row.code] = effort
        else:
            self._steps.setdefault(row.code, []).append(Step(to, effort))

    def _effort(self, row: _Row) -> Effort:
        if normalize("NFC", row.effort).casefold() in _NEVER:
            return None
        reader = CellReader({"": row.effort}, self._mark)
        number = reader.number()
        self._finish(reader, row)
        return None if number is None else Fraction(number)

    def _state(self, answer: Answer, row: _Row) -> Value | None:
        """Read what the answer would be, by the rules of its kind."""
        if isinstance(answer, Task):
            return self._state_of_task(row)
        cells = {"": row.to}
        if isinstance(answer, Ratio):
            is_share = row.to.endswith("%")
            cells = {"a": row.to.removesuffix("%"), "b": "100" if is_share else "1"}
        elif isinstance(answer, DatedTarget):
            cells = {"number": row.to, "measured_on": answer.target_on.isoformat()}
        try:
            found = handler_of(answer).read(answer, cells, mark=self._mark)
        except AnswerFaulty as faulty:
            self._take_over(faulty, row)
            return None
        if isinstance(answer, Choices) and len(texts_of(found, "options")) != 1:
            self._note("effort_one_option", row)
        return found

    def _state_of_task(self, row: _Row) -> Value | None:
        if row.to in {DONE, CORRECTED}:
            return {"state": row.to}
        reader = CellReader({"": row.to}, self._mark)
        number = reader.number()
        self._finish(reader, row)
        return None if number is None else {"progress": canonical(number)}

    def _finish(self, reader: CellReader, row: _Row) -> None:
        try:
            reader.finish()
        except AnswerFaulty as faulty:
            self._take_over(faulty, row)

    def _is_first(self, row: _Row, to: Value | None) -> bool:
        key = row.code, json.dumps(to, sort_keys=True)
        if key in self._first_lines:
            self._note("effort_twice", row, first=self._first_lines[key])
            return False
        self._first_lines[key] = row.line
        return True

    def _take_over(self, faulty: AnswerFaulty, row: _Row) -> None:
        for fault in faulty.faults:
            self._note(fault.code, row, **fault.parameters)

    def _note(self, code: str, row: _Row, **parameters: Parameter) -> None:
        self.faults.append(
            Finding(code, file=self._file, line=row.line, node=row.code, parameters=parameters)
        )
