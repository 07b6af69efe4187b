"""Commands that show criteria sets: list and show."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import click

from criteria.codec import as_data
from criteria.effective import effective_by_code, weights_accounts
from criteria.model import CriteriaSet, Criterion, Group, Indicator, Levels
from criteria.numbers import show_number
from surveyapp.cli.sets import find_set, open_sets
from surveyapp.cli.speech import Refused, finding_line, language_option

_WORDS = {
    "vi": {
        "counts": "{pillars} trụ cột, {criteria} tiêu chí, {indicators} câu hỏi, {points} điểm",
        "levels": "Các mức ({measure}):",
        "points": "theo điểm",
        "score": "theo thang 100",
        "weights": "Các phần kèm điểm tối đa và phần đóng góp vào toàn bộ:",
        "by_data": "tùy dữ liệu",
        "equal": "    (các phần bên dưới có trọng số bằng nhau)",
        "budget": "    (trọng số: trung bình của {experts} chuyên gia, độ lệch chuẩn {spread})",
        "pairwise": "    (trọng số: so sánh từng cặp, tỷ số nhất quán {ratio})",
        "principal_component": "    (trọng số: thành phần chính thứ nhất của dữ liệu được chấm)",
    },
    "en": {
        "counts": "{pillars} pillars, {criteria} criteria, {indicators} questions, {points} points",
        "levels": "Levels ({measure}):",
        "points": "by points",
        "score": "by score 0-100",
        "weights": "Parts with their greatest points and their share of the whole:",
        "by_data": "by the data",
        "equal": "    (the parts below weigh alike)",
        "budget": "    (weights: mean budget of {experts} experts, deviations {spread})",
        "pairwise": "    (weights: pairs compared, consistency ratio {ratio})",
        "principal_component": "    (weights: first principal component of the data scored)",
    },
}


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@language_option
def list_command(as_json: bool, language: str) -> None:
    """List the criteria sets that come with the product or were published here.

    What was published and may no longer be used is told, and the exit code is 2.
    """
    with open_sets(language) as shelf:
        sets, refused = shelf.list_sets(), shelf.refused_sets()
    if as_json:
        _echo_json([_summary(one) for one in sets])
    for one in () if as_json else sets:
        click.echo(f"{one.reference}  {one.title.say(language)}  ({_counts(one, language)})")
    if refused:
        raise Refused(finding_line(finding, language) for finding in refused)


@click.command("show")
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
    yield _WORDS[language]["weights"]
    tree = _Tree(one, language)
    yield from tree.account_of(one.slug, 0)
    for pillar in one.pillars:
        yield from tree.lines(pillar, 0)


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


class _Tree:
    """The tree of a set as lines: points, what each part counts for, how weights came about."""

    def __init__(self, criteria_set: CriteriaSet, language: str) -> None:
        self._effective = effective_by_code(criteria_set)
        self._accounts = {one.code: one for one in weights_accounts(criteria_set)}
        self._language = language

    def lines(self, node: Group | Criterion | Indicator, depth: int) -> Iterator[str]:
        """Yield a part and everything below it."""
        maximum = node.answer.maximum if isinstance(node, Indicator) else node.maximum
        points, share = show_number(maximum, self._language), self._share(node.code)
        title = node.title.say(self._language)
        yield f"{'  ' * depth}{node.code}  {title}  ({points}{share})"
        yield from self.account_of(node.code, depth)
        for part in _parts(node):
            yield from self.lines(part, depth + 1)

    def _share(self, code: str) -> str:
        share = self._effective.get(code, Fraction(0))
        if share is None:
            return f"; {_WORDS[self._language]['by_data']}"
        return f"; {show_number(100 * share, self._language, 2)} %"

    def account_of(self, code: str, depth: int) -> Iterator[str]:
        """Yield how the weights below a part came about, where the set declares it."""
        account = self._accounts.get(code)
        if account is None:
            return
        spread = (account.spread or {}).items()
        yield "  " * depth + _WORDS[self._language][account.method].format(
            experts=account.experts,
            spread=", ".join(f"{part} {self._rounded(points, 1)}" for part, points in spread),
            ratio=self._rounded(account.consistency_ratio or 0.0, 3),
        )

    def _rounded(self, number: float, digits: int) -> str:
        return show_number(Fraction(round(number * 10**digits), 10**digits), self._language)


def _parts(node: Group | Criterion | Indicator) -> Sequence[Group | Criterion | Indicator]:
    if isinstance(node, Group):
        return node.parts
    return () if isinstance(node, Indicator) or node.is_one_question else node.indicators


def _echo_json(content: object) -> None:
    click.echo(json.dumps(content, ensure_ascii=False, indent=1))
