"""Read organisations."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from surveyapp.errors import NotFound
from surveyapp.organisations.model import OrganisationView
from surveyapp.organisations.registers import OrganisationKind
from surveyapp.organisations.tables import Organisation


def view_of(row: Organisation) -> OrganisationView:
    """Return the plain values of a row."""
    return OrganisationView(
        id=row.id,
        kind=OrganisationKind(row.kind),
        name=row.name,
        province=row.province,
        league=row.league,
        tax_code=row.tax_code,
        industry=row.industry,
    )


def get_organisation(session: Session, organisation_id: int) -> OrganisationView:
    """Return one organisation. Raises: NotFound."""
    row = session.get(Organisation, organisation_id)
    if row is None:
        raise NotFound
    return view_of(row)


def find_agencies(session: Session) -> list[OrganisationView]:
    """Return all agencies by name."""
    query = sa.select(Organisation).where(Organisation.kind == OrganisationKind.AGENCY.value)
    return [view_of(row) for row in session.scalars(query.order_by(Organisation.name))]
