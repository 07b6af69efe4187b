"""A draft as a respondent would see it, and what some answers to it would bring."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from werkzeug.datastructures import MultiDict

from criteria.answers import Given
from criteria.asking import hidden_codes
from criteria.model import CriteriaSet, Pillar
from surveyapp.assessments.model import Response
from surveyapp.i18n import gettext, ngettext, say_number
from surveyapp.web.answer_form.forms import AnswerForm
from surveyapp.web.answer_form.questionnaire import Asked, Questionnaire, build_questionnaire
from surveyapp.web.answer_form.questions import QuestionView, make_question, say_judged
from surveyapp.web.respondent.answering import group_questions, say_points_of
from surveyapp.web.respondent.pages import GroupView
from surveyapp.web.result_view import ResultView, explain


@dataclass(frozen=True, slots=True)
class TriedPillar:
    """One pillar with its questions as they were filled in."""

    code: str
    title: str
    about: str
    worth: str
    groups: tuple[GroupView, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """A draft as a form, and the result once it was filled in."""

    pillars: tuple[TriedPillar, ...]
    result: ResultView | None
    faults: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TriedAnswer:
    """What one answer brings, or why it can not; and what is not asked beside all the others."""

    points: str | None
    judged: str | None
    not_asked: list[str]
    errors: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Filled:
    """Every question with what was typed into it; a faulty answer counts as none."""

    questionnaire: Questionnaire
    forms: Mapping[str, AnswerForm]
    faulty: frozenset[str]
    at: datetime

    @property
    def answers(self) -> dict[str, Given]:
        return {code: form.given for code, form in self.forms.items() if form.given is not None}

    @property
    def hidden(self) -> frozenset[str]:
        return hidden_codes(self.questionnaire.criteria_set, self.answers)


def make_trial(
    criteria_set: CriteriaSet, language: str, typed: MultiDict[str, str] | None, *, now: datetime
) -> Trial:
    """Return the empty form, or the filled one with its result.

    What is typed is only scored, never kept. A faulty answer is shown as such and left out.
    """
    filled = _fill(build_questionnaire(criteria_set, language), typed, now)
    hidden = filled.hidden
    pillars = tuple(
        _pillar(filled, pillar, hidden, first=place == 0)
        for place, pillar in enumerate(criteria_set.pillars)
    )
    result = None
    if typed is not None:
        result = explain(filled.answers, criteria_set, language, awarded={})
    return Trial(pillars, result, tuple(_faults(filled)))


def make_tried_answer(
    criteria_set: CriteriaSet,
    code: str,
    language: str,
    typed: MultiDict[str, str],
    *,
    now: datetime,
) -> TriedAnswer:
    """Return what the answer to one question brings among all that was typed. Raises: NotFound."""
    filled = _fill(build_questionnaire(criteria_set, language), typed, now)
    indicator, form = filled.questionnaire.get(code).indicator, filled.forms[code]
    given = form.given
    return TriedAnswer(
        points=say_points_of(indicator.answer, Response(given, 0, now)),
        judged=None if given is None else say_judged(indicator.answer, given, language),
        not_asked=sorted(filled.hidden),
        errors={
            field.short_name: " ".join(map(str, field.errors)) for field in form if field.errors
        },
    )


def _fill(questionnaire: Questionnaire, typed: MultiDict[str, str] | None, at: datetime) -> _Filled:
    forms = {
        code: asked.bind_typed(typed or MultiDict()) for code, asked in questionnaire.asked.items()
    }
    faulty = {code for code, form in forms.items() if typed is not None and not form.validate()}
    return _Filled(questionnaire, forms, frozenset(faulty), at)


def _faults(filled: _Filled) -> Iterator[tuple[str, str]]:
    for code, form in filled.forms.items():
        if code in filled.faulty:
            sentences = " ".join(str(sentence) for field in form for sentence in field.errors)
            yield f"q-{code.replace('.', '-')}", f"{code}: {sentences}"


def _pillar(filled: _Filled, pillar: Pillar, hidden: frozenset[str], *, first: bool) -> TriedPillar:
    questionnaire = filled.questionnaire
    asked = questionnaire.of_pillar(pillar)
    words = ngettext("{count} câu · {points} điểm", "{count} câu · {points} điểm", len(asked))
    views = {one.indicator.code: _question(filled, one, hidden) for one in asked}
    return TriedPillar(
        code=pillar.code,
        title=pillar.title.say(questionnaire.language),
        about=pillar.about.say(questionnaire.language) if pillar.about else "",
        worth=words.format(count=say_number(len(asked)), points=say_number(pillar.maximum)),
        groups=tuple(group_questions(pillar, views, questionnaire.language)),
        is_open=first or bool(set(views) & filled.faulty),
    )


def _question(filled: _Filled, asked: Asked, hidden: frozenset[str]) -> QuestionView:
    """Draw one question; all pillars stand on one page, so nothing is decided elsewhere."""
    code, condition = asked.indicator.code, asked.condition
    form, is_faulty = filled.forms[code], code in filled.faulty
    return make_question(
        asked.criterion,
        asked.indicator,
        form,
        None if form.given is None else Response(form.given, 0, filled.at),
        errors=(gettext("Câu trả lời chưa hợp lệ nên chưa được tính."),) if is_faulty else (),
        condition=replace(condition, is_decided_elsewhere=False) if condition else None,
        is_asked=code not in hidden,
    )
