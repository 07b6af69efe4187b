"""Writes a criteria set as the plain data of its file, so that it can be shown, kept and compared.

What lives here: model -> data. Reading the data again gives an equal set.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

from criteria.model import (
    Advice,
    AskedWhen,
    Budget,
    Condition,
    CriteriaSet,
    Criterion,
    Gate,
    Group,
    Indicator,
    Interval,
    Level,
    Levels,
    Pairwise,
    Rule,
    Scoring,
    Step,
    Text,
    Weights,
)

FORMAT = 1

Data = dict[str, Any]


def as_data(criteria_set: CriteriaSet) -> Data:
    """Return the whole set as JSON-able data in the shape and order of its file."""
    one = criteria_set
    data: Data = {"format": FORMAT, "slug": one.slug, "version": one.version}
    data["languages"] = list(one.languages)
    data |= {"title": dict(one.title), "purpose": dict(one.purpose), "unit": one.unit_kind}
    data |= {"official": one.official, "note": dict(one.note), "sources": _list(one.sources)}
    data["scoring"] = _scoring(one.scoring)
    data["levels"] = _levels(one.levels)
    if one.pillar_levels is not None:
        data["pillar_levels"] = _levels(one.pillar_levels)
    if one.gates:
        data["gates"] = [_gate(gate) for gate in one.gates]
    if one.rules:
        data["rules"] = [_rule(rule) for rule in one.rules]
    if one.members is not None:
        data["members"] = _fields(one.members)
    data["pillars"] = [_group(pillar) for pillar in one.pillars]
    return data


def _group(group: Group) -> Data:
    data = _fields(group, without={"parts", "weights"}) | _weights(group.weights)
    groups = [part for part in group.parts if isinstance(part, Group)]
    criteria = [part for part in group.parts if isinstance(part, Criterion)]
    if groups:
        data["groups"] = [_group(part) for part in groups]
    if criteria:
        data["criteria"] = [_criterion(part) for part in criteria]
    return data


def _criterion(criterion: Criterion) -> Data:
    data = _fields(criterion, without={"indicators", "weights"}) | _weights(criterion.weights)
    if criterion.advice:
        data["advice"] = _advice(criterion.advice)
    if criterion.asked_when is not None:
        data["asked_when"] = _asked_when(criterion.asked_when)
    own = criterion.indicators[0]
    if criterion.is_one_question:
        return {**_fields(own, without={"answer", "weight"}), **data, "answer": _plain(own.answer)}
    data["indicators"] = [_indicator(indicator) for indicator in criterion.indicators]
    return data


def _weights(weights: Weights | None) -> Data:
    """A method of weighing names itself first; without one there is no key."""
    if weights is None:
        return {}
    data: Data = {"method": weights.method}
    if isinstance(weights, Budget):
        data["experts"] = [_plain(expert.points) for expert in weights.experts]
    elif isinstance(weights, Pairwise):
        data["comparisons"] = _list(weights.comparisons)
    return {"weights": data}


def _advice(advice: Sequence[Advice]) -> Any:
    """One text for everybody, or a list whose entries begin with the place they are for."""
    if advice[0].level is None and advice[0].below is None:
        return dict(advice[0].do)
    order = ("level", "below", "do", "effort", "help")
    entries = (_fields(one) for one in advice)
    return [{key: one[key] for key in order if key in one} for one in entries]


def _asked_when(condition: AskedWhen) -> Data:
    if condition.at_least is not None:
        return {"code": condition.code, "at_least": condition.at_least}
    return {"code": condition.code, "is": list(condition.answers)}


def _indicator(indicator: Indicator) -> Data:
    return _fields(indicator)


def _scoring(scoring: Scoring) -> Data:
    """The four choices that every set makes, and what else differs from its default."""
    chosen = ("aggregation", "missing", "not_applicable", "ranked")
    data: Data = {key: str(getattr(scoring, key)) for key in chosen}
    if scoring.outranking is not None:
        data["ranked"] = {"by": "copeland", "over": str(scoring.outranking)}
    without = {*chosen, "outranking", "weights"}
    return data | _fields(scoring, without=without) | _weights(scoring.weights)


def _levels(levels: Levels) -> Data:
    rounding = {} if levels.rounding is None else {"rounding": _fields(levels.rounding)}
    bands = [_ranged(band) for band in levels.bands]
    return {"measure": str(levels.measure), **rounding, "bands": bands}


def _rule(rule: Rule) -> Data:
    """A rule names what it is first; of its conditions the edges stand beside the code."""
    return {"rule": rule.rule, **_fields(rule, without={"rule"})}


def _gate(gate: Gate) -> Data:
    return _fields(gate)


def _ranged(part: Level | Step | Condition) -> Data:
    """A band, a step or a condition: its edges stand where the interval was."""
    data: Data = {}
    for name, content in _all_fields(part).items():
        if isinstance(content, Interval):
            data |= _edges(content)
        elif content is not None:
            data[name] = _plain(content)
    return data


def _edges(interval: Interval) -> Data:
    edges: Data = {}
    if interval.lower is not None:
        edges["at_least" if interval.lower_included else "above"] = _number(interval.lower)
    if interval.upper is not None:
        edges["at_most" if interval.upper_included else "below"] = _number(interval.upper)
    return edges


def _fields(part: Any, without: Iterable[str] = ()) -> Data:
    """The fields that differ from their default; a kind of answer always names its kind."""
    data: Data = {}
    for one in fields(part):
        content = getattr(part, one.name)
        is_default = one.default is not MISSING and content == one.default
        if one.name == "kind" or (one.name not in set(without) and not is_default):
            data[one.name] = _plain(content)
    return {"kind": data.pop("kind"), **data} if "kind" in data else data


def _all_fields(part: Any) -> dict[str, Any]:
    return {one.name: getattr(part, one.name) for one in fields(part)}


def _list(parts: Iterable[object]) -> list[Any]:
    return [_plain(part) for part in parts]


def _plain(content: object) -> Any:
    """Return one value of the model as data."""
    if isinstance(content, Fraction):
        return _number(content)
    if isinstance(content, date):
        return content.isoformat()
    if isinstance(content, (Text, Mapping)):
        return {key: _plain(one) for key, one in content.items()}
    if isinstance(content, tuple):
        return _list(content)
    return _scalar_or_part(content)


def _scalar_or_part(content: object) -> Any:
    if isinstance(content, Enum):
        return str(content.value)
    if content is None or isinstance(content, (str, bool, int)):
        return content
    if isinstance(content, (Level, Step, Condition)):
        return _ranged(content)
    return _fields(content)


def _number(number: Fraction) -> Any:
    """A whole number, a decimal that JSON keeps exactly, or a fraction as text."""
    if number.denominator == 1:
        return number.numerator
    short = float(number)
    return short if Fraction(repr(short)) == number else f"{number.numerator}/{number.denominator}"
