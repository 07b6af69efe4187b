"""How long full tables of a million units take, beside reading their answers once as the limit.

Run it with ``python bench/scoring_bulk.py [units] [rounds]`` (1,000,000 and 7 if left out).

The limit L is the time to read the stored answer matrix once plus ``numpy.argsort`` of as many
scores. Two ways of reading are measured: one bare pass over the mapped file, which is the harder
limit and the one that ratios are given for, and ``numpy.load`` into memory. Files are in the page
cache. A full table is made from the same mapped file: shares of 139 indicators, of criteria,
pillars and the whole, pillar levels, level with gates, rank; 5 % of the answers do not apply and
their weight goes to their siblings. Pillar scores are kept for everybody; criteria are worked out
on the way, and kept where the name says so.

All run in turn in one process, so that a busy machine slows all alike: trust the ratios more than
the times. A sample is compared with `score_table` before anything is measured.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

import numpy as np
from bulk_case import ANY, CODES, STEPS, a_scheme, read_answers, write_answers

from scoring import score_table
from scoring.bulk import BulkTable, score_bulk

UNITS, FEWEST_ROUNDS, THREADS, SAMPLE = 1_000_000, 7, 2, 2_000
PASS, LOAD = "one pass", "numpy.load"


@dataclass(frozen=True)
class Way:
    """One way to make a table, and how many limits it may take."""

    form: str
    wanted: float
    keep: bool = False
    compact: bool = False
    declared: bool = True

    @property
    def name(self) -> str:
        extras = [", criteria kept"] * self.keep + [", steps not declared"] * (not self.declared)
        return self.form + "".join(extras)


WAYS = (
    Way(STEPS, 2.5),
    Way(STEPS, 2.5, keep=True),
    Way(STEPS, 2.5, declared=False),
    Way(ANY, 2.5),
    Way(CODES, 1.0, compact=True),
)


def table(way: Way, path: Path) -> BulkTable:
    """Make the full table of a file of answers."""
    scheme = a_scheme(way.form if way.declared else ANY)
    codes = scheme.hierarchy.codes
    return score_bulk(
        scheme,
        read_answers(path, way.form),
        keep=[code for code in codes if code.startswith("c")] if way.keep else [],
        compact=way.compact,
        threads=THREADS,
    )


def check(way: Way, path: Path) -> None:
    """Compare a sample of a table with the tables of single campaigns."""
    made, answers = table(way, path), read_answers(path, way.form)
    units = np.unique(np.linspace(0, len(made) - 1, SAMPLE).astype(np.int64))
    some = answers.chosen(units)
    wanted = score_table(
        a_scheme(way.form),
        some.shares,
        units=[""] * len(units),
        not_applicable=some.not_applicable,
    )
    assert (made.level[units] == wanted.level).all()
    assert (made.pillar_levels[units] == wanted.pillar_levels).all()
    assert np.abs(made.score[units] - wanted.score).max() < 1e-10
    ascending = np.sort(made.score)
    better = len(made) - np.searchsorted(ascending, made.score[units], side="right")
    assert (made.rank[units] == 1 + better).all()


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def one_pass(path: Path) -> None:
    np.fmax.reduce(np.load(path, mmap_mode="r"), axis=None)


def measure(paths: dict[str, Path], n_units: int, rounds: int) -> dict[str, list[float]]:
    """Run everything in turn, and return the times of each."""
    scores = np.random.default_rng(0).normal(50, 3, n_units)
    runs: dict[str, Callable[[], object]] = {
        PASS: partial(one_pass, paths[STEPS]),
        LOAD: partial(np.load, paths[STEPS]),
        "argsort": partial(np.argsort, scores),
        **{way.name: partial(table, way, paths[way.form]) for way in WAYS},
    }
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            times[name].append(timed(run))
    return times


def report(times: dict[str, list[float]]) -> None:
    """Print the ratios beside the wanted ones."""
    argsort = times["argsort"]
    limits = {
        name: [a + b for a, b in zip(times[name], argsort, strict=True)] for name in (PASS, LOAD)
    }
    for name in (PASS, LOAD):
        print(f"  L, {name + ' + argsort':38} {median(limits[name]) * 1000:8.0f} ms")
    print(f"  {'full table of':41} {'':8}     / L  wanted   / L by {LOAD}")
    for way in WAYS:
        own = times[way.name]
        ratio, other = (
            median(a / b for a, b in zip(own, limits[name], strict=True)) for name in (PASS, LOAD)
        )
        line = f"  {way.name:41} {median(own) * 1000:8.0f} ms {ratio:6.2f}  {way.wanted:6.2f}"
        print(f"{line}   {other:6.2f}")


def main(n_units: int, rounds: int) -> None:
    print(f"full tables of {n_units} units x 139 indicators, {THREADS} threads, {rounds} rounds")
    with tempfile.TemporaryDirectory() as folder:
        forms = dict.fromkeys(way.form for way in WAYS)
        paths = {f: write_answers(Path(folder) / f"{f}.npy", f, n_units) for f in forms}
        for way in WAYS:
            check(way, paths[way.form])
        report(measure(paths, n_units, rounds))


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    main(*(given + [UNITS, FEWEST_ROUNDS][len(given) :]))
