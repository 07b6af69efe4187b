"""Rules about levels and gates: every number has one level, and every level can be reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from criteria.lint.answers import ZERO, begins_by, table_remarks
from criteria.lint.remark import Remark, error, warning
from criteria.model import Bonus, Ceiling, CriteriaSet, Gate, Level, Levels, Measure

HUNDRED = Fraction(100)


def level_remarks(criteria_set: CriteriaSet) -> Iterator[Remark]:
    """Yield remarks about the levels of the set, of its pillars, and about its gates."""
    maxima = [pillar.maximum for pillar in criteria_set.pillars]
    whole = sum(maxima, ZERO)
    points = _greatest_points(criteria_set, whole)
    score = HUNDRED * points / whole if whole else HUNDRED
    yield from _levels(criteria_set.levels, points, score)
    if criteria_set.pillar_levels is not None:
        yield from _levels(criteria_set.pillar_levels, max(maxima), HUNDRED)
    yield from _gates(criteria_set, [maximum for maximum in maxima if maximum > 0])


def _greatest_points(criteria_set: CriteriaSet, points: Fraction) -> Fraction:
    """Return the points that the best answers bring: with every bonus, below every ceiling."""
    bonuses = [rule for rule in criteria_set.rules if isinstance(rule, Bonus)]
    asked = criteria_set.indicators() if bonuses else ()
    maxima = {one.code: one.answer.maximum for one in asked}
    for rule in bonuses:
        extra = sum((maxima.get(code, ZERO) for code in rule.indicators), ZERO)
        points += extra if rule.cap is None else min(extra, rule.cap)
    always = (r for r in criteria_set.rules if isinstance(r, Ceiling) and r.when is None)
    return min([points, *(ceiling.points for ceiling in always)])


def _levels(levels: Levels, points: Fraction, score: Fraction) -> Iterator[Remark]:
    highest = score if levels.measure is Measure.SCORE else points
    yield from table_remarks(levels.bands, ZERO, highest, "")
    yield from _order(levels)
    for band in levels.bands:
        if not _reaches_zero(band):
            yield error("level_below_zero", band, level=band.level)
        elif not _is_reachable(band, highest):
            yield error("level_unreachable", band, level=band.level, highest=highest)


def _reaches_zero(band: Level) -> bool:
    upper = band.interval.upper
    return upper is None or upper > 0 or (upper == 0 and band.interval.upper_included)


def _is_reachable(band: Level, highest: Fraction) -> bool:
    return _reaches_zero(band) and begins_by(band.interval, highest)


def _order(levels: Levels) -> Iterator[Remark]:
    by_edge = sorted(
        levels.bands, key=lambda b: (b.interval.lower is not None, b.interval.lower or ZERO)
    )
    for before, after in pairwise(by_edge):
        if after.level <= before.level:
            yield error("level_numbers_not_rising", after, level=after.level, before=before.level)


def _gates(criteria_set: CriteriaSet, maxima: Sequence[Fraction]) -> Iterator[Remark]:
    if not criteria_set.gates:
        return
    if criteria_set.pillar_levels is None:
        yield error("gate_without_pillar_levels", criteria_set.gates[0])
        return
    levels = {band.level for band in criteria_set.levels.bands}
    for gate in criteria_set.gates:
        yield from _gate(gate, levels, criteria_set.pillar_levels, maxima)


def _gate(
    gate: Gate, levels: set[int], below: Levels, maxima: Sequence[Fraction]
) -> Iterator[Remark]:
    pillar_levels = {band.level for band in below.bands}
    if gate.level not in levels:
        yield error("gate_level_unknown", gate, level=gate.level, known=_known(levels))
    elif gate.level == min(levels):
        yield warning("gate_on_lowest_level", gate, level=gate.level)
    if gate.pillar_level not in pillar_levels:
        yield error(
            "gate_pillar_level_unknown", gate, level=gate.pillar_level, known=_known(pillar_levels)
        )
    able = sum(_comes_to(gate.pillar_level, below, maximum) for maximum in maxima)
    if gate.pillar_level in pillar_levels and gate.pillars > able:
        yield error("gate_needs_more_pillars", gate, needed=gate.pillars, pillars=able)


def _comes_to(level: int, levels: Levels, maximum: Fraction) -> bool:
    """Tell whether a pillar with these points can have a level or a higher one."""
    highest = HUNDRED if levels.measure is Measure.SCORE else maximum
    return any(band.level >= level and _is_reachable(band, highest) for band in levels.bands)


def _known(levels: set[int]) -> str:
    return ", ".join(str(level) for level in sorted(levels))
