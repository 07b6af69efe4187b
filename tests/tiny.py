"""The smallest sets that a test can be about: pillars and answers, everything else filled in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from criteria.loader import loads
from criteria.model import CriteriaSet

WORDS = {"vi": "chữ", "en": "words"}

Pillars = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""By the code of the pillar and of the criterion: the answer, perhaps with keys of the criterion.

A key of the criterion begins with a capital letter: `{"kind": "yes_no", "points": 5, "Weight": 2}`.
"""


def tiny_data(pillars: Pillars, **changed: Any) -> dict[str, Any]:
    """Return a set as the data of its file; `scoring` changes single keys, others replace."""
    scoring = {
        "aggregation": "sum",
        "missing": "zero",
        "not_applicable": "redistribute",
        "ranked": "score",
        **changed.pop("scoring", {}),
    }
    return {
        "format": 1,
        "slug": "tiny",
        "version": "1",
        "languages": ["vi", "en"],
        "title": WORDS,
        "purpose": WORDS,
        "unit": "agency",
        "official": False,
        "note": WORDS,
        "sources": [{"document": "d"}],
        "scoring": scoring,
        "levels": {"measure": "score", "bands": [{"level": 0, "title": WORDS}]},
        "pillars": [
            {
                "code": code,
                "title": WORDS,
                "criteria": [_criterion(name, answer) for name, answer in own.items()],
            }
            for code, own in pillars.items()
        ],
        **changed,
    }


def tiny_set(pillars: Pillars, **changed: Any) -> CriteriaSet:
    """Return a set with these pillars."""
    return loads(json.dumps(tiny_data(pillars, **changed)).encode())


def write_tiny(path: Path, pillars: Pillars, **changed: Any) -> str:
    """Write such a set as a file and return its name."""
    path.write_text(json.dumps(tiny_data(pillars, **changed), ensure_ascii=False), encoding="utf-8")
    return str(path)


def cut_at(*edges: float, measure: str = "score") -> dict[str, Any]:
    """Return levels from 0 up; each owns its lower edge."""
    bands = [
        {
            "level": level,
            "title": WORDS,
            **({"at_least": edges[level - 1]} if level else {}),
            **({"below": edges[level]} if level < len(edges) else {}),
        }
        for level in range(len(edges) + 1)
    ]
    return {"measure": measure, "bands": bands}


def _criterion(code: str, answer: Mapping[str, Any]) -> dict[str, Any]:
    own = {key.lower(): value for key, value in answer.items() if key[0].isupper()}
    return {
        "code": code,
        "title": WORDS,
        "question": WORDS,
        "evidence": WORDS,
        "advice": WORDS,
        "source": {"document": "d"},
        **own,
        "answer": {key: value for key, value in answer.items() if not key[0].isupper()},
    }


def ladder(top: int, **own: Any) -> dict[str, Any]:
    """A ladder from 0 to `top`, one point for each level."""
    levels = [{"level": level, "descriptor": WORDS} for level in range(top + 1)]
    return {"kind": "ladder", "levels": levels, **own}


def measured(maximum: int = 1, method: str = "min_max", **own: Any) -> dict[str, Any]:
    """A number that is judged among the units."""
    return {"kind": "measured", "maximum": maximum, "unit": WORDS, "method": method, **own}
