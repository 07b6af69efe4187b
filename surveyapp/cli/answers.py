"""Reads the table of answers that a command is given, or refuses with every fault."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from criteria.model import CriteriaSet
from criteria.numbers import DecimalMark
from criteria.sentences import say
from criteria.tables import (
    CellFault,
    TableFaulty,
    TableFormat,
    UnitAnswers,
    format_of,
    read_answers,
)
from surveyapp.cli.output import read_whole
from surveyapp.cli.speech import Refused

F = TypeVar("F", bound=Callable[..., Any])

MARKS = {"point": DecimalMark.POINT, "comma": DecimalMark.COMMA}
_READABLE = [TableFormat.CSV.value, TableFormat.XLSX.value, TableFormat.JSONL.value]
_WORDS = {
    "vi": {
        "row": "Hàng {row}",
        "column": "cột {column}",
        "table": "Bảng",
        "many": "{count} chỗ cần sửa. Chưa có kết quả.",
        "json": "ANSWERS là JSON Lines (mỗi dòng một đơn vị), không phải một danh sách JSON.",
    },
    "en": {
        "row": "Row {row}",
        "column": "column {column}",
        "table": "Table",
        "many": "Places to mend: {count}. There is no result.",
        "json": "ANSWERS is JSON Lines, one unit on each line, not one JSON list.",
    },
}


def answers_options(command: F) -> F:
    """Add the options that say how the answers are written: ``--from`` and ``--decimal``."""
    given: Callable[[F], F] = click.option(
        "--from", "given", type=click.Choice(_READABLE), help="Form of ANSWERS."
    )
    decimal: Callable[[F], F] = click.option(
        "--decimal",
        type=click.Choice(list(MARKS)),
        help="Decimal mark of ANSWERS; without it a number with two readings is refused.",
    )
    return given(decimal(command))


def read_units(
    criteria_set: CriteriaSet, name: str, given: str | None, decimal: str | None, language: str
) -> tuple[UnitAnswers, ...]:
    """Return the units of a file or of standard input."""
    content = read_whole(name, language)
    table_format = TableFormat(given) if given else _form_of(name, content, language)
    try:
        return read_answers(criteria_set, content, table_format, mark=mark_of(decimal))
    except TableFaulty as faulty:
        lines = [_fault_line(fault, language) for fault in faulty.faults]
        many = _WORDS[language]["many"].format(count=len(lines))
        raise Refused([*lines, many]) from None


def mark_of(decimal: str | None) -> DecimalMark | None:
    """Return the decimal mark that was declared, if any."""
    return None if decimal is None else MARKS[decimal]


def _form_of(name: str, content: bytes, language: str) -> TableFormat:
    """Return the form of the answers by the ending, or by how the content begins."""
    ending = format_of(name)
    if ending not in {None, TableFormat.JSON}:
        return TableFormat(ending)
    start = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"["):
        raise Refused([_WORDS[language]["json"]])
    if start.startswith(b"{"):
        return TableFormat.JSONL
    return TableFormat.XLSX if start.startswith(b"PK\x03\x04") else TableFormat.CSV


def _fault_line(fault: CellFault, language: str) -> str:
    """Return a fault as ``Row 5, column KH.03.b: sentence``."""
    words = _WORDS[language]
    places = [words["row"].format(row=fault.row)] if fault.row else []
    if fault.column:
        places.append(words["column"].format(column=fault.column))
    where = ", ".join(places) or words["table"]
    return f"{where[:1].upper()}{where[1:]}: {say(fault, language)}"
