"""Build the pages on which answers are given and checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from flask import url_for

from criteria.kinds import handler_of
from criteria.model import Answer, Criterion, Group, Pillar
from surveyapp.assessments.model import Assessment, Response, Responses
from surveyapp.assessments.rules import answered, not_asked, require_answerable
from surveyapp.errors import RuleBroken
from surveyapp.i18n import gettext, ngettext, say_number
from surveyapp.web.answer_form.forms import AnswerForm
from surveyapp.web.answer_form.questionnaire import Asked, Questionnaire
from surveyapp.web.answer_form.questions import QuestionView, brings_points, make_question
from surveyapp.web.answer_form.wording import say_points
from surveyapp.web.refusals import sentence_of
from surveyapp.web.request import now, signed_in
from surveyapp.web.respondent.pages import (
    CheckLine,
    CheckPillar,
    GroupView,
    PillarPage,
    count_answered,
    heading_of,
    neighbours,
    progress_by_pillar,
    progress_of,
    trail_of,
)


@dataclass(slots=True)
class Unsaved:
    """What was typed on a page and could not be saved, by indicator code, with the reason."""

    forms: dict[str, AnswerForm] = field(default_factory=dict)
    sentences: dict[str, tuple[str, ...]] = field(default_factory=dict)


def why_closed(assessment: Assessment) -> str | None:
    """Return the sentence that says why answers can not change, None when they can."""
    try:
        require_answerable(assessment, now=now())
    except RuleBroken as refused:
        return sentence_of(refused)
    return None


def make_pillar_page(
    assessment: Assessment,
    questionnaire: Questionnaire,
    pillar: Pillar,
    responses: Responses,
    unsaved: Unsaved,
) -> PillarPage:
    """Return one pillar with its answers, typed ones before stored ones."""
    given, hidden = answered(responses), not_asked(questionnaire.criteria_set, responses)
    questionnaire, pillars = questionnaire.without(hidden), questionnaire.criteria_set.pillars
    lines = progress_by_pillar(assessment, questionnaire, given, pillar.code)
    previous, following, label = neighbours(assessment, pillars, pillar.code)
    closed = why_closed(assessment)
    views = {
        asked.indicator.code: _question(asked, responses, unsaved, hidden, is_open=closed is None)
        for asked in questionnaire.of_pillar(pillar)
    }
    return PillarPage(
        assessment=assessment,
        trail=trail_of(assessment, signed_in()),
        campaign_title=heading_of(assessment),
        pillar_code=pillar.code,
        pillar_title=pillar.title.say(questionnaire.language),
        pillar_about=pillar.about.say(questionnaire.language) if pillar.about else "",
        groups=tuple(group_questions(pillar, views, questionnaire.language)),
        pillars=lines,
        total=progress_of(questionnaire, given),
        here=count_answered(questionnaire.scoring[pillar.code], given),
        save_url=url_for("respondent.save_answer", handle=assessment.handle, code=""),
        previous_href=previous,
        next_href=following,
        next_label=label,
        read_only=closed is not None,
        closed_sentence=closed,
        faults=tuple(_faults(views, unsaved)),
    )


def _question(
    asked: Asked,
    responses: Responses,
    unsaved: Unsaved,
    hidden: frozenset[str],
    *,
    is_open: bool,
) -> QuestionView:
    code = asked.indicator.code
    response = responses.get(code)
    form = unsaved.forms.get(code) or asked.bind_stored(response)
    return make_question(
        asked.criterion,
        asked.indicator,
        form,
        response,
        errors=unsaved.sentences.get(code, ()),
        read_only=not is_open,
        condition=asked.condition,
        is_asked=code not in hidden or code in unsaved.forms,
    )


def group_questions(
    pillar: Pillar, views: Mapping[str, QuestionView], language: str
) -> Iterator[GroupView]:
    """Yield the questions of a pillar below their headings."""
    loose: list[QuestionView] = []
    for part in pillar.parts:
        if isinstance(part, Criterion):
            loose += [views[indicator.code] for indicator in part.indicators]
        else:
            yield _group(part, views, language)
    if loose:
        yield GroupView(None, tuple(loose))


def _group(group: Group, views: Mapping[str, QuestionView], language: str) -> GroupView:
    questions = tuple(views[indicator.code] for indicator in group.indicators())
    return GroupView(group.title.say(language), questions)


def _faults(views: Mapping[str, QuestionView], unsaved: Unsaved) -> Iterator[tuple[str, str]]:
    for code, view in views.items():
        if code in unsaved.forms:
            sentences = [*view.errors, *(error for part in view.parts for error in part.errors)]
            for sentence in sentences:
                yield view.id, f"{code} · {sentence}"


def make_check(
    assessment: Assessment, questionnaire: Questionnaire, responses: Responses
) -> tuple[CheckPillar, ...]:
    """Return every answer in words, pillar by pillar."""
    hidden = not_asked(questionnaire.criteria_set, responses)
    return tuple(
        _check_pillar(assessment, questionnaire.without(hidden), pillar, responses, hidden)
        for pillar in questionnaire.criteria_set.pillars
    )


def _check_pillar(
    assessment: Assessment,
    questionnaire: Questionnaire,
    pillar: Pillar,
    responses: Responses,
    hidden: frozenset[str],
) -> CheckPillar:
    page = url_for("respondent.pillar", handle=assessment.handle, code=pillar.code)
    lines, left_out = [], 0
    for asked in questionnaire.of_pillar(pillar):
        indicator, response = asked.indicator, responses.get(asked.indicator.code)
        answer, points = say_response(indicator.answer, response, questionnaire.language)
        if not asked.form_class.scores:
            points = None
        if indicator.code in hidden:
            left_out += answer is None
            if answer is None:
                continue
            answer, points = _say_kept(), None
        lines.append(
            CheckLine(
                code=indicator.code,
                title=indicator.title.say(questionnaire.language),
                answer=answer,
                points=points,
                maximum=say_points(indicator.answer.maximum),
                href=f"{page}#q-{indicator.code.replace('.', '-')}",
            )
        )
    done = count_answered(questionnaire.scoring[pillar.code], answered(responses))
    return CheckPillar(
        pillar.title.say(questionnaire.language),
        tuple(lines),
        done.total - done.answered,
        _say_left_out(left_out) if left_out else None,
    )


def _say_left_out(count: int) -> str:
    sentence = ngettext(
        "{count} câu khác không phải trả lời.", "{count} câu khác không phải trả lời.", count
    )
    return sentence.format(count=say_number(count, digits=0))


def _say_kept() -> str:
    """Say in place of an answer that it stays and counts for nothing."""
    return gettext("Không phải trả lời; câu trả lời trước đây được giữ nhưng không tính điểm.")


def say_response(
    answer: Answer, response: Response | None, language: str
) -> tuple[str | None, str | None]:
    """Return an answer and its points in words; None for what is not there."""
    given = response.given if response else None
    if given is None:
        return None, None
    if given.value is None:
        return gettext("Không áp dụng"), None
    shown = handler_of(answer).show(answer, given.value, language)
    return shown, say_points_of(answer, response)


def say_not_asked() -> str:
    """Say in place of an answer that the question is not asked of the unit."""
    return gettext("Không phải trả lời")


def say_points_of(answer: Answer, response: Response | None) -> str | None:
    """Return the points of an answer in words; None where there are none to speak of."""
    given = response.given if response else None
    if given is None or given.value is None or not brings_points(answer):
        return None
    return say_points(handler_of(answer).points(answer, given.value))
