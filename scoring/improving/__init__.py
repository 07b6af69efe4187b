"""The cheapest improvements that lift one unit to a wanted level, and what each one alone brings.

Arrays of many units stop at this door: here is one unit, in exact fractions and whole numbers.

    plans         what a plan is to people: `cheapest_plan`, `single_effects`, what is in the way
    standing      where the unit stands, and how the engine would score it with other shares
    thresholds    levels and rules turned round: the least number that reaches them
    gains         what every leaf can gain, in whole numbers of one unit of gain
    attainment    what a level asks for: bands, gates and rules as a problem in whole numbers
    knapsack      that problem: leaves, groups, pillars; a plan that is known; bounds
    cheapest      the exact search, with its proof
    frontier      the points worth keeping, and their exact combination

`plans` is above all of them; `cheapest`, `knapsack` and `frontier` know nothing of scoring.
"""

from scoring.improving.plans import (
    Change,
    Effect,
    GateOutOfReach,
    NotCovered,
    NumberOutOfReach,
    Obstacle,
    Plan,
    PlanNotConfirmed,
    Raise,
    Raises,
    Uncovered,
    cheapest_plan,
    single_effects,
)

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
