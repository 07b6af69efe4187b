"""Advice of a criterion: what a unit does next, from where it stands.

What lives here: declared advice. What does not: where a unit stands (`advising`), and the efforts
of improvements that follow from it (`advised_efforts`).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from criteria.values import Text


@dataclass(frozen=True, slots=True)
class Advice:
    """The next step, wherever a unit stands or from one place on.

    `level` is the level of a ladder at which a unit is, `below` a score of the criterion, from 0 to
    100, that it has not reached; advice with neither is for everybody. `effort` is in working days
    of one person, `help` says who can help.
    """

    do: Text
    level: int | None = None
    below: Fraction | None = None
    effort: Fraction | None = None
    help: Text | None = None

    def fits(self, level: int | None, score: Fraction | None) -> bool:
        """Tell whether this is said to a unit at a level, or with a score."""
        if self.level is not None:
            return level == self.level
        return self.below is None or (score is not None and score < self.below)
