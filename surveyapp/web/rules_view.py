"""What the rules of a set did to one result, in words.

What lives here: why a level is not higher, and which points were added or taken. What does not:
the quota, which is known only once all units are ranked (`respondent.results`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from criteria.model import (
    CriteriaSet,
    Criterion,
    Group,
    Indicator,
    Interval,
    Levels,
    Measure,
    Measured,
)
from scoring import Adjustment, Condition, GateNotPassed, RequirementNotMet, UnitResult
from surveyapp.i18n import gettext
from surveyapp.web.answer_form.wording import say_interval, say_points_in_words


def say_why_not_higher(
    criteria_set: CriteriaSet, scored: UnitResult, language: str
) -> Iterator[str]:
    """Say what keeps the level below the one that the number alone reaches."""
    for missed in scored.gates_not_passed:
        yield _say_gate(missed, criteria_set.levels, language)
    titles = titles_of(criteria_set, language)
    for unmet in scored.requirements_not_met:
        yield _say_requirement(unmet, criteria_set.levels, titles, language)


def say_adjustments(criteria_set: CriteriaSet, scored: UnitResult) -> Iterator[str]:
    """Say which points were added to the whole or taken from it, and which are not known yet."""
    among = [one.code for one in criteria_set.indicators() if isinstance(one.answer, Measured)]
    if among:
        sentence = gettext(
            "{codes} so số của đơn vị với các đơn vị khác, nên chưa tính ở đây mà chỉ tính trong "
            "bảng xếp hạng của đợt."
        )
        yield sentence.format(codes=", ".join(among))
    for applied in scored.applied:
        points = say_points_in_words(abs(applied.change))
        if applied.change > 0:
            yield gettext("Điểm cộng: {points}.").format(points=points)
        elif isinstance(applied.rule, Adjustment):
            yield gettext("Điểm trừ: {points}.").format(points=points)
        else:
            most = say_points_in_words(applied.rule.points)
            sentence = gettext("Bị giới hạn ở {most}, nên bớt {points}.")
            yield sentence.format(most=most, points=points)


def _say_gate(missed: GateNotPassed, levels: Levels, language: str) -> str:
    sentence = gettext(
        "Mức {level} ({name}) còn cần ít nhất {pillars} trụ cột đạt từ mức {pillar_level}; "
        "hiện có {reached}."
    )
    return sentence.format(
        level=missed.gate.level,
        name=_name_of(levels, missed.gate.level, language),
        pillars=missed.gate.pillars,
        pillar_level=missed.gate.pillar_level,
        reached=missed.reached,
    )


def _say_requirement(
    unmet: RequirementNotMet, levels: Levels, titles: Mapping[str, str], language: str
) -> str:
    """Say a requirement by what failed: things that are needed, or one that must not be."""
    needed = [one for one in unmet.conditions if one in unmet.requirement.needs]
    if needed:
        sentence = gettext("Mức {level} ({name}) trở lên còn cần: {what}.")
        what = "; ".join(f"{titles[one.code]} ({_say_numbers(one)})" for one in needed)
    else:
        sentence = gettext("Không được xếp mức {level} ({name}) trở lên vì: {what}.")
        what = "; ".join(titles[one.code] for one in unmet.conditions)
    level = unmet.requirement.level
    return sentence.format(level=level, name=_name_of(levels, level, language), what=what)


def _say_numbers(condition: Condition) -> str:
    interval = Interval(
        lower=condition.lower,
        lower_included=condition.lower_included,
        upper=condition.upper,
        upper_included=condition.upper_included,
    )
    return say_condition(interval, Measure(condition.measure.value))


def say_condition(interval: Interval, measure: Measure) -> str:
    """Say which points, or which score on the scale of 100, a condition wants."""
    unit = gettext("điểm") if measure is Measure.POINTS else gettext("điểm trên thang 100")
    return say_interval(interval, unit=unit)


def titles_of(criteria_set: CriteriaSet, language: str) -> dict[str, str]:
    """Return what every part and question is called, with its code."""
    return {
        one.code: f"{one.code} · {one.title.say(language)}"
        for pillar in criteria_set.pillars
        for one in _within(pillar)
    }


def _within(part: Group | Criterion) -> Iterator[Group | Criterion | Indicator]:
    yield part
    if isinstance(part, Criterion):
        yield from part.indicators
        return
    for below in part.parts:
        yield from _within(below)


def _name_of(levels: Levels, level: int, language: str) -> str:
    return next(band.title.say(language) for band in levels.bands if band.level == level)
