"""What the leaves of one unit can gain, as whole numbers of one unit of gain.

What lives here: the weights of a unit, its numbers, and what one unit of gain adds to them. Not
here: what a level asks for (`attainment`).

In a tree of sums and weighted means the share of a node is a weighted sum of the shares of its
leaves. What does not apply stays what it is, so the weights of a unit are constants: its *reaches*.
A leaf that rises by d adds ``reach x d`` to the share of the whole, and to every node between them
the same divided by the reach of that node. Points and scores are a constant times the share. The
unit of gain is the inverse of the common denominator of all gains, so that each is a whole number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import lcm

from scoring.exact import ExactNodes
from scoring.improving.thresholds import threshold_for
from scoring.rules import Adjustment, Measure, Sign
from scoring.scheme import Scheme


@dataclass(frozen=True, slots=True)
class Raise:
    """A better state of one leaf: its share then, and the effort that leads to it."""

    share: Fraction
    effort: Fraction = Fraction(1)

    def __post_init__(self) -> None:
        if self.effort < 0:
            raise ValueError("an effort is 0 or more")


Raises = Mapping[str, Sequence[Raise]]
"""What could be raised, by the code of the leaf. A raise that does not lift its leaf is ignored."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A better share of one leaf, its effort, and its place among the raises of the caller."""

    place: int
    share: Fraction
    effort: Fraction


Offers = Mapping[int, tuple[Offer, ...]]
"""By the index of the leaf; the offers of a leaf rise in effort and in share."""


class Uncovered(StrEnum):
    """Why no exact plan can take something into account.

    `MEAN`: a mean is not arithmetic. `RULE`: a rule asks something to stay low that may rise.
    `DEDUCTIONS`: they exceed the points. `BONUS`: a leaf stands in two rules, or a rule asks for
    points apart from a bonus.
    """

    MEAN = "mean"
    RULE = "rule"
    DEDUCTIONS = "deductions"
    BONUS = "bonus"


class NotCovered(ValueError):
    """A part of a scheme that no exact plan can take into account; `code` names the node."""

    def __init__(self, code: str, why: Uncovered) -> None:
        self.code = code
        self.why = why
        super().__init__(f"{code}: {why.value}")


def helpful_extras(scheme: Scheme) -> frozenset[int]:
    """Return the leaves outside the tree that can be worth raising.

    These are the leaves of bonuses, and those that a rule asks to be high. More of a deduction, or
    of what a rule asks to stay low, is never wanted: deductions stay as they are, even where a rule
    asks for one.
    """
    bonuses = [a.codes for a in scheme.adjustments if a.sign is Sign.BONUS]
    named = {code for codes in bonuses for code in codes}
    fines = {code for a in scheme.adjustments if a.sign is Sign.DEDUCTION for code in a.codes}
    for requirement in scheme.requirements:
        named.update(c.code for c in requirement.needs if threshold_for(c, holds=True))
        named.update(c.code for c in requirement.unless if threshold_for(c, holds=False))
    conditions = (ceiling.when for ceiling in scheme.ceilings if ceiling.when is not None)
    named.update(c.code for c in conditions if threshold_for(c, holds=False))
    tree = scheme.hierarchy
    return frozenset(leaf for leaf in tree.extras if tree.codes[leaf] in named - fines)


