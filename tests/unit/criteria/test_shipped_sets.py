"""Every shipped set filled at its best, at its worst and at random reaches what it promises."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from criteria.answers import Given
from criteria.compile import score_one
from criteria.kinds import handler_of
from criteria.model import Bonus, CriteriaSet, FreeText, Indicator, Measured
from criteria.registry import get_set, shipped
from tests.filling import at_random, best, without_hidden, worst

RANDOM_FILLINGS = 25
SETS = sorted({one.reference for one in shipped()})


def filled(
    criteria_set: CriteriaSet,
    counting: Callable[[Indicator], Given],
    others: Callable[[Indicator], Given],
) -> dict[str, Given]:
    """Answer everything that is asked; what does not count in the tree is answered otherwise."""
    counts = {i.code for c in criteria_set.criteria() if c.counts for i in c.indicators}
    answers = {
        one.code: (counting if one.code in counts else others)(one)
        for one in criteria_set.indicators()
        if not isinstance(one.answer, FreeText | Measured)
    }
    return without_hidden(criteria_set, answers)


@pytest.mark.parametrize("reference", SETS)
def test_at_its_best_a_unit_has_everything(reference: str) -> None:
    criteria_set = get_set(reference)
    result = score_one(criteria_set, filled(criteria_set, best, worst))
    assert result.score == 100
    assert result.points == result.maximum
    assert result.level == criteria_set.levels.bands[-1].level
    assert result.lost == ()


@pytest.mark.parametrize("reference", SETS)
def test_at_its_worst_a_unit_has_nothing(reference: str) -> None:
    criteria_set = get_set(reference)
    result = score_one(criteria_set, filled(criteria_set, worst, worst))
    pays_anyway = any(
        handler_of(one.answer).points(one.answer, value) > 0
        for one in criteria_set.indicators()
        if not isinstance(one.answer, FreeText | Measured)
        and (value := worst(one).value) is not None
    )
    assert result.score == 0 or pays_anyway
    assert result.level == criteria_set.levels.bands[0].level


@pytest.mark.parametrize("reference", SETS)
def test_at_random_a_unit_stays_within_and_loses_what_it_lacks(reference: str) -> None:
    criteria_set, rng = get_set(reference), Random(57)
    has_bonus = any(isinstance(rule, Bonus) for rule in criteria_set.rules)
    scores = set()
    for _ in range(RANDOM_FILLINGS):
        answers = filled(
            criteria_set, lambda one: at_random(one, rng), lambda one: at_random(one, rng)
        )
        result = score_one(criteria_set, answers)
        assert result.score is not None
        assert 0 <= result.score <= (200 if has_bonus else 100)
        assert result.level in {band.level for band in criteria_set.levels.bands}
        scores.add(result.score)
    assert len(scores) > 3


@pytest.mark.parametrize("reference", SETS)
def test_without_any_answer_there_is_a_documented_outcome(reference: str) -> None:
    result = score_one(get_set(reference), {})
    assert (result.score is None) is (result.withheld is not None)
