"""A set leaves as a workbook and comes back the same, whatever a spreadsheet does on the way."""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from criteria.document import canonical_hash, read_document
from criteria.exchange import Imported, export_workbook, import_workbook
from criteria.loader import loads
from criteria.registry import Shipped, shipped

SETS = Path(__file__).parents[2] / "fixtures" / "sets"
EVERY_KIND = SETS / "every-kind.yaml"


def data_of(content: bytes) -> Any:
    return read_document(content, "x.yaml").data


def exported(content: bytes, language: str = "vi") -> bytes:
    return export_workbook(data_of(content), language)


def assert_same(imported: Imported, content: bytes) -> None:
    assert imported.errors == ()
    assert imported.criteria_set is not None
    assert imported.criteria_set.content_hash == canonical_hash(data_of(content))
    assert imported.criteria_set == loads(content)
    assert loads(imported.as_yaml()) == loads(content)


@pytest.mark.parametrize("path", sorted(SETS.glob("*.yaml")), ids=lambda path: path.stem)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_fixture_comes_back_the_same(path: Path, language: str) -> None:
    content = path.read_bytes()
    assert_same(import_workbook(exported(content, language), "x.xlsx"), content)


@pytest.mark.parametrize("one", shipped(), ids=lambda one: one.reference)
def test_a_shipped_set_comes_back_the_same(one: Shipped) -> None:
    content = one.source.read_bytes()
    assert_same(import_workbook(exported(content), "x.xlsx"), content)


ODD_TEXTS = [
    '"=1+1"',
    '"#N/A"',
    '"@all"',
    '"  blanks around  "',
    '"two\\nlines"',
    '"return\\rhere"',
    '"_x0041_ and _x000D_ are words"',
    '"1/3"',
    '"TRUE"',
    '"2026-12-01"',
    '"😀 <b>&amp;</b>"',
    '"12,5"',
    '"0012"',
]


@pytest.mark.parametrize("words", ODD_TEXTS)
def test_words_stay_what_they_are(words: str) -> None:
    text = EVERY_KIND.read_text(encoding="utf-8")
    assert text.count('"Ảnh chụp màn hình."') == 1
    content = text.replace('"Ảnh chụp màn hình."', words).replace(
        'place: "toàn bộ"', f"place: {words}"
    )
    assert_same(import_workbook(exported(content.encode()), "x.xlsx"), content.encode())


@pytest.mark.parametrize(
    "number", ["2.50", "3.0", "0.1", "0.12345678901234567890", '"1/3"', '"6/2"', "1e1", "12345.678"]
)
def test_numbers_keep_every_digit(number: str) -> None:
    text = EVERY_KIND.read_text(encoding="utf-8").replace(
        "start: 0, target: 40", f"start: 0, target: {number}"
    )
    text = text.replace("maximum: 10, full: 80", "maximum: 10.0, full: 80.00")
    assert_same(import_workbook(exported(text.encode()), "x.xlsx"), text.encode())


def test_an_unusual_order_of_keys_comes_back() -> None:
    text = EVERY_KIND.read_text(encoding="utf-8")
    for old, new in [
        ("format: 1\nslug: every-kind\n", "slug: every-kind\nformat: 1\n"),
        ('title: {vi: "Thang mức", en: "Ladder"}', 'title: {en: "Ladder", vi: "Thang mức"}'),
        ("{kind: yes_no, points: 10}", "{points: 10, kind: yes_no}"),
        ("{level: 2, points: 5, descriptor", "{points: 5, level: 2, descriptor"),
        ("ranked: points}", "ranked: points, tie_breakers: []}"),
        ("gates:\n", "rules: []\ngates:\n"),
    ]:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    assert canonical_hash(data_of(text.encode())) != canonical_hash(
        data_of(EVERY_KIND.read_bytes())
    )
    assert_same(import_workbook(exported(text.encode()), "x.xlsx"), text.encode())


