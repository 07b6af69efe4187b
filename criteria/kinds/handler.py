"""What every kind of answer can do, and the inputs it is made of."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar, Generic, TypeVar

from criteria.answers import AnswerFaulty, Fault, Json, Value
from criteria.model import Text
from criteria.numbers import DecimalMark, as_cell

A = TypeVar("A")


class PartType(StrEnum):
    """What is typed into one input."""

    CHOICE = "choice"
    SEVERAL = "several"
    NUMBER = "number"
    WHOLE = "whole"
    DATE = "date"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class PartOption:
    """One thing to choose; `code` is what a form sends and a table cell holds."""

    code: str
    label: Text
    points: Fraction
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One input of an answer; the name is "" where the answer has only one.

    `label` is what stands beside the input, `unit` what is counted in it.
    """

    name: str
    type: PartType
    label: Text
    options: tuple[PartOption, ...] = ()
    required: bool = True
    unit: Text | None = None


class Handler(ABC, Generic[A]):
    """The rules of one kind of answer.

    `read` refuses with `AnswerFaulty`, which holds every fault at once. `points`, `show` and
    `cells` trust their value: it came from `read` or has passed `check`.
    """

    required_keys: ClassVar[Mapping[str, type]]
    optional_keys: ClassVar[Mapping[str, type]] = {}
    decimal_parts: ClassVar[frozenset[str]] = frozenset()

    @abstractmethod
    def parts(self, answer: A, /) -> tuple[Part, ...]:
        """Return the inputs of one answer, in the order in which they are asked."""

    @abstractmethod
    def read(
        self, answer: A, cells: Mapping[str, str], /, *, mark: DecimalMark | None = None
    ) -> Value:
        """Turn what was typed, by part name, into the value that is stored.

        `mark` settles which sign begins the decimals, where the writer declared it.
        """

    @abstractmethod
    def points(self, answer: A, value: Value, /) -> Fraction:
        """Return the exact points, from 0 to the maximum of the answer."""

    @abstractmethod
    def show(self, answer: A, value: Value, language: str, /) -> str:
        """Return the answer in words for people."""

    @abstractmethod
    def stored_cells(self, value: Value, /) -> dict[str, str]:
        """Return the stored texts by part name, numbers as they are stored."""

    def cells(
        self, _answer: A, value: Value, /, *, mark: DecimalMark = DecimalMark.POINT
    ) -> dict[str, str]:
        """Return what `read` turns into this value: the reverse, for filling in a form again."""
        return {
            name: as_cell(text, mark) if name in self.decimal_parts else text
            for name, text in self.stored_cells(value).items()
        }

    def check(self, answer: A, value: Value, /) -> None:
        """Refuse a stored value that `read` could not have written."""
        if not self._is_well_formed(value):
            raise AnswerFaulty([Fault("malformed")])
        if self.read(answer, self.cells(answer, value)) != value:
            raise AnswerFaulty([Fault("malformed")])

    def _is_well_formed(self, value: Value) -> bool:
        """Tell whether the keys and the JSON types are those of this kind."""
        known = {**self.required_keys, **self.optional_keys}
        return self.required_keys.keys() <= value.keys() <= known.keys() and all(
            _is_of(content, known[key]) for key, content in value.items()
        )


def _is_of(content: Json, wanted: type) -> bool:
    """Tell a JSON type strictly: true is not 1, and a list holds strings."""
    if wanted is list:
        return isinstance(content, list) and all(isinstance(item, str) for item in content)
    return type(content) is wanted


def is_blank(cells: Mapping[str, str]) -> bool:
    """Tell whether nothing at all was typed, so that the indicator counts as not answered."""
    return not any(cell.strip() for cell in cells.values())
