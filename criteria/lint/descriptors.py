"""Rules about descriptors of ladders: each says what one would see in this matter.

What lives here: descriptors that stand, or nearly stand, the same under several criteria or next to
each other. Words are compared in the first language of the set, without case and marks.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from itertools import chain, pairwise
from math import ceil
from operator import or_

from criteria.likeness import words_of
from criteria.lint.remark import Remark, warning
from criteria.model import CriteriaSet, Criterion, Indicator, Ladder, LadderLevel

MOST_CRITERIA = 2
"""So many criteria may share a descriptor; with more it says nothing about any of them."""

ALIKE = 0.8
"""Part of the different words of two descriptors that are in both, from which on they are alike."""

EXCHANGED = 9
"""Of so many words one may be another: (9 - 1) / (9 + 1) is still 0.8."""

RARE = 20
"""Texts with a word, up to which all of them are compared with each other."""

Words = tuple[str, ...]


def descriptor_remarks(criteria_set: CriteriaSet) -> Iterator[Remark]:
    """Yield remarks about descriptors that tell neither criteria nor levels apart."""
    first = criteria_set.languages[0]
    users: dict[Words, dict[str, LadderLevel]] = defaultdict(dict)
    for criterion, indicator in _questions(criteria_set):
        if isinstance(indicator.answer, Ladder):
            rungs = indicator.answer.levels
            words = [words_of(rung.descriptor.say(first)) for rung in rungs]
            yield from _neighbours(rungs, words, indicator.code)
            for rung, one in zip(rungs, words, strict=True):
                users[one].setdefault(criterion.code, rung)
    yield from _repeated(users)


def _questions(criteria_set: CriteriaSet) -> Iterator[tuple[Criterion, Indicator]]:
    for criterion in criteria_set.criteria():
        for indicator in criterion.indicators:
            yield criterion, indicator


def _neighbours(
    rungs: Sequence[LadderLevel], words: Sequence[Words], node: str
) -> Iterator[Remark]:
    for (below, above), (rung, upper) in zip(pairwise(words), pairwise(rungs), strict=True):
        if below == above:
            yield warning(
                "descriptor_like_neighbour", upper, node, level=upper.level, before=rung.level
            )


def _repeated(users: Mapping[Words, Mapping[str, LadderLevel]]) -> Iterator[Remark]:
    for alike in _groups(list(users)):
        places: dict[str, LadderLevel] = {}
        for words in alike:
            places = {**users[words], **places}
        if len(places) > MOST_CRITERIA:
            codes = list(places)
            yield warning(
                "descriptor_repeated",
                places[codes[0]],
                codes[0],
                count=len(codes),
                codes=", ".join(codes[1:6]) + ("…" if len(codes) > 6 else ""),
            )


def _groups(texts: Sequence[Words]) -> Iterator[list[Words]]:
    """Join texts that are alike, directly or through others; in the order of the set."""
    leader = list(range(len(texts)))

    def leader_of(at: int) -> int:
        while leader[at] != at:
            leader[at] = leader[leader[at]]
            at = leader[at]
        return at

    rising = _rarest_first([frozenset(words) for words in texts])
    for one, other in chain(_same_pattern(rising), _same_rare_words(rising)):
        low, high = sorted((leader_of(one), leader_of(other)))
        leader[high] = low
    groups: dict[int, list[Words]] = defaultdict(list)
    for at, words in enumerate(texts):
        groups[leader_of(at)].append(words)
    yield from groups.values()


def _same_pattern(rising: Sequence[Words]) -> Iterator[tuple[int, int]]:
    """Find texts that only differ in their rarest words: one pattern over several matters."""
    first_with: dict[frozenset[str], int] = {}
    for at, words in enumerate(rising):
        for dropped in range(len(words) // EXCHANGED + 1):
            pattern = frozenset(words[dropped:])
            if first_with.setdefault(pattern, at) != at:
                yield first_with[pattern], at


def _same_rare_words(rising: Sequence[Words]) -> Iterator[tuple[int, int]]:
    """Find texts that share a rare word and four fifths of all their words.

    Two such texts share one of their rarest fifth already, so no other word needs to be looked at.
    """
    common = Counter(chain.from_iterable(rising))
    signs = _signs(rising)
    seen_by: dict[str, list[int]] = defaultdict(list)
    for at, words in enumerate(rising):
        rarest = words[: len(words) - ceil(ALIKE * len(words)) + 1]
        rare = [word for word in rarest if common[word] <= RARE]
        for other in {other for word in rare for other in seen_by[word]}:
            both = (signs[at] & signs[other]).bit_count()
            if both >= ALIKE * (len(words) + len(rising[other]) - both):
                yield other, at
        for word in rare:
            seen_by[word].append(at)


def _signs(texts: Sequence[Words]) -> list[int]:
    """Write the words of each text as the bits of a number: the quickest sets there are."""
    bits = {word: 1 << at for at, word in enumerate(dict.fromkeys(chain.from_iterable(texts)))}
    return [reduce(or_, map(bits.__getitem__, words), 0) for words in texts]


def _rarest_first(sets: Sequence[frozenset[str]]) -> list[Words]:
    """Return the words of each text once, those that stand in the fewest texts first."""
    common = Counter(chain.from_iterable(sets))
    rank = {word: at for at, word in enumerate(sorted(common, key=lambda w: (common[w], w)))}
    return [tuple(sorted(words, key=rank.__getitem__)) for words in sets]
