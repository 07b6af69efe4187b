"""The command that shows what another set or other weights would change for last year's units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TypedDict, Unpack

import click

from criteria.model import CriteriaSet
from criteria.numbers import show_number
from criteria.reweighting import WeightsDoNotFit, reweighted
from criteria.simulation import (
    CRITERIA_HEADER,
    HEADER,
    LEVELS_HEADER,
    Moved,
    Simulation,
    criterion_rows,
    level_rows,
    rows_of,
    simulate_table,
)
from criteria.tables import Sheet, TableFormat, write_sheets, write_table
from surveyapp.cli.answers import answers_options, read_units
from surveyapp.cli.output import output_format, write_whole
from surveyapp.cli.sets import find_set
from surveyapp.cli.speech import Refused, language_option
from surveyapp.cli.study import json_content, refusing_odd_numbers

_WORDS = {
    "vi": {
        "head": "{units} đơn vị: {old} → {new}",
        "carried": (
            "Chuyển sang được {count} chỉ số ({share} % trọng số của bộ mới); câu hỏi khác coi như "
            "chưa trả lời."
        ),
        "levels": "Mức {level}: {before} → {after} đơn vị{empty}",
        "empty": ", không còn đơn vị nào",
        "flat": "Không còn phân biệt được các đơn vị: {codes}",
        "none_flat": "Không tiêu chí nào mất khả năng phân biệt.",
        "moved": "Thay đổi nhiều nhất:",
        "unit": "  {unit}: mức {was} → {now}, hạng {rank_was} → {rank_now}",
        "league": " (trong nhóm {league}: {league_was} → {league_now})",
        "still": "Không đơn vị nào đổi mức hay đổi hạng.",
        "more": "  … và {count} đơn vị nữa (--output ghi lại tất cả)",
        "weight": "“{text}” không phải trọng số. Hãy viết MÃ=SỐ, ví dụ HT=30 hoặc HT=2.5.",
        "unknown": (
            "Không đặt được trọng số cho: {codes}. Mã phải có trong bộ và phải có điểm được tính."
        ),
    },
    "en": {
        "head": "Units: {units}, {old} → {new}",
        "carried": (
            "Indicators carried over: {count} ({share} % of the weight of the new set); every "
            "other question counts as not answered."
        ),
        "levels": "Level {level}: {before} → {after} units{empty}",
        "empty": ", nobody is left",
        "flat": "No longer tell units apart: {codes}",
        "none_flat": "Every criterion that told units apart still does.",
        "moved": "Greatest changes:",
        "unit": "  {unit}: level {was} → {now}, rank {rank_was} → {rank_now}",
        "league": " (in the league {league}: {league_was} → {league_now})",
        "still": "No unit changes its level or rank.",
        "more": "  … and {count} more units (--output writes all)",
        "weight": "“{text}” is no weight. Write CODE=NUMBER, such as HT=30 or HT=2.5.",
        "unknown": (
            "No weight can be set for: {codes}. A code must be in the set and bring points that "
            "count."
        ),
    },
}
_SHOWN = 15
# As sets write numbers, and no longer: the value of 1e999999999 would fill the memory.
_WEIGHT = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,20}|/[1-9][0-9]{0,14})?", re.ASCII)
_FORMATS = [one.value for one in TableFormat]


class _Options(TypedDict):
    """What the options of the command give."""

    weights: tuple[str, ...]
    output: str | None
    chosen: str | None
    given: str | None
    decimal: str | None
    language: str


@click.command("simulate")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.argument("answers", metavar="ANSWERS")
@click.option(
    "--weights",
    multiple=True,
    metavar="CODE=NUMBER",
    help="Another weight in NEW; where points add up, another maximum.",
)
@click.option("--output", metavar="FILE", help="Write every unit before and after; - is stdout.")
@click.option("--format", "chosen", type=click.Choice(_FORMATS), help="Form of FILE.")
@answers_options
@language_option
def simulate_command(old: str, new: str, answers: str, **options: Unpack[_Options]) -> None:
    """Show what NEW would change for units that answered OLD.

    ANSWERS is the table of OLD. Says who moves, which level empties and which criterion no longer
    tells units apart. OLD and NEW may be the same set with other --weights.
    """
    language, output = options["language"], options["output"]
    before, after = find_set(old, language), find_set(new, language)
    after = _with_weights(after, options["weights"], language)
    units = read_units(before, answers, options["given"], options["decimal"], language)
    with refusing_odd_numbers(language):
        found = simulate_table(before, after, units)
    if output is not None:
        table_format = output_format(output, options["chosen"], language)
        write_whole(output, _content(found, table_format), language)
    for line in _lines(found, language):
        click.echo(line, err=output == "-")


def _content(found: Simulation, table_format: TableFormat) -> bytes:
    """Return the file: the units in CSV; levels and criteria beside them in XLSX and JSON."""
    units, levels, told = map(list, (rows_of(found), level_rows(found), criterion_rows(found)))
    if table_format is TableFormat.XLSX:
        sheets = [
            Sheet("units", HEADER, units),
            Sheet("levels", LEVELS_HEADER, levels),
            Sheet("criteria", CRITERIA_HEADER, told),
        ]
        return write_sheets(sheets)
    if table_format is not TableFormat.JSON:
        return write_table(HEADER, units, table_format)
    content = {
        "old": found.old,
        "new": found.new,
        "units": [dict(zip(HEADER, row, strict=True)) for row in units],
        "levels": [dict(zip(LEVELS_HEADER, row, strict=True)) for row in levels],
        "criteria": [dict(zip(CRITERIA_HEADER, row, strict=True)) for row in told],
    }
    return json_content(content)


def _with_weights(criteria_set: CriteriaSet, typed: Sequence[str], language: str) -> CriteriaSet:
    weights: dict[str, Fraction] = {}
    for text in typed:
        code, _, number = text.partition("=")
        if not code.strip() or not _WEIGHT.fullmatch(number.strip()):
            raise Refused([_WORDS[language]["weight"].format(text=text[:60])])
        weights[code.strip()] = Fraction(number.strip())
    try:
        return reweighted(criteria_set, weights) if weights else criteria_set
    except WeightsDoNotFit as refused:
        codes = ", ".join(refused.codes)
        raise Refused([_WORDS[language]["unknown"].format(codes=codes)]) from None


def _lines(found: Simulation, language: str) -> Iterator[str]:
    words = _WORDS[language]
    yield words["head"].format(units=len(found.units), old=found.old, new=found.new)
    yield words["carried"].format(
        count=len(found.carried.codes),
        share=show_number(100 * found.carried.share_of_new, language, 1),
    )
    for level, (before, after) in found.levels.items():
        empty = words["empty"] if level in found.emptied else ""
        yield words["levels"].format(level=level, before=before, after=after, empty=empty)
    codes = ", ".join(found.flat)
    yield words["flat"].format(codes=codes) if codes else words["none_flat"]
    yield from _moved_lines(found.by_change, language)


def _moved_lines(moved: Sequence[Moved], language: str) -> Iterator[str]:
    words = _WORDS[language]
    if not moved:
        yield words["still"]
        return
    yield words["moved"]
    for one in moved[:_SHOWN]:
        template = words["unit"] + (words["league"] if one.league else "")
        yield template.format(
            unit=one.unit,
            was=_shown(one.before.level),
            now=_shown(one.after.level),
            rank_was=_shown(one.before.rank),
            rank_now=_shown(one.after.rank),
            league=one.league,
            league_was=_shown(one.before.league_rank),
            league_now=_shown(one.after.league_rank),
        )
    if len(moved) > _SHOWN:
        yield words["more"].format(count=len(moved) - _SHOWN)


def _shown(number: float | None) -> str:
    return "–" if number is None else f"{number:g}"
