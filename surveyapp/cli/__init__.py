"""The command line: `surveyapp …`. Commands that score need no database; the others open it."""

from __future__ import annotations

import click

from surveyapp import __version__
from surveyapp.cli.criteria import criteria
from surveyapp.cli.installation import administrator, demo, migrate, serve
from surveyapp.cli.score import score


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="surveyapp")
def main() -> None:
    """Thước Số: measure digital transformation, verify it, publish it."""


for command in (criteria, score, migrate, administrator, demo, serve):
    main.add_command(command)
