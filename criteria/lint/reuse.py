"""Rules about a set and its earlier version: a code keeps its meaning for ever."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from criteria.likeness import is_about_something_else
from criteria.lint.remark import Remark, warning
from criteria.lint.tree import Node, nodes_of
from criteria.model import CriteriaSet, Criterion, Group, Indicator, Text


def reuse_remarks(criteria_set: CriteriaSet, earlier: CriteriaSet) -> Iterator[Remark]:
    """Yield a remark for every code that named something else in an earlier version."""
    before: Mapping[str, Node] = {node.code: node for node in nodes_of(earlier)}
    for node in nodes_of(criteria_set):
        old = before.get(node.code)
        if old is not None and _is_reused(old, node):
            title = old.title.say(criteria_set.languages[0])
            yield warning(
                "code_reused_since", node, node.code, version=earlier.version, old=title[:100]
            )


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
