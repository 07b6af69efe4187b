"""Laws of documents: the hash is that of one text, and both parsers read the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria import document
from criteria.document import Document, canonical_hash, read_document
from criteria.numbers import canonical

SETS = sorted((Path(__file__).parents[1] / "fixtures" / "sets").glob("*.yaml"))

WORDS = st.text(st.characters(codec="utf-8"), max_size=20)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**40), 10**40),
    st.integers(2**63 - 2, 2**64 + 2),
    st.decimals(allow_nan=False, allow_infinity=False),
    WORDS,
)
DATA = st.recursive(
    SCALARS,
    lambda parts: st.one_of(st.lists(parts, max_size=4), st.dictionaries(WORDS, parts, max_size=4)),
    max_leaves=12,
)


@given(DATA)
def test_the_hash_is_that_of_the_canonical_json(data: Any) -> None:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=canonical)
    assert canonical_hash(data) == hashlib.sha256(text.encode()).hexdigest()


def test_a_decimal_is_hashed_without_its_idle_zeros() -> None:
    text = '{"a":"0.5","b":100000000000000000000000,"c":"Đủ\\n\\"x\\""}'
    data: Any = {"a": Decimal("0.50"), "b": 10**23, "c": 'Đủ\n"x"'}
    assert canonical_hash(data) == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_both_parsers_give_every_part_the_same_line(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fast = read_document(path.read_bytes(), path.name)
    monkeypatch.setattr(document, "_fast_loader", None)
    slow = read_document(path.read_bytes(), path.name)
    assert (fast.data, fast.findings, fast.is_plain) == (slow.data, slow.findings, slow.is_plain)
    assert list(_lines(fast, fast.data, ())) == list(_lines(slow, slow.data, ()))


def _lines(read: Document, part: Any, path: tuple[str | int, ...]) -> Iterator[int]:
    yield read.line_of(path)
    below = dict(enumerate(part)) if isinstance(part, list) else part
    for step, content in below.items() if isinstance(below, dict) else ():
        yield from _lines(read, content, (*path, step))
