"""The command that scores a table of answers, without any database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

import click

import scoring
from criteria.compile import Unit, score_units
from criteria.model import CriteriaSet
from criteria.tables import LEAGUE, UNIT, Cell, TableFormat, write_table
from surveyapp.cli.answers import answers_options, read_units
from surveyapp.cli.output import output_format, write_whole
from surveyapp.cli.speech import find_set, language_option

_WRITABLE = [one.value for one in TableFormat]
_SHOWN = 10
_WORDS = {
    "vi": {
        "done": "Đã chấm {count} đơn vị theo {reference}.",
        "withheld": (
            "{count} đơn vị chưa có điểm vì thiếu câu trả lời hoặc không có tiêu chí nào áp dụng: "
            "{units}"
        ),
    },
    "en": {
        "done": "Units scored by {reference}: {count}.",
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
@answers_options
@language_option
def score(
    name: str,
    answers: str,
    output: str,
    given: str | None,
    chosen: str | None,
    decimal: str | None,
    language: str,
) -> None:
    """Score the units of a table of answers.

    SET is a slug, slug@version or path. ANSWERS is CSV, XLSX or JSON Lines, RESULT is CSV, XLSX or
    JSON, by their endings; - is standard input or output. Bad cells are reported all together, and
    then nothing is written.
    """
    result_format = output_format(output, chosen, language)
    criteria_set = find_set(name, language)
    units = read_units(criteria_set, answers, given, decimal, language)
    table = score_units(criteria_set, [Unit(u.unit, u.answers, u.league) for u in units])
    header = [UNIT, LEAGUE, "score", "level", "rank", *(p.code for p in criteria_set.pillars)]
    write_whole(output, write_table(header, list(_rows(table)), result_format), language)
    for line in _report(criteria_set, table, language):
        click.echo(line, err=True)


def _rows(table: scoring.ScoreTable) -> Iterator[Sequence[Cell]]:
    """Yield one row for each unit, in the order of the answers; what is withheld is empty.

    Scores are worked out as exact fractions and rounded once, to the nearest float.
    """
    for place in range(len(table.units)):
        result = table.result(place)
        scores = (pillar.score for pillar in result.pillars)
        yield [
            result.unit,
            result.league,
            _number(result.score),
            result.level,
            result.rank,
            *(_number(score) for score in scores),
        ]


def _number(exact: Fraction | None) -> float | None:
    return None if exact is None else float(exact)


def _report(criteria_set: CriteriaSet, table: scoring.ScoreTable, language: str) -> Iterator[str]:
    words = _WORDS[language]
    yield words["done"].format(count=len(table.units), reference=criteria_set.reference)
    without = [unit for unit, held in zip(table.units, table.withheld, strict=True) if held]
    if without:
        names = ", ".join(without[:_SHOWN]) + ("…" if len(without) > _SHOWN else "")
        yield words["withheld"].format(count=len(without), units=names)
