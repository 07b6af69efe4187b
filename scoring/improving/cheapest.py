"""The exact search for the cheapest plan that meets a sum and counted thresholds.

What lives here: `solve`. Not here: the problem and its bounds (`knapsack`).

Method and proof
----------------
A *frontier* is the list of the points (cost, gain) of a set of leaves that no other point of theirs
equals or beats in both. Every other point can be exchanged for one of the list that costs no more
and gains no less, and no condition asks for less gain. So the frontier of two sets of leaves
together lies in the sums of their frontiers (Nemhauser and Ullmann, 1969).

Within a group the frontiers of its last 0, 1, 2, ... parts are built from the frontiers of the
parts; of a part that must gain something the points below that are left out. Over the pillars, the
last one first, there is one frontier for every number of pillars that each gate still asks for. A
pillar is either asked to reach one of its thresholds, and then serves every gate up to it, or is
not asked for any. Every plan is among these ways, with its pillars at the thresholds they do reach;
and every way gives a plan that meets the gates. So the least cost found is the least there is.

A point is dropped early only if its cost, together with the least that the missing gain costs
outside its leaves, exceeds the cost of a plan that is known already. Every plan pays at least that
much, so no part of a cheapest plan, nor a point that would replace it, is ever dropped. Bounds are
compared in floats, with a margin far above their error; points are whole numbers of any size.

Among the cheapest plans the one with the fewest changes is wanted, then the one that does most at
the first leaf, then at the second, and so on. Changes are counted in the last digits of the costs.
The order is met by going through the leaves once more and taking at each the greatest choice from
which the frontiers behind it still lead to the least cost. What a group may cost and must gain for
that is a list of demands, since a group may also cost less and leave more to the others.

Source: Martello and Toth, Knapsack Problems (1990), ch. 2; Kellerer, Pferschy and Pisinger,
Knapsack Problems (2004), ch. 11.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TypeVar

import numpy as np

from scoring.arrays import Bools
from scoring.improving.frontier import Frontier, Wholes
from scoring.improving.knapsack import (
    Bounds,
    Choice,
    Curve,
    Group,
    Leaf,
    Pillar,
    Problem,
    known_cost,
    steps_of,
    still_open,
)

_LARGEST = 2**61

_Open = tuple[int, ...]
"""How many pillars each gate still asks for."""


def solve(problem: Problem) -> tuple[int, ...] | None:
    """Find the cheapest plan, of these the one with the fewest changes, then the first in order.

    Parameters
    ----------
    problem : Problem

    Returns
    -------
    tuple of int or None, (n_leaves,)
        0 = unchanged, 1 = the first choice of the leaf, and so on. None if not even the greatest
        choices of all leaves meet the conditions.

    Notes
    -----
    See the head of this module for the method and its proof.

    Examples
    --------
    >>> two = Leaf((Choice(1, 2), Choice(3, 5)))
    >>> first = Pillar((two, Leaf((Choice(1, 1),))), thresholds=(3,))
    >>> second = Pillar((Leaf((Choice(1, 3),)),), thresholds=(None,))
    >>> solve(Problem((first, second), need=4, gates=(1,)))
    (2, 0, 0)
    """
    if not problem.is_met([len(leaf.choices) for leaf in problem.leaves]):
        return None
    base = 1 + len(problem.leaves)
    pillars = (_with_changes(pillar, base) for pillar in problem.pillars)
    return _Search(replace(problem, pillars=tuple(pillars))).plan()


_G = TypeVar("_G", bound=Group)


def _with_changes(group: _G, base: int) -> _G:
    """Count the changes in the last digits of the costs."""
    return replace(
        group,
        parts=tuple(
            replace(part, choices=tuple(Choice(c.cost * base + 1, c.gain) for c in part.choices))
            if isinstance(part, Leaf)
            else _with_changes(part, base)
            for part in group.parts
        ),
    )


@dataclass(frozen=True, slots=True)
class _Built:
    """A group with what its parts from each one on can do: `behind[0]` is all of them."""

    least: int
    parts: tuple[_Built | Leaf, ...]
    behind: tuple[Frontier, ...]

    @property
    def frontier(self) -> Frontier:
        """What the group can do while it gains what it must."""
        return self.behind[0].from_gain(self.least)


class _Search:
    """The frontiers of a problem that can be met, and the plan that is read from them."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._dtype = _dtype(problem)
        steps = steps_of(problem)
        self._bounds = Bounds(problem, steps, known_cost(problem, steps))
        self._starts = [0, *accumulate(len(pillar.leaves) for pillar in problem.pillars)]
        firsts = zip(problem.pillars, self._starts[:-1], strict=True)
        self._built = [self._build(pillar, pillar, first) for pillar, first in firsts]
        self._behind = self._frontiers_behind()

    def _array(self, *numbers: int) -> Wholes:
        return np.array(numbers, dtype=self._dtype)

    # --- what groups can do ---

    def _build(self, group: Group, pillar: Pillar, first: int) -> _Built:
        """Build a group of a pillar; its leaves begin at `first` among all."""
        end = place = first + len(group.leaves)
        parts: list[_Built | Leaf] = []
        behind = [Frontier(self._array(0), self._array(0))]
        for part in reversed(group.parts):
            place -= 1 if isinstance(part, Leaf) else len(part.leaves)
            parts.append(part if isinstance(part, Leaf) else self._build(part, pillar, place))
            curve = self._bounds.outside(place, end)
            behind.append(self._together(self._frontier(parts[-1]), behind[-1], pillar, curve))
        return _Built(group.least, tuple(parts[::-1]), tuple(behind[::-1]))

    def _frontier(self, part: _Built | Leaf) -> Frontier:
        if isinstance(part, _Built):
            return part.frontier
        allowed = [one for _, one in part.allowed]
        return Frontier(
            self._array(*(one.cost for one in allowed)), self._array(*(one.gain for one in allowed))
        )

    def _together(self, one: Frontier, other: Frontier, pillar: Pillar, curve: Curve) -> Frontier:
        enough = pillar.enough(self._problem.need)
        found = []
        for cost, gain in one.sums_with(other):
            kept = self._bounds.may_lead(cost, _counted(pillar, gain), curve)
            found.append(Frontier.of(cost[kept], np.minimum(gain[kept], enough)))
        return self._union(found)

    def _union(self, found: Sequence[Frontier]) -> Frontier:
        cost = np.concatenate([self._array(), *(one.cost for one in found)])
        return Frontier.of(cost, np.concatenate([self._array(), *(one.gain for one in found)]))

    # --- what the pillars can do together ---

    def _frontiers_behind(self) -> list[dict[_Open, Frontier]]:
        """Return what the pillars from one on can do, by what is open there; never asked of all."""
        pillars, start = range(len(self._problem.pillars)), self._problem.gates
        reached: list[set[_Open]] = [{start}]
        for p in pillars:
            reached.append({after for open_ in reached[p] for _, after in self._ways(p, open_)})
        end = {open_: Frontier(self._array(), self._array()) for open_ in reached[-1]}
        end[tuple(0 for _ in start)] = Frontier(self._array(0), self._array(0))
        behind = [end]
        for p in reversed(pillars[1:]):
            behind.append({open_: self._from_pillar(p, open_, behind[-1]) for open_ in reached[p]})
        return [{}, *behind[::-1]]

    def _ways(self, p: int, open_: _Open) -> Iterator[tuple[int, _Open]]:
        """Yield the thresholds that a pillar may be asked to reach, and what is open then."""
        pillar, before = self._problem.pillars[p], None
        for threshold in sorted({0, *(t for t in pillar.thresholds if t is not None)}):
            after = still_open(pillar, open_, threshold)
            if after != before:
                yield threshold, after
            before = after

    def _from_pillar(self, p: int, open_: _Open, behind: dict[_Open, Frontier]) -> Frontier:
        curve = self._bounds.outside(self._starts[p], self._starts[-1])
        found = []
        for threshold, after in self._ways(p, open_):
            for cost, gain in self._brings(p, threshold).sums_with(behind[after]):
                kept = self._bounds.may_lead(cost, gain, curve)
                found.append(Frontier.of(cost[kept], np.minimum(gain[kept], self._problem.need)))
        return self._union(found)

    def _brings(self, p: int, threshold: int) -> Frontier:
        """Return what a pillar that reaches a threshold costs and brings to the sum."""
        own = self._built[p].frontier.from_gain(threshold)
        return Frontier.of(own.cost, _counted(self._problem.pillars[p], own.gain))

    # --- reading the plan ---

    def plan(self) -> tuple[int, ...]:
        """Return the plan that comes first among the cheapest."""
        open_, need, left = self._problem.gates, self._problem.need, self._least_cost()
        plan: list[int] = []
        for p, pillar in enumerate(self._problem.pillars):
            found, taken = _chosen(self._built[p], *self._demands(p, open_, need, left))
            plan += found
            left -= taken.cost
            need -= pillar.counted(taken.gain)
            open_ = still_open(pillar, open_, taken.gain)
        return tuple(plan)

    def _least_cost(self) -> int:
        least: list[int] = []
        for threshold, after in self._ways(0, self._problem.gates):
            own = self._brings(0, threshold)
            rest, found = self._behind[1][after].costs_for(self._problem.need - own.gain)
            least.extend((own.cost[found] + rest).tolist())
        return min(least)

    def _demands(self, p: int, open_: _Open, need: int, left: int) -> tuple[Wholes, Wholes]:
        """Return what a pillar may cost and what it must gain then, for the least cost of all."""
        pillar, built = self._problem.pillars[p], self._built[p]
        costs, gains = [self._array()], [self._array()]
        for threshold, after in self._ways(p, open_):
            own = built.frontier.from_gain(threshold)
            rest, found = self._behind[p + 1][after].gains_for(left - own.cost)
            missing = need - rest
            leads = missing <= _counted(pillar, own.gain[found])
            asked = missing[leads] if pillar.counts else missing[leads] * 0
            costs.append(own.cost[found][leads])
            gains.append(np.maximum(asked, max(threshold, built.least)))
        return np.concatenate(costs), np.concatenate(gains)


