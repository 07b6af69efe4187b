"""Draws the rows of a set as a workbook that an expert can work in.

The headers are locked and everything else is open; what can only be one of a few words is offered
as a list; texts wrap. Two hidden sheets hold the long lists and the order of keys.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from criteria.exchange import layout, look
from criteria.exchange.cells import FLAG_WORDS, as_cell
from criteria.exchange.key_order import order_rows
from criteria.exchange.keys import ROOT, Holds, Key, keys_of
from criteria.exchange.rows import SheetRow, SheetRows, sheets_of
from criteria.sentences.names import name_of

_HEADER_ROWS = 2
_ROWS_TO_FILL = 3000
_LAST_COLUMN = 16384
_LONGEST_LIST = 250
_LISTS = "#lists"
_LIKE_AN_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
# Columns in which every cell holds the same sort of thing.
_ALIKE = frozenset({"exclusive", "measure"})
_COLUMN_WORDS: Mapping[str, Mapping[str, str]] = {
    layout.NAME: {"vi": "# hàng này là gì", "en": "# what the row is"},
    layout.MEANING: {"vi": "nghĩa là", "en": "in words"},
    layout.VALUE: {"vi": "giá trị", "en": "value"},
    layout.PARENT: {"vi": "thuộc nhóm", "en": "in the group"},
    "vi": {"vi": "tiếng Việt", "en": "Vietnamese"},
    "en": {"vi": "tiếng Anh", "en": "English"},
}


def export_workbook(data: Mapping[str, Any], language: str = "vi") -> bytes:
    """Return the workbook of a set; `data` is what its file holds.

    `language` is that of the headers; the texts of the set are there in all their languages.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for style in look.styles():
        book.add_named_style(style)
    for sheet in sheets_of(data):
        _Drawing(book, sheet, list(data["languages"]), language).draw()
    _draw_lists(book)
    _draw_order(book, data)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# --- one sheet -----------------------------------------------------------------------------


class _Drawing:
    """One sheet with its header, its cells and the lists that its cells offer."""

    def __init__(
        self, book: Workbook, source: SheetRows, languages: Sequence[str], language: str
    ) -> None:
        self._sheet: Any = book.create_sheet(source.title[:31])
        self._source = source
        self._languages = languages
        self._language = language
        self._flags = FLAG_WORDS.get(language, FLAG_WORDS["en"])
        first = [key for key in ("code", layout.PARENT) if key in source.columns]
        rest = [key for key in source.columns if key not in first]
        self._fixed = len(first) + 2
        self._columns = [
            layout.NAME, layout.MEANING, *first, layout.VALUE, *languages, *rest,
        ]  # fmt: skip
        self._widths = {key: look.width_of(key, is_words=key in languages) for key in self._columns}
        self._offers: dict[tuple[str, ...], list[str]] = {}

    def draw(self) -> None:
        """Draw header, rows and lists."""
        self._header()
        for number, row in enumerate(self._source.rows, start=_HEADER_ROWS + 1):
            self._row(number, row)
        self._offer_everywhere()
        for allowed, cells in self._offers.items():
            _offer(self._sheet, f'"{",".join(allowed)}"', " ".join(cells))
        self._protect()
        self._sheet.freeze_panes = f"{get_column_letter(self._fixed + 1)}{_HEADER_ROWS + 1}"
        look.set_paper(self._sheet, _HEADER_ROWS)

    def _header(self) -> None:
        meanings = [_words_of(key, self._language) for key in self._columns]
        for place, (key, meaning) in enumerate(zip(self._columns, meanings, strict=True), start=1):
            self._put(1, place, key, "key")
            self._put(2, place, meaning, "meaning")
            dimension = self._sheet.column_dimensions[get_column_letter(place)]
            dimension.width = self._widths[key]
            look.open_column(dimension, is_text=self._takes_text(key))
        self._fit(1, self._columns)
        self._fit(2, meanings)

    def _row(self, number: int, row: SheetRow) -> None:
        style = row.name if row.name in look.COLOURS else "words"
        texts = [row.name, _meaning(row.name, self._language)]
        self._put(number, 1, texts[0], style)
        self._put(number, 2, texts[1], f"{style} small")
        for place, key in enumerate(self._columns[2:], start=3):
            content = row.words.get(key) if key in self._languages else row.cells.get(key)
            drawn = None if content is None else as_cell(content, self._language)
            texts.append("" if drawn is None else str(drawn))
            if drawn is not None or row.opens_block:
                drawn_style = _style_of(drawn, style, is_text=self._takes_text(key))
                self._put(number, place, drawn, drawn_style)
            if drawn is not None:
                self._note_offer(key, row.keys.get(key), f"{get_column_letter(place)}{number}")
        self._fit(number, texts)

    def _takes_text(self, column: str) -> bool:
        return column in self._languages or look.is_text_column(column)

    def _fit(self, number: int, texts: Iterable[str]) -> None:
        """Make a row as high as its texts are long; they stand in the order of the columns."""
        height = look.height_of(zip(texts, self._widths.values(), strict=True))
        look.set_height(self._sheet, number, height)

    def _put(self, row: int, column: int, content: Any, style: str) -> None:
        cell = self._sheet.cell(row, column)
        cell.style = style
        if isinstance(content, str):
            # What begins with "=" is no formula, and "#N/A" no error: all of it is words.
            cell.value = _escaped(content)
            cell.data_type = "s"
        else:
            cell.value = content

    def _note_offer(self, column: str, key: Key | None, cell: str) -> None:
        if key is None or column in _ALIKE:
            return
        allowed = key.allowed if key.holds is Holds.WORD else ()
        if key.holds is Holds.FLAG:
            allowed = self._flags
        if allowed and len(",".join(allowed)) <= _LONGEST_LIST:
            self._offers.setdefault(tuple(allowed), []).append(cell)

    def _offer_everywhere(self) -> None:
        """Offer the names of rows, and the words of columns that hold one sort of thing."""
        last = self._sheet.max_row + _ROWS_TO_FILL
        names = f"'{_LISTS}'!$A$2:$A${len(row_names()) + 1}"
        _offer(self._sheet, names, f"A{_HEADER_ROWS + 1}:A{last}")
        for key in sorted(_ALIKE & set(self._columns)):
            allowed = keys_of("condition")[key].allowed if key == "measure" else self._flags
            letter = get_column_letter(self._columns.index(key) + 1)
            cells = f"{letter}{_HEADER_ROWS + 1}:{letter}{last}"
            _offer(self._sheet, f'"{",".join(allowed)}"', cells)

    def _protect(self) -> None:
        """Lock the header and nothing else: rows come and go, and everything can be formatted."""
        beyond = get_column_letter(len(self._columns) + 1)
        dimension = self._sheet.column_dimensions[beyond]
        dimension.min, dimension.max = len(self._columns) + 1, _LAST_COLUMN
        look.open_column(dimension, is_text=False)
        protection = self._sheet.protection
        protection.sheet = True
        for freedom in (
            "formatCells", "formatColumns", "formatRows", "insertRows", "deleteRows", "sort",
            "autoFilter",
        ):  # fmt: skip
            setattr(protection, freedom, False)


