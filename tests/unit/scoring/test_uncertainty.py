"""A whole study of a ranking: its design, its draws, and what it says."""

from __future__ import annotations

from fractions import Fraction

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
    Rounding,
    Scheme,
    Sign,
    score_table,
)
from scoring.arrays import Floats
from scoring.drawn_weights import jittered_weights
from scoring.published import Published, published_by
from scoring.rank_statistics import firm_tops, mean_rank_shift, neighbours, rank_intervals
from scoring.robustness import Alternatives, Replicates, replay, replay_ranks
from scoring.uncertainty import Axis, Draws, Factor, draw_study, replicates_of, study

F = Fraction
NAN = np.nan


def tree(how: Aggregation = Aggregation.MEAN) -> Hierarchy:
    return Hierarchy.build(
        [
            Node("all", None, aggregation=how),
            Node("A", "all", maximum=F(30)),
            Node("B", "all", maximum=F(10)),
            Node("extra", None, maximum=F(5)),
        ]
    )


FACTORS = (
    Factor("weights", Axis.WEIGHTS),
    Factor("normalisation", Axis.SHARES, ("declared", "other"), 2),
    Factor("missing", Axis.SHARES, ("zero", "skip")),
    Factor("aggregation", Axis.HIERARCHY, ("declared", "geometric")),
)


def drawn(replicates: int = 100, seed: int = 1) -> Draws:
    rng = np.random.default_rng(seed)
    own = tree()
    return draw_study(
        FACTORS,
        lambda n: jittered_weights(own, n, noise=0.5, rng=rng),
        replicates=replicates,
        rng=rng,
    )


def alternatives(n_units: int = 12) -> Alternatives:
    rng = np.random.default_rng(2)
    shares = tuple(rng.random((n_units, 3)) for _ in range(4))
    return Alternatives(shares, (tree(), tree(Aggregation.GEOMETRIC)))


def test_every_free_row_has_weights_of_its_own_and_the_others_take_them_from_there() -> None:
    draws = drawn(6)
    weights = draws.options[:, 0].tolist()
    a, b = [0, 1, 2], [3, 4, 5]
    assert weights == [*a, *b, *b, *a, *a, *a]
    assert draws.weights.shape == (6, 4)
    assert draws.n_free == 6


def test_one_choice_after_the_other_comes_from_the_second_half() -> None:
    draws = drawn(400)
    blocks = draws.options.reshape(6, 200, 4)
    for factor in range(4):
        mixed = blocks[2 + factor]
        assert (mixed[:, factor] == blocks[1][:, factor]).all()
        others = [at for at in range(4) if at != factor]
        assert (mixed[:, others] == blocks[0][:, others]).all()
    assert set(np.unique(draws.options[:, 1])) == {0, 1}


def test_a_single_choice_needs_no_design() -> None:
    rng = np.random.default_rng(3)
    draws = draw_study(FACTORS[:1], lambda n: np.ones((n, 4)), replicates=7, rng=rng)
    assert draws.options.shape == (7, 1)
    assert len(draws.weights) == draws.n_free == 7
    found = study(alternatives(), FACTORS[:1], draws, np.arange(1, 13), top=3, rng=rng)
    assert found.sobol is None
    assert found.ranks.shape == (7, 12)


def test_without_weights_the_declared_ones_are_asked_for_once() -> None:
    asked = []

    def declared(n_sets: int) -> Floats:
        asked.append(n_sets)
        return np.ones((n_sets, 4))

    rng = np.random.default_rng(4)
    draws = draw_study(FACTORS[1:], declared, replicates=8, rng=rng)
    assert asked == [1]
    assert (replicates_of(FACTORS[1:], draws).weights == 1).all()


def test_nothing_to_choose_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing"):
        draw_study((), lambda n: np.ones((n, 1)), replicates=3, rng=np.random.default_rng(5))


def test_the_result_does_not_depend_on_the_number_of_threads() -> None:
    found = [
        study(
            alternatives(3000),
            FACTORS,
            drawn(150),
            np.arange(1, 3001),
            top=10,
            rng=np.random.default_rng(6),
            threads=threads,
        )
        for threads in (1, 2)
    ]
    assert (found[0].ranks == found[1].ranks).all()
    assert (found[0].shift == found[1].shift).all()
    assert found[0].sobol is not None
    assert found[1].sobol is not None
    assert found[0].sobol.first_low.tolist() == found[1].sobol.first_low.tolist()


