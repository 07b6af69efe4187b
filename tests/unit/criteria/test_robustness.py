"""What could have been chosen otherwise in a set, and the published ranks among the repetitions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from criteria.alternatives import SHIFT, Choice, Idle
from criteria.answers import NOT_APPLICABLE, Given
from criteria.compile import Unit
from criteria.model import CriteriaSet
from criteria.robustness import Uncertain, WeightNoise, draws_hash, uncertain
from scoring import Aggregation, NotApplicable
from tests.tiny import ladder, measured, tiny_set

LADDERS = {
    "A": {"A.1": ladder(5, May_be_not_applicable=True), "A.2": ladder(2)},
    "B": {"B.1": ladder(4), "B.2": ladder(3)},
}
MEASURED = {"A": {"A.1": measured(better="lower"), "A.2": measured()}, "B": {"B.1": ladder(4)}}


def unit(name: str, levels: Mapping[str, int | str | None], league: str = "") -> Unit:
    """A unit that answers ladders by whole numbers and measured questions by texts."""
    answers = {}
    for code, level in levels.items():
        if level is None:
            answers[code] = NOT_APPLICABLE
        else:
            key = "level" if isinstance(level, int) else "number"
            answers[code] = Given({key: level})
    return Unit(name, answers, league)


def units(n: int = 12, seed: int = 1) -> list[Unit]:
    rng = np.random.default_rng(seed)
    tops = {"A.1": 5, "A.2": 2, "B.1": 4, "B.2": 3}
    return [
        unit(f"u{at}", {code: int(rng.integers(top + 1)) for code, top in tops.items()})
        for at in range(n)
    ]


def numbers(n: int = 9) -> list[Unit]:
    rng = np.random.default_rng(2)
    return [
        unit(f"u{at}", {
            "A.1": str(int(rng.integers(50))), "A.2": str(int(rng.integers(9))),
            "B.1": int(rng.integers(5)),
        })
        for at in range(n)
    ]  # fmt: skip


def options(found: Uncertain) -> dict[str, tuple[str, ...]]:
    return {factor.name: factor.options for factor in found.factors}


def test_only_what_is_there_varies() -> None:
    found = uncertain(tiny_set(LADDERS), units())
    assert options(found) == {"weights": (), "aggregation": ("declared", "geometric")}
    assert found.otherwise.idle == {
        Choice.NORMALISATION: Idle.NO_MEASURED_NUMBERS,
        Choice.MISSING: Idle.NO_GAPS,
    }
    assert found.otherwise.alternatives.shifts == (0, SHIFT)


def test_gaps_and_what_does_not_apply_vary_apart() -> None:
    some = [
        unit("gap", {"A.2": 1, "B.1": 1, "B.2": 3}),
        unit("out", {"A.1": None, "A.2": 1, "B.1": 1, "B.2": 3}),
        *units(3),
    ]
    found = uncertain(tiny_set(LADDERS), some, vary=[Choice.MISSING])
    assert options(found) == {
        "missing": ("zero", "neutral", "skip"),
        "not_applicable": ("redistribute", "reduce"),
    }
    shares = found.otherwise.alternatives.shares
    assert [one[0, 0] for one in shares[:2]] == [0, 0.5]
    assert np.isnan(shares[2][0, 0])
    assert all(np.isnan(one[1, 0]) for one in shares)
    assert found.otherwise.alternatives.rules == tuple(NotApplicable)
    assert found.otherwise.idle == {}


def test_a_set_that_withholds_units_with_gaps_leaves_them_out() -> None:
    withholding = tiny_set(LADDERS, scoring={"missing": "withhold"})
    found = uncertain(withholding, [unit("gap", {"A.2": 1}), *units(3)], vary=[Choice.MISSING])
    assert found.places.tolist() == [1, 2, 3]
    assert found.factors == ()
    assert found.otherwise.idle == {Choice.MISSING: Idle.NO_GAPS}


def test_measured_numbers_are_normalised_otherwise() -> None:
    found = uncertain(tiny_set(MEASURED), numbers(), vary=[Choice.NORMALISATION])
    assert options(found) == {"normalisation": ("declared", "z_score", "percentile_rank")}
    declared, z_score, percentile = found.otherwise.alternatives.shares
    assert declared[:, :2].min() == 0
    assert declared[:, :2].max() == 1
    assert (z_score[:, 2] == declared[:, 2]).all()
    assert z_score[:, 0].mean() == pytest.approx(0.5, abs=0.02)
    assert percentile[:, 0].max() == 1
    order = np.argsort(declared[:, 0])
    assert (np.diff(z_score[order, 0]) >= 0).all()


def test_another_mean_keeps_the_maxima_as_weights() -> None:
    found = uncertain(tiny_set(LADDERS), units(), vary=[Choice.AGGREGATION])
    plain, geometric = found.otherwise.alternatives.hierarchies
    assert set(geometric.aggregation) == {Aggregation.GEOMETRIC}
    assert geometric.weight == plain.weight
    assert [int(weight) for weight in geometric.weight[:4]] == [5, 2, 4, 3]


def test_a_declared_geometric_mean_has_the_arithmetic_one_beside_it() -> None:
    declared = tiny_set(LADDERS, scoring={"aggregation": "geometric"})
    found = uncertain(declared, units(), vary=[Choice.AGGREGATION])
    assert options(found) == {"aggregation": ("declared", "mean")}
    assert found.otherwise.alternatives.shifts == (0, 0)


def test_numbers_below_zero_have_no_geometric_mean() -> None:
    zs = {"A": {"A.1": measured(method="z_score", mean=0, spread=1)}, "B": {"B.1": ladder(4)}}
    some = [unit(f"u{at}", {"A.1": str(at), "B.1": 1}) for at in range(5)]
    found = uncertain(tiny_set(zs), some, vary=[Choice.AGGREGATION])
    assert found.factors == ()
    assert found.otherwise.idle == {Choice.AGGREGATION: Idle.NO_OTHER_MEAN}


SETS: dict[str, Any] = {
    "sums": {},
    "points": {"scoring": {"ranked": "points", "not_applicable": "reduce"}},
    "means": {"scoring": {"aggregation": "mean"}},
    "harmonic": {"scoring": {"aggregation": "harmonic"}},
    "rounded": {"scoring": {"ranked_rounding": {"digits": 0, "half": "up"}}},
    "dense": {"scoring": {"ties": "dense"}},
    "skipping": {"scoring": {"missing": "skip", "availability": 0.5}},
    "a ceiling": {"rules": [{"rule": "ceiling", "points": 8}]},
}


@pytest.mark.parametrize("changed", list(SETS.values()), ids=list(SETS))
def test_without_noise_every_repetition_is_the_published_ranking(changed: dict[str, Any]) -> None:
    some = [
        *units(20, seed=5),
        unit("gap", {"A.2": 1, "B.1": 1}),
        unit("out", {"A.1": None, "A.2": 2, "B.1": 1, "B.2": 3}),
    ]
    some = [Unit(u.code, u.answers, f"league {at % 2}") for at, u in enumerate(some)]
    still = WeightNoise(0.0)
    found = uncertain(tiny_set(LADDERS, **changed), some, vary=[Choice.WEIGHTS], weights=still)
    run = found.study(found.draw(replicates=5, seed=1), top=3, seed=1)
    assert (run.ranks == found.nominal).all()
    assert (run.shift == 0).all()


def test_nominal_ranks_are_competition_ranks_whatever_the_tie_rule() -> None:
    same = {"A.1": 1, "A.2": 1, "B.1": 1, "B.2": 1}
    some = [unit("a", same), unit("b", same), unit("c", {}), unit("d", {**same, "B.1": 4})]
    found = [
        uncertain(tiny_set(LADDERS, scoring={"ties": ties}), some, vary=[Choice.WEIGHTS])
        for ties in ("min", "max", "average", "dense")
    ]
    assert [one.nominal.tolist() for one in found] == [[2, 2, 4, 1]] * 4


def repeated(seed: int, criteria_set: CriteriaSet) -> tuple[str, list[list[int]]]:
    found = uncertain(criteria_set, units(), vary=[Choice.WEIGHTS, Choice.AGGREGATION])
    draws = found.draw(replicates=60, seed=seed)
    return draws_hash(draws), found.study(draws, top=3, seed=seed).ranks.tolist()


def test_the_same_seed_repeats_to_the_last_digit() -> None:
    own = tiny_set(LADDERS)
    assert repeated(7, own) == repeated(7, own)
    assert repeated(7, own) != repeated(8, own)


def test_dirichlet_weights_add_up_below_every_parent() -> None:
    found = uncertain(
        tiny_set(LADDERS), units(), vary=[Choice.WEIGHTS], weights=WeightNoise(concentration=30)
    )
    weights = found.draw(replicates=50, seed=1).weights
    assert weights[:, :2].sum(axis=1) == pytest.approx(np.ones(50))
    assert weights[:, 2:4].sum(axis=1) == pytest.approx(np.ones(50))
