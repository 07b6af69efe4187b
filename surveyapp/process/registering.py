"""An enterprise signs itself up, together with the person who answers for it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from surveyapp.organisations.model import NewOrganisation
from surveyapp.organisations.service import register_organisation
from surveyapp.people.model import Role
from surveyapp.people.service import NewPerson, create_person, grant_role


def register_enterprise(
    session: Session, person: NewPerson, enterprise: NewOrganisation, *, now: datetime
) -> int:
    """Create account and enterprise, all or nothing; return the person's id.

    Refuses: EmailTaken, Invalid.
    """
    person_id = create_person(session, person, now=now)
    organisation_id = register_organisation(session, enterprise, actor_id=person_id, now=now)
    grant_role(
        session,
        person_id,
        Role.RESPONDENT,
        organisation_id=organisation_id,
        actor_id=person_id,
        now=now,
    )
    return person_id
