"""The command that publishes a criteria set in the database of the installation."""

from __future__ import annotations

from collections.abc import Iterator

import click

from criteria.document import MOST_BYTES
from criteria.loader import Examined, examine
from surveyapp.cli.database import address_of, open_database
from surveyapp.cli.output import read_whole
from surveyapp.cli.speech import Refused, finding_line, language_option, refusal_line
from surveyapp.clock import utc_now
from surveyapp.criteria_sets.errors import ReasonNeeded, SetHasErrors
from surveyapp.criteria_sets.examining import examine_content
from surveyapp.criteria_sets.service import publish_content
from surveyapp.errors import Refusal

_WORDS = {
    "vi": {
        "published": "Đã công bố {reference} (mã băm {content_hash}) vào {database}.",
        "reason": "Trên dòng lệnh, hãy ghi lý do bằng --reason.",
    },
    "en": {
        "published": "Published {reference} (hash {content_hash}) in {database}.",
        "reason": "On the command line, give the reason with --reason.",
    },
}


@click.command("publish")
@click.argument("name", metavar="FILE")
@click.option("--reason", default="", help="Why the set is published in spite of warnings.")
@language_option
def publish_command(name: str, reason: str, language: str) -> None:
    """Publish a set for good in the database of this installation, as the browser does.

    Errors refuse, warnings need a reason. A version that exists is never overwritten, and a new one
    is newer than all others. The database is created or upgraded if need be.
    """
    content = read_whole(name, language, most=MOST_BYTES)
    _require_sound(content, name, language)
    with open_database(language) as database:
        with database.reading() as session:
            lines = _lines(examine_content(session, content, name), language)
        try:
            with database.transaction() as session:
                now = utc_now()
                one = publish_content(session, content, actor_id=None, now=now, reason=reason)
        except Refusal as refusal:
            raise Refused([*lines, *_why(refusal, language)]) from None
    for line in lines:
        click.echo(line, err=True)
    told = {"reference": one.reference, "content_hash": one.content_hash}
    click.echo(_WORDS[language]["published"].format(database=address_of(database), **told))


def _require_sound(content: bytes, name: str, language: str) -> None:
    """Refuse a file with errors before any database is created for it."""
    examined = examine(content, name)
    if examined.criteria_set is None or examined.errors:
        refusal = SetHasErrors(count=max(1, len(examined.errors)))
        raise Refused([*_lines(examined, language), refusal_line(refusal, language)])


def _lines(examined: Examined, language: str) -> list[str]:
    return [finding_line(finding, language) for finding in examined.findings]


def _why(refusal: Refusal, language: str) -> Iterator[str]:
    yield refusal_line(refusal, language)
    if isinstance(refusal, ReasonNeeded):
        yield _WORDS[language]["reason"]
