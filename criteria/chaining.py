"""Results of several years as one line, linked only on what two years measure alike.

What lives here: the chained index. What does not: what is comparable (`comparable`).

From one year to the next the answers of both years to the questions that both versions ask alike
are scored by one set, the newer one cut down to these questions; the ratio of the two mean scores
links the years. The index is 100 in the first year. Source of the method: ILO and others, Consumer
Price Index Manual (2020), chapter 9 (chain-linked indices).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from criteria.comparable import Comparable, comparable
from criteria.compile import Unit, score_units
from criteria.model import CriteriaSet, Criterion, Group, Pillar


@dataclass(frozen=True, slots=True)
class Year:
    """The answers of one year and the set that asked for them."""

    year: int
    criteria_set: CriteriaSet
    units: Sequence[Unit]


@dataclass(frozen=True, slots=True)
class Link:
    """The way from one year to the next.

    Attributes
    ----------
    year : int
        The later year.
    linked_by : Comparable
        What both versions measure alike.
    units : int
        The units that are in both years and have a score in both.
    before, after : Fraction or None
        Their mean score on the comparable part; None = no unit or nothing comparable.
    index : Fraction or None
        100 in the first year; None from the first broken link on.
    """

    year: int
    linked_by: Comparable
    units: int
    before: Fraction | None
    after: Fraction | None
    index: Fraction | None


def chain(years: Sequence[Year]) -> tuple[Link, ...]:
    """Link every year to the one before it.

    A link is broken where nothing is comparable, no unit is in both years, or the mean was 0.
    """
    links: list[Link] = []
    index: Fraction | None = Fraction(100)
    for earlier, later in pairwise(years):
        link = _link(earlier, later, index)
        links.append(link)
        index = link.index
    return tuple(links)


def _link(earlier: Year, later: Year, index: Fraction | None) -> Link:
    alike = comparable(earlier.criteria_set, later.criteria_set)
    yardstick = _cut_down(later.criteria_set, frozenset(alike.codes))
    if yardstick is None:
        return Link(later.year, alike, 0, None, None, None)
    before, after = (_scores(yardstick, one.units, alike.codes) for one in (earlier, later))
    both = [unit for unit in before if unit in after]
    if not both:
        return Link(later.year, alike, 0, None, None, None)
    means = [sum((scores[u] for u in both), Fraction(0)) / len(both) for scores in (before, after)]
    chained = None if index is None or means[0] == 0 else index * means[1] / means[0]
    return Link(later.year, alike, len(both), means[0], means[1], chained)


def _scores(
    yardstick: CriteriaSet, units: Sequence[Unit], codes: Sequence[str]
) -> dict[str, Fraction]:
    cut = [
        replace(
            unit,
            answers={code: unit.answers[code] for code in codes if code in unit.answers},
            awarded={},
        )
        for unit in units
    ]
    table = score_units(yardstick, cut)
    results = [table.result(place) for place in range(len(cut))]
    return {one.unit: one.score for one in results if one.score is not None}


# --- the part of a set that is alike -------------------------------------------------------


def _cut_down(criteria_set: CriteriaSet, codes: frozenset[str]) -> CriteriaSet | None:
    """Keep some indicators and whatever is above them; rules, gates and levels do not matter."""
    pillars = tuple(
        part for pillar in criteria_set.pillars if isinstance(part := _kept(pillar, codes), Pillar)
    )
    if not pillars:
        return None
    return replace(
        criteria_set,
        pillars=pillars,
        gates=(),
        rules=(),
        scoring=replace(criteria_set.scoring, tie_breakers=()),
        content_hash="",
    )


def _kept(part: Group | Criterion, codes: frozenset[str]) -> Group | Criterion | None:
    if isinstance(part, Criterion):
        indicators = tuple(one for one in part.indicators if one.code in codes)
        counts = part.counts and any(one.answer.maximum > 0 for one in indicators)
        own = None if part.asked_when is None or part.asked_when.code in codes else part.asked_when
        return replace(part, indicators=indicators) if counts and own is None else None
    parts = tuple(one for below in part.parts if (one := _kept(below, codes)) is not None)
    return replace(part, parts=parts) if parts else None
