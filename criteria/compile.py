"""Where criteria meet scoring: answers become shares, results and packed vectors.

What lives here: the way from answers to tables, and the vector in which a submission keeps its
shares. What does not: the scheme of a set (`scheme`), the points of a single answer (`kinds`) and
any arithmetic on them (`scoring`).
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

import scoring
from criteria.among import judge_among, measured_columns
from criteria.answers import Given
from criteria.asking import hidden_codes
from criteria.hashes import input_hash, table_hash, vectors_hash
from criteria.kinds import handler_of
from criteria.kinds.stored import fraction_of as number_of
from criteria.model import CriteriaSet, Hidden, Indicator, Measured
from criteria.scheme import scheme_of
from criteria.weighing import weigh_by_data, withheld_alone
from scoring.exact import fraction_of

__all__ = [
    "Answers",
    "AnswersDoNotFit",
    "Awarded",
    "Shares",
    "State",
    "Unit",
    "VectorDoesNotFit",
    "carry_shares",
    "input_hash",
    "pack_shares",
    "scheme_of",
    "score_one",
    "score_units",
    "score_vectors",
    "shares_of",
    "unpack_shares",
]

Answers = Mapping[str, Given]
"""What a unit answered, by indicator code; an indicator that was not answered is absent."""

Awarded = Mapping[str, Fraction]
"""Points that a reviewer gave instead, by indicator code; they stand above the answer."""


class AnswersDoNotFit(ValueError):
    """Answers or awarded points that the set does not know or allow; `code` names the indicator."""

    def __init__(self, code: str, rule: str) -> None:
        self.code = code
        self.rule = rule
        super().__init__(f"{code}: {rule}")


class VectorDoesNotFit(ValueError):
    """A packed vector that was not made for this version of the set."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit to be scored."""

    code: str
    answers: Answers
    league: str = ""
    awarded: Awarded = field(default_factory=dict)


class State(IntEnum):
    """What is known about one indicator of one unit."""

    ANSWERED = 0
    MISSING = 1
    NOT_APPLICABLE = 2


@dataclass(frozen=True, slots=True)
class Shares:
    """The share of every indicator of one unit; None where the state is not `ANSWERED`.

    An indicator that is judged among the units has the number that was answered in its place.
    """

    shares: tuple[Fraction | None, ...]
    states: tuple[State, ...]


# --- answers -> results --------------------------------------------------------------------


def shares_of(
    criteria_set: CriteriaSet, answers: Answers, awarded: Awarded | None = None
) -> Shares:
    """Turn answers into exact shares of the indicators, in the order of the set.

    What is not asked of the unit counts as the set says, whatever was answered or awarded there.

    Raises
    ------
    AnswersDoNotFit
        If a code is not in the set, an indicator may not be left out as not applicable, or awarded
        points are not between 0 and the maximum.
    """
    given = awarded or {}
    indicators = tuple(criteria_set.indicators())
    known = {indicator.code for indicator in indicators}
    for code in [*answers, *given]:
        if code not in known:
            raise AnswersDoNotFit(code, "is not in the set")
    hidden = hidden_codes(criteria_set, answers)
    found = [
        _hidden_share(indicator, criteria_set.scoring.hidden)
        if indicator.code in hidden
        else _share(indicator, answers.get(indicator.code), given.get(indicator.code))
        for indicator in indicators
    ]
    return Shares(tuple(share for share, _ in found), tuple(state for _, state in found))


def _hidden_share(indicator: Indicator, counts_as: Hidden) -> tuple[Fraction | None, State]:
    """A number that is judged among the units has no zero, and is left out in any case."""
    answer = indicator.answer
    if counts_as is Hidden.ZERO and answer.maximum > 0 and not isinstance(answer, Measured):
        return Fraction(0), State.ANSWERED
    return None, State.NOT_APPLICABLE


def _share(
    indicator: Indicator, answer: Given | None, awarded: Fraction | None
) -> tuple[Fraction | None, State]:
    maximum = indicator.answer.maximum
    if awarded is not None:
        if isinstance(indicator.answer, Measured):
            raise AnswersDoNotFit(indicator.code, "is judged among the units and has no points")
        if not 0 <= awarded <= maximum:
            raise AnswersDoNotFit(indicator.code, f"points are not between 0 and {maximum}")
        answer = Given({})
    if answer is not None and answer.not_applicable and not indicator.may_be_not_applicable:
        raise AnswersDoNotFit(indicator.code, "may not be left out as not applicable")
    if maximum == 0 or (answer is not None and answer.not_applicable):
        return None, State.NOT_APPLICABLE
    if answer is None or answer.value is None:
        return None, State.MISSING
    if isinstance(indicator.answer, Measured):
        return number_of(answer.value, "number"), State.ANSWERED
    if awarded is None:
        awarded = handler_of(indicator.answer).points(indicator.answer, answer.value)
    return awarded / maximum, State.ANSWERED


