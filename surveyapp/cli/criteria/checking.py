"""The command that checks criteria sets and prints every finding."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import click

from criteria.document import MOST_BYTES
from criteria.findings import Severity
from criteria.loader import Examined, examine
from criteria.model import CriteriaSet
from criteria.registry import CriteriaSetUnknown, earlier_beside, examine_ledger, is_path
from surveyapp.cli.output import STANDARD, read_whole
from surveyapp.cli.sets import open_sets
from surveyapp.cli.speech import Refused, finding_line, language_option

_WORDS = {
    "vi": {
        "clean": "{files} bộ tiêu chí, không có phát hiện nào.",
        "found": "{files} bộ tiêu chí: {errors} lỗi, {warnings} cảnh báo.",
        "what": "Hãy cho biết tệp cần kiểm tra, hoặc dùng --all cho mọi bộ đang có.",
    },
    "en": {
        "clean": "Criteria sets checked: {files}. Nothing found.",
        "found": "Criteria sets checked: {files}. Errors: {errors}, warnings: {warnings}.",
        "what": "Name the file to check, or use --all for every set that is there.",
    },
}


@click.command("lint")
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.option(
    "--all", "every", is_flag=True, help="Check every set of the product or published here."
)
@language_option
def lint_command(paths: tuple[str, ...], every: bool, language: str) -> None:
    """Check criteria sets and print every finding.

    The exit code is 2 if there is an error; warnings alone leave it 0.
    """
    if not paths and not every:
        raise Refused([_WORDS[language]["what"]])
    examined = _all_examined(language) if every else []
    examined += [_examined(path, language) for path in paths]
    findings = [finding for one in examined for finding in one.findings]
    findings += examine_ledger() if every else ()
    for finding in findings:
        click.echo(finding_line(finding, language))
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    words = _WORDS[language]["found" if findings else "clean"]
    counts = {"files": len(examined), "errors": errors, "warnings": len(findings) - errors}
    click.echo(words.format(**counts), err=True)
    if errors:
        raise SystemExit(Refused.exit_code)


def _all_examined(language: str) -> list[Examined]:
    with open_sets(language) as shelf:
        return list(shelf.examine_all())


def _examined(name: str, language: str) -> Examined:
    """Examine a set by its name, or a file."""
    if name != STANDARD and not is_path(name):
        with open_sets(language, name) as shelf, suppress(CriteriaSetUnknown):
            return shelf.examine(name)
    beside = () if name == STANDARD else earlier_beside(Path(name))
    content = read_whole(name, language, most=MOST_BYTES)
    examined = examine(content, name, earlier=beside)
    found = examined.criteria_set
    if found is None or any(one.slug == found.slug for one in beside):
        return examined
    before = _in_use_before(found, language)
    return examine(content, name, earlier=before) if before else examined


def _in_use_before(found: CriteriaSet, language: str) -> Sequence[CriteriaSet]:
    """Return the versions in use before a file; without a readable database there are none."""
    with suppress(Refused), open_sets(language) as shelf:
        return shelf.find_before(found.slug, found.version)
    return ()
