"""The cells of a workbook straight from its XML: what a general library takes seconds for.

What lives here: the parts of the format (ECMA-376) that say what stands in a cell: sheets, shared
texts, dates and percentages, formulas, merged cells. What does not: whether the archive may be
opened at all (`archive`) and what the cells mean.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from posixpath import dirname, join, normpath
from typing import NamedTuple
from zipfile import ZipFile

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from criteria.exchange.xml_parts import Attributes, Begin, End, go_through, local_name

_FIRST_DAYS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
_MOST_WHOLE = 1e15
"""Beyond it a spreadsheet keeps no whole numbers."""


class RawCell(NamedTuple):
    """One cell as the file has it; `content` of a formula is its last result.

    It is None for an error, and for a formula that was never worked out.
    """

    row: int
    column: int
    content: str | float | bool | date | None
    is_formula: bool = False
    is_error: bool = False
    is_percent: bool = False


class Reader:
    """Who reads a workbook: told of every cell, the end of every row, and merged cells."""

    def begin_sheet(self, name: str) -> None:
        """Take in the name of the next sheet."""

    def take_cell(self, cell: RawCell) -> None:
        """Take in a cell that holds anything."""

    def end_row(self) -> None:
        """Take in the end of a row, with or without cells."""

    def take_merged(self, ranges: str) -> None:
        """Take in merged cells, such as ``A1:B2``."""


@dataclass(frozen=True)
class _Formats:
    """Which numbers of styles mean dates and percentages."""

    dates: frozenset[str]
    percentages: frozenset[str]
    first_day: date


def read_sheets(archive: ZipFile, reader: Reader) -> None:
    """Tell a reader of every sheet in its order.

    Raises
    ------
    KeyError, ValueError
        If the archive is no workbook.
    """
    book = _main_part(archive)
    targets = _relations(archive, book)
    content = _Elements.of(archive, book)
    shared = _Texts.of(archive, targets.get("sharedStrings"))
    formats = _formats(archive, targets.get("styles"), content)
    sheets = [
        (attributes.get("name", ""), targets[relation])
        for name, attributes, _ in content
        if name == "sheet" and (relation := _relation(attributes)) in targets
    ]
    if not sheets:
        raise KeyError("no sheets")
    for name, part in sheets:
        reader.begin_sheet(name)
        go_through(archive, part, _Cells(reader, shared, formats))


# --- the parts around the sheets -----------------------------------------------------------


class _Elements:
    """Gathers the elements of a small part: name, attributes and the name of what is around."""

    def __init__(self) -> None:
        self.found: list[tuple[str, Attributes, str]] = []
        self._open: list[str] = [""]

    @classmethod
    def of(cls, archive: ZipFile, part: str) -> list[tuple[str, Attributes, str]]:
        gatherer = cls()
        go_through(archive, part, gatherer)
        return gatherer.found

    def at_start(self, name: str) -> Begin:
        """Gather every element."""

        def begin(attributes: Attributes) -> None:
            self.found.append((name, attributes, self._open[-1]))
            self._open.append(name)

        return begin

    def at_end(self, _name: str) -> End:
        """Leave the element."""
        return self._leave

    def _leave(self) -> None:
        self._open.pop()

    def text(self, _data: str) -> None:
        """Leave words aside."""


def _main_part(archive: ZipFile) -> str:
    for _, attributes, _ in _Elements.of(archive, "_rels/.rels"):
        if attributes.get("Type", "").endswith("/officeDocument"):
            return normpath(attributes.get("Target", "").lstrip("/"))
    raise KeyError("no main part")


def _relations(archive: ZipFile, book: str) -> Mapping[str, str]:
    """Return where the parts of a workbook are, sheets by their id and the others by their sort."""
    folder, _, name = book.rpartition("/")
    found: dict[str, str] = {}
    for _, attributes, _ in _Elements.of(archive, join(folder, "_rels", f"{name}.rels")):
        target, sort = attributes.get("Target", ""), attributes.get("Type", "").rpartition("/")[2]
        part = normpath(target[1:] if target.startswith("/") else join(dirname(book), target))
        found[attributes.get("Id", "") if sort == "worksheet" else sort] = part
    return found


def _relation(attributes: Attributes) -> str:
    """Return the id of a relation: ``r:id``, whatever its prefix is."""
    found = (one for key, one in attributes.items() if ":" in key and local_name(key) == "id")
    return next(found, "")


class _Spoken:
    """Gathers the words inside elements; how they are pronounced is no part of them."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._is_text = False
        self._is_spoken = False

    def text(self, data: str) -> None:
        """Take in a piece of text where there is any."""
        if self._is_text:
            self._pieces.append(data)

    def _start_text(self, _attributes: Attributes) -> None:
        self._is_text = not self._is_spoken

    def _end_text(self) -> None:
        self._is_text = False

    def _start_spoken(self, _attributes: Attributes) -> None:
        self._is_spoken = True

    def _end_spoken(self) -> None:
        self._is_spoken = False


