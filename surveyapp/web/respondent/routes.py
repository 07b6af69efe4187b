"""A respondent's addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from secrets import SystemRandom

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Reply

from criteria.asking import has_conditions
from criteria.model import Pillar
from surveyapp.access.policy import Action
from surveyapp.assessments.answering import record_answer, start_assessment
from surveyapp.assessments.errors import AnswerChanged, IncompleteSubmission
from surveyapp.assessments.model import Assessment, AssessmentState, Response
from surveyapp.assessments.queries import find_answered, find_assessments_of, find_responses
from surveyapp.assessments.rules import answered, find_missing, not_asked
from surveyapp.campaigns.queries import find_campaigns, get_campaign, pinned_set
from surveyapp.errors import Invalid, RuleBroken
from surveyapp.i18n import current_language, gettext, say_moment
from surveyapp.organisations.queries import get_organisation
from surveyapp.process.declaring import declare_assessment
from surveyapp.process.verifying import get_submission
from surveyapp.web.answer_form.forms import AnswerForm, typed_as_form
from surveyapp.web.answer_form.questionnaire import Asked, Questionnaire, questionnaire_of
from surveyapp.web.answer_form.questions import say_judged
from surveyapp.web.certificate_file import send_certificate
from surveyapp.web.guard import hold_assessment, opens_to, reach_assessment
from surveyapp.web.refusals import fill, sentence_of
from surveyapp.web.request import db, keep_changes, now, signed_in
from surveyapp.web.respondent.answering import (
    Unsaved,
    make_check,
    make_pillar_page,
    say_points_of,
    say_response,
    why_closed,
)
from surveyapp.web.respondent.forms import DeclarationForm
from surveyapp.web.respondent.pages import (
    count_answered,
    heading_of,
    neighbours,
    progress_by_pillar,
    progress_of,
    trail_of,
)
from surveyapp.web.respondent.parts import find_shared
from surveyapp.web.respondent.results import make_result_page
from surveyapp.web.respondent.workspace import make_workspace

respondent = Blueprint("respondent", __name__)


def _questionnaire(assessment: Assessment) -> Questionnaire:
    return questionnaire_of(pinned_set(db(), assessment.campaign), current_language())


def _as_it_stands(
    assessment: Assessment, questionnaire: Questionnaire
) -> tuple[Questionnaire, set[str], frozenset[str]]:
    """Return the questions that count now, the answered ones, and those that are not asked."""
    if not has_conditions(questionnaire.criteria_set):
        return questionnaire, find_answered(db(), assessment.id), frozenset()
    responses = find_responses(db(), assessment.id)
    hidden = not_asked(questionnaire.criteria_set, responses)
    return questionnaire.without(hidden), answered(responses), hidden


@respondent.get("/workspace")
@opens_to(Action.WORK_FOR_ORGANISATION)
def workspace() -> str:
    """Show the organisation's campaigns and assessments."""
    organisation = get_organisation(db(), signed_in().organisation_id or 0)
    campaigns = find_campaigns(db(), units=organisation.units)
    assessments = find_assessments_of(db(), organisation.id)
    shared = find_shared(db(), organisation)
    page = make_workspace(organisation, campaigns, assessments, shared)
    return render_template("respondent/workspace.html", page=page)


@respondent.post("/campaigns/<handle>/start")
@opens_to(Action.WORK_FOR_ORGANISATION)
def start(handle: str) -> Reply:
    """Begin the organisation's assessment in a campaign, or go on with it."""
    organisation = get_organisation(db(), signed_in().organisation_id or 0)
    begun = start_assessment(
        db(),
        get_campaign(db(), handle),
        organisation,
        rng=SystemRandom(),
        actor_id=signed_in().person_id,
        now=now(),
    )
    return redirect(url_for("respondent.overview", handle=begun))


@respondent.get("/assessments/<handle>")
@opens_to(Action.ANSWER_ASSESSMENT)
def overview(handle: str) -> str | Reply:
    """Show the pillars and what is missing; a submitted assessment shows its result."""
    assessment = reach_assessment(handle, Action.ANSWER_ASSESSMENT)
    if assessment.state is not AssessmentState.DRAFT:
        return redirect(url_for("respondent.result", handle=handle))
    questionnaire, given, _ = _as_it_stands(assessment, _questionnaire(assessment))
    lines = progress_by_pillar(assessment, questionnaire, given)
    unfinished = next((line for line in lines if line.answered < line.total), None)
    page = {
        "assessment": assessment,
        "trail": trail_of(assessment, signed_in()),
        "campaign_title": heading_of(assessment),
        "set_title": questionnaire.criteria_set.title.say(questionnaire.language),
        "purpose": questionnaire.criteria_set.purpose.say(questionnaire.language),
        "note": questionnaire.criteria_set.note.say(questionnaire.language),
        "pillars": lines,
        "total": progress_of(questionnaire, given),
        "continue_href": unfinished.href if unfinished else None,
        "continue_label": unfinished.title if unfinished else None,
        "check_href": url_for("respondent.check", handle=handle),
        "closed_sentence": why_closed(assessment),
        "closes_at": assessment.campaign.closes_at,
    }
    return render_template("respondent/overview.html", page=page)


