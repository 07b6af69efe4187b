"""The command that scores a table of answers, without any database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

import click

import scoring
from criteria.compile import Unit, score_units
from criteria.model import CriteriaSet
from criteria.numbers import DecimalMark
from criteria.sentences import say
from criteria.tables import (
    LEAGUE,
    UNIT,
    Cell,
    CellFault,
    TableFaulty,
    TableFormat,
    UnitAnswers,
    format_of,
    read_answers,
    write_table,
)
from surveyapp.cli.output import output_format, read_whole, write_whole
from surveyapp.cli.speech import Refused, find_set, language_option

_MARKS = {"point": DecimalMark.POINT, "comma": DecimalMark.COMMA}
_READABLE = [TableFormat.CSV.value, TableFormat.XLSX.value, TableFormat.JSONL.value]
_WRITABLE = [one.value for one in TableFormat]
_SHOWN = 10
_WORDS = {
    "vi": {
        "row": "Hàng {row}",
        "column": "cột {column}",
        "table": "Bảng",
        "many": "{count} chỗ cần sửa. Chưa ghi kết quả.",
        "json": "ANSWERS là JSON Lines (mỗi dòng một đơn vị), không phải một danh sách JSON.",
        "done": "Đã chấm {count} đơn vị theo {reference}.",
        "withheld": (
            "{count} đơn vị chưa có điểm vì thiếu câu trả lời hoặc không có tiêu chí nào áp dụng: "
            "{units}"
        ),
    },
    "en": {
        "row": "Row {row}",
        "column": "column {column}",
        "table": "Table",
        "many": "Places to mend: {count}. No result was written.",
        "json": "ANSWERS is JSON Lines, one unit on each line, not one JSON list.",
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
@click.option("--from", "given", type=click.Choice(_READABLE), help="Form of ANSWERS.")
@click.option("--format", "chosen", type=click.Choice(_WRITABLE), help="Form of RESULT.")
@click.option(
    "--decimal",
    type=click.Choice(list(_MARKS)),
    help="Decimal mark of ANSWERS; without it a number with two readings is refused.",
)
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
    content = read_whole(answers, language)
    answers_format = TableFormat(given) if given else _form_of(answers, content, language)
    mark = _MARKS[decimal] if decimal else None
    units = _read(criteria_set, content, answers_format, mark, language)
    table = score_units(criteria_set, [Unit(u.unit, u.answers, u.league) for u in units])
    header = [UNIT, LEAGUE, "score", "level", "rank", *(p.code for p in criteria_set.pillars)]
    write_whole(output, write_table(header, list(_rows(table)), result_format), language)
    for line in _report(criteria_set, table, language):
        click.echo(line, err=True)


def _form_of(name: str, content: bytes, language: str) -> TableFormat:
    """Return the form of the answers by the ending, or by how the content begins."""
    ending = format_of(name)
    if ending not in {None, TableFormat.JSON}:
        return TableFormat(ending)
    start = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"["):
        raise Refused([_WORDS[language]["json"]])
    if start.startswith(b"{"):
        return TableFormat.JSONL
    return TableFormat.XLSX if start.startswith(b"PK\x03\x04") else TableFormat.CSV


def _read(
    criteria_set: CriteriaSet,
    content: bytes,
    table_format: TableFormat,
    mark: DecimalMark | None,
    language: str,
) -> tuple[UnitAnswers, ...]:
    try:
        return read_answers(criteria_set, content, table_format, mark=mark)
    except TableFaulty as faulty:
        lines = [_fault_line(fault, language) for fault in faulty.faults]
        many = _WORDS[language]["many"].format(count=len(lines))
        raise Refused([*lines, many]) from None


def _fault_line(fault: CellFault, language: str) -> str:
    """Return a fault as ``Row 5, column KH.03.b: sentence``."""
    words = _WORDS[language]
    places = [words["row"].format(row=fault.row)] if fault.row else []
    if fault.column:
        places.append(words["column"].format(column=fault.column))
    where = ", ".join(places) or words["table"]
    return f"{where[:1].upper()}{where[1:]}: {say(fault, language)}"


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