def score_units(criteria_set: CriteriaSet, units: Sequence[Unit]) -> scoring.ScoreTable:
    """Score, level and rank units from their answers."""
    table = _table(criteria_set, None, units)
    rows = ((u.code, u.league, input_hash(u.answers, u.awarded)) for u in units)
    return _traced(criteria_set, table, table_hash(rows))


def _traced(
    criteria_set: CriteriaSet, table: scoring.ScoreTable, of_input: str
) -> scoring.ScoreTable:
    """Return a table that names the content of its set and what was scored."""
    return replace(table, set_hash=criteria_set.content_hash, input_hash=of_input)


def _table(
    criteria_set: CriteriaSet, alone: scoring.Scheme | None, units: Sequence[Unit]
) -> scoring.ScoreTable:
    scheme = alone or scheme_of(criteria_set)
    rows = [shares_of(criteria_set, unit.answers, unit.awarded) for unit in units]
    shape = (len(units), scheme.hierarchy.n_leaves)
    floats = [[np.nan if s is None else float(s) for s in row.shares] for row in rows]
    states = np.array([row.states for row in rows], dtype=np.uint8).reshape(shape)
    return _judged(
        criteria_set,
        alone,
        np.array(floats, dtype=np.float64).reshape(shape),
        states,
        units=[unit.code for unit in units],
        leagues=[unit.league for unit in units],
        exact={at: row.shares for at, row in enumerate(rows) if _inexact(row)},
        off_grid=np.array([_is_off_grid(scheme, row) for row in rows], dtype=bool),
    )


def _judged(
    criteria_set: CriteriaSet,
    alone: scoring.Scheme | None,
    numbers: NDArray[np.float64],
    states: NDArray[np.uint8],
    *,
    units: Sequence[str],
    leagues: Sequence[str] | None,
    exact: Mapping[int, Sequence[Fraction | None]],
    off_grid: NDArray[np.bool_],
) -> scoring.ScoreTable:
    """Judge and weigh among the units what is judged or weighed so, and score.

    `alone` is the scheme by which a unit is scored that stands for nobody but itself.
    """
    columns = measured_columns(criteria_set)
    out = states == State.NOT_APPLICABLE
    if columns:
        numbers, out = judge_among(criteria_set, numbers, out, units)
        exact = {
            at: [
                None
                if np.isnan(numbers[at, place])
                else fraction_of(float(numbers[at, place]))
                if place in columns
                else share
                for place, share in enumerate(row)
            ]
            for at, row in exact.items()
        }
    return scoring.score_table(
        alone or weigh_by_data(criteria_set, scheme_of(criteria_set), numbers, out),
        numbers,
        units=units,
        not_applicable=out,
        leagues=leagues,
        exact=exact,
        off_grid=off_grid,
    )


def _inexact(row: Shares) -> dict[int, str]:
    """Find the shares that their float64 would not bring back, as text by their place."""
    return {
        place: str(share)
        for place, share in enumerate(row.shares)
        if share is not None and fraction_of(float(share)) != share
    }


def _is_off_grid(scheme: scoring.Scheme, row: Shares) -> bool:
    """Tell whether a share, such as a reviewer's, is none of those that the answer can bring."""
    return any(
        share is not None and lattice is not None and (share * lattice).denominator != 1
        for share, lattice in zip(row.shares, scheme.hierarchy.lattice, strict=True)
    )


def score_one(
    criteria_set: CriteriaSet, answers: Answers, awarded: Awarded | None = None
) -> scoring.UnitResult:
    """Score the answers of one unit, everything in exact fractions.

    A quota looks at everybody and is left out here, and so is what is judged among the units. Where
    weights follow from the data of all units, what they weigh is withheld.
    """
    unit = Unit("", answers, awarded=awarded or {})
    scheme = scheme_of(criteria_set)
    alone = scheme if scheme.quota is None else replace(scheme, quota=None)
    result = _table(criteria_set, alone, [unit]).result(0)
    return withheld_alone(criteria_set, alone, result)


# --- packed vectors ------------------------------------------------------------------------

_HEAD = struct.Struct("<?3s8sI")
_MAGIC = b"TS1"


def pack_shares(
    criteria_set: CriteriaSet, answers: Answers, awarded: Awarded | None = None
) -> bytes:
    """Pack the shares of one unit: head, float64 shares, one state byte each, exact rest.

    The head names the format and the set. A share that its float64 does not bring back exactly (a
    fraction with a denominator beyond a million) is kept as text in the rest.
    """
    return _packed(criteria_set, shares_of(criteria_set, answers, awarded))


