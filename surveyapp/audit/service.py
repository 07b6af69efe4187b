"""Append to the audit trail, in the transaction of the change itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from surveyapp.audit.tables import AuditEvent
from surveyapp.audit.vocabulary import Happened
from surveyapp.persistence.base import table_of

_INSERT = sa.insert(table_of(AuditEvent))


def record(
    session: Session,
    happened: Happened,
    *,
    subject: tuple[str, int],
    actor_id: int | None,
    now: datetime,
    data: Mapping[str, object] | None = None,
) -> None:
    """Write one event; it stands or falls with the caller's transaction."""
    session.connection().execute(
        _INSERT,
        {
            "at": now,
            "actor_id": actor_id,
            "happened": happened.value,
            "subject_type": subject[0],
            "subject_id": subject[1],
            "data": dict(data or {}),
        },
    )
