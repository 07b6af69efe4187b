"""The command that checks criteria sets and prints every finding."""

from __future__ import annotations

from pathlib import Path

import click

from criteria.findings import Severity
from criteria.loader import Examined, examine
from criteria.registry import earlier_beside, examine_ledgers, examine_shipped, is_path, shipped
from surveyapp.cli.output import STANDARD, read_whole
from surveyapp.cli.speech import Refused, finding_line, language_option

_WORDS = {
    "vi": {
        "clean": "{files} bộ tiêu chí, không có phát hiện nào.",
        "found": "{files} bộ tiêu chí: {errors} lỗi, {warnings} cảnh báo.",
        "what": "Hãy cho biết tệp cần kiểm tra, hoặc dùng --all cho các bộ đi kèm sản phẩm.",
    },
    "en": {
        "clean": "Criteria sets checked: {files}. Nothing found.",
        "found": "Criteria sets checked: {files}. Errors: {errors}, warnings: {warnings}.",
        "what": "Name the file to check, or use --all for the sets that come with the product.",
    },
}


@click.command("lint")
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Check every set that comes with the product.")
@language_option
def lint_command(paths: tuple[str, ...], every: bool, language: str) -> None:
    """Check criteria sets and print every finding.

    The exit code is 2 if there is an error; warnings alone leave it 0.
    """
    if not paths and not every:
        raise Refused([_WORDS[language]["what"]])
    examined = [examine_shipped(one) for one in shipped()] if every else []
    examined += [_examined(path, language) for path in paths]
    findings = [finding for one in examined for finding in one.findings]
    findings += examine_ledgers() if every else ()
    for finding in findings:
        click.echo(finding_line(finding, language))
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    words = _WORDS[language]["found" if findings else "clean"]
    counts = {"files": len(examined), "errors": errors, "warnings": len(findings) - errors}
    click.echo(words.format(**counts), err=True)
    if errors:
        raise SystemExit(Refused.exit_code)


def _examined(name: str, language: str) -> Examined:
    """Examine a file, or a shipped set by its name."""
    by_name = {reference: one for one in shipped() for reference in (one.slug, one.reference)}
    if not is_path(name) and name in by_name:
        return examine_shipped(by_name[name])
    earlier = None if name == STANDARD else earlier_beside(Path(name))
    return examine(read_whole(name, language), name, earlier=earlier)
