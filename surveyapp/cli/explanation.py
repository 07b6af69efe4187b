"""An explanation of one unit's result in words.

What lives here: the words and their order. What does not: any number (`criteria.improving`), and
the same as data (`explanation_data`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from criteria.improving import Improving
from criteria.kinds import handler_of
from criteria.model import Indicator
from criteria.numbers import show_number
from scoring import Measure, UnitResult
from scoring.improving import (
    Change,
    Effect,
    GateOutOfReach,
    NotCovered,
    NumberOutOfReach,
    Obstacle,
    Plan,
    Uncovered,
)

_WORDS = {
    "vi": {
        "result": "{points} / {maximum} điểm ({score} trên thang 100), mức {level}: {title}",
        "gate": (
            "Theo điểm đã tới mức {level}, nhưng mức này còn cần ít nhất {pillars} trụ cột từ mức "
            "{pillar_level} trở lên; hiện có {reached}."
        ),
        "bonus": "Đã cộng {points} điểm theo quy tắc.",
        "taken": "Đã trừ {points} điểm theo quy tắc.",
        "unmet": "Từ mức {level} trở lên còn có yêu cầu chưa đáp ứng ở: {codes}.",
        "full": "Mức {level} chỉ dành cho {places} trong {counted} đơn vị được xét.",
        "lost": "Mất điểm nhiều nhất ở:",
        "lost_line": "  {code}  {title}: {points} / {maximum}, mất {lost} điểm",
        "effects": "Riêng từng cải thiện mang lại:",
        "effect": "  {code}  +{points} điểm, công sức {effort}{lifts}: {answer}",
        "lifts": ", riêng việc này đủ lên mức {level}",
        "more": "  … và {count} dòng nữa (--top)",
        "nothing": "Không còn gì để cải thiện.",
        "top": "Đơn vị đã ở mức cao nhất.",
        "there": "Đơn vị đã đạt mức {level}.",
        "plan": (
            "Cách ít công sức nhất để đạt mức {level} ({title}): công sức {effort}, {count} thay "
            "đổi:"
        ),
        "change": "  {code}  {title} (+{points} điểm, công sức {effort}): {before} → {after}",
        "unanswered": "chưa trả lời",
        "after": "Khi đó: {points} / {maximum} điểm, mức {level}: {title}",
        "quota": "Mức này còn giới hạn số đơn vị, nên kết quả phụ thuộc cả các đơn vị khác.",
        "unreachable": "Không thể đạt mức {level}, kể cả khi cải thiện mọi điều có thể:",
        "number": "  - Cần {bound} {needed} {unit}, cao nhất có thể là {best}.",
        "above": "trên",
        "at_least": "từ",
        "points": "điểm",
        "score": "trên thang 100",
        "gate_out": (
            "  - Cần ít nhất {pillars} trụ cột từ mức {pillar_level}, nhiều nhất có thể là {best} "
            "(không tới được: {codes})."
        ),
        "requirement": "  - Không thể đáp ứng yêu cầu về: {codes}.",
        "mean": "Chưa tính được cách ít công sức nhất vì bộ tiêu chí dùng trung bình khác số học.",
        "rule": "Chưa tính được cách ít công sức nhất vì có quy tắc yêu cầu {code} phải thấp.",
        "deductions": "Chưa tính được cách ít công sức nhất vì điểm trừ lớn hơn số điểm đạt được.",
        "bonus_rules": "Chưa tính được cách ít công sức nhất vì các quy tắc thưởng đan xen.",
    },
    "en": {
        "result": "{points} / {maximum} points ({score} of 100), level {level}: {title}",
        "gate": (
            "The points reach level {level}, but it also needs at least {pillars} pillars at level "
            "{pillar_level} or higher; there are {reached}."
        ),
        "bonus": "{points} points were added by rule.",
        "taken": "{points} points were taken by rule.",
        "unmet": "From level {level} on there are requirements not met at: {codes}.",
        "full": "Level {level} has places for {places} of the {counted} units that count.",
        "lost": "Most points are lost at:",
        "lost_line": "  {code}  {title}: {points} / {maximum}, {lost} lost",
        "effects": "What single improvements bring:",
        "effect": "  {code}  +{points} points, effort {effort}{lifts}: {answer}",
        "lifts": ", enough alone for level {level}",
        "more": "  … and {count} more (--top)",
        "nothing": "There is nothing left to improve.",
        "top": "The unit is at the highest level.",
        "there": "The unit has level {level} already.",
        "plan": "The least effort for level {level} ({title}): effort {effort}, changes: {count}",
        "change": "  {code}  {title} (+{points} points, effort {effort}): {before} → {after}",
        "unanswered": "not answered",
        "after": "Then: {points} / {maximum} points, level {level}: {title}",
        "quota": "This level is limited in number, so the result depends on other units too.",
        "unreachable": "Level {level} is out of reach, even with everything improved:",
        "number": "  - It takes {bound} {needed} {unit}; the highest possible is {best}.",
        "above": "more than",
        "at_least": "at least",
        "points": "points",
        "score": "of 100",
        "gate_out": (
            "  - It takes at least {pillars} pillars at level {pillar_level}; the most possible is "
            "{best} (out of reach: {codes})."
        ),
        "requirement": "  - What is required cannot be met at: {codes}.",
        "mean": "The least effort cannot be worked out: a mean of the set is not arithmetic.",
        "rule": "The least effort cannot be worked out: a rule asks {code} to stay low.",
        "deductions": "The least effort cannot be worked out: deductions exceed the points.",
        "bonus_rules": "The least effort cannot be worked out: rules about bonuses overlap.",
    },
}
_UNCOVERED = {
    Uncovered.MEAN: "mean",
    Uncovered.RULE: "rule",
    Uncovered.DEDUCTIONS: "deductions",
    Uncovered.BONUS: "bonus_rules",
}


@dataclass(frozen=True)
class Explanation:
    """One unit, where it stands, what would help, and the cheapest plan for a level.

    Without a plan the unit is at the highest level, or `not_covered` says why there is none.
    """

    unit: str
    improving: Improving
    plan: Plan | None
    not_covered: NotCovered | None = None

    @cached_property
    def effects(self) -> tuple[Effect, ...]:
        """What each better answer brings alone."""
        return self.improving.effects()

    @cached_property
    def _indicators(self) -> dict[str, Indicator]:
        return {one.code: one for one in self.improving.criteria_set.indicators()}

    def lines(self, language: str, top: int) -> Iterator[str]:
        """Yield everything in words; long lists are cut after `top` lines."""
        result, reference = self.improving.result, self.improving.criteria_set.reference
        yield f"{self.unit}  {reference}"
        yield self._standing("result", result, language)
        yield from self._rule_lines(language)
        if result.lost:
            yield ""
            yield from self._cut("lost", list(self._lost_lines(language)), top, language)
        yield ""
        if self.effects:
            yield from self._cut("effects", list(self._effect_lines(language)), top, language)
        else:
            yield _WORDS[language]["nothing"]
        yield ""
        yield from self._plan_lines(language)

    def _standing(self, key: str, result: UnitResult, language: str) -> str:
        assert result.points is not None
        assert result.score is not None
        return _WORDS[language][key].format(
            points=_shown(result.points, language),
            maximum=_shown(result.maximum, language),
            score=_shown(result.score, language),
            level=result.level,
            title=self._title_of(result.level, language),
        )

    def _title_of(self, level: int | None, language: str) -> str:
        bands = self.improving.criteria_set.levels.bands
        return next(band.title.say(language) for band in bands if band.level == level)

    def _rule_lines(self, language: str) -> Iterator[str]:
        """Yield what rules changed: points first, then what keeps the level down."""
        words, result = _WORDS[language], self.improving.result
        for applied in result.applied:
            sign = "bonus" if applied.change > 0 else "taken"
            yield words[sign].format(points=_shown(abs(applied.change), language))
        for missed in result.gates_not_passed:
            yield words["gate"].format(
                level=missed.gate.level,
                pillars=missed.gate.pillars,
                pillar_level=missed.gate.pillar_level,
                reached=missed.reached,
            )
        for unmet in result.requirements_not_met:
            codes = ", ".join(condition.code for condition in unmet.conditions)
            yield words["unmet"].format(level=unmet.requirement.level, codes=codes)
        if result.quota_full is not None:
            full = result.quota_full
            yield words["full"].format(
                level=full.quota.level, places=full.places, counted=full.counted
            )

    def _lost_lines(self, language: str) -> Iterator[str]:
        for lost in self.improving.result.lost:
            yield _WORDS[language]["lost_line"].format(
                code=lost.code,
                title=self._indicators[lost.code].title.say(language),
                points=_shown(lost.points, language),
                maximum=_shown(lost.maximum, language),
                lost=_shown(lost.lost, language),
            )

    def _effect_lines(self, language: str) -> Iterator[str]:
        """Yield first what lifts the level alone, then what brings most for its effort."""
        words = _WORDS[language]
        for effect in sorted(self.effects, key=_usefulness):
            yield words["effect"].format(
                code=effect.code,
                answer=self._answer_after(effect, language),
                points=_shown(effect.points, language),
                effort=_shown(effect.effort, language),
                lifts=words["lifts"].format(level=effect.level) if effect.lifts else "",
            )

    def _plan_lines(self, language: str) -> Iterator[str]:
        words, plan = _WORDS[language], self.plan
        if self.not_covered is not None:
            yield words[_UNCOVERED[self.not_covered.why]].format(code=self.not_covered.code)
        elif plan is None:
            yield words["top"]
        elif plan.obstacles:
            yield words["unreachable"].format(level=plan.wanted)
            yield from (_obstacle_line(one, language) for one in plan.obstacles)
        elif not plan.changes:
            yield words["there"].format(level=plan.wanted)
        else:
            yield words["plan"].format(
                level=plan.wanted,
                title=self._title_of(plan.wanted, language),
                effort=_shown(plan.effort, language),
                count=len(plan.changes),
            )
            yield from (self._change_line(change, language) for change in plan.changes)
            yield self._standing("after", plan.after, language)
        if plan is not None and plan.quota_limits and not plan.obstacles:
            yield words["quota"]

    def _change_line(self, change: Change, language: str) -> str:
        return _WORDS[language]["change"].format(
            code=change.code,
            title=self._indicators[change.code].title.say(language),
            before=self._answer_before(change.code, language),
            after=self._answer_after(change, language),
            points=_shown(change.points, language),
            effort=_shown(change.effort, language),
        )

    def _answer_before(self, code: str, language: str) -> str:
        given = self.improving.answers.get(code)
        if given is None or given.value is None:
            return _WORDS[language]["unanswered"]
        answer = self._indicators[code].answer
        return handler_of(answer).show(answer, given.value, language)

    def _answer_after(self, step: Effect | Change, language: str) -> str:
        answer = self._indicators[step.code].answer
        return handler_of(answer).show(answer, self.improving.chosen(step).value, language)

    def _cut(self, key: str, lines: Sequence[str], top: int, language: str) -> Iterator[str]:
        yield _WORDS[language][key]
        yield from lines[:top]
        if len(lines) > top:
            yield _WORDS[language]["more"].format(count=len(lines) - top)


def _usefulness(effect: Effect) -> tuple[bool, bool, Fraction]:
    """What lifts comes first, then what is free, then the most points for an effort."""
    return (
        not effect.lifts,
        effect.effort > 0,
        -effect.points / effect.effort if effect.effort else -effect.points,
    )


def _obstacle_line(obstacle: Obstacle, language: str) -> str:
    words = _WORDS[language]
    match obstacle:
        case NumberOutOfReach(measure, needed, best):
            return words["number"].format(
                bound=words["at_least" if needed.included else "above"],
                needed="" if needed.edge is None else _shown(needed.edge, language),
                unit=words["points" if measure is Measure.POINTS else "score"],
                best=_shown(best, language),
            )
        case GateOutOfReach(gate, best_count, pillars):
            return words["gate_out"].format(
                pillars=gate.pillars,
                pillar_level=gate.pillar_level,
                best=best_count,
                codes=", ".join(pillars),
            )
    codes = ", ".join(condition.code for condition in obstacle.conditions)
    return words["requirement"].format(codes=codes)


def _shown(number: Fraction, language: str) -> str:
    return show_number(number, language, 2)