def _offer(sheet: Any, formula: str, cells: str) -> None:
    """Let the spreadsheet offer a list; what is not in it is refused by the import, not here."""
    rule = DataValidation(type="list", formula1=formula, allow_blank=True, sqref=cells)
    rule.showErrorMessage = False
    sheet.add_data_validation(rule)


def _style_of(content: Any, style: str, *, is_text: bool) -> str:
    is_number = not is_text if content is None else not isinstance(content, str)
    return f"{style} number" if is_number else style


def _escaped(text: str) -> str:
    """Write what the format of workbooks would take for an escape, and carriage returns, as one."""
    return _LIKE_AN_ESCAPE.sub("_x005F_", text).replace("\r", "_x000D_")


def _words_of(column: str, language: str) -> str:
    words = _COLUMN_WORDS.get(column, {})
    return words.get(language, words.get("en", name_of(column, language)))


def _meaning(name: str, language: str) -> str:
    """Say the name of a row in words: ``answer.unit`` is the unit of the answer."""
    *above, last = name.split(".")
    words = [name_of(step, language) for step in above if step != "answer"]
    return " › ".join([*words, name_of(last, language)])


# --- hidden sheets -------------------------------------------------------------------------


def row_names() -> list[str]:
    """Return the names that a row can have, the blocks first."""
    definitions = [ROOT, *(block.definition for block in layout.BLOCKS.values())]
    names = dict.fromkeys(layout.BLOCKS)
    for definition in definitions:
        names |= dict.fromkeys(layout.parts_in(definition))
        names |= dict.fromkeys(_own_keys(definition))
    for key in keys_of("answer"):
        names[f"answer.{key}"] = None
    return list(names)


def _own_keys(definition: str) -> Iterable[str]:
    hidden = {*layout.BLOCK_OF, "code", "title"} if definition != ROOT else set(layout.BLOCK_OF)
    return (key for key in keys_of(definition) if key not in hidden)


def _draw_lists(book: Workbook) -> None:
    sheet: Any = book.create_sheet(_LISTS)
    sheet.append(["# rows"])
    for name in row_names():
        sheet.append([name])
    sheet.sheet_state = "hidden"


def _draw_order(book: Workbook, data: Mapping[str, Any]) -> None:
    sheet: Any = book.create_sheet(layout.KEPT_ORDER)
    sheet.append([layout.KEPT_ORDER])
    for place, keys in order_rows(data):
        sheet.append([place, keys])
    sheet.sheet_state = "hidden"
