"""Keys order numbers as their fractions do, however their floats fell, known or worked out."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.lattice import Exact
from scoring.ranking import rank_keys
from scoring.steps import STRETCH, score_table
from tests.unit.scoring.test_reasons import BASE

DENOMINATORS = [1, 3, 6, 7, 30, 49, 3_000_000_000]
NOISE = [0.0, 1e-15, -1e-15, 4e-13, -4e-13]

numbers = st.one_of(
    st.builds(Fraction, st.integers(0, 40), st.sampled_from(DENOMINATORS)),
    st.builds(lambda n: Fraction(1, 3) + Fraction(n, 3_000_000_000_000_000), st.integers(-3, 3)),
)
rows = st.lists(st.tuples(numbers, st.sampled_from(NOISE), st.booleans()), max_size=12)


@settings(max_examples=600, deadline=None)
@given(rows=rows, same=st.booleans())
def test_keys_order_as_fractions_do(rows: list[tuple[Fraction, float, bool]], same: bool) -> None:
    exact = [number for number, _, _ in rows]
    floats = np.array([float(number) + noise for number, noise, _ in rows])
    shown = [same or is_known for _, _, is_known in rows]
    known = Exact(
        np.array([x.numerator * 2 for x in exact], dtype=np.int64),
        np.array(
            [x.denominator * 2 if s else 0 for x, s in zip(exact, shown, strict=True)],
            dtype=np.int64,
        ),
    )
    for given_exactly in (known, None):
        keys = rank_keys(floats, scale=1.0, exact=exact.__getitem__, known=given_exactly)
        for a, key_a in zip(exact, keys, strict=True):
            for b, key_b in zip(exact, keys, strict=True):
                assert (key_a < key_b, key_a == key_b) == (a < b, a == b)


@given(tops=st.lists(st.integers(0, 9), min_size=1, max_size=20), league=st.integers(2, 900_000))
def test_numbers_on_one_grid_need_no_sorting(tops: list[int], league: int) -> None:
    """The same where the numbers lie too far apart to be counted."""
    exact = [Fraction(top * league, 10) for top in tops]
    known = Exact(np.array([top * league for top in tops]), np.full(len(tops), 10))
    values = np.array([float(x) for x in exact])
    keys = rank_keys(values, scale=float(9 * league), exact=exact.__getitem__, known=known)
    order = sorted(range(len(tops)), key=lambda at: keys[at])
    assert [exact[at] for at in order] == sorted(exact)
    assert len(set(keys.tolist())) == len(set(tops))


def test_stretches_and_threads_change_nothing() -> None:
    rng = np.random.default_rng(7)
    shares = rng.integers(0, 6, (STRETCH + 100, 2)) / 5
    shares[rng.random(shares.shape) < 0.1] = np.nan
    names = [str(at) for at in range(len(shares))]
    one, two = (score_table(BASE, shares, units=names, threads=threads) for threads in (1, 2))
    halves = [
        score_table(BASE, part, units=names[: len(part)])
        for part in (shares[: STRETCH // 2], shares[STRETCH // 2 :])
    ]
    for name in ("score", "points", "maximum", "level", "level_before_gates", "rank", "withheld"):
        assert np.array_equal(getattr(one, name), getattr(two, name), equal_nan=True), name
        if name != "rank":
            joined = np.concatenate([getattr(half, name) for half in halves])
            assert np.array_equal(joined, getattr(one, name), equal_nan=True), name
    assert np.isnan(one.pillar_scores[one.withheld]).all()
