"""What would happen to the units of last year under another set or under other weights.

What lives here: the same answers scored twice, side by side. What does not: what is comparable
(`comparable`), and the same set with other weights (`reweighting`).

An answer is carried over where the new set asks the question again (`comparable.asked_again`) and
knows such an answer, whatever it brings there; every other question of the new set counts as not
answered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import scoring
from criteria.answers import AnswerFaulty, Given
from criteria.comparable import Comparable, asked_again
from criteria.compile import Unit, score_units
from criteria.kinds import handler_of
from criteria.members import Whole, answering, wholes_of
from criteria.model import CriteriaSet, Indicator
from criteria.tables import LEAGUE, UNIT, Cell, UnitAnswers
from scoring.members import combine_members

HEADER = (
    UNIT,
    LEAGUE,
    "score_before",
    "score_after",
    "level_before",
    "level_after",
    "rank_before",
    "rank_after",
    "league_rank_before",
    "league_rank_after",
)
LEVELS_HEADER = ("level", "units_before", "units_after")
CRITERIA_HEADER = ("criterion", "tells_before", "tells_after")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Score, level, and rank among all and in the league of one unit; None where it has none."""

    score: Fraction | None
    level: int | None
    rank: int | float | None
    league_rank: int | float | None


@dataclass(frozen=True, slots=True)
class Moved:
    """One unit before and after."""

    unit: str
    league: str
    before: Outcome
    after: Outcome

    @property
    def by_levels(self) -> int:
        """How many levels it rises (above 0) or falls; 0 where it has none before or after."""
        if self.before.level is None or self.after.level is None:
            return 0
        return self.after.level - self.before.level

    @property
    def by_ranks(self) -> float:
        """How many places it rises (above 0) or falls."""
        if self.before.rank is None or self.after.rank is None:
            return 0
        return self.before.rank - self.after.rank


@dataclass(frozen=True)
class Simulation:
    """Every unit under both sets.

    Attributes
    ----------
    old, new : str
        The `slug@version` of both.
    units : tuple of Moved
        In the order of the answers.
    levels : mapping from level to (units before, units after)
    telling : mapping from code to (before, after)
        Whether the criteria that were carried over told units apart, and do so still.
    carried : Comparable
        The indicators whose answers were carried over.
    """

    old: str
    new: str
    units: tuple[Moved, ...]
    levels: Mapping[int, tuple[int, int]]
    telling: Mapping[str, tuple[bool, bool]]
    carried: Comparable

    @property
    def flat(self) -> tuple[str, ...]:
        """Codes of criteria that told units apart and no longer do."""
        return tuple(code for code, (was, now) in self.telling.items() if was and not now)

    @property
    def emptied(self) -> tuple[int, ...]:
        """Levels that somebody held before and nobody holds after."""
        return tuple(level for level, (was, now) in self.levels.items() if was and not now)

    @property
    def by_change(self) -> tuple[Moved, ...]:
        """The units whose level or rank changes, the greatest changes first."""
        changed = (one for one in self.units if one.by_levels or one.by_ranks)
        return tuple(sorted(changed, key=lambda one: (-abs(one.by_levels), -abs(one.by_ranks))))


def simulate_table(old: CriteriaSet, new: CriteriaSet, units: Sequence[UnitAnswers]) -> Simulation:
    """Score the units of a table by both sets, and then what they are parts of."""
    own = [Unit(one.unit, one.answers, one.league) for one in answering(old, units)]
    return simulate(old, new, own, wholes=(wholes_of(old, units), wholes_of(new, units)))


def simulate(
    old: CriteriaSet,
    new: CriteriaSet,
    units: Sequence[Unit],
    *,
    wholes: tuple[Sequence[Whole], Sequence[Whole]] = ((), ()),
) -> Simulation:
    """Score units by the set that they answered and by another one.

    Points that a reviewer awarded are carried over with the answers they belong to. The `wholes`
    that the units are parts of, by both sets, follow them; a set that knows none leaves them out.
    """
    carried = asked_again(old, new)
    carrying = _Carrying(old, new, carried.codes)
    before = score_units(old, units)
    after = score_units(new, [carrying.carry(unit) for unit in units])
    both = [(before, after)]
    if all(wholes):
        both.append((_combined(before, wholes[0]), _combined(after, wholes[1])))
    return Simulation(
        old.reference,
        new.reference,
        tuple(one for was, now in both for one in _moved(was, now)),
        _levels(both),
        _compared(before, after, _still_asked(new, carried.codes)),
        carried,
    )


