"""How a workbook looks: its styles, the widths of columns, the heights of rows and the paper.

A workbook is written by one program and read in others on machines with other fonts. So every font
has a name and a size, and every row a height: LibreOffice fits no row on opening, and would show
one line of each text. A height is no more than a first one: whoever edits the row fits it anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil
from typing import Any

from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill, Protection
from openpyxl.worksheet.dimensions import RowDimension

from criteria.exchange import layout

COLOURS = {"pillar": "BDD7EE", "group": "DDEBF7", "criterion": "E2EFDA", "indicator": "F2F7EC"}
_WIDTHS = {layout.NAME: 22, layout.MEANING: 28, layout.VALUE: 26, "code": 12}
_WORDS_WIDTH, _NUMBER_WIDTH = 58, 9
_FACE, _SIZE = "Arial", 10
_GREY = "595959"
_LINE = 13.0
_TALLEST = 405.0
"""A little less than the highest row that the format of workbooks allows."""
_A4 = 9
_OPEN = Protection(locked=False)
_TOP = Alignment(vertical="top")
_WRAP = Alignment(wrap_text=True, vertical="top")


def width_of(column: str, *, is_words: bool) -> int:
    """Return the width of a column, in characters."""
    if is_words:
        return _WORDS_WIDTH
    return _WIDTHS.get(column, max(_NUMBER_WIDTH, len(column)))


def is_text_column(column: str) -> bool:
    """Tell whether what is typed into a column of the format stays as it is typed."""
    return column in _WIDTHS


def height_of(cells: Iterable[tuple[str, int]]) -> float:
    """Return the height of a row in points, from its texts and the widths of their columns."""
    lines = max((_lines(text, width) for text, width in cells), default=1)
    return min(_TALLEST, lines * _LINE + 2)


def _lines(text: str, width: int) -> int:
    # Letters are narrower than the figures that widths are counted in, and words are not cut.
    fit = max(1.0, 1.25 * width - 3)
    return sum(max(1, ceil(len(line) / fit)) for line in text.split("\n"))


class _Fitting(RowDimension):
    """A row whose height may be fitted anew."""

    @property
    def customHeight(self) -> bool:  # noqa: N802
        """Say that nobody has chosen the height."""
        return False


def set_height(sheet: Any, row: int, points: float) -> None:
    """Give a row the height to begin with."""
    sheet.row_dimensions[row] = _Fitting(sheet, index=row, ht=points)


def open_column(dimension: Any, *, is_text: bool) -> None:
    """Let the empty cells of a column be written in, in the same look as the others."""
    dimension.font = _font()
    dimension.alignment = _WRAP
    dimension.protection = _OPEN
    if is_text:
        dimension.number_format = "@"


def set_paper(sheet: Any, header_rows: int) -> None:
    """Print on A4 across, all columns on one page, headers and page numbers on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"1:{header_rows}"
    sheet.print_options.gridLines = True
    sheet.oddFooter.center.text = "&A · &P/&N"
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.footer = 0.4, 0.7, 0.3


def styles() -> Iterator[NamedStyle]:
    """Yield the styles of cells: headers are locked, everything else is open."""
    small = _font(color=_GREY)
    head = PatternFill("solid", fgColor="1F4E78")
    yield NamedStyle("key", font=_font(_SIZE - 2, color="DDEBF7"), fill=head, alignment=_WRAP)
    yield NamedStyle("meaning", font=_font(bold=True, color="FFFFFF"), fill=head, alignment=_WRAP)
    yield NamedStyle("words", font=_font(), alignment=_WRAP, protection=_OPEN, number_format="@")
    yield NamedStyle("words small", font=small, alignment=_WRAP, protection=_OPEN)
    yield NamedStyle("words number", font=_font(), alignment=_TOP, protection=_OPEN)
    for name, colour in COLOURS.items():
        fill, bold = PatternFill("solid", fgColor=colour), _font(bold=True)
        yield NamedStyle(
            name, font=bold, fill=fill, alignment=_WRAP, protection=_OPEN, number_format="@"
        )
        yield NamedStyle(f"{name} number", font=bold, fill=fill, alignment=_TOP, protection=_OPEN)
        faint = f"{name} small"
        yield NamedStyle(faint, font=small, fill=fill, alignment=_WRAP, protection=_OPEN)


def _font(size: int = _SIZE, *, bold: bool = False, color: str = "000000") -> Font:
    return Font(name=_FACE, size=size, bold=bold, color=color)
