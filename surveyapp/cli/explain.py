"""The command that explains one unit's result and says how it could improve."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from difflib import get_close_matches
from typing import TypedDict, Unpack

import click

from criteria.compile import Unit, scheme_of, score_units
from criteria.efforts import Efforts, EffortsFaulty, read_efforts
from criteria.findings import Finding
from criteria.improving import Improving, improving
from criteria.members import answering, wholes_of
from criteria.model import CriteriaSet
from criteria.sentences.efforts import EFFORTS
from criteria.tables import UnitAnswers
from scoring import Scheme, UnitResult
from scoring.improving import NotCovered, Plan
from surveyapp.cli.answers import answers_options, mark_of, read_units
from surveyapp.cli.explanation import Explanation
from surveyapp.cli.explanation_data import data_of
from surveyapp.cli.output import read_whole
from surveyapp.cli.sets import find_set
from surveyapp.cli.speech import Refused, finding_line, language_option
from surveyapp.cli.study import listed, refusing_odd_numbers
from surveyapp.clock import in_legal_time, utc_now

_WORDS = {
    "vi": {
        "no_unit": "Bảng không có đơn vị “{unit}”. Hãy dùng một trong: {others}.",
        "whole": "“{unit}” được gộp từ các thành viên. Hãy chọn một thành viên: {members}.",
        "no_level": "Bộ tiêu chí không có mức {level}. Hãy chọn một trong các mức: {levels}.",
        "gaps": "Đơn vị “{unit}” chưa có điểm vì chưa đủ câu trả lời. Hãy trả lời: {codes}.",
        "nothing": "Đơn vị “{unit}” không có điểm vì không có tiêu chí nào áp dụng.",
        "row": "{file}, hàng {line}: {code}{sentence}",
    },
    "en": {
        "no_unit": "The table has no unit “{unit}”. Use one of these: {others}.",
        "whole": "“{unit}” is made of its members. Choose one of them: {members}.",
        "no_level": "The criteria set has no level {level}. Choose one of these levels: {levels}.",
        "gaps": "The unit “{unit}” has no score, as answers are missing. Answer: {codes}.",
        "nothing": "The unit “{unit}” has no score, as nothing in the set applies to it.",
        "row": "{file}, row {line}: {code}{sentence}",
    },
}
_SHOWN = 10


class _Options(TypedDict):
    """What the options of the command give."""

    unit: str
    level: int | None
    efforts: str | None
    on: datetime | None
    top: int
    as_json: bool
    given: str | None
    decimal: str | None
    language: str


@click.command()
@click.argument("name", metavar="SET")
@click.argument("answers", metavar="ANSWERS")
@click.option("--unit", required=True, help="The unit to explain, as it stands in ANSWERS.")
@click.option("--level", type=int, metavar="N", help="Level to reach; without it the next one.")
@click.option("--efforts", metavar="FILE", help="What steps take: CSV or YAML of code, to, effort.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Day on which work begins; today.")
@click.option("--top", default=_SHOWN, show_default=True, help="Lines of the two lists.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@answers_options
@language_option
def explain(name: str, answers: str, **options: Unpack[_Options]) -> None:
    """Explain the result of one unit and how it could improve.

    SET is a slug, slug@version or path, ANSWERS the table that `surveyapp score` reads. Says where
    points were lost, what each better answer would bring alone, and which changes reach a level
    with the least effort. A step takes the effort that FILE declares, without FILE the one in the
    advice of the set, and otherwise 1.
    """
    language, decimal, on = options["language"], options["decimal"], options["on"]
    criteria_set = find_set(name, language)
    units = read_units(criteria_set, answers, options["given"], decimal, language)
    unit = _unit(units, options["unit"], language)
    _check_answering(criteria_set, units, unit, language)
    _check_level(criteria_set, options["level"], language)
    efforts = _efforts(criteria_set, options["efforts"], decimal, language)
    day = in_legal_time(utc_now()).date() if on is None else on.date()
    result, scheme = _result(criteria_set, units, unit, language)
    one = improving(
        criteria_set, unit.answers, on=day, efforts=efforts, result=result, scheme=scheme
    )
    explanation = Explanation(unit.unit, one, *_plan(one, options["level"]))
    if options["as_json"]:
        click.echo(json.dumps(data_of(explanation), ensure_ascii=False, indent=1))
        return
    for line in explanation.lines(language, options["top"]):
        click.echo(line)


def _unit(units: Sequence[UnitAnswers], name: str, language: str) -> UnitAnswers:
    found = next((one for one in units if one.unit == name), None)
    if found is None:
        names = [one.unit for one in units]
        shown = (get_close_matches(name, names) or names)[:_SHOWN]
        others = ", ".join(shown) + ("…" if len(names) > len(shown) else "")
        raise Refused([_WORDS[language]["no_unit"].format(unit=name, others=others)])
    return found


def _check_answering(
    criteria_set: CriteriaSet, units: Sequence[UnitAnswers], unit: UnitAnswers, language: str
) -> None:
    """Refuse a unit that is made of others: it answers nothing that could be improved."""
    for whole in wholes_of(criteria_set, units):
        if whole.unit == unit.unit:
            members = listed([member.unit for member in whole.members])
            sentence = _WORDS[language]["whole"].format(unit=unit.unit, members=members)
            raise Refused([sentence])


def _efforts(
    criteria_set: CriteriaSet, name: str | None, decimal: str | None, language: str
) -> Efforts | None:
    if name is None:
        return None
    content = read_whole(name, language)
    try:
        return read_efforts(criteria_set, content, name, mark=mark_of(decimal))
    except EffortsFaulty as faulty:
        raise Refused(_lines_of(faulty.findings, language)) from None


def _lines_of(findings: Sequence[Finding], language: str) -> Iterator[str]:
    for finding in findings:
        if finding.code in EFFORTS:
            yield _WORDS[language]["row"].format(
                file=finding.file,
                line=finding.line,
                code=f"{finding.node}: " if finding.node else "",
                sentence=EFFORTS[finding.code][language].format(**finding.parameters),
            )
        else:
            yield finding_line(finding, language)


def _result(
    criteria_set: CriteriaSet, units: Sequence[UnitAnswers], unit: UnitAnswers, language: str
) -> tuple[UnitResult, Scheme]:
    """Score the unit among the others, or refuse if it has no level; say by which scheme."""
    words = _WORDS[language]
    own = answering(criteria_set, units)
    with refusing_odd_numbers(language):
        table = score_units(criteria_set, [Unit(one.unit, one.answers, one.league) for one in own])
    result = table.result(own.index(unit))
    if result.level is None:
        codes = ", ".join(result.missing)
        raise Refused([words["gaps" if codes else "nothing"].format(unit=unit.unit, codes=codes)])
    return result, table.scheme


def _check_level(criteria_set: CriteriaSet, level: int | None, language: str) -> None:
    levels = scheme_of(criteria_set).levels.bands.levels
    if level is not None and level not in levels:
        known = ", ".join(map(str, levels))
        raise Refused([_WORDS[language]["no_level"].format(level=level, levels=known)])


def _plan(one: Improving, level: int | None) -> tuple[Plan | None, NotCovered | None]:
    """Find the plan for a level or the next one; at the top there is none."""
    wanted = one.next_level() if level is None else level
    if wanted is None:
        return None, None
    try:
        return one.plan(wanted), None
    except NotCovered as not_covered:
        return None, not_covered
