"""The command that links the results of several years on what their sets measure alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

import click

from criteria.chaining import BASE, Link, Year, link, why_broken
from criteria.compile import Unit
from criteria.members import answering
from criteria.numbers import show_number
from criteria.sentences import LANGUAGES
from surveyapp.cli.answers import answers_options, read_units
from surveyapp.cli.sets import find_set
from surveyapp.cli.speech import Refused, language_option
from surveyapp.cli.study import json_content, refusing_odd_numbers

_FEWEST = 2
_WORDS = {
    "vi": {
        "pairs": (
            "Hãy nêu ít nhất hai năm, mỗi năm một bộ tiêu chí và bảng trả lời của nó, năm cũ "
            "trước: BỘ1 BẢNG1 BỘ2 BẢNG2."
        ),
        "years": "Năm {first} ({old}) → năm {second} ({new})",
        "linked": (
            "  {units} đơn vị có ở cả hai năm; phần đo như nhau: {share} % trọng số; điểm trung "
            "bình {before} → {after}; chỉ số {index} (năm {base} = 100)"
        ),
        "broken": "  Không nối được: {why} Chỉ số bắt đầu lại từ 100 ở năm {second}.",
        "nothing_alike": "hai bộ không có phần nào đo như nhau.",
        "weighed_by_data": "trọng số của bộ mới tính từ số liệu của chính năm đó.",
        "no_unit_in_both": "không đơn vị nào có ở cả hai năm.",
        "no_score_in_both": "không đơn vị nào có điểm ở cả hai năm trong phần đo như nhau.",
        "began_at_zero": "điểm trung bình năm trước là 0, nên không có tỷ lệ.",
    },
    "en": {
        "pairs": (
            "Name two years at least, each by its criteria set and its table of answers, the "
            "oldest first: SET1 ANSWERS1 SET2 ANSWERS2."
        ),
        "years": "Year {first} ({old}) → year {second} ({new})",
        "linked": (
            "  Units in both: {units}; measured alike: {share} % of the weight; mean score "
            "{before} → {after}; index {index} (year {base} = 100)"
        ),
        "broken": "  No link: {why} The index begins anew with 100 in year {second}.",
        "nothing_alike": "the two sets measure nothing alike.",
        "weighed_by_data": "the weights of the newer set follow from the data of its own year.",
        "no_unit_in_both": "no unit is in both years.",
        "no_score_in_both": "no unit has a score in both years on what is measured alike.",
        "began_at_zero": "the mean score of the year before was 0, so there is no ratio.",
    },
}


@dataclass(frozen=True, slots=True)
class _Step:
    """One link, the years that it links and the year in which its index was 100."""

    earlier: Year
    later: Year
    found: Link
    base: int

    @property
    def broken(self) -> str | None:
        """Why the years could not be linked."""
        why = why_broken(self.earlier, self.later, self.found)
        return None if why is None else why.value


@click.command("chain")
@click.argument("pairs", metavar="SET1 ANSWERS1 SET2 ANSWERS2 [SET3 ANSWERS3]...", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with words in both languages.")
@answers_options
@language_option
def chain_command(
    pairs: tuple[str, ...], as_json: bool, given: str | None, decimal: str | None, language: str
) -> None:
    """Link the results of several years on what their sets measure alike.

    Each SET (slug, slug@version or path) comes with the table of its year, the oldest first. Units
    are known by their code. The index is 100 in the first year; a link that is broken says why, and
    the index begins anew.
    """
    if len(pairs) % 2 or len(pairs) < 2 * _FEWEST:
        raise Refused([_WORDS[language]["pairs"]])
    years = []
    for number in range(len(pairs) // 2):
        criteria_set = find_set(pairs[2 * number], language)
        rows = read_units(criteria_set, pairs[2 * number + 1], given, decimal, language)
        units = [Unit(one.unit, one.answers) for one in answering(criteria_set, rows)]
        years.append(Year.of(number + 1, criteria_set, units))
    with refusing_odd_numbers(language):
        steps = list(_steps(years))
    if as_json:
        click.echo(json_content(_as_data(years, steps)).decode(), nl=False)
        return
    for step in steps:
        for line in _lines(step, language):
            click.echo(line)


def _steps(years: Sequence[Year]) -> Iterator[_Step]:
    """Link every year to the one before it; after a broken link the index begins anew."""
    index, base = BASE, years[0].year
    for earlier, later in pairwise(years):
        found = link(earlier, later, index)
        yield _Step(earlier, later, found, base)
        index, base = (BASE, later.year) if found.index is None else (found.index, base)


def _lines(step: _Step, language: str) -> Iterator[str]:
    words, found = _WORDS[language], step.found
    first, second = step.earlier.year, step.later.year
    references = {
        "old": step.earlier.criteria_set.reference,
        "new": step.later.criteria_set.reference,
    }
    yield words["years"].format(first=first, second=second, **references)
    if step.broken is not None:
        yield words["broken"].format(why=words[step.broken], second=second)
        return
    numbers = {"before": found.before, "after": found.after, "index": found.index}
    shown = {name: show_number(one or Fraction(0), language, 2) for name, one in numbers.items()}
    share = show_number(100 * found.linked_by.share, language, 1)
    yield words["linked"].format(units=found.units, share=share, base=step.base, **shown)


# --- as data -------------------------------------------------------------------------------


def _as_data(years: Sequence[Year], steps: Sequence[_Step]) -> dict[str, Any]:
    return {
        "years": [
            {"year": one.year, "set": one.criteria_set.reference, "units": len(one.vectors)}
            for one in years
        ],
        "links": [_link_data(step) for step in steps],
    }


def _link_data(step: _Step) -> dict[str, Any]:
    found = step.found
    return {
        "from": step.earlier.year,
        "to": step.later.year,
        "units": found.units,
        "comparable": {"codes": list(found.linked_by.codes), "share": float(found.linked_by.share)},
        "before": _plain(found.before),
        "after": _plain(found.after),
        "index": _plain(found.index),
        "base": step.base,
        "broken": step.broken,
        "words": {language: list(_lines(step, language))[1].strip() for language in LANGUAGES},
    }


def _plain(number: Fraction | None) -> float | None:
    return None if number is None else float(number)
