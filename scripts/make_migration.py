"""Write a migration from the difference between the models and a migrated database."""

import sys
import tempfile
from pathlib import Path

from surveyapp.persistence.database import Database
from surveyapp.persistence.migrating import make_migration, migrate
from surveyapp.schema import whole_schema

with tempfile.TemporaryDirectory() as folder:
    database = Database(f"sqlite:///{Path(folder) / 'empty.db'}")
    migrate(database)
    make_migration(database, whole_schema(), sys.argv[1])
    database.dispose()