def _counted(pillar: Pillar, gain: Wholes) -> Wholes:
    """Return what gains of a pillar bring to the sum."""
    if not pillar.counts:
        return np.asarray(gain * 0)
    return gain if pillar.limit is None else np.minimum(gain, pillar.limit)


def _chosen(built: _Built, cost: Wholes, gain: Wholes) -> tuple[list[int], Choice]:
    """Take at each leaf the greatest choice that leaves one of the demands possible.

    Parameters
    ----------
    built : _Built
    cost, gain : (n_demands,)
        What the group may cost and must gain then; one of the demands is to be met.

    Returns
    -------
    list of int
        The choices of the leaves.
    Choice
        What they cost and gain.
    """
    plan: list[int] = []
    taken = Choice(0, 0)
    for part, behind in zip(built.parts, built.behind[1:], strict=True):
        if isinstance(part, Leaf):
            place, one = _greatest(part, behind, cost, gain)
            found = [place]
        else:
            found, one = _chosen(part, *_demands_of(part, behind, cost, gain))
        plan += found
        taken = Choice(taken.cost + one.cost, taken.gain + one.gain)
        leads = _leads(behind, cost - one.cost, gain - one.gain)
        cost, gain = cost[leads] - one.cost, gain[leads] - one.gain
    return plan, taken


