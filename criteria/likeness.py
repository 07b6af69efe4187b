"""How alike two wordings are: whether a text was mended, or says something else now.

Words are compared, not letters: in Vietnamese one letter can turn a sentence round, and a mended
comma must not count. What a machine can not see (a "not" that was added to a long sentence) stays
for the reader of the difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from unicodedata import normalize

NEARLY_SAME = 0.8
STILL_RELATED = 0.5

_MOST_WORDS = 200
"""So many words tell what a text is about; comparing takes their square."""

_WORD = re.compile(r"\w+")


def likeness(one: str, other: str) -> float:
    """Return how much of two texts is the same words in the same order, from 0 to 1.

    >>> likeness("Đã ban hành kế hoạch chưa?", "Đã ban hành  kế hoạch chưa")
    1.0
    >>> round(likeness("Have you a plan for the year?", "Have you a plan for this year?"), 2)
    0.86
    """
    return _likeness(one, other)


@lru_cache(maxsize=4096)
def _likeness(one: str, other: str) -> float:
    first, second = words_of(one), words_of(other)
    if first == second:
        return 1.0
    return SequenceMatcher(None, first[:_MOST_WORDS], second[:_MOST_WORDS], autojunk=False).ratio()


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text without case, marks between words and layout."""
    return tuple(_WORD.findall(normalize("NFC", text).casefold()))


def likeness_of_texts(one: Mapping[str, str], other: Mapping[str, str]) -> float:
    """Compare two texts in the first language that both have; without one they are unlike."""
    for language, words in one.items():
        if language in other:
            return likeness(words, other[language])
    return 0.0


def is_about_something_else(
    pairs: Iterable[tuple[Mapping[str, str] | None, Mapping[str, str] | None]],
) -> bool:
    """Tell whether no pair of texts (title and title, question and question) is related."""
    alike = [likeness_of_texts(one, other) for one, other in pairs if one and other]
    return bool(alike) and max(alike) < STILL_RELATED
