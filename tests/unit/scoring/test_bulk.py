"""Many units at once: exact at edges and in ties, whatever blocks and files they come in."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from scoring import (
    NO_LEVEL,
    NO_RANK,
    Aggregation,
    Bands,
    Cut,
    Gate,
    Hierarchy,
    Measure,
    Missing,
    Node,
    NotApplicable,
    Scheme,
    ScoreTable,
    Ties,
    score_table,
)
from scoring.bulk import (
    NOT_ANSWERED,
    NOT_APPLICABLE,
    BulkTable,
    CodedAnswers,
    ShareAnswers,
    score_bulk,
)

FIFTHS = tuple(Fraction(k, 5) for k in range(6))
UNEVEN = (Fraction(0), Fraction(1, 7), Fraction(1, 3), Fraction(1))
MANY = 10_000
"""More units than two blocks."""


def tree(weights: list[list[list[int]]], lattice: int | None = 5) -> Hierarchy:
    """Pillars of criteria of indicators with these maxima."""
    nodes = [Node("all", None, aggregation=Aggregation.SUM)]
    for p, pillar in enumerate(weights):
        nodes.append(Node(f"{p}", "all", aggregation=Aggregation.SUM))
        for c, criterion in enumerate(pillar):
            nodes.append(Node(f"{p}.{c}", f"{p}", aggregation=Aggregation.SUM))
            nodes += [
                Node(f"{p}.{c}.{i}", f"{p}.{c}", maximum=Fraction(m), lattice=lattice)
                for i, m in enumerate(criterion)
            ]
    return Hierarchy.build(nodes)


SMALL = [[[1, 2], [3]], [[2, 2, 1], [1, 1]]]
FINE = [[[137, 252, 611], [333]], [[89, 97, 814], [512, 488]]]


def scheme(weights: list[list[list[int]]] = SMALL, **changes: Any) -> Scheme:
    edges = tuple(Fraction(e) for e in (20, 40, 50, 80))
    bands = Bands((0, 1, 2, 3, 4), edges, (True, False, True, False))
    made = Scheme(
        tree(weights),
        Missing.ZERO,
        NotApplicable.REDISTRIBUTE,
        Cut(Measure.SCORE, bands),
        Cut(Measure.SCORE, bands),
        (Gate(4, 2, 4), Gate(3, 1, 3)),
    )
    return replace(made, **changes)


def codes_for(wanted: Scheme, n_units: int = MANY, out: float = 0.1, gaps: float = 0.05) -> Any:
    rng = np.random.default_rng(5)
    shape = (n_units, wanted.hierarchy.n_leaves)
    codes = rng.integers(0, 6, shape, dtype=np.uint8)
    codes[rng.random(shape) < gaps] = NOT_ANSWERED
    codes[rng.random(shape) < out] = NOT_APPLICABLE
    return codes


def coded(codes: NDArray[np.uint8]) -> CodedAnswers:
    return CodedAnswers(codes, (FIFTHS,) * codes.shape[1])


def shared(codes: NDArray[np.uint8]) -> ShareAnswers:
    shares = np.where(codes < NOT_ANSWERED, codes / 5.0, np.nan)
    return ShareAnswers(shares, codes == NOT_APPLICABLE)


def table_of(wanted: Scheme, answers: ShareAnswers) -> ScoreTable:
    return score_table(
        wanted,
        answers.shares,
        units=[""] * len(answers),
        not_applicable=answers.not_applicable,
    )


def check_decided_alike(found: BulkTable, other: BulkTable | ScoreTable) -> None:
    for name in ("withheld", "level_before_gates", "level", "pillar_levels", "overall_rank"):
        np.testing.assert_array_equal(getattr(found, name), getattr(other, name), name)


def check(wanted: Scheme, codes: NDArray[np.uint8]) -> None:
    """Both forms of answers decide like the table of a single campaign."""
    table = table_of(wanted, shared(codes))
    for answers in (coded(codes), shared(codes)):
        found = score_bulk(wanted, answers, threads=2)
        check_decided_alike(found, table)
        np.testing.assert_allclose(found.score, table.score, rtol=0, atol=1e-11)
        np.testing.assert_allclose(found.pillar_scores, table.pillar_scores, rtol=0, atol=1e-11)


# --- agreement with the tables of single campaigns ------------------------------------------


@pytest.mark.parametrize("missing", list(Missing))
@pytest.mark.parametrize("rule", list(NotApplicable))
def test_every_rule_for_gaps_over_several_blocks(missing: Missing, rule: NotApplicable) -> None:
    wanted = scheme(missing=missing, not_applicable=rule)
    check(wanted, codes_for(wanted, gaps=0.005))


@pytest.mark.parametrize("ranked", list(Measure))
@pytest.mark.parametrize("rule", list(NotApplicable))
@pytest.mark.parametrize("ties", list(Ties))
def test_every_rule_for_ranks(ranked: Measure, rule: NotApplicable, ties: Ties) -> None:
    wanted = scheme(ranked=ranked, not_applicable=rule, ties=ties)
    check(wanted, codes_for(wanted, 3000))


def test_weights_so_fine_that_only_complete_units_share_their_steps() -> None:
    wanted = scheme(FINE)
    check(wanted, codes_for(wanted, out=0.02, gaps=0.0))


def test_weights_that_no_float_holds() -> None:
    third, seventh = Fraction(10**20 + 1, 3), Fraction(10**20 + 3, 7)
    nodes = [
        Node("all", None, aggregation=Aggregation.MEAN),
        Node("p", "all", weight=third, aggregation=Aggregation.MEAN),
        Node("q", "all", weight=seventh, aggregation=Aggregation.MEAN),
        *(Node(f"p{i}", "p", weight=third + i, maximum=Fraction(1), lattice=5) for i in range(3)),
        *(Node(f"q{i}", "q", weight=seventh * i, maximum=Fraction(1), lattice=5) for i in range(3)),
    ]
    wanted = replace(scheme(), hierarchy=Hierarchy.build(nodes))
    check(wanted, codes_for(wanted, 500))


def test_shares_of_any_size_and_units_that_answered_alike() -> None:
    wanted = replace(scheme(), hierarchy=tree(SMALL, lattice=None))
    rng = np.random.default_rng(3)
    shares = rng.random((MANY, 8))
    shares[rng.random(shares.shape) < 0.05] = np.nan
    shares[7000:8000] = shares[:1000]
    answers = ShareAnswers(shares, np.isnan(shares))
    found, table = score_bulk(wanted, answers), table_of(wanted, answers)
    check_decided_alike(found, table)
    np.testing.assert_array_equal(found.score[7000:8000], found.score[:1000])


@pytest.mark.parametrize("lattice", [None, 5])
def test_strangers_among_units_that_keep_to_steps(lattice: int | None) -> None:
    """No step (which the sample sees), beside a step, beyond the ladder."""
    answers = shared(codes_for(scheme()))
    strange = {0: 0.123, 5001: np.nextafter(0.6, 1.0), 9999: 1.2}
    for unit, share in strange.items():
        answers.shares[unit, 1], answers.not_applicable[unit, 1] = share, False  # type: ignore[index]
    found = score_bulk(replace(scheme(), hierarchy=tree(SMALL, lattice)), answers)
    table = score_table(
        scheme(),
        answers.shares,
        units=[""] * MANY,
        not_applicable=answers.not_applicable,
        off_grid=np.isin(np.arange(MANY), list(strange)),
    )
    check_decided_alike(found, table)


def test_what_is_declared_and_not_true_is_not_believed() -> None:
    shares = np.random.default_rng(0).random((1000, 8))
    found = score_bulk(scheme(), ShareAnswers(shares))
    plain = replace(scheme(), hierarchy=tree(SMALL, lattice=None))
    np.testing.assert_array_equal(found.score, score_bulk(plain, ShareAnswers(shares)).score)


def test_units_off_the_grid_are_marked() -> None:
    wanted = scheme()
    shares = shared(codes_for(wanted, 3000)).shares
    shares[2500] = np.nan_to_num(shares[2500])
    shares[2500, 0] = 1 / 3
    off = np.arange(3000) == 2500
    found = score_bulk(wanted, ShareAnswers(shares, off_grid=off))
    table = score_table(wanted, shares, units=[""] * 3000, off_grid=off)
    check_decided_alike(found, table)
    assert found.score[2500] == table.score[2500]


@pytest.mark.parametrize("lattice", [None, 5])
def test_exact_rows_decide(lattice: int | None) -> None:
    wanted = replace(scheme(), hierarchy=tree(SMALL, lattice))
    shares = np.full((2, 8), 0.4)
    tiny = Fraction(4, 10) + Fraction(1, 10**25)
    exact = {1: [tiny] * 8}
    found = score_bulk(wanted, ShareAnswers(shares, exact=exact))
    assert found.level.tolist() == [1, 2]
    assert found.rank.tolist() == [2, 1]


@pytest.mark.parametrize("missing", list(Missing))
def test_ladders_that_do_not_rise_evenly(missing: Missing) -> None:
    wanted = replace(scheme(missing=missing), hierarchy=tree(SMALL, lattice=21))
    codes = codes_for(wanted, 5000)
    codes[codes < NOT_ANSWERED] %= 4
    worth = np.array([*map(float, UNEVEN), *[np.nan] * 252])
    table = table_of(wanted, ShareAnswers(worth[codes], codes == NOT_APPLICABLE))
    check_decided_alike(score_bulk(wanted, CodedAnswers(codes, (UNEVEN,) * 8)), table)


def test_ladders_with_fractions_that_no_float_brings_back() -> None:
    odd = (Fraction(0), Fraction(2, 5) + Fraction(1, 10**30), Fraction(1))
    wanted = replace(scheme(), hierarchy=tree(SMALL, lattice=None))
    codes = np.ones((1, 8), dtype=np.uint8)
    assert score_bulk(wanted, CodedAnswers(codes, (odd,) * 8)).level.tolist() == [2]


# --- exactness -----------------------------------------------------------------------------


def test_scores_on_a_grid_are_the_floats_nearest_to_their_fractions() -> None:
    wanted = scheme()
    codes = codes_for(wanted, 400)
    table = table_of(wanted, shared(codes))
    results = [table.result(at) for at in range(400)]
    for answers in (coded(codes), shared(codes)):
        found = score_bulk(wanted, answers)
        for at, one in enumerate(results):
            scores = [one.score, *(pillar.score for pillar in one.pillars)]
            exact = [np.nan if score is None else float(score) for score in scores]
            np.testing.assert_array_equal([found.score[at], *found.pillar_scores[at]], exact)


def test_an_edge_belongs_to_its_owner() -> None:
    # 20, 40, 50 and 80 of 100; the owners are above, below, above, below
    codes = np.repeat(np.array([[1], [2], [4]], dtype=np.uint8), 8, axis=1)
    found = score_bulk(scheme(gates=()), coded(codes))
    assert found.score.tolist() == [20.0, 40.0, 80.0]
    assert found.level.tolist() == [1, 1, 3]
    assert found.pillar_levels.tolist() == [[1, 1], [1, 1], [3, 3]]


def test_the_sum_of_tenths_is_not_lost_at_an_edge() -> None:
    nodes = [Node("all", None, aggregation=Aggregation.MEAN)]
    nodes += [Node(f"{i}", "all", maximum=Fraction(1)) for i in range(10)]
    bands = Bands((0, 1), (Fraction(10),), (True,))
    wanted = Scheme(
        Hierarchy.build(nodes),
        Missing.ZERO,
        NotApplicable.REDUCE,
        Cut(Measure.SCORE, bands),
    )
    tenths = np.tile(np.linspace(0.0, 0.2, 10), (3, 1))
    tenths[1, 0], tenths[2, 0] = 1e-15, -1e-15
    found = score_bulk(wanted, ShareAnswers(tenths))
    table = score_table(wanted, tenths, units=["", "", ""])
    assert found.level.tolist() == table.level.tolist() == [table.level[0], 1, 0]
    assert found.rank.tolist() == table.rank.tolist() == [2, 1, 3]


# --- edges of the input --------------------------------------------------------------------


@pytest.mark.parametrize("n_units", [0, 1, 1023, 1024, 1025, 4095, 4096, 4097, 8192])
def test_any_number_of_units(n_units: int) -> None:
    wanted = scheme()
    check(wanted, codes_for(wanted, n_units))


def test_all_tied() -> None:
    codes = np.full((MANY, 8), 3, dtype=np.uint8)
    for answers in (coded(codes), shared(codes)):
        found = score_bulk(scheme(), answers)
        assert set(found.rank.tolist()) == {1}
        assert set(found.score.tolist()) == {60.0}


def test_all_tied_where_no_grid_is_known() -> None:
    wanted = replace(scheme(), hierarchy=tree(SMALL, lattice=None))
    shares = np.tile(np.random.default_rng(0).random(8), (MANY, 1))
    found = score_bulk(wanted, ShareAnswers(shares))
    assert set(found.rank.tolist()) == {1}
    assert len(set(found.score.tolist())) == 1


def test_who_has_nothing_that_applies_is_withheld() -> None:
    codes = np.full((3, 8), NOT_APPLICABLE, dtype=np.uint8)
    codes[1] = 2
    for answers in (coded(codes), shared(codes)):
        found = score_bulk(scheme(), answers)
        assert found.withheld.tolist() == [True, False, True]
        assert found.level.tolist() == [NO_LEVEL, 1, NO_LEVEL]
        assert found.rank.tolist() == [NO_RANK, 1, NO_RANK]
        assert np.isnan(found.maximum[[0, 2]]).all()
        assert found.result(0).withheld is not None


def test_leagues_rank_apart() -> None:
    wanted = scheme()
    codes = codes_for(wanted, 3000)
    leagues = np.random.default_rng(0).integers(0, 3, 3000)
    answers = shared(codes)
    found = score_bulk(wanted, coded(codes), leagues=leagues)
    table = score_table(
        wanted,
        answers.shares,
        units=[""] * 3000,
        not_applicable=answers.not_applicable,
        leagues=[str(one) for one in leagues],
    )
    np.testing.assert_array_equal(found.rank, table.rank)
    np.testing.assert_array_equal(found.overall_rank, table.overall_rank)


def test_every_gap_may_mean_that_it_does_not_apply() -> None:
    wanted = scheme()
    answers = shared(codes_for(wanted, gaps=0.0))
    plain = ShareAnswers(answers.shares, nothing_missing=True)
    check_decided_alike(score_bulk(wanted, plain), score_bulk(wanted, answers))


# --- how it is worked out says nothing about what comes out ----------------------------------


def test_threads_change_nothing() -> None:
    wanted = scheme()
    codes = codes_for(wanted)
    for answers in (coded(codes), shared(codes)):
        one, two = (score_bulk(wanted, answers, threads=threads) for threads in (1, 2))
        check_decided_alike(one, two)
        np.testing.assert_array_equal(one.score, two.score)


def test_answers_and_results_may_lie_in_files(tmp_path: Path) -> None:
    wanted = scheme()
    codes = codes_for(wanted)
    np.save(tmp_path / "codes.npy", codes)
    np.save(tmp_path / "shares.npy", shared(codes).shares)
    made: list[Path] = []

    def room(shape: tuple[int, ...], kind: type[Any]) -> NDArray[Any]:
        made.append(tmp_path / f"result-{len(made)}")
        return np.memmap(made[-1], dtype=kind, mode="w+", shape=shape or (1,))

    mapped = coded(np.load(tmp_path / "codes.npy", mmap_mode="r"))
    found = score_bulk(
        replace(wanted, pillar_levels=None, gates=()), mapped, room=room, keep=["0.0"]
    )
    assert made
    other = score_bulk(replace(wanted, pillar_levels=None, gates=()), coded(codes), keep=["0.0"])
    check_decided_alike(found, other)
    np.testing.assert_array_equal(found.node_shares("0.0"), other.node_shares("0.0"))
    shares = np.load(tmp_path / "shares.npy", mmap_mode="r")
    gone = codes == NOT_APPLICABLE
    check_decided_alike(
        score_bulk(wanted, ShareAnswers(shares, gone)), score_bulk(wanted, shared(codes))
    )


def test_compact_results_keep_seven_digits_and_every_decision() -> None:
    wanted = scheme()
    codes = codes_for(wanted)
    small = score_bulk(wanted, coded(codes), compact=True, keep=["0.0"])
    full = score_bulk(wanted, coded(codes), keep=["0.0"])
    check_decided_alike(small, full)
    assert small.pillar_scores.dtype == small.kept["0.0"].dtype == np.float32
    np.testing.assert_allclose(small.pillar_scores, full.pillar_scores, rtol=1e-6)


def test_tables_are_closed_against_writing() -> None:
    found = score_bulk(scheme(), coded(np.ones((2, 8), dtype=np.uint8)), keep=["0.0"])
    for array in (found.score, found.level, found.rank, found.pillar_scores, found.kept["0.0"]):
        assert not array.flags.writeable
