"""The command that tells the difference between two versions of a criteria set."""

from __future__ import annotations

import json
from typing import Any

import click

from criteria.changes import Difference
from criteria.diff import compare
from criteria.sentences import LANGUAGES
from criteria.sentences.changes import say_change, say_difference
from surveyapp.cli.sets import find_set
from surveyapp.cli.speech import language_option


@click.command("diff")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "--json", "as_json", is_flag=True, help="Print JSON, with sentences in both languages."
)
@language_option
def diff_command(old: str, new: str, as_json: bool, language: str) -> None:
    """Tell what changed from one version to another, and how much stays comparable.

    OLD and NEW are slug@version, a slug (its newest version) or a path.
    """
    difference = compare(find_set(old, language), find_set(new, language))
    if as_json:
        click.echo(json.dumps(_as_data(difference), ensure_ascii=False, indent=1))
        return
    for line in say_difference(difference, language):
        click.echo(line)


def _as_data(difference: Difference) -> dict[str, Any]:
    part = difference.comparable
    changes = [
        {
            "code": change.code,
            "node": change.node,
            "sentence": {language: say_change(change, language) for language in LANGUAGES},
        }
        for change in difference.changes
    ]
    return {
        "old": difference.old,
        "new": difference.new,
        "changes": changes,
        "comparable": {
            "codes": list(part.codes),
            "share_of_old": float(part.share_of_old),
            "share_of_new": float(part.share_of_new),
        },
    }
