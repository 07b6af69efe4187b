"""Invite somebody from a form that asks for an address: the one place for admin and respondent."""

from __future__ import annotations

from flask import current_app, url_for
from wtforms import Field

from surveyapp.i18n import gettext
from surveyapp.people.errors import EmailTaken, InvitationOpen
from surveyapp.people.model import Role
from surveyapp.people.service import invite
from surveyapp.web.refusals import sentence_of
from surveyapp.web.request import db, now, signed_in


def invite_from(email: Field, role: Role, organisation_id: int | None) -> str | None:
    """Return the address of a new invitation, or None with the fault beside the field."""
    try:
        token = invite(
            db(),
            str(email.data),
            role,
            organisation_id=organisation_id,
            actor_id=signed_in().person_id,
            now=now(),
        )
    except EmailTaken:
        email.errors = [gettext("Địa chỉ này đã có tài khoản nên không mời được nữa.")]
        return None
    except InvitationOpen as refused:
        email.errors = [sentence_of(refused)]
        return None
    public_url = current_app.extensions["settings"].public_url
    return f"{public_url}{url_for('account.accept', token=token)}"
