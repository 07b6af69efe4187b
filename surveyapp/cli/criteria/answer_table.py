"""The command that writes an empty table of answers."""

from __future__ import annotations

import click

from criteria.tables import TableFormat, template
from surveyapp.cli.output import output_format, write_whole
from surveyapp.cli.sets import find_set
from surveyapp.cli.speech import Refused, language_option

_WORDS = {
    "vi": {"form": "Bảng mẫu có dạng CSV, XLSX hoặc JSON Lines. Hãy đổi đuôi tệp hoặc --format."},
    "en": {"form": "A template is CSV, XLSX or JSON Lines. Change the ending, or --format."},
}


@click.command("template")
@click.argument("name", metavar="SET")
@click.option("--output", required=True, metavar="FILE", help="Where to write; - is stdout.")
@click.option("--format", "chosen", type=click.Choice(["csv", "xlsx", "jsonl"]))
@language_option
def template_command(name: str, output: str, chosen: str | None, language: str) -> None:
    """Write an empty table of answers with a row that explains every column."""
    table_format = output_format(output, chosen, language)
    if table_format is TableFormat.JSON:
        raise Refused([_WORDS[language]["form"]])
    content = template(find_set(name, language), table_format, language)
    write_whole(output, content, language)