@respondent.route("/assessments/<handle>/pillars/<code>", methods=["GET", "POST"])
@opens_to(Action.ANSWER_ASSESSMENT)
def pillar(handle: str, code: str) -> str | Reply | tuple[str, int]:
    """Show one pillar, or save all of its answers at once where no script saves them one by one."""
    assessment = reach_assessment(handle, Action.ANSWER_ASSESSMENT)
    questionnaire = _questionnaire(assessment)
    chosen = questionnaire.get_pillar(code)
    unsaved = Unsaved()
    if request.method == "POST":
        save = partial(_save, assessment)
        _save_all(questionnaire.of_pillar(chosen), save, unsaved)
        keep_changes()
        if not unsaved.forms:
            if request.form.get("then") == "next":
                return redirect(_way_on(assessment, questionnaire, code))
            flash(gettext("Đã lưu các câu trả lời của trang này."), "success")
            return redirect(url_for("respondent.pillar", handle=handle, code=code))
    responses = find_responses(db(), assessment.id)
    page = make_pillar_page(assessment, questionnaire, chosen, responses, unsaved)
    body = render_template("respondent/pillar.html", page=page)
    return (body, 422) if unsaved.forms else body


def _way_on(assessment: Assessment, questionnaire: Questionnaire, code: str) -> str:
    return neighbours(assessment, questionnaire.criteria_set.pillars, code)[1]


def _save(assessment: Assessment, asked: Asked, form: AnswerForm) -> Response:
    return record_answer(
        db(),
        assessment,
        asked.indicator,
        form.given,
        seen_revision=form.revision.data or 0,
        actor_id=signed_in().person_id,
        now=now(),
    )


def _save_all(
    questions: list[Asked], save: Callable[[Asked, AnswerForm], Response], unsaved: Unsaved
) -> None:
    """Save what can be saved; keep what was typed and the reason for the rest."""
    for asked in questions:
        code = asked.indicator.code
        form = asked.bind_typed(request.form)
        if not form.validate():
            unsaved.forms[code] = form
            continue
        try:
            save(asked, form)
        except (RuleBroken, Invalid) as refused:
            unsaved.forms[code] = form
            unsaved.sentences[code] = tuple(_say_why(asked, refused))


def _say_why(asked: Asked, refused: RuleBroken | Invalid) -> Iterator[str]:
    """Say why an answer was not saved, and which one stands where somebody else was faster."""
    if isinstance(refused, Invalid):
        yield from (fill(sentence, refused.parameters) for sentence in refused.faults.values())
        return
    yield sentence_of(refused)
    if isinstance(refused, AnswerChanged):
        standing = say_response(asked.indicator.answer, refused.current, asked.language)[0]
        sentence = gettext("Giá trị đang có trên hệ thống: {answer}")
        yield sentence.format(answer=standing or gettext("Chưa trả lời"))


@respondent.post("/assessments/<handle>/answers/", defaults={"code": ""})
@respondent.post("/assessments/<handle>/answers/<code>")
@opens_to(Action.ANSWER_ASSESSMENT)
def save_answer(handle: str, code: str) -> Reply | tuple[Reply, int]:
    """Save one answer for a script."""
    assessment = reach_assessment(handle, Action.ANSWER_ASSESSMENT)
    questionnaire = _questionnaire(assessment)
    asked = questionnaire.get(code)
    payload = request.get_json()
    if not isinstance(payload, dict):
        abort(400)
    form = asked.bind_typed(typed_as_form(code, payload))
    if not form.validate():
        return _say_faults(form), 422
    try:
        response = _save(assessment, asked, form)
    except AnswerChanged as refused:
        return _say_conflict(asked, refused), 409
    points = say_points_of(asked.indicator.answer, response)
    standing = _say_standing(assessment, questionnaire, asked.pillar)
    return jsonify(
        saved_at=say_moment(response.saved_at, now()),
        revision=response.revision,
        points=points,
        judged=_say_judged(asked, response),
        **standing,
    )


def _say_judged(asked: Asked, response: Response | None) -> str | None:
    given = response.given if response else None
    return None if given is None else say_judged(asked.indicator.answer, given, asked.language)


def _say_standing(
    assessment: Assessment, questionnaire: Questionnaire, pillar: Pillar
) -> dict[str, object]:
    """Say the progress, and in a set with conditions what is not asked now."""
    counted, given, hidden = _as_it_stands(assessment, questionnaire)
    here = count_answered(counted.scoring[pillar.code], given)
    total = progress_of(counted, given)
    progress = {
        "answered": total.answered,
        "total": total.total,
        "pillar_answered": here.answered,
        "pillar_total": here.total,
    }
    if not has_conditions(questionnaire.criteria_set):
        return {"progress": progress}
    return {"progress": progress, "not_asked": sorted(hidden)}


