"""What changed between two versions of a set, as values that sentences and pages can read.

What lives here: the model. What does not: finding changes (`diff`) and their words
(`sentences.changes`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from criteria.answers import Parameter
from criteria.comparable import Comparable
from criteria.values import Text


@dataclass(frozen=True, slots=True)
class Place:
    """Where inside a part something changed: keys of the format and names of items.

    ``Place(("answer", "levels", "2", "descriptor"))`` is the descriptor of level 2.
    """

    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class YesOrNo:
    """A decision, said as a word."""

    is_yes: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """Several contents, each with the key that it stands under ("" where it has none)."""

    items: tuple[tuple[str, Content], ...]


Content: TypeAlias = "Parameter | Text | Place | YesOrNo | Listed"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different.

    `code` names the sort of change and its sentence; `node` is the pillar, group, criterion or
    indicator ("" for the set as a whole), `title` its name for people.
    """

    code: str
    node: str = ""
    title: Text | None = None
    parameters: Mapping[str, Content] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that changed from one version to another, in the order of the newer one."""

    old: str
    new: str
    changes: tuple[Change, ...]
    comparable: Comparable
