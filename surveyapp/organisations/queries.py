"""Read organisations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from surveyapp.errors import NotFound
from surveyapp.organisations.model import OrganisationView
from surveyapp.organisations.registers import OrganisationKind
from surveyapp.organisations.tables import Organisation
from surveyapp.persistence.base import table_of

_WHOLE = aliased(Organisation)
_PART_OF_NAME = sa.func.coalesce(
    sa.select(_WHOLE.name).where(_WHOLE.id == Organisation.part_of_id).scalar_subquery(), ""
)
COLUMNS = (
    *(
        table_of(Organisation).c[field.name]
        for field in fields(OrganisationView)
        if field.name != "part_of_name"
    ),
    _PART_OF_NAME,
)
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


def find_parts(
    session: Session, organisation_id: int, kind: OrganisationKind
) -> list[OrganisationView]:
    """Return an organisation's parts of one kind, the oldest first."""
    query = sa.select(*COLUMNS).where(
        Organisation.part_of_id == organisation_id, Organisation.kind == kind.value
    )
    return [view_of(row) for row in session.execute(query.order_by(Organisation.id))]


def get_part(session: Session, organisation_id: int, part_id: int) -> OrganisationView:
    """Return one part of an organisation. Raises: NotFound, also for somebody else's."""
    part = get_organisation(session, part_id)
    if part.part_of_id != organisation_id:
        raise NotFound
    return part
