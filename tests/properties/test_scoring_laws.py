"""Laws that any sound scoring obeys, whatever the set and the answers."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from scoring import (
    Aggregation,
    Bands,
    Cut,
    Hierarchy,
    Measure,
    Missing,
    Node,
    NotApplicable,
    Scheme,
    ScoreTable,
    means,
    score_table,
)
from scoring.arrays import Floats, Ints
from scoring.ranking import rank, rank_keys
from scoring.rounding import Half, Rounding

Weights = list[Fraction]

rules = st.sampled_from(list(NotApplicable))
hows = st.sampled_from([Aggregation.SUM, Aggregation.MEAN])
weight_lists = st.lists(
    st.fractions(min_value=Fraction(1, 9), max_value=50, max_denominator=9), min_size=2, max_size=7
)
unit_shares = st.one_of(st.floats(0, 1), st.just(float("nan")))


def tree(weights: Weights, how: Aggregation) -> Hierarchy:
    """Two pillars that take the leaves in turns."""
    nodes = [Node("all", None, aggregation=how)]
    nodes += [Node(p, "all", aggregation=how) for p in "AB"]
    nodes += [
        Node(f"{'AB'[at % 2]}{at}", "AB"[at % 2], weight=w, maximum=w)
        for at, w in enumerate(weights)
    ]
    return Hierarchy.build(nodes)


def scored(weights: Weights, how: Aggregation, rule: NotApplicable, shares: Floats) -> ScoreTable:
    cut = Cut(Measure.SCORE, Bands((0, 1, 2), (Fraction(30), Fraction(70)), (True, True)))
    scheme = Scheme(tree(weights, how), Missing.SKIP, rule, cut, cut)
    return score_table(scheme, shares, units=[str(n) for n in range(len(shares))])


def drawn(data: st.DataObject, weights: Weights, rows: int) -> Floats:
    return data.draw(arrays.arrays(np.float64, (rows, len(weights)), elements=unit_shares))


@given(weight_lists, hows, rules, st.data())
def test_an_aggregate_lies_within_its_inputs(
    weights: Weights, how: Aggregation, rule: NotApplicable, data: st.DataObject
) -> None:
    shares = drawn(data, weights, 3)
    table = scored(weights, how, rule, shares)
    for row, total in zip(shares, table.score / 100, strict=True):
        if not np.isnan(row).all():
            assert np.nanmin(row) - 1e-12 <= total <= np.nanmax(row) + 1e-12


@given(weight_lists, hows, rules, st.data())
def test_raising_an_answer_never_lowers_score_level_or_rank(
    weights: Weights, how: Aggregation, rule: NotApplicable, data: st.DataObject
) -> None:
    shares = drawn(data, weights, 4)
    raised = shares.copy()
    at = data.draw(st.integers(0, len(weights) - 1))
    raised[0, at] = data.draw(st.floats(0 if np.isnan(shares[0, at]) else shares[0, at], 1))
    if np.isnan(shares[0, at]):
        return
    before, after = scored(weights, how, rule, shares), scored(weights, how, rule, raised)
    assert after.score[0] >= before.score[0] - 1e-12
    assert after.level[0] >= before.level[0]
    assert (after.pillar_levels[0] >= before.pillar_levels[0]).all()
    assert after.rank[0] <= before.rank[0]


@given(weight_lists, rules, st.fractions(min_value=Fraction(1, 99), max_value=99), st.data())
def test_weights_times_k_change_nothing(
    weights: Weights, rule: NotApplicable, k: Fraction, data: st.DataObject
) -> None:
    shares = drawn(data, weights, 4)
    once = scored(weights, Aggregation.MEAN, rule, shares)
    more = scored([k * w for w in weights], Aggregation.MEAN, rule, shares)
    np.testing.assert_allclose(once.score, more.score, atol=1e-10)
    assert once.level.tolist() == more.level.tolist()
    assert once.rank.tolist() == more.rank.tolist()


@given(weight_lists, hows, rules, st.data())
def test_the_order_of_units_changes_nothing(
    weights: Weights, how: Aggregation, rule: NotApplicable, data: st.DataObject
) -> None:
    shares = drawn(data, weights, 5)
    order = np.array(data.draw(st.permutations(range(5))))
    table, turned = scored(weights, how, rule, shares), scored(weights, how, rule, shares[order])
    for name in ("score", "points", "level", "rank", "pillar_scores"):
        np.testing.assert_array_equal(getattr(table, name)[order], getattr(turned, name))


@given(st.fractions(0, 1, max_denominator=30), weight_lists, hows, rules)
def test_equal_shares_everywhere_are_the_share_of_the_whole(
    share: Fraction, weights: Weights, how: Aggregation, rule: NotApplicable
) -> None:
    shares = np.full((1, len(weights)), float(share))
    assert scored(weights, how, rule, shares).result(0).score == 100 * share


@given(weight_lists, hows, rules, st.data())
def test_a_gap_counts_like_the_mean_of_its_siblings(
    weights: Weights, how: Aggregation, rule: NotApplicable, data: st.DataObject
) -> None:
    """Skipping one leaf of pillar A is the same as giving it the share of pillar A."""
    shares = np.nan_to_num(drawn(data, weights, 1), nan=0.5)
    if len(weights) < 3:
        return
    shares[0, 0] = np.nan
    with_gap = scored(weights, how, NotApplicable.REDISTRIBUTE, shares)
    shares[0, 0] = with_gap.node_shares("A")[0]
    filled = scored(weights, how, rule, shares)
    np.testing.assert_allclose(with_gap.score, filled.score, atol=1e-10)


@given(
    arrays.arrays(np.int64, st.integers(1, 30), elements=st.integers(0, 6)),
    st.data(),
)
def test_ranks_agree_with_order_and_ties_share(keys: Ints, data: st.DataObject) -> None:
    leagues = data.draw(arrays.arrays(np.int64, len(keys), elements=st.integers(0, 2)))
    ranks = rank(keys, leagues)
    for a in range(len(keys)):
        rivals = (leagues == leagues[a]) & (keys > keys[a])
        assert ranks[a] == (1 + rivals.sum() if keys[a] else 0)


@given(st.lists(st.fractions(0, 1, max_denominator=50), min_size=1, max_size=20), st.data())
def test_noise_of_floats_never_changes_the_order(
    exact: list[Fraction], data: st.DataObject
) -> None:
    noise = data.draw(arrays.arrays(np.float64, len(exact), elements=st.floats(-1e-13, 1e-13)))
    noisy = np.array([float(x) for x in exact]) + noise
    keys = rank_keys(noisy, scale=1.0, exact=exact.__getitem__)
    dense = {x: n for n, x in enumerate(sorted(set(exact)), start=1)}
    assert keys.tolist() == [dense[x] for x in exact]


# --- means ---------------------------------------------------------------------------------

child_values = st.one_of(st.floats(0.001, 1), st.just(float("nan")))
powers = st.floats(-6, 6).map(lambda p: round(p, 3))


@st.composite
def children(draw: st.DrawFn) -> tuple[Floats, Floats]:
    n_children = draw(st.integers(1, 6))
    values = draw(arrays.arrays(np.float64, (3, n_children), elements=child_values))
    return values, draw(arrays.arrays(np.float64, n_children, elements=st.floats(0.1, 9)))


@given(children(), powers, powers)
def test_the_generalised_mean_grows_with_its_power(
    given_: tuple[Floats, Floats], p: float, q: float
) -> None:
    values, weights = given_
    low, high = sorted((p, q))
    smaller = means.generalised(values, weights, low)
    larger = means.generalised(values, weights, high)
    known = ~np.isnan(smaller)
    assert (smaller[known] <= larger[known] * (1 + 1e-9)).all()
    assert (means.minimum(values, weights)[known] <= smaller[known] * (1 + 1e-9)).all()


@given(children())
def test_special_powers_are_the_named_means(given_: tuple[Floats, Floats]) -> None:
    values, weights = given_
    for power, mean in ((1, means.arithmetic), (0, means.geometric), (-1, means.harmonic)):
        np.testing.assert_allclose(
            means.generalised(values, weights, power), mean(values, weights), rtol=1e-12
        )
    near = means.generalised(values, weights, 1e-7)
    np.testing.assert_allclose(near, means.geometric(values, weights), rtol=1e-4)


@given(children(), powers, st.floats(0.01, 100))
def test_means_scale_and_stay_within_their_inputs(
    given_: tuple[Floats, Floats], power: float, k: float
) -> None:
    values, weights = given_
    for mean in (means.median, means.minimum, lambda x, w: means.generalised(x, w, power)):
        found = mean(values, weights)
        np.testing.assert_allclose(mean(k * values, weights), k * found, rtol=1e-9)
        np.testing.assert_allclose(mean(values, k * weights), found, rtol=1e-9)
        for row, total in zip(values, found, strict=True):
            if not np.isnan(row).all():
                assert np.nanmin(row) * (1 - 1e-9) <= total <= np.nanmax(row) * (1 + 1e-9)


# --- rounding ------------------------------------------------------------------------------


@given(
    st.lists(st.fractions(-100, 100, max_denominator=2000), min_size=1, max_size=9),
    st.integers(0, 4),
    st.sampled_from(list(Half)),
    st.data(),
)
def test_rounding_many_is_rounding_each_exactly(
    exact: list[Fraction], digits: int, half: Half, data: st.DataObject
) -> None:
    noise = data.draw(arrays.arrays(np.float64, len(exact), elements=st.floats(-1e-12, 1e-12)))
    rounding = Rounding(digits, half)
    wholes = rounding.wholes(
        np.array([float(x) for x in exact]) + noise, scale=100, exact=exact.__getitem__
    )
    for number, whole in zip(exact, wholes.tolist(), strict=True):
        assert rounding.apply(number) == Fraction(whole, 10**digits)
        assert abs(rounding.apply(number) - number) <= Fraction(1, 2 * 10**digits)
