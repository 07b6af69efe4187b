"""What the bulk does not follow, and answers that it refuses."""

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
    Condition,
    Cut,
    Hierarchy,
    Measure,
    Missing,
    Node,
    NotApplicable,
    Quota,
    Requirement,
    Rounding,
    Scheme,
    Sign,
)
from scoring.bulk import (
    CodedAnswers,
    CodesFaulty,
    NotInBulk,
    ShareAnswers,
    score_bulk,
    weighted_sum_ranks,
)

HALVES = (Fraction(0), Fraction(1, 2), Fraction(1))
BANDS = Bands((0, 1), (Fraction(50),), (True,))


def tree(how: Aggregation = Aggregation.SUM) -> Hierarchy:
    return Hierarchy.build(
        [
            Node("all", None, aggregation=how),
            Node("a", "all", maximum=Fraction(10)),
            Node("b", "all", maximum=Fraction(30)),
            Node("x", None, maximum=Fraction(5)),
        ]
    )


def scheme(how: Aggregation = Aggregation.SUM) -> Scheme:
    return Scheme(tree(how), Missing.ZERO, NotApplicable.REDISTRIBUTE, Cut(Measure.SCORE, BANDS))


def coded(codes: list[list[int]]) -> CodedAnswers:
    return CodedAnswers(np.array(codes, dtype=np.uint8), (HALVES,) * 3)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"availability": Fraction(1, 2)}, "availability"),
        ({"ranked_rounding": Rounding(1)}, "ranked_rounding"),
        ({"tie_breakers": ("a",)}, "tie_breakers"),
        ({"adjustments": (Adjustment(Sign.BONUS, ("x",)),)}, "adjustments"),
        ({"ceilings": (Ceiling(Fraction(3)),)}, "ceilings"),
        ({"requirements": (Requirement(1, (Condition("a", Measure.SCORE),)),)}, "requirements"),
        ({"quota": Quota(1, Fraction(1, 5), 0)}, "quota"),
        ({"levels": Cut(Measure.SCORE, BANDS, Rounding(1))}, "rounding"),
        ({"pillar_levels": Cut(Measure.SCORE, BANDS, Rounding(1))}, "rounding"),
        ({"levels": Cut(Measure.SCORE, Bands((0, 200), (Fraction(1),), (True,)))}, "levels"),
        ({"hierarchy": tree(Aggregation.GEOMETRIC)}, "aggregation"),
    ],
)
def test_a_rule_that_is_not_followed_is_named(changes: dict[str, Any], rule: str) -> None:
    with pytest.raises(NotInBulk, match="only score_table") as refused:
        score_bulk(replace(scheme(), **changes), coded([[1, 1, 0]]))
    assert refused.value.rule == rule


@pytest.mark.parametrize("infinite", [np.inf, -np.inf])
def test_an_infinite_share_is_refused(infinite: float) -> None:
    shares = np.full((5000, 3), 0.5)
    shares[4500, 1] = infinite
    with pytest.raises(ValueError, match="infinite"):
        score_bulk(scheme(), ShareAnswers(shares), threads=2)


@pytest.mark.parametrize("code", [3, 100, 253])
def test_a_code_off_its_ladder_is_refused(code: int) -> None:
    with pytest.raises(CodesFaulty, match=f"b has no step {code}"):
        score_bulk(scheme(), coded([[1, 1, 0], [2, code, 0]]))


def test_matrices_that_do_not_fit_are_refused() -> None:
    wide = np.zeros((2, 4))
    with pytest.raises(ValueError, match="expected 3 leaves, got 4"):
        score_bulk(scheme(), ShareAnswers(wide))
    with pytest.raises(ValueError, match="same shape"):
        ShareAnswers(wide, np.zeros((2, 3), dtype=bool))
    with pytest.raises(ValueError, match="said once"):
        ShareAnswers(wide, np.zeros((2, 4), dtype=bool), nothing_missing=True)
    with pytest.raises(ValueError, match="one mark"):
        ShareAnswers(wide, off_grid=np.zeros(3, dtype=bool))
    with pytest.raises(ValueError, match="float64"):
        ShareAnswers(wide.astype(np.float32))
    with pytest.raises(ValueError, match="one byte"):
        CodedAnswers(np.zeros((2, 4), dtype=np.uint8), (HALVES,) * 3)
    with pytest.raises(ValueError, match="steps"):
        CodedAnswers(np.zeros((2, 1), dtype=np.uint8), ((),))
    with pytest.raises(ValueError, match="2 units and 3 leagues"):
        score_bulk(scheme(), ShareAnswers(np.zeros((2, 3))), leagues=np.zeros(3, dtype=np.int64))


def test_an_infinite_sum_is_refused() -> None:
    with pytest.raises(ValueError, match="infinite"):
        weighted_sum_ranks(np.array([[1.0], [np.inf]]), np.ones(1))
