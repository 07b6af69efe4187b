"""Read the tables themselves, where a test asks what was written and what was not."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from surveyapp.persistence.database import Database
from surveyapp.schema import whole_schema


def count_rows(database: Database) -> dict[str, int]:
    """Return how many rows every table has."""
    with database.reading() as session:
        return {
            table.name: session.scalar(sa.select(sa.func.count()).select_from(table)) or 0
            for table in whole_schema().sorted_tables
        }


def read_rows(database: Database, name: str) -> list[dict[str, Any]]:
    """Return the rows of a table in the order of its primary key."""
    table = whole_schema().tables[name]
    query = sa.select(table).order_by(*table.primary_key.columns)
    with database.reading() as session:
        return [dict(row) for row in session.execute(query).mappings()]


def happened(database: Database) -> list[str]:
    """Return the words of the audit trail in the order in which they were written."""
    return [row["happened"] for row in read_rows(database, "audit_event")]
