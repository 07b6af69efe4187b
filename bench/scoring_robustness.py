"""How long 1,000 re-rankings of 10,000 units take, beside sorting alone as the limit.

Run it with ``python bench/scoring_robustness.py [rounds]``. A re-ranking scores every unit of 60
indicators with drawn weights and ranks it; the limit is 1,000 calls of ``numpy.argsort`` on 10,000
scores. All run in turn in one process, so that a busy machine slows them alike: trust the ratio
more than the times. Ours runs with one thread and with two, sorting with one. Each round also
checks a rank against counting.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import resource
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from statistics import median

import numpy as np

from scoring import Aggregation, Hierarchy, Node
from scoring.drawn_weights import jittered_weights
from scoring.rank_batches import ranks_of
from scoring.rank_statistics import rank_intervals
from scoring.robustness import Alternatives, draw, replay, replay_ranks

FEWEST_ROUNDS = 7
UNITS, INDICATORS, REPLICATES = 10_000, 60, 1_000
WANTED_RATIO, WANTED_GIB = 1.5, 2.0


def a_hierarchy() -> Hierarchy:
    """Six pillars of ten indicators."""
    nodes = [Node("all", None, aggregation=Aggregation.MEAN)]
    for pillar in "ABCDEF":
        nodes.append(Node(pillar, "all", aggregation=Aggregation.MEAN))
        nodes += [
            Node(f"{pillar}.{n}", pillar, weight=Fraction(n + 1), maximum=Fraction(1))
            for n in range(INDICATORS // 6)
        ]
    return Hierarchy.build(nodes)


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main(rounds: int) -> int:
    rng = np.random.default_rng(1)
    tree = a_hierarchy()
    alternatives = Alternatives((rng.random((UNITS, INDICATORS)),), (tree,))
    weights = jittered_weights(tree, REPLICATES, noise=0.25, rng=rng)
    replicates = draw(alternatives, weights, rng)
    scores = replay(alternatives, replicates)

    def ours(threads: int) -> None:
        found = replay_ranks(alternatives, replicates, threads=threads)
        place = int(rng.integers(UNITS))
        better = (scores[3] > scores[3, place] + 1e-9).sum()
        assert found[3, place] == 1 + better

    def sorting() -> None:
        for row in scores:
            np.argsort(row)

    taken = [
        (timed(lambda: ours(1)), timed(lambda: ours(2)), timed(sorting)) for _ in range(rounds)
    ]
    one, two, limit = (median(times) for times in zip(*taken, strict=True))
    statistics = timed(lambda: rank_intervals(ranks_of(scores[:1])[0], ranks_of(scores), top=100))
    ratio_of_one = median(a / c for a, _, c in taken)
    ratio = median(b / c for _, b, c in taken)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"{REPLICATES} re-rankings of {UNITS} units x {INDICATORS} indicators, {rounds} rounds")
    print(f"  ours, 1 thread  {one * 1000:8.0f} ms   ratio {ratio_of_one:5.2f}")
    print(f"  ours, 2 threads {two * 1000:8.0f} ms   ratio {ratio:5.2f} (wanted: {WANTED_RATIO})")
    print(f"  sorting alone   {limit * 1000:8.0f} ms")
    print(f"  peak memory     {peak:8.2f} GiB (wanted: under {WANTED_GIB})")
    print(f"  with intervals  {statistics * 1000:8.0f} ms more, ranked once again")
    return 0 if ratio <= WANTED_RATIO and peak < WANTED_GIB else 1


if __name__ == "__main__":
    sys.exit(main(max(FEWEST_ROUNDS, int(sys.argv[1]) if len(sys.argv) > 1 else 0)))
