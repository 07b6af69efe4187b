"""Do intervals cover every possible number exactly once, with one owner of each edge?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from criteria.model import Interval


@dataclass(frozen=True, slots=True)
class Flaw:
    """A gap or an overlap; `row` is the place in the list as it was written.

    `code` is one of gap, overlap, overlap_below, overlap_above, edge_unowned, edge_owned_twice,
    empty_interval, starts_late, ends_early, ends (where there must be no end).
    """

    code: str
    row: int
    lower: Fraction
    upper: Fraction


def flaws(
    intervals: Sequence[Interval], lowest: Fraction, highest: Fraction | None
) -> Iterator[Flaw]:
    """Yield what keeps the intervals from covering `lowest` to `highest` exactly once.

    `highest` None = without end. The order in which the intervals are written does not matter.
    """
    whole = [(row, one) for row, one in enumerate(intervals) if not _is_empty(one)]
    for row, one in enumerate(intervals):
        if _is_empty(one):
            yield Flaw("empty_interval", row, one.lower or lowest, one.upper or lowest)
    if not whole:
        return
    whole.sort(key=lambda pair: _start(pair[1]))
    yield from _start_flaws(*whole[0], lowest)
    reaching = whole[0]
    for row, after in whole[1:]:
        yield from _joint_flaws(reaching[1], row, after)
        reaching = max(reaching, (row, after), key=lambda pair: _end(pair[1]))
    yield from _end_flaws(*reaching, highest)


def _start(one: Interval) -> tuple[bool, Fraction, bool]:
    return (one.lower is not None, one.lower or Fraction(0), not one.lower_included)


def _end(one: Interval) -> tuple[bool, Fraction, bool]:
    return (one.upper is None, one.upper or Fraction(0), one.upper_included)


def _is_empty(one: Interval) -> bool:
    if one.lower is None or one.upper is None or one.lower < one.upper:
        return False
    return one.lower > one.upper or not (one.lower_included and one.upper_included)


def _start_flaws(row: int, first: Interval, lowest: Fraction) -> Iterator[Flaw]:
    if first.lower is None or (first.lower <= lowest and lowest in first):
        return
    if first.lower == lowest:
        yield Flaw("edge_unowned", row, lowest, lowest)
    elif first.lower > lowest:
        yield Flaw("starts_late", row, lowest, first.lower)


def _joint_flaws(before: Interval, row: int, after: Interval) -> Iterator[Flaw]:
    upper, lower = before.upper, after.lower
    if lower is None:
        edge = after.upper if upper is None else upper
        yield Flaw("overlap_below", row, edge or Fraction(0), edge or Fraction(0))
    elif upper is None:
        yield Flaw("overlap_above", row, lower, lower)
    elif lower < upper:
        yield Flaw("overlap", row, lower, min(upper, after.upper or upper))
    elif upper < lower:
        yield Flaw("gap", row, upper, lower)
    elif before.upper_included and after.lower_included:
        yield Flaw("edge_owned_twice", row, upper, lower)
    elif not before.upper_included and not after.lower_included:
        yield Flaw("edge_unowned", row, upper, lower)


def _end_flaws(row: int, last: Interval, highest: Fraction | None) -> Iterator[Flaw]:
    if last.upper is None:
        return
    if highest is None:
        yield Flaw("ends", row, last.upper, last.upper)
    elif last.upper < highest:
        yield Flaw("ends_early", row, last.upper, highest)
    elif last.upper == highest and not last.upper_included:
        yield Flaw("edge_unowned", row, highest, highest)
