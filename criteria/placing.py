"""Parts of a set as they are built: each one's place in the file is remembered.

What lives here: what building any part needs (words, lists, numbers, intervals, refusals). What
does not: the parts themselves (`building`, `answer_building`).
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeVar

from criteria.answers import Parameter
from criteria.document import Document
from criteria.findings import Finding
from criteria.structure import node_of, place_of
from criteria.values import Interval, Text

P = TypeVar("P")
Data = dict[str, Any]
At = tuple[str | int, ...]


class Placing:
    """Builds parts out of data and finds any of them in the file again."""

    def __init__(self, document: Document) -> None:
        self.findings: list[Finding] = []
        self._document = document
        self._places: dict[int, At] = {}

    def place_of(self, part: object) -> At:
        """Return the path of a part of the built set in the file."""
        return self._places.get(id(part), ())

    def _interval(self, data: Data, at: At) -> Interval:
        for one, other, code in (
            ("above", "at_least", "two_lower_edges"),
            ("below", "at_most", "two_upper_edges"),
        ):
            if one in data and other in data:
                self._refuse(code, (*at, other))
        return Interval(
            lower=optional_number(data, "at_least" if "at_least" in data else "above"),
            lower_included="at_least" in data,
            upper=optional_number(data, "at_most" if "at_most" in data else "below"),
            upper_included="at_most" in data,
        )

    def _words(self, data: Data, at: At) -> Text:
        return self._placed(at, Text(data))

    def _text(self, data: Data, at: At, key: str) -> Text:
        return self._words(data[key], (*at, key))

    def _each(self, data: Data, at: At, key: str, make: Callable[[Data, At], P]) -> tuple[P, ...]:
        return tuple(make(item, (*at, key, n)) for n, item in enumerate(data.get(key, ())))

    def _optional(self, data: Data, at: At, key: str, make: Callable[[Data, At], P]) -> P | None:
        return make(data[key], (*at, key)) if key in data else None

    def _placed(self, at: At, part: P) -> P:
        self._places[id(part)] = at
        return part

    def _refuse(self, code: str, at: At, **parameters: Parameter) -> None:
        self.findings.append(
            Finding(
                code,
                file=self._document.file,
                line=self._document.line_of(at),
                node=node_of(self._document.data, at),
                parameters={"place": place_of(at), **parameters},
            )
        )


@lru_cache(maxsize=4096)
def number(content: int | Decimal | str) -> Fraction:
    """Return a number of the file, which may be a fraction in quotes, exactly."""
    return Fraction(content)


def optional_number(data: Data, key: str) -> Fraction | None:
    """Return the number under a key, or None where there is none."""
    return number(data[key]) if key in data else None


def given(data: Data, *keys: str) -> dict[str, Any]:
    """Return the numbers that are written; the model knows what the others are by default."""
    return {key: number(data[key]) for key in keys if key in data}
