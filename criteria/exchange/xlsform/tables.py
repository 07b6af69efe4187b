"""The sheets of a form: its questions, its lists of choices, its settings, its languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from criteria.exchange.book import Book, Cell, Sheet, Spot
from criteria.exchange.tree import Words
from criteria.findings import Finding, Severity

Warn = Callable[..., None]

_CODE = re.compile(r"\(([a-z]{2,3})(?:-[a-z]+)?\)\s*$|^([a-z]{2,3})$")
_NAMES = {
    "english": "en",
    "french": "fr",
    "spanish": "es",
    "tieng viet": "vi",
    "tiếng việt": "vi",
    "vietnamese": "vi",
    "việt": "vi",
}
_TEXTS = ("label", "hint")
_BEGINS = frozenset({"begin_group", "begin_repeat"})
_ENDS = frozenset({"end_group", "end_repeat"})


@dataclass(frozen=True)
class Line:
    """One row of a sheet: its cells by column, and its texts by column and language."""

    spot: Spot
    cells: Mapping[str, Cell]
    texts: Mapping[str, Mapping[str, Cell]] = field(default_factory=dict)

    def text(self, column: str) -> str:
        """Return what stands in a column, without blanks around it."""
        cell = self.cells.get(column)
        return "" if cell is None else str(cell.content).strip()

    def words(self, column: str) -> Words | None:
        """Return a text in its languages, if there is any."""
        cells = self.texts.get(column)
        return Words(self.spot, cells) if cells else None

    @property
    def name_cell(self) -> Cell:
        """The cell with the name, or the first one of the row."""
        return self.cells.get("name") or next(iter(self.cells.values()))

    @property
    def sort(self) -> str:
        """The type of a question without what follows it, in one spelling."""
        words = self.text("type").casefold().split()
        if words[:1] in (["begin"], ["end"]) and len(words) > 1:
            return f"{words[0]}_{words[1]}"
        return (words[0] if words else "").replace("-", "_")

    @property
    def list_name(self) -> str:
        """The list of choices that a type names."""
        words = self.text("type").split()
        return words[1] if len(words) > 1 else ""

    @property
    def opens(self) -> bool:
        return self.sort in _BEGINS

    @property
    def closes(self) -> bool:
        return self.sort in _ENDS


@dataclass(frozen=True)
class Form:
    """A form as it was read."""

    lines: tuple[Line, ...]
    lists: Mapping[str, tuple[Line, ...]]
    settings: Line
    languages: tuple[str, ...]

    @property
    def start(self) -> Spot:
        """Where things are said to stand that the form does not say."""
        return self.settings.spot


def warning(code: str, cell: Cell, file: str, **parameters: str | int) -> Finding:
    """Make a finding about a cell that keeps nothing from being used."""
    spot = cell.spot
    return Finding(code, Severity.WARNING, file, spot.row, parameters=parameters, cell=spot.name)


def read_form(book: Book, language: str, warn: Warn) -> Form:
    """Read the sheets of a form; texts without a language are in its default one."""
    sheets = {sheet.name.strip().casefold(): sheet for sheet in book.sheets}
    survey = sheets["survey"]
    settings = _settings(sheets.get("settings"), survey)
    default = language_of(settings.text("default_language")) or language
    lines = _lines(survey, default, warn)
    choices = _lines(sheets["choices"], default, warn) if "choices" in sheets else ()
    lists: dict[str, list[Line]] = {}
    for line in choices:
        name = line.text("list_name") or line.text("list name")
        if name:
            lists.setdefault(name, []).append(line)
    spoken = [one for line in (*lines, *choices) for one in line.texts.get("label", ())]
    languages = tuple(dict.fromkeys([default, *spoken])) if default in spoken else None
    languages = languages or tuple(dict.fromkeys(spoken)) or (default,)
    return Form(lines, {name: tuple(own) for name, own in lists.items()}, settings, languages)


def language_of(name: str) -> str | None:
    """Return the code of a language that is written ``English (en)``, ``en`` or ``English``."""
    clean = name.strip().casefold()
    found = _CODE.search(clean)
    return _NAMES.get(clean) if found is None else found[1] or found[2]


def _settings(sheet: Sheet | None, survey: Sheet) -> Line:
    start = Spot(survey.name, 1, 1)
    if sheet is None or len(sheet.rows) < 2:
        return Line(start, {})
    return _lines(sheet, "en", lambda *_args, **_parameters: None)[0]


def _lines(sheet: Sheet, default: str, warn: Warn) -> tuple[Line, ...]:
    rows = list(sheet.rows.items())
    if not rows:
        return ()
    columns = {place: _column(cell, default, warn) for place, cell in rows[0][1].items()}
    return tuple(_line(Spot(sheet.name, number, 1), row, columns) for number, row in rows[1:])


_Column = tuple[str, str]


def _column(cell: Cell, default: str, warn: Warn) -> _Column:
    """Return the name of a column, and the language of a text ("" for other columns)."""
    name, mark, language = str(cell.content).strip().partition(":")
    base = name.strip().casefold()
    if base not in _TEXTS:
        return str(cell.content).strip().casefold(), ""
    if not mark:
        return base, default
    found = language_of(language.lstrip(":"))
    if found is None:
        warn("xlsform_language_unknown", cell, found=language.lstrip(":").strip()[:60])
        return "", ""
    return base, found


def _line(spot: Spot, row: Mapping[int, Cell], columns: Mapping[int, _Column]) -> Line:
    cells: dict[str, Cell] = {}
    texts: dict[str, dict[str, Cell]] = {}
    for place, cell in row.items():
        name, language = columns.get(place, ("", ""))
        if language:
            texts.setdefault(name, {})[language] = cell
        elif name:
            cells[name] = cell
    return Line(spot, cells, texts)
