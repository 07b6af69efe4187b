"""The cheapest improvements that lift a unit to a wanted level, and what each one alone brings.

What lives here: `cheapest_plan` and `single_effects`. Not here: the conditions as whole numbers
(`gains`, `attainment`), the search (`cheapest`), and which improvements there are and what effort
each one takes: the caller declares both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from scoring.improving.attainment import cheapest_offers
from scoring.improving.gains import Gains, NotCovered, Raise, Raises, Uncovered
from scoring.improving.standing import Standing
from scoring.improving.thresholds import Threshold, threshold_of
from scoring.levels import Gate
from scoring.report import RequirementNotMet, UnitResult
from scoring.rules import Measure
from scoring.scheme import Scheme

__all__ = [
    "Change",
    "Effect",
    "GateOutOfReach",
    "NotCovered",
    "NumberOutOfReach",
    "Obstacle",
    "Plan",
    "PlanNotConfirmed",
    "Raise",
    "Raises",
    "Uncovered",
    "cheapest_plan",
    "single_effects",
]


@dataclass(frozen=True, slots=True)
class Change:
    """One raise of a plan.

    Attributes
    ----------
    code : str
    place : int
        Which of the raises of this leaf it is.
    effort : Fraction
    points : Fraction
        What the whole gains by it.
    """

    code: str
    place: int
    effort: Fraction
    points: Fraction


@dataclass(frozen=True, slots=True)
class NumberOutOfReach:
    """With everything raised the number of the whole still misses the wanted level."""

    measure: Measure
    needed: Threshold
    best: Fraction


@dataclass(frozen=True, slots=True)
class GateOutOfReach:
    """With everything raised a gate still finds only so many pillars; these are the others."""

    gate: Gate
    best: int
    pillars: tuple[str, ...]


Obstacle = NumberOutOfReach | GateOutOfReach | RequirementNotMet


@dataclass(frozen=True, slots=True)
class Plan:
    """The cheapest way to a wanted level; no changes and no obstacles: the unit is there already.

    Attributes
    ----------
    after : UnitResult
        The unit with all changes, as the engine scores it; ranks say nothing. It is the unit as it
        was if the level cannot be reached.
    quota_limits : bool
        The level is one that a quota gives to a part of the units only, so that it also takes being
        among the best.
    obstacles : tuple of Obstacle
        The conditions of the wanted level that would not hold even with everything raised.
    """

    wanted: int
    changes: tuple[Change, ...]
    after: UnitResult
    quota_limits: bool = False
    obstacles: tuple[Obstacle, ...] = ()

    @property
    def effort(self) -> Fraction:
        """The effort of all changes."""
        return sum((change.effort for change in self.changes), Fraction(0))


@dataclass(frozen=True, slots=True)
class Effect:
    """What a single raise brings while everything else stays as it is.

    Attributes
    ----------
    code, place, effort : as in `Change`
    points : Fraction
        What the whole gains.
    level : int
        The level of the whole then, before any quota.
    pillar_level : int or None
        The level of its pillar then; None where there are no pillar levels.
    lifts : bool
        Whether it alone lifts the whole to a higher level.
    """

    code: str
    place: int
    effort: Fraction
    points: Fraction
    level: int
    pillar_level: int | None
    lifts: bool


class PlanNotConfirmed(RuntimeError):
    """The engine gives a unit with all changes of a plan another level: a fault of this module."""


def cheapest_plan(scheme: Scheme, result: UnitResult, raises: Raises, wanted: int) -> Plan:
    """Find the raises with the least effort that lift a unit to a level or higher.

    Parameters
    ----------
    scheme : Scheme
        Its tree has sums and weighted means only.
    result : UnitResult
        The unit as it is, with a level.
    raises : mapping from code to sequence of Raise
    wanted : int
        A level of the scheme.

    Returns
    -------
    Plan
        Of all plans with the least effort the one with the fewest changes; of these the one that
        does most at the first leaf of the set, then at the second, and so on.

    Raises
    ------
    NotCovered
        If the scheme has a mean that is not arithmetic, or a rule that a raise could break.
    ValueError
        If the unit has no level, the level does not exist, or a code is not a leaf.
    PlanNotConfirmed

    Notes
    -----
    Minimise the sum of efforts subject to: the number of the whole lies in the bands from `wanted`
    on, its gates hold, and no requirement fails; see `attainment` for the reduction to whole
    numbers, `cheapest` for the search, and both for the proof that the optimum is exact. What does
    not apply to the unit, or is left out as unanswered, stays out; deductions stay as they are. The
    plan is scored once more by the engine before it is returned.

    Source
    ------
    Formulation: multiple-choice knapsack, Kellerer, Pferschy and Pisinger (2004), ch. 11.

    Examples
    --------
    >>> import numpy as np
    >>> from scoring import Aggregation, Bands, Cut, Hierarchy, Missing, Node, NotApplicable
    >>> from scoring import score_table
    >>> tree = Hierarchy.build(
    ...     [
    ...         Node("all", None, aggregation=Aggregation.SUM),
    ...         Node("a", "all", maximum=Fraction(10)),
    ...         Node("b", "all", maximum=Fraction(30)),
    ...     ]
    ... )
    >>> bands = Bands((0, 1), (Fraction(25),), (True,))
    >>> scheme = Scheme(tree, Missing.ZERO, NotApplicable.REDISTRIBUTE, Cut(Measure.POINTS, bands))
    >>> result = score_table(scheme, np.array([[0.5, 0.5]]), units=["x"]).result(0)
    >>> nearly, full = Raise(Fraction(3, 5), Fraction(1)), Raise(Fraction(1), Fraction(3))
    >>> plan = cheapest_plan(scheme, result, {"a": [full], "b": [nearly, full]}, 1)
    >>> [(c.code, c.place, int(c.effort)) for c in plan.changes], int(plan.after.points)
    ([('a', 0, 3)], 25)
    """
    if wanted not in scheme.levels.bands.levels:
        raise ValueError(f"there is no level {wanted}")
    unit = Standing(scheme, result)
    quota = scheme.quota is not None and wanted >= scheme.quota.level
    chosen = cheapest_offers(Gains(scheme, unit.nodes, unit.offers(raises)), wanted)
    if chosen is None:
        return Plan(wanted, (), result, quota, tuple(_obstacles(unit, raises, wanted)))
    after = unit.raised([{leaf: offer.share for leaf, offer in chosen.items()}])
    if after.level_before_quota[0] < wanted:
        raise PlanNotConfirmed(f"level {after.level_before_quota[0]} instead of {wanted}")
    changes = (
        Change(unit.codes[leaf], offer.place, offer.effort, unit.points_by(leaf, offer.share))
        for leaf, offer in sorted(chosen.items())
    )
    return Plan(wanted, tuple(changes), after.result(0), quota)


def single_effects(scheme: Scheme, result: UnitResult, raises: Raises) -> tuple[Effect, ...]:
    """Say what each raise brings alone.

    Parameters
    ----------
    scheme : Scheme
        With any means and rules.
    result : UnitResult
        The unit as it is, with a level.
    raises : mapping from code to sequence of Raise

    Returns
    -------
    tuple of Effect
        For every raise that lifts its leaf, in the order of the set and of its raises; deductions
        and what else is never worth raising are left out.

    Raises
    ------
    ValueError
        If the unit has no level or a code is not a leaf.

    Notes
    -----
    The unit is scored once more with each raise; see `score_table`. In a tree of sums and means
    without bonuses, deductions and ceilings, the points gained are the effective maximum of the
    leaf x (new share - old share).

    Examples
    --------
    >>> import numpy as np
    >>> from scoring import Aggregation, Bands, Cut, Hierarchy, Missing, Node, NotApplicable
    >>> from scoring import score_table
    >>> tree = Hierarchy.build(
    ...     [
    ...         Node("all", None, aggregation=Aggregation.SUM),
    ...         Node("a", "all", maximum=Fraction(10)),
    ...         Node("b", "all", maximum=Fraction(30)),
    ...     ]
    ... )
    >>> bands = Bands((0, 1), (Fraction(25),), (True,))
    >>> scheme = Scheme(tree, Missing.ZERO, NotApplicable.REDISTRIBUTE, Cut(Measure.POINTS, bands))
    >>> result = score_table(scheme, np.array([[0.5, 0.5]]), units=["x"]).result(0)
    >>> full = [Raise(Fraction(1))]
    >>> effects = single_effects(scheme, result, {"a": full, "b": full})
    >>> [(effect.code, int(effect.points), effect.lifts) for effect in effects]
    [('a', 5, True), ('b', 15, True)]
    """
    unit = Standing(scheme, result)
    offers = [(leaf, offer) for leaf, own in unit.lifting(raises).items() for offer in own]
    table = unit.raised([{leaf: offer.share} for leaf, offer in offers])
    now = int(unit.raised([{}]).level_before_quota[0])
    found = []
    for place, (leaf, offer) in enumerate(offers):
        level = int(table.level_before_quota[place])
        found.append(
            Effect(
                unit.codes[leaf],
                offer.place,
                offer.effort,
                unit.points_gained(table, place, leaf, offer.share),
                level,
                unit.pillar_level(table, place, leaf),
                level > now,
            )
        )
    return tuple(found)


def _obstacles(unit: Standing, raises: Raises, wanted: int) -> Iterator[Obstacle]:
    """Yield what is in the way of a level with everything raised."""
    scheme = unit.scheme
    highest = {leaf: max(o.share for o in own) for leaf, own in unit.lifting(raises).items() if own}
    best = unit.raised([highest]).result(0)
    measure, needed = scheme.levels.measure, threshold_of(scheme.levels, wanted)
    number = best.points if measure is Measure.POINTS else best.score
    assert number is not None
    if not needed.passes(number):
        yield NumberOutOfReach(measure, needed, number)
    for gate in scheme.gates:
        low = [p.code for p in best.pillars if p.level is None or p.level < gate.pillar_level]
        if gate.level == wanted and len(best.pillars) - len(low) < gate.pillars:
            yield GateOutOfReach(gate, len(best.pillars) - len(low), tuple(low))
    yield from (m for m in best.requirements_not_met if m.requirement.level <= wanted)
