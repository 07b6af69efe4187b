"""A criteria set as pages of questions in one language; form classes are built once and kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from werkzeug.datastructures import MultiDict

from criteria.answers import Value
from criteria.asking import condition_words
from criteria.kinds import handler_of
from criteria.model import Bonus, CriteriaSet, Criterion, Deduction, FreeText, Indicator, Pillar
from criteria.numbers import DecimalMark
from surveyapp.assessments.model import Response
from surveyapp.errors import NotFound
from surveyapp.web.answer_form.forms import SINGLE, AnswerForm, make_form_class, prefix_of
from surveyapp.web.answer_form.questions import AskedOf, brings_points


@dataclass(frozen=True, slots=True)
class Asked:
    """One indicator with the criterion and pillar it stands in and the class of its form.

    `condition` says of whom it is asked, None = of everybody.
    """

    pillar: Pillar
    criterion: Criterion
    indicator: Indicator
    form_class: type[AnswerForm]
    language: str
    condition: AskedOf | None = None

    def bind_typed(self, typed: MultiDict[str, str]) -> AnswerForm:
        """Return the form with what was just typed."""
        return self.form_class(typed, prefix=prefix_of(self.indicator.code))

    def bind_stored(self, response: Response | None) -> AnswerForm:
        """Return the form with the stored answer, numbers written as the language writes them."""
        data: dict[str, object] = {"revision": response.revision if response else 0}
        given = response.given if response else None
        if given is not None:
            data["not_applicable"] = given.not_applicable
            if given.value is not None:
                data |= self._stored_cells(given.value)
        return self.form_class(prefix=prefix_of(self.indicator.code), data=data)

    def _stored_cells(self, value: Value) -> dict[str, object]:
        answer = self.indicator.answer
        mark = DecimalMark.COMMA if self.language == "vi" else DecimalMark.POINT
        cells = handler_of(answer).cells(answer, value, mark=mark)
        several = answer.kind == "choices"
        return {
            name or SINGLE: cell.split(";") if several else cell for name, cell in cells.items()
        }


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """All questions of one criteria set in one language.

    `scoring` has, by pillar, the codes of the questions that score.
    """

    criteria_set: CriteriaSet
    language: str
    asked: Mapping[str, Asked]
    scoring: Mapping[str, frozenset[str]]

    def without(self, hidden: frozenset[str]) -> Questionnaire:
        """Return the same questions; those that are not asked now no longer count."""
        if not hidden:
            return self
        scoring = {pillar: codes - hidden for pillar, codes in self.scoring.items()}
        return replace(self, scoring=MappingProxyType(scoring))

    def get(self, code: str) -> Asked:
        """Return one question. Raises: NotFound."""
        if code not in self.asked:
            raise NotFound
        return self.asked[code]

    def get_pillar(self, code: str) -> Pillar:
        """Return one pillar. Raises: NotFound."""
        for pillar in self.criteria_set.pillars:
            if pillar.code == code:
                return pillar
        raise NotFound

    def of_pillar(self, pillar: Pillar) -> list[Asked]:
        """Return the questions of a pillar in the order of the set."""
        return [self.asked[indicator.code] for indicator in pillar.indicators()]


_KEPT: dict[tuple[str, str], Questionnaire] = {}


def questionnaire_of(criteria_set: CriteriaSet, language: str) -> Questionnaire:
    """Return the questionnaire of a set version, built on first use."""
    key = (criteria_set.content_hash, language)
    if key not in _KEPT:
        _KEPT[key] = build_questionnaire(criteria_set, language)
    return _KEPT[key]


def build_questionnaire(criteria_set: CriteriaSet, language: str) -> Questionnaire:
    """Return the questionnaire of a set that may still change, built anew."""
    asked = {
        indicator.code: Asked(
            pillar,
            criterion,
            indicator,
            make_form_class(
                indicator, language, scores=_scores(criteria_set, criterion, indicator)
            ),
            language,
            _asked_of(criteria_set, pillar, criterion, language),
        )
        for pillar in criteria_set.pillars
        for criterion in pillar.criteria()
        for indicator in criterion.indicators
    }
    scoring = {
        pillar.code: frozenset(
            one.code for one in pillar.indicators() if not isinstance(one.answer, FreeText)
        )
        for pillar in criteria_set.pillars
    }
    return Questionnaire(criteria_set, language, MappingProxyType(asked), MappingProxyType(scoring))


def _scores(criteria_set: CriteriaSet, criterion: Criterion, indicator: Indicator) -> bool:
    adjusting = (one for one in criteria_set.rules if isinstance(one, Bonus | Deduction))
    is_named = any(indicator.code in rule.indicators for rule in adjusting)
    return brings_points(indicator.answer) and (criterion.counts or is_named)


def _asked_of(
    criteria_set: CriteriaSet, pillar: Pillar, criterion: Criterion, language: str
) -> AskedOf | None:
    asked_when, words = criterion.asked_when, condition_words(criteria_set, criterion)
    if asked_when is None or words is None:
        return None
    is_here = any(one.code == asked_when.code for one in pillar.indicators())
    return AskedOf(words.say(language), is_decided_elsewhere=not is_here)
