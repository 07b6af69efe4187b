"""The two forms in which the answers of many units come.

What lives here: ladder codes and shares, and the rows of a few units as `score_table` reads them.
Not here: how blocks of them are read (`codes`, `shares`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from scoring.arrays import Bools, Floats, Ints
from scoring.exact import ExactRow, fraction_of

NOT_APPLICABLE = 255
"""The code of an answer that does not apply."""

NOT_ANSWERED = 254
"""The code of an answer that was not given."""

Codes = NDArray[np.uint8]
Ladder = tuple[Fraction, ...]
"""The share of every code, from 0 on."""


@dataclass(frozen=True)
class Chosen:
    """The answers of a few units, as `score_table` reads them."""

    shares: Floats
    not_applicable: Bools
    exact: Mapping[int, ExactRow]
    off_grid: Bools


@dataclass(frozen=True)
class CodedAnswers:
    """One byte per answer: the step of its ladder.

    Attributes
    ----------
    codes : (n_units, n_leaves) uint8
        From 0; `NOT_APPLICABLE` and `NOT_ANSWERED` are the two highest numbers.
    ladders : tuple of tuple of Fraction, (n_leaves,)
        The share of every step.
    """

    codes: Codes
    ladders: tuple[Ladder, ...]

    def __post_init__(self) -> None:
        if self.codes.dtype != np.uint8 or self.codes.shape[1:] != (len(self.ladders),):
            raise ValueError("codes are one byte for each leaf that has a ladder")
        if not all(0 < len(ladder) <= NOT_ANSWERED for ladder in self.ladders):
            raise ValueError(f"a ladder has 1 to {NOT_ANSWERED} steps")

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def n_leaves(self) -> int:
        return len(self.ladders)

    @cached_property
    def different(self) -> tuple[Ladder, ...]:
        """The ladders, each once."""
        return tuple({id(ladder): ladder for ladder in self.ladders}.values())

    @cached_property
    def worth(self) -> Floats:
        """Share of every code, (n_leaves, 256); NaN for what is no step."""
        found = np.full((len(self.ladders), 256), np.nan)
        for leaf, ladder in enumerate(self.ladders):
            found[leaf, : len(ladder)] = [float(share) for share in ladder]
        return found

    @property
    def size(self) -> float:
        """The largest share without its sign, at least 1."""
        return max(1.0, *(abs(float(share)) for ladder in self.different for share in ladder))

    @cached_property
    def _floats_say_all(self) -> bool:
        """Whether each share is the simplest fraction of its float64."""
        return all(fraction_of(float(x)) == x for ladder in self.different for x in ladder)

    def chosen(self, units: Ints) -> Chosen:
        """The answers of some units."""
        codes = self.codes[units]
        exact = {} if self._floats_say_all else {at: self._row(row) for at, row in enumerate(codes)}
        shares = self.worth[np.arange(self.n_leaves), codes]
        return Chosen(shares, codes == NOT_APPLICABLE, exact, np.zeros(len(codes), dtype=bool))

    def _row(self, codes: Codes) -> ExactRow:
        return [
            ladder[code] if code < NOT_ANSWERED else None
            for code, ladder in zip(codes.tolist(), self.ladders, strict=True)
        ]

    def named(self, units: Ints) -> list[bytes]:
        """Return bytes for each of some units, equal where the answers are equal."""
        return [row.tobytes() for row in self.codes[units]]


@dataclass(frozen=True)
class ShareAnswers:
    """A share per answer.

    Attributes
    ----------
    shares : (n_units, n_leaves) float64, share in [0, 1], NaN = not answered
    not_applicable : (n_units, n_leaves) bool, optional
    nothing_missing : bool
        Every NaN does not apply; then `not_applicable` is left out.
    exact, off_grid
        As in `score_table`.
    """

    shares: Floats
    not_applicable: Bools | None = None
    nothing_missing: bool = False
    exact: Mapping[int, ExactRow] = field(default_factory=dict)
    off_grid: Bools | None = None

    def __post_init__(self) -> None:
        out = self.not_applicable
        if self.shares.ndim != 2 or self.shares.dtype != np.float64:
            raise ValueError("shares are a matrix of float64")
        if out is not None and (out.shape != self.shares.shape or self.nothing_missing):
            raise ValueError("what does not apply is said once: by a matrix of the same shape")
        if self.off_grid is not None and self.off_grid.shape != self.shares.shape[:1]:
            raise ValueError("there is one mark for each unit that stands off the grid")

    def __len__(self) -> int:
        return len(self.shares)

    @property
    def n_leaves(self) -> int:
        return int(self.shares.shape[1])

    @cached_property
    def strangers(self) -> Bools | None:
        """Units of which a share is not what its leaf declares, or not what its float says."""
        if self.off_grid is None and not self.exact:
            return None
        found = np.zeros(len(self), dtype=bool) if self.off_grid is None else self.off_grid.copy()
        found[list(self.exact)] = True
        return found

    def chosen(self, units: Ints) -> Chosen:
        """The answers of some units."""
        shares = np.asarray(self.shares[units])
        exact = {
            at: self.exact[unit] for at, unit in enumerate(units.tolist()) if unit in self.exact
        }
        strange = self.strangers
        off = np.zeros(len(units), dtype=bool) if strange is None else strange[units]
        return Chosen(shares, self._out(shares, units), exact, off)

    def _out(self, shares: Floats, units: Ints) -> Bools:
        if self.not_applicable is not None:
            return np.asarray(self.not_applicable[units])
        return np.isnan(shares) if self.nothing_missing else np.zeros(shares.shape, dtype=bool)

    def named(self, units: Ints) -> list[bytes]:
        """Return bytes for each of some units, equal where the answers are equal."""
        some = self.chosen(units)
        return [
            row.tobytes()
            + out.tobytes()
            + (str(some.exact[at]).encode() if at in some.exact else b"")
            for at, (row, out) in enumerate(zip(some.shares, some.not_applicable, strict=True))
        ]


Answers = CodedAnswers | ShareAnswers
