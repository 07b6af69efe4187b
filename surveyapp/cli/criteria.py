"""Commands about criteria sets: list, show, lint, template."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

import click

from criteria.codec import as_data
from criteria.findings import Severity
from criteria.loader import Examined, examine
from criteria.model import CriteriaSet, Criterion, Group, Levels
from criteria.numbers import show_number
from criteria.registry import examine_shipped, is_path, list_sets, shipped
from criteria.tables import TableFormat, template
from surveyapp.cli.output import output_format, read_whole, write_whole
from surveyapp.cli.speech import Refused, find_set, finding_line, language_option

_WORDS = {
    "vi": {
        "counts": "{pillars} trụ cột, {criteria} tiêu chí, {indicators} câu hỏi, {points} điểm",
        "levels": "Các mức ({measure}):",
        "points": "theo điểm",
        "score": "theo thang 100",
        "clean": "{files} bộ tiêu chí, không có phát hiện nào.",
        "found": "{files} bộ tiêu chí: {errors} lỗi, {warnings} cảnh báo.",
        "what": "Hãy cho biết tệp cần kiểm tra, hoặc dùng --all cho các bộ đi kèm sản phẩm.",
        "form": "Bảng mẫu có dạng CSV, XLSX hoặc JSON Lines. Hãy đổi đuôi tệp hoặc --format.",
    },
    "en": {
        "counts": "{pillars} pillars, {criteria} criteria, {indicators} questions, {points} points",
        "levels": "Levels ({measure}):",
        "points": "by points",
        "score": "by score 0-100",
        "clean": "Criteria sets checked: {files}. Nothing found.",
        "found": "Criteria sets checked: {files}. Errors: {errors}, warnings: {warnings}.",
        "what": "Name the file to check, or use --all for the sets that come with the product.",
        "form": "A template is CSV, XLSX or JSON Lines. Change the ending, or --format.",
    },
}


@click.group()
def criteria() -> None:
    """Look at, check and use criteria sets."""


@criteria.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@language_option
def list_command(as_json: bool, language: str) -> None:
    """List the criteria sets that come with the product."""
    sets = list_sets()
    if as_json:
        _echo_json([_summary(one) for one in sets])
        return
    for one in sets:
        click.echo(f"{one.reference}  {one.title.say(language)}  ({_counts(one, language)})")


@criteria.command("show")
@click.argument("name", metavar="SET")
@click.option("--json", "as_json", is_flag=True, help="Print the whole set as JSON.")
@language_option
def show_command(name: str, as_json: bool, language: str) -> None:
    """Show a criteria set, named by slug, slug@version or path."""
    one = find_set(name, language)
    if as_json:
        _echo_json({**_identity(one), **as_data(one)})
        return
    for line in _lines(one, language):
        click.echo(line)


@criteria.command("lint")
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
    for finding in findings:
        click.echo(finding_line(finding, language))
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    words = _WORDS[language]["found" if findings else "clean"]
    counts = {"files": len(examined), "errors": errors, "warnings": len(findings) - errors}
    click.echo(words.format(**counts), err=True)
    if errors:
        raise SystemExit(Refused.exit_code)


@criteria.command("template")
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


def _examined(name: str, language: str) -> Examined:
    """Examine a file, or a shipped set by its name."""
    by_name = {reference: one for one in shipped() for reference in (one.slug, one.reference)}
    if not is_path(name) and name in by_name:
        return examine_shipped(by_name[name])
    return examine(read_whole(name, language), name)


def _identity(one: CriteriaSet) -> dict[str, Any]:
    return {"reference": one.reference, "content_hash": one.content_hash}


def _summary(one: CriteriaSet) -> dict[str, Any]:
    data = as_data(one)
    told = ("slug", "version", "title", "purpose", "unit", "official", "languages")
    return {
        **_identity(one),
        **{key: data[key] for key in told},
        "pillars": len(one.pillars),
        "criteria": len(list(one.criteria())),
        "indicators": len(list(one.indicators())),
        "maximum": _plain_number(one.maximum),
    }


def _plain_number(number: Fraction) -> int | float:
    return number.numerator if number.denominator == 1 else float(number)


def _counts(one: CriteriaSet, language: str) -> str:
    return _WORDS[language]["counts"].format(
        pillars=len(one.pillars),
        criteria=len(list(one.criteria())),
        indicators=len(list(one.indicators())),
        points=show_number(one.maximum, language),
    )


def _lines(one: CriteriaSet, language: str) -> Iterator[str]:
    """Yield a set as lines for people."""
    yield f"{one.reference}  {one.title.say(language)}"
    yield one.purpose.say(language)
    yield one.note.say(language)
    yield _counts(one, language)
    yield from _level_lines(one.levels, language)
    for pillar in one.pillars:
        yield from _node_lines(pillar, language, 0)


def _level_lines(levels: Levels, language: str) -> Iterator[str]:
    words = _WORDS[language]
    yield words["levels"].format(measure=words[levels.measure.value])
    for band in levels.bands:
        edges = band.interval
        lower = "" if edges.lower is None else show_number(edges.lower, language)
        upper = "" if edges.upper is None else show_number(edges.upper, language)
        first = f"{lower} {'≤' if edges.lower_included else '<'} " if lower else ""
        last = f" {'≤' if edges.upper_included else '<'} {upper}" if upper else ""
        yield f"  {band.level}  {band.title.say(language)}  {first}x{last}"


def _node_lines(node: Group | Criterion, language: str, depth: int) -> Iterator[str]:
    points = show_number(node.maximum, language)
    yield f"{'  ' * depth}{node.code}  {node.title.say(language)}  ({points})"
    below: Iterable[Group | Criterion] = node.parts if isinstance(node, Group) else ()
    for part in below:
        yield from _node_lines(part, language, depth + 1)


def _echo_json(content: object) -> None:
    click.echo(json.dumps(content, ensure_ascii=False, indent=1))
