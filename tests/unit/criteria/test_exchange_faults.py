"""Every mistake in a workbook is told by sheet and cell, and no file breaks the reader."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from criteria.document import read_document
from criteria.exchange import archive, book, export_workbook, import_workbook
from criteria.sentences import say

EVERY_KIND = Path(__file__).parents[2] / "fixtures" / "sets" / "every-kind.yaml"
Change = Callable[[Any], None]


@pytest.fixture(scope="module")
def sound() -> bytes:
    data: Any = read_document(EVERY_KIND.read_bytes(), "x").data
    return export_workbook(data)


def saved(workbook: Any) -> bytes:
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def after(sound: bytes, change: Change) -> list[tuple[str, str]]:
    workbook = load_workbook(io.BytesIO(sound))
    change(workbook)
    imported = import_workbook(saved(workbook), "bộ tiêu chí.xlsx")
    for finding in imported.findings:
        assert finding.file == "bộ tiêu chí.xlsx"
        assert "{" not in say(finding, "vi").replace("{vi", "").replace("{…}", "")
        assert say(finding, "en")
    return [(finding.code, finding.cell) for finding in imported.findings]


def put(sheet: str, cell: str, content: Any) -> Change:
    def change(workbook: Any) -> None:
        workbook[sheet][cell].value = content

    return change


def find(sound: bytes, sheet: str, name: str, nth: int = 0) -> int:
    """Return the number of the nth row of this name."""
    rows = load_workbook(io.BytesIO(sound))[sheet].iter_rows(min_row=3)
    return [row[0].row for row in rows if row[0].value == name][nth]


# sheet, name of the row and which of them, column, what is typed, the finding and its column
TYPED: list[tuple[str, str, int, str, Any, str, str]] = [
    ("A", "level", 1, "H", "hai rưỡi", "bad_fraction", "H"),
    ("A", "level", 1, "H", "1.234", "number_two_readings", "H"),
    ("A", "level", 1, "H", date(2026, 2, 1), "number_became_date", "H"),
    ("A", "level", 1, "H", -1, "too_small", "H"),
    ("A", "level", 1, "G", 0, "levels_not_rising", "A"),
    ("A", "level", 1, "G", None, "missing_key", "A"),
    ("A", "level", 1, "E", None, "translation_missing", "A"),
    ("A", "level", 1, "D", "x", "cell_not_for_row", "D"),
    ("A", "criterion", 1, "C", "a02", "bad_code", "C"),
    ("A", "criterion", 1, "C", "A.01", "duplicate_code", "A"),
    ("A", "criterion", 1, "C", None, "missing_key", "A"),
    ("A", "criterion", 0, "H", 3, "cell_not_for_row", "H"),
    ("A", "answer", 0, "D", "stairs", "not_allowed", "D"),
    ("A", "answer", 1, "H", None, "missing_key", "A"),
    ("A", "question", 0, "A", "questoin", "row_misspelt", "A"),
    ("A", "question", 0, "A", "zzzz", "row_unknown", "A"),
    ("A", "question", 0, "A", None, "row_unnamed", "A"),
    ("A", "question", 0, "A", "source", "cell_not_for_row", "E"),
    ("A", "evidence", 0, "A", "question", "row_twice", "A"),
    ("A", "answer", 0, "H", 5, "unknown_key", "H"),
    ("A", "question", 0, "H", 3, "cell_not_for_row", "H"),
    ("A", "question", 0, "E", "=HYPERLINK(1)", "cell_is_formula", "E"),
    ("A", "question", 0, "E", "x\u2028y", "odd_character_in_cell", "E"),
    ("A", "question", 0, "E", "x\u202ey", "odd_character_in_cell", "E"),
    ("A", "question", 0, "E", date(2026, 1, 1), "text_became_date", "E"),
    ("A", "question", 0, "E", 1.5, "text_became_number", "E"),
    ("A", "may_be_not_applicable", 0, "D", "maybe", "not_true_or_false", "D"),
    ("A", "option", 0, "C", 1, "text_became_number", "C"),
    ("A", "option", 1, "C", "a", "duplicate_option", "A"),
    ("A", "pillar", 0, "A", "criterion", "block_out_of_place", "A"),
    ("A", "level", 0, "A", "indicator", "missing_key", "A"),
    ("B", "answer.start", 0, "D", "=0", "cell_is_formula", "D"),
    ("B", "answer.unit", 0, "E", None, "translation_missing", "A"),
    ("B", "answer.deadline", 0, "D", "mai", "bad_day", "D"),
    ("B", "step", 0, "H", None, "missing_key", "A"),
    ("B", "group", 0, "A", "unless", "row_unknown", "A"),
    ("levels", "level", 1, "H", 31, "interval_gap", "A"),
    ("levels", "level.about", 0, "A", "pillar_level.about", "row_out_of_place", "A"),
    ("levels", "gate", 0, "F", 7, "gate_level_unknown", "A"),
    ("set", "version", 0, "C", 1.0, "text_became_number", "C"),
    ("set", "slug", 0, "C", "Mọi loại", "bad_slug", "C"),
    ("set", "slug", 0, "D", "chữ thừa", "cell_not_for_row", "D"),
    ("set", "languages", 0, "C", "vi; Anh", "bad_language", "C"),
    ("set", "format", 0, "C", 2, "not_allowed", "C"),
    ("set", "scoring.missing", 0, "C", "nothing", "not_allowed", "C"),
    ("set", "title", 0, "A", None, "row_unnamed", "A"),
    ("set", "unit", 0, "A", "# unit", "missing_top_key", "A"),
]  # fmt: skip


@pytest.mark.parametrize(("sheet", "row", "nth", "column", "content", "code", "told"), TYPED)
def test_a_mistake_is_told_by_its_cell(
    sound: bytes,
    sheet: str,
    row: str,
    nth: int,
    column: str,
    content: Any,
    code: str,
    told: str,
) -> None:
    number = find(sound, sheet, row, nth)
    found = after(sound, put(sheet, f"{column}{number}", content))
    # What is missing at the top of the set stands nowhere.
    cell = "set!A1" if code == "missing_top_key" else f"{sheet}!{told}{number}"
    assert (code, cell) in found


def test_a_percentage_is_no_number_of_the_format(sound: bytes) -> None:
    number = find(sound, "B", "answer.full", 1)

    def change(workbook: Any) -> None:
        cell = workbook["B"][f"D{number}"]
        cell.value, cell.number_format = 0.8, "0%"

    assert after(sound, change) == [("number_is_percent", f"B!D{number}")]


def test_merged_cells_are_named(sound: bytes) -> None:
    found = after(sound, lambda workbook: workbook["B"].merge_cells("E6:F7"))
    assert ("cells_merged", "B!E6:F7") in found


def test_faults_of_the_header(sound: bytes) -> None:
    assert after(sound, put("A", "D1", "valeu"))[0] == ("sheet_column_unknown", "A!D1")
    assert after(sound, put("A", "D1", "code"))[0] == ("sheet_column_twice", "A!D1")
    assert ("column_without_name", "A!D2") in after(sound, put("A", "D1", None))
    assert ("sheet_without_header", "A!A1") in after(sound, put("A", "A1", "hàng"))


def test_a_group_that_is_not_there(sound: bytes) -> None:
    number = find(sound, "B", "group", 1)

    def change(workbook: Any) -> None:
        workbook["B"]["Z1"].value = "in"
        workbook["B"][f"Z{number}"].value = "B.X"

    assert ("group_unknown", f"B!Z{number}") in after(sound, change)


def test_everything_is_told_at_once(sound: bytes) -> None:
    def change(workbook: Any) -> None:
        workbook["set"]["C4"].value = "Không Được"
        workbook["levels"]["H5"].value = 31
        workbook["A"]["H11"].value = "x"
        workbook["B"]["A3"].value = "pilar"

    codes = {code for code, _ in after(sound, change)}
    assert {"bad_slug", "interval_gap", "row_misspelt"} <= codes


def test_a_new_criterion_typed_by_hand(sound: bytes) -> None:
    """Only what matters is filled in; words may be typed as people type them."""
    workbook = load_workbook(io.BytesIO(sound))
    sheet: Any = workbook["A"]
    typed: list[dict[str, Any]] = [
        {"A": "criterion", "C": "A.05", "E": "Chữ ký số", "F": "Digital signature"},
        {"A": "question", "E": "Đã có chữ ký số chưa?", "F": "Is there a signature?"},
        {"A": "evidence", "E": "Chứng thư số.", "F": "The certificate."},
        {"A": "example"},
        {"A": "advice", "E": "Đăng ký.", "F": "Register.", "N": "100", "P": "2,5"},
        {"A": "source", "D": "Luật Giao dịch điện tử"},
        {"A": "source.verified", "D": "Có"},
        {"A": "counts", "D": True},
        {"A": "answer", "D": "yes_no", "H": " 2,5 "},
    ]
    columns = {cell.value: cell.column_letter for cell in sheet[1]}
    for number, row in enumerate(typed, start=sheet.max_row + 2):
        for letter, content in row.items():
            place = {"N": columns["below"], "P": columns["effort"]}.get(letter, letter)
            sheet[f"{place}{number}"].value = content
    imported = import_workbook(saved(workbook), "x.xlsx")
    assert imported.findings == ()
    assert imported.criteria_set is not None
    new = next(one for one in imported.criteria_set.criteria() if one.code == "A.05")
    assert new.source.verified
    assert new.example is None
    assert new.advice[0].effort == 2.5
    assert new.indicators[0].answer.maximum == 2.5


# --- hostile and broken files --------------------------------------------------------------


def codes(content: bytes) -> list[str]:
    imported = import_workbook(content, "x.xlsx")
    assert imported.criteria_set is None
    assert imported.errors
    for finding in imported.findings:
        assert say(finding, "vi")
        assert say(finding, "en")
    return [finding.code for finding in imported.findings]


def archived(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


def with_part(sound: bytes, name: str, content: bytes = b"x") -> bytes:
    out = io.BytesIO(sound)
    with zipfile.ZipFile(out, "a") as target:
        target.writestr(name, content)
    return out.getvalue()


def replaced(sound: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(sound)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for one in source.infolist():
            content = source.read(one)
            target.writestr(one.filename, change(content) if one.filename == part else content)
    return out.getvalue()


@pytest.mark.parametrize(
    "content", [b"", b"x", b"PK\x03\x04", b"format: 1\n", b"%PDF-1.7", archived(a=b"b")]
)
def test_no_workbook(content: bytes) -> None:
    assert codes(content) == ["workbook_broken"]


def test_other_forms_of_spreadsheets() -> None:
    assert codes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600) == ["workbook_old_or_locked"]
    ods = archived(mimetype=b"application/vnd.oasis.opendocument.spreadsheet")
    assert codes(ods) == ["workbook_other_form"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("xl/vbaProject.bin", "workbook_has_programs"),
        ("xl/macrosheets/sheet1.xml", "workbook_has_programs"),
        ("xl/activeX/activeX1.bin", "workbook_has_programs"),
        ("xl/externalLinks/externalLink1.xml", "workbook_has_links"),
        ("xl/connections.xml", "workbook_has_links"),
        ("xl/embeddings/oleObject1.bin", "workbook_has_links"),
    ],
)
def test_programs_and_links_are_not_opened(sound: bytes, name: str, code: str) -> None:
    assert codes(with_part(sound, name)) == [code]


def test_names_that_lead_elsewhere_go_nowhere(sound: bytes, tmp_path: Path) -> None:
    content = with_part(sound, "../../etc/passwd", b"root")
    assert import_workbook(content, "../../tệp “lạ”.xlsx").errors == ()
    assert list(tmp_path.iterdir()) == []


def test_a_bomb_is_not_unpacked(sound: bytes) -> None:
    bomb = with_part(sound, "xl/media/image1.bin", b"")
    with zipfile.ZipFile(out := io.BytesIO(bomb), "a", zipfile.ZIP_DEFLATED) as target:
        target.writestr("xl/worksheets/sheet9.xml", b"\0" * (archive.MOST_UNPACKED + 1))
    assert len(out.getvalue()) < 1_000_000
    assert codes(out.getvalue()) == ["workbook_unpacks_too_large"]


def test_a_lying_archive_is_broken(sound: bytes) -> None:
    """The archive says that a part is small: no more than that is ever unpacked."""
    lying = bytearray(sound)
    name = lying.rindex(b"xl/worksheets/sheet1.xml")
    at = lying.rindex(b"PK\x01\x02", 0, name)
    lying[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert codes(bytes(lying)) == ["workbook_broken"]


def test_too_many_parts(sound: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_ENTRIES", 5)
    assert codes(sound) == ["workbook_unpacks_too_large"]
    monkeypatch.setattr(archive, "MOST_BYTES", 5)
    assert codes(sound) == ["workbook_too_large"]


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]>'
)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_entities_are_refused(sound: bytes, part: str) -> None:
    assert codes(replaced(sound, part, lambda content: LAUGHS + content)) == ["workbook_broken"]


def test_a_million_empty_rows(sound: bytes) -> None:
    """As a spreadsheet leaves them behind when a whole column was formatted."""
    rows = b"".join(b'<row r="%d" ht="15"/>' % n for n in range(40, 1_000_000))

    def change(content: bytes) -> bytes:
        return content.replace(b"</sheetData>", rows + b"</sheetData>")

    assert codes(replaced(sound, "xl/worksheets/sheet4.xml", change)) == ["sheet_too_long"]


def test_a_lonely_cell_at_the_end_of_the_world(sound: bytes) -> None:
    def change(content: bytes) -> bytes:
        lonely = b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
        return content.replace(b"</sheetData>", lonely)

    assert codes(replaced(sound, "xl/worksheets/sheet4.xml", change)) == ["sheet_too_long"]


def test_too_many_sheets_and_cells(sound: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "MOST_SHEETS", 3)
    assert codes(sound) == ["workbook_too_many_sheets"]
    monkeypatch.setattr(book, "MOST_SHEETS", 300)
    monkeypatch.setattr(book, "MOST_CELLS", 100)
    assert codes(sound) == ["workbook_too_many_cells"]


def test_an_empty_workbook() -> None:
    assert "missing_top_key" in codes(saved(Workbook()))


def test_a_workbook_of_something_else() -> None:
    workbook = Workbook()
    sheet: Any = workbook.active
    sheet.append(["Họ tên", "Điểm"])
    sheet.append(["An", 7])
    assert "sheet_without_header" in codes(saved(workbook))


def test_groups_nested_without_end(sound: bytes) -> None:
    def change(workbook: Any) -> None:
        sheet = workbook["B"]
        sheet["Z1"].value = "in"
        start = sheet.max_row + 1
        for n in range(60):
            sheet[f"A{start + n}"].value = "group"
            sheet[f"C{start + n}"].value = f"B.Z{n}"
            sheet[f"Z{start + n}"].value = f"B.Z{n - 1}" if n else None

    assert "groups_too_deep" in {code for code, _ in after(sound, change)}


@pytest.mark.parametrize("seed", range(12))
def test_no_slip_of_the_hand_breaks_the_reader(sound: bytes, seed: int) -> None:
    rng = random.Random(seed)
    words: list[Any] = ["", "x", "=A1", "1/3", "row", "levels.x.y", "#", "advice"]
    junk = [*words, -1, 2.5, True, date(2026, 1, 1)]

    def change(workbook: Any) -> None:
        for _ in range(12):
            sheet = workbook[rng.choice(["set", "levels", "rules", "A", "B", "#order"])]
            cell = sheet.cell(rng.randint(1, 40), rng.randint(1, 17))
            if rng.random() < 0.2:
                sheet.delete_rows(cell.row)
            else:
                cell.value = rng.choice(junk)

    for code, cell in after(sound, change):
        assert code
        assert cell == "" or "!" in cell


@pytest.mark.parametrize("seed", range(20))
def test_no_broken_archive_breaks_the_reader(sound: bytes, seed: int) -> None:
    rng = random.Random(seed)
    spoilt = bytearray(sound)
    for _ in range(rng.randint(1, 30)):
        spoilt[rng.randrange(len(spoilt))] = rng.randrange(256)
    imported = import_workbook(
        bytes(spoilt[: rng.choice([len(spoilt), rng.randrange(len(spoilt))])]), "x"
    )
    assert imported.criteria_set is not None or imported.errors
