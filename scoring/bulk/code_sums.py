"""Weighted sums of ladder codes, and what they are worth.

What lives here: the two ways from the codes of a block to its lowest rows. Not here: which codes
are allowed and what gaps count as (`codes`).

Codes are whole numbers, so their weighted sums are exact, even in float32 while they stay below
2^24. Where the leaves of a part rise by equal steps and weigh little, the sum of the bytes
themselves says everything: an answer that does not apply is 255, more than all codes of the part
together, so no two cases have the same sum, and a table holds what each sum is worth (`SumTable`).
Elsewhere what applies is added up beside what is reached (`TwoSums`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np

from scoring.arrays import Floats
from scoring.bulk.answers import NOT_ANSWERED, NOT_APPLICABLE, CodedAnswers, Codes, Ladder
from scoring.bulk.layout import Layout, Part
from scoring.bulk.products import SMALL, Matrix, Products
from scoring.bulk.rows import HEIGHT, Buffer, LowestRows, Rows
from scoring.missing import STAND_INS, Missing, NotApplicable

EXACT_IN_FLOAT32 = 2**24


def step_of(ladder: Ladder) -> Fraction | None:
    """Return the step of a ladder that rises evenly from 0, None for any other ladder.

    >>> step_of((Fraction(0), Fraction(1, 2), Fraction(1))), step_of((Fraction(1), Fraction(0)))
    (Fraction(1, 2), None)
    """
    step = ladder[1] - ladder[0] if len(ladder) > 1 else Fraction(0)
    return step if all(share == step * at for at, share in enumerate(ladder)) else None


def steps_of(answers: CodedAnswers) -> list[Fraction | None]:
    """Return the step of every leaf; most leaves share one ladder, and fractions are slow."""
    known = {id(ladder): step_of(ladder) for ladder in answers.different}
    return [known[id(ladder)] for ladder in answers.ladders]


# --- one sum and a table -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Kind:
    """All that the worth of a sum depends on: the weight of a part, and the step of its ladders."""

    whole: int
    step: Fraction

    def worth(self, rule: NotApplicable) -> tuple[Floats, Floats]:
        """What each sum is worth: share (under `REDUCE` x applicable part), and applicable part."""
        out, codes = np.divmod(np.arange(NOT_APPLICABLE * self.whole + 1), NOT_APPLICABLE)
        applying, whole = self.whole - out, max(self.whole, 1)
        of = np.full_like(out, whole) if rule is NotApplicable.REDUCE else applying
        with np.errstate(invalid="ignore", divide="ignore"):
            reached = (codes * self.step.numerator) / (of * self.step.denominator)
        return reached, applying / whole


class SumTable:
    """Looks up what the sum of the codes of every part is worth."""

    rises_evenly = True

    def __init__(self, layout: Layout, kinds: Sequence[_Kind], rule: NotApplicable) -> None:
        self._products = Products(layout.parts, [p.weights for p in layout.parts], np.float32)
        self._lowest = LowestRows(layout)
        tables = {kind: kind.worth(rule) for kind in dict.fromkeys(kinds)}
        ends = np.cumsum([len(reached) for reached, _ in tables.values()]).tolist()
        start = dict(zip(tables, [0, *ends], strict=False))
        self._starts = np.array([[start[kind]] for kind in kinds], dtype=np.float32)
        self._reached = np.concatenate([reached for reached, _ in tables.values()])
        self._applying = np.concatenate([applying for _, applying in tables.values()])
        self._codes = np.empty((SMALL, layout.hierarchy.n_leaves), dtype=np.float32)
        self._sums = Buffer(len(kinds), HEIGHT, np.float32)
        self._places = Buffer(len(kinds), HEIGHT, np.int64)

    @classmethod
    def find(cls, layout: Layout, answers: CodedAnswers, rule: NotApplicable) -> SumTable | None:
        """Make the table, if the sums of codes say everything."""
        steps = steps_of(answers)
        kinds = [_kind_of(part, steps, answers.ladders) for part in layout.parts]
        known = [kind for kind in kinds if kind is not None]
        return cls(layout, known, rule) if len(known) == len(kinds) else None

    def fill(self, codes: Codes, rows: Rows) -> None:
        """Fill the lowest rows; no code is `NOT_ANSWERED`."""
        sums, places = self._sums.of(len(codes)), self._places.of(len(codes))
        for start in range(0, len(codes), SMALL):
            few = codes[start : start + SMALL]
            floats = self._codes[: len(few)]
            np.copyto(floats, few)
            self._products.add_up(floats, sums[:, start : start + SMALL])
        np.add(sums, self._starts, out=sums)
        np.copyto(places, sums, casting="unsafe")
        self._lowest.look_up(rows, places, self._reached, self._applying)


def _kind_of(
    part: Part, steps: Sequence[Fraction | None], ladders: Sequence[Ladder]
) -> _Kind | None:
    own = {steps[leaf] for leaf in part.leaves} or {Fraction(0)}
    step = own.pop()
    highest = (len(ladders[leaf]) - 1 for leaf in part.leaves)
    top = sum(weight * high for weight, high in zip(part.weights, highest, strict=True))
    return None if own or step is None or top >= NOT_APPLICABLE else _Kind(part.whole, step)


# --- two sums ------------------------------------------------------------------------------


class TwoSums:
    """Adds up what is reached and what applies, whatever the ladders and the weights.

    What a leaf reaches is a whole number: its share x the common denominator of its part. Where
    ladders rise evenly that is the code x a whole number, elsewhere it is looked up.
    """

    def __init__(self, layout: Layout, answers: CodedAnswers, missing: Missing) -> None:
        units = [_unit(part, answers.ladders) for part in layout.parts]
        steps = steps_of(answers)
        self._table = None
        if None in steps or missing is Missing.NEUTRAL:
            self._table = _table(layout.parts, units, answers, STAND_INS.get(missing))
            steps = [None] * len(steps)
        self._offsets = 256 * np.arange(answers.n_leaves)
        self._first_out = NOT_APPLICABLE if missing in STAND_INS else NOT_ANSWERED
        pairs = list(zip(layout.parts, units, strict=True))
        reached = [_reached(part, unit, steps) for part, unit in pairs]
        applying = [[weight * unit for weight in part.float_weights] for part, unit in pairs]
        top = 255.0 if self._table is None else float(self._table.max())
        kind = np.float32 if _small([*reached, *applying], top) else np.float64
        self._products = (
            Products(layout.parts, reached, kind),
            Products(layout.parts, applying, kind),
        )
        self._wholes = np.array([[sum(some) or 1.0] for some in applying])
        self._lowest = LowestRows(layout)
        self._numbers = Buffer(2 * SMALL, answers.n_leaves, kind)
        self._sums = Buffer(2 * len(pairs), HEIGHT, kind)

    def fill(self, codes: Codes, rows: Rows) -> None:
        """Fill the lowest rows; without a table no code is `NOT_ANSWERED`."""
        n_parts, n_leaves = len(self._wholes), codes.shape[1]
        both = self._sums.of(len(codes)).reshape(2, n_parts, len(codes))
        for start in range(0, len(codes), SMALL):
            few = codes[start : start + SMALL]
            numbers = self._numbers.of(n_leaves).reshape(2, SMALL, n_leaves)[:, : len(few)]
            self._read(few, *numbers)
            for product, some, sums in zip(self._products, numbers, both, strict=True):
                product.add_up(some, sums[:, start : start + SMALL])
        self._lowest.write(rows, both[0], both[1], self._wholes)

    @property
    def rises_evenly(self) -> bool:
        """Whether every code is a number of equal steps, and a gap counts as one of them."""
        return self._table is None

    def _read(self, codes: Codes, reached: Matrix, applying: Matrix) -> None:
        np.copyto(applying, codes < self._first_out)
        if self._table is None:
            np.copyto(reached, codes)
            np.multiply(reached, applying, out=reached)
        else:
            np.copyto(reached, self._table[codes + self._offsets], casting="same_kind")


def _unit(part: Part, ladders: Sequence[Ladder]) -> int:
    """Return the common denominator of all shares of a part, and of a half."""
    different = {id(ladders[leaf]): ladders[leaf] for leaf in part.leaves}
    return lcm(2, *(share.denominator for ladder in different.values() for share in ladder))


def _reached(part: Part, unit: int, steps: Sequence[Fraction | None]) -> list[float]:
    """Return what each number of a leaf weighs; without a step it is a whole number already."""
    return [
        weight * (1.0 if (step := steps[leaf]) is None else float(step * unit))
        for leaf, weight in zip(part.leaves, part.float_weights, strict=True)
    ]


def _table(
    parts: Sequence[Part], units: Sequence[int], answers: CodedAnswers, stand_in: Fraction | None
) -> Floats:
    """Return what each code of each leaf reaches, (n_leaves x 256,), 0 for what is out."""
    found = np.zeros((answers.n_leaves, 256))
    for part, unit in zip(parts, units, strict=True):
        for leaf in part.leaves:
            ladder = answers.ladders[leaf]
            found[leaf, : len(ladder)] = [float(share * unit) for share in ladder]
            found[leaf, NOT_ANSWERED] = float((stand_in or 0) * unit)
    return found.reshape(-1)


def _small(weights: Sequence[Sequence[float]], top: float) -> bool:
    """Whether float32 holds every sum exactly."""
    whole = all(weight.is_integer() for some in weights for weight in some)
    return whole and max(sum(some) for some in weights) * max(top, 1.0) < EXACT_IN_FLOAT32