class Gains:
    """One unit: where it stands and what can rise.

    Parameters
    ----------
    scheme : Scheme
    nodes : ExactNodes
        The unit as it is; the root has a share.
    offers : mapping from leaf to tuple of Offer
        Those for leaves that do not apply, or that are never worth raising, are left out.

    Attributes
    ----------
    offers : Offers
    islands : tuple of int
        Nodes that add nothing to what is above them: without weight, or outside the tree and in no
        bonus. Only a gate or a rule can ask one to rise; gains there are shares of its own.
    unit : Fraction
        One unit of gain, as a share of the whole.

    Raises
    ------
    NotCovered
        If the tree has another mean than the arithmetic one, or a leaf stands in two bonuses.
    """

    def __init__(self, scheme: Scheme, nodes: ExactNodes, offers: Offers) -> None:
        self.scheme = scheme
        self.tree = scheme.hierarchy
        if not self.tree.is_linear:
            raise NotCovered(self.tree.codes[-1], Uncovered.MEAN)
        self.bonuses = tuple(a for a in scheme.adjustments if a.sign is Sign.BONUS)
        self._nodes = nodes
        self._reach = [Fraction(0)] * self.tree.n_nodes
        for adjustment in scheme.adjustments:
            self._take_in(adjustment)
        self.islands = tuple(self._spread())
        helpful = helpful_extras(scheme)
        self.offers = {
            leaf: own
            for leaf, own in offers.items()
            if self.applies(leaf) and (leaf not in self.tree.extras or leaf in helpful)
        }
        self.unit = Fraction(1, self._denominator())

    # --- where the unit stands ---

    def applies(self, node: int) -> bool:
        """Tell whether a node has a share."""
        return self._nodes.share[node] is not None

    def number(self, node: int, measure: Measure) -> Fraction:
        """Return the points or the score of a node that applies, as the tree has it."""
        share = self._nodes.share[node]
        assert share is not None
        return share * self.full(node, measure)

    def number_of(self, code: str, measure: Measure) -> Fraction | None:
        """Return the same by code; None = it does not apply."""
        node = self.tree.index[code]
        return self.number(node, measure) if self.applies(node) else None

    def full(self, node: int, measure: Measure) -> Fraction:
        """Return the points or the score of a node when everything below is full."""
        if measure is Measure.SCORE:
            return Fraction(100)
        return self.tree.maximum[node] * self._nodes.applicable[node]

    def amount(self, adjustment: Adjustment) -> Fraction:
        """Return the points that a bonus or deduction would bring without its cap."""
        points = (self.number_of(code, Measure.POINTS) for code in adjustment.codes)
        return sum((number or Fraction(0) for number in points), Fraction(0))

    # --- what can rise ---

    def may_rise(self, node: int) -> bool:
        """Tell whether there is an offer at or below a node."""
        if node < self.tree.n_leaves:
            return node in self.offers
        return any(self.may_rise(part) for part in self.tree.children[node - self.tree.n_leaves])

    def step(self, node: int, measure: Measure) -> Fraction:
        """Return what one unit of gain adds to the number of a node; 0 = it has no weight."""
        reach = self._reach[node]
        return self.full(node, measure) * self.unit / reach if reach else Fraction(0)

    def of_offer(self, leaf: int, offer: Offer) -> int:
        """Return the units of gain that an offer brings."""
        return int(self._share_gained(leaf, offer) / self.unit)

    def left_of(self, bonus: Adjustment) -> int | None:
        """Return the units of gain that a bonus can still bring; None = it has no cap."""
        left = self._share_left(bonus)
        return None if left is None else int(left / self.unit)

    def _share_gained(self, leaf: int, offer: Offer) -> Fraction:
        now = self._nodes.share[leaf]
        assert now is not None
        return self._reach[leaf] * (offer.share - now)

    def _share_left(self, bonus: Adjustment) -> Fraction | None:
        if bonus.cap is None:
            return None
        return max(Fraction(0), bonus.cap - self.amount(bonus)) / self._points

    @property
    def _points(self) -> Fraction:
        return self.full(self.tree.root, Measure.POINTS)

    def _spread(self) -> Iterator[int]:
        """Hand the reach of the whole down to the leaves; yield where it has to begin anew."""
        self._reach[self.tree.root] = Fraction(1)
        for node in range(self.tree.root, self.tree.n_leaves - 1, -1):
            parts = [p for p in self.tree.children[node - self.tree.n_leaves] if self.applies(p)]
            weights = [self.tree.weight[part] * self._nodes.applicable[part] for part in parts]
            whole = sum(weights, start=Fraction(0))
            for part, weight in zip(parts, weights, strict=True):
                self._reach[part] = self._reach[node] * weight / whole if whole else Fraction(0)
                if not self._reach[part]:
                    self._reach[part] = Fraction(1)
                    yield part
        for extra in self.tree.extras:
            if not self._reach[extra]:
                self._reach[extra] = Fraction(1)
                yield extra

    def _take_in(self, adjustment: Adjustment) -> None:
        """Weigh the leaves of a bonus or deduction like parts of the tree."""
        for leaf in map(self.tree.index.__getitem__, adjustment.codes):
            if self._reach[leaf]:
                raise NotCovered(self.tree.codes[leaf], Uncovered.BONUS)
            self._reach[leaf] = self.full(leaf, Measure.POINTS) / self._points

    def _denominator(self) -> int:
        gains = [self._share_gained(leaf, one) for leaf, own in self.offers.items() for one in own]
        left = [self._share_left(bonus) for bonus in self.bonuses]
        return lcm(*(number.denominator for number in (*gains, *left) if number is not None))
