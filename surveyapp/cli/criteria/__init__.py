"""Commands about criteria sets. Each is imported when it is called."""

from __future__ import annotations

import click

from surveyapp.cli.lazy import LazyGroup

COMMANDS = {
    "chain": "surveyapp.cli.criteria.chaining:chain_command",
    "diff": "surveyapp.cli.criteria.comparing:diff_command",
    "export": "surveyapp.cli.criteria.exchanging:export_command",
    "import": "surveyapp.cli.criteria.exchanging:import_command",
    "lint": "surveyapp.cli.criteria.checking:lint_command",
    "list": "surveyapp.cli.criteria.looking:list_command",
    "new": "surveyapp.cli.criteria.beginning:new_command",
    "publish": "surveyapp.cli.criteria.publishing:publish_command",
    "show": "surveyapp.cli.criteria.looking:show_command",
    "simulate": "surveyapp.cli.criteria.simulating:simulate_command",
    "template": "surveyapp.cli.criteria.answer_table:template_command",
}


@click.group(cls=LazyGroup, commands_at=COMMANDS)
def criteria() -> None:
    """Look at, check, compare, write and use criteria sets."""
