"""How long a plain weighted sum with competition ranks takes, beside NumPy and five other packages.

Run it with ``python bench/scoring_ranks.py [--alone] [units ...]``. The limit is ``X @ w`` and
``numpy.argsort`` in NumPy, which gives an order but no ranks and knows nothing of ties. The other
packages are installed once into ``build/bench-peers``, an environment of their own, in which the
program then starts itself again; ``--alone`` leaves them out. Everything runs in turn in one
process, at least 7 times (other packages 3 times, and once if that takes long), so that a busy
machine slows all alike: trust the ratios more than the times.

pymcdm and pyDecision bring the columns to one scale before they add them up and can not be told not
to, so their ranks may differ; those of the others must be ours.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import time
import venv
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT))

import numpy as np  # noqa: E402

from scoring.bulk import weighted_sum_ranks  # noqa: E402

PEERS = ("pandas", "polars", "pymcdm", "scikit-criteria", "pyDecision")
MODULES = ("pandas", "polars", "pymcdm", "skcriteria", "pyDecision")
ENVIRONMENT = ROOT / "build" / "bench-peers"
SIZES, INDICATORS = (10_000, 100_000, 1_000_000), 139
ROUNDS, PEER_ROUNDS, LONG = 7, 3, 5.0
LIMIT, OURS = "NumPy X @ w, argsort", "ours, sums and ranks"

Run = Callable[[], Any]


def start_among_peers() -> None:
    """Install the other packages if need be, and start again where they are."""
    python = ENVIRONMENT / "bin" / "python"
    if not python.exists():
        venv.create(ENVIRONMENT, with_pip=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--quiet", *PEERS], check=True)
    os.execv(python, [str(python), __file__, *sys.argv[1:]])


def peers_of(matrix: Any, weights: Any) -> dict[str, Run]:
    """Prepare the same data for every package, and return what is timed."""
    pandas, polars, skcriteria = map(importlib.import_module, ("pandas", "polars", "skcriteria"))
    names = [f"i{at}" for at in range(matrix.shape[1])]
    frame, series = pandas.DataFrame(matrix, columns=names), pandas.Series(weights, index=names)
    columns = polars.DataFrame({name: matrix[:, at] for at, name in enumerate(names)})
    total = polars.sum_horizontal(
        [polars.col(name) * weight for name, weight in zip(names, weights, strict=True)]
    )
    decision = skcriteria.mkdm(matrix, objectives=[max] * len(names), weights=weights)
    model = importlib.import_module("skcriteria.agg.simple").WeightedSumModel()
    wsm = importlib.import_module("pymcdm.methods").WSM()
    to_ranks = importlib.import_module("pymcdm.helpers").rrankdata
    saw = importlib.import_module("pyDecision.algorithm").saw_method
    types, best = np.ones(len(names)), ["max"] * len(names)
    return {
        "pandas": lambda: frame.dot(series).rank(method="min", ascending=False).to_numpy(),
        "polars": lambda: columns.select(total.rank("min", descending=True)).to_series().to_numpy(),
        "scikit-criteria": lambda: model.evaluate(decision).rank_,
        "pymcdm": lambda: to_ranks(wsm(matrix, weights, types)),
        "pyDecision": lambda: saw(matrix, best, weights, graph=False, verbose=False),
    }


def timed(run: Run) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def check(matrix: Any, weights: Any, peers: dict[str, Run]) -> None:
    """Compare ranks with counting and with the packages that rank the same sums."""
    sums, ranks = weighted_sum_ranks(matrix, weights)
    for unit in range(0, len(ranks), max(1, len(ranks) // 100)):
        assert ranks[unit] == 1 + (sums > sums[unit]).sum()
    for name in ("pandas", "polars", "scikit-criteria"):
        if name in peers:
            assert (np.asarray(peers[name]()) == ranks).mean() > 0.999


def measure(n_units: int, *, alone: bool) -> None:
    """Print the times of one size."""
    rng = np.random.default_rng(0)
    matrix, weights = rng.random((n_units, INDICATORS)), rng.random(INDICATORS)
    peers = {} if alone else peers_of(matrix, weights / weights.sum())
    check(matrix, weights / weights.sum(), peers)
    runs: dict[str, Run] = {
        LIMIT: lambda: np.argsort(matrix @ weights),
        OURS: partial(weighted_sum_ranks, matrix, weights),
        **peers,
    }
    times: dict[str, list[float]] = {name: [] for name in runs}
    for at in range(ROUNDS):
        for name, run in runs.items():
            if name not in peers or (at < PEER_ROUNDS and sum(times[name]) < LONG):
                times[name].append(timed(run))
    ratio = median(a / b for a, b in zip(times[OURS], times[LIMIT], strict=True))
    print(f"{n_units} units x {INDICATORS} indicators, {ROUNDS} rounds")
    for name, some in times.items():
        apart = median(some) / median(times[LIMIT])
        print(f"  {name:24} {median(some) * 1000:10.2f} ms {apart:8.2f} x the limit")
    print(f"  ours / limit, round by round {ratio:8.2f}    (wanted: at most 1.00)")


def main(arguments: list[str]) -> None:
    alone = "--alone" in arguments
    if not alone and not all(importlib.util.find_spec(name) for name in MODULES):
        start_among_peers()
    warnings.simplefilter("ignore")
    sizes = [int(one) for one in arguments if one.isdigit()] or SIZES
    for size in sizes:
        measure(size, alone=alone)


if __name__ == "__main__":
    main(sys.argv[1:])
