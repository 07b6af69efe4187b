"""Bring a database to the newest schema, and tell whether it is there."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext

from surveyapp.persistence.database import Database

MIGRATIONS = Path(__file__).parent / "migrations"


def _config(connection: sa.Connection, metadata: sa.MetaData | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes.update(connection=connection, metadata=metadata)
    return config


def migrate(database: Database) -> None:
    """Create or upgrade the schema, in one transaction."""
    with database.engine.execution_options(writing=True).begin() as connection:
        command.upgrade(_config(connection), "head")


def make_migration(database: Database, metadata: sa.MetaData, message: str) -> None:
    """Write a new migration from the difference between the models and a migrated database."""
    with database.engine.begin() as connection:
        command.revision(_config(connection, metadata), message, autogenerate=True)


def find_differences(database: Database, metadata: sa.MetaData) -> list[object]:
    """Return what autogenerate would still change; empty when migrations match the models."""
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, metadata))
