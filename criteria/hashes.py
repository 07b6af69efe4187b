"""Fingerprints of what was scored, so that a result can be traced and worked out again.

What lives here: SHA-256 of answers, of one unit and of a whole table. What does not: the hash of a
set (`document`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from fractions import Fraction

from criteria.answers import Given


def input_hash(answers: Mapping[str, Given], awarded: Mapping[str, Fraction] | None = None) -> str:
    """Return the SHA-256 of what was scored, whatever the order in which it was given."""
    content = {
        "answers": {code: _plain(given) for code, given in answers.items()},
        "awarded": {code: str(points) for code, points in (awarded or {}).items()},
    }
    return _digest(content)


def table_hash(rows: Iterable[tuple[str, str, str]]) -> str:
    """Return the SHA-256 of a table: the unit, its league and the hash of its input, row by row.

    The order of the rows counts, since it is that of the results.

    >>> table_hash([("An Phú", "", "0")]) == table_hash([("An Phú", "Huế", "0")])
    False
    """
    return _digest([list(row) for row in rows])


def vectors_hash(vectors: Mapping[str, bytes], leagues: Mapping[str, str]) -> str:
    """Return the SHA-256 of packed vectors with their units and leagues, in their order."""
    digest = hashlib.sha256()
    for unit, vector in vectors.items():
        head = json.dumps([unit, leagues.get(unit, ""), len(vector)], ensure_ascii=False)
        digest.update(f"{head}\n".encode())
        digest.update(vector)
    return digest.hexdigest()


def _digest(content: object) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(given: Given) -> object:
    return "not applicable" if given.value is None else dict(given.value)
