"""Sign up, accept an invitation, sign in, sign out."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from surveyapp.access.policy import Action
from surveyapp.errors import Invalid
from surveyapp.i18n import gettext as _
from surveyapp.organisations.queries import get_organisation
from surveyapp.people.errors import EmailTaken, WrongCredentials
from surveyapp.people.model import Actor, Role
from surveyapp.people.queries import find_actor
from surveyapp.people.service import accept_invitation, get_invitation
from surveyapp.people.service import sign_in as check_credentials
from surveyapp.process.registering import register_enterprise
from surveyapp.web.account.forms import AcceptForm, SignInForm, SignUpForm
from surveyapp.web.addresses import is_local
from surveyapp.web.guard import opens_to
from surveyapp.web.limits import few_tries
from surveyapp.web.refusals import sentence_of
from surveyapp.web.request import actor, db, keep_changes, now

account = Blueprint("account", __name__)

_FIRST_PAGES = (
    (Role.RESPONDENT, "respondent.workspace"),
    (Role.EVALUATOR, "evaluator.submissions"),
    (Role.PUBLISHER, "publisher.campaigns"),
    (Role.ADMINISTRATOR, "admin.campaigns"),
)


@account.route("/sign-in", methods=["GET", "POST"])
@opens_to(Action.BROWSE)
@few_tries
def sign_in() -> str | Response | tuple[str, int]:
    """Sign in by e-mail and password."""
    form = SignInForm()
    if not form.is_submitted():
        if actor() is not None:
            return redirect(_first_page(actor()))
        form.next.data = request.args.get("next", "")
        return _sign_in_page(form)
    if not form.validate():
        return _sign_in_page(form), 422
    try:
        person_id = check_credentials(
            db(), email=str(form.email.data), password=str(form.password.data), now=now()
        )
    except WrongCredentials as refused:
        keep_changes()
        return _sign_in_page(form, sentence_of(refused)), 401
    return _welcome(person_id, str(form.next.data or ""))


def _sign_in_page(form: SignInForm, refusal: str | None = None) -> str:
    return render_template("account/sign_in.html", page={"form": form, "refusal": refusal})


@account.route("/sign-up", methods=["GET", "POST"])
@opens_to(Action.BROWSE)
@few_tries
def sign_up() -> str | Response | tuple[str, int]:
    """Register an enterprise and the person who answers for it."""
    form = SignUpForm()
    form.offer_choices()
    if not form.is_submitted():
        return render_template("account/sign_up.html", page={"form": form})
    if form.validate():
        try:
            person_id = register_enterprise(
                db(), form.new_person(), form.new_organisation(), now=now()
            )
        except Invalid as refused:
            form.take(refused)
        except EmailTaken as refused:
            form.email.errors = [sentence_of(refused)]
        else:
            return _welcome(person_id, "")
    return render_template("account/sign_up.html", page={"form": form}), 422


@account.route("/invitations/<token>", methods=["GET", "POST"])
@opens_to(Action.BROWSE)
@few_tries
def accept(token: str) -> str | Response | tuple[str, int]:
    """Turn an invitation into an account."""
    invitation = get_invitation(db(), token, now=now())
    organisation = (
        get_organisation(db(), invitation.organisation_id).name
        if invitation.organisation_id is not None
        else None
    )
    form = AcceptForm()
    page = {
        "form": form,
        "email": invitation.email,
        "role": invitation.role,
        "organisation_name": organisation,
    }
    if not form.is_submitted():
        return render_template("account/accept.html", page=page)
    if not form.validate():
        return render_template("account/accept.html", page=page), 422
    person_id = accept_invitation(
        db(),
        token,
        name=str(form.person_name.data),
        password=str(form.password.data),
        now=now(),
    )
    return _welcome(person_id, "")


@account.post("/sign-out")
@opens_to(Action.SIGN_OUT)
def sign_out() -> Response:
    """End the session."""
    language = session.get("language", "vi")
    session.clear()
    session["language"] = language
    flash(_("Bạn đã đăng xuất."), "success")
    return redirect(url_for("public.home"))


def _welcome(person_id: int, target: str) -> Response:
    """Begin a fresh session and go where the person wanted, or to the first page of the role."""
    language = session.get("language", "vi")
    session.clear()
    session.update(person_id=person_id, language=language)
    return redirect(target if is_local(target) else _first_page(find_actor(db(), person_id)))


def _first_page(who: Actor | None) -> str:
    for role, endpoint in _FIRST_PAGES:
        if who is not None and role in who.roles:
            return url_for(endpoint)
    return url_for("public.home")
