"""How a set is laid out in a workbook: which rows there are, and what their columns hold.

Every row says in its first column what it is. A pillar, a group, a criterion and an indicator open
a block; the rows below belong to it until the next one opens. What has words stands in the columns
of the languages, one number or word in `value`, and the parts of lists (levels, options, steps,
advice, rules) are rows of their own with their numbers in columns of their own. A row for a single
key has the name that the key has in the file: ``question``, ``source.place``, ``answer.maximum``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from criteria.exchange.keys import ROOT

NAME = "row"
"""The column that says what a row is."""
MEANING = "#"
"""The column that says the same in words; it is never read."""
VALUE = "value"
REMARK = "#"
"""A row whose first cell begins with this is never read, nor is a sheet of such a name."""
KEPT_ORDER = "#order"
"""The first cell of the hidden sheet that keeps an unusual order of keys."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the set that has a row of its own.

    `path` leads to it from the block it stands in; `value` and `words` are its keys whose content
    stands in the column `value` and in the columns of the languages.
    """

    path: tuple[str, ...]
    value: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """What opens a block: the list that it belongs to, and its definition in the schema."""

    listed: str
    definition: str


BLOCKS: Mapping[str, Block] = {
    "pillar": Block("pillars", "group"),
    "group": Block("groups", "group"),
    "criterion": Block("criteria", "criterion"),
    "indicator": Block("indicators", "indicator"),
}
BLOCK_WORDS = "title"
BLOCK_OF: Mapping[str, str] = {block.listed: name for name, block in BLOCKS.items()}
PARENT = "in"
"""The column that says in which group a group stands, where groups hold groups."""

_OF_THE_SET: Mapping[str, Part] = {
    "source": Part(("sources",), value="document"),
    "levels": Part(("levels",), value="measure"),
    "level": Part(("levels", "bands"), words="title"),
    "pillar_levels": Part(("pillar_levels",), value="measure"),
    "pillar_level": Part(("pillar_levels", "bands"), words="title"),
    "gate": Part(("gates",)),
    "rule": Part(("rules",), value="rule"),
    "when": Part(("rules", "when")),
    "needs": Part(("rules", "needs")),
    "unless": Part(("rules", "unless")),
}
_OF_A_BLOCK: Mapping[str, Part] = {
    "source": Part(("source",), value="document"),
    "asked_when": Part(("asked_when",), value="is"),
    "answer": Part(("answer",), value="kind"),
    "level": Part(("answer", "levels"), words="descriptor"),
    "option": Part(("answer", "options"), words="title"),
    "step": Part(("answer", "steps"), words="descriptor"),
    "advice": Part(("advice",), words="do"),
    "weights": Part(("weights",), value="method"),
    "expert": Part(("weights", "experts")),
    "comparison": Part(("weights", "comparisons")),
}


def parts_in(definition: str) -> Mapping[str, Part]:
    """Return the rows that open a part inside a block of this definition, by their names."""
    return _OF_THE_SET if definition == ROOT else _OF_A_BLOCK


def name_of_part(definition: str, path: Sequence[str]) -> str | None:
    """Return the name of the row of a part, if it has one of its own."""
    found = (name for name, part in parts_in(definition).items() if part.path == tuple(path))
    return next(found, None)


_EDGES = ("at_least", "above", "below", "at_most")


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet for the set itself: the keys of the set that stand on it, and its columns."""

    title: str
    keys: tuple[str, ...]
    columns: tuple[str, ...] = ()


LEVELS = Page(
    "levels",
    ("levels", "pillar_levels", "gates"),
    ("level", *_EDGES, "pillars", "pillar_level"),
)
RULES = Page(
    "rules",
    ("rules",),
    ("code", "measure", *_EDGES, "level", "points", "cap", "percent", "counted_from", "ties"),
)
HEAD = "set"
"""The sheet for every other key of the set."""
PILLAR_COLUMNS = (
    "level",
    "points",
    "maximum",
    "weight",
    *_EDGES,
    "exclusive",
    "effort",
)
"""The columns of a pillar's sheet behind the words; `code` stands before them."""
