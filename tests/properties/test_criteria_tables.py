"""Laws of answer tables: what is written is read back, and no file breaks the reader."""

from __future__ import annotations

import csv
import io
import json
import random
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from criteria.answers import NOT_APPLICABLE, Given
from criteria.kinds import handler_of
from criteria.loader import load
from criteria.model import Indicator
from criteria.sentences import say
from criteria.tables import CellFault, TableFaulty, TableFormat, columns_of, read_answers, template

SET = load(Path(__file__).parents[1] / "fixtures" / "sets" / "every-kind.yaml")
HEADER = ["unit", "league", *(column.name for column in columns_of(SET))]
NAMES = st.text(st.characters(categories=("L", "Nd")), min_size=1, max_size=12)
NUMBERS = st.decimals(0, 10**6, places=3).map(str)
VALUES: dict[str, st.SearchStrategy[dict[str, str]]] = {
    "A.01": st.sampled_from("012").map(lambda level: {"": level}),
    "A.02": st.sampled_from(["yes", "no", "n/a"]).map(lambda word: {"": word}),
    "A.03": st.sampled_from("abc").map(lambda code: {"": code}),
    "A.04": st.sampled_from(["web", "app", "web;app", "none"]).map(lambda codes: {"": codes}),
    "B.01": NUMBERS.map(lambda number: {"": f"{number}0"}),
    "B.02.1": st.integers(1, 99).map(lambda b: {"a": "1", "b": str(b)}),
    "B.04": st.integers(0, 100).map(lambda percent: {"": str(percent)}),
    "B.05": st.integers(0, 5).map(
        lambda n: {"progress": str(n), "done_on": "1/1/2026" if n > 1 else ""}
    ),
    "B.06": NAMES.map(lambda text: {"": text}),
}
UNITS = st.dictionaries(NAMES, st.fixed_dictionaries({}, optional=VALUES), min_size=1, max_size=4)


def indicator(code: str) -> Indicator:
    return next(one for one in SET.indicators() if one.code == code)


def expected(cells: dict[str, dict[str, str]]) -> dict[str, Given]:
    return {
        code: NOT_APPLICABLE
        if typed.get("") == "n/a"
        else Given(handler_of(indicator(code).answer).read(indicator(code).answer, typed))
        for code, typed in cells.items()
    }


def rows_of(units: dict[str, dict[str, dict[str, str]]]) -> list[dict[str, str]]:
    return [
        {
            "unit": unit,
            **{
                f"{code}.{part}" if part else code: cell
                for code, typed in answers.items()
                for part, cell in typed.items()
            },
        }
        for unit, answers in units.items()
    ]


def as_csv(rows: list[dict[str, str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, HEADER)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def as_xlsx(rows: list[dict[str, str]]) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    sheet.append(HEADER)
    for row in rows:
        sheet.append([row.get(name) for name in HEADER])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_jsonl(rows: list[dict[str, str]]) -> bytes:
    return "\n".join(json.dumps(row) for row in rows).encode()


WRITERS = {
    TableFormat.CSV: as_csv,
    TableFormat.XLSX: as_xlsx,
    TableFormat.JSONL: as_jsonl,
}
TEMPLATES = {table_format: template(SET, table_format, "vi") for table_format in WRITERS}


@settings(max_examples=25, deadline=None)
@given(UNITS)
def test_every_form_reads_the_same(units: dict[str, dict[str, dict[str, str]]]) -> None:
    for table_format, write in WRITERS.items():
        found = read_answers(SET, write(rows_of(units)), table_format)
        assert {one.unit for one in found} == {normalize("NFC", unit) for unit in units}
        for one, answers in zip(found, units.values(), strict=True):
            assert one.answers == expected(answers)


@pytest.mark.parametrize("table_format", list(WRITERS))
@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32))
def test_no_damage_breaks_the_reader(table_format: TableFormat, seed: int) -> None:
    """Bytes of a good file are changed, lost or doubled: there is a table, or there are faults."""
    rng = random.Random(seed)
    content = bytearray(TEMPLATES[table_format])
    for _ in range(rng.randint(1, 5)):
        at = rng.randrange(len(content))
        if rng.random() < 0.5:
            content[at] = rng.randrange(256)
        else:
            content[at : at + rng.randint(0, 20)] = content[at : at + rng.randint(0, 20)]
    found = try_reading(bytes(content), table_format)
    assert all(say(fault, "vi") and say(fault, "en") for fault in found)


def try_reading(content: bytes, table_format: TableFormat) -> tuple[CellFault, ...]:
    try:
        read_answers(SET, content, table_format)
    except TableFaulty as faulty:
        return faulty.faults
    return ()
