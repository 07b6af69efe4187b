"""Wrong things are typed in LibreOffice: every one is named by its sheet and its cell."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.libreoffice.desk import EVERY_KIND, Calc, run

# Where, what is typed, what the cell then shows, and what the import finds.
TYPED = [
    ("set!C4", "Không Được", "Không Được", "bad_slug"),
    ("A!H11", "mười", "mười", "bad_fraction"),
    ("A!H12", "=2+3", "5", "cell_is_formula"),
    ("A!C20", "A.02", "A.02", "duplicate_code"),
    ("A!H26", "1/3", "01/03/26", "number_became_date"),
    ("A!A36", "answer.capp", "answer.capp", "row_misspelt"),
    ("B!I11", "50%", "50,00%", "number_is_percent"),
    ("A!P7", "=1/0", "#DIV/0!", "cell_is_formula"),
    ("B!G35", "9", "9", "cell_not_for_row"),
    ("B!D50", "nhiều", "nhiều", "bad_fraction"),
    ("B!D60", "31/12/2026", "31/12/2026", "bad_day"),
    ("B!E70", "ở đâu đây", "ở đâu đây", "row_unnamed"),
]


@pytest.fixture
def book(calc: Calc, tmp_path: Path) -> Path:
    """An exported set that is open in LibreOffice."""
    path = tmp_path / "book.xlsx"
    run("export", EVERY_KIND, "--output", path)
    calc.open(path)
    return path


def found(calc: Calc, book: Path) -> dict[str, str]:
    """Save, import by the command, and return the code of each line by its sheet and cell."""
    saved = book.with_name("saved.xlsx")
    calc.save(saved)
    result = run("import", saved, "--output", book.with_name("x.yaml"), exit_code=2)
    assert not book.with_name("x.yaml").exists()
    *lines, _ = result.stderr.splitlines()
    told = [
        re.fullmatch(r"(.+?): \w+ \[(\w+)\] .+", line.removeprefix(f"{saved}:")) for line in lines
    ]
    return {one[1]: one[2] for one in told if one is not None}


def test_what_is_typed_wrongly(calc: Calc, book: Path) -> None:
    for place, text, shown, _ in TYPED:
        assert calc.type(place, text) == shown
    expected = {place: code for place, _, _, code in TYPED}
    # These two are about their whole rows.
    expected["A!A20"], expected["B!A70"] = expected.pop("A!C20"), expected.pop("B!E70")
    assert found(calc, book) == expected


def test_merged_cells(calc: Calc, book: Path) -> None:
    calc.unprotect("A")
    calc.merge("A!E5:F5")
    calc.merge("A!E21:E23")
    told = found(calc, book)
    assert told == {"A!E5:F5": "cells_merged", "A!E21:E23": "cells_merged"}


def test_columns_and_sheets_that_mean_nothing(calc: Calc, book: Path) -> None:
    calc.unprotect("A")
    calc.insert_column("A!E1")
    calc.type("A!E6", "ghi chú của tôi")
    calc.type("B!XFD5", "x")
    calc.add_sheet("Ghi chú")
    calc.type("Ghi chú!A1", "Nhớ hỏi lại")
    assert found(calc, book) == {
        "A!E6": "column_without_name",
        "B!XFD5": "sheet_too_wide",
        "Ghi chú!A1": "sheet_without_header",
    }


@pytest.mark.parametrize(
    ("form", "code", "words"),
    [
        (".ods", "workbook_other_form", "ODS"),
        (".xls", "workbook_old_or_locked", ".xls"),
        (".csv", "workbook_broken", "XLSX"),
    ],
)
def test_other_forms_are_named(form: str, code: str, words: str, calc: Calc, book: Path) -> None:
    other = book.with_suffix(form)
    calc.save(other)
    result = run("import", other, "--output", book.with_name("x.yaml"), exit_code=2)
    line, _ = result.stderr.splitlines()
    assert line.startswith(f"{other}:1: error [{code}] ")
    assert words in line
    assert ".xlsx" in line or "save it" in line
