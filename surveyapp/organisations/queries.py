"""Read organisations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from surveyapp.errors import NotFound
from surveyapp.organisations.model import OrganisationView
from surveyapp.organisations.registers import OrganisationKind
from surveyapp.organisations.tables import Organisation
from surveyapp.persistence.base import table_of

COLUMNS = tuple(table_of(Organisation).c[field.name] for field in fields(OrganisationView))
"""The columns of an organisation in the order of its view, for queries that join it."""


def view_of(row: Sequence[Any]) -> OrganisationView:
    """Return the plain values of a row of `COLUMNS`."""
    identity, kind, *rest = row
    return OrganisationView(identity, OrganisationKind(kind), *rest)


def get_organisation(session: Session, organisation_id: int) -> OrganisationView:
    """Return one organisation. Raises: NotFound."""
    query = sa.select(*COLUMNS).where(Organisation.id == organisation_id)
    row = session.execute(query).one_or_none()
    if row is None:
        raise NotFound
    return view_of(row)


def find_agencies(session: Session) -> list[OrganisationView]:
    """Return all agencies by name."""
    query = sa.select(*COLUMNS).where(Organisation.kind == OrganisationKind.AGENCY.value)
    return [view_of(row) for row in session.execute(query.order_by(Organisation.name))]
