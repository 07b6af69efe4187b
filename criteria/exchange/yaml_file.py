"""Writes the data of a set as a YAML file that people can go on writing.

Every text stands in double quotes, so that no word of it can be taken for anything else; short
parts stand on one line. Reading the file gives the same data, to the last digit and in the same
order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from criteria.numbers import canonical

_WIDTH = 110
_STEP = "  "
# Codes and words of the format stand without quotes where nothing can mistake them.
_BARE = re.compile(
    r"(?!(?i:true|false|null|yes|no|on|off|y|n)$)(?:[a-z][a-z0-9_-]*|[A-Z][A-Z0-9.]*)", re.ASCII
)
_QUOTED = frozenset({"version", "document", "place", "url", "reference"})


def as_yaml(data: Mapping[str, Any]) -> bytes:
    """Return the file of a set."""
    return ("\n".join(_mapping(data, "")) + "\n").encode()


def _mapping(data: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, content in data.items():
        if _is_part(content):
            short = _in_short(content)
            if short is not None and len(indent) + len(key) + 2 + len(short) <= _WIDTH:
                yield f"{indent}{key}: {short}"
            else:
                yield f"{indent}{key}:"
                yield from _below(content, indent + _STEP)
        else:
            yield f"{indent}{key}: {_scalar(content, key)}"


def _below(content: Any, indent: str) -> Iterator[str]:
    if isinstance(content, Mapping):
        yield from _mapping(content, indent)
        return
    for item in content:
        yield from _item(item, indent)


def _item(item: Any, indent: str) -> Iterator[str]:
    """Yield one item of a list behind its dash."""
    if not _is_part(item):
        yield f"{indent}- {_scalar(item, '')}"
        return
    short = _in_short(item)
    if short is not None and len(indent) + 2 + len(short) <= _WIDTH:
        yield f"{indent}- {short}"
        return
    lines = list(_below(item, indent + _STEP))
    yield f"{indent}- {lines[0].lstrip()}"
    yield from lines[1:]


def _is_part(content: Any) -> bool:
    return isinstance(content, (Mapping, list))


def _in_short(content: Any) -> str | None:
    """Return a small part on one line, None for one that is better read on several."""
    if isinstance(content, list):
        if any(_is_part(item) for item in content):
            return None
        return f"[{', '.join(_scalar(item, '') for item in content)}]"
    inner = [
        (key, _in_short(one) if _is_part(one) else _scalar(one, key))
        for key, one in content.items()
    ]
    if any(one is None for _, one in inner) or _holds_more_than_words(content):
        return None
    return "{" + ", ".join(f"{key}: {one}" for key, one in inner) + "}"


def _holds_more_than_words(content: Mapping[str, Any]) -> bool:
    """Tell whether a part has parts below it that have parts themselves."""
    parts = [one for one in content.values() if isinstance(one, Mapping)]
    return any(_is_part(one) for part in parts for one in part.values()) or len(parts) > 1


def _scalar(content: Any, key: str) -> str:
    if content is None:
        return "null"
    if isinstance(content, bool):
        return "true" if content else "false"
    if isinstance(content, int):
        return str(content)
    if isinstance(content, (Decimal, float)):
        return _number(content)
    is_sentence = key in _QUOTED or (len(key) in {2, 3} and key != "is")
    if not is_sentence and len(content) <= 40 and _BARE.fullmatch(content):
        return str(content)
    return json.dumps(content, ensure_ascii=False)


def _number(content: Decimal | float) -> str:
    """Write a decimal as one: 10.0 is not 10 to the hash of a set."""
    text = canonical(Decimal(str(content)))
    return text if "." in text else f"{text}.0"
