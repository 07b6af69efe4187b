"""Gaps, overlaps and edges: every number has exactly one owner, or there is a flaw."""

from __future__ import annotations

from fractions import Fraction

import pytest

from criteria.intervals import Flaw, flaws
from criteria.model import Interval


def stretch(text: str) -> Interval:
    """Read ``[0,1)``, ``(0,]`` and the like; a missing number is no edge."""
    lower, _, upper = text[1:-1].partition(",")
    return Interval(
        Fraction(lower) if lower else None,
        text[0] == "[" and bool(lower),
        Fraction(upper) if upper else None,
        text[-1] == "]" and bool(upper),
    )


@pytest.mark.parametrize(
    ("stretches", "highest", "codes"),
    [
        ("(,1) [1,)", None, []),
        ("[1,) (,1)", None, []),
        ("[0,1] (1,2]", 2, []),
        ("(,0] (0,)", None, []),
        ("[0,0] (0,)", None, []),
        ("(,1) (1,)", None, ["edge_unowned"]),
        ("(,1] [1,)", None, ["edge_owned_twice"]),
        ("(,1) [2,)", None, ["gap"]),
        ("(,2) [1,)", None, ["overlap"]),
        ("(,) [1,)", None, ["overlap_above"]),
        ("(,1) (,2)", 1, ["overlap_below"]),
        ("(0,)", None, ["edge_unowned"]),
        ("[1,)", None, ["starts_late"]),
        ("[0,5]", None, ["ends"]),
        ("[0,5]", 6, ["ends_early"]),
        ("[0,5)", 5, ["edge_unowned"]),
        ("[0,9] [1,2] [3,4]", 9, ["overlap", "overlap"]),
        ("[2,1] [0,)", None, ["empty_interval"]),
        ("(1,1) [0,)", None, ["empty_interval"]),
        ("[-5,)", None, []),
    ],
)
def test_flaws(stretches: str, highest: int | None, codes: list[str]) -> None:
    intervals = [stretch(one) for one in stretches.split()]
    end = None if highest is None else Fraction(highest)
    assert [flaw.code for flaw in flaws(intervals, Fraction(0), end)] == codes


def test_a_flaw_names_the_row_as_it_was_written() -> None:
    (flaw,) = flaws([stretch("[3,)"), stretch("(,2)")], Fraction(0), None)
    assert flaw == Flaw("gap", 0, Fraction(2), Fraction(3))
