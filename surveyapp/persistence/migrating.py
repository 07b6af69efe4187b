"""Bring a database to the newest schema, and tell whether it is there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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


def migrate(database: Database, to: str = "head") -> None:
    """Create or upgrade the schema, in one transaction.

    SQLite writes a changed table anew. References to it are judged when all is done, since in
    between it is not there.
    """
    engine = database.engine.execution_options(writing=True)
    with (
        engine.connect() as connection,
        _references_judged_last(connection),
        connection.begin(),
    ):
        command.upgrade(_config(connection), to)
        _require_references(connection)


@contextmanager
def _references_judged_last(connection: sa.Connection) -> Iterator[None]:
    if connection.dialect.name != "sqlite":
        yield
        return
    # Outside of every transaction: within one this setting does nothing.
    bare = connection.connection.driver_connection
    assert bare is not None
    bare.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        bare.execute("PRAGMA foreign_keys = ON")


def _require_references(connection: sa.Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"references to rows that are not there: {broken[:10]}")


def make_migration(database: Database, metadata: sa.MetaData, message: str) -> None:
    """Write a new migration from the difference between the models and a migrated database."""
    with database.engine.begin() as connection:
        command.revision(_config(connection, metadata), message, autogenerate=True)


def find_differences(database: Database, metadata: sa.MetaData) -> list[object]:
    """Return what autogenerate would still change; empty when migrations match the models."""
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, metadata))
