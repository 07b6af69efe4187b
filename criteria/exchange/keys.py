"""What the schema says about a key: whether it holds words, a number, a part or a list of parts.

Everything that travels through a workbook is understood from the schema of the format, so that a
key that is added there travels as well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import Any

from criteria.structure import schema

Schema = Mapping[str, Any]


class Holds(Enum):
    """What stands under a key."""

    WORDS = auto()
    NUMBER = auto()
    FLAG = auto()
    WORD = auto()
    LIST = auto()
    PART = auto()
    PARTS = auto()
    WORDS_OR_PARTS = auto()
    TALLY = auto()


@dataclass(frozen=True)
class Key:
    """One key of the format: what it holds, and the definition of the parts below it.

    `is_strict` says that blanks around the word are a slip, `is_date` that it is a day, and
    `may_be_empty` that an empty word or list is as good as any.
    """

    holds: Holds
    definition: str = ""
    allowed: tuple[str, ...] = ()
    is_strict: bool = False
    is_date: bool = False
    may_be_empty: bool = False


ROOT = "#"
"""The definition of the whole set."""


def definition_of(definition: str, part: Mapping[str, Any]) -> str:
    """Return the definition that applies to a part: an answer has the one of its kind."""
    key, sorts = _sorts_of(definition)
    return sorts.get(str(part.get(key)), definition)


@cache
def _sorts_of(definition: str) -> tuple[str, Mapping[str, str]]:
    """Return the key that says of which sort a part is, and the definition of each sort."""
    found: dict[str, str] = {}
    name = ""
    for rule in _schema_of(definition).get("allOf", ()):
        reference = rule.get("then", {}).get("$ref")
        for key, wanted in rule.get("if", {}).get("properties", {}).items():
            if reference is not None and "const" in wanted:
                name = key
                found[wanted["const"]] = reference.removeprefix("#/$defs/")
    return name, found


def is_tally(definition: str) -> bool:
    """Tell whether a part is numbers by code, such as the points that an expert hands out."""
    content = _schema_of(definition)
    return "properties" not in content and "patternProperties" in content


@cache
def keys_of(definition: str) -> Mapping[str, Key]:
    """Return the keys of a definition in their order.

    Of an answer or a rule without a known sort these are the keys of all sorts.
    """
    own = _keys(definition)
    _, sorts = _sorts_of(definition)
    return {**{key: one for name in sorts.values() for key, one in _keys(name).items()}, **own}


def _schema_of(definition: str) -> Schema:
    """Return a definition by its name, or one that stands inside another: ``#/scoring``."""
    if definition == ROOT:
        return schema()
    owner, _, inside = definition.rpartition("/")
    if not owner:
        found: Schema = schema()["$defs"].get(definition, {})
        return found
    whole: Schema = _schema_of(owner)["properties"][inside]
    item: Schema = whole.get("items", whole)
    return item


def _keys(definition: str) -> Mapping[str, Key]:
    keys = _schema_of(definition).get("properties", {})
    return {key: _key(content, f"{definition}/{key}") for key, content in keys.items()}


def _key(content: Schema, name: str) -> Key:
    """Follow references to what a key holds."""
    if "$ref" in content:
        target = content["$ref"].removeprefix("#/$defs/")
        return Key(Holds.WORDS) if target == "text" else _key(schema()["$defs"][target], target)
    if content.get("if") == {"type": "array"}:
        entry = content["then"]["items"]["$ref"].removeprefix("#/$defs/")
        return Key(Holds.WORDS_OR_PARTS, entry)
    return _by_type(content, name)


def _by_type(content: Schema, name: str) -> Key:
    sorts = content.get("type", ())
    types = {sorts} if isinstance(sorts, str) else set(sorts)
    if "array" in types:
        inner = _key(content["items"], name)
        if inner.holds is Holds.PART:
            return Key(Holds.PARTS, inner.definition)
        return Key(Holds.LIST, allowed=inner.allowed, may_be_empty="minItems" not in content)
    if "object" in types:
        return Key(Holds.PART, name)
    if "boolean" in types:
        return Key(Holds.FLAG)
    if types & {"number", "integer"} or isinstance(content.get("const"), int):
        return Key(Holds.NUMBER)
    return _word(content)


def _word(content: Schema) -> Key:
    allowed: Sequence[Any] = content.get("enum", ())
    pattern = content.get("pattern")
    return Key(
        Holds.WORD,
        allowed=tuple(map(str, allowed)),
        is_strict=bool(allowed) or pattern is not None,
        is_date=_fits(pattern, "2026-12-31") and not _fits(pattern, "a"),
        may_be_empty="minLength" not in content
        and not allowed
        and (pattern is None or _fits(pattern, "")),
    )


def _fits(pattern: str | None, text: str) -> bool:
    return pattern is not None and re.search(pattern, text) is not None
