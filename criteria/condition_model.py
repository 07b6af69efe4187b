"""When a criterion is asked at all, as frozen dataclasses.

What lives here: the declared condition. What does not: whether it holds for a unit (`asking`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Hidden(StrEnum):
    """What a criterion counts as for a unit of which it is not asked."""

    NOT_APPLICABLE = "not_applicable"
    ZERO = "zero"


@dataclass(frozen=True, slots=True)
class AskedWhen:
    """An indicator of another criterion has one of some answers, or a level or a higher one.

    `answers` are codes of options, or ``yes`` and ``no``; without any, `at_least` is a level.
    """

    code: str
    answers: tuple[str, ...] = ()
    at_least: int | None = None
