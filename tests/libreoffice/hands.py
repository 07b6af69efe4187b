"""Works in a running LibreOffice as a person would: run by the Python that Debian's UNO belongs to.

Reads one order a line from standard input, ``["type", "HT!D12", "ten"]``, and answers each with
one line: ``{"answer": …}`` or ``{"fault": …}``. What is typed, pasted, inserted and deleted goes
through the commands behind menus and keys, so that protection holds as it does for a person. A
message box stays open until the workbook is closed, and a second one brings LibreOffice down.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

uno: Any = importlib.import_module("uno")
_PATIENCE_S = 60
_FORMS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".ods": "calc8",
    ".xls": "MS Excel 97",
    ".csv": "Text - txt - csv (StarCalc)",
    ".pdf": "calc_pdf_Export",
}


_MESSAGE_BOXES = {1, 14}
"""The roles ALERT and DIALOG of `com.sun.star.accessibility.AccessibleRole`."""
_LABEL = 86


def _property(name: str, value: object) -> Any:
    one = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    one.Name, one.Value = name, value
    return one


def _properties(**values: object) -> tuple[Any, ...]:
    return tuple(_property(name, value) for name, value in values.items())


def _connected(pipe: str) -> Any:
    """Return the services of the LibreOffice behind a pipe, as soon as it listens."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    address = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
    for _ in range(_PATIENCE_S * 10):
        try:
            return resolver.resolve(address)
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            time.sleep(0.1)
    raise SystemExit("LibreOffice does not listen")


def _words_in(context: Any) -> list[str]:
    """Return the labels in a window."""
    own = [context.getAccessibleName()] if context.getAccessibleRole() == _LABEL else []
    children = [context.getAccessibleChild(at) for at in range(context.getAccessibleChildCount())]
    return own + [word for one in children for word in _words_in(one.getAccessibleContext())]


