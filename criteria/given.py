"""Reads what was typed for one indicator: an answer, or that it does not apply."""

from __future__ import annotations

from collections.abc import Mapping
from unicodedata import normalize

from criteria.answers import NOT_APPLICABLE, AnswerFaulty, Fault, Given
from criteria.kinds import handler_of
from criteria.model import Indicator
from criteria.numbers import DecimalMark

NOT_APPLICABLE_WORD = "n/a"
_NOT_APPLICABLE_WORDS = frozenset({NOT_APPLICABLE_WORD, "không áp dụng"})


def read_given(
    indicator: Indicator, cells: Mapping[str, str], *, mark: DecimalMark | None = None
) -> Given:
    """Turn the typed cells of one indicator, by part name, into its answer.

    Where the set allows it, ``n/a`` in any cell says that the indicator does not apply; the other
    cells are then blank or say the same.

    Raises
    ------
    AnswerFaulty
        With every fault of the cells.
    """
    marked = [name for name, cell in cells.items() if says_not_applicable(cell)]
    if not marked:
        return Given(handler_of(indicator.answer).read(indicator.answer, cells, mark=mark))
    others = [name for name, cell in cells.items() if cell.strip() and name not in marked]
    faults = [Fault("not_applicable_and_answered", name) for name in others]
    if not indicator.may_be_not_applicable:
        faults.append(Fault("must_be_answered", marked[0]))
    if faults:
        raise AnswerFaulty(faults)
    return NOT_APPLICABLE


def says_not_applicable(cell: str) -> bool:
    """Tell whether a cell says that the indicator does not apply."""
    return normalize("NFC", cell).strip().casefold() in _NOT_APPLICABLE_WORDS
