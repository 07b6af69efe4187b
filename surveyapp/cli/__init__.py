"""The command line: `surveyapp …`. Commands that score need no database; the others open it.

A command's module is imported when the command is called, so that scoring a table does not load a
web server.
"""

from __future__ import annotations

import importlib

import click

from surveyapp import __version__

COMMANDS = {
    "administrator": "surveyapp.cli.installation:administrator",
    "criteria": "surveyapp.cli.criteria:criteria",
    "demo": "surveyapp.cli.installation:demo",
    "explain": "surveyapp.cli.explain:explain",
    "migrate": "surveyapp.cli.installation:migrate",
    "score": "surveyapp.cli.score:score",
    "serve": "surveyapp.cli.installation:serve",
}


class LazyGroup(click.Group):
    """A group that knows the names of its commands and imports one when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in order."""
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command and return the command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="surveyapp")
def main() -> None:
    """Thước Số: measure digital transformation, verify it, publish it."""
