"""Where criteria meet scoring: a set becomes a scheme, answers become shares and results.

What lives here: the only code that knows both packages, and the packed vector in which a submission
keeps its shares. What does not: the points of a single answer (`kinds`) and any arithmetic on them
(`scoring`).
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

import scoring
from criteria.answers import Given
from criteria.kinds import handler_of
from criteria.model import (
    Aggregation,
    CriteriaSet,
    Criterion,
    Group,
    Indicator,
    Levels,
)
from scoring.exact import fraction_of

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
    """The share of every indicator of one unit; None where the state is not `ANSWERED`."""

    shares: tuple[Fraction | None, ...]
    states: tuple[State, ...]


# --- set -> scheme -------------------------------------------------------------------------

_SCHEMES: dict[str, scoring.Scheme] = {}


def scheme_of(criteria_set: CriteriaSet) -> scoring.Scheme:
    """Compile the tree, levels, gates and rules of a set, once per content hash.

    A criterion that is answered by one question of its own code is one node; an indicator that can
    bring no points stays in the tree with weight 0 and never applies.
    """
    key = criteria_set.content_hash
    if key and key in _SCHEMES:
        return _SCHEMES[key]
    scheme = _compile(criteria_set)
    if key:
        _SCHEMES[key] = scheme
    return scheme


def _compile(criteria_set: CriteriaSet) -> scoring.Scheme:
    rules = criteria_set.scoring
    hierarchy = scoring.Hierarchy.build(_nodes(criteria_set))
    pillar_levels = criteria_set.pillar_levels
    return scoring.Scheme(
        hierarchy=hierarchy,
        missing=scoring.Missing(rules.missing.value),
        not_applicable=scoring.NotApplicable(rules.not_applicable.value),
        levels=_cut(criteria_set.levels),
        pillar_levels=None if pillar_levels is None else _cut(pillar_levels),
        gates=tuple(scoring.Gate(g.level, g.pillars, g.pillar_level) for g in criteria_set.gates),
        ranked=scoring.Measure(rules.ranked.value),
        name=f"{criteria_set.reference} {criteria_set.content_hash}".rstrip(),
    )


def _cut(levels: Levels) -> scoring.Cut:
    bands = (
        scoring.Band(
            level.level,
            level.interval.lower,
            level.interval.lower_included,
            level.interval.upper,
            level.interval.upper_included,
        )
        for level in levels.bands
    )
    return scoring.Cut(scoring.Measure(levels.measure.value), scoring.Bands.of(bands))


def _nodes(criteria_set: CriteriaSet) -> Iterator[scoring.Node]:
    default, root = criteria_set.scoring.aggregation, criteria_set.slug
    yield scoring.Node(root, None, aggregation=scoring.Aggregation(default.value))
    for pillar in criteria_set.pillars:
        yield from _group_nodes(pillar, root, default)


def _group_nodes(group: Group, parent: str, default: Aggregation) -> Iterator[scoring.Node]:
    yield _inner(group, parent, default, group.indicators())
    for part in group.parts:
        if isinstance(part, Criterion):
            yield from _criterion_nodes(part, group.code, default)
        else:
            yield from _group_nodes(part, group.code, default)


def _criterion_nodes(
    criterion: Criterion, parent: str, default: Aggregation
) -> Iterator[scoring.Node]:
    if [indicator.code for indicator in criterion.indicators] == [criterion.code]:
        yield _leaf(criterion.indicators[0], parent, criterion.weight)
        return
    yield _inner(criterion, parent, default, criterion.indicators)
    for indicator in criterion.indicators:
        yield _leaf(indicator, criterion.code, indicator.weight)


def _inner(
    part: Group | Criterion, parent: str, default: Aggregation, below: Iterable[Indicator]
) -> scoring.Node:
    scores = any(indicator.answer.maximum > 0 for indicator in below)
    return scoring.Node(
        part.code,
        parent,
        weight=_weight(part.weight, scores=scores),
        aggregation=scoring.Aggregation((part.aggregation or default).value),
    )


def _leaf(indicator: Indicator, parent: str, weight: Fraction | None) -> scoring.Node:
    maximum = indicator.answer.maximum
    return scoring.Node(
        indicator.code, parent, weight=_weight(weight, scores=maximum > 0), maximum=maximum
    )


def _weight(declared: Fraction | None, *, scores: bool) -> Fraction:
    """Siblings without a declared weight count alike; what can bring no points has no weight."""
    if not scores:
        return Fraction(0)
    return Fraction(1) if declared is None else declared


# --- answers -> results --------------------------------------------------------------------


def shares_of(
    criteria_set: CriteriaSet, answers: Answers, awarded: Awarded | None = None
) -> Shares:
    """Turn answers into exact shares of the indicators, in the order of the set.

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
    found = [_share(i, answers.get(i.code), given.get(i.code)) for i in indicators]
    return Shares(tuple(share for share, _ in found), tuple(state for _, state in found))