def _combined(table: scoring.ScoreTable, wholes: Sequence[Whole]) -> scoring.ScoreTable:
    members = {one.unit: one.members for one in wholes}
    return combine_members(table, members, {one.unit: one.league for one in wholes}).table


def _moved(before: scoring.ScoreTable, after: scoring.ScoreTable) -> Iterator[Moved]:
    for place, (unit, league) in enumerate(zip(before.units, before.leagues, strict=True)):
        yield Moved(unit, league, _outcome(before, place), _outcome(after, place))


class _Carrying:
    """Carries the answers of one version over to another."""

    def __init__(self, old: CriteriaSet, new: CriteriaSet, codes: Sequence[str]) -> None:
        before = {one.code: one.answer.maximum for one in old.indicators()}
        self._asked = {one.code: one for one in new.indicators() if one.code in set(codes)}
        # What a reviewer awarded keeps its share of the maximum.
        self._factors = {
            code: one.answer.maximum / before[code] if before[code] else Fraction(0)
            for code, one in self._asked.items()
        }
        self._known: dict[tuple[str, str], bool] = {}

    def carry(self, unit: Unit) -> Unit:
        """Return a unit with the answers that the newer version can judge."""
        answers = {code: unit.answers[code] for code in self._asked if code in unit.answers}
        return replace(
            unit,
            answers={code: given for code, given in answers.items() if self._fits(code, given)},
            awarded={
                code: unit.awarded[code] * factor
                for code, factor in self._factors.items()
                if code in unit.awarded
            },
        )

    def _fits(self, code: str, given: Given) -> bool:
        """Tell whether the newer version knows such an answer; many units give the same one."""
        key = (code, str(given.value))
        if key not in self._known:
            self._known[key] = _is_possible(self._asked[code], given)
        return self._known[key]


def _is_possible(asked: Indicator, given: Given) -> bool:
    if given.value is None:
        return asked.may_be_not_applicable
    try:
        handler_of(asked.answer).check(asked.answer, given.value)
    except AnswerFaulty:
        return False
    return True


def _still_asked(criteria_set: CriteriaSet, carried: Sequence[str]) -> list[str]:
    """Return the criteria that count and of which something was carried over."""
    return [
        criterion.code
        for criterion in criteria_set.criteria()
        if criterion.counts and any(one.code in set(carried) for one in criterion.indicators)
    ]


def _outcome(table: scoring.ScoreTable, place: int) -> Outcome:
    result = table.result(place)
    return Outcome(result.score, result.level, result.overall_rank, result.rank)


def _levels(
    both: Sequence[tuple[scoring.ScoreTable, scoring.ScoreTable]],
) -> dict[int, tuple[int, int]]:
    numbers = {number for one in both[0] for number in one.scheme.levels.bands.levels}
    return {
        level: (
            sum(int((before.level == level).sum()) for before, _ in both),
            sum(int((after.level == level).sum()) for _, after in both),
        )
        for level in sorted(numbers)
    }


def _compared(
    before: scoring.ScoreTable, after: scoring.ScoreTable, codes: Sequence[str]
) -> dict[str, tuple[bool, bool]]:
    told, tells = _telling(before), _telling(after)
    return {code: (code in told, code in tells) for code in codes}


def _telling(table: scoring.ScoreTable) -> set[str]:
    """Find the parts of the tree in which not all units have the same share."""
    seen: dict[str, set[Fraction]] = {}
    for place in range(len(table.units)):
        for node in table.result(place).nodes:
            if node.share is not None:
                seen.setdefault(node.code, set()).add(node.share)
    return {code for code, shares in seen.items() if len(shares) > 1}


def rows_of(found: Simulation) -> Iterator[Sequence[Cell]]:
    """Yield every unit before and after under `HEADER`, in the order of the answers."""
    for one in found.units:
        scores = (one.before.score, one.after.score)
        yield [
            one.unit,
            one.league,
            *(None if score is None else float(score) for score in scores),
            one.before.level,
            one.after.level,
            one.before.rank,
            one.after.rank,
            one.before.league_rank,
            one.after.league_rank,
        ]


def level_rows(found: Simulation) -> Iterator[Sequence[Cell]]:
    """Yield every level with its units before and after, under `LEVELS_HEADER`."""
    for level, counts in found.levels.items():
        yield [level, *counts]


def criterion_rows(found: Simulation) -> Iterator[Sequence[Cell]]:
    """Yield every criterion, and whether it tells units apart, under `CRITERIA_HEADER`."""
    for code, telling in found.telling.items():
        yield [code, *("yes" if tells else "no" for tells in telling)]
