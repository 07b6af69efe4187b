"""The columns of a table of answers: ``unit``, ``league`` and one for each input of an answer.

An answer with one input has the code of its indicator as its column (``HT.01``); one with several
has a column for each (``KH.03.a``, ``KH.03.b``, ``N1.01.progress``).
"""

from __future__ import annotations

from dataclasses import dataclass

from criteria.asking import condition_words
from criteria.kinds import Part, handler_of
from criteria.model import CriteriaSet, Indicator, Text

UNIT = "unit"
LEAGUE = "league"


@dataclass(frozen=True, slots=True)
class Column:
    """One input of one indicator.

    A table may leave out the column of an input that is not required, or that does not score.
    `asked_when` says of which units it is asked, None = of all.
    """

    name: str
    indicator: Indicator
    part: Part
    asked_when: Text | None = None

    @property
    def may_be_left_out(self) -> bool:
        return not self.part.required or self.indicator.answer.kind == "text"


def columns_of(criteria_set: CriteriaSet) -> tuple[Column, ...]:
    """Return the answer columns of a set, in its order."""
    return tuple(
        Column(
            f"{indicator.code}.{part.name}" if part.name else indicator.code,
            indicator,
            part,
            condition,
        )
        for criterion in criteria_set.criteria()
        for condition in [condition_words(criteria_set, criterion)]
        for indicator in criterion.indicators
        for part in handler_of(indicator.answer).parts(indicator.answer)
    )