def _share(
    indicator: Indicator, answer: Given | None, awarded: Fraction | None
) -> tuple[Fraction | None, State]:
    maximum = indicator.answer.maximum
    if awarded is not None:
        if not 0 <= awarded <= maximum:
            raise AnswersDoNotFit(indicator.code, f"points are not between 0 and {maximum}")
        answer = Given({})
    if answer is not None and answer.not_applicable and not indicator.may_be_not_applicable:
        raise AnswersDoNotFit(indicator.code, "may not be left out as not applicable")
    if maximum == 0 or (answer is not None and answer.not_applicable):
        return None, State.NOT_APPLICABLE
    if answer is None or answer.value is None:
        return None, State.MISSING
    if awarded is None:
        awarded = handler_of(indicator.answer).points(indicator.answer, answer.value)
    return awarded / maximum, State.ANSWERED


def score_units(criteria_set: CriteriaSet, units: Sequence[Unit]) -> scoring.ScoreTable:
    """Score, level and rank units from their answers."""
    exact = [shares_of(criteria_set, unit.answers, unit.awarded) for unit in units]
    n_leaves = scheme_of(criteria_set).hierarchy.n_leaves
    floats = [[np.nan if s is None else float(s) for s in row.shares] for row in exact]
    states = [row.states for row in exact]
    shares = np.array(floats, dtype=np.float64).reshape(len(units), n_leaves)
    out = np.array(states, dtype=np.uint8).reshape(shares.shape) == State.NOT_APPLICABLE
    return scoring.score_table(
        scheme_of(criteria_set),
        shares,
        units=[unit.code for unit in units],
        not_applicable=out,
        leagues=[unit.league for unit in units],
        exact=lambda place: exact[place].shares,
    )


def score_one(
    criteria_set: CriteriaSet, answers: Answers, awarded: Awarded | None = None
) -> scoring.UnitResult:
    """Score the answers of one unit, everything in exact fractions."""
    unit = Unit("", answers, awarded=awarded or {})
    return score_units(criteria_set, [unit]).result(0)


def input_hash(answers: Answers, awarded: Awarded | None = None) -> str:
    """Return the SHA-256 of what was scored, whatever the order in which it was given."""
    content = {
        "answers": {code: _plain(given) for code, given in answers.items()},
        "awarded": {code: str(points) for code, points in (awarded or {}).items()},
    }
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(given: Given) -> object:
    return "not applicable" if given.value is None else dict(given.value)


# --- packed vectors ------------------------------------------------------------------------

_HEAD = struct.Struct("<4s8sI")
_MAGIC = b"TSV1"


def pack_shares(
    criteria_set: CriteriaSet, answers: Answers, awarded: Awarded | None = None
) -> bytes:
    """Pack the shares of one unit: head, float64 shares, one state byte each, exact rest.

    The head names the format and the set. A share that its float64 does not bring back exactly (a
    fraction with a denominator beyond a million) is kept as text in the rest.
    """
    found = shares_of(criteria_set, answers, awarded)
    floats = np.array([np.nan if s is None else float(s) for s in found.shares], dtype="<f8")
    rest = {
        place: str(share)
        for place, share in enumerate(found.shares)
        if share is not None and fraction_of(float(share)) != share
    }
    head = _HEAD.pack(_MAGIC, _mark(criteria_set), len(found.shares))
    tail = json.dumps(rest, separators=(",", ":")).encode() if rest else b""
    return head + floats.tobytes() + bytes(found.states) + tail


def unpack_shares(criteria_set: CriteriaSet, vector: bytes) -> Shares:
    """Bring back the exact shares and states of one packed vector.

    Raises
    ------
    VectorDoesNotFit
        If the vector was made for another set, version or content.
    """
    (floats, states), rest = _matrix(criteria_set, [vector]), _rest(criteria_set, vector)
    shares = (
        None if np.isnan(x) else rest.get(at, fraction_of(float(x)))
        for at, x in enumerate(floats[0])
    )
    return Shares(tuple(shares), tuple(State(state) for state in states[0]))


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
    shares, states = _matrix(criteria_set, packed)
    return scoring.score_table(
        scheme_of(criteria_set),
        shares,
        units=list(vectors),
        not_applicable=states == State.NOT_APPLICABLE,
        leagues=[(leagues or {}).get(unit, "") for unit in vectors],
        exact=lambda place: unpack_shares(criteria_set, packed[place]).shares,
    )


def _mark(criteria_set: CriteriaSet) -> bytes:
    name = f"{criteria_set.reference} {criteria_set.content_hash}"
    return hashlib.sha256(name.encode()).digest()[:8]


def _matrix(
    criteria_set: CriteriaSet, vectors: Sequence[bytes]
) -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
    n_leaves = scheme_of(criteria_set).hierarchy.n_leaves
    head = _HEAD.pack(_MAGIC, _mark(criteria_set), n_leaves)
    size = len(head) + 9 * n_leaves
    if any(len(vector) < size or vector[: len(head)] != head for vector in vectors):
        raise VectorDoesNotFit(f"a vector was not made for {criteria_set.reference}")
    row = np.dtype([("head", "V", len(head)), ("f", "<f8", n_leaves), ("s", "u1", n_leaves)])
    table = np.frombuffer(b"".join(vector[:size] for vector in vectors), dtype=row)
    return np.array(table["f"], dtype=np.float64), np.array(table["s"])


def _rest(criteria_set: CriteriaSet, vector: bytes) -> dict[int, Fraction]:
    tail = vector[_HEAD.size + 9 * scheme_of(criteria_set).hierarchy.n_leaves :]
    return {int(at): Fraction(text) for at, text in json.loads(tail or b"{}").items()}
