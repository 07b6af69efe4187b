"""The quick look at the structure of a file agrees with the careful one, fractions and all."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from criteria import structure
from criteria.document import read_document
from criteria.structure import structure_faults, surely_fits

ROOT = Path(__file__).parents[2]
EVERY_KIND = (ROOT / "fixtures" / "sets" / "every-kind.yaml").read_text(encoding="utf-8")

NUMBERS = [
    "80", "80.5", "80.0", "0", "0.0", "100", "100.5", "101", "-1", "true", "[1]", "1e1", "1e400",
    '""', '"80"', '"80/1"', '"1/3"', '"2/3"', '"301/3"', '"299/3"', '"300/3"', '"0/1"', '"01/3"',
    '"1/03"', '"1/0"', '"-1/3"', '"1/3 "', '"99999999999999999999/99999999999999999998"',
    '"10000000001/100000000"',
]  # fmt: skip


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    "place", ["full: 80", "points: 2.5", "level: 2", "maximum: 5", 'vi: "Ghi chú"', "pillars: 1"]
)
def test_a_yes_is_never_wrong(number: str, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    key, _, _ = place.partition(":")
    assert place in EVERY_KIND
    document = read_document(EVERY_KIND.replace(place, f"{key}: {number}").encode(), "x")
    quick = surely_fits(document)
    monkeypatch.setattr(structure, "surely_fits", lambda _document: False)
    assert not quick or structure_faults(document) == []


@pytest.mark.parametrize("number", ["80", "80.5", '"1/3"', '"299/3"', '"2/3"'])
def test_usual_numbers_take_the_quick_way(number: str) -> None:
    document = read_document(EVERY_KIND.replace("full: 80", f"full: {number}").encode(), "x")
    assert surely_fits(document)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_a_spoilt_file_is_never_taken_for_a_sound_one(seed: int) -> None:
    rng = random.Random(seed)
    lines = EVERY_KIND.split("\n")
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(lines))
        line = lines[at]
        lines[at] = rng.choice(
            [
                line.replace("1", '"1/3"', 1),
                line.replace("5", "-5", 1),
                line.replace("code: ", "code: x", 1),
                line.replace("points: ", "points: [", 1),
                line.replace("true", "yes", 1),
                line.replace(': "', ": 7 #", 1),
                "",
            ]
        )
    document = read_document("\n".join(lines).encode(), "x")
    if not document.is_broken and surely_fits(document):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(structure, "surely_fits", lambda _document: False)
            assert structure_faults(document) == []