class _Texts(_Spoken):
    """Gathers the shared texts."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    @classmethod
    def of(cls, archive: ZipFile, part: str | None) -> Sequence[str]:
        """Return the shared texts of a workbook, if it has any."""
        if part is None:
            return ()
        gatherer = cls()
        go_through(archive, part, gatherer)
        return gatherer.found

    def at_start(self, name: str) -> Begin | None:
        return {"t": self._start_text, "rPh": self._start_spoken}.get(name)

    def at_end(self, name: str) -> End | None:
        return {"t": self._end_text, "rPh": self._end_spoken, "si": self._end_item}.get(name)

    def _end_item(self) -> None:
        self.found.append("".join(self._pieces))
        self._pieces = []


def _formats(
    archive: ZipFile, part: str | None, book: list[tuple[str, Attributes, str]]
) -> _Formats:
    is_1904 = any(
        name == "workbookPr" and attributes.get("date1904") in {"1", "true"}
        for name, attributes, _ in book
    )
    codes = {str(number): code for number, code in BUILTIN_FORMATS.items()}
    elements = [] if part is None else _Elements.of(archive, part)
    for name, attributes, _ in elements:
        if name == "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
    styles = [
        codes.get(attributes.get("numFmtId", "0"), "General")
        for name, attributes, around in elements
        if name == "xf" and around == "cellXfs"
    ]
    return _Formats(
        frozenset(str(at) for at, code in enumerate(styles) if is_date_format(code)),
        frozenset(str(at) for at, code in enumerate(styles) if "%" in code),
        _FIRST_DAYS[is_1904],
    )


# --- cells ---------------------------------------------------------------------------------


class _Cells(_Spoken):
    """Goes through one sheet and tells of its cells."""

    def __init__(self, reader: Reader, shared: Sequence[str], formats: _Formats) -> None:
        super().__init__()
        self._reader = reader
        self._shared = shared
        self._formats = formats
        self._row = self._column = 0
        self._sort = self._style = ""
        self._is_formula = False

    def at_start(self, name: str) -> Begin | None:
        begins: Mapping[str, Begin] = {
            "row": self._start_row,
            "c": self._start_cell,
            "v": self._start_text,
            "t": self._start_text,
            "f": self._start_formula,
            "rPh": self._start_spoken,
            "mergeCell": self._start_merged,
        }
        return begins.get(name)

    def at_end(self, name: str) -> End | None:
        ends: Mapping[str, End] = {
            "row": self._reader.end_row,
            "c": self._end_cell,
            "v": self._end_text,
            "t": self._end_text,
            "rPh": self._end_spoken,
        }
        return ends.get(name)

    def _start_row(self, attributes: Attributes) -> None:
        self._row, self._column = int(attributes.get("r") or self._row + 1), 0

    def _start_cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        self._column += 1
        if reference is not None:
            self._row, self._column = place_of(reference)
        self._sort, self._style = attributes.get("t", "n"), attributes.get("s", "0")
        self._pieces = []
        self._is_formula = False

    def _start_formula(self, _attributes: Attributes) -> None:
        self._is_formula = True

    def _start_merged(self, attributes: Attributes) -> None:
        self._reader.take_merged(attributes.get("ref", ""))

    def _end_cell(self) -> None:
        is_error = self._sort == "e"
        if not (self._pieces or self._is_formula or is_error):
            return
        text = "".join(self._pieces)
        self._reader.take_cell(
            RawCell(
                self._row,
                self._column,
                None if is_error or not text else self._content(text),
                is_formula=self._is_formula,
                is_error=is_error,
                is_percent=self._sort == "n" and self._style in self._formats.percentages,
            )
        )

    def _content(self, text: str) -> str | float | bool | date:
        if self._sort == "s":
            return self._shared[int(text)]
        if self._sort == "b":
            return text.strip() in {"1", "true"}
        if self._sort == "d":
            return datetime.fromisoformat(text).date()
        if self._sort != "n":
            return text
        number = float(text)
        if self._style in self._formats.dates:
            return self._date(number)
        is_whole = number.is_integer() and abs(number) < _MOST_WHOLE
        return int(number) if is_whole else number

    def _date(self, number: float) -> date | float:
        try:
            return self._formats.first_day + timedelta(days=int(number))
        except (OverflowError, ValueError):
            return number


def place_of(reference: str) -> tuple[int, int]:
    """Return row and column of a cell.

    >>> place_of("D12"), place_of("AA1")
    ((12, 4), (1, 27))
    """
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(reference[len(letters) :]), column
