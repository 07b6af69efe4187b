"""A set as the rows of a workbook, before any cell is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from criteria.exchange import layout
from criteria.exchange.keys import ROOT, Holds, Key, definition_of, is_tally, keys_of

Data = Mapping[str, Any]
_IN_A_CELL = frozenset({Holds.NUMBER, Holds.FLAG, Holds.WORD})


@dataclass(slots=True)
class SheetRow:
    """One row: its name, the cells of its columns by their keys, and its words by language.

    `keys` says what the columns hold, so that a cell is written in its own way.
    """

    name: str
    cells: dict[str, Any] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    keys: dict[str, Key] = field(default_factory=dict)

    @property
    def opens_block(self) -> bool:
        return self.name in layout.BLOCKS


@dataclass(frozen=True, slots=True)
class SheetRows:
    """One sheet: its name, the columns it needs and its rows."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]


def sheets_of(data: Data) -> tuple[SheetRows, ...]:
    """Lay a set out: its head, its levels, its rules, and a sheet for each pillar."""
    elsewhere = {*layout.LEVELS.keys, *layout.RULES.keys, "pillars"}
    head = tuple(key for key in data if key not in elsewhere)
    pages = [layout.Page(layout.HEAD, head), layout.LEVELS, layout.RULES]
    sheets = [SheetRows(page.title, page.columns, tuple(_page(page, data))) for page in pages]
    sheets += [_pillar(pillar) for pillar in data["pillars"]]
    return tuple(sheets)


def _page(page: layout.Page, data: Data) -> Iterator[SheetRow]:
    writer = _Writer(ROOT, page.columns)
    yield from writer.contents("", (), ROOT, {key: data[key] for key in page.keys if key in data})


def _pillar(pillar: Data) -> SheetRows:
    columns: tuple[str, ...] = ("code", *layout.PILLAR_COLUMNS)
    rows = list(_Writer("group", columns).block("pillar", pillar))
    if any(layout.PARENT in row.cells for row in rows):
        columns = ("code", layout.PARENT, *layout.PILLAR_COLUMNS)
    return SheetRows(pillar["code"], columns, tuple(rows))


class _Writer:
    """Writes the rows of one block and of the blocks inside it."""

    def __init__(self, definition: str, columns: Sequence[str]) -> None:
        self._definition = definition
        self._columns = columns

    def block(self, name: str, data: Data, parent: str = "") -> Iterator[SheetRow]:
        """Yield the row that opens a block, what belongs to it, and the blocks inside it."""
        definition = layout.BLOCKS[name].definition
        writer = _Writer(definition, self._columns)
        row = SheetRow(name)
        rest = writer.fill(row, definition, data, layout.Part((), words=layout.BLOCK_WORDS))
        if parent:
            row.cells[layout.PARENT] = parent
            row.keys[layout.PARENT] = Key(Holds.WORD)
        yield row
        own = {key: content for key, content in rest.items() if key not in layout.BLOCK_OF}
        yield from writer.contents("", (), definition, own)
        for listed in layout.BLOCK_OF.keys() & rest.keys():
            inner = layout.BLOCK_OF[listed]
            above = data["code"] if name == inner == "group" else ""
            for one in rest[listed]:
                yield from self.block(inner, one, above)

    def fill(self, row: SheetRow, definition: str, data: Data, part: layout.Part) -> Data:
        """Put into a row what has a column there, and return what needs rows of its own."""
        keys, rest = keys_of(definition), dict(data)
        for key, content in data.items():
            if key == part.words:
                row.words = content
            elif key == part.value:
                row.cells[layout.VALUE], row.keys[layout.VALUE] = content, keys[key]
            elif key in self._columns and keys[key].holds in _IN_A_CELL:
                row.cells[key], row.keys[key] = content, keys[key]
            else:
                continue
            del rest[key]
        return rest

    def contents(
        self, name: str, path: tuple[str, ...], definition: str, data: Data
    ) -> Iterator[SheetRow]:
        """Yield the rows of keys that stand under a part, or in the block itself."""
        keys = keys_of(definition)
        for key, content in data.items():
            here = (*path, key)
            own = layout.name_of_part(self._definition, here) or (f"{name}.{key}" if name else key)
            holds = keys[key].holds
            if isinstance(content, list) and holds in {Holds.PARTS, Holds.WORDS_OR_PARTS}:
                for one in content:
                    yield from self.part(own, here, keys[key].definition, one)
            elif holds is Holds.PART:
                yield from self.part(own, here, keys[key].definition, content, is_item=False)
            elif holds in {Holds.WORDS, Holds.WORDS_OR_PARTS}:
                yield SheetRow(own, words=content)
            else:
                yield SheetRow(own, {layout.VALUE: content}, keys={layout.VALUE: keys[key]})

    def part(
        self, name: str, path: tuple[str, ...], definition: str, data: Data, *, is_item: bool = True
    ) -> Iterator[SheetRow]:
        """Yield the row of a part and the rows of what found no column in it."""
        known = layout.parts_in(self._definition).get(name, layout.Part(path))
        if is_tally(definition):
            yield SheetRow(name, {layout.VALUE: data}, keys={layout.VALUE: Key(Holds.TALLY)})
            return
        sorts, definition = keys_of(definition), definition_of(definition, data)
        row = SheetRow(name)
        rest = self.fill(row, definition, data, known)
        if known.value in sorts and layout.VALUE in row.keys:
            row.keys[layout.VALUE] = sorts[known.value]  # an answer can be of any kind
        if is_item or row.cells or row.words:
            yield row
        yield from self.contents(name, path, definition, rest)
