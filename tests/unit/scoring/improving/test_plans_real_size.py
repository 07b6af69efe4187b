"""On a set of the real size a second method finds the same least effort."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import pytest

from scoring import (
    Aggregation,
    Bands,
    Cut,
    Gate,
    Hierarchy,
    Missing,
    Node,
    NotApplicable,
    Scheme,
    score_table,
)
from scoring.improving import Raise, cheapest_plan
from scoring.rules import Measure

SUM = Aggregation.SUM


def least_effort(
    sizes: Sequence[int], efforts: Sequence[Sequence[int]], now: Sequence[int], wanted: int
) -> int:
    """The least effort by a table over every number of points: per pillar, then over pillars.

    60 leaves of 5 levels in 6 pillars; level n needs more than 64 n - 20 of 300 points and at least
    4 pillars above 15 n per cent. The search goes by efforts, this goes by points.
    """
    never = 10**9
    table: dict[tuple[int, int], int] = {(0, 0): 0}
    first = 0
    for size in sizes:
        pillar = [never] * (5 * size + 1)
        pillar[0] = 0
        for leaf in range(first, first + size):
            after = [never] * len(pillar)
            for points_, cost in enumerate(pillar):
                spent = 0
                for level in range(now[leaf], 6):
                    if level > now[leaf]:
                        spent += efforts[leaf][level - 1]
                    if cost < never and cost + spent < after[points_ + level]:
                        after[points_ + level] = cost + spent
            pillar = after
        first += size
        joined: dict[tuple[int, int], int] = {}
        for (total, passed), cost in table.items():
            for points_, more in enumerate(pillar):
                if more < never:
                    counts = 100 * points_ > 15 * wanted * 5 * size
                    key = total + points_, passed + counts
                    joined[key] = min(joined.get(key, never), cost + more)
        table = joined
    enough = (c for (total, n), c in table.items() if total > 64 * wanted - 20 and n >= 4)
    return min(enough)


@pytest.mark.parametrize("seed", range(3))
def test_a_second_method_agrees_on_sixty_leaves(seed: int) -> None:
    rng = random.Random(seed)
    sizes = [13, 5, 16, 9, 10, 7]
    nodes = [Node("all", None, aggregation=SUM)]
    for pillar, size in enumerate(sizes):
        nodes.append(Node(f"{pillar}", "all", aggregation=SUM))
        nodes += [Node(f"{pillar}.{n}", f"{pillar}", maximum=Fraction(5)) for n in range(size)]
    tree = Hierarchy.build(nodes)
    levels, owned = (0, 1, 2, 3, 4), (False,) * 4
    bands = Bands(levels, tuple(Fraction(64 * n - 20) for n in (1, 2, 3, 4)), owned)
    pillar_bands = Bands(levels, tuple(Fraction(15 * n) for n in (1, 2, 3, 4)), owned)
    scheme = Scheme(
        tree,
        Missing.ZERO,
        NotApplicable.REDISTRIBUTE,
        Cut(Measure.POINTS, bands),
        Cut(Measure.SCORE, pillar_bands),
        tuple(Gate(n, 4, n) for n in (1, 2, 3, 4)),
    )
    now = [rng.choice([0, 0, 1, 1, 2, 3]) for _ in tree.leaves]
    efforts = [[rng.randint(1, 30) for _ in range(5)] for _ in tree.leaves]
    result = score_table(scheme, np.array([now]) / 5.0, units=["u"]).result(0)
    raises = {
        code: [
            Raise(Fraction(level, 5), Fraction(sum(efforts[at][now[at] : level])))
            for level in range(now[at] + 1, 6)
        ]
        for at, code in enumerate(tree.leaves)
    }
    for wanted in (2, 3, 4):
        plan = cheapest_plan(scheme, result, raises, wanted)
        assert plan.effort == least_effort(sizes, efforts, now, wanted)
        assert plan.after.level is not None
        assert plan.after.level >= wanted
