"""What two versions of a set measure alike, and how much of each version that is.

What lives here: the definition of "comparable" on which differences, lint, simulation and chained
results stand. An indicator is comparable when both versions have

- an indicator of the same code, for the same sort of unit,
- with nearly the same question (at least 80 % of the words, see `likeness`),
- of the same kind, with the same possible answers (levels, options, edges, targets) in nearly the
  same words, and
- the same share of its points for each of them: all points may be multiplied by one number, since
  that is a matter of weight.

A deadline may move, since every year has its own. Weights, evidence, advice, help and sources do
not matter: they change what a number counts for or how it is checked, not what it says.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from criteria.codec import as_data
from criteria.likeness import NEARLY_SAME, is_about_something_else, likeness_of_texts
from criteria.model import Aggregation, CriteriaSet, Criterion, Group, Indicator, Scoring

Data = Mapping[str, Any]
Definitions = Mapping[str, Data]
"""What each indicator asks: its data by its code."""

_POINTS = frozenset({"points", "maximum", "cap"})
_MAY_MOVE = frozenset({"deadline"})
ZERO, ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Comparable:
    """The indicators that two versions measure alike, and their part of each version's weight."""

    codes: tuple[str, ...]
    share_of_old: Fraction
    share_of_new: Fraction

    @property
    def share(self) -> Fraction:
        """The comparable share: the part that is certain in both versions."""
        return min(self.share_of_old, self.share_of_new)


def comparable(old: CriteriaSet, new: CriteriaSet, *, apart: Collection[str] = ()) -> Comparable:
    """Find what both versions measure alike, in the order of the new one.

    Answers of the kinds in `apart` are left out, whatever the versions say of them.
    """
    before, after = definitions(old), definitions(new)
    codes = tuple(
        code
        for code, asked in after.items()
        if old.unit_kind == new.unit_kind
        and code in before
        and asked["answer"]["kind"] not in apart
        and is_same(before[code], asked)
    )
    return Comparable(codes, _part(old, codes), _part(new, codes))


def asked_again(old: CriteriaSet, new: CriteriaSet) -> Comparable:
    """Find what the newer version asks again, whatever the answer brings now.

    It has the same code and kind, and its question is still related. Points, edges and targets may
    be others: an answer of the old version can then be judged by the new one.
    """
    before, after = definitions(old), definitions(new)
    codes = tuple(
        code
        for code, asked in after.items()
        if old.unit_kind == new.unit_kind
        and code in before
        and before[code]["answer"]["kind"] == asked["answer"]["kind"]
        and not is_about_something_else([(before[code]["question"], asked["question"])])
    )
    return Comparable(codes, _part(old, codes), _part(new, codes))


def _part(criteria_set: CriteriaSet, codes: Sequence[str]) -> Fraction:
    weights = weights_of(criteria_set)
    return sum((weights[code] for code in codes), ZERO)


# --- the same question ---------------------------------------------------------------------


def definitions(criteria_set: CriteriaSet) -> Definitions:
    """Return question and answer of every indicator as data, and its maximum."""
    maxima = {one.code: one.answer.maximum for one in criteria_set.indicators()}
    return {
        asked["code"]: {
            "question": asked["question"],
            "answer": asked["answer"],
            "maximum": maxima[asked["code"]],
        }
        for criterion in _criteria(as_data(criteria_set)["pillars"])
        for asked in criterion.get("indicators", (criterion,))
    }


def _criteria(groups: Sequence[Data]) -> Iterator[Data]:
    for group in groups:
        yield from group.get("criteria", ())
        yield from _criteria(group.get("groups", ()))


def is_same(before: Data, after: Data) -> bool:
    """Tell whether two definitions ask the same and bring the same share for each answer."""
    asked_alike = likeness_of_texts(before["question"], after["question"]) >= NEARLY_SAME
    if not asked_alike or before["answer"]["kind"] != after["answer"]["kind"]:
        return False
    first = _in_shares(before["answer"], before["maximum"])
    return _agree(first, _in_shares(after["answer"], after["maximum"]))


def _in_shares(part: Any, maximum: Fraction) -> Any:
    """Write points as shares of the maximum, and leave out what may change every year."""
    if isinstance(part, list):
        return [_in_shares(item, maximum) for item in part]
    if not isinstance(part, dict):
        return part
    return {
        key: _share(content, maximum) if key in _POINTS else _in_shares(content, maximum)
        for key, content in part.items()
        if key not in _MAY_MOVE
    }


def _share(points: float | str, maximum: Fraction) -> Fraction | bool:
    if isinstance(points, bool):  # in `measured` the cap is a decision, not a number of points
        return points
    number = Fraction(str(points))
    return number / maximum if maximum else number


def _agree(before: Any, after: Any) -> bool:
    """Compare two parts of an answer: numbers and codes exactly, words nearly."""
    if isinstance(before, dict) and isinstance(after, dict):
        if is_words(before) and is_words(after):
            return likeness_of_texts(before, after) >= NEARLY_SAME
        return before.keys() == after.keys() and all(
            _agree(before[key], after[key]) for key in before
        )
    if isinstance(before, list) and isinstance(after, list):
        return len(before) == len(after) and all(map(_agree, before, after))
    return bool(before == after)


def is_words(part: Any) -> bool:
    """Tell whether a piece of data is one text by language."""
    return (
        isinstance(part, dict)
        and bool(part)
        and all(isinstance(words, str) and 2 <= len(key) <= 3 for key, words in part.items())
    )


# --- weights -------------------------------------------------------------------------------


def weights_of(criteria_set: CriteriaSet) -> Mapping[str, Fraction]:
    """Return the part of the whole that each indicator stands for; together they are 1.

    Where points add up it is the maximum over the maximum of all, elsewhere the product of the
    weights from the root down. What brings no points and what only a rule counts has none.
    """
    found = {one.code: ZERO for one in criteria_set.indicators()}
    default = criteria_set.scoring
    _hand_down(criteria_set.pillars, default.aggregation, default, ONE, found)
    return found


_Node = Group | Criterion | Indicator


def _hand_down(
    parts: Sequence[_Node],
    aggregation: Aggregation,
    default: Scoring,
    weight: Fraction,
    found: dict[str, Fraction],
) -> None:
    claims = [_claim(part, aggregation) for part in parts]
    total = sum(claims, ZERO)
    for part, claim in zip(parts, claims, strict=True):
        own = weight * claim / total if total else ZERO
        if isinstance(part, Indicator):
            found[part.code] = own
            continue
        below: Sequence[_Node] = part.parts if isinstance(part, Group) else part.indicators
        _hand_down(below, part.aggregation or default.aggregation, default, own, found)


def _claim(part: _Node, aggregation: Aggregation) -> Fraction:
    """What a part counts among its siblings."""
    maximum = part.answer.maximum if isinstance(part, Indicator) else part.maximum
    if maximum == 0 or (isinstance(part, Criterion) and not part.counts):
        return ZERO
    if aggregation is Aggregation.SUM:
        return maximum
    return ONE if part.weight is None else part.weight