def _packed(criteria_set: CriteriaSet, found: Shares) -> bytes:
    scheme = scheme_of(criteria_set)
    floats = np.array([np.nan if s is None else float(s) for s in found.shares], dtype="<f8")
    rest = _inexact(found)
    head = _head(criteria_set, off_grid=_is_off_grid(scheme, found))
    tail = json.dumps(rest, separators=(",", ":")).encode() if rest else b""
    return head + floats.tobytes() + bytes(found.states) + tail


def _head(criteria_set: CriteriaSet, *, off_grid: bool = False) -> bytes:
    n_leaves = scheme_of(criteria_set).hierarchy.n_leaves
    return _HEAD.pack(off_grid, _MAGIC, _mark(criteria_set), n_leaves)


def unpack_shares(criteria_set: CriteriaSet, vector: bytes) -> Shares:
    """Bring back the exact shares and states of one packed vector.

    Raises
    ------
    VectorDoesNotFit
        If the vector was made for another set, version or content.
    """
    floats, states, _ = _matrix(criteria_set, [vector])
    rest = _rest(criteria_set, vector)
    shares = (
        None if np.isnan(x) else rest.get(at, fraction_of(float(x)))
        for at, x in enumerate(floats[0])
    )
    return Shares(tuple(shares), tuple(State(state) for state in states[0]))


def carry_shares(criteria_set: CriteriaSet, vector: bytes, *, to: CriteriaSet) -> bytes:
    """Pack what a vector holds for another set whose indicators are all among its own.

    What is carried is the share: the caller knows that it means the same in both sets.

    Raises
    ------
    VectorDoesNotFit
        If the vector was made for another set, version or content.
    """
    found = unpack_shares(criteria_set, vector)
    place = {one.code: at for at, one in enumerate(criteria_set.indicators())}
    kept = [place[one.code] for one in to.indicators()]
    shares, states = found.shares, found.states
    return _packed(to, Shares(tuple(shares[at] for at in kept), tuple(states[at] for at in kept)))


def score_vectors(
    criteria_set: CriteriaSet,
    vectors: Mapping[str, bytes],
    leagues: Mapping[str, str] | None = None,
) -> scoring.ScoreTable:
    """Score, level and rank units from their packed vectors, without touching an answer.

    Parameters
    ----------
    criteria_set : CriteriaSet
    vectors : mapping from unit to what `pack_shares` made
    leagues : mapping from unit to league, optional
    """
    packed = list(vectors.values())
    shares, states, off_grid = _matrix(criteria_set, packed)
    size = _size(criteria_set)
    table = _judged(
        criteria_set,
        None,
        shares,
        states,
        units=list(vectors),
        leagues=None if leagues is None else [leagues.get(unit, "") for unit in vectors],
        exact={
            at: unpack_shares(criteria_set, vector).shares
            for at, vector in enumerate(packed)
            if len(vector) > size
        },
        off_grid=off_grid,
    )
    return _traced(criteria_set, table, vectors_hash(vectors, leagues or {}))


def _size(criteria_set: CriteriaSet) -> int:
    """Length of a vector without its exact rest."""
    return _HEAD.size + 9 * scheme_of(criteria_set).hierarchy.n_leaves


def _mark(criteria_set: CriteriaSet) -> bytes:
    name = f"{criteria_set.reference} {criteria_set.content_hash}"
    return hashlib.sha256(name.encode()).digest()[:8]


def _matrix(
    criteria_set: CriteriaSet, vectors: Sequence[bytes]
) -> tuple[NDArray[np.float64], NDArray[np.uint8], NDArray[np.bool_]]:
    """Bring shares, states and the mark of who stands off the grid together, unit by unit."""
    n_leaves = scheme_of(criteria_set).hierarchy.n_leaves
    head, size = _head(criteria_set), _size(criteria_set)
    if any(len(v) < size or v[1 : len(head)] != head[1:] for v in vectors):
        raise VectorDoesNotFit(f"a vector was not made for {criteria_set.reference}")
    row = np.dtype(
        [("off", "?"), ("", "V", len(head) - 1), ("f", "<f8", n_leaves), ("s", "u1", n_leaves)]
    )
    table = np.frombuffer(b"".join(vector[:size] for vector in vectors), dtype=row)
    return np.array(table["f"], dtype=np.float64), np.array(table["s"]), np.array(table["off"])


def _rest(criteria_set: CriteriaSet, vector: bytes) -> dict[int, Fraction]:
    tail = vector[_size(criteria_set) :]
    return {int(at): Fraction(text) for at, text in json.loads(tail or b"{}").items()}
