"""Units that are made of others, scored from a table: the members, and then the wholes.

What lives here: who of a table is a member and who is a whole, and both their results. What does
not: the columns that say so (`tables.membership`) and the mean (`scoring.members`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import scoring
from criteria.compile import Unit, score_units
from criteria.model import CriteriaSet, WeightedBy
from criteria.tables import UnitAnswers
from scoring.members import Combined, Member, combine_members


@dataclass(frozen=True)
class Whole:
    """A unit that is made of others.

    Attributes
    ----------
    unit, league : str
    members : tuple of Member
    """

    unit: str
    league: str
    members: tuple[Member, ...]


def wholes_of(criteria_set: CriteriaSet, units: Sequence[UnitAnswers]) -> tuple[Whole, ...]:
    """Return the units of a table that are made of others, in the order of their rows."""
    if criteria_set.members is None:
        return ()
    by_size = criteria_set.members.weighted_by is WeightedBy.SIZE
    members: dict[str, list[Member]] = {}
    for one in units:
        if one.membership.part_of:
            size = one.membership.size if by_size else None
            own = Member(one.unit, Fraction(1) if size is None else size)
            members.setdefault(one.membership.part_of, []).append(own)
    return tuple(
        Whole(one.unit, one.league, tuple(members[one.unit]))
        for one in units
        if one.unit in members
    )


def answering(criteria_set: CriteriaSet, units: Sequence[UnitAnswers]) -> tuple[UnitAnswers, ...]:
    """Return the units that answer themselves: all but the wholes."""
    wholes = {one.unit for one in wholes_of(criteria_set, units)}
    return tuple(one for one in units if one.unit not in wholes)


@dataclass(frozen=True)
class TableScored:
    """The results of a table.

    Attributes
    ----------
    units : tuple of UnitAnswers
        Those who answered themselves, in the order of `table`.
    table : scoring.ScoreTable
    wholes : tuple of Whole
    combined : Combined, optional
        The wholes, in the order of `wholes`; None in a set without members, or without any whole.
    """

    units: tuple[UnitAnswers, ...]
    table: scoring.ScoreTable
    wholes: tuple[Whole, ...]
    combined: Combined | None


def score_table_of(criteria_set: CriteriaSet, units: Sequence[UnitAnswers]) -> TableScored:
    """Score the units of a table, and then what they are parts of.

    Raises
    ------
    NumbersNotComparable
    """
    own, wholes = answering(criteria_set, units), wholes_of(criteria_set, units)
    table = score_units(criteria_set, [Unit(one.unit, one.answers, one.league) for one in own])
    combined = None
    if wholes:
        combined = combine_members(
            table,
            {one.unit: one.members for one in wholes},
            {one.unit: one.league for one in wholes},
        )
    return TableScored(own, table, wholes, combined)
