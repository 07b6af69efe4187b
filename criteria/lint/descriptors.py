"""Rules about descriptors of ladders: each says what one would see in this matter.

What lives here: descriptors that stand, or nearly stand, the same under several criteria or next to
each other. Words are compared in each language by itself, without case and marks: a translation can
run together what the original tells apart.
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
from criteria.model import CriteriaSet, Criterion, Indicator, Ladder, LadderLevel, Text

MOST_CRITERIA = 2
"""So many criteria may share a descriptor; with more it says nothing about any of them."""

ALIKE = 0.8
"""Part of the different words of two descriptors that are in both, from which on they are alike."""

EXCHANGED = 9
"""Of so many words one may be another: (9 - 1) / (9 + 1) is still 0.8."""

RARE = 20
"""Texts with a word, up to which all of them are compared with each other."""

Words = tuple[str, ...]
Places = Mapping[str, LadderLevel]
"""By the codes of criteria, where a descriptor stands under each of them first."""


def descriptor_remarks(criteria_set: CriteriaSet) -> Iterator[Remark]:
    """Yield remarks about descriptors that tell neither criteria nor levels apart."""
    groups: list[tuple[str, Places]] = []
    for language in criteria_set.languages:
        groups += ((language, places) for places in _repeated(_users(criteria_set, language)))
    yield from _told_once(groups)
    for _, indicator in _ladders(criteria_set):
        yield from _neighbours(indicator, criteria_set.languages)


def _ladders(criteria_set: CriteriaSet) -> Iterator[tuple[Criterion, Indicator]]:
    for criterion in criteria_set.criteria():
        for indicator in criterion.indicators:
            if isinstance(indicator.answer, Ladder):
                yield criterion, indicator


def _neighbours(indicator: Indicator, languages: Sequence[str]) -> Iterator[Remark]:
    answer = indicator.answer
    rungs = answer.levels if isinstance(answer, Ladder) else ()
    for rung, upper in pairwise(rungs):
        pair = [one.descriptor for one in (rung, upper)]
        if any(words_of(below) == words_of(above) for below, above in _said(pair, languages)):
            told = {"level": upper.level, "before": rung.level}
            yield warning("descriptor_like_neighbour", upper, indicator.code, **told)


def _said(texts: Sequence[Text], languages: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield what texts say in each language that all of them have."""
    for language in languages:
        if all(language in text for text in texts):
            yield tuple(text[language] for text in texts)


def _users(criteria_set: CriteriaSet, language: str) -> Mapping[Words, Places]:
    """Return by the words of each descriptor the criteria under which it stands."""
    users: dict[Words, dict[str, LadderLevel]] = defaultdict(dict)
    for criterion, indicator in _ladders(criteria_set):
        assert isinstance(indicator.answer, Ladder)
        for rung in indicator.answer.levels:
            if language in rung.descriptor:
                users[words_of(rung.descriptor[language])].setdefault(criterion.code, rung)
    return users


def _repeated(users: Mapping[Words, Places]) -> Iterator[Places]:
    for alike in _groups(list(users)):
        places: dict[str, LadderLevel] = {}
        for words in alike:
            places = {**users[words], **places}
        if len(places) > MOST_CRITERIA:
            yield places


def _told_once(groups: Sequence[tuple[str, Places]]) -> Iterator[Remark]:
    """Leave out a group that another language has too, or within a larger one."""
    told: list[set[int]] = []
    for language, places in sorted(groups, key=lambda group: -len(group[1])):
        rungs = {id(rung) for rung in places.values()}
        if any(rungs <= larger for larger in told):
            continue
        told.append(rungs)
        first, *others = places
        yield warning(
            "descriptor_repeated",
            places[first],
            first,
            count=len(places),
            codes=", ".join(others[:5]) + ("…" if len(others) > 5 else ""),
            language=language,
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
