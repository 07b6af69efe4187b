"""The migrations build exactly the tables that the models describe, on each database."""

from __future__ import annotations

import sqlalchemy as sa

from surveyapp.persistence.database import Database
from surveyapp.persistence.migrating import find_differences, migrate
from surveyapp.schema import whole_schema


def test_migrations_match_the_models(database: Database) -> None:
    assert find_differences(database, whole_schema()) == []


def test_migrating_twice_changes_nothing(database: Database) -> None:
    before = sa.inspect(database.engine).get_table_names()
    migrate(database)
    assert sa.inspect(database.engine).get_table_names() == before


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
