"""A multiple-choice knapsack over pillars in whole numbers, and what is known before searching.

What lives here: the problem, the cost of one plan that meets it, and the least that a missing gain
can cost. Not here: the search itself (`cheapest`) and where the numbers come from (`plans`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

import numpy as np

from scoring.arrays import Bools, Floats
from scoring.improving.frontier import Wholes

_MARGIN = 1e-9
"""Bounds are compared in floats with this margin, far above their rounding error."""


# --- the problem ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Choice:
    """What a leaf may do instead of staying as it is; both numbers are above 0."""

    cost: int
    gain: int


UNCHANGED = Choice(0, 0)


@dataclass(frozen=True, slots=True)
class Leaf:
    """Choices that rise in cost and in gain; the leaf must gain at least `least`."""

    choices: tuple[Choice, ...]
    least: int = 0

    @property
    def allowed(self) -> tuple[tuple[int, Choice], ...]:
        """What it may do, each with its place: 0 = unchanged, 1 = the first choice, and so on."""
        every = enumerate((UNCHANGED, *self.choices))
        return tuple((place, one) for place, one in every if one.gain >= self.least)


@dataclass(frozen=True)
class Group:
    """Leaves and groups in order, which together must gain at least `least`."""

    parts: tuple[Leaf | Group, ...]
    least: int = 0

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """All leaves below, in order."""
        return tuple(
            leaf
            for part in self.parts
            for leaf in ((part,) if isinstance(part, Leaf) else part.leaves)
        )

    @property
    def greatest_least(self) -> int:
        """The greatest gain that the group or a group in it must have."""
        inner = (part.greatest_least for part in self.parts if isinstance(part, Group))
        return max(self.least, *inner, 0)

    def allows(self, gains: Sequence[int]) -> bool:
        """Tell whether these gains of the leaves below reach every least gain."""
        at = 0
        for part in self.parts:
            if isinstance(part, Leaf):
                allowed, width = gains[at] >= part.least, 1
            else:
                width = len(part.leaves)
                allowed = part.allows(gains[at : at + width])
            if not allowed:
                return False
            at += width
        return sum(gains) >= self.least


@dataclass(frozen=True)
class Pillar(Group):
    """A group whose gains count to the sum and to the gates.

    Attributes
    ----------
    thresholds : tuple of int or None, one for each gate
        The gain (0 or more) with which the pillar counts for the gate; None = it never does.
    counts : bool
        Whether its gains count to the sum; the gains of a pillar without weight do not.
    limit : int, optional
        The most that counts to the sum.
    """

    thresholds: tuple[int | None, ...] = field(kw_only=True, default=())
    counts: bool = field(kw_only=True, default=True)
    limit: int | None = field(kw_only=True, default=None)

    def enough(self, need: int) -> int:
        """Return the gain beyond which no condition asks for more."""
        asked = (threshold for threshold in self.thresholds if threshold is not None)
        return max(self.greatest_least, *asked, self.counted(need))

    def counted(self, gain: int) -> int:
        """Return what a gain brings to the sum."""
        if not self.counts:
            return 0
        return gain if self.limit is None else min(gain, self.limit)


@dataclass(frozen=True)
class Problem:
    """Reach `need` (0 or more) with the gains of all pillars, and each gate with so many pillars.

    A plan says for each leaf 0 = unchanged, 1 = its first choice, and so on.
    """

    pillars: tuple[Pillar, ...]
    need: int
    gates: tuple[int, ...] = ()

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """All leaves, in order."""
        return tuple(leaf for pillar in self.pillars for leaf in pillar.leaves)

    def is_met(self, plan: Sequence[int]) -> bool:
        """Tell whether a plan meets every condition.

        >>> pillar = Pillar((Leaf((Choice(1, 2),)),), thresholds=(2,))
        >>> Problem((pillar, pillar), need=2, gates=(2,)).is_met([1, 0])
        False
        """
        gains = [
            leaf.choices[place - 1].gain if place else 0
            for leaf, place in zip(self.leaves, plan, strict=True)
        ]
        left, whole, open_ = iter(gains), 0, self.gates
        for pillar in self.pillars:
            own = [next(left) for _ in pillar.leaves]
            if not pillar.allows(own):
                return False
            whole += pillar.counted(sum(own))
            open_ = still_open(pillar, open_, sum(own))
        return whole >= self.need and not any(open_)


def still_open(pillar: Pillar, open_: tuple[int, ...], gain: int) -> tuple[int, ...]:
    """Return how many pillars each gate asks for after one that gained so much.

    >>> still_open(Pillar((), thresholds=(3, 5, None)), (2, 2, 1), 4)
    (1, 2, 1)
    """
    return tuple(
        max(0, count - (threshold is not None and gain >= threshold))
        for count, threshold in zip(open_, pillar.thresholds, strict=True)
    )


# --- steps ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Step:
    """From one choice of a leaf to a better one, along the convex hull of its choices."""

    leaf: int
    before: int
    after: int
    cost: int
    gain: int
    counts: bool


def steps_of(problem: Problem) -> list[Step]:
    """Return the steps of all leaves, the best bargain first; what does not count comes last.

    >>> leaf = Leaf((Choice(2, 1), Choice(3, 3), Choice(9, 4)))
    >>> [(step.cost, step.gain) for step in steps_of(Problem((Pillar((leaf,)),), need=1))]
    [(3, 3), (6, 1)]
    """
    counting = [pillar.counts for pillar in problem.pillars for _ in pillar.leaves]
    found = [
        step
        for at, leaf in enumerate(problem.leaves)
        for step in _hull(leaf, at, counts=counting[at])
    ]
    return sorted(found, key=lambda step: (not step.counts, step.cost / step.gain))


def _hull(leaf: Leaf, at: int, *, counts: bool) -> Iterator[Step]:
    points = [UNCHANGED, *leaf.choices]
    corners = [0]
    for place, point in enumerate(leaf.choices, start=1):
        while len(corners) > 1 and not _turns(points[corners[-2]], points[corners[-1]], point):
            corners.pop()
        corners.append(place)
    for before, after in pairwise(corners):
        a, b = points[before], points[after]
        yield Step(at, before, after, b.cost - a.cost, b.gain - a.gain, counts)


def _turns(a: Choice, b: Choice, c: Choice) -> bool:
    """Tell whether the way from a over b to c grows dearer at b."""
    return (b.cost - a.cost) * (c.gain - b.gain) < (c.cost - b.cost) * (b.gain - a.gain)


def known_cost(problem: Problem, steps: Sequence[Step]) -> int:
    """Take the best bargains until everything is met, then give back what is not needed.

    Returns
    -------
    int
        The cost of a plan that meets a problem that can be met.

    Examples
    --------
    >>> problem = Problem((Pillar((Leaf((Choice(1, 2),)), Leaf((Choice(4, 4),)))),), need=4)
    >>> known_cost(problem, steps_of(problem))
    4
    """
    plan = [0] * len(problem.leaves)
    ahead = iter(steps)
    taken: list[Step] = []
    while not problem.is_met(plan):
        taken.append(next(ahead))
        plan[taken[-1].leaf] = taken[-1].after
    for step in reversed(taken):
        if plan[step.leaf] == step.after:
            plan[step.leaf] = step.before
            if not problem.is_met(plan):
                plan[step.leaf] = step.after
    chosen = zip(problem.leaves, plan, strict=True)
    return sum(leaf.choices[place - 1].cost for leaf, place in chosen if place)


# --- bounds --------------------------------------------------------------------------------

Curve = tuple[Floats, Floats]
"""Gains and what they cost at least, both rising from 0; in between it is a straight line."""


class Bounds:
    """Which points can still belong to a plan that costs no more than a known one.

    A gain that is missing costs at least what the linear relaxation says: steps in parts, the best
    bargain first, without any other condition.
    """

    def __init__(self, problem: Problem, steps: Sequence[Step], most: int) -> None:
        counting = [step for step in steps if step.counts]
        self._need = problem.need
        self._scale = max(problem.need, 1)
        self._most = most * (1 + _MARGIN) + _MARGIN
        self._leaf = np.array([step.leaf for step in counting], dtype=np.int64)
        self._cost = np.array([float(step.cost) for step in counting])
        self._gain = np.array([step.gain / self._scale for step in counting])

    def outside(self, first: int, end: int) -> Curve:
        """Return the curve of all leaves but those from `first` to before `end`."""
        outside = (self._leaf < first) | (self._leaf >= end)
        gain, cost = np.cumsum(self._gain[outside]), np.cumsum(self._cost[outside])
        return np.concatenate([[0.0], gain]), np.concatenate([[0.0], cost])

    def may_lead(self, cost: Wholes, gain: Wholes, curve: Curve) -> Bools:
        """Mark the points that may be a part of a cheapest plan, (n_points,)."""
        missing = ((self._need - gain) / self._scale).astype(np.float64) - _MARGIN
        least = np.interp(missing, *curve, left=0.0, right=np.inf)
        return np.asarray(cost.astype(np.float64) + least <= self._most)
