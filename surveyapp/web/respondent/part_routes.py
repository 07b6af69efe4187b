"""The addresses at which an organisation keeps the list of its people, plans and projects."""

from __future__ import annotations

from secrets import SystemRandom

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Reply

from surveyapp.access.policy import Action
from surveyapp.assessments.answering import start_assessment
from surveyapp.campaigns.model import CampaignView
from surveyapp.campaigns.queries import get_campaign
from surveyapp.errors import NotFound
from surveyapp.i18n import ngettext, say_number
from surveyapp.organisations.model import OrganisationView
from surveyapp.organisations.queries import get_organisation, get_part
from surveyapp.organisations.registers import OrganisationKind
from surveyapp.people.model import Role
from surveyapp.web.guard import opens_to
from surveyapp.web.inviting import invite_from
from surveyapp.web.request import db, now, signed_in
from surveyapp.web.respondent.forms import PartsForm, RespondentForm
from surveyapp.web.respondent.pages import title_of
from surveyapp.web.respondent.parts import ListFaulty, add_parts, make_parts_page

parts = Blueprint("parts", __name__)


def _own(handle: str) -> tuple[OrganisationView, CampaignView]:
    """Return the actor's organisation and a campaign for parts of it. Raises: NotFound."""
    organisation = get_organisation(db(), signed_in().organisation_id or 0)
    campaign = get_campaign(db(), handle)
    if campaign.unit_kind not in organisation.kind.parts:
        raise NotFound
    return organisation, campaign


@parts.route("/campaigns/<handle>/units", methods=["GET", "POST"])
@opens_to(Action.WORK_FOR_ORGANISATION)
def units(handle: str) -> str | Reply | tuple[str, int]:
    """List those of the organisation who are assessed in a campaign, and add to them."""
    organisation, campaign = _own(handle)
    form = PartsForm()
    if form.validate_on_submit():
        try:
            count = _add(organisation, campaign, str(form.parts.data))
        except ListFaulty as faulty:
            form.parts.errors = faulty.faults
        else:
            told = ngettext("Đã thêm {count} dòng.", "Đã thêm {count} dòng.", count)
            flash(told.format(count=say_number(count, digits=0)), "success")
            return redirect(url_for("parts.units", handle=handle))
    page = make_parts_page(db(), organisation, campaign, form, request.args)
    body = render_template("respondent/parts.html", page=page)
    return (body, 422) if form.is_submitted() else body


def _add(organisation: OrganisationView, campaign: CampaignView, typed: str) -> int:
    kind = OrganisationKind(campaign.unit_kind)
    return add_parts(db(), organisation, kind, typed, actor_id=signed_in().person_id)


@parts.post("/campaigns/<handle>/units/start")
@opens_to(Action.WORK_FOR_ORGANISATION)
def start(handle: str) -> Reply:
    """Begin the assessment of a part, or go on with it."""
    organisation, campaign = _own(handle)
    asked = request.form.get("unit", "")
    begun = start_assessment(
        db(),
        campaign,
        get_part(db(), organisation.id, int(asked) if asked.isdecimal() and len(asked) < 18 else 0),
        rng=SystemRandom(),
        actor_id=signed_in().person_id,
        now=now(),
    )
    return redirect(url_for("respondent.overview", handle=begun))


@parts.route("/campaigns/<handle>/units/<int:part_id>/invite", methods=["GET", "POST"])
@opens_to(Action.WORK_FOR_ORGANISATION)
def invite(handle: str, part_id: int) -> str | tuple[str, int]:
    """Invite a person to answer for himself or herself; the address is shown once."""
    organisation, campaign = _own(handle)
    part = get_part(db(), organisation.id, part_id)
    if not part.kind.is_human:
        raise NotFound
    form = RespondentForm()
    address = None
    if form.validate_on_submit():
        address = invite_from(form.email, Role.RESPONDENT, part.id)
    page = {
        "part": part,
        "campaign_title": title_of(campaign),
        "back_href": url_for("parts.units", handle=handle),
        "form": form,
        "address": address,
    }
    body = render_template("respondent/invite.html", page=page)
    return (body, 422) if form.is_submitted() and address is None else body
