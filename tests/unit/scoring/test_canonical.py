"""A table as bytes: the same for the same input, wherever and however it is worked out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from scoring import (
    ENGINE_VERSION,
    Adjustment,
    Aggregation,
    Bands,
    Ceiling,
    Condition,
    Cut,
    Gate,
    Hierarchy,
    Measure,
    Missing,
    Node,
    NotApplicable,
    Quota,
    Requirement,
    Scheme,
    ScoreTable,
    Sign,
    score_table,
)
from scoring.arrays import Floats

F = Fraction
NAN = np.nan
CUT = Cut(Measure.SCORE, Bands((0, 1, 2), (F(40), F(70)), (True, True)))


def a_scheme(how: Aggregation = Aggregation.MEAN) -> Scheme:
    """A set with a rule of every sort."""
    tree = Hierarchy.build(
        [
            Node("all", None, aggregation=how),
            Node("A", "all", aggregation=how),
            Node("A.1", "A", weight=F(3), maximum=F(30)),
            Node("A.2", "A", weight=F(1), maximum=F(10)),
            Node("B", "all", aggregation=how),
            Node("B.1", "B", maximum=F(60)),
            Node("extra", None, maximum=F(5)),
        ]
    )
    return Scheme(
        tree,
        Missing.ZERO,
        NotApplicable.REDISTRIBUTE,
        CUT,
        CUT,
        (Gate(2, pillars=2, pillar_level=2),),
        name="made-up@1 abc",
        adjustments=(Adjustment(Sign.BONUS, ("extra",), cap=F(4)),),
        ceilings=(Ceiling(F(90)),),
        requirements=(Requirement(1, needs=(Condition("A.1", Measure.SCORE, lower=F(50)),)),),
        quota=Quota(1, F(1, 2), counted_from=0),
    )


def a_table(n_units: int = 12, threads: int = 1, how: Aggregation = Aggregation.MEAN) -> ScoreTable:
    """Units with gaps, what does not apply, and many ties."""
    rng = np.random.default_rng(3)
    shares = rng.integers(0, 10, (n_units, 4)) / 9
    shares[rng.random(shares.shape) < 0.1] = NAN
    out = np.isnan(shares) & (rng.random(shares.shape) < 0.5)
    return score_table(
        a_scheme(how),
        shares,
        units=[f"đơn vị {at}" for at in range(n_units)],
        not_applicable=out,
        leagues=["một" if at % 3 else "hai" for at in range(n_units)],
        threads=threads,
    )


def test_what_is_written_is_what_the_result_says() -> None:
    table = a_table()
    data = json.loads(table.to_bytes())
    assert (data["format"], data["engine_version"], data["set"]) == (1, ENGINE_VERSION, "made-up@1")
    assert data["codes"] == list(table.scheme.hierarchy.codes)
    for place, unit in enumerate(data["units"]):
        result = table.result(place)
        assert unit["unit"] == result.unit
        assert unit["score"] == float(result.score or 0)
        assert (unit["level"], unit["rank"]) == (result.level, result.rank)
        assert unit["shares"] == [
            None if node.share is None else float(node.share) for node in result.nodes
        ]
        assert [one["level"] for one in unit["gates_not_passed"]] == [
            missed.gate.level for missed in result.gates_not_passed
        ]
    rules = [one["applied"] for one in data["units"]]
    assert {"rule": "bonus", "codes": ["extra"], "change": 4} in [r[0] for r in rules if r]
    assert any(one["requirements_not_met"] for one in data["units"])
    assert any(one["quota_full"] for one in data["units"])


def test_a_withheld_unit_has_its_reason_and_no_number() -> None:
    table = score_table(
        a_scheme(),
        np.full((1, 4), NAN),
        units=["x"],
        not_applicable=np.ones((1, 4), dtype=bool),
    )
    (unit,) = json.loads(table.to_bytes())["units"]
    assert unit["withheld"] == {"why": "nothing_applicable", "codes": []}
    assert (unit["score"], unit["level"], unit["rank"]) == (None, None, None)
    assert set(unit["shares"]) == {None}


def test_nobody_is_a_table_too() -> None:
    table = score_table(a_scheme(), np.empty((0, 4)), units=[])
    assert json.loads(table.to_bytes())["units"] == []


def test_bytes_do_not_depend_on_the_number_of_threads() -> None:
    shares = np.random.default_rng(5).random((40_000, 4))
    units = [""] * len(shares)
    plain = replace(a_scheme(), adjustments=(), ceilings=())
    one, four = (score_table(plain, shares, units=units, threads=n) for n in (1, 4))
    assert one.score.tobytes() == four.score.tobytes()
    assert one.rank.tobytes() == four.rank.tobytes()
    assert a_table(300, threads=1).to_bytes() == a_table(300, threads=3).to_bytes()


def test_bytes_do_not_depend_on_the_order_of_sums() -> None:
    """The same shares in a Fortran array, and each unit alone among others."""
    rng = np.random.default_rng(4)
    shares: Floats = rng.integers(0, 10, (50, 4)) / 9
    units = [str(at) for at in range(50)]
    first = score_table(a_scheme(), shares, units=units).to_bytes()
    assert score_table(a_scheme(), np.asfortranarray(shares), units=units).to_bytes() == first


_PROGRAM = """
import sys
from tests.unit.scoring.test_canonical import a_table
from scoring import Aggregation
for how in (Aggregation.MEAN, Aggregation.GEOMETRIC):
    sys.stdout.buffer.write(a_table(60, how=how).to_bytes())
"""


@pytest.mark.parametrize(("hash_seed", "threads"), [("0", "1"), ("1", "2"), ("4711", "4")])
def test_bytes_are_the_same_in_another_process(hash_seed: str, threads: str) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "OPENBLAS_NUM_THREADS": threads}
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        cwd=Path(__file__).parents[3],
        env=environment,
        capture_output=True,
        check=True,
    )
    own = [a_table(60, how=how).to_bytes() for how in (Aggregation.MEAN, Aggregation.GEOMETRIC)]
    assert done.stdout == b"".join(own)
