"""Sign up, invite, accept, sign in. Nothing here commits."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from surveyapp.audit.service import record
from surveyapp.audit.vocabulary import Happened
from surveyapp.people.errors import EmailTaken, InvitationGone, InvitationOpen, WrongCredentials
from surveyapp.people.model import Role
from surveyapp.people.passwords import hash_password, password_fits
from surveyapp.people.tables import Invitation, Person, RoleGrant
from surveyapp.persistence.claiming import claiming

INVITATION_LASTS = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class NewPerson:
    """What a person types to get an account."""

    email: str
    name: str
    password: str


def create_person(session: Session, new: NewPerson, *, now: datetime) -> int:
    """Create an account without any role. Refuses: EmailTaken. Event: person_signed_up."""
    email = new.email.strip().lower()
    if session.scalar(sa.select(Person.id).where(Person.email == email)) is not None:
        raise EmailTaken
    person = Person(
        email=email,
        name=new.name.strip(),
        password_hash=hash_password(new.password),
        created_at=now,
    )
    with claiming(session, EmailTaken()):
        session.add(person)
    subject = ("person", person.id)
    record(session, Happened.PERSON_SIGNED_UP, subject=subject, actor_id=person.id, now=now)
    return person.id


def grant_role(
    session: Session,
    person_id: int,
    role: Role,
    *,
    organisation_id: int | None = None,
    actor_id: int | None,
    now: datetime,
) -> None:
    """Give a role to a person. Event: role_granted."""
    session.add(
        RoleGrant(
            person_id=person_id, role=role.value, organisation_id=organisation_id, granted_at=now
        )
    )
    session.flush()
    record(
        session,
        Happened.ROLE_GRANTED,
        subject=("person", person_id),
        actor_id=actor_id,
        now=now,
        data={"role": role.value, "organisation_id": organisation_id},
    )


def invite(
    session: Session,
    email: str,
    role: Role,
    *,
    organisation_id: int | None = None,
    actor_id: int,
    now: datetime,
) -> str:
    """Invite somebody to a role; return the token, which is not kept.

    Refuses: EmailTaken, InvitationOpen. Event: person_invited.
    """
    address = email.strip().lower()
    if session.scalar(sa.select(Person.id).where(Person.email == address)) is not None:
        raise EmailTaken
    _require_no_open_invitation(session, address, now=now)
    token = secrets.token_urlsafe(24)
    invitation = Invitation(
        token_sha256=_fingerprint(token),
        email=address,
        role=role.value,
        organisation_id=organisation_id,
        invited_by=actor_id,
        invited_at=now,
        expires_at=now + INVITATION_LASTS,
    )
    session.add(invitation)
    session.flush()
    subject = ("invitation", invitation.id)
    data = {"email": address, "role": role.value}
    record(session, Happened.PERSON_INVITED, subject=subject, actor_id=actor_id, now=now, data=data)
    return token


def _require_no_open_invitation(session: Session, address: str, *, now: datetime) -> None:
    expires_at = session.scalar(
        sa.select(sa.func.max(Invitation.expires_at)).where(
            Invitation.email == address,
            Invitation.accepted_at.is_(None),
            Invitation.expires_at > now,
        )
    )
    if expires_at is not None:
        raise InvitationOpen(expires_at=expires_at)


def get_invitation(session: Session, token: str, *, now: datetime) -> Invitation:
    """Return the open invitation of a token. Refuses: InvitationGone."""
    found = session.scalar(
        sa.select(Invitation).where(Invitation.token_sha256 == _fingerprint(token))
    )
    if found is None or found.accepted_at is not None or found.expires_at <= now:
        raise InvitationGone
    return found


def accept_invitation(
    session: Session, token: str, *, name: str, password: str, now: datetime
) -> int:
    """Turn an invitation into an account with its role. Refuses: InvitationGone, EmailTaken."""
    invitation = get_invitation(session, token, now=now)
    new = NewPerson(email=invitation.email, name=name, password=password)
    person_id = create_person(session, new, now=now)
    invitation.accepted_at = now
    grant_role(
        session,
        person_id,
        Role(invitation.role),
        organisation_id=invitation.organisation_id,
        actor_id=invitation.invited_by,
        now=now,
    )
    subject = ("invitation", invitation.id)
    record(session, Happened.INVITATION_ACCEPTED, subject=subject, actor_id=person_id, now=now)
    return person_id


def sign_in(session: Session, *, email: str, password: str, now: datetime) -> int:
    """Return the id of the person whose credentials fit. Refuses: WrongCredentials.

    Events: person_signed_in; sign_in_failed where the account exists, which the caller keeps.
    """
    person = session.scalar(sa.select(Person).where(Person.email == email.strip().lower()))
    fits = password_fits(person.password_hash if person else None, password)
    if person is None:
        raise WrongCredentials
    subject = ("person", person.id)
    if not fits:
        record(session, Happened.SIGN_IN_FAILED, subject=subject, actor_id=None, now=now)
        raise WrongCredentials
    record(session, Happened.PERSON_SIGNED_IN, subject=subject, actor_id=person.id, now=now)
    return person.id


def _fingerprint(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
