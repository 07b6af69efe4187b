"""An administrator's addresses."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from surveyapp.access.policy import Action
from surveyapp.campaigns.queries import get_campaign
from surveyapp.campaigns.service import close_campaign, open_campaign
from surveyapp.criteria_sets.queries import list_criteria_sets
from surveyapp.errors import Invalid, RuleBroken
from surveyapp.i18n import gettext
from surveyapp.organisations.queries import find_agencies
from surveyapp.organisations.service import register_organisation
from surveyapp.people.model import Role
from surveyapp.web.admin.forms import AgencyForm, CampaignForm, InvitationForm
from surveyapp.web.admin.pages import (
    list_invitations,
    make_agencies_page,
    make_cards,
    make_trail_page,
)
from surveyapp.web.guard import opens_to
from surveyapp.web.inviting import invite_from
from surveyapp.web.refusals import sentence_of
from surveyapp.web.request import db, now, signed_in

admin = Blueprint("admin", __name__)


@admin.route("/admin", methods=["GET", "POST"])
@opens_to(Action.ADMINISTER)
def campaigns() -> str | Response | tuple[str, int]:
    """List the campaigns and open another."""
    form = CampaignForm()
    form.offer_choices(list_criteria_sets(db()))
    if form.validate_on_submit():
        try:
            open_campaign(db(), form.new_campaign(), actor_id=signed_in().person_id, now=now())
        except Invalid as refused:
            form.take(refused)
        except RuleBroken as refused:
            form.period.errors = [sentence_of(refused)]
        else:
            flash(gettext("Đã mở đợt đánh giá."), "success")
            return redirect(url_for("admin.campaigns"))
    page = {"form": form, "campaigns": make_cards(db(), now=now())}
    body = render_template("admin/campaigns.html", page=page)
    return (body, 422) if form.is_submitted() else body


@admin.post("/admin/campaigns/<handle>/close")
@opens_to(Action.ADMINISTER)
def close(handle: str) -> Response:
    """Close a campaign before its date."""
    campaign = get_campaign(db(), handle)
    close_campaign(db(), campaign.id, actor_id=signed_in().person_id, now=now())
    flash(gettext("Đã đóng đợt đánh giá."), "success")
    return redirect(url_for("admin.campaigns"))


@admin.route("/admin/agencies", methods=["GET", "POST"])
@opens_to(Action.ADMINISTER)
def agencies() -> str | Response | tuple[str, int]:
    """List the agencies and register another."""
    form = AgencyForm()
    form.offer_choices()
    if form.validate_on_submit():
        try:
            register_organisation(
                db(), form.new_agency(), actor_id=signed_in().person_id, now=now()
            )
        except Invalid as refused:
            form.take(refused)
        else:
            flash(gettext("Đã thêm cơ quan."), "success")
            return redirect(url_for("admin.agencies"))
    page = make_agencies_page(db(), form, request.args)
    body = render_template("admin/agencies.html", page=page)
    return (body, 422) if form.is_submitted() else body


@admin.route("/admin/invitations", methods=["GET", "POST"])
@opens_to(Action.ADMINISTER)
def invitations() -> str | Response | tuple[str, int]:
    """List the invitations and send another; its address is shown once."""
    form = InvitationForm()
    form.offer_choices(find_agencies(db()))
    address = None
    if form.validate_on_submit():
        address = _invite(form)
        if address is not None:
            form = InvitationForm(formdata=None)
            form.offer_choices(find_agencies(db()))
    page = {
        "form": form,
        "address": address,
        "invitations": list_invitations(db(), now=now()),
    }
    body = render_template("admin/invitations.html", page=page)
    return (body, 422) if form.is_submitted() and address is None else body


def _invite(form: InvitationForm) -> str | None:
    """Return the address of the new invitation, or None with the fault beside its field."""
    role, organisation_id = Role(form.role.data), form.organisation_chosen()
    if role is Role.RESPONDENT and organisation_id is None:
        form.organisation_id.errors = [gettext("Hãy chọn cơ quan mà người này trả lời thay.")]
        return None
    chosen = organisation_id if role is Role.RESPONDENT else None
    return invite_from(form.email, role, chosen)


@admin.get("/admin/trail")
@opens_to(Action.ADMINISTER)
def trail() -> str:
    """Show what happened, the newest first."""
    return render_template("admin/trail.html", page=make_trail_page(db(), request.args))