def test_weights_by_experts_and_by_comparison_come_back() -> None:
    text = EVERY_KIND.read_text(encoding="utf-8").replace("aggregation: sum", "aggregation: mean")
    text = text.replace(
        "ranked: points}",
        "ranked: points, weights: {method: budget, experts: "
        '[{A: 40, B: 60}, {B: 59.5, A: 40.5}, {A: "100/3", B: "200/3"}]}}',
    )
    text = text.replace(
        '  - code: A\n    title: {vi: "Chọn", en: "Choosing"}\n',
        '  - code: A\n    title: {vi: "Chọn", en: "Choosing"}\n    weights:\n'
        "      method: pairwise\n      comparisons:\n"
        + "".join(
            f"        - {{better: {one}, than: {other}, by: {by}}}\n"
            for one, other, by in [
                ("A.01", "A.02", 1), ("A.01", "A.03", 3), ("A.01", "A.04", '"5/2"'),
                ("A.02", "A.03", 3), ("A.02", "A.04", 2.5), ("A.04", "A.03", 1),
            ]
        ),
    )  # fmt: skip
    assert_same(import_workbook(exported(text.encode()), "x.xlsx"), text.encode())


def test_groups_inside_groups_come_back() -> None:
    text = EVERY_KIND.read_text(encoding="utf-8")
    head, _, tail = text.partition("      - code: B.B\n")
    inner = "\n".join(
        f"        {line}" if line else "" for line in f"      - code: B.B\n{tail}".split("\n")
    )
    title = 'title: {vi: "Nhóm", en: "Group"}'
    nested = f"{head}      - code: B.C\n        {title}\n        groups:\n{inner}"
    content = nested.encode()
    assert [part.code for part in loads(content).pillars[1].parts] == ["B.A", "B.C"]
    assert_same(import_workbook(exported(content), "x.xlsx"), content)


# --- what a spreadsheet does ---------------------------------------------------------------

Edit = Callable[[Any], None]


def edited(content: bytes, *edits: Edit) -> bytes:
    """Open a workbook as a spreadsheet does, change it, and save it."""
    book = load_workbook(io.BytesIO(content))
    for edit in edits:
        edit(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheets(book: Any) -> list[Any]:
    return [sheet for sheet in book.worksheets if not sheet.title.startswith("#")]


def move_columns(book: Any) -> None:
    """The order of columns, and what stands beside them, is the author's business."""
    for sheet in sheets(book):
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        order = list(range(len(rows[0])))[::-1]
        for number, row in enumerate(rows, start=1):
            for place, at in enumerate(order, start=1):
                sheet.cell(number, place).value = row[at]
                if isinstance(row[at], str):
                    sheet.cell(number, place).data_type = "s"


def add_blank_rows(book: Any) -> None:
    for sheet in sheets(book):
        for at in range(sheet.max_row, 2, -1):
            sheet.insert_rows(at)


def numbers_become_floats(book: Any) -> None:
    for sheet in sheets(book):
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, int):
                    cell.value = float(cell.value)


def flags_become_booleans(book: Any) -> None:
    words = {"có": True, "không": False}
    for sheet in sheets(book):
        for row in sheet.iter_rows(min_row=3):
            for cell in row:
                if cell.value in words:
                    cell.value = words[cell.value]


def add_notes(book: Any) -> None:
    book.create_sheet("# nháp").append(["anything", 1, None, "x"])
    for sheet in sheets(book):
        sheet.append(["# ghi chú của tôi", "và nữa", "x"])
        sheet.cell(1, sheet.max_column + 1).value = "# nhận xét"
        sheet.cell(4, sheet.max_column).value = "cần hỏi lại"


def forget_styles(book: Any) -> None:
    for sheet in sheets(book):
        for row in sheet.iter_rows():
            for cell in row:
                cell.style = "Normal"


def everything_on_one_sheet(book: Any) -> None:
    """Rows say what they are, so that it does not matter on which sheet they stand."""
    target = next(sheet for sheet in sheets(book) if sheet.title == "A")
    source = next(sheet for sheet in sheets(book) if sheet.title == "B")
    for row in source.iter_rows(min_row=3):
        target.append([cell.value for cell in row])
    book.remove(source)


