"""What was released: the content hash of every version that ships, in a file beside the sets.

What lives here: reading and writing `published.json`. A version whose file no longer has the hash
that stands here was edited after its release, and is refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date

NAME = "published.json"
_FORMAT = 1
_NAMED = re.compile(r"[a-z0-9-]{1,60}@[0-9.]{1,30}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Entry:
    """One published version; `reason` says why it was published in spite of warnings."""

    reference: str
    content_hash: str
    published_on: date
    reason: str = ""


@dataclass(frozen=True)
class Ledger:
    """All published versions by `slug@version`; a broken one knows none of them."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    is_broken: bool = False


def read_ledger(content: bytes) -> Ledger:
    """Read a ledger; what is none is broken, never a traceback."""
    try:
        data = json.loads(content)
        entries = [
            Entry(
                str(one["reference"]),
                str(one["content_hash"]),
                date.fromisoformat(one["published_on"]),
                str(one.get("reason", "")),
            )
            for one in data["published"]
        ]
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return Ledger(is_broken=True)
    if data.get("format") != _FORMAT or not all(_NAMED.fullmatch(e.reference) for e in entries):
        return Ledger(is_broken=True)
    return Ledger({one.reference: one for one in entries})


def write_ledger(entries: Iterable[Entry]) -> bytes:
    """Return the file of a ledger, in the order in which versions were published."""
    published = [{**asdict(one), "published_on": one.published_on.isoformat()} for one in entries]
    data = {"format": _FORMAT, "published": published}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
