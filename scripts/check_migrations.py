"""Fail when the models say something that the migrations do not."""

import sys
import tempfile
from pathlib import Path

from surveyapp.persistence.database import Database
from surveyapp.persistence.migrating import find_differences, migrate
from surveyapp.schema import whole_schema

with tempfile.TemporaryDirectory() as folder:
    database = Database(f"sqlite:///{Path(folder) / 'empty.db'}")
    migrate(database)
    differences = find_differences(database, whole_schema())
    database.dispose()
for difference in differences:
    sys.stderr.write(f"not in a migration: {difference}\n")
sys.exit(bool(differences))
