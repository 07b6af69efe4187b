"""What LibreOffice opens and saves, untouched, comes back as the same set."""

from __future__ import annotations

from pathlib import Path

import pytest

from criteria.document import canonical_hash, read_document
from criteria.exchange import export_workbook, import_workbook
from criteria.loader import load
from criteria.registry import get_source
from tests.libreoffice.desk import EVERY_KIND, Calc, run

# Ladders with advice, conditions, dated targets, rules, a European one, and the largest.
SETS = [
    "dn-nho-va-vua",
    "dn-theo-nganh",
    "muc-tieu-nq57",
    "nhiem-vu-cong-chuc",
    "eu-dma",
    "dn-lon",
]


@pytest.mark.parametrize("slug", SETS)
def test_a_shipped_set_comes_back_with_its_hash(slug: str, calc: Calc, tmp_path: Path) -> None:
    book, saved, back = (tmp_path / name for name in ("xuất.xlsx", "lưu lại.xlsx", "lại.yaml"))
    source = tmp_path / f"{slug}.yaml"
    source.write_bytes(get_source(slug))
    run("export", source, "--output", book)
    calc.open(book)
    calc.save(saved)
    assert saved.read_bytes() != book.read_bytes()
    told = run("import", saved, "--output", back)
    assert told.stderr.startswith("Imported ")
    assert load(back).content_hash == load(source).content_hash


ODD_TEXTS = {
    "Mức nào đúng?": "=1+1",
    "Có không?": "#N/A",
    "Phương án nào?": "  blanks around  ",
    "Những gì?": "hai\\ndòng\\n\\nrồi hết",
    "Mấy lần một năm?": "return\\rhere",
    "Bao nhiêu phần trăm?": "_x0041_ and _x000D_ are words",
    "Đã làm đến đâu?": "1/3",
    "Còn gì nữa?": "TRUE",
    "Ảnh chụp màn hình.": "2026-12-01",
    "Quyết định.": "12,5",
    "Hợp đồng.": "0012",
    "Danh sách.": "😀 <b>&amp;</b>",
    "Biên bản.": "'“ngoặc” ‘kép’ 50 %",
    "Văn bản.": "https://example.vn/a?b=c&d và nữa",
    "Lên mức tiếp theo.": "Không",
    "Ban hành.": '=HYPERLINK(\\"x\\")',
    "Chọn tốt hơn.": "@all",
}


def odd_set() -> bytes:
    text = EVERY_KIND.read_text(encoding="utf-8")
    for words, odd in ODD_TEXTS.items():
        assert text.count(f'"{words}"') == 1, words
        text = text.replace(f'"{words}"', f'"{odd}"')
    return text.encode()


@pytest.mark.parametrize("by_way_of", ["", ".ods"])
def test_words_stay_what_they_are(by_way_of: str, calc: Calc, tmp_path: Path) -> None:
    """Also where somebody saved in another form on the way: nothing is taken for anything else."""
    data = read_document(odd_set(), "odd.yaml").data
    assert isinstance(data, dict)
    book = tmp_path / "odd.xlsx"
    book.write_bytes(export_workbook(data))
    calc.open(book)
    if by_way_of:
        calc.save(tmp_path / f"odd{by_way_of}")
        calc.open(tmp_path / f"odd{by_way_of}")
    calc.save(tmp_path / "saved.xlsx")
    imported = import_workbook((tmp_path / "saved.xlsx").read_bytes(), "saved.xlsx")
    assert imported.errors == ()
    assert imported.criteria_set is not None
    assert imported.criteria_set.content_hash == canonical_hash(data)