def test_the_choice_that_matters_is_found() -> None:
    """Only the normalisation changes anything here, so it explains everything."""
    first = np.linspace(0.1, 0.9, 9)[:, np.newaxis] * np.ones(3)
    both = Alternatives((first, first, first[::-1], first[::-1]), (tree(), tree()))
    nominal = np.arange(9, 0, -1)
    found = study(both, FACTORS, drawn(400), nominal, top=2, rng=np.random.default_rng(7))
    assert found.sobol is not None
    assert found.sobol.total == pytest.approx([0, 1, 0, 0], abs=0.1)
    assert set(found.intervals.median) <= {1, 2, 3, 4, 5, 6, 7, 8, 9}
    assert found.intervals.in_top[[0, 8]] == pytest.approx([0.5, 0.5], abs=0.1)


# --- leagues, rules, gaps ------------------------------------------------------------------


def test_units_are_ranked_within_their_league() -> None:
    shares = np.array([[0.9] * 3, [0.5] * 3, [0.7] * 3, [0.1] * 3])
    one = Alternatives((shares,), (tree(),))
    rows = Replicates(*(np.zeros(2, dtype=np.int64),) * 3, np.tile(tree().weights, (2, 1)))
    leagues = np.array([0, 1, 0, 1])
    assert replay_ranks(one, rows, leagues=leagues).tolist() == [[1, 1, 2, 2]] * 2
    assert replay_ranks(one, rows, leagues=leagues * 0).tolist() == [[1, 3, 2, 4]] * 2


SHARES = np.array(
    [[1.0, 0.5, NAN], [0.8, 0.9, 1.0], [0.6, NAN, 0.4], [0.3, 0.3, 0.3], [0.9, 0.9, 0.0]]
)


@pytest.mark.parametrize("ranked", list(Measure))
@pytest.mark.parametrize("rule", list(NotApplicable))
@pytest.mark.parametrize("sign", list(Sign))
def test_without_noise_the_published_ranks_come_back(
    ranked: Measure, rule: NotApplicable, sign: Sign
) -> None:
    """Bonus or deduction, a ceiling that strikes some, what does not apply, points or score."""
    half = Condition("B", Measure.SCORE, upper=F(50), upper_included=True)
    scheme = Scheme(
        tree(Aggregation.SUM),
        Missing.ZERO,
        rule,
        Cut(Measure.SCORE, Bands((0,), (), ())),
        ranked=ranked,
        adjustments=(Adjustment(sign, ("extra",), cap=F(4)),),
        ceilings=(Ceiling(F(28), half), Ceiling(F(39))),
    )
    out = np.isnan(SHARES)
    table = score_table(scheme, SHARES, units=list("abcde"), not_applicable=out)
    places = np.arange(5)
    filled = SHARES.copy()
    filled[:, 2] = 0.0
    one = Alternatives(
        (filled,), (scheme.hierarchy,), (rule,), published=published_by(table, places)
    )
    nothing = np.zeros(1, dtype=np.int64)
    rows = Replicates(nothing, nothing, nothing, scheme.hierarchy.weights[np.newaxis])
    assert replay_ranks(one, rows)[0].tolist() == table.rank.tolist()
    numbers = table.points / 40 if ranked is Measure.POINTS else table.score / 100
    assert replay(one, rows)[0] == pytest.approx(numbers)


@pytest.mark.parametrize("leagues", [None, ["x", "y", "x", "y", "x", "x", "y", "x"]])
def test_units_that_outrank_each_other_do_so_in_every_repetition(
    leagues: list[str] | None,
) -> None:
    own = Hierarchy.build(
        [
            Node("all", None, aggregation=Aggregation.SUM),
            *(Node(f"C{at}", "all", maximum=F(at + 2)) for at in range(4)),
        ]
    )
    scheme = Scheme(
        own,
        Missing.ZERO,
        NotApplicable.REDISTRIBUTE,
        Cut(Measure.SCORE, Bands((0,), (), ())),
        compared=("C0", "C1", "C2", "C3"),
    )
    shares = np.random.default_rng(8).integers(0, 4, (8, 4)) / 3
    shares[3, 2] = NAN
    out = np.isnan(shares)
    table = score_table(scheme, shares, units=list("abcdefgh"), not_applicable=out, leagues=leagues)
    nodes = tuple(own.index[code] for code in scheme.compared)
    one = Alternatives((shares,), (own,), compared=nodes)
    nothing = np.zeros(2, dtype=np.int64)
    rows = Replicates(nothing, nothing, nothing, np.tile(own.weights, (2, 1)))
    number = None if leagues is None else np.array([name == "y" for name in leagues]).astype(int)
    found = replay_ranks(one, rows, leagues=number)
    assert found[0].tolist() == found[1].tolist() == table.rank.tolist()
    assert set(np.diff(np.sort(table.rank))) != {1}, "some of them are tied"


