"""The command line: `surveyapp …`. Commands that score need no database; the others open it."""

from __future__ import annotations

import click

from surveyapp import __version__
from surveyapp.cli.lazy import LazyGroup

COMMANDS = {
    "administrator": "surveyapp.cli.installation:administrator",
    "agreement": "surveyapp.cli.agreement:agreement_command",
    "coherence": "surveyapp.cli.coherence:coherence_command",
    "criteria": "surveyapp.cli.criteria:criteria",
    "demo": "surveyapp.cli.installation:demo",
    "explain": "surveyapp.cli.explain:explain",
    "migrate": "surveyapp.cli.installation:migrate",
    "robustness": "surveyapp.cli.robustness:robustness",
    "score": "surveyapp.cli.score:score",
    "serve": "surveyapp.cli.installation:serve",
}


@click.group(
    cls=LazyGroup, commands_at=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="surveyapp")
def main() -> None:
    """Thước Số: measure digital transformation, verify it, publish it."""
