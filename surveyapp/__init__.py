"""Thước Số: measure digital transformation online, verify it and publish it.

The package reads from the outside in: `app` wires; `web` and `cli` are the entry points; `process`
holds the use cases that cross several concepts; each concept folder (`assessments/`, `reviews/`)
holds its tables, rules, service and queries; `persistence` knows the database.
"""

from importlib.metadata import version

__version__ = version("surveyapp")
