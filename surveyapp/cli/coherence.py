"""The command that says whether a set hangs together on the answers of many units."""

from __future__ import annotations

from typing import TypedDict, Unpack

import click

from criteria.coherence import Coherence, coherence
from criteria.tables import Cell, Sheet, TableFormat, write_sheets, write_table
from surveyapp.cli.answers import answers_options
from surveyapp.cli.coherence_words import summary
from surveyapp.cli.output import write_whole
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

FEWEST = 3
_WORDS = {
    "vi": {"few": "Cần ít nhất {fewest} đơn vị có điểm; bảng chỉ có {count}. Hãy bổ sung."},
    "en": {"few": "It takes {fewest} units with a score; the table has {count}. Add more."},
}
_ITEM_COLUMNS = (
    "code", "pillar", "answered", "at_top", "at_bottom", "alike", "rest_correlation",
    "alpha_without", "whole_correlation", "nominal_weight", "effective_weight",
)  # fmt: skip
_PART_COLUMNS = ("pillar", "alpha", "whole_correlation", "nominal_weight", "effective_weight")


class _Options(TypedDict):
    """What the options of the command give."""

    top: int
    output: str | None
    chosen: str | None
    given: str | None
    decimal: str | None
    language: str


@click.command("coherence")
@click.argument("name", metavar="SET")
@click.argument("answers", metavar="ANSWERS")
@click.option("--top", type=click.IntRange(1), default=10, show_default=True, metavar="K")
@click.option("--output", metavar="FILE", help="Where to write every indicator; - is stdout.")
@click.option("--format", "chosen", type=click.Choice(WRITABLE), help="Form of FILE.")
@answers_options
@language_option
def coherence_command(name: str, answers: str, **options: Unpack[_Options]) -> None:
    """Say whether a criteria set hangs together on real answers.

    Correlations, Cronbach's alpha, declared against effective weights, questions that tell nobody
    apart, and ceilings that all have reached. SET and ANSWERS are those of `surveyapp score`.
    """
    language, output = options["language"], options["output"]
    result_format = study_format(output, options["chosen"], language)
    criteria_set = find_set(name, language)
    units = read_answering(criteria_set, answers, options["given"], options["decimal"], language)
    with refusing_odd_numbers(language):
        found = coherence(criteria_set, units)
    if found.counted < FEWEST:
        few = _WORDS[language]["few"].format(fewest=FEWEST, count=found.counted)
        raise Refused([few])
    if output is not None:
        write_whole(output, _content(found, result_format), language)
    for line in summary(criteria_set, found, language, options["top"]):
        click.echo(line, err=output == "-")


def _content(found: Coherence, table_format: TableFormat) -> bytes:
    """Return the file: one table of indicators in CSV, everything in XLSX and JSON."""
    items, parts = _item_rows(found), _part_rows(found)
    correlations = [
        [code, *(plain(number) for number in row)]
        for code, row in zip(found.parts.codes, found.parts.correlations, strict=True)
    ]
    facts = _facts(found)
    if table_format is TableFormat.CSV:
        return write_table(_ITEM_COLUMNS, items, table_format)
    if table_format is TableFormat.XLSX:
        sheets = [
            Sheet("indicators", _ITEM_COLUMNS, items),
            Sheet("pillars", _PART_COLUMNS, parts),
            Sheet("correlations", ("pillar", *found.parts.codes), correlations),
            Sheet("run", ("key", "value"), list(facts.items())),
        ]
        return write_sheets(sheets)
    content = {
        "run": facts,
        "indicators": [dict(zip(_ITEM_COLUMNS, row, strict=True)) for row in items],
        "pillars": [dict(zip(_PART_COLUMNS, row, strict=True)) for row in parts],
        "correlations": {str(row[0]): row[1:] for row in correlations},
    }
    return json_content(content)


def _facts(found: Coherence) -> dict[str, Cell]:
    table = found.table
    return {
        "units": found.counted,
        "alpha": plain(found.alpha),
        "engine_version": table.engine_version,
        "set": table.scheme.name.split(" ")[0],
        "set_hash": table.set_hash,
        "input_hash": table.input_hash,
    }


def _item_rows(found: Coherence) -> list[list[Cell]]:
    items = found.items
    return [
        [
            code,
            items.pillars[at],
            int(items.spread.answered[at]),
            plain(items.spread.at_top[at]),
            plain(items.spread.at_bottom[at]),
            int(items.spread.alike[at]),
            plain(items.rest[at]),
            plain(items.alpha_without[at]),
            plain(items.influence.correlation[at]),
            plain(items.influence.nominal[at]),
            plain(items.influence.effective[at]),
        ]
        for at, code in enumerate(items.codes)
    ]


def _part_rows(found: Coherence) -> list[list[Cell]]:
    parts = found.parts
    return [
        [
            code,
            plain(parts.alpha[at]),
            plain(parts.influence.correlation[at]),
            plain(parts.influence.nominal[at]),
            plain(parts.influence.effective[at]),
        ]
        for at, code in enumerate(parts.codes)
    ]
