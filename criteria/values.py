"""The small values of which a criteria set is made: words in several languages, and intervals."""

from __future__ import annotations

from collections.abc import Iterator, KeysView, Mapping, ValuesView
from dataclasses import dataclass
from fractions import Fraction


class Text(Mapping[str, str]):
    """One sentence or label in every language of the set, keyed by language code."""

    __slots__ = ("_words",)

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = dict(words)

    def __getitem__(self, language: str) -> str:
        return self._words[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)

    def __contains__(self, language: object) -> bool:
        return language in self._words

    def keys(self) -> KeysView[str]:
        """Return the codes of the languages."""
        return self._words.keys()

    def values(self) -> ValuesView[str]:
        """Return the words of all languages."""
        return self._words.values()

    def __hash__(self) -> int:
        return hash(tuple(sorted(self._words.items())))

    def __repr__(self) -> str:
        return f"Text({self._words!r})"

    def say(self, language: str) -> str:
        """Return the words in `language`, or in the first language of the set if untranslated."""
        if language in self._words:
            return self._words[language]
        return next(iter(self._words.values()), "")


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of numbers that says of each edge whether it belongs to it; None = unbounded."""

    lower: Fraction | None = None
    lower_included: bool = False
    upper: Fraction | None = None
    upper_included: bool = False

    def __contains__(self, number: Fraction) -> bool:
        if self.lower is not None and (
            number < self.lower or (number == self.lower and not self.lower_included)
        ):
            return False
        return self.upper is None or (
            number < self.upper or (number == self.upper and self.upper_included)
        )
