"""Which criteria are asked of a unit.

What lives here: whether conditions hold, purely from a unit's answers, and their words. What does
not: what a criterion that is not asked counts as (`compile`), and whether a set's conditions make
sense (`lint`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from criteria.answers import Given, Value
from criteria.kinds.stored import text_of, texts_of, whole_of
from criteria.kinds.yes_no import NO, YES
from criteria.model import (
    AskedWhen,
    Choice,
    Choices,
    CriteriaSet,
    Criterion,
    Deduction,
    Indicator,
    Requirement,
    Text,
)

_CONDITIONS: dict[str, tuple[tuple[AskedWhen, tuple[str, ...]], ...]] = {}
_IS_WORDS = Text(
    {
        "vi": "Chỉ trả lời nếu {code} ({title}) là: {answers}.",
        "en": "Only if {code} ({title}) is: {answers}.",
    }
)
_LEVEL_WORDS = Text(
    {
        "vi": "Chỉ trả lời nếu {code} ({title}) từ mức {level} trở lên.",
        "en": "Only if {code} ({title}) is at level {level} or higher.",
    }
)
_OR = Text({"vi": " hoặc ", "en": " or "})


def hidden_codes(criteria_set: CriteriaSet, answers: Mapping[str, Given]) -> frozenset[str]:
    """Return the codes of the indicators that are not asked of a unit with these answers.

    What a condition looks at decides only when it is answered: without an answer, or where it does
    not apply, the question behind it is not asked.
    """
    return frozenset(
        code
        for condition, codes in _conditions(criteria_set)
        if not holds(condition, answers.get(condition.code))
        for code in codes
    )


def has_conditions(criteria_set: CriteriaSet) -> bool:
    """Tell whether any criterion of a set is asked of some units only."""
    return bool(_conditions(criteria_set))


def deciding_codes(criteria_set: CriteriaSet) -> frozenset[str]:
    """Return the codes of the indicators that decide what else is asked."""
    return frozenset(condition.code for condition, _ in _conditions(criteria_set))


def codes_to_own_up_to(criteria_set: CriteriaSet) -> frozenset[str]:
    """Return the codes of the indicators whose answer can only cost: vetoes and deductions.

    Whoever could leave them open would gain by it.
    """
    held_against: set[str] = set()
    for rule in criteria_set.rules:
        if isinstance(rule, Deduction):
            held_against.update(rule.indicators)
        elif isinstance(rule, Requirement):
            held_against.update(condition.code for condition in rule.unless)
    return frozenset(one.code for one in criteria_set.indicators() if one.code in held_against)


def holds(condition: AskedWhen, given: Given | None) -> bool:
    """Tell whether an answer is the one that a condition waits for."""
    if given is None or given.value is None:
        return False
    if condition.at_least is not None:
        return whole_of(given.value, "level") >= condition.at_least
    return not set(condition.answers).isdisjoint(_chosen(given.value))


def _chosen(value: Value) -> Sequence[str]:
    if "options" in value:
        return texts_of(value, "options")
    if "option" in value:
        return (text_of(value, "option"),)
    return ("yes" if value["yes"] else "no",)


def _conditions(
    criteria_set: CriteriaSet,
) -> tuple[tuple[AskedWhen, tuple[str, ...]], ...]:
    """Return every condition with the indicators behind it, found once per content hash."""
    key = criteria_set.content_hash
    if key and key in _CONDITIONS:
        return _CONDITIONS[key]
    found = tuple(
        (criterion.asked_when, tuple(one.code for one in criterion.indicators))
        for criterion in criteria_set.criteria()
        if criterion.asked_when is not None
    )
    if key:
        _CONDITIONS[key] = found
    return found


# --- words ---------------------------------------------------------------------------------


def condition_words(criteria_set: CriteriaSet, criterion: Criterion) -> Text | None:
    """Say in every language when a criterion is asked; None where it is asked of everybody."""
    condition = criterion.asked_when
    if condition is None:
        return None
    decides = next(one for one in criteria_set.indicators() if one.code == condition.code)
    return Text({language: _words(condition, decides, language) for language in ("vi", "en")})


def _words(condition: AskedWhen, decides: Indicator, language: str) -> str:
    words = _IS_WORDS if condition.at_least is None else _LEVEL_WORDS
    titles = [_title_of(decides, answer).say(language) for answer in condition.answers]
    return words.say(language).format(
        code=decides.code,
        title=decides.title.say(language),
        level=condition.at_least,
        answers=_OR.say(language).join(titles),
    )


def _title_of(decides: Indicator, answer: str) -> Text:
    if isinstance(decides.answer, Choice | Choices):
        return next(one.title for one in decides.answer.options if one.code == answer)
    return YES if answer == "yes" else NO
