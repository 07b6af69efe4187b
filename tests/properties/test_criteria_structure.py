"""The quick look at a file's shape and the careful one never disagree."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from criteria.document import read_document
from criteria.registry import shipped
from criteria.structure import structure_faults

SETS = Path(__file__).parents[1] / "fixtures" / "sets"
DATA = [read_document(path.read_bytes(), path.name).data for path in sorted(SETS.glob("*.yaml"))]
ODD = [
    None,
    True,
    "x",
    "",
    -1,
    0,
    7,
    10**30,
    1.5,
    2.0,
    -0.0,
    1e-3,
    [],
    {},
    "1/2",
    "0/1",
    "1/0",
    ["a"],
    {"a": 1},
]


def _places(part: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    below = dict(enumerate(part)) if isinstance(part, list) else part
    if not isinstance(below, dict):
        return [path]
    return [path, *(place for key, one in below.items() for place in _places(one, (*path, key)))]


def _put(data: Any, path: tuple[Any, ...], content: Any) -> Any:
    if not path:
        return content
    changed = deepcopy(data)
    here = changed
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = content
    return changed


@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_a_changed_set_is_judged_alike(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from(DATA))
    changed = _put(
        whole, data.draw(st.sampled_from(_places(whole))), data.draw(st.sampled_from(ODD))
    )
    text = json.dumps(changed, ensure_ascii=False, default=float)
    document = read_document(text.encode(), "changed.yaml")
    assert structure_faults(document) == structure_faults(replace(document, is_plain=False))


@pytest.mark.parametrize("one", shipped(), ids=lambda one: one.reference)
def test_shipped_sets_are_judged_alike(one: Any) -> None:
    document = read_document(one.source.read_bytes(), one.file)
    assert structure_faults(replace(document, is_plain=False)) == []
    assert structure_faults(document) == []
