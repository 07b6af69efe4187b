"""Judges a criteria set: what would make its results wrong, and what its author may have missed.

What lives here: the rules, one module per subject. What does not: the shape of the file
(`structure`) and the words for people (`sentences`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from criteria.findings import Finding, Severity
from criteria.lint.advice import advice_remarks
from criteria.lint.answers import answer_remarks
from criteria.lint.certificate import certificate_remarks
from criteria.lint.conditions import condition_remarks
from criteria.lint.descriptors import descriptor_remarks
from criteria.lint.levels import level_remarks
from criteria.lint.members import member_remarks
from criteria.lint.questions import question_remarks
from criteria.lint.reach import reach_remarks
from criteria.lint.remark import Remark
from criteria.lint.reuse import reuse_remarks
from criteria.lint.rules import rule_remarks
from criteria.lint.texts import language_remarks, wording_remarks
from criteria.lint.tree import proof_remarks, tree_remarks
from criteria.lint.weights import weight_remarks
from criteria.model import CriteriaSet


def lint(
    criteria_set: CriteriaSet,
    *,
    file: str = "",
    line_of: Callable[[object], int] = lambda _part: 0,
    place_of: Callable[[object], str] = lambda _part: "",
    earlier: Sequence[CriteriaSet] = (),
    only_errors: bool = False,
) -> list[Finding]:
    """Return every finding about a set, in the order of its file.

    `line_of` and `place_of` say where a part of the set stands; a set that was not read from a file
    has neither. `earlier` are the versions before, the newest first, whose codes must keep their
    meaning. With `only_errors` advice to the author is left out, which is of no use to somebody who
    only uses it.
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
        for remark in _remarks(criteria_set, earlier, only_errors=only_errors)
        if not only_errors or remark.severity is Severity.ERROR
    ]
    return sorted(found, key=lambda finding: (finding.line, finding.code))


def _remarks(
    criteria_set: CriteriaSet, earlier: Sequence[CriteriaSet], *, only_errors: bool
) -> Iterator[Remark]:
    yield from tree_remarks(criteria_set)
    yield from answer_remarks(criteria_set)
    yield from advice_remarks(criteria_set)
    yield from level_remarks(criteria_set)
    yield from rule_remarks(criteria_set)
    yield from member_remarks(criteria_set)
    yield from condition_remarks(criteria_set)
    yield from weight_remarks(criteria_set)
    yield from language_remarks(criteria_set)
    if only_errors:  # the rest is advice
        return
    yield from proof_remarks(criteria_set)
    yield from question_remarks(criteria_set)
    yield from wording_remarks(criteria_set)
    yield from reach_remarks(criteria_set)
    yield from descriptor_remarks(criteria_set)
    yield from certificate_remarks(criteria_set)
    yield from reuse_remarks(criteria_set, [o for o in earlier if o.slug == criteria_set.slug])


__all__ = ["lint"]
