"""The migrations build exactly the tables that the models describe, on each database."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from surveyapp.people.queries import find_actor
from surveyapp.persistence.database import Database
from surveyapp.persistence.migrating import find_differences, migrate
from surveyapp.schema import whole_schema


def test_migrations_match_the_models(database: Database) -> None:
    assert find_differences(database, whole_schema()) == []


def test_migrating_twice_changes_nothing(database: Database) -> None:
    before = sa.inspect(database.engine).get_table_names()
    migrate(database)
    assert sa.inspect(database.engine).get_table_names() == before


def test_what_was_there_before_a_migration_is_there_after_it(tmp_path: Path) -> None:
    """SQLite writes a changed table anew, while other tables refer to its rows."""
    database = Database(f"sqlite:///{tmp_path}/old.db")
    migrate(database, "0002")
    day = "2026-01-01 00:00:00"
    rows = (
        "INSERT INTO organisation (id, kind, name, province, league, created_at)"
        f" VALUES (7, 'agency', 'Sở Minh họa', 'hue', 'department', '{day}')",
        "INSERT INTO person (id, email, name, password_hash, created_at)"
        f" VALUES (3, 'a@b.vn', 'An', '-', '{day}')",
        "INSERT INTO role_grant (person_id, role, organisation_id, granted_at)"
        f" VALUES (3, 'respondent', 7, '{day}')",
    )
    with database.transaction() as session:
        for row in rows:
            session.execute(sa.text(row))
    migrate(database)
    with database.reading() as session:
        actor = find_actor(session, 3)
        assert actor is not None
        assert (actor.organisation_id, actor.organisation_name) == (7, "Sở Minh họa")
        assert session.scalar(sa.text("PRAGMA foreign_keys")) == 1
    orphan = "INSERT INTO role_grant (person_id, role, granted_at) VALUES (99, 'evaluator', '')"
    with pytest.raises(IntegrityError), database.transaction() as session:
        session.execute(sa.text(orphan))
    database.dispose()


def test_every_rule_of_the_models_is_in_the_database(database: Database) -> None:
    """Autogenerate does not look at checks: compare them by name."""
    inspector = sa.inspect(database.engine)
    for table in whole_schema().sorted_tables:
        wanted = {str(one.name) for one in table.constraints if isinstance(one, sa.CheckConstraint)}
        found = {str(one["name"]) for one in inspector.get_check_constraints(table.name)}
        assert wanted <= found, table.name


def test_constraints_have_names_to_speak_of() -> None:
    for table in whole_schema().sorted_tables:
        for constraint in table.constraints:
            assert constraint.name, f"{table.name}: {constraint!r}"
