"""The order of the keys of a set, where it is not the one of the format.

The hash of a set knows the order in which its file was written. A workbook has its own order, so
the few parts that were written otherwise are remembered on a hidden sheet: the place of the part,
and its keys. What is not remembered, or was changed since, takes the order of the format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from criteria.exchange import layout
from criteria.exchange.book import Book
from criteria.exchange.keys import ROOT, Holds, definition_of, is_tally, keys_of

Data = Mapping[str, Any]
_EMPTY = "[]"


class KeptOrder:
    """The keys of parts by their places; a key of an empty list ends in ``[]``."""

    def __init__(self, kept: Mapping[str, Sequence[str]]) -> None:
        self._kept = kept

    def of(self, place: str, present: Iterable[str], usual: Sequence[str]) -> list[str]:
        """Return the keys of one part in their order, with those of empty lists."""
        there = list(present)
        kept = self._kept.get(place, ())
        empty = {key.removesuffix(_EMPTY) for key in kept if key.endswith(_EMPTY)}
        named = [key.removesuffix(_EMPTY) for key in kept]
        if set(named) != {*there, *empty}:
            named = list(usual)
        rank = {key: at for at, key in enumerate(named)}
        return sorted({*there, *empty}, key=lambda key: rank.get(key, len(rank)))


def read_order(book: Book) -> KeptOrder:
    """Return what a workbook remembers; a sheet that was spoilt is forgotten."""
    for sheet in book.sheets:
        rows = [list(row.values()) for row in sheet.rows.values()]
        if rows and rows[0][0].content == layout.KEPT_ORDER:
            kept = {
                str(row[0].content): str(row[1].content).split() for row in rows[1:] if len(row) > 1
            }
            return KeptOrder({place.removeprefix(":"): keys for place, keys in kept.items()})
    return KeptOrder({})


def order_rows(data: Data) -> Iterator[tuple[str, str]]:
    """Yield place and keys of every part that is written in another order than the usual."""
    languages = list(data["languages"])
    for place, keys in _unusual(data, ROOT, "", languages):
        # A place may be empty, and no cell is.
        yield f":{place}", " ".join(keys)


def _unusual(
    data: Data, definition: str, place: str, languages: Sequence[str]
) -> Iterator[tuple[str, list[str]]]:
    definition = definition_of(definition, data)
    if is_tally(definition):  # its cell has an order of its own
        return
    known = keys_of(definition)
    yield from _compared(data, list(known), place)
    for name, content in data.items():
        here, key = f"{place}/{name}", known[name]
        if isinstance(content, list) and key.holds in {Holds.PARTS, Holds.WORDS_OR_PARTS}:
            for at, one in enumerate(content):
                code = one.get("code") if name in layout.BLOCK_OF else None
                yield from _unusual(one, key.definition, code or f"{here}/{at}", languages)
        elif key.holds is Holds.PART:
            yield from _unusual(content, key.definition, here, languages)
        elif isinstance(content, dict):
            yield from _compared(content, languages, here)


def _compared(part: Data, usual: Sequence[str], place: str) -> Iterator[tuple[str, list[str]]]:
    has_empty = any(content == [] for content in part.values())
    if has_empty or list(part) != [key for key in usual if key in part]:
        yield place, [f"{key}{_EMPTY}" if part[key] == [] else key for key in part]
