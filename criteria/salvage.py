"""Cuts out what has a fault in its structure, so that the rest of a file can be judged as well.

An author wants every fault at once: a misspelt key in one criterion must not hide a gap between two
levels. What is left is only ever judged, never used.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from criteria.document import Document, Path
from criteria.findings import Finding
from criteria.structure import node_path, structure_faults

# What a smaller set can not be blamed for: rules about the whole tree and its points.
ABOUT_THE_WHOLE = frozenset(
    {
        "nothing_scores",
        "weights_sum",
        "weights_partly_given",
        "weights_all_zero",
        "level_unreachable",
        "level_between_sums",
        "maximum_behind_conditions",
        "interval_ends_early",
        "gate_needs_more_pillars",
        "condition_unreachable",
        "condition_always_holds",
    }
)
_ABOUT_LANGUAGES = frozenset({"translation_missing", "language_not_declared"})
_UNKNOWN_KEYS = frozenset({"unknown_key", "misspelt_key", "unknown_language", "misplaced_key"})
_MOST_ROUNDS = 8
_WORDS = {"vi": "…", "en": "…"}
_STUBS: dict[str, Any] = {
    "format": 1,
    "languages": ["vi", "en"],
    "slug": "x",
    "version": "0",
    "title": _WORDS,
    "purpose": _WORDS,
    "unit": "unit",
    "official": False,
    "note": _WORDS,
    "sources": [{"document": "…"}],
    "scoring": {
        "aggregation": "sum",
        "missing": "zero",
        "not_applicable": "redistribute",
        "ranked": "score",
    },
    "levels": {"measure": "score", "bands": [{"level": 0, "title": _WORDS}]},
}


Fault = tuple[Path, Finding]


def salvage(document: Document, faults: Sequence[Fault]) -> frozenset[str] | None:
    """Cut every faulty part out of the data, in place.

    Parameters
    ----------
    document : Document
    faults : sequence of path and finding
        Where the structure is broken.

    Returns
    -------
    frozenset of str or None
        The codes of remarks that can not be trusted about what is left; None if nothing is left
        that could be judged.
    """
    doubtful: frozenset[str] = frozenset()
    for _ in range(_MOST_ROUNDS):
        if not faults:
            return doubtful
        if not isinstance(document.data, dict) or not _has_pillars(document.data):
            return None
        doubtful |= _cut(document, faults)
        # What was cut may leave an empty list behind, which is a fault of its own.
        faults = structure_faults(document)
    return None


def _has_pillars(data: dict[str, Any]) -> bool:
    pillars = data.get("pillars")
    return isinstance(pillars, list) and bool(pillars)


def _cut(document: Document, faults: Iterable[Fault]) -> frozenset[str]:
    data: Any = document.data
    nodes: set[tuple[str | int, ...]] = set()
    keys: set[str] = set()
    for path, finding in faults:
        node = node_path(path)
        if finding.code in _UNKNOWN_KEYS:
            _holder(data, path).pop(path[-1], None)
        elif node:
            nodes.add(node)
        else:
            keys.add(str(path[0] if path else finding.parameters["key"]))
    for node in sorted(nodes, key=lambda path: (len(path), path), reverse=True):
        _remove(document, node)
    _replace(data, keys)
    # Doubled codes are looked for before anything is cut out.
    doubtful = {"duplicate_code", *(ABOUT_THE_WHOLE if nodes or keys else ())}
    return frozenset(doubtful) | (_ABOUT_LANGUAGES if "languages" in keys else frozenset())


def _holder(data: Any, path: Path) -> Any:
    """Return the mapping or list that holds what a path leads to."""
    for step in path[:-1]:
        data = data[step]
    return data


def _remove(document: Document, node: Path) -> None:
    """Take one item out of its list, and let the others keep their lines."""
    siblings, place = _holder(document.data, node), node[-1]
    lines: Any = document.lines[id(siblings)]
    kept = [lines[n] for n in range(len(siblings)) if n != place]
    del siblings[place]
    lines.clear()
    lines.update(enumerate(kept))


def _replace(data: dict[str, Any], keys: set[str]) -> None:
    """Put something harmless in place of faulty keys at the top."""
    if keys & {"levels", "pillar_levels"}:
        keys = keys | {"gates"}
    for key in keys:
        data.pop(key, None)
        if key in _STUBS:
            data[key] = _STUBS[key]
