"""Judges a criteria set: what would make its results wrong, and what its author may have missed.

What lives here: the rules, one module per subject. What does not: the shape of the file
(`structure`) and the words for people (`sentences`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from criteria.findings import Finding
from criteria.lint.answers import answer_remarks
from criteria.lint.levels import level_remarks
from criteria.lint.remark import Remark
from criteria.lint.rules import rule_remarks
from criteria.lint.texts import text_remarks
from criteria.lint.tree import tree_remarks
from criteria.model import CriteriaSet


def lint(
    criteria_set: CriteriaSet,
    *,
    file: str = "",
    line_of: Callable[[object], int] = lambda _part: 0,
    place_of: Callable[[object], str] = lambda _part: "",
) -> list[Finding]:
    """Return every finding about a set, in the order of its file.

    `line_of` and `place_of` say where a part of the set stands; a set that was not read from a file
    has neither.
    """
    found = [
        Finding(
            remark.code,
            remark.severity,
            file,
            line_of(remark.about),
            remark.node,
            {"place": place_of(remark.about), **remark.parameters},
        )
        for remark in _remarks(criteria_set)
    ]
    return sorted(found, key=lambda finding: (finding.line, finding.code))


def _remarks(criteria_set: CriteriaSet) -> Iterator[Remark]:
    yield from tree_remarks(criteria_set)
    yield from answer_remarks(criteria_set)
    yield from level_remarks(criteria_set)
    yield from rule_remarks(criteria_set)
    yield from text_remarks(criteria_set)


__all__ = ["lint"]