class Hands:
    """One workbook at a time; every method without an underscore is an order."""

    def __init__(self, pipe: str) -> None:
        context = _connected(pipe)
        create = context.ServiceManager.createInstanceWithContext
        self._desktop = create("com.sun.star.frame.Desktop", context)
        self._dispatcher = create("com.sun.star.frame.DispatchHelper", context)
        self._toolkit = create("com.sun.star.awt.Toolkit", context)
        self._book: Any = None

    # --- files ---

    def open(self, path: str) -> list[str]:
        """Open a file and return the names of its sheets."""
        self.close()
        # In a window, though nobody sees it: without one LibreOffice forgets what is frozen.
        self._book = self._desktop.loadComponentFromURL(Path(path).as_uri(), "_blank", 0, ())
        return list(self._book.Sheets.ElementNames)

    def save(self, path: str) -> None:
        """Save under another name, in the form that its ending says."""
        form = _properties(FilterName=_FORMS[Path(path).suffix])
        self._book.storeToURL(Path(path).as_uri(), form)

    def close(self) -> None:
        """Close what is open, with every message box of it."""
        if self._book is not None:
            self._book.close(True)
        self._book = None

    # --- the keyboard and the menus ---

    def type(self, place: str, text: str) -> str:
        """Type into a cell, press Enter, and return what the cell then shows."""
        self._go(place)
        self._command("EnterString", StringName=text)
        return self.shown(place)

    def choose(self, place: str, word: str) -> None:
        """Choose a word from the list that a cell offers."""
        if word not in self.offered(place):
            raise LookupError(f"{place} does not offer {word}")
        self.type(place, word)

    def insert_rows(self, place: str) -> None:
        """Insert as many rows as are marked, above them."""
        self._go(place)
        self._command("InsertRowsBefore")

    def delete_rows(self, place: str) -> None:
        """Delete the marked rows."""
        self._go(place)
        self._command("DeleteRows")

    def copy(self, source: str, target: str) -> None:
        """Copy cells and paste them elsewhere."""
        self._go(source)
        self._command("Copy")
        self._go(target)
        self._command("Paste")

    def merge(self, place: str) -> None:
        """Merge cells; what stands in the others is hidden, not lost."""
        self._range(place).merge(True)

    def embolden(self, place: str, start: int, end: int) -> None:
        """Make some letters of a cell bold."""
        cursor = self._range(place).createTextCursor()
        cursor.gotoStart(False)
        cursor.goRight(start, False)
        cursor.goRight(end - start, True)
        cursor.CharWeight = 150.0

    def heights(self, place: str, height: int) -> None:
        """Make rows equally high."""
        self._range(place).Rows.Height = height

    def link(self, place: str, url: str, text: str) -> None:
        """Write a link into a cell, as LibreOffice makes of a typed address."""
        field = self._book.createInstance("com.sun.star.text.TextField.URL")
        field.URL, field.Representation = url, text
        cell = self._range(place)
        cell.String = ""
        cell.insertTextContent(cell.createTextCursor(), field, False)

    def hide(self, place: str) -> None:
        """Hide rows."""
        self._range(place).Rows.IsVisible = False

    def cut(self, source: str, target: str) -> None:
        """Cut cells out and paste them elsewhere."""
        self._go(source)
        self._command("Cut")
        self._go(target)
        self._command("Paste")

    def delete_sheet(self, sheet: str) -> None:
        """Delete a sheet."""
        self._book.Sheets.removeByName(sheet)

    def rename(self, sheet: str, name: str) -> None:
        """Rename a sheet."""
        self._book.Sheets[sheet].Name = name

    def insert_column(self, place: str) -> None:
        """Insert a column before a cell."""
        self._go(place)
        self._command("InsertColumnsBefore")

    def paint(self, place: str, colour: int) -> None:
        """Give cells a background."""
        self._range(place).CellBackColor = colour

    def note(self, place: str, text: str) -> None:
        """Pin a comment to a cell."""
        cell = self._range(place)
        cell.Spreadsheet.Annotations.insertNew(cell.CellAddress, text)

    def add_sheet(self, name: str) -> None:
        """Append an empty sheet."""
        self._book.Sheets.insertNewByName(name, len(self._book.Sheets.ElementNames))

    def unprotect(self, sheet: str) -> None:
        """Lift the protection of a sheet, which has no password."""
        self._book.Sheets[sheet].unprotect("")

    # --- eyes ---

    def shown(self, place: str) -> str:
        """Return what a cell shows."""
        return str(self._range(place).String)

    def message(self) -> str:
        """Return the words of the message box that is open, or nothing."""
        windows = [self._toolkit.getTopWindow(at) for at in range(self._toolkit.TopWindowCount)]
        for window in windows:
            context = window.getAccessibleContext()
            if context.getAccessibleRole() in _MESSAGE_BOXES:
                return " ".join(_words_in(context))
        return ""

    def offered(self, place: str) -> list[str]:
        """Return the words that a cell offers as a list."""
        rule = self._range(place).Validation
        if rule.Type.value != "LIST" or not rule.ShowList:
            return []
        formula = str(rule.getFormula1())
        if formula.startswith('"'):
            return [word.strip('"') for word in formula.split(";")]
        sheet, _, cells = formula.replace("$", "").rpartition(".")
        rows = self._range(f"{sheet.strip(chr(39))}!{cells}").DataArray
        return [str(row[0]) for row in rows]

    def rows(self, sheet: str) -> list[list[str]]:
        """Return what the cells of a sheet show, row by row."""
        cursor = self._book.Sheets[sheet].createCursor()
        cursor.gotoEndOfUsedArea(False)
        end = cursor.RangeAddress
        used = self._book.Sheets[sheet].getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow)
        return [[str(one) for one in row] for row in used.DataArray]

    def look(self, sheet: str) -> dict[str, object]:
        """Return how a sheet looks: what is locked, frozen, wide, high and printed."""
        one = self._book.Sheets[sheet]
        controller = self._book.CurrentController
        controller.setActiveSheet(one)
        style = self._book.StyleFamilies["PageStyles"][one.PageStyle]
        titles = one.TitleRows
        return {
            "protected": one.isProtected(),
            "visible": one.IsVisible,
            "frozen": [controller.SplitColumn, controller.SplitRow],
            "title_rows": [titles.StartRow, titles.EndRow] if one.PrintTitleRows else None,
            "paper": [style.Width, style.Height],
            "pages_wide": style.ScaleToPagesX,
        }

    def cell(self, place: str) -> dict[str, object]:
        """Return how a cell looks."""
        one = self._range(place)
        return {
            "locked": one.CellProtection.IsLocked,
            "wrapped": one.IsTextWrapped,
            "font": one.CharFontName,
            "width": one.Columns[0].Width,
            "height": one.Rows[0].Height,
            "format": self._book.NumberFormats.getByKey(one.NumberFormat).FormatString,
        }

    def fitted_height(self, place: str) -> int:
        """Fit the height of a row to its texts, and return it."""
        row = self._range(place).Rows[0]
        row.OptimalHeight = True
        return int(row.Height)

    # --- how it is done ---

    def _range(self, place: str) -> Any:
        sheet, _, cells = place.rpartition("!")
        return self._book.Sheets[sheet].getCellRangeByName(cells)

    def _go(self, place: str) -> None:
        controller = self._book.CurrentController
        sheet, _, _ = place.rpartition("!")
        controller.setActiveSheet(self._book.Sheets[sheet])
        controller.select(self._range(place))

    def _command(self, name: str, **parameters: object) -> None:
        frame = self._book.CurrentController.Frame
        self._dispatcher.executeDispatch(frame, f".uno:{name}", "", 0, _properties(**parameters))


def main() -> None:
    """Obey until standard input ends."""
    hands = Hands(sys.argv[1])
    for line in sys.stdin:
        name, *rest = json.loads(line)
        order: Callable[..., object] = getattr(hands, name)
        try:
            told = {"answer": order(*rest)}
        except Exception as fault:
            told = {"fault": f"{type(fault).__name__}: {fault}"}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
