"""The CPU time of the cheapest way to a level: both shipped sets, many random units, every level.

Every unit answers at random around an average of its own; some indicators do not apply, ratios and
tasks have odd wholes such as 10/15. Efforts are 1 for each step, or declared at random with two
decimals for each indicator. Prints the median and the worst time of a plan, of the list of single
effects, and of finding the better answers. Each plan is confirmed by the engine within its time.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import partial
from typing import TypeVar

from criteria.answers import NOT_APPLICABLE, Given, Value
from criteria.compile import scheme_of
from criteria.efforts import Efforts, IndicatorEfforts
from criteria.improving import NO_EFFORTS, improving
from criteria.model import CriteriaSet, Indicator
from criteria.registry import get_set

SETS = ("dn-nho-va-vua", "nhiem-vu-co-quan")
UNITS = 100
AVERAGES = (0.1, 0.3, 0.5, 0.7)
TODAY = date(2026, 6, 1)
LIMIT = 1.0

R = TypeVar("R")


def answers_of(criteria_set: CriteriaSet, rng: random.Random) -> dict[str, Given]:
    """Answer at random, around one average for the whole unit."""
    better = improving(criteria_set, {}, on=TODAY).better
    average = rng.choice(AVERAGES)
    answers: dict[str, Given] = {}
    for indicator in criteria_set.indicators():
        reached = min(1.0, max(0.0, rng.gauss(average, 0.25)))
        if indicator.may_be_not_applicable and rng.random() < 0.1:
            answers[indicator.code] = NOT_APPLICABLE
        elif indicator.code in better and rng.random() > 0.05:
            own = sorted(better[indicator.code], key=lambda one: one.points)
            value = own[min(len(own) - 1, int(reached * len(own)))].value
            answers[indicator.code] = Given(odd(indicator, value, reached, rng))
    return answers


def odd(indicator: Indicator, value: Value, reached: float, rng: random.Random) -> Value:
    """Give ratios and tasks a whole of their own, so that fractions do not fit each other."""
    whole = rng.randint(3, 97)
    if indicator.answer.kind == "ratio":
        return {"a": str(int(whole * reached)), "b": str(whole)}
    if indicator.answer.kind == "task":
        done = str(min(whole - 1, int(whole * reached)))
        return {"target": str(whole), "progress": done, "errors": rng.choice([0, 0, 1])}
    return value


def efforts_of(criteria_set: CriteriaSet, rng: random.Random) -> Efforts:
    """Declare what each step of each indicator takes, with two decimals."""
    return {
        indicator.code: IndicatorEfforts((), Fraction(rng.randint(1, 99_999), 100))
        for indicator in criteria_set.indicators()
    }


def timed(call: Callable[[], R]) -> tuple[R, float]:
    """Return what a call returns and the CPU seconds it took."""
    begin = time.process_time()
    found = call()
    return found, time.process_time() - begin


def measure(name: str, *, declared: bool) -> float:
    """Print the times of one set, and return the worst time of a plan."""
    criteria_set, rng = get_set(name), random.Random(57)
    taken: dict[str, list[float]] = {"better answers": [], "single effects": [], "plan": []}
    steps = reached = 0
    for _ in range(UNITS):
        answers = answers_of(criteria_set, rng)
        efforts = efforts_of(criteria_set, rng) if declared else NO_EFFORTS
        find = partial(improving, criteria_set, answers, on=TODAY, efforts=efforts)
        unit, seconds = timed(find)
        taken["better answers"].append(seconds)
        effects, seconds = timed(unit.effects)
        taken["single effects"].append(seconds)
        steps += len(effects)
        for level in scheme_of(criteria_set).levels.bands.levels:
            if unit.result.level is not None and level > unit.result.level:
                plan, seconds = timed(partial(unit.plan, level))
                taken["plan"].append(seconds)
                reached += not plan.obstacles
    how = "declared efforts" if declared else "an effort of 1 for each step"
    print(f"{name}, {how}: {UNITS} units, {steps // UNITS} raises each, {reached} plans")
    for what, times in taken.items():
        print(f"  {what:15} median {statistics.median(times) * 1000:7.1f} ms", end="")
        print(f"   worst {max(times) * 1000:7.1f} ms")
    return max(taken["plan"])


def main() -> None:
    """Measure both sets with both sorts of efforts."""
    worst = max(measure(name, declared=declared) for name in SETS for declared in (False, True))
    print(f"worst plan of all: {worst:.3f} s (limit {LIMIT:.0f} s)")


if __name__ == "__main__":
    main()
