"""Who is a part of whom in a table: the columns ``part_of`` and ``size``.

What lives here: these columns, and what is wrong with them. What does not: scoring a whole from its
members (`criteria.members`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction

from criteria.answers import AnswerFaulty
from criteria.kinds.reading import CellReader
from criteria.model import CriteriaSet, WeightedBy
from criteria.numbers import DecimalMark
from criteria.tables.faults import CellFault

PART_OF = "part_of"
SIZE = "size"
NO_COLUMNS: tuple[str, ...] = ()


def member_columns(criteria_set: CriteriaSet) -> tuple[str, ...]:
    """Return the columns that a set of members adds to its table."""
    if criteria_set.members is None:
        return NO_COLUMNS
    by_size = criteria_set.members.weighted_by is WeightedBy.SIZE
    return (PART_OF, SIZE) if by_size else (PART_OF,)


@dataclass(frozen=True, slots=True)
class Membership:
    """What a row says about the unit's place: the whole it is a part of, and its size.

    `part_of` is "" for a unit that is no member; `size` is None where there is no column for it, or
    none was given.
    """

    part_of: str = ""
    size: Fraction | None = None


NO_MEMBERSHIP = Membership()


@dataclass(frozen=True, slots=True)
class Place:
    """A row as far as membership is concerned."""

    unit: str
    row: int
    membership: Membership
    has_answers: bool


def read_size(
    text: str, row: int, mark: DecimalMark | None
) -> tuple[Fraction | None, CellFault | None]:
    """Read the size of a member: a number above 0; an empty cell is None."""
    if not text:
        return None, None
    reader = CellReader({"": text}, mark)
    number = reader.number(signed=True)
    if number is None:
        try:
            reader.finish()
        except AnswerFaulty as faulty:
            (fault,) = faulty.faults
            return None, CellFault(fault.code, row, SIZE, fault.parameters)
        return None, None
    if number <= 0:
        return None, CellFault("size_not_above_zero", row, SIZE, {"typed": text[:60]})
    return Fraction(number), None


def membership_faults(places: Sequence[Place], *, by_size: bool) -> Iterator[CellFault]:
    """Yield what is wrong with who is a part of whom.

    Parameters
    ----------
    places : sequence of Place
    by_size : bool
        Every member needs a size.
    """
    by_unit = {place.unit: place for place in places}
    wholes = {place.membership.part_of for place in places} - {""}
    for place in places:
        whole = place.membership.part_of
        if whole:
            yield from _faults_of_member(place, by_unit, whole)
            if by_size and place.membership.size is None:
                yield CellFault("size_missing", place.row, SIZE)
        if place.unit in wholes and place.has_answers:
            yield CellFault("whole_has_answers", place.row, "", {"typed": place.unit[:60]})


def _faults_of_member(
    place: Place, by_unit: Mapping[str, Place], whole: str
) -> Iterator[CellFault]:
    if whole == place.unit:
        yield CellFault("part_of_itself", place.row, PART_OF)
    elif whole not in by_unit:
        close = get_close_matches(whole, list(by_unit), 1, 0.8)
        code = "part_of_misspelt" if close else "part_of_unknown"
        parameters = {"typed": whole[:60], **({"close": close[0]} if close else {})}
        yield CellFault(code, place.row, PART_OF, parameters)
    elif by_unit[whole].membership.part_of:
        above = by_unit[whole].membership.part_of
        parameters = {"typed": whole[:60], "above": above[:60]}
        yield CellFault("part_of_member", place.row, PART_OF, parameters)
