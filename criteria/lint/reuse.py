"""Rules about a set and its earlier versions: a code keeps its meaning for ever."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from criteria.likeness import is_about_something_else, words_of
from criteria.lint.remark import Remark, warning
from criteria.lint.tree import Node, nodes_of
from criteria.model import (
    Choice,
    Choices,
    CriteriaSet,
    Criterion,
    Group,
    Indicator,
    Option,
    Text,
)


def reuse_remarks(criteria_set: CriteriaSet, earlier: Sequence[CriteriaSet]) -> Iterator[Remark]:
    """Yield a remark for every code that named something else in an earlier version.

    `earlier` has the newest version first: of each code the newest one that has it counts.
    """
    known = [(one.version, {node.code: node for node in nodes_of(one)}) for one in earlier]
    for node in nodes_of(criteria_set):
        before = [(version, nodes[node.code]) for version, nodes in known if node.code in nodes]
        if before:
            yield from _node(node, before)


def _node(node: Node, before: Sequence[tuple[str, Node]]) -> Iterator[Remark]:
    version, old = before[0]
    if _is_reused(old, node):
        title = next(iter(old.title.values()))
        yield warning("code_reused_since", node, node.code, version=version, old=title[:100])
        return
    for option in _options_of(node):
        found = (
            (version, one)
            for version, old in before
            for one in _options_of(old)
            if one.code == option.code
        )
        version, was = next(found, ("", option))
        if _is_another(was.title, option.title):
            title = next(iter(was.title.values()))
            told = {"option": option.code, "version": version, "old": title[:100]}
            yield warning("option_reused_since", option, node.code, **told)


def _is_another(old: Text, new: Text) -> bool:
    """Compare the titles of options; one of a single word says too little to be compared."""
    return min(_length(old), _length(new)) > 1 and is_about_something_else([(old, new)])


def _length(title: Text) -> int:
    return len(words_of(next(iter(title.values()))))


def _options_of(node: Node) -> Sequence[Option]:
    """Return the options of a question; none where there are no options."""
    question = node.indicators[0] if isinstance(node, Criterion) and node.is_one_question else node
    answer = question.answer if isinstance(question, Indicator) else None
    return answer.options if isinstance(answer, Choice | Choices) else ()


def _is_reused(old: Node, new: Node) -> bool:
    pairs = ((old.title, new.title), (_question(old), _question(new)))
    return _sort(old) is not _sort(new) or is_about_something_else(pairs)


def _question(node: Node) -> Text | None:
    """The question of an indicator, or of a criterion that is one question."""
    if isinstance(node, Indicator):
        return node.question
    if isinstance(node, Criterion) and len(node.indicators) == 1:
        return node.indicators[0].question
    return None


def _sort(node: Node) -> type:
    return Group if isinstance(node, Group) else type(node)
