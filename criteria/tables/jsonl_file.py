"""JSON Lines: one object for each unit, its keys the names of the columns."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NoReturn

from criteria.numbers import as_cell, canonical
from criteria.tables.faults import CellFault, TableFaulty
from criteria.tables.raw import RawRow, RawTable


class _NotPlain(ValueError):
    """JSON that Python would read and the format does not know."""


def read_jsonl(content: bytes) -> RawTable:
    """Read JSON Lines; a key that a unit leaves out is an answer that it did not give."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise TableFaulty([CellFault("table_not_utf8", row)]) from None
    faults: list[CellFault] = []
    objects = list(_objects(text, faults))
    if not objects and not faults:
        raise TableFaulty([CellFault("table_empty")])
    header = tuple(dict.fromkeys(key for _, one in objects for key in one))
    rows = []
    for number, one in objects:
        cells = {key: _cell(content, number, key, faults) for key, content in one.items()}
        rows.append(RawRow(number, tuple(cells.get(name, "") for name in header)))
    return RawTable(header, 0, tuple(rows), tuple(faults), may_leave_gaps=True)


def _objects(text: str, faults: list[CellFault]) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            one = json.loads(
                line,
                parse_float=Decimal,
                parse_constant=_refuse_constant,
                object_pairs_hook=_unique,
            )
        except (ValueError, RecursionError):
            faults.append(CellFault("json_broken", number))
            continue
        if isinstance(one, dict):
            yield number, one
        else:
            faults.append(CellFault("json_not_object", number))


def _refuse_constant(name: str) -> NoReturn:
    raise _NotPlain(name)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    one = dict(pairs)
    if len(one) < len(pairs):
        raise _NotPlain("a key stands twice")
    return one


def _cell(content: object, number: int, name: str, faults: list[CellFault]) -> str:
    """Return a JSON value as the text of a cell; its numbers have only one reading."""
    if content is None:
        return ""
    if isinstance(content, bool):
        return "true" if content else "false"
    if isinstance(content, (int, Decimal)):
        return _number(content)
    if isinstance(content, str):
        return content.strip()
    if isinstance(content, list) and all(isinstance(item, str) for item in content):
        return ";".join(content)
    faults.append(CellFault("json_nested", number, name))
    return ""


def _number(content: int | Decimal) -> str:
    # A number beyond all measure keeps its exponent; the answer's own rules refuse it.
    is_huge = isinstance(content, Decimal) and abs(content.adjusted()) > 60
    return str(content) if is_huge else as_cell(canonical(content))
