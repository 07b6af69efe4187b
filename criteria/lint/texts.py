"""Rules about words: every text in every language of the set, and really translated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from unicodedata import is_normalized

from criteria.lint.remark import Remark, error, warning
from criteria.model import CriteriaSet, Criterion, Group, Indicator, Text

_SURELY_A_SENTENCE = 40


def text_remarks(criteria_set: CriteriaSet) -> Iterator[Remark]:
    """Yield remarks about the words of the set."""
    languages = criteria_set.languages
    for text, node in _each_once(criteria_set):
        for language in languages:
            if language not in text:
                yield error("translation_missing", text, node, language=language)
        for language in text:
            if language not in languages:
                yield error("language_not_declared", text, node, language=language)
        yield from _wording(text, node)


def _each_once(criteria_set: CriteriaSet) -> Iterator[tuple[Text, str]]:
    """A criterion that is one question has its title in common with its indicator."""
    seen: set[int] = set()
    for text, node in _texts(criteria_set, ""):
        if id(text) not in seen:
            yield text, node
        seen.add(id(text))


def _wording(text: Text, node: str) -> Iterator[Remark]:
    words = list(text.values())
    if any(not is_normalized("NFC", one) for one in words):
        yield warning("decomposed_letters", text, node)
    long = [one for one in words if len(one) >= _SURELY_A_SENTENCE]
    if len(set(long)) < len(long):
        yield warning("same_in_two_languages", text, node, words=long[0][:60])


def _texts(part: object, node: str) -> Iterator[tuple[Text, str]]:
    """Yield every text below a part of the model, with the code of the node around it."""
    if isinstance(part, Text):
        yield part, node
    elif isinstance(part, tuple):
        for item in part:
            yield from _texts(item, node)
    elif is_dataclass(part):
        node = part.code if isinstance(part, (Group, Criterion, Indicator)) else node
        for name in _names(type(part)):
            yield from _texts(getattr(part, name), node)


_NAMES: dict[type, tuple[str, ...]] = {}
_WORDLESS = {"code", "kind", "level", "points", "weight", "aggregation", "interval", "measure"}


def _names(model: type) -> tuple[str, ...]:
    """The fields of a class that may hold words, found once."""
    if model not in _NAMES:
        every = fields(model)
        _NAMES[model] = tuple(one.name for one in every if one.name not in _WORDLESS)
    return _NAMES[model]
