"""Units of which only fractions may decide: handed to `score_table`.

What lives here: the way from a few units of a bulk to a table, each different row of answers worked
out once. Not here: which units those are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from scoring.arrays import Bools, Floats, Ints
from scoring.bulk.answers import Answers
from scoring.bulk.steps import Steps
from scoring.ranking import Ties
from scoring.report import ScoreTable
from scoring.scheme import Scheme
from scoring.steps import score_table

CHUNK = 4096
"""Units whose answers are compared at a time."""


class Exactly:
    """Scores some units of a bulk exactly.

    Parameters
    ----------
    scheme : Scheme
        Its hierarchy knows the steps of its leaves.
    answers : CodedAnswers or ShareAnswers
    steps : Steps, optional
        Found in the shares, and not declared.
    """

    def __init__(self, scheme: Scheme, answers: Answers, steps: Steps | None) -> None:
        self._scheme = replace(scheme, ties=Ties.MIN)
        self._answers = answers
        self._steps = steps

    def table(self, units: Ints) -> tuple[ScoreTable, Ints]:
        """Score units.

        Returns
        -------
        table : ScoreTable
            Of every different row of answers; its ranks are those among these rows.
        places : (n_units,) int64
            Where each unit stands in it.
        """
        first: dict[bytes, int] = {}
        chosen: list[int] = []
        places = np.empty(len(units), dtype=np.int64)
        for at, name in enumerate(self._names(units)):
            places[at] = first.setdefault(name, len(first))
            if len(chosen) < len(first):
                chosen.append(int(units[at]))
        some = self._answers.chosen(np.array(chosen, dtype=np.int64))
        off_grid = some.off_grid
        if self._steps is not None:
            off_grid = off_grid | self._beyond(some.shares)
        table = score_table(
            self._scheme,
            some.shares,
            units=[""] * len(chosen),
            not_applicable=some.not_applicable,
            exact=some.exact,
            off_grid=off_grid,
        )
        return table, places

    def _names(self, units: Ints) -> Iterator[bytes]:
        for start in range(0, len(units), CHUNK):
            yield from self._answers.named(units[start : start + CHUNK])

    def _beyond(self, shares: Floats) -> Bools:
        assert self._steps is not None
        return np.zeros(len(shares), dtype=bool) | self._steps.missed(np.nan_to_num(shares))
