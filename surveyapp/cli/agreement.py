"""The command that compares tables of answers: self and verified, reviewer and reviewer."""

from __future__ import annotations

from typing import TypedDict, Unpack

import click

from criteria.agreement import Agreement, agreement
from criteria.model import CriteriaSet
from criteria.tables import Cell, Sheet, TableFormat, write_sheets, write_table
from scoring.agreement import Claim
from surveyapp.cli.agreement_words import summary
from surveyapp.cli.answers import answers_options
from surveyapp.cli.output import STANDARD, write_whole
from surveyapp.cli.sets import find_set
from surveyapp.cli.speech import Refused, language_option
from surveyapp.cli.study import (
    WRITABLE,
    json_content,
    plain,
    read_answering,
    refusing_odd_numbers,
    study_format,
)

_WORDS = {
    "vi": {
        "none": "Các bảng không có đơn vị nào chung. Hãy kiểm tra cột “unit”.",
        "pipe": "Chỉ một bảng đọc được từ đầu vào chuẩn (-). Hãy ghi bảng kia ra tệp.",
    },
    "en": {
        "none": "The tables share no unit. Check the column “unit”.",
        "pipe": "Only one table can come from standard input (-). Write the other to a file.",
    },
}
_CLAIM_COLUMNS = ("compared", "bias", "spread", "over", "under")
_ITEM_COLUMNS = ("against", "code", *_CLAIM_COLUMNS, "kappa")
_UNIT_COLUMNS = (
    "against", "unit", *_CLAIM_COLUMNS, "score", "score_against", "level", "level_against",
)  # fmt: skip


class _Options(TypedDict):
    """What the options of the command give."""

    against: tuple[str, ...]
    top: int
    output: str | None
    chosen: str | None
    given: str | None
    decimal: str | None
    language: str


@click.command("agreement")
@click.argument("name", metavar="SET")
@click.argument("answers", metavar="ANSWERS")
@click.option(
    "--against", multiple=True, required=True, metavar="FILE", help="Another table of answers."
)
@click.option("--top", type=click.IntRange(1), default=10, show_default=True, metavar="K")
@click.option("--output", metavar="FILE", help="Where to write everything; - is stdout.")
@click.option("--format", "chosen", type=click.Choice(WRITABLE), help="Form of FILE.")
@answers_options
@language_option
def agreement_command(name: str, answers: str, **options: Unpack[_Options]) -> None:
    """Compare a table of answers with others about the same units.

    Self-assessed against verified: where and by whom more was claimed than proved. Reviewer against
    reviewer: weighted kappa and intraclass correlation; give --against once for each reviewer more.
    """
    language, output = options["language"], options["output"]
    result_format = study_format(output, options["chosen"], language)
    criteria_set = find_set(name, language)
    found = _compared(criteria_set, (answers, *options["against"]), options)
    if output is not None:
        write_whole(output, _content(found, options["against"], result_format), language)
    for line in summary(criteria_set, found, options["against"], language, options["top"]):
        click.echo(line, err=output == STANDARD)


def _compared(criteria_set: CriteriaSet, names: tuple[str, ...], options: _Options) -> Agreement:
    """Read and compare the tables, or refuse."""
    language = options["language"]
    if names.count(STANDARD) > 1:
        raise Refused([_WORDS[language]["pipe"]])
    tables = [
        read_answering(criteria_set, name, options["given"], options["decimal"], language)
        for name in names
    ]
    shared = set.intersection(*({unit.code for unit in units} for units in tables))
    if not shared:
        raise Refused([_WORDS[language]["none"]])
    with refusing_odd_numbers(language):
        return agreement(criteria_set, tables)


def _content(found: Agreement, against: tuple[str, ...], table_format: TableFormat) -> bytes:
    """Return the file: one table of indicators in CSV, everything in XLSX and JSON."""
    items = [row for at, name in enumerate(against) for row in _item_rows(found, at, name)]
    units = [row for at, name in enumerate(against) for row in _unit_rows(found, at, name)]
    facts = _facts(found)
    if table_format is TableFormat.CSV:
        return write_table(_ITEM_COLUMNS, items, table_format)
    if table_format is TableFormat.XLSX:
        sheets = [
            Sheet("indicators", _ITEM_COLUMNS, items),
            Sheet("units", _UNIT_COLUMNS, units),
            Sheet("run", ("key", "value"), list(facts.items())),
        ]
        return write_sheets(sheets)
    content = {
        "run": facts,
        "indicators": [dict(zip(_ITEM_COLUMNS, row, strict=True)) for row in items],
        "units": [dict(zip(_UNIT_COLUMNS, row, strict=True)) for row in units],
        "only": [list(names) for names in found.only],
    }
    return json_content(content)


def _facts(found: Agreement) -> dict[str, Cell]:
    first = found.tables[0]
    return {
        "units": len(found.units),
        "icc_single": plain(found.whole.single),
        "icc_average": plain(found.whole.average),
        "engine_version": first.engine_version,
        "set": first.scheme.name.split(" ")[0],
        "set_hash": first.set_hash,
        **{f"input_hash_{at}": table.input_hash for at, table in enumerate(found.tables, 1)},
    }


def _item_rows(found: Agreement, at: int, name: str) -> list[list[Cell]]:
    pair = found.pairs[at]
    return [
        [name, code, *_claimed(pair.items, place), plain(pair.kappa[place])]
        for place, code in enumerate(found.codes)
    ]


def _unit_rows(found: Agreement, at: int, name: str) -> list[list[Cell]]:
    return [
        [
            name,
            unit,
            *_claimed(found.pairs[at].units, place),
            plain(found.scores[place, 0]),
            plain(found.scores[place, at + 1]),
            plain(found.levels[place, 0]),
            plain(found.levels[place, at + 1]),
        ]
        for place, unit in enumerate(found.units)
    ]


def _claimed(claim: Claim, place: int) -> list[Cell]:
    numbers = (claim.bias, claim.spread, claim.over, claim.under)
    return [int(claim.compared[place]), *(plain(column[place]) for column in numbers)]
