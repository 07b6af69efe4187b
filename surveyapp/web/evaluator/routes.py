"""An evaluator's addresses."""

from __future__ import annotations

from secrets import SystemRandom

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from surveyapp.access.policy import Action
from surveyapp.assessments.model import Assessment, Submission
from surveyapp.campaigns.model import CampaignView
from surveyapp.campaigns.queries import find_campaigns, get_campaign, pinned_set
from surveyapp.errors import Invalid, RuleBroken
from surveyapp.i18n import gettext
from surveyapp.process.verifying import conclude_review, get_submission
from surveyapp.reviews.errors import ReviewClosed
from surveyapp.reviews.queries import find_review
from surveyapp.reviews.service import award_points, open_review
from surveyapp.web.evaluator.awarding import (
    Scoring,
    fill_in,
    get_scoring,
    levels_of,
    make_award_page,
)
from surveyapp.web.evaluator.forms import AwardForm, CloseForm
from surveyapp.web.evaluator.listing import Wanted, choose_campaign
from surveyapp.web.evaluator.pages import make_review_page, make_submissions_page
from surveyapp.web.evaluator.reviewing import anchor_of
from surveyapp.web.guard import hold_assessment, opens_to, reach_assessment
from surveyapp.web.refusals import sentence_of
from surveyapp.web.request import db, now, signed_in

evaluator = Blueprint("evaluator", __name__)


@evaluator.get("/evaluation")
@opens_to(Action.REVIEW_SUBMISSIONS)
def submissions() -> str:
    """List the submissions of one campaign: the one asked for, or where work waits."""
    wanted = Wanted.of(request.args)
    campaigns = find_campaigns(db())
    if wanted.campaign:
        campaign: CampaignView | None = get_campaign(db(), wanted.campaign)
    else:
        campaign = choose_campaign(db(), campaigns)
    page = make_submissions_page(db(), campaigns, campaign, wanted, request.args.get("page", "1"))
    return render_template("evaluator/submissions.html", page=page)


@evaluator.get("/evaluation/<handle>")
@opens_to(Action.REVIEW_SUBMISSIONS)
def review(handle: str) -> str:
    """Show one submission: every answer, what was awarded, and the result as it stands."""
    assessment = reach_assessment(handle, Action.REVIEW_SUBMISSIONS)
    page = make_review_page(db(), assessment, CloseForm(), request.args.get("show", ""))
    return render_template("evaluator/review.html", page=page)


@evaluator.get("/evaluation/<handle>/points/<code>")
@opens_to(Action.REVIEW_SUBMISSIONS)
def award(handle: str, code: str) -> str:
    """Show one indicator with its answer and what was awarded."""
    assessment = reach_assessment(handle, Action.REVIEW_SUBMISSIONS)
    asked = get_scoring(pinned_set(db(), assessment.campaign), code)
    submission = get_submission(db(), assessment)
    found = find_review(db(), submission.id)
    form = AwardForm()
    fill_in(form, asked.indicator, submission, found.awards.get(code) if found else None)
    page = make_award_page(assessment, asked, submission, found, form)
    return render_template("evaluator/award.html", page=page)


@evaluator.post("/evaluation/<handle>/points/<code>")
@opens_to(Action.REVIEW_SUBMISSIONS)
def record_award(handle: str, code: str) -> Response | tuple[str, int]:
    """Award points for one indicator, with the reason."""
    assessment = hold_assessment(handle, Action.REVIEW_SUBMISSIONS)
    asked = get_scoring(pinned_set(db(), assessment.campaign), code)
    submission = get_submission(db(), assessment)
    form = AwardForm()
    form.offer(levels_of(asked.indicator, submission), asked.indicator.answer.maximum)
    status, refusal = 422, None
    if form.validate():
        try:
            _award(submission, asked, form)
        except Invalid as refused:
            form.take(refused)
        except RuleBroken as refused:
            status, refusal = refused.status, sentence_of(refused)
        else:
            flash(gettext("Đã ghi điểm thẩm định của {code}.").format(code=code), "success")
            return redirect(_way_on(handle, asked))
    found = find_review(db(), submission.id)
    page = make_award_page(assessment, asked, submission, found, form, refusal=refusal)
    return render_template("evaluator/award.html", page=page), status


def _award(submission: Submission, asked: Scoring, form: AwardForm) -> None:
    actor_id = signed_in().person_id
    assert form.awarded is not None
    award_points(
        db(),
        open_review(db(), submission, actor_id=actor_id, now=now()),
        asked.indicator,
        submission.answers.get(asked.indicator.code),
        points=form.awarded,
        reason=str(form.reason.data),
        actor_id=actor_id,
        now=now(),
    )


def _way_on(handle: str, asked: Scoring) -> str:
    """Go to the next indicator if asked to, else back to the answer in the submission."""
    if request.form.get("then") == "next" and asked.following is not None:
        return url_for("evaluator.award", handle=handle, code=asked.following.code)
    return url_for("evaluator.review", handle=handle, _anchor=anchor_of(asked.indicator.code))


@evaluator.post("/evaluation/<handle>/close")
@opens_to(Action.REVIEW_SUBMISSIONS)
def close(handle: str) -> Response | tuple[str, int]:
    """Close the review: the verified result and its certificate follow at once."""
    assessment = hold_assessment(handle, Action.REVIEW_SUBMISSIONS)
    form = CloseForm()
    status, refusal = 422, None
    if form.validate():
        try:
            _conclude(assessment, form)
        except ReviewClosed as refused:
            status, refusal = refused.status, sentence_of(refused)
        else:
            done = gettext("Đã thẩm định xong; kết quả và giấy chứng nhận mới đã có hiệu lực.")
            flash(done, "success")
            return redirect(url_for("evaluator.review", handle=handle))
    page = make_review_page(db(), assessment, form, "", refusal=refusal)
    return render_template("evaluator/review.html", page=page), status


def _conclude(assessment: Assessment, form: CloseForm) -> None:
    conclude_review(
        db(),
        assessment,
        note=str(form.note.data or ""),
        rng=SystemRandom(),
        actor_id=signed_in().person_id,
        now=now(),
    )
