"""From the tree of cells to the data of a set, remembering the cell of everything.

What lives here: what stands under each key, in the order of the format. What does not: whether that
makes a sound set (`loader`).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from criteria.document import FRACTION, ODD, Document
from criteria.exchange import layout
from criteria.exchange.book import Cell, Spot
from criteria.exchange.cells import CellRefused, understand
from criteria.exchange.key_order import KeptOrder
from criteria.exchange.keys import Holds, Key, definition_of, keys_of
from criteria.exchange.tree import TALLY, Branch, Leaf, Raw, Twigs, Words
from criteria.findings import Finding

Data = dict[str, Any]
_NOTHING = object()


class Meaning:
    """Turns the tree into data; a line of the document it makes is the number of a cell."""

    def __init__(self, root: Branch, file: str, order: KeptOrder) -> None:
        self.findings: list[Finding] = []
        self._file = file
        self._order = order
        self._spots: list[Spot] = [Spot(root.spot.sheet, 1, 1)]
        self._lines: dict[int, dict[str | int, int]] = {}
        self._languages = _languages(root)
        self._is_plain = True
        self._data = self._branch(root, "", "")

    def document(self) -> Document:
        """Return the data as a document of which every part knows its cell."""
        return Document(self._file, self._data, is_plain=self._is_plain, lines=self._lines)

    def spot_of(self, line: int) -> Spot:
        """Return the cell behind a line of the document."""
        return self._spots[line - 1]

    def _line(self, spot: Spot) -> int:
        self._spots.append(spot)
        return len(self._spots)

    def _branch(self, branch: Branch, listed: str, place: str) -> Data:
        """Return the data of a part; `place` names it in the order that was kept."""
        tally = branch.keys.get(TALLY)
        if isinstance(tally, Leaf):
            return self._tally(tally)
        definition = definition_of(branch.definition, _contents(branch))
        code = branch.keys.get("code")
        if listed in layout.BLOCK_OF and isinstance(code, Leaf) and code.cell:
            place = str(code.cell.content).strip()
        keys = keys_of(definition)
        found: Data = {}
        lines: dict[str | int, int] = {}
        for name in self._order.of(place, branch.keys, list(keys)):
            content = self._content(name, branch.keys.get(name), keys.get(name), place)
            if content is not _NOTHING:
                found[name] = content
                lines[name] = self._line(_spot(branch.keys.get(name), branch.spot))
        self._lines[id(found)] = lines
        return found

    def _tally(self, leaf: Leaf) -> Data:
        found: Data = {} if leaf.cell is None else self._understood(leaf.cell, Key(Holds.TALLY))
        spot = leaf.spot if leaf.cell is None else leaf.cell.spot
        self._lines[id(found)] = {code: self._line(spot) for code in found}
        return found

    def _content(self, name: str, raw: Raw | None, key: Key | None, place: str) -> Any:
        if raw is None:  # an empty list that the order remembers
            return self._listed([], [])
        if isinstance(raw, Leaf):
            return self._leaf(raw, key)
        here = f"{place}/{name}"
        if isinstance(raw, Words):
            return self._words(raw, here)
        if isinstance(raw, Branch):
            return self._branch(raw, name, here)
        if _is_one_text(raw, key):
            return self._words(_text_of(raw), here)
        items = [self._branch(one, name, f"{here}/{at}") for at, one in enumerate(raw.items)]
        return self._listed(items, raw.items)

    def _listed(self, items: list[Data], branches: Sequence[Branch]) -> list[Data]:
        self._lines[id(items)] = {at: self._line(one.spot) for at, one in enumerate(branches)}
        return items

    def _leaf(self, leaf: Leaf, key: Key | None) -> Any:
        if leaf.cell is None:
            if key is None or not key.may_be_empty:
                return _NOTHING
            return [] if key.holds is Holds.LIST else ""
        content = self._understood(leaf.cell, key)
        if isinstance(content, list):
            spot = leaf.cell.spot
            self._lines[id(content)] = {at: self._line(spot) for at in range(len(content))}
        return content

    def _words(self, words: Words, place: str) -> Any:
        if not words.cells:
            return _NOTHING
        found: Data = {}
        lines: dict[str | int, int] = {}
        for language in self._order.of(place, words.cells, self._languages):
            cell = words.cells[language]
            found[language] = self._understood(cell, Key(Holds.WORD))
            lines[language] = self._line(cell.spot)
        self._lines[id(found)] = lines
        return found

    def _understood(self, cell: Cell, key: Key | None) -> Any:
        try:
            content = understand(cell, key)
        except CellRefused as refused:
            self._refuse(refused.code, cell)
            return _harmless(key)
        if isinstance(content, Decimal):
            self._is_plain = self._is_plain and content != content.to_integral_value()
        elif isinstance(content, str):
            self._is_plain = self._is_plain and FRACTION.fullmatch(content) is None
            if ODD.search(content):
                self._refuse("odd_character_in_cell", cell)
                return ODD.sub("\ufffd", content)
        return content

    def _refuse(self, code: str, cell: Cell) -> None:
        spot = cell.spot
        shown = str(cell.content)[:60]
        self.findings.append(
            Finding(
                code, file=self._file, line=spot.row, cell=spot.name, parameters={"found": shown}
            )
        )


def _contents(branch: Branch) -> dict[str, object]:
    """Return what stands in the single cells of a part, as it was typed."""
    return {
        key: raw.cell.content
        for key, raw in branch.keys.items()
        if isinstance(raw, Leaf) and raw.cell is not None
    }


def _languages(root: Branch) -> list[str]:
    """Return the languages that the set declares, which is the order of every text."""
    declared = root.keys.get("languages")
    if not isinstance(declared, Leaf) or declared.cell is None:
        return []
    found = understand(Cell(str(declared.cell.content), declared.spot), Key(Holds.LIST))
    return found if isinstance(found, list) else []


def _spot(raw: Raw | None, otherwise: Spot) -> Spot:
    if isinstance(raw, Leaf) and raw.cell is not None:
        return raw.cell.spot
    return otherwise if raw is None else raw.spot


def _is_one_text(raw: Twigs, key: Key | None) -> bool:
    """Advice without a place or an effort is one text for everybody."""
    if key is None or key.holds is not Holds.WORDS_OR_PARTS or len(raw.items) != 1:
        return False
    return all(isinstance(content, Words) for content in raw.items[0].keys.values())


def _text_of(raw: Twigs) -> Words:
    texts = [one for one in raw.items[0].keys.values() if isinstance(one, Words)]
    return texts[0] if texts else Words(raw.spot, {})


def _harmless(key: Key | None) -> Any:
    """Return something that hides no other fault in place of a refused cell."""
    if key is not None and key.holds in {Holds.NUMBER, Holds.TALLY}:
        return 1 if key.holds is Holds.NUMBER else {}
    return "0" if key is None or key.is_strict else "…"