def _greatest(leaf: Leaf, behind: Frontier, cost: Wholes, gain: Wholes) -> tuple[int, Choice]:
    """Return the greatest choice with which the parts behind can still meet a demand."""
    return next(
        (place, one)
        for place, one in reversed(leaf.allowed)
        if _leads(behind, cost - one.cost, gain - one.gain).any()
    )


def _leads(behind: Frontier, cost: Wholes, gain: Wholes) -> Bools:
    """Mark the demands that the parts behind can meet."""
    most, found = behind.gains_for(cost)
    leads = np.zeros(len(cost), dtype=bool)
    leads[found] = most >= gain[found]
    return leads


def _demands_of(
    part: _Built, behind: Frontier, cost: Wholes, gain: Wholes
) -> tuple[Wholes, Wholes]:
    """Turn the demands on a group and the parts behind it into demands on the group alone."""
    costs, gains = [cost[:0]], [gain[:0]]
    own = part.frontier
    for most, least in zip(cost.tolist(), gain.tolist(), strict=True):
        rest, found = behind.gains_for(most - own.cost)
        leads = least - rest <= own.gain[found]
        costs.append(own.cost[found][leads])
        gains.append(np.maximum((least - rest)[leads], part.least))
    return np.concatenate(costs), np.concatenate(gains)


def _dtype(problem: Problem) -> type:
    """Return int64 where no sum can leave it, Python's whole numbers otherwise."""
    tops = [leaf.choices[-1] for leaf in problem.leaves if leaf.choices]
    enough = (pillar.enough(problem.need) for pillar in problem.pillars)
    largest = max(*enough, sum(one.cost for one in tops), sum(one.gain for one in tops))
    return np.int64 if largest < _LARGEST else object
