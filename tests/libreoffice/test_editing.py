"""Somebody works on a set in LibreOffice, and the import gives the set with these changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from criteria.document import canonical_hash, read_document
from criteria.exchange import Imported, export_workbook, import_workbook
from criteria.registry import get_source
from tests.libreoffice.desk import EVERY_KIND, Calc


def data_of(content: bytes) -> Any:
    return read_document(content, "x.yaml").data


@pytest.fixture
def every_kind(tmp_path: Path) -> Path:
    book = tmp_path / "every-kind.xlsx"
    book.write_bytes(export_workbook(data_of(EVERY_KIND.read_bytes())))
    return book


def saved(calc: Calc, book: Path) -> Imported:
    target = book.with_name("saved.xlsx")
    calc.save(target)
    return import_workbook(target.read_bytes(), target.name)


def assert_is(imported: Imported, data: Any) -> None:
    assert [finding.code for finding in imported.errors] == []
    assert imported.criteria_set is not None
    assert imported.data == data
    assert imported.criteria_set.content_hash == canonical_hash(data)


def changed(*changes: tuple[str, str]) -> Any:
    """Return the data of the set with changes in its file."""
    text = EVERY_KIND.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return data_of(text.encode())


def test_typing_and_choosing(calc: Calc, every_kind: Path) -> None:
    calc.open(every_kind)
    calc.type("A!E5", "Mức nào đúng nhất với “đơn vị”,\nkể cả chi nhánh ở Đắk Lắk?")
    calc.type("A!H12", "7,5")
    calc.type("B!I11", "12")
    calc.type("B!D60", "2027-06-30")
    calc.type("A!H27", "11/3")
    assert set(calc.offered("A!D18")) == {"không", "có"}
    calc.choose("A!D18", "không")
    calc.choose("set!C16", "skip")
    assert_is(
        saved(calc, every_kind),
        changed(
            ('"Mức nào đúng?"', '"Mức nào đúng nhất với “đơn vị”,\\nkể cả chi nhánh ở Đắk Lắk?"'),
            ("level: 2, points: 5, desc", "level: 2, points: 7.5, desc"),
            ("kind: number, maximum: 10", "kind: number, maximum: 12"),
            ("2026-12-01", "2027-06-30"),
            ('"10/3"', '"11/3"'),
            (
                "may_be_not_applicable: true\n        answer: {kind: yes_no",
                "may_be_not_applicable: false\n        answer: {kind: yes_no",
            ),
            ("missing: zero", "missing: skip"),
        ),
    )


def test_weights(calc: Calc, tmp_path: Path) -> None:
    data = data_of(get_source("ho-kinh-doanh"))
    book = tmp_path / "book.xlsx"
    book.write_bytes(export_workbook(data))
    calc.open(book)
    for pillar, step in zip(data["pillars"][:2], (5, -5), strict=True):
        heads, row = calc.rows(pillar["code"])[0], calc.rows(pillar["code"])[2]
        assert row[heads.index("weight")] == str(float(pillar["weight"]))
        pillar["weight"] += step
        column = "ABCDEFGHIJKLMNOP"[heads.index("weight")]
        calc.type(f"{pillar['code']}!{column}3", str(pillar["weight"]))
    assert_is(saved(calc, book), data)


def test_a_new_criterion_from_a_copy_of_another(calc: Calc, every_kind: Path) -> None:
    calc.open(every_kind)
    calc.insert_rows("A!A13:A21")
    assert calc.shown("A!C22") == "A.02"
    calc.copy("A!A4:P12", "A!A13")
    calc.type("A!C13", "A.05")
    calc.type("A!E13", "Thang mức thứ hai")
    calc.insert_rows("A!A22")
    for cell, text in {"A22": "level", "E22": "Hơn nữa", "F22": "More", "G22": "3"}.items():
        calc.type(f"A!{cell}", text)
    calc.type("A!H22", "8")
    data = changed()
    criteria = data["pillars"][0]["criteria"]
    copied = data_of(EVERY_KIND.read_bytes())["pillars"][0]["criteria"][0]
    copied["code"], copied["title"]["vi"] = "A.05", "Thang mức thứ hai"
    more = {"level": 3, "points": 8, "descriptor": {"vi": "Hơn nữa", "en": "More"}}
    copied["answer"]["levels"].append(more)
    criteria.insert(1, copied)
    assert_is(saved(calc, every_kind), data)


def test_rows_that_are_deleted_moved_and_left_blank(calc: Calc, every_kind: Path) -> None:
    calc.open(every_kind)
    calc.delete_rows("A!A13:A19")
    assert calc.shown("A!C13") == "A.03"
    calc.cut("A!A22:P32", "A!A50")
    assert (calc.shown("A!C22"), calc.shown("A!C50")) == ("", "A.04")
    calc.delete_rows("A!A17")
    data = changed()
    criteria = data["pillars"][0]["criteria"]
    del criteria[1]
    assert (calc.shown("A!A16"), calc.shown("A!A17")) == ("advice", "answer")
    del criteria[1]["source"]
    imported = saved(calc, every_kind)
    assert imported.data == data


def test_what_does_not_belong_to_the_set(calc: Calc, every_kind: Path) -> None:
    """Bold letters, links, colours, comments, hidden rows, names of sheets, sheets of notes."""
    calc.open(every_kind)
    calc.embolden("A!E5", 0, 3)
    calc.link("A!E6", "https://example.vn/", "Ảnh chụp màn hình.")
    calc.note("A!E5", "hỏi lại Vụ Pháp chế")
    calc.paint("A!A8:XFD8", 0xFFFF00)
    calc.paint("B!A1:XFD1048576", 0xEEEEEE)
    calc.heights("A!A1:A1048576", 1500)
    calc.hide("B!A20:A25")
    calc.rename("B", "Trụ cột B")
    calc.add_sheet("# nháp")
    calc.type("# nháp!B7", "gì cũng được")
    calc.type("A!D18", "TRUE")
    assert_is(saved(calc, every_kind), changed())
