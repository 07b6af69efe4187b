"""Statistics of a set on real data."""

import numpy as np
import pytest

from scoring.coherence import (
    alpha_if_deleted,
    covariances,
    cronbach_alpha,
    influence,
    pearson,
    sampling_adequacy,
    spearman,
    spread,
)

NAN = np.nan
RNG = np.random.default_rng(8)


def test_pairwise_covariances_are_those_of_the_complete_pairs() -> None:
    values = RNG.normal(size=(30, 4)) + 1000
    values[RNG.random((30, 4)) < 0.2] = NAN
    found = covariances(values)
    for a in range(4):
        for b in range(4):
            pair = values[:, [a, b]]
            pair = pair[~np.isnan(pair).any(axis=1)]
            expected = np.cov(pair, rowvar=False)[0, 1] if a != b else pair[:, 0].var(ddof=1)
            assert found[a, b] == pytest.approx(expected)


def test_correlations_against_numpy() -> None:
    values = RNG.normal(size=(20, 3))
    assert pearson(values) == pytest.approx(np.corrcoef(values, rowvar=False))


def test_what_does_not_vary_has_no_correlation() -> None:
    values = np.array([[1.0, 5.0], [2.0, 5.0], [3.0, 5.0]])
    assert np.isnan(pearson(values)[0, 1])
    assert np.isnan(spearman(values)[0, 1])
    assert pearson(values)[0, 0] == 1


def test_rank_correlation_shares_ties() -> None:
    values = np.array([[1.0, 1.0], [2.0, 2.0], [2.0, 3.0], [9.0, 4.0]])
    # ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4
    assert spearman(values)[0, 1] == pytest.approx(0.9486832980505138)


def test_alpha_of_unrelated_and_of_identical_items() -> None:
    noise = RNG.normal(size=(4000, 5))
    assert abs(cronbach_alpha(noise)) < 0.1
    same = np.tile(noise[:, :1], 5)
    assert cronbach_alpha(same) == pytest.approx(1)
    assert alpha_if_deleted(np.column_stack([same, noise[:, 1]]))[5] == pytest.approx(1)


def test_alpha_needs_two_items_that_vary() -> None:
    assert np.isnan(cronbach_alpha(np.ones((5, 1))))
    assert np.isnan(cronbach_alpha(np.ones((5, 3))))


def test_adequacy_falls_when_nothing_is_shared() -> None:
    common = RNG.normal(size=(500, 1)) + 0.5 * RNG.normal(size=(500, 5))
    assert sampling_adequacy(common) > 0.8 > 0.7 > sampling_adequacy(RNG.normal(size=(500, 5)))


def test_effective_weight_differs_from_the_nominal_one() -> None:
    loud, quiet = 10 * RNG.normal(size=300), RNG.normal(size=300)
    values = np.column_stack([loud, quiet])
    found = influence(values, values.mean(axis=1), np.array([3.0, 3.0]))
    assert found.nominal.tolist() == [0.5, 0.5]
    assert found.effective[0] > 0.9
    assert found.effective.sum() == pytest.approx(1)


def test_items_that_tell_nothing() -> None:
    shares = np.array([[1.0, 0.0, 0.3, NAN], [1.0, 0.5, 0.3, NAN], [NAN, 1.0, 0.3, NAN]])
    found = spread(shares)
    assert found.answered.tolist() == [2, 3, 3, 0]
    assert found.alike.tolist() == [True, False, True, False]
    assert found.at_top == pytest.approx([1, 1 / 3, 0, 0])
    assert found.at_bottom == pytest.approx([0, 1 / 3, 0, 0])
