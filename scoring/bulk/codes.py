"""Ladder codes into the lowest rows of a block.

What lives here: which codes are allowed, and what gaps count as. Not here: what codes add up to
(`code_sums`), shares (`shares`) and the way up the tree (`climb`).
"""

from __future__ import annotations

import numpy as np

from scoring.arrays import Bools
from scoring.bulk.answers import NOT_ANSWERED, NOT_APPLICABLE, CodedAnswers, Codes
from scoring.bulk.code_sums import SumTable, TwoSums
from scoring.bulk.layout import Layout
from scoring.bulk.rows import Read, Rows
from scoring.missing import STAND_INS, Missing
from scoring.scheme import Scheme


class CodesFaulty(ValueError):
    """A code that its ladder does not have."""


class CodeReader:
    """Reads blocks of codes."""

    def __init__(self, scheme: Scheme, answers: CodedAnswers, layout: Layout) -> None:
        self._codes = np.asarray(answers.codes)
        self._names = scheme.hierarchy.codes
        self._missing = scheme.missing
        self._highest = np.array([len(ladder) - 1 for ladder in answers.ladders])
        self._counted = np.ones(answers.n_leaves, dtype=bool)
        self._counted[list(scheme.hierarchy.extras)] = False
        found = None
        if scheme.missing is not Missing.NEUTRAL:
            found = SumTable.find(layout, answers, scheme.not_applicable)
        self._sums = TwoSums(layout, answers, scheme.missing) if found is None else found

    def read(self, units: slice, rows: Rows) -> Read:
        """Fill the lowest rows with some units.

        Raises
        ------
        CodesFaulty
            If a code is above the highest step of its ladder.
        """
        codes = self._codes[units]
        nobody = np.zeros(len(codes), dtype=bool)
        withheld = nobody
        if self._has_gaps(codes):
            gaps = codes == NOT_ANSWERED
            if self._missing is Missing.WITHHOLD:
                withheld = np.asarray((gaps & self._counted).any(axis=1))
            if self._sums.rises_evenly:
                stands_in = 0 if self._missing is Missing.ZERO else NOT_APPLICABLE
                codes = np.where(gaps, np.uint8(stands_in), codes)
        self._sums.fill(codes, rows)
        return Read(withheld, nobody)

    def complete(self, units: slice) -> Bools:
        """Tell of which units every answer is in the calculation."""
        first_out = NOT_APPLICABLE if self._missing in STAND_INS else NOT_ANSWERED
        return np.asarray((self._codes[units] < first_out).all(axis=1))

    def _has_gaps(self, codes: Codes) -> bool:
        """Tell whether something was not answered; refuse what is not on its ladder."""
        signed = codes.view(np.int8)
        lowest, top = int(signed.min(initial=0)), int(signed.max(initial=0))
        if lowest >= NOT_ANSWERED - 256 and top <= self._highest.min(initial=127):
            return lowest == NOT_ANSWERED - 256
        faulty = np.argwhere((codes > self._highest) & (codes < NOT_ANSWERED))
        if len(faulty):
            unit, leaf = faulty[0]
            raise CodesFaulty(f"{self._names[leaf]} has no step {codes[unit, leaf]}")
        return bool((codes == NOT_ANSWERED).any())
