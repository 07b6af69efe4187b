"""A publisher's addresses."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from surveyapp.access.policy import Action
from surveyapp.campaigns.queries import find_campaigns, get_campaign, pinned_set
from surveyapp.errors import RuleBroken
from surveyapp.i18n import gettext
from surveyapp.rankings.queries import get_edition
from surveyapp.rankings.service import discard_draft, draft_ranking, publish_ranking
from surveyapp.web.guard import opens_to
from surveyapp.web.publisher.forms import PublishForm
from surveyapp.web.publisher.pages import make_card, make_edition_page, public_href_of
from surveyapp.web.refusals import sentence_of
from surveyapp.web.request import db, now, signed_in

publisher = Blueprint("publisher", __name__)


@publisher.get("/publishing")
@opens_to(Action.PUBLISH_RANKINGS)
def campaigns() -> str:
    """List the campaigns with their editions and what a ranking would hold."""
    page = {"campaigns": [make_card(db(), one, now=now()) for one in find_campaigns(db())]}
    return render_template("publisher/campaigns.html", page=page)


@publisher.post("/publishing/<handle>/draft")
@opens_to(Action.PUBLISH_RANKINGS)
def draft(handle: str) -> Response:
    """Rank the verified results of a campaign as a draft."""
    campaign = get_campaign(db(), handle)
    made = draft_ranking(
        db(), campaign, pinned_set(db(), campaign), actor_id=signed_in().person_id, now=now()
    )
    return redirect(url_for("publisher.edition", handle=made))


@publisher.route("/publishing/editions/<handle>", methods=["GET", "POST"])
@opens_to(Action.PUBLISH_RANKINGS)
def edition(handle: str) -> str | Response | tuple[str, int]:
    """Read a draft before it becomes public, and publish it."""
    found = get_edition(db(), handle, published_only=False)
    form = PublishForm()
    status, refusal = 422 if form.is_submitted() else 200, None
    if form.validate_on_submit():
        try:
            publish_ranking(
                db(),
                found.campaign,
                handle,
                note=str(form.note.data or ""),
                actor_id=signed_in().person_id,
                now=now(),
            )
        except RuleBroken as refused:
            status, refusal = refused.status, sentence_of(refused)
        else:
            flash(gettext("Bảng xếp hạng đã được công bố."), "success")
            own = url_for("publisher.edition", handle=handle)
            return redirect(public_href_of(found) or own)
    page = make_edition_page(db(), found, form, request.args, refusal=refusal, now=now())
    return render_template("publisher/edition.html", page=page), status


@publisher.post("/publishing/editions/<handle>/discard")
@opens_to(Action.PUBLISH_RANKINGS)
def discard(handle: str) -> Response:
    """Remove a draft that was never published."""
    discard_draft(db(), handle, actor_id=signed_in().person_id, now=now())
    flash(gettext("Đã bỏ bản nháp."), "success")
    return redirect(url_for("publisher.campaigns"))
