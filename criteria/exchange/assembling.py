"""From the rows of a workbook to the tree of a set.

What lives here: where every row belongs, by its name and the block it stands in. What does not:
what the cells mean (`meaning`) and whether the set is sound (`loader`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from criteria.answers import Parameter
from criteria.document import DEEPEST
from criteria.exchange import layout
from criteria.exchange.book import Book, Cell, Sheet, Spot
from criteria.exchange.headers import find_header
from criteria.exchange.keys import ROOT, Holds, is_tally, keys_of
from criteria.exchange.tree import TALLY, Branch, Leaf, Twigs, Words
from criteria.findings import Finding

_SEVERAL = frozenset({Holds.PARTS, Holds.WORDS_OR_PARTS})
_ABOVE = {
    "pillar": ("",),
    "group": ("pillar", "group"),
    "criterion": ("pillar", "group"),
    "indicator": ("criterion",),
}


def assemble(book: Book, file: str) -> tuple[Branch, list[Finding]]:
    """Return the set as a tree of cells, and every row that has no place in it."""
    assembler = _Assembler(file, Spot(book.sheets[0].name, 1, 1))
    for sheet in book.sheets:
        if sheet.rows and not sheet.name.startswith(layout.REMARK):
            assembler.take(sheet)
    return assembler.root, assembler.findings


class _Misplaced(Exception):
    """A row that can not stand where it is."""

    def __init__(self, code: str, **parameters: Parameter) -> None:
        self.code = code
        self.parameters = parameters
        super().__init__(code)


class _Assembler:
    """Takes in row after row; `_open` are the blocks around it, the outermost first."""

    def __init__(self, file: str, start: Spot) -> None:
        self.root = Branch(ROOT, start)
        self.findings: list[Finding] = []
        self._file = file
        self._open: list[tuple[str, Branch]] = [("", self.root)]
        self._groups: dict[str, list[tuple[str, Branch]]] = {}

    def take(self, sheet: Sheet) -> None:
        """Take in one sheet; every sheet begins outside of all blocks."""
        header = find_header(sheet, self._file)
        self.findings += header.findings
        self._open = [("", self.root)]
        for number, row in sheet.rows.items():
            if number > header.number and header.columns:
                cells, words = header.divide(row)
                self._take_row(Spot(sheet.name, number, 1), cells, words)

    def _take_row(self, spot: Spot, cells: dict[str, Cell], words: dict[str, Cell]) -> None:
        named = cells.pop(layout.NAME, None)
        name = "" if named is None else str(named.content).strip()
        if name.startswith(layout.REMARK) or not (name or cells or words):
            return
        spot = spot if named is None else named.spot
        try:
            if not name:
                raise _Misplaced("row_unnamed")
            if name in layout.BLOCKS:
                self._open_block(name, spot, cells, words)
            else:
                self._put(name, spot, cells, words)
        except _Misplaced as fault:
            self._refuse(fault.code, spot, fault.parameters)

    # --- blocks ---

    def _open_block(
        self, name: str, spot: Spot, cells: dict[str, Cell], words: Mapping[str, Cell]
    ) -> None:
        block = layout.BLOCKS[name]
        branch = Branch(block.definition, spot, has_row=True)
        parent = cells.pop(layout.PARENT, None)
        around = self._around(name, spot, parent)
        self._open = [*around, (name, branch)]
        if len(self._open) > DEEPEST:
            raise _Misplaced("groups_too_deep", most=DEEPEST)
        if name == "group" and "code" in cells:
            self._groups[str(cells["code"].content).strip()] = self._open
        above = around[-1][1] if around else Branch(ROOT, spot)
        listed = above.keys.setdefault(block.listed, Twigs(spot))
        assert isinstance(listed, Twigs)
        listed.items.append(branch)
        self._fill(branch, name, layout.Part((), words=layout.BLOCK_WORDS), cells, words)

    def _around(self, name: str, spot: Spot, parent: Cell | None) -> list[tuple[str, Branch]]:
        """Return the blocks around a new one; a group stands in the pillar or where it says."""
        if parent is not None:
            around = self._groups.get(str(parent.content).strip())
            if name == "group" and around is not None:
                return around
            shown = {"found": str(parent.content)[:60]}
            self._refuse("group_unknown", parent.spot, shown)
        wanted = ("pillar",) if name == "group" else _ABOVE[name]
        for depth in range(len(self._open), 0, -1):
            if self._open[depth - 1][0] in wanted:
                return self._open[:depth]
        self._refuse("block_out_of_place", spot, {"row": name, "above": ", ".join(wanted)})
        return []

    # --- rows inside a block ---

    def _put(
        self, name: str, spot: Spot, cells: dict[str, Cell], words: Mapping[str, Cell]
    ) -> None:
        block = self._open[-1][1]
        head, *rest = name.split(".")
        part = layout.parts_in(block.definition).get(head)
        path = (head,) if part is None else part.path
        above, keys = self._descend(block, path[:-1], name, spot), [path[-1]]
        if rest:
            above, keys = self._descend(above, (path[-1], *rest[:-1]), name, spot), [rest[-1]]
            part = None
        key = keys_of(above.definition).get(keys[0])
        if key is None:
            raise self._unknown(name, block)
        if key.holds in _SEVERAL or key.holds is Holds.PART:
            branch = self._branch(above, keys[0], name, spot)
            if is_tally(key.definition):
                branch.keys[TALLY] = Leaf(spot, cells.pop(layout.VALUE, None))
            self._fill(branch, name, part or layout.Part(path), cells, words)
        elif key.holds is Holds.WORDS:
            self._set(above, keys[0], Words(spot, words))
            self._idle(name, cells)
        else:
            self._set(above, keys[0], Leaf(spot, cells.pop(layout.VALUE, None)))
            self._idle(name, {**cells, **words})

    def _descend(self, above: Branch, path: Sequence[str], name: str, spot: Spot) -> Branch:
        """Go down to a part that is there already, or can be made by the way."""
        for step in path:
            key = keys_of(above.definition).get(step)
            if key is None:
                raise self._unknown(name, self._open[-1][1])
            found = above.keys.get(step)
            if key.holds is Holds.PART:
                found = above.keys.setdefault(step, Branch(key.definition, spot))
            elif key.holds in _SEVERAL and isinstance(found, Twigs):
                found = found.items[-1]
            if not isinstance(found, Branch):
                raise _Misplaced("row_out_of_place", row=name)
            above = found
        return above

    def _branch(self, above: Branch, key: str, name: str, spot: Spot) -> Branch:
        """Open the part under a key: a new one in a list, elsewhere the only one."""
        known = keys_of(above.definition)[key]
        if known.holds in _SEVERAL:
            listed = above.keys.setdefault(key, Twigs(spot))
            branch = Branch(known.definition, spot, has_row=True)
            assert isinstance(listed, Twigs)
            listed.items.append(branch)
            return branch
        found = above.keys.setdefault(key, Branch(known.definition, spot))
        assert isinstance(found, Branch)
        if found.has_row:
            raise _Misplaced("row_twice", row=name)
        found.has_row, found.spot = True, spot
        return found

    def _fill(
        self,
        branch: Branch,
        name: str,
        part: layout.Part,
        cells: dict[str, Cell],
        words: Mapping[str, Cell],
    ) -> None:
        """Put the cells of a row under the keys of the part that it opens."""
        value = cells.pop(layout.VALUE, None)
        known = keys_of(branch.definition)
        for key, cell in cells.items():
            if key in known:
                self._set(branch, key, Leaf(cell.spot, cell))
            else:
                self._idle(name, {key: cell})
        if value is not None and part.value:
            self._set(branch, part.value, Leaf(value.spot, value))
        elif value is not None:
            self._idle(name, {layout.VALUE: value})
        if words and part.words:
            self._set(branch, part.words, Words(branch.spot, words))
        else:
            self._idle(name, words)

    def _set(self, branch: Branch, key: str, content: Leaf | Words) -> None:
        if key in branch.keys:
            raise _Misplaced("row_twice", row=key)
        branch.keys[key] = content

    def _idle(self, name: str, cells: Mapping[str, Cell]) -> None:
        """Refuse cells that mean nothing in their row: they would be lost."""
        for column, cell in cells.items():
            self._refuse("cell_not_for_row", cell.spot, {"column": column, "row": name})

    def _unknown(self, name: str, block: Branch) -> _Misplaced:
        known = [*layout.BLOCKS, *layout.parts_in(block.definition), *keys_of(block.definition)]
        close = get_close_matches(name, known, 1)
        if close:
            return _Misplaced("row_misspelt", row=name[:60], close=close[0])
        return _Misplaced("row_unknown", row=name[:60], known=", ".join(sorted(set(known))))

    def _refuse(self, code: str, spot: Spot, parameters: Mapping[str, Parameter]) -> None:
        self.findings.append(
            Finding(code, file=self._file, line=spot.row, cell=spot.name, parameters=parameters)
        )
