"""The audit trail as administrators read it: newest first, with the names of people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from surveyapp.audit.tables import AuditEvent
from surveyapp.people.tables import Person


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """One line of the trail as administrators read it."""

    at: datetime
    actor_name: str | None
    happened: str
    subject: str
    data: dict[str, Any]


def find_trail(session: Session, *, limit: int, before_id: int | None = None) -> list[TrailEntry]:
    """Return the newest events."""
    query = (
        sa.select(AuditEvent, Person.name)
        .outerjoin(Person, Person.id == AuditEvent.actor_id)
        .order_by(AuditEvent.id.desc())
        .limit(limit)
    )
    if before_id is not None:
        query = query.where(AuditEvent.id < before_id)
    return [
        TrailEntry(
            at=event.at,
            actor_name=name,
            happened=event.happened,
            subject=f"{event.subject_type} {event.subject_id}",
            data=event.data,
        )
        for event, name in session.execute(query)
    ]
