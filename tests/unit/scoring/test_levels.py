"""Bands with owned edges, and gates that lower a level."""

from fractions import Fraction

import numpy as np
import pytest

from scoring import NO_LEVEL, Band, Bands, BandsDoNotFit, Gate, GateNotPassed
from scoring.levels import apply_gates, cut_exactly, gates_not_passed

F = Fraction
INCLUSIVE = Bands((0, 1, 2), (F(20), F(64)), (False, False))


def test_each_edge_belongs_to_its_owner() -> None:
    values = np.array([0.0, 20.0, np.nextafter(20.0, 30.0), 64.0, np.nextafter(64.0, 70.0), 1e9])
    assert INCLUSIVE.cut(values).tolist() == [0, 0, 1, 1, 2, 2]
    mixed = Bands((1, 2, 3), (F(10), F(20)), (True, False))
    assert mixed.cut(np.array([9.0, 10.0, 20.0, 21.0])).tolist() == [1, 2, 2, 3]


def test_exact_and_float_cut_agree_on_edges() -> None:
    for number in [F(0), F(20), F(2001, 100), F(64), F(65)]:
        assert INCLUSIVE.level_of(number) == INCLUSIVE.cut(np.array([float(number)]))[0]


def test_near_an_edge_only_the_exact_value_counts() -> None:
    asked: list[int] = []

    def exact(place: int) -> Fraction:
        asked.append(place)
        return [F(64), F(64) + F(1, 10**20), F(64) - F(1, 10**20)][place]

    values = np.array([64.0 + 1e-14, 64.0, 64.0, 50.0])
    levels = cut_exactly(INCLUSIVE, values, scale=320.0, exact=exact)
    assert levels.tolist() == [1, 2, 1, 1]
    assert asked == [0, 1, 2]


def test_nan_has_no_level() -> None:
    levels = cut_exactly(INCLUSIVE, np.array([np.nan]), scale=1.0, exact=lambda _: F(0))
    assert levels.tolist() == [NO_LEVEL]


def test_a_single_band_holds_everything() -> None:
    only = Bands.of([Band(3)])
    assert cut_exactly(only, np.array([-5.0, 5.0]), scale=5.0, exact=lambda _: F(0)).tolist() == [
        3,
        3,
    ]


@pytest.mark.parametrize(
    ("bands", "complaint"),
    [
        ([], "no band"),
        ([Band(0, upper=F(10)), Band(1, lower=F(11), lower_included=True)], "gap or overlap"),
        ([Band(0, upper=F(12)), Band(1, lower=F(11), lower_included=True)], "gap or overlap"),
        ([Band(0), Band(1, lower=F(11), lower_included=True)], "gap or overlap"),
        ([Band(0, upper=F(10)), Band(1, lower=F(10))], "exactly one owner"),
        (
            [Band(0, upper=F(10), upper_included=True), Band(1, lower=F(10), lower_included=True)],
            "exactly one owner",
        ),
        ([Band(2, upper=F(10)), Band(1, lower=F(10), lower_included=True)], "do not rise"),
    ],
)
def test_bands_with_a_gap_or_overlap_are_refused(bands: list[Band], complaint: str) -> None:
    with pytest.raises(BandsDoNotFit, match=complaint):
        Bands.of(bands)


# --- gates of the SME set of Decision 1970 -------------------------------------------------

LADDER = (0, 1, 2, 3, 4, 5)
GATES = [Gate(1, 4, 1), Gate(2, 4, 2), Gate(3, 4, 3), Gate(4, 5, 4), Gate(5, 6, 5)]


@pytest.mark.parametrize(
    ("before", "pillars", "after"),
    [
        (5, [5, 5, 5, 5, 5, 5], 5),
        (5, [5, 5, 5, 5, 5, 4], 4),
        (4, [4, 4, 4, 4, 3, 3], 3),
        (3, [3, 3, 3, 2, 2, 2], 2),
        (1, [1, 1, 1, 0, 0, 0], 0),
        (0, [5, 5, 5, 5, 5, 5], 0),
        (5, [5, 5, 5, 5, 5, NO_LEVEL], 4),
        (NO_LEVEL, [0, 0, 0, 0, 0, 0], NO_LEVEL),
    ],
)
def test_the_highest_level_whose_gate_holds_is_given(
    before: int, pillars: list[int], after: int
) -> None:
    lowered = apply_gates(np.array([before]), np.array([pillars]), GATES, LADDER)
    assert lowered.tolist() == [after]


def test_each_gate_on_the_way_down_gives_its_reason() -> None:
    found = gates_not_passed(4, 2, [4, 4, 2, 2, None, None], GATES)
    assert found == (GateNotPassed(GATES[3], 2), GateNotPassed(GATES[2], 2))
