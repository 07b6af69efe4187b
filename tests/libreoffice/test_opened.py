"""What somebody sees who opens an exported set in LibreOffice, and what it lets them do."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.libreoffice.desk import Calc, run

_A4_ACROSS = (29700, 21000)
"""In hundredths of a millimetre."""
SHEETS = ["set", "levels", "rules", "KH", "CL", "HT", "VH", "DN", "DL", "#lists", "#order"]


@pytest.fixture(scope="module", params=["exported", "saved by LibreOffice"])
def book(
    request: pytest.FixtureRequest, calc: Calc, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A set as it was exported, and as LibreOffice saved it: nothing of its look may be lost."""
    path = tmp_path_factory.mktemp("opened") / "book.xlsx"
    run("export", "dn-nho-va-vua", "--output", path, language="vi")
    if request.param != "exported":
        calc.open(path)
        path = path.with_name("saved.xlsx")
        calc.save(path)
    return path


def test_sheets_are_protected_frozen_and_ready_to_print(calc: Calc, book: Path) -> None:
    assert calc.open(book) == SHEETS
    for sheet in SHEETS:
        look = calc.look(sheet)
        assert look["visible"] is not sheet.startswith("#")
        if look["visible"]:
            assert look["protected"]
            assert look["frozen"] == [2 if sheet in {"set", "levels"} else 3, 2]
            assert look["title_rows"] == [0, 1]
            assert look["paper"] == [pytest.approx(side, abs=20) for side in _A4_ACROSS]
            assert look["pages_wide"] == 1


def test_texts_wrap_and_every_row_shows_all_of_its_text(calc: Calc, book: Path) -> None:
    calc.open(book)
    for row in (4, 9, 30):
        for column in "EF":
            cell = calc.cell(f"KH!{column}{row}")
            assert cell["wrapped"]
            assert cell["font"] == "Arial"
            assert cell["width"] > 10_000  # ten centimetres
    heights = {row: calc.cell(f"KH!E{row}")["height"] for row in range(1, 60)}
    assert len(set(heights.values())) > 2
    cut = {row: have for row, have in heights.items() if have < calc.fitted_height(f"KH!E{row}")}
    assert cut == {}


def test_cells_offer_their_words(calc: Calc, book: Path) -> None:
    calc.open(book)
    rows = calc.rows("KH")
    answer = next(at for at, row in enumerate(rows, start=1) if row[0] == "answer")
    assert {"ladder", "ratio", "dated_target"} <= set(calc.offered(f"KH!D{answer}"))
    verified = next(at for at, row in enumerate(rows, start=1) if row[0] == "source.verified")
    assert calc.offered(f"KH!D{verified}") == ["không", "có"]
    for row in (3, len(rows), len(rows) + 500):
        assert {"criterion", "question", "level", "answer.unit"} <= set(calc.offered(f"KH!A{row}"))
    assert calc.offered("KH!E9") == []


@pytest.mark.parametrize("place", ["KH!A1", "KH!E1", "KH!B2", "set!C1"])
def test_headers_refuse_to_be_typed_over(calc: Calc, book: Path, place: str) -> None:
    calc.open(book)
    before = calc.shown(place)
    assert calc.type(place, "khác") == before
    assert "Protected cells" in calc.message()


def test_headers_can_not_be_deleted_and_everything_else_is_open(calc: Calc, book: Path) -> None:
    calc.open(book)
    calc.delete_rows("KH!A1:A2")
    assert calc.shown("KH!A1") == "row"
    for place in ("KH!A3", "KH!E4", "KH!P9", "KH!A900", "KH!XFD9"):
        assert calc.type(place, "khác") == "khác"
    calc.insert_rows("KH!A7")
    assert (calc.shown("KH!A7"), calc.shown("KH!A8")) == ("", "criterion")
    assert calc.type("KH!A7", "about") == "about"
    calc.delete_rows("KH!A6:A7")
    assert calc.shown("KH!A6") == "criterion"
    assert calc.message() == ""


def test_texts_stay_text_in_text_columns(calc: Calc, book: Path) -> None:
    """A code, a title or a document number is no number, date or formula."""
    calc.open(book)
    assert calc.shown("KH!A3") == "pillar"
    for place in ("KH!C3", "KH!E3", "KH!E4", "KH!D4", "KH!E900"):
        for text in ("1.0", "1/3", "=A1", "007", "TRUE"):
            assert calc.type(place, text) == text


def test_it_prints_with_headers_on_every_page(calc: Calc, tmp_path: Path) -> None:
    book, printed = tmp_path / "book.xlsx", tmp_path / "book.pdf"
    run("export", "nhiem-vu-cong-chuc", "--output", book, language="vi")
    calc.open(book)
    calc.save(printed)
    command = ["pdftotext", "-layout", str(printed), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout
    *pages, _ = text.split("\f")
    assert len(pages) > 5
    assert ["nghĩa là" in page and "tiếng Việt" in page for page in pages] == [True] * len(pages)
