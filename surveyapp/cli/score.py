"""The command that scores a table of answers; it needs no database."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import click

import scoring
from criteria.members import TableScored, score_table_of
from criteria.model import CriteriaSet
from criteria.tables import LEAGUE, UNIT, Cell, TableFormat, UnitAnswers, write_table
from surveyapp.cli import member_rows
from surveyapp.cli.answers import answers_options, read_units
from surveyapp.cli.output import output_format, write_whole
from surveyapp.cli.sets import find_set
from surveyapp.cli.speech import language_option
from surveyapp.cli.study import refusing_odd_numbers

_WRITABLE = [one.value for one in TableFormat]
_SHOWN = 10
WITHHELD = "withheld"
"""The column that says why there is no score."""

_WORDS = {
    "vi": {
        "done": "Đã chấm {count} đơn vị theo {reference}.",
        "run": "Máy chấm {engine}, bộ {set_hash}, dữ liệu {input_hash}",
        "withheld": (
            "{count} đơn vị chưa có điểm vì thiếu câu trả lời hoặc không có tiêu chí nào áp dụng: "
            "{units}"
        ),
    },
    "en": {
        "done": "Units scored by {reference}: {count}.",
        "run": "Engine {engine}, set {set_hash}, input {input_hash}",
        "withheld": (
            "Units without a score (answers are missing, or nothing applies): {count}: {units}"
        ),
    },
}


@click.command()
@click.argument("name", metavar="SET")
@click.argument("answers", metavar="ANSWERS")
@click.option("--output", required=True, metavar="RESULT", help="Where to write; - is stdout.")
@click.option("--format", "chosen", type=click.Choice(_WRITABLE), help="Form of RESULT.")
@click.option("--table", "whole", metavar="FILE", help="Write everything down as JSON.")
@answers_options
@language_option
def score(
    name: str,
    answers: str,
    output: str,
    whole: str | None,
    given: str | None,
    chosen: str | None,
    decimal: str | None,
    language: str,
) -> None:
    """Score the units of a table of answers.

    SET is a slug, slug@version or path. ANSWERS is CSV, XLSX or JSON Lines, RESULT is CSV, XLSX or
    JSON, by their endings; - is standard input or output. Bad cells are reported all together, and
    then nothing is written. The same input gives the same bytes in --table, which holds every share
    and every reason.
    """
    result_format = output_format(output, chosen, language)
    criteria_set = find_set(name, language)
    units = read_units(criteria_set, answers, given, decimal, language)
    scored = _scored(criteria_set, units, language)
    if whole is not None:
        write_whole(whole, _whole_content(scored), language)
    own = () if criteria_set.members is None else member_rows.COLUMNS
    pillars = [pillar.code for pillar in criteria_set.pillars]
    header = [UNIT, LEAGUE, *own, "score", "level", "rank", *pillars, WITHHELD]
    write_whole(
        output, write_table(header, list(_all_rows(criteria_set, scored)), result_format), language
    )
    for line in (
        *_report(criteria_set, scored.table, language),
        *member_rows.member_lines(scored, language),
    ):
        click.echo(line, err=True)


def _scored(criteria_set: CriteriaSet, units: Sequence[UnitAnswers], language: str) -> TableScored:
    with refusing_odd_numbers(language):
        return score_table_of(criteria_set, units)


def _whole_content(scored: TableScored) -> bytes:
    """Return the table as its canonical bytes, beside that of the wholes if there are any."""
    content = scored.table.to_bytes()
    if scored.combined is None:
        return content
    wholes = scored.combined.table.to_bytes()
    return b'{"members":' + content.rstrip() + b',\n"wholes":' + wholes.rstrip() + b"}\n"


def _all_rows(criteria_set: CriteriaSet, scored: TableScored) -> Iterator[Sequence[Cell]]:
    members = _explained(scored.table)
    if criteria_set.members is None:
        return members
    wholes = iter(()) if scored.combined is None else _explained(scored.combined.table)
    return member_rows.with_members(scored, members, wholes)


def _explained(table: scoring.ScoreTable) -> Iterator[Sequence[Cell]]:
    """Yield the rows with the reason of those that have no score, and the questions behind it."""
    for place, row in enumerate(_rows(table)):
        why = table.result(place).withheld if table.withheld[place] else None
        reason = "" if why is None else " ".join([why.why.value, *why.codes])
        yield [*row, reason]


def _rows(table: scoring.ScoreTable) -> Iterator[Sequence[Cell]]:
    """Yield one row for each unit, in the order of the answers; what is withheld is empty.

    Scores are the floats nearest to their exact fractions.
    """
    scores, pillars = table.nearest_scores()
    columns = (scores, table.level, table.rank, pillars)
    lists = (column.tolist() for column in columns)
    for unit, league, score, level, rank, own in zip(
        table.units, table.leagues, *lists, strict=True
    ):
        yield [
            unit,
            league,
            _number(score),
            None if level == scoring.NO_LEVEL else level,
            None if rank == scoring.NO_RANK else rank,
            *map(_number, own),
        ]


def _number(score: float) -> float | None:
    return None if math.isnan(score) else score


def _report(criteria_set: CriteriaSet, table: scoring.ScoreTable, language: str) -> Iterator[str]:
    words = _WORDS[language]
    yield words["done"].format(count=len(table.units), reference=criteria_set.reference)
    without = [unit for unit, held in zip(table.units, table.withheld, strict=True) if held]
    if without:
        names = ", ".join(without[:_SHOWN]) + ("…" if len(without) > _SHOWN else "")
        yield words["withheld"].format(count=len(without), units=names)
    yield words["run"].format(
        engine=table.engine_version,
        set_hash=table.set_hash[:12],
        input_hash=table.input_hash[:12],
    )
