"""Rules about questions: nothing is asked twice.

What lives here: finding a question that stands under two codes, in the first language of the set.
Questions of one pattern ("How many are online?", "How many are digital?") ask about several things:
a word that was exchanged makes another question, one that was added does not. A question that
leaves its matter to its title ("How many of all?") may stand under many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import xor

from criteria.likeness import NEARLY_SAME, likeness, words_of
from criteria.lint.remark import Remark, warning
from criteria.model import CriteriaSet, FreeText, Indicator

Words = frozenset[str]
MOST_COMPARED = 50
"""A question that stands under more codes leaves its matter to its title."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question and its title, in words."""

    indicator: Indicator
    question: Words
    title: Words

    @property
    def names_its_matter(self) -> bool:
        """Whether half of the words of the title stand in the question."""
        return 2 * len(self.question & self.title) >= len(self.title)


def question_remarks(criteria_set: CriteriaSet) -> Iterator[Remark]:
    """Yield a remark for every question that was asked before under another code."""
    first = criteria_set.languages[0]
    whole: dict[int, list[_Asked]] = defaultdict(list)
    without_one: dict[int, list[_Asked]] = defaultdict(list)
    for asked in _questions(criteria_set, first):
        sign = reduce(xor, map(hash, asked.question), 0)
        less = [sign ^ hash(word) for word in asked.question]
        near = [*whole[sign], *without_one[sign], *(one for some in less for one in whole[some])]
        other = next((one for one in near[:MOST_COMPARED] if _is_the_same(one, asked, first)), None)
        if other is not None:
            code = asked.indicator.code
            yield warning("question_repeated", asked.indicator, code, other=other.indicator.code)
        whole[sign].append(asked)
        for some in less:
            without_one[some].append(asked)


def _questions(criteria_set: CriteriaSet, language: str) -> Iterator[_Asked]:
    for one in criteria_set.indicators():
        if not isinstance(one.answer, FreeText):
            texts: Iterable[str] = (one.question.say(language), one.title.say(language))
            yield _Asked(one, *(frozenset(words_of(text)) for text in texts))


def _is_the_same(one: _Asked, other: _Asked, language: str) -> bool:
    """Tell whether two questions are about the same matter, by themselves or by their titles."""
    by_itself = one.question == other.question and (one.names_its_matter or other.names_its_matter)
    by_title = len(one.title ^ other.title) <= 1  # a word was added; one exchanged makes two
    pairs = [(one.indicator.question, other.indicator.question)]
    if not by_itself:
        pairs.append((one.indicator.title, other.indicator.title))
    return (by_itself or by_title) and all(
        likeness(first.say(language), second.say(language)) >= NEARLY_SAME
        for first, second in pairs
    )
