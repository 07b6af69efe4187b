"""Who is signed in, and who there is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from surveyapp.organisations.tables import Organisation
from surveyapp.people.model import Actor, Role
from surveyapp.people.tables import Invitation, Person, RoleGrant

_ACTOR = (
    sa.select(
        Person.name, Person.email, RoleGrant.role, RoleGrant.organisation_id, Organisation.name
    )
    .outerjoin(RoleGrant, RoleGrant.person_id == Person.id)
    .outerjoin(Organisation, Organisation.id == RoleGrant.organisation_id)
    .where(Person.id == sa.bindparam("person_id"))
    .order_by(RoleGrant.id)
)


def find_actor(session: Session, person_id: int) -> Actor | None:
    """Return the person with today's roles, or None when the account is gone."""
    rows = session.connection().execute(_ACTOR, {"person_id": person_id}).all()
    if not rows:
        return None
    organisation = next(((row[3], row[4]) for row in rows if row[3] is not None), (None, None))
    return Actor(
        person_id=person_id,
        name=rows[0][0],
        email=rows[0][1],
        roles=frozenset(Role(row[2]) for row in rows if row[2]),
        organisation_id=organisation[0],
        organisation_name=organisation[1],
    )


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """An invitation as administrators see it."""

    email: str
    role: str
    organisation_name: str | None
    invited_at: datetime
    expires_at: datetime
    accepted_at: datetime | None


def find_invitations(session: Session, *, limit: int = 50) -> list[InvitationLine]:
    """Return the newest invitations."""
    query = (
        sa.select(Invitation, Organisation.name)
        .outerjoin(Organisation, Organisation.id == Invitation.organisation_id)
        .order_by(Invitation.id.desc())
        .limit(limit)
    )
    return [
        InvitationLine(
            email=invitation.email,
            role=invitation.role,
            organisation_name=name,
            invited_at=invitation.invited_at,
            expires_at=invitation.expires_at,
            accepted_at=invitation.accepted_at,
        )
        for invitation, name in session.execute(query)
    ]


def find_respondents(
    session: Session, organisation_ids: Collection[int], *, now: datetime
) -> dict[int, str]:
    """Return the address of somebody who answers for each organisation, or is invited to."""
    open_invitations = sa.select(Invitation.organisation_id, Invitation.email).where(
        Invitation.organisation_id.in_(organisation_ids),
        Invitation.accepted_at.is_(None),
        Invitation.expires_at > now,
    )
    accounts = (
        sa.select(RoleGrant.organisation_id, Person.email)
        .join(Person, Person.id == RoleGrant.person_id)
        .where(RoleGrant.organisation_id.in_(organisation_ids))
    )
    rows = [*session.execute(open_invitations), *session.execute(accounts)]
    return {organisation_id: email for organisation_id, email in rows if organisation_id}
