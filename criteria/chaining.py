"""Results of several years as one line, linked only on what two years measure alike.

What lives here: the chained index. What does not: what is comparable (`comparable`).

From one year to the next the answers of both years to the questions that both versions ask alike
are scored by one set, the newer one cut down to these questions; the ratio of the two mean scores
links the years. The index is 100 in the first year. What is judged or weighed among the units of
its own year says nothing about another year, and links nothing. Source of the method: ILO and
others, Consumer Price Index Manual (2020), chapter 9 (chain-linked indices).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from criteria.comparable import Comparable, comparable
from criteria.compile import Unit, carry_shares, pack_shares, score_vectors
from criteria.model import CriteriaSet, Criterion, Group, Pillar
from criteria.weighing import weighed_by_data

BASE = Fraction(100)
"""Where a chain begins."""

AMONG_OTHERS = ("measured",)
"""The kinds of answer that are judged among the units of their own year."""


@dataclass(frozen=True, slots=True)
class Year:
    """What the units of one year answered, or were awarded, and the set that asked for it.

    Attributes
    ----------
    vectors : mapping from unit to what `compile.pack_shares` made with this set
    """

    year: int
    criteria_set: CriteriaSet
    vectors: Mapping[str, bytes]

    @classmethod
    def of(cls, year: int, criteria_set: CriteriaSet, units: Iterable[Unit]) -> Year:
        """Pack the answers of a year."""
        packed = {
            unit.code: pack_shares(criteria_set, unit.answers, unit.awarded) for unit in units
        }
        return cls(year, criteria_set, packed)


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
    index: Fraction | None = BASE
    for earlier, later in pairwise(years):
        links.append(link(earlier, later, index))
        index = links[-1].index
    return tuple(links)


def link(earlier: Year, later: Year, index: Fraction | None = BASE) -> Link:
    """Link one year to the one before it; `index` is where the chain stood by then."""
    alike = comparable(earlier.criteria_set, later.criteria_set, apart=AMONG_OTHERS)
    yardstick = _cut_down(later.criteria_set, frozenset(alike.codes))
    if yardstick is None:
        return Link(later.year, alike, 0, None, None, None)
    shared = [unit for unit in earlier.vectors if unit in later.vectors]
    before, after = (_scores(yardstick, one, shared) for one in (earlier, later))
    both = [unit for unit in before if unit in after]
    if not both:
        return Link(later.year, alike, 0, None, None, None)
    means = [sum((scores[u] for u in both), Fraction(0)) / len(both) for scores in (before, after)]
    chained = None if index is None or means[0] == 0 else index * means[1] / means[0]
    return Link(later.year, alike, len(both), means[0], means[1], chained)


class Broken(StrEnum):
    """Why one year could not be linked to the one before it."""

    NOTHING_ALIKE = "nothing_alike"
    WEIGHED_BY_DATA = "weighed_by_data"
    NO_UNIT_IN_BOTH = "no_unit_in_both"
    NO_SCORE_IN_BOTH = "no_score_in_both"
    BEGAN_AT_ZERO = "began_at_zero"


def why_broken(earlier: Year, later: Year, found: Link) -> Broken | None:
    """Say why the link between two years is broken, None if it is not."""
    if found.units:
        return Broken.BEGAN_AT_ZERO if found.before == 0 else None
    if found.linked_by.share_of_new == 0:
        return Broken.NOTHING_ALIKE
    if weighed_by_data(later.criteria_set):
        return Broken.WEIGHED_BY_DATA
    if not earlier.vectors.keys() & later.vectors.keys():
        return Broken.NO_UNIT_IN_BOTH
    return Broken.NO_SCORE_IN_BOTH


def _scores(yardstick: CriteriaSet, year: Year, units: Sequence[str]) -> dict[str, Fraction]:
    carried = {
        unit: carry_shares(year.criteria_set, year.vectors[unit], to=yardstick) for unit in units
    }
    table = score_vectors(yardstick, carried)
    results = [table.result(place) for place in range(len(units))]
    return {one.unit: one.score for one in results if one.score is not None}


# --- the part of a set that is alike -------------------------------------------------------


def _cut_down(criteria_set: CriteriaSet, codes: frozenset[str]) -> CriteriaSet | None:
    """Keep some indicators and whatever is above them; rules, gates and levels do not matter."""
    pillars = tuple(
        part for pillar in criteria_set.pillars if isinstance(part := _kept(pillar, codes), Pillar)
    )
    if not pillars or weighed_by_data(criteria_set):
        return None
    return replace(
        criteria_set,
        pillars=pillars,
        gates=(),
        rules=(),
        scoring=replace(criteria_set.scoring, tie_breakers=()),
        content_hash=f"{criteria_set.content_hash} cut down to {' '.join(sorted(codes))}",
    )


def _kept(part: Group | Criterion, codes: frozenset[str]) -> Group | Criterion | None:
    if isinstance(part, Criterion):
        indicators = tuple(one for one in part.indicators if one.code in codes)
        counts = part.counts and any(one.answer.maximum > 0 for one in indicators)
        own = None if part.asked_when is None or part.asked_when.code in codes else part.asked_when
        return replace(part, indicators=indicators) if counts and own is None else None
    parts = tuple(one for below in part.parts if (one := _kept(below, codes)) is not None)
    return replace(part, parts=parts) if parts else None
