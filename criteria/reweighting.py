"""A set with other weights, for trying them out.

What lives here: set -> set. Where parts are weighed the number is the weight; where points add up
the maximum is the weight, and all points below are multiplied so that they come to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from typing import Any, TypeVar

from criteria.model import Aggregation, CriteriaSet, Criterion, Group, Indicator

_POINTS = frozenset({"points", "maximum", "cap"})
_Part = TypeVar("_Part", bound=Group | Criterion | Indicator)


class WeightsDoNotFit(ValueError):
    """Weights for parts that are unknown or can have none; `codes` names them."""

    def __init__(self, codes: Iterable[str]) -> None:
        self.codes = tuple(codes)
        super().__init__(f"these parts have no weight to change: {', '.join(self.codes)}")


def reweighted(criteria_set: CriteriaSet, weights: Mapping[str, Fraction]) -> CriteriaSet:
    """Return a set with other weights; its version says that it is none.

    Raises
    ------
    WeightsDoNotFit
        If a code is unknown, names something that brings no points or counts nowhere, or if the
        weights around it follow from a method.
    """
    default = criteria_set.scoring.aggregation
    trial = _Weighing(weights, default)
    above = default if criteria_set.scoring.weights is None else None
    pillars = tuple(trial.changed(pillar, above) for pillar in criteria_set.pillars)
    unknown = [code for code in weights if code not in trial.done]
    if unknown:
        raise WeightsDoNotFit(unknown)
    version = f"{criteria_set.version}-weights"
    return replace(criteria_set, pillars=pillars, version=version, content_hash="")


class _Weighing:
    """Gives parts of a tree other weights, from the outside in."""

    def __init__(self, weights: Mapping[str, Fraction], default: Aggregation) -> None:
        self.done: set[str] = set()
        self._weights = weights
        self._default = default

    def changed(self, part: _Part, above: Aggregation | None) -> _Part:
        """Return a part with its own weight and those below it changed.

        `above` is the aggregation around it, None where a method finds the weights.
        """
        if isinstance(part, Criterion) and not part.counts:
            return part
        part = self._below(part)
        wanted = self._weights.get(part.code)
        if wanted is None or above is None or _maximum(part) == 0:
            return part
        self.done.add(part.code)
        if above is Aggregation.SUM:
            scaled: _Part = _scaled(part, wanted / _maximum(part))
            return scaled
        return replace(part, weight=wanted)

    def _below(self, part: _Part) -> _Part:
        if isinstance(part, Group):
            own = self._inside(part)
            return replace(part, parts=tuple(self.changed(one, own) for one in part.parts))
        if isinstance(part, Criterion) and not part.is_one_question:
            own = self._inside(part)
            below = tuple(self.changed(one, own) for one in part.indicators)
            return replace(part, indicators=below)
        return part

    def _inside(self, part: Group | Criterion) -> Aggregation | None:
        return (part.aggregation or self._default) if part.weights is None else None


def _maximum(part: Group | Criterion | Indicator) -> Fraction:
    return part.answer.maximum if isinstance(part, Indicator) else part.maximum


def _scaled(part: Any, factor: Fraction) -> Any:
    """Multiply all points of a part and of what is below it."""
    if isinstance(part, tuple):
        return tuple(_scaled(one, factor) for one in part)
    if isinstance(part, Criterion) and not part.counts:
        return part
    changes = {
        one.name: _scaled_field(one.name, getattr(part, one.name), factor)
        for one in fields(part)
        if one.init and one.name in _SCALED
    }
    return replace(part, **changes)


_SCALED = _POINTS | {"parts", "indicators", "answer", "levels", "options", "steps"}


def _scaled_field(name: str, content: Any, factor: Fraction) -> Any:
    if name in _POINTS:
        return content * factor if isinstance(content, Fraction) else content
    is_part = isinstance(content, tuple) or is_dataclass(content)
    return _scaled(content, factor) if is_part else content
