"""A draft as a respondent would see it, and what some answers to it would bring."""

from __future__ import annotations

from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from criteria.answers import Given
from criteria.model import CriteriaSet, Pillar
from surveyapp.i18n import gettext, ngettext, say_number
from surveyapp.web.answer_form.forms import AnswerForm
from surveyapp.web.answer_form.questionnaire import Questionnaire, build_questionnaire
from surveyapp.web.answer_form.questions import QuestionView, make_question
from surveyapp.web.result_view import ResultView, explain


@dataclass(frozen=True, slots=True)
class TriedPillar:
    """One pillar with its questions as they were filled in."""

    code: str
    title: str
    about: str
    worth: str
    questions: tuple[QuestionView, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """A draft as a form, and the result once it was filled in."""

    pillars: tuple[TriedPillar, ...]
    result: ResultView | None
    faults: tuple[tuple[str, str], ...]


def make_trial(
    criteria_set: CriteriaSet, language: str, typed: MultiDict[str, str] | None
) -> Trial:
    """Return the empty form, or the filled one with its result.

    What is typed is only scored, never kept. A faulty answer is shown as such and left out.
    """
    questionnaire = build_questionnaire(criteria_set, language)
    forms = {
        code: asked.bind_typed(typed or MultiDict()) for code, asked in questionnaire.asked.items()
    }
    faulty = {code for code, form in forms.items() if typed is not None and not form.validate()}
    answers = {code: form.given for code, form in forms.items() if form.given is not None}
    return Trial(
        pillars=tuple(
            _pillar(questionnaire, pillar, forms, faulty, first=place == 0)
            for place, pillar in enumerate(criteria_set.pillars)
        ),
        result=None if typed is None else _result(criteria_set, answers, language),
        faults=tuple(_faults(forms, faulty)),
    )


def _faults(forms: dict[str, AnswerForm], faulty: set[str]) -> list[tuple[str, str]]:
    return [
        (f"q-{code.replace('.', '-')}", f"{code}: {' '.join(_sentences(forms[code]))}")
        for code in forms
        if code in faulty
    ]


def _sentences(form: AnswerForm) -> list[str]:
    return [str(sentence) for field in form for sentence in field.errors]


def _result(criteria_set: CriteriaSet, answers: dict[str, Given], language: str) -> ResultView:
    return explain(answers, criteria_set, language, awarded={})


def _pillar(
    questionnaire: Questionnaire,
    pillar: Pillar,
    forms: dict[str, AnswerForm],
    faulty: set[str],
    *,
    first: bool,
) -> TriedPillar:
    asked = questionnaire.of_pillar(pillar)
    words = ngettext("{count} câu · {points} điểm", "{count} câu · {points} điểm", len(asked))
    codes = {one.indicator.code for one in asked}
    return TriedPillar(
        code=pillar.code,
        title=pillar.title.say(questionnaire.language),
        about=pillar.about.say(questionnaire.language) if pillar.about else "",
        worth=words.format(count=say_number(len(asked)), points=say_number(pillar.maximum)),
        questions=tuple(
            make_question(
                one.criterion,
                one.indicator,
                forms[one.indicator.code],
                None,
                errors=(gettext("Câu trả lời chưa hợp lệ nên chưa được tính."),)
                if one.indicator.code in faulty
                else (),
                condition=one.condition,
            )
            for one in asked
        ),
        is_open=first or bool(codes & faulty),
    )
