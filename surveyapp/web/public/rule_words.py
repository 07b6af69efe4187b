"""How a criteria set counts and grades, in sentences for whoever is judged by it.

What lives here: the rules that a set declares. What does not: what they did to one result
(`rules_view`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from criteria.model import (
    Aggregation,
    Bonus,
    Ceiling,
    Condition,
    CriteriaSet,
    Deduction,
    Hidden,
    Levels,
    Missing,
    NotApplicable,
    Quota,
    Requirement,
    Rule,
)
from surveyapp.errors import N_
from surveyapp.i18n import gettext, say_number
from surveyapp.web.answer_form.wording import say_points_in_words
from surveyapp.web.result_view import name_of
from surveyapp.web.rules_view import say_condition, titles_of

_AGGREGATION = {
    Aggregation.SUM: N_("Điểm của các câu hỏi được cộng lại."),
    Aggregation.MEAN: N_("Điểm là trung bình có trọng số của các phần."),
    Aggregation.GEOMETRIC: N_(
        "Điểm là trung bình nhân có trọng số của các phần: một phần kém kéo điểm chung xuống."
    ),
    Aggregation.HARMONIC: N_(
        "Điểm là trung bình điều hòa có trọng số của các phần: phần kém nhất ảnh hưởng mạnh."
    ),
    Aggregation.POWER: N_("Điểm là trung bình lũy thừa có trọng số của các phần."),
    Aggregation.MINIMUM: N_("Điểm là điểm của phần kém nhất."),
    Aggregation.MEDIAN: N_("Điểm là trung vị của các phần."),
}
_MISSING = {
    Missing.ZERO: N_("Câu chưa trả lời được 0 điểm."),
    Missing.NEUTRAL: N_("Câu chưa trả lời được tính một nửa số điểm."),
    Missing.SKIP: N_("Câu chưa trả lời không được tính vào kết quả."),
    Missing.WITHHOLD: N_("Còn câu chưa trả lời thì chưa có kết quả."),
}
_NOT_APPLICABLE = {
    NotApplicable.REDISTRIBUTE: N_(
        "Câu được đánh dấu không áp dụng không tính điểm; "
        "phần điểm của câu đó chia lại cho các câu cùng nhóm."
    ),
    NotApplicable.REDUCE: N_(
        "Câu được đánh dấu không áp dụng không tính điểm; điểm tối đa giảm theo."
    ),
}
_HIDDEN = {
    Hidden.NOT_APPLICABLE: N_("Câu không phải trả lời thì không tính đến."),
    Hidden.ZERO: N_("Câu không phải trả lời được 0 điểm."),
}


def say_rules(criteria_set: CriteriaSet, language: str) -> Iterator[str]:
    """Say how points become a score, and what a level needs besides."""
    rules = criteria_set.scoring
    yield gettext(_AGGREGATION[rules.aggregation])
    yield gettext(_MISSING[rules.missing])
    if any(one.may_be_not_applicable for one in criteria_set.indicators()):
        yield gettext(_NOT_APPLICABLE[rules.not_applicable])
    for gate in criteria_set.gates:
        sentence = gettext(
            "Mức {level} ({name}) còn cần ít nhất {pillars} trụ cột đạt từ mức {pillar_level}."
        )
        yield sentence.format(
            level=gate.level,
            name=name_of(criteria_set.levels, gate.level, language),
            pillars=gate.pillars,
            pillar_level=gate.pillar_level,
        )
    if any(criterion.asked_when for criterion in criteria_set.criteria()):
        yield gettext(_HIDDEN[rules.hidden])
    titles = titles_of(criteria_set, language)
    for rule in criteria_set.rules:
        yield _say_rule(rule, titles, criteria_set.levels, language)


def _say_rule(rule: Rule, titles: Mapping[str, str], levels: Levels, language: str) -> str:
    match rule:
        case Bonus() | Deduction():
            return _say_change(rule, titles)
        case Ceiling():
            return _say_ceiling(rule, titles)
        case Requirement():
            return _say_requirement(rule, titles, _title_of(levels, rule.level, language))
        case Quota():
            return gettext(
                "Nhiều nhất {percent}% số đơn vị đạt từ mức {counted_from} trở lên trong cùng nhóm "
                "được xếp mức {level}; các đơn vị khác xuống mức liền dưới."
            ).format(
                percent=say_number(rule.percent),
                counted_from=_title_of(levels, rule.counted_from, language),
                level=_title_of(levels, rule.level, language),
            )


def _say_change(rule: Bonus | Deduction, titles: Mapping[str, str]) -> str:
    added, taken = N_("Cộng thêm điểm của: {what}."), N_("Trừ điểm theo: {what}.")
    sentence = gettext(added if isinstance(rule, Bonus) else taken)
    words = sentence.format(what="; ".join(titles[code] for code in rule.indicators))
    if rule.cap is None:
        return words
    most = gettext("Tất cả không quá {points}.").format(points=say_points_in_words(rule.cap))
    return f"{words} {most}"


def _say_ceiling(rule: Ceiling, titles: Mapping[str, str]) -> str:
    points = say_points_in_words(rule.points)
    if rule.when is None:
        return gettext("Tổng điểm không quá {points}.").format(points=points)
    sentence = gettext("Tổng điểm không quá {points} khi có: {what}.")
    return sentence.format(points=points, what=_say_conditions([rule.when], titles))


def _say_requirement(rule: Requirement, titles: Mapping[str, str], level: str) -> str:
    words = []
    if rule.needs:
        sentence = gettext("Mức {level} trở lên còn cần: {what}.")
        words.append(sentence.format(level=level, what=_say_conditions(rule.needs, titles)))
    if rule.unless:
        sentence = gettext("Không được xếp mức {level} trở lên khi có: {what}.")
        words.append(sentence.format(level=level, what=_say_conditions(rule.unless, titles)))
    return " ".join(words)


def _say_conditions(conditions: Sequence[Condition], titles: Mapping[str, str]) -> str:
    return "; ".join(
        f"{titles[one.code]} ({say_condition(one.interval, one.measure)})" for one in conditions
    )


def _title_of(levels: Levels, level: int, language: str) -> str:
    return f"{level} ({name_of(levels, level, language)})"
