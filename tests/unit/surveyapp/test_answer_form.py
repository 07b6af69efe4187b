"""The form of an answer: what is stored fills it in, and sending it unchanged changes nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from werkzeug.datastructures import MultiDict

from criteria.answers import NOT_APPLICABLE, Given
from criteria.model import CriteriaSet
from criteria.registry import get_set, list_sets
from surveyapp.assessments.model import Response
from surveyapp.demo.answers import make_answer
from surveyapp.errors import NotFound
from surveyapp.web.answer_form.forms import AnswerForm, typed_as_form
from surveyapp.web.answer_form.questionnaire import Asked, Questionnaire, questionnaire_of

TRIAL = Path(__file__).parents[2] / "integration" / "sets" / "thu-nho" / "1.0.yaml"
NOW = datetime(2026, 6, 1, tzinfo=UTC)
SETS = [get_set(str(TRIAL)), *list_sets()]


def as_typed(form: AnswerForm) -> MultiDict[str, str]:
    """Return what a browser sends for a form that was not touched."""
    typed: MultiDict[str, str] = MultiDict()
    for field in form:
        values = field.data if isinstance(field.data, list) else [field.data]
        for value in values:
            if value not in (None, False):
                typed.add(field.name, str(value))
    return typed


def ask(criteria_set: CriteriaSet, code: str, language: str = "vi") -> Asked:
    """Return one question of a set."""
    return questionnaire_of(criteria_set, language).get(code)


@pytest.mark.parametrize("criteria_set", SETS, ids=lambda one: one.slug)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_stored_answer_survives_its_form(criteria_set: CriteriaSet, language: str) -> None:
    rng = Random(5)
    questionnaire: Questionnaire = questionnaire_of(criteria_set, language)
    for code, asked in questionnaire.asked.items():
        for maturity in (0.1, 0.9):
            given = make_answer(asked.indicator, maturity, out=0.3, period=2026, rng=rng)
            stored = asked.bind_stored(Response(given, 3, NOW))
            again = asked.bind_typed(as_typed(stored))
            assert again.validate(), (code, given, again.errors)
            assert again.given == given, code
            assert again.revision.data == 3


def test_an_untouched_empty_form_is_no_answer() -> None:
    for code, asked in questionnaire_of(SETS[0], "vi").asked.items():
        form = asked.bind_typed(as_typed(asked.bind_stored(None)))
        assert form.validate(), code
        assert form.given is None
        assert form.revision.data == 0


def test_not_applicable_stands_above_what_is_typed() -> None:
    asked = ask(SETS[0], "NL.01")
    form = asked.bind_typed(MultiDict({"NL.01.a": "many", "NL.01.not_applicable": "1"}))
    assert form.validate()
    assert form.given == NOT_APPLICABLE


@pytest.mark.parametrize("language", ["vi", "en"])
def test_faults_stand_beside_their_inputs_in_the_language(language: str) -> None:
    asked = ask(SETS[0], "DL.01", language)
    form = asked.bind_typed(MultiDict({"DL.01.progress": "-1", "DL.01.done_on": "31/02/2026"}))
    assert not form.validate()
    assert form.given is None
    faulty = {field.short_name for field in form if field.errors}
    assert faulty == {"progress", "done_on"}
    word = "nhỏ hơn 0" if language == "vi" else "below zero"
    assert word in form["progress"].errors[0]


@pytest.mark.parametrize("revision", ["x", "1.5", ""])
def test_a_revision_that_is_none_is_refused_or_nothing(revision: str) -> None:
    asked = ask(SETS[0], "CL.01")
    form = asked.bind_typed(MultiDict({"CL.01.value": "2", "CL.01.revision": revision}))
    assert not form.validate()


def test_what_a_script_sends_is_read_like_a_form() -> None:
    payload = {"values": {"value": ["web", "zalo"]}, "revision": 4, "not_applicable": False}
    form = ask(SETS[0], "CL.03").bind_typed(typed_as_form("CL.03", payload))
    assert form.validate()
    assert form.given == Given({"options": ["web", "zalo"]})
    assert form.revision.data == 4


def test_an_answer_of_another_question_is_not_read() -> None:
    form = ask(SETS[0], "CL.01").bind_typed(MultiDict({"CL.02.value": "yes", "CL.01x.value": "3"}))
    assert form.validate()
    assert form.given is None


def test_forms_are_built_once_for_each_language() -> None:
    first = questionnaire_of(SETS[0], "vi")
    assert questionnaire_of(SETS[0], "vi") is first
    assert questionnaire_of(SETS[0], "en") is not first
    with pytest.raises(NotFound):
        first.get("XX")
    with pytest.raises(NotFound):
        first.get_pillar("XX")
