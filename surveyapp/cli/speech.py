"""How commands speak: the language option, and refusals as lines with exit code 2."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import IO, Any, TypeVar

import click

from criteria.findings import Finding
from criteria.sentences import LANGUAGES, say
from surveyapp.errors import Refusal

F = TypeVar("F", bound=Callable[..., Any])

_SEVERITY = {
    "vi": {"error": "lỗi", "warning": "cảnh báo"},
    "en": {"error": "error", "warning": "warning"},
}


class Refused(click.ClickException):
    """A command that was understood and is refused, with every reason on a line of its own."""

    exit_code = 2

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the reasons to standard error."""
        for line in self.lines:
            click.echo(line, err=file is None, file=file)


def language_option(command: F) -> F:
    """Add ``--language``; Vietnamese comes first."""
    option: Callable[[F], F] = click.option(
        "--language",
        type=click.Choice(LANGUAGES),
        default=LANGUAGES[0],
        show_default=True,
        envvar="SURVEYAPP_LANGUAGE",
        show_envvar=True,
        help="Language of messages and texts.",
    )
    return option(command)


def refusal_line(refusal: Refusal, language: str) -> str:
    """Return the sentence of a service that refused."""
    from surveyapp.i18n import fill, speaking  # noqa: PLC0415 - Babel, for those refused only

    with speaking(language):
        return fill(refusal.sentence, refusal.parameters)


def finding_line(finding: Finding, language: str) -> str:
    """Return a finding as ``file:line: severity [code] node: sentence``.

    In a workbook the cell stands in place of the line; what is about a whole file has neither.
    """
    severity = _SEVERITY[language][finding.severity]
    node = f"{finding.node}: " if finding.node else ""
    sentence = say(finding, language)
    place = ":".join(str(one) for one in (finding.file, finding.cell or finding.line) if one)
    return f"{place}: {severity} [{finding.code}] {node}{sentence}"
