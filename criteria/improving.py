"""Improving one unit's answers: what each better answer brings, the cheapest way to a level.

What lives here: from a set and answers to the raises that `scoring.improving` works on, and back
to answers. What does not: which answers are better (`raises`) and any optimisation (`scoring`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import scoring
from criteria.advised_efforts import advised_efforts
from criteria.answers import Given
from criteria.asking import deciding_codes, hidden_codes
from criteria.compile import Answers, Awarded, State, scheme_of, score_one, shares_of
from criteria.efforts import UNDECLARED, Efforts
from criteria.model import CriteriaSet, Criterion, Indicator
from criteria.raises import Better, Present, better_answers
from scoring.improving import Change, Effect, Plan, Raise, Raises, cheapest_plan, single_effects

NO_EFFORTS: Efforts = {}


@dataclass(frozen=True)
class Improving:
    """One unit as it is, and every better answer that it could give.

    Attributes
    ----------
    criteria_set : CriteriaSet
    answers : mapping from indicator code to Given
    awarded : mapping from indicator code to points
    result : scoring.UnitResult
    better : mapping from indicator code to tuple of Better
        In the order of the set; without what does not apply or cannot rise.
    scheme : scoring.Scheme
        How the unit was scored.
    """

    criteria_set: CriteriaSet
    answers: Answers
    awarded: Awarded
    result: scoring.UnitResult
    better: Mapping[str, tuple[Better, ...]]
    scheme: scoring.Scheme

    def next_level(self) -> int | None:
        """Return the level above the present one; None = there is none, or no level at all."""
        levels = self.scheme.levels.bands.levels
        level = self.result.level
        return None if level is None else min((n for n in levels if n > level), default=None)

    def effects(self) -> tuple[Effect, ...]:
        """Say what each better answer brings alone, in the order of the set."""
        return single_effects(self.scheme, self.result, self._raises())

    def plan(self, level: int) -> Plan:
        """Find the cheapest way to a level; see `scoring.improving.cheapest_plan`.

        Raises
        ------
        scoring.improving.NotCovered
        ValueError
            If the unit has no level, or the set has no such level.
        """
        return cheapest_plan(self.scheme, self.result, self._raises(), level)

    def chosen(self, step: Effect | Change) -> Better:
        """Return the better answer that a single effect or a change of a plan is about."""
        return self.better[step.code][step.place]

    def answers_after(self, plan: Plan) -> dict[str, Given]:
        """Return the answers of the unit when a plan is carried out."""
        changed = {
            change.code: Given(self.better[change.code][change.place].value)
            for change in plan.changes
        }
        return {**self.answers, **changed}

    def awarded_after(self, plan: Plan) -> dict[str, Fraction]:
        """Return the points of reviewers that still stand when a plan is carried out."""
        changed = {change.code for change in plan.changes}
        return {code: points for code, points in self.awarded.items() if code not in changed}

    def _raises(self) -> Raises:
        maximum = {one.code: one.answer.maximum for one in self.criteria_set.indicators()}
        return {
            code: [Raise(one.points / maximum[code], one.effort) for one in own]
            for code, own in self.better.items()
        }


def improving(
    criteria_set: CriteriaSet,
    answers: Answers,
    *,
    on: date,
    efforts: Efforts | None = None,
    awarded: Awarded | None = None,
    result: scoring.UnitResult | None = None,
    scheme: scoring.Scheme | None = None,
) -> Improving:
    """Find every better answer of one unit.

    An answer that would change what is asked is left out: what it brings is not known before the
    new questions are answered.

    Parameters
    ----------
    criteria_set : CriteriaSet
    answers : mapping from indicator code to Given
        What was not answered counts from nothing, if the set counts a gap as 0.
    on : date
        The day from which work could begin: a task whose deadline is over is finished late.
    efforts : Efforts, optional
        What was declared; without it the efforts of the set's advice. Every other step takes an
        effort of 1.
    awarded : mapping from indicator code to points, optional
        A reviewer's points stand above the answer: only what brings more is better.
    result : scoring.UnitResult, optional
        The unit as it was scored among the others. Without it the unit is scored alone, so that a
        quota and what is judged among the units say nothing.
    scheme : scoring.Scheme, optional
        The scheme of that table; it differs from the set's where weights follow from the data.
    """
    given = awarded or {}
    found = shares_of(criteria_set, answers, given)
    better: dict[str, tuple[Better, ...]] = {}
    hidden = hidden_codes(criteria_set, answers)
    for (criterion, indicator), share, state in zip(
        _questions(criteria_set), found.shares, found.states, strict=True
    ):
        code = indicator.code
        if state is State.NOT_APPLICABLE or code in hidden:
            continue
        answer, reached = answers.get(code), share or Fraction(0)
        present = Present(
            None if answer is None else answer.value,
            reached * indicator.answer.maximum,
            on,
            advised_efforts(criterion, indicator, 100 * reached, on=on)
            if efforts is None
            else efforts.get(code, UNDECLARED),
        )
        own = better_answers(indicator, present)
        better[code] = _without_new_questions(criteria_set, answers, code, own)
    kept = {code: own for code, own in better.items() if own}
    alone = result or score_one(criteria_set, answers, given)
    own_scheme = scheme or scheme_of(criteria_set)
    return Improving(criteria_set, answers, given, alone, kept, own_scheme)


def _without_new_questions(
    criteria_set: CriteriaSet, answers: Answers, code: str, own: tuple[Better, ...]
) -> tuple[Better, ...]:
    if code not in deciding_codes(criteria_set):
        return own
    hidden = hidden_codes(criteria_set, answers)
    return tuple(
        one
        for one in own
        if hidden_codes(criteria_set, {**answers, code: Given(one.value)}) == hidden
    )


def _questions(criteria_set: CriteriaSet) -> Iterator[tuple[Criterion, Indicator]]:
    for criterion in criteria_set.criteria():
        for indicator in criterion.indicators:
            yield criterion, indicator