def test_a_deduction_never_leads_below_zero() -> None:
    numbers = np.array([[0.1, 0.5]])
    Published(added=np.array([-0.2, -0.2])).finish(numbers)
    assert numbers.tolist() == [[0, 0.3]]


def test_ranked_numbers_are_rounded_where_the_set_says_so() -> None:
    numbers = np.array([[0.66749, 0.6675, 0.66801]])
    Published(digits=1).finish(numbers)
    assert numbers.round(6).tolist() == [[0.667, 0.668, 0.668]]
    scheme = Scheme(
        tree(),
        Missing.ZERO,
        NotApplicable.REDUCE,
        Cut(Measure.SCORE, Bands((0,), (), ())),
        ranked_rounding=Rounding(1),
    )
    table = score_table(scheme, np.ones((2, 3)), units=["a", "b"])
    assert published_by(table, np.arange(2)) == Published(digits=1)


def test_a_shift_keeps_one_zero_from_erasing_everything() -> None:
    shares = np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 0.0], [1.0, 1.0, 1.0]])
    geometric = tree(Aggregation.GEOMETRIC)
    nothing = np.zeros(1, dtype=np.int64)
    rows = Replicates(nothing, nothing, nothing, np.ones((1, 4)))
    plain = replay(Alternatives((shares,), (geometric,)), rows)[0]
    moved = replay(Alternatives((shares,), (geometric,), shifts=(0.01,)), rows)[0]
    assert plain.tolist() == [0, 0, 1]
    assert moved == pytest.approx([(0.01**0.5 - 0.01) / 0.99, 0, 1])
    with pytest.raises(ValueError, match="shift"):
        Alternatives((shares,), (geometric,), shifts=(0.0, 0.0))


# --- what the ranks say --------------------------------------------------------------------


def test_a_repetition_without_a_rank_says_nothing_about_it() -> None:
    ranks = np.array([[1, 2, 0], [0, 1, 0], [3, 1, 0], [1, 2, 0]])
    found = rank_intervals(np.array([1, 2, 3]), ranks, top=2)
    assert found.median[:2].tolist() == [1, 1.5]
    assert found.mean[0] == pytest.approx(5 / 3)
    assert np.isnan([found.median[2], found.low[2], found.mean[2]]).all()
    assert found.in_top.tolist() == [0.5, 1, 0]
    assert mean_rank_shift(found.nominal, ranks).tolist() == [0, 1, 1.5, 0]


def test_neighbours_that_can_be_told_apart() -> None:
    ranks = np.array([[1, 3, 2]] * 19 + [[1, 2, 3]])
    found = neighbours(np.array([1, 3, 2]), ranks)
    assert found.order.tolist() == [0, 2, 1]
    assert found.ahead.tolist() == [1, 0.95]
    assert found.behind.tolist() == [0, 0.05]
    assert found.told_apart().tolist() == [True, True]
    assert found.told_apart(0.96).tolist() == [True, False]


def test_the_first_units_are_firm_when_they_stay_the_first() -> None:
    ranks = np.array([[1, 2, 3, 4], [2, 1, 3, 4], [1, 2, 4, 3]])
    assert firm_tops(np.array([1, 2, 3, 4]), ranks, most=3) == (2,)
    assert firm_tops(np.array([1, 2, 3, 4]), ranks, most=9) == (2, 4)
    assert firm_tops(np.array([1, 2, 3, 4]), ranks, most=3, sure=0.6) == (1, 2, 3)
    # nobody can say who is the first of two that are tied
    tied = np.array([[1, 1, 3]])
    assert firm_tops(np.array([1, 1, 3]), tied, most=2) == (2,)
