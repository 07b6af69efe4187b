"""Rules about words: every text in every language of the set, and really translated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from unicodedata import is_normalized

from criteria.lint.remark import Remark, error, warning
from criteria.lint.translation import holds_vietnamese, is_vietnamese
from criteria.model import CriteriaSet, Criterion, Group, Indicator, Text

_SURELY_A_SENTENCE = 40


def language_remarks(criteria_set: CriteriaSet) -> Iterator[Remark]:
    """Yield remarks about words that are missing in a language, or in one that is not declared."""
    languages = criteria_set.languages
    declared = frozenset(languages)
    for text, node in _each_once(criteria_set):
        if text.keys() != declared:
            yield from _languages(text, node, languages)


def wording_remarks(criteria_set: CriteriaSet) -> Iterator[Remark]:
    """Yield advice about how words are written, and whether they were translated."""
    for text, node in _each_once(criteria_set):
        yield from _wording(text, node)


def _languages(text: Text, node: str, languages: tuple[str, ...]) -> Iterator[Remark]:
    for language in languages:
        if language not in text:
            yield error("translation_missing", text, node, language=language)
    for language in text:
        if language not in languages:
            yield error("language_not_declared", text, node, language=language)


def _each_once(criteria_set: CriteriaSet) -> Iterable[tuple[Text, str]]:
    """A criterion that is one question has its title in common with its indicator."""
    found: dict[int, tuple[Text, str]] = {}
    _gather(criteria_set, "", found)
    return found.values()


def _wording(text: Text, node: str) -> tuple[Remark, ...]:
    words = text.values()
    found: tuple[Remark, ...] = ()
    # A null sign joins with nothing: together they are composed just where each of them is.
    if not is_normalized("NFC", "\0".join(words)):
        found = (warning("decomposed_letters", text, node),)
    if len(set(words)) < len(words):
        same = [one for one, count in Counter(words).items() if count > 1]
        if any(len(one) >= _SURELY_A_SENTENCE for one in same) or (
            text.get("vi") in same and holds_vietnamese(text["vi"])
        ):
            found += (warning("same_in_two_languages", text, node, words=same[0][:60]),)
    elif is_vietnamese(text.get("en", "")):
        found += (warning("not_english", text, node, words=text["en"][:60]),)
    return found


def _gather(part: object, node: str, found: dict[int, tuple[Text, str]]) -> None:
    """Gather every text below a part of the model, with the code of the node around it."""
    names = _names(type(part))
    if names and isinstance(part, (Group, Criterion, Indicator)):
        node = part.code
    for name in names:
        content = getattr(part, name)
        if type(content) is Text:
            found.setdefault(id(content), (content, node))
        elif type(content) is tuple:
            for item in content:
                _gather(item, node, found)
        elif content is not None:
            _gather(content, node, found)


_NAMES: dict[type, tuple[str, ...]] = {}
_WORDLESS = {"code", "kind", "level", "points", "weight", "aggregation", "interval", "measure"}


def _names(model: type) -> tuple[str, ...]:
    """The fields of a class that may hold words, found once; none in what is no part of a set."""
    if model not in _NAMES:
        every = fields(model) if is_dataclass(model) else ()
        _NAMES[model] = tuple(one.name for one in every if one.name not in _WORDLESS)
    return _NAMES[model]
