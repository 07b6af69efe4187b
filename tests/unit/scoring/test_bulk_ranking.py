"""Competition ranks of many numbers, cut into parts, and of plain weighted sums."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from numpy.typing import NDArray

from scoring.arrays import Bools, Floats, Ints
from scoring.bulk import ranking, weighted_sum_ranks
from scoring.bulk.ranking import Doubt, ascending, competition_ranks


def ranks_of(
    numbers: Floats, *, tolerance: float = 0.0, doubt: Doubt | None = None, threads: int = 1
) -> NDArray[np.int32]:
    room = np.empty(len(numbers), dtype=np.int32)
    return competition_ranks(numbers, room, tolerance=tolerance, doubt=doubt, threads=threads)


def counted(numbers: list[Fraction | float]) -> list[int]:
    """1 + how many are better."""
    return [0 if one != one else 1 + sum(other > one for other in numbers) for one in numbers]


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranking, "PART", 100)
    monkeypatch.setattr(ranking, "WORTH_THREADS", 100)
    monkeypatch.setattr(ranking, "SAMPLE", 50)
    monkeypatch.setattr(ranking, "SCAN", 64)
    monkeypatch.setattr(ranking, "BATCH", 16)


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("threads", [1, 2, 3])
@pytest.mark.parametrize("different", [1, 2, 30, 100_000])
def test_parts_change_nothing(threads: int, different: int) -> None:
    rng = np.random.default_rng(different)
    numbers = rng.integers(0, different, 1000) / 7
    numbers[rng.random(1000) < 0.1] = np.nan
    assert ranks_of(numbers, threads=threads).tolist() == counted(numbers.tolist())


def test_negative_numbers_and_zeros() -> None:
    numbers = np.array([-1.5, 0.0, -0.0, 2.0, np.nan, -1.5])
    assert ranks_of(numbers).tolist() == [4, 2, 2, 1, 0, 4]


@pytest.mark.parametrize("n_units", [0, 1, 2])
def test_few_numbers(n_units: int) -> None:
    assert ranks_of(np.arange(float(n_units))).tolist() == list(range(n_units, 0, -1))
    assert ranks_of(np.full(n_units, np.nan)).tolist() == [0] * n_units


def test_numbers_that_differ_in_their_last_bits_are_in_order() -> None:
    numbers = 50.0 + np.random.default_rng(0).permutation(5000) * np.spacing(50.0)
    np.testing.assert_array_equal(ascending(numbers)[0], np.argsort(numbers))


@pytest.mark.usefixtures("small_parts")
def test_near_numbers_are_tied_where_nobody_decides() -> None:
    steps = np.repeat(np.arange(300.0), 3)
    numbers = steps + np.tile([0.0, 1e-13, -1e-13], 300)
    assert ranks_of(numbers, tolerance=1e-13).tolist() == counted(steps.tolist())
    assert len(set(numbers.tolist())) == 300


class Asked:
    """Decides by exact numbers, and remembers who was asked for."""

    def __init__(self, exact: list[Fraction]) -> None:
        self.exact = exact
        self.units: set[int] = set()

    def decide(self, units: Ints) -> Ints:
        self.units.update(units.tolist())
        own = [self.exact[unit] for unit in units.tolist()]
        order = sorted(set(own))
        return np.array([order.index(one) for one in own])


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("threads", [1, 2])
def test_near_numbers_are_decided_by_their_fractions(threads: int) -> None:
    rng = np.random.default_rng(1)
    tiny = Fraction(1, 10**15)
    exact = [Fraction(int(k)) + int(j) * tiny for k, j in rng.integers(0, (400, 3), (600, 2))]
    numbers = np.array([float(one) for one in exact]) + rng.normal(0, 1e-13, 600)
    asked = Asked(exact)
    found = ranks_of(numbers, tolerance=1e-12, doubt=Doubt(asked.decide), threads=threads)
    assert found.tolist() == counted(list(exact))


def test_only_runs_with_an_uncertain_unit_are_decided() -> None:
    numbers = np.array([1.0, 1.0, 2.0, 2.0 + 1e-14, 3.0, 3.0])
    uncertain: Bools = np.array([False, False, False, True, False, False])
    asked = Asked([Fraction(1)] * 2 + [Fraction(2)] * 2 + [Fraction(3)] * 2)
    found = ranks_of(numbers, tolerance=1e-13, doubt=Doubt(asked.decide, uncertain))
    assert found.tolist() == [5, 5, 3, 3, 1, 1]
    assert asked.units == {2, 3}


def test_weighted_sums_tie_where_they_only_differ_by_rounding() -> None:
    row = np.array([0.1, 0.2, 0.3, 0.7])
    shares = np.stack([row, row[::-1], row, np.zeros(4), np.array([0.1, np.nan, 0.0, 0.0])])
    sums, ranks = weighted_sum_ranks(shares, np.ones(4))
    assert ranks.tolist() == [1, 1, 1, 4, 0]
    assert len(set(sums[:3].tolist())) == 1


def test_weighted_sums_of_many_rows_that_are_alike() -> None:
    shares = np.tile(np.random.default_rng(2).random((50, 139)), (200, 1))
    sums, ranks = weighted_sum_ranks(shares, np.linspace(0.1, 1.0, 139))
    assert len(set(ranks.tolist())) == len(set(sums.tolist())) == 50