EDITS = [
    move_columns,
    add_blank_rows,
    numbers_become_floats,
    flags_become_booleans,
    add_notes,
    forget_styles,
    everything_on_one_sheet,
]


@pytest.mark.parametrize("edit", [lambda _book: None, *EDITS], ids=lambda edit: edit.__name__)
def test_what_a_spreadsheet_does_changes_nothing(edit: Edit) -> None:
    content = EVERY_KIND.read_bytes()
    assert_same(import_workbook(edited(exported(content), edit), "x.xlsx"), content)


def test_all_of_it_together() -> None:
    content = EVERY_KIND.read_bytes()
    assert_same(import_workbook(edited(exported(content), *EDITS[1:]), "x.xlsx"), content)


# --- how it looks --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def book() -> Workbook:
    return load_workbook(io.BytesIO(exported(EVERY_KIND.read_bytes())))


def test_a_sheet_for_the_set_for_levels_for_rules_and_for_each_pillar(book: Workbook) -> None:
    assert book.sheetnames == ["set", "levels", "rules", "A", "B", "#lists", "#order"]
    hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "hidden"]
    assert hidden == ["#lists", "#order"]


def test_only_headers_are_locked(book: Workbook) -> None:
    for sheet in sheets(book):
        assert sheet.protection.sheet
        assert not sheet.protection.insertRows
        assert not sheet.protection.formatCells
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert {cell.row for cell in cells if cell.protection.locked} == {1, 2}
        assert sheet.freeze_panes in {"C3", "D3"}
        columns = [one for one in sheet.column_dimensions.values() if one.min]
        assert sum(one.max - one.min + 1 for one in columns) == 16384
        assert not any(one.protection.locked for one in columns)


def offers(sheet: Any, cell: str) -> list[str]:
    return [rule.formula1 for rule in sheet.data_validations.dataValidation if cell in rule.sqref]


def test_what_is_one_of_a_few_words_is_offered(book: Workbook) -> None:
    sheet: Any = book["A"]
    rows = {(row[0].value, row[2].value): row[0].row for row in sheet.iter_rows()}
    kinds = [row[3] for row in sheet.iter_rows() if row[0].value == "answer"]
    assert kinds[0].value == "ladder"
    (kind,) = offers(sheet, kinds[0].coordinate)
    assert set(kind.strip('"').split(",")) >= {"ladder", "yes_no", "choice", "dated_target"}
    assert rows["criterion", "A.01"] == 4
    (names,) = offers(sheet, "A400")
    assert names.startswith("'#lists'!")
    head: Any = book["set"]
    official = next(row[2] for row in head.iter_rows() if row[0].value == "official")
    assert official.value == "không"
    assert offers(head, official.coordinate) == ['"không,có"']
    named = [cell.value for cell in book["#lists"]["A"]]
    assert {"criterion", "question", "level", "answer.unit", "advice"} <= set(named)


def test_headers_speak_the_language() -> None:
    book = load_workbook(io.BytesIO(exported(EVERY_KIND.read_bytes(), "en")))
    sheet: Any = book["A"]
    assert [cell.value for cell in sheet[1]][:6] == ["row", "#", "code", "value", "vi", "en"]
    assert sheet["A2"].value.startswith("#")
    assert sheet["B4"].value == "criterion"
    assert (
        load_workbook(io.BytesIO(exported(EVERY_KIND.read_bytes())))["A"]["B4"].value == "tiêu chí"
    )


def test_long_texts_wrap(book: Workbook) -> None:
    sheet: Any = book["A"]
    assert sheet["E5"].alignment.wrap_text
    assert sheet.column_dimensions["E"].width > 40


def test_a_decimal_is_a_number_to_the_spreadsheet(book: Workbook) -> None:
    sheet: Any = book["A"]
    found = [cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "n"]
    assert 2.5 in found
    assert Decimal("2.5") not in [value for value in found if isinstance(value, str)]
