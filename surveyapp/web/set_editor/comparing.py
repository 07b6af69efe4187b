"""What changed from one version to the draft, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from criteria.changes import Change
from criteria.diff import compare
from criteria.model import CriteriaSet
from criteria.sentences.changes import say_change
from surveyapp.i18n import say_number


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """One pillar, group, criterion or indicator with all that changed in it; "" = the whole."""

    code: str
    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions side by side; the comparable shares are percentages of each one's weight."""

    old: str
    new: str
    parts: tuple[ChangedPart, ...]
    comparable: int
    share_of_old: str
    share_of_new: str


def make_comparison(old: CriteriaSet, new: CriteriaSet, language: str) -> Comparison:
    """Compare two versions."""
    found = compare(old, new)
    return Comparison(
        old=found.old,
        new=found.new,
        parts=tuple(_parts(found.changes, language)),
        comparable=len(found.comparable.codes),
        share_of_old=say_number(100 * found.comparable.share_of_old, digits=1),
        share_of_new=say_number(100 * found.comparable.share_of_new, digits=1),
    )


def _parts(changes: tuple[Change, ...], language: str) -> Iterator[ChangedPart]:
    for node, same in groupby(changes, key=lambda change: change.node):
        of_node = list(same)
        title = of_node[0].title
        yield ChangedPart(
            code=node,
            title=title.say(language) if title else "",
            sentences=tuple(say_change(change, language) for change in of_node),
        )
