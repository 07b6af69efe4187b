"""Scores as they are published: each the float nearest to its fraction, whatever the scheme."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from scoring import (
    Adjustment,
    Aggregation,
    Bands,
    Ceiling,
    Cut,
    Hierarchy,
    Measure,
    Missing,
    Node,
    NotApplicable,
    Scheme,
    Sign,
    score_table,
)


def tree(lattice: int | None, how: Aggregation = Aggregation.SUM) -> Hierarchy:
    nodes = [
        Node("all", None, aggregation=how),
        Node("A", "all", weight=Fraction(2, 7), aggregation=Aggregation.MEAN),
        Node("B", "all", weight=Fraction(5, 7), aggregation=Aggregation.SUM),
        Node("x", None, maximum=Fraction(5, 3), lattice=lattice),
    ]
    for n in range(1, 5):
        weight, maximum = Fraction(n, 9), Fraction(n, 7)
        nodes.append(Node(f"A{n}", "A", weight=weight, maximum=maximum, lattice=lattice))
        nodes.append(Node(f"B{n}", "B", maximum=maximum, lattice=lattice))
    return Hierarchy.build(nodes)


def scheme(lattice: int | None, **changes: Any) -> Scheme:
    cut = Cut(Measure.SCORE, Bands((0, 1), (Fraction(50),), (True,)))
    made = Scheme(tree(lattice), Missing.SKIP, NotApplicable.REDISTRIBUTE, cut)
    return replace(made, **changes)


BONUS = {
    "adjustments": (Adjustment(Sign.BONUS, ("x",), cap=Fraction(1)),),
    "ceilings": (Ceiling(Fraction(5, 2)),),
}


@pytest.mark.parametrize("steps", [3, 5, 1000])
@pytest.mark.parametrize("lattice", [False, True])
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"missing": Missing.ZERO, "not_applicable": NotApplicable.REDUCE},
        {"missing": Missing.NEUTRAL},
        {"missing": Missing.WITHHOLD},
        {"availability": Fraction(3, 4)},
        BONUS,
        {"hierarchy": tree(None, Aggregation.HARMONIC)},
    ],
)
def test_scores_are_the_floats_nearest_to_those_of_single_results(
    changes: dict[str, Any], steps: int, lattice: bool
) -> None:
    wanted = scheme(steps if lattice else None, **changes)
    rng = np.random.default_rng(steps)
    shares = rng.integers(0, steps + 1, (60, 9)) / steps
    shares[rng.random(shares.shape) < 0.1] = np.nan
    out = rng.random(shares.shape) < 0.1
    shares[7], out[8] = np.nan, True
    off_grid = np.arange(60) % 5 == 0
    shares[off_grid, 1] = 1 / 7
    table = score_table(
        wanted, shares, units=[str(k) for k in range(60)], not_applicable=out, off_grid=off_grid
    )
    whole, pillars = table.nearest_scores()
    for place in range(60):
        result = table.result(place)
        exact = [result.score, *(pillar.score for pillar in result.pillars)]
        found = [float(whole[place]), *pillars[place].tolist()]
        assert [None if x != x else x for x in found] == [
            None if x is None else float(x) for x in exact
        ]
