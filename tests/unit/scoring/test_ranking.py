"""Ranks: exact ties, competition numbering, leagues."""

from fractions import Fraction

import numpy as np
import pytest

from scoring.ranking import Ties, percentile, rank, rank_keys, refine

F = Fraction


def never(place: int) -> Fraction:
    raise AssertionError(f"unit {place} lies near no other")


def test_numbers_far_apart_are_never_looked_at_exactly() -> None:
    keys = rank_keys(np.array([0.5, 0.25, 1.0]), scale=1.0, exact=never)
    assert keys.tolist() == [2, 1, 3]


def test_float_noise_neither_splits_nor_joins() -> None:
    exact = [F(1, 3), F(1, 3), F(1, 3) + F(1, 10**18), F(2, 3)]
    noisy = np.array([1 / 3 + 3e-15, 1 / 3 - 3e-15, 1 / 3, 2 / 3])
    keys = rank_keys(noisy, scale=1.0, exact=exact.__getitem__)
    assert keys.tolist() == [1, 1, 2, 3]


def test_float_noise_does_not_swap() -> None:
    exact = [F(1, 2) + F(1, 10**20), F(1, 2)]
    keys = rank_keys(np.array([0.5 - 1e-15, 0.5 + 1e-15]), scale=1.0, exact=exact.__getitem__)
    assert keys.tolist() == [2, 1]


def test_what_has_no_number_is_not_ranked() -> None:
    keys = rank_keys(np.array([np.nan, 0.5, np.nan]), scale=1.0, exact=never)
    assert keys.tolist() == [0, 1, 0]
    assert rank(keys).tolist() == [0, 1, 0]
    assert rank_keys(np.array([np.nan]), scale=1.0, exact=never).tolist() == [0]
    assert rank(np.array([], dtype=np.int64)).tolist() == []


def test_ties_share_the_best_place_and_the_next_place_is_skipped() -> None:
    # the published ranking of DTI 2022 has two provinces at 15 and then 17
    assert rank(np.array([9, 7, 7, 3])).tolist() == [1, 2, 2, 4]


def test_all_tied_are_all_first() -> None:
    keys = rank_keys(np.full(4, 0.7), scale=1.0, exact=lambda _: F(7, 10))
    assert rank(keys).tolist() == [1, 1, 1, 1]


def test_each_league_has_its_own_first_place() -> None:
    keys = np.array([4, 3, 3, 2, 0, 1])
    leagues = np.array([0, 1, 0, 0, 1, 1])
    assert rank(keys, leagues).tolist() == [1, 1, 2, 3, 0, 2]


def test_every_tie_rule_on_the_same_units() -> None:
    keys = np.array([9, 7, 7, 7, 3, 0])
    expected = {
        Ties.MIN: [1, 2, 2, 2, 5, 0],
        Ties.MAX: [1, 4, 4, 4, 5, 0],
        Ties.AVERAGE: [1, 3, 3, 3, 5, 0],
        Ties.DENSE: [1, 2, 2, 2, 3, 0],
        Ties.ORDINAL: [1, 2, 3, 4, 5, 0],
    }
    for ties, ranks in expected.items():
        assert rank(keys, ties=ties).tolist() == ranks


def test_every_tie_rule_within_leagues() -> None:
    keys = np.array([4, 4, 2, 9, 4, 2])
    leagues = np.array([1, 1, 1, 0, 0, 0])
    assert rank(keys, leagues, ties=Ties.MAX).tolist() == [2, 2, 3, 1, 2, 3]
    assert rank(keys, leagues, ties=Ties.DENSE).tolist() == [1, 1, 2, 1, 2, 3]
    assert rank(keys, leagues, ties=Ties.AVERAGE).tolist() == [1.5, 1.5, 3, 1, 2, 3]
    assert rank(keys, leagues, ties=Ties.ORDINAL).tolist() == [1, 2, 3, 1, 2, 3]


def test_tie_breakers_decide_in_their_order_and_never_against_the_key() -> None:
    keys = np.array([3, 3, 3, 5, 0])
    first = np.array([1, 2, 1, 0, 9])
    second = np.array([8, 0, 9, 0, 9])
    refined = refine(keys, [first, second])
    assert rank(refined).tolist() == [4, 2, 3, 1, 0]
    assert refine(keys, []).tolist() == keys.tolist()


def test_percentiles_count_only_the_ranked_of_the_league() -> None:
    keys = np.array([4, 2, 2, 0, 7])
    leagues = np.array([0, 0, 0, 0, 1])
    found = percentile(keys, leagues)
    assert found[[0, 4]].tolist() == [1.0, 1.0]
    assert found[[1, 2]] == pytest.approx([2 / 3, 2 / 3])
    assert np.isnan(found[3])