def _say_faults(form: AnswerForm) -> Reply:
    errors = {name: " ".join(field.errors) for name, field in form._fields.items() if field.errors}
    return jsonify(title=gettext("Câu trả lời chưa hợp lệ nên chưa được lưu."), errors=errors)


def _say_conflict(asked: Asked, refused: AnswerChanged) -> Reply:
    current = refused.current
    stored = asked.bind_stored(current)
    shown = say_response(asked.indicator.answer, current, asked.language)[0]
    values = {
        name: field.data
        for name, field in stored._fields.items()
        if name not in ("revision", "not_applicable")
    }
    return jsonify(
        title=sentence_of(refused),
        errors={},
        current={
            "values": values,
            "not_applicable": bool(stored.not_applicable.data),
            "text": shown or gettext("Chưa trả lời"),
            "points": say_points_of(asked.indicator.answer, current),
            "judged": _say_judged(asked, current),
            "revision": current.revision if current else 0,
            "saved_at": say_moment(current.saved_at, now()) if current else None,
        },
    )


@respondent.route("/assessments/<handle>/check", methods=["GET", "POST"])
@opens_to(Action.ANSWER_ASSESSMENT)
def check(handle: str) -> str | Reply | tuple[str, int]:
    """Show every answer and what is missing; take the declaration and submit."""
    if request.method == "POST":
        assessment = hold_assessment(handle, Action.ANSWER_ASSESSMENT)
    else:
        assessment = reach_assessment(handle, Action.ANSWER_ASSESSMENT)
    if assessment.state is not AssessmentState.DRAFT:
        return redirect(url_for("respondent.result", handle=handle))
    form = DeclarationForm()
    refusal = None
    if form.validate_on_submit():
        try:
            _declare(assessment, form)
        except IncompleteSubmission as refused:
            form.accept_missing.errors = [sentence_of(refused)]
        except RuleBroken as refused:
            refusal = sentence_of(refused)
        else:
            return redirect(url_for("respondent.result", handle=handle))
    body = render_template("respondent/check.html", page=_check_page(assessment, form, refusal))
    return (body, 422) if form.is_submitted() else body


def _declare(assessment: Assessment, form: DeclarationForm) -> None:
    declare_assessment(
        db(),
        assessment,
        form.declaration(),
        accept_missing=bool(form.accept_missing.data),
        rng=SystemRandom(),
        actor_id=signed_in().person_id,
        now=now(),
    )


def _check_page(
    assessment: Assessment, form: DeclarationForm, refusal: str | None
) -> dict[str, object]:
    questionnaire = _questionnaire(assessment)
    responses = find_responses(db(), assessment.id)
    counted = questionnaire.without(not_asked(questionnaire.criteria_set, responses))
    return {
        "assessment": assessment,
        "trail": trail_of(assessment, signed_in()),
        "campaign_title": heading_of(assessment),
        "pillars": make_check(assessment, questionnaire, responses),
        "side_pillars": progress_by_pillar(assessment, counted, answered(responses)),
        "missing": len(find_missing(questionnaire.criteria_set, responses)),
        "form": form,
        "refusal": refusal,
        "closed_sentence": why_closed(assessment),
    }


@respondent.get("/assessments/<handle>/result")
@opens_to(Action.READ_OWN_RESULT)
def result(handle: str) -> str | Reply:
    """Show score, level, radar and where the points were lost."""
    assessment = reach_assessment(handle, Action.READ_OWN_RESULT)
    if assessment.state is AssessmentState.DRAFT:
        return redirect(url_for("respondent.overview", handle=handle))
    page = make_result_page(
        db(), assessment, pinned_set(db(), assessment.campaign), current_language()
    )
    return render_template("respondent/result.html", page=page)


@respondent.get("/assessments/<handle>/answers")
@opens_to(Action.READ_OWN_RESULT)
def answers(handle: str) -> str | Reply:
    """Show the answers as they were submitted."""
    assessment = reach_assessment(handle, Action.READ_OWN_RESULT)
    if assessment.state is AssessmentState.DRAFT:
        return redirect(url_for("respondent.overview", handle=handle))
    submission = get_submission(db(), assessment)
    frozen = {
        code: Response(given, 1, submission.submitted_at)
        for code, given in submission.answers.items()
    }
    page = {
        "assessment": assessment,
        "trail": trail_of(assessment, signed_in()),
        "campaign_title": heading_of(assessment),
        "submission": submission,
        "pillars": make_check(assessment, _questionnaire(assessment), frozen),
    }
    return render_template("respondent/answers.html", page=page)


@respondent.get("/assessments/<handle>/certificate.pdf")
@opens_to(Action.READ_OWN_RESULT)
def certificate(handle: str) -> Reply:
    """Send the certificate that stands."""
    assessment = reach_assessment(handle, Action.READ_OWN_RESULT)
    return send_certificate(assessment.id)
