"""What a level asks of one unit, and the cheapest offers with which it is attained.

What lives here: the way from bands, gates and rules to a knapsack in whole numbers, and back. Not
here: the search (`cheapest`) and what a plan is to people (`plans`).

The reduction is exact
----------------------
Gains are whole numbers of one unit (`gains`), so "above an edge" or "at an edge or above" becomes
"at least so many units": the next whole number above the edge, or the edge rounded up.

A unit has level n or higher if for some level m from n on its number lies in the bands from m on,
all gates of m hold, and no requirement of n or of a lower level fails; for that is how gates and
requirements lower levels. Each m is a problem of its own. One that asks for no less than a lower m
is left out, since its plans are plans of that one too. The best plan of the others is the answer.

A rule that asks a node to have at least a number, or not to lie below one, is a least gain of this
node. A rule about what cannot rise holds or fails whatever is done. A rule that something which may
rise must stay low would make more worth less: it is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from scoring.improving.cheapest import solve
from scoring.improving.gains import Gains, NotCovered, Offer, Uncovered
from scoring.improving.knapsack import Choice, Group, Leaf, Pillar, Problem
from scoring.improving.thresholds import Threshold, threshold_for, threshold_of
from scoring.rules import Adjustment, Condition, Measure, Sign, adjust_exactly


def cheapest_offers(gains: Gains, level: int) -> dict[int, Offer] | None:
    """Return the offers to take, by leaf, to have a level or a higher one; None = there is no way.

    Parameters
    ----------
    gains : Gains
    level : int
        A level of the scheme.

    Raises
    ------
    NotCovered
    """
    if level == gains.scheme.levels.bands.levels[0]:
        return {}  # nothing lowers a unit further
    found: list[tuple[Fraction, int, list[int], dict[int, Offer]]] = []
    for asked in _alternatives(gains, level):
        building = _Building(gains, asked)
        plan = solve(building.problem())
        if plan is not None:
            chosen = zip(building.leaves, plan, strict=True)
            taken = {leaf: gains.offers[leaf][place - 1] for leaf, place in chosen if place}
            effort = sum((offer.effort for offer in taken.values()), Fraction(0))
            found.append((effort, len(taken), [-place for place in plan], taken))
    return min(found, key=lambda one: one[:3])[3] if found else None


# --- what is asked -------------------------------------------------------------------------


@dataclass(frozen=True)
class _Asked:
    """What a level asks for, in units of gain.

    Attributes
    ----------
    need : int
        Of the whole.
    counts : tuple of int, (n_gates,)
        How many pillars each gate asks for.
    thresholds : tuple, (n_gates, n_pillars)
        What each pillar must gain to count for a gate; None = it never does.
    least : mapping from node to int
        What single nodes must gain.
    """

    need: int
    counts: tuple[int, ...]
    thresholds: tuple[tuple[int | None, ...], ...]
    least: Mapping[int, int]

    def asks_no_less(self, other: _Asked) -> bool:
        """Tell whether whoever meets this also meets the other."""
        gates = range(len(self.counts))
        return (
            self.need >= other.need
            and all(self.least.get(node, 0) >= least for node, least in other.least.items())
            and all(
                any(self._implies(own, other, gate) for own in gates)
                for gate in range(len(other.counts))
            )
        )

    def _implies(self, own: int, other: _Asked, gate: int) -> bool:
        pairs = zip(self.thresholds[own], other.thresholds[gate], strict=True)
        return self.counts[own] >= other.counts[gate] and all(
            mine is None or (theirs is not None and mine >= theirs) for mine, theirs in pairs
        )


def _alternatives(gains: Gains, wanted: int) -> list[_Asked]:
    """Return what the levels from the wanted one on ask for, each if it is a way of its own."""
    found: list[_Asked] = []
    for level in gains.scheme.levels.bands.levels:
        asked = _asked(gains, level, wanted) if level >= wanted else None
        if asked is not None and not any(asked.asks_no_less(other) for other in found):
            found.append(asked)
    return found


def _asked(gains: Gains, level: int, wanted: int) -> _Asked | None:
    """Return what it takes to have a wanted level by way of this one; None = it is closed."""
    scheme, root = gains.scheme, gains.tree.root
    threshold = threshold_of(scheme.levels, level)
    need = threshold.least_steps(_total(gains), gains.step(root, scheme.levels.measure))
    least = _least(gains, threshold, wanted)
    if need is None or least is None:
        return None
    need_of_tree = least.pop(root, 0)
    if need_of_tree and gains.bonuses:
        raise NotCovered(gains.tree.codes[root], Uncovered.BONUS)
    gates = [gate for gate in scheme.gates if gate.level == level]
    return _Asked(
        max(need, need_of_tree),
        tuple(gate.pillars for gate in gates),
        tuple(_pillar_thresholds(gains, gate.pillar_level) for gate in gates),
        least,
    )


def _total(gains: Gains) -> Fraction:
    """Return the number of the whole after bonuses and deductions, before ceilings."""
    scheme, root = gains.scheme, gains.tree.root
    if not scheme.adjustments:
        return gains.number(root, scheme.levels.measure)
    points = gains.number(root, Measure.POINTS)
    total, _ = adjust_exactly(points, scheme.adjustments, (), gains.number_of)
    if total != points + sum(_change(gains, rule) for rule in scheme.adjustments):
        raise NotCovered(gains.tree.codes[root], Uncovered.DEDUCTIONS)
    if scheme.levels.measure is Measure.POINTS:
        return total
    return 100 * total / gains.full(root, Measure.POINTS)


def _change(gains: Gains, rule: Adjustment) -> Fraction:
    amount = gains.amount(rule)
    amount = amount if rule.cap is None else min(amount, rule.cap)
    return amount if rule.sign is Sign.BONUS else -amount


def _least(gains: Gains, threshold: Threshold, wanted: int) -> dict[int, int] | None:
    """Return what single nodes must gain so that no rule is in the way; None = one always is."""
    least: dict[int, int] = {}
    for condition, holds in _conditions(gains, threshold, wanted):
        steps = _steps(gains, condition, holds=holds)
        if steps is None:
            return None
        node = gains.tree.index[condition.code]
        least[node] = max(steps, least.get(node, 0))
    return least


def _conditions(
    gains: Gains, threshold: Threshold, wanted: int
) -> Iterator[tuple[Condition, bool]]:
    """Yield the conditions of all rules that matter, each with whether it must hold or must not."""
    scheme, root = gains.scheme, gains.tree.root
    for requirement in scheme.requirements:
        if requirement.level <= wanted:
            yield from ((condition, True) for condition in requirement.needs)
            yield from ((condition, False) for condition in requirement.unless)
    for ceiling in scheme.ceilings:
        highest = ceiling.points
        if scheme.levels.measure is Measure.SCORE:
            highest = 100 * highest / gains.full(root, Measure.POINTS)
        if not threshold.passes(highest):
            yield ceiling.when or Condition(gains.tree.codes[root], Measure.SCORE), False


def _steps(gains: Gains, condition: Condition, *, holds: bool) -> int | None:
    """Return how many units a node must gain for a condition; None = no number of them helps."""
    node = gains.tree.index[condition.code]
    if not gains.applies(node):
        return 0
    now = gains.number(node, condition.measure)
    if not gains.may_rise(node):
        return 0 if condition.holds(now) is holds else None
    threshold = threshold_for(condition, holds=holds)
    if threshold is None:
        raise NotCovered(condition.code, Uncovered.RULE)
    return threshold.least_steps(now, gains.step(node, condition.measure))


def _pillar_thresholds(gains: Gains, level: int) -> tuple[int | None, ...]:
    """Return what each pillar must gain to have a level."""
    cut = gains.scheme.pillar_levels
    assert cut is not None
    threshold = threshold_of(cut, level)
    return tuple(
        threshold.least_steps(gains.number(node, cut.measure), gains.step(node, cut.measure))
        if gains.applies(node)
        else None
        for node in gains.tree.pillars
    )


# --- the knapsack --------------------------------------------------------------------------


class _Building:
    """Builds the problem of one level; `leaves` are those that may rise, in its order."""

    def __init__(self, gains: Gains, asked: _Asked) -> None:
        self.leaves: list[int] = []
        self._gains = gains
        self._asked = asked
        offers = (offer for own in gains.offers.values() for offer in own)
        self._efforts = lcm(*(offer.effort.denominator for offer in offers))

    def problem(self) -> Problem:
        """Return the problem: the pillars of the tree, the bonuses, and what stands alone."""
        pillars = [self._pillar(at, node) for at, node in enumerate(self._gains.tree.pillars)]
        return Problem((*pillars, *self._extras()), self._asked.need, self._asked.counts)

    def _pillar(self, at: int, node: int) -> Pillar:
        return Pillar(
            tuple(self._parts(node)),
            self._asked.least.get(node, 0),
            thresholds=tuple(gate[at] for gate in self._asked.thresholds),
            counts=node not in self._gains.islands,
        )

    def _parts(self, node: int) -> Iterator[Leaf | Group]:
        """Yield what may rise at or below a node; only a group that must gain stays a group."""
        first_inner = self._gains.tree.n_leaves
        if node < first_inner:
            yield from self._leaves([node])
            return
        for part in self._gains.tree.children[node - first_inner]:
            if part in self._gains.islands:
                continue
            if part >= first_inner and self._asked.least.get(part, 0):
                yield Group(tuple(self._parts(part)), self._asked.least[part])
            else:
                yield from self._parts(part)

    def _leaves(self, leaves: Iterable[int]) -> Iterator[Leaf]:
        for leaf in leaves:
            if leaf in self._gains.offers:
                self.leaves.append(leaf)
                choices = (
                    Choice(int(one.effort * self._efforts), self._gains.of_offer(leaf, one))
                    for one in self._gains.offers[leaf]
                )
                yield Leaf(tuple(choices), self._asked.least.get(leaf, 0))

    def _extras(self) -> Iterator[Pillar]:
        """Yield what is no part of a pillar that counts: each bonus, and each island below one."""
        nothing: tuple[int | None, ...] = (None,) * len(self._asked.counts)
        for bonus in self._gains.bonuses:
            own = (self._gains.tree.index[code] for code in bonus.codes)
            limit = self._gains.left_of(bonus)
            yield Pillar(tuple(self._leaves(own)), thresholds=nothing, limit=limit)
        for node in self._gains.islands:
            if node not in self._gains.tree.pillars:
                least = self._asked.least.get(node, 0)
                yield Pillar(tuple(self._parts(node)), least, thresholds=nothing, counts=False)
