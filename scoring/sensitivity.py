"""Which uncertain choice matters most: Sobol indices.

What lives here: a design that varies the choices together and apart, and the indices with their
intervals. Not here: what is computed for each row of the design (`robustness`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.arrays import Floats, Ints


@dataclass(frozen=True)
class Design:
    """Rows to be computed: A, then B, then A with one column after the other from B.

    Attributes
    ----------
    points : (n_base (n_factors + 2), n_factors) float64 in [0, 1)
    n_base : int
    """

    points: Floats
    n_base: int

    @property
    def n_factors(self) -> int:
        return int(self.points.shape[1])

    def choose(self, factor: int, n_alternatives: int) -> Ints:
        """Turn one column into the places of alternatives that are equally likely."""
        return np.asarray(np.floor(self.points[:, factor] * n_alternatives)).astype(np.int64)


def saltelli_design(n_base: int, n_factors: int, rng: np.random.Generator) -> Design:
    """Lay out the rows that the estimators of `sobol_indices` need.

    Parameters
    ----------
    n_base : int
        Rows of A and of B; the work is n_base (n_factors + 2).
    n_factors : int
    rng : numpy.random.Generator

    Returns
    -------
    Design

    Source
    ------
    Saltelli (2002); Saltelli et al. (2010), table 2.

    Examples
    --------
    >>> design = saltelli_design(3, 2, np.random.default_rng(0))
    >>> design.points.shape
    (12, 2)
    >>> bool((design.points[6:9, 1] == design.points[:3, 1]).all())
    True
    """
    first, second = rng.random((2, n_base, n_factors))
    mixed = []
    for factor in range(n_factors):
        rows = first.copy()
        rows[:, factor] = second[:, factor]
        mixed.append(rows)
    return Design(np.vstack([first, second, *mixed]), n_base)


@dataclass(frozen=True)
class SobolIndices:
    """First-order and total index of each factor; (n_factors,) float64.

    Attributes
    ----------
    first : part of the variance that the factor explains alone
    total : part of the variance that would be left if all others were fixed
    first_low, first_high, total_low, total_high : 5 % and 95 % bootstrap quantiles
    """

    first: Floats
    total: Floats
    first_low: Floats
    first_high: Floats
    total_low: Floats
    total_high: Floats


def sobol_indices(
    design_output: Floats, n_base: int, *, resamples: int = 1000, rng: np.random.Generator
) -> SobolIndices:
    """Estimate how much of the variance of an output each factor is responsible for.

    Parameters
    ----------
    design_output : (n_base (n_factors + 2),) float64
        One number for each row of a `Design`.
    n_base : int
    resamples : int
        Bootstrap resamples of the rows for the intervals.
    rng : numpy.random.Generator

    Returns
    -------
    SobolIndices
        NaN if the output does not vary.

    Notes
    -----
    With y(A), y(B) and y(AB_i), and V the sample variance of y(A) and y(B) together:

    - first_i = mean(y(B) (y(AB_i) - y(A))) / V        (Saltelli);
    - total_i = mean((y(A) - y(AB_i))^2) / (2 V)       (Jansen).

    With few rows a first-order index may come out above the total one: read the intervals.

    Source
    ------
    Saltelli et al. (2010), table 2 (b) and (f); OECD/JRC Handbook (2008), pp. 117-131.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> design = saltelli_design(20_000, 2, rng)
    >>> output = 3 * design.points[:, 0] + design.points[:, 1]
    >>> found = sobol_indices(output, design.n_base, resamples=10, rng=rng)
    >>> found.first.round(1).tolist(), found.total.round(1).tolist()
    ([0.9, 0.1], [0.9, 0.1])
    """
    if len(design_output) % n_base or len(design_output) < 3 * n_base:
        raise ValueError("the output does not fit the design")
    parts = design_output.reshape(-1, n_base)
    first, total = _indices(parts)
    draws = np.array([_indices(parts[:, rng.integers(n_base, size=n_base)])
                      for _ in range(resamples)])  # fmt: skip
    if not resamples:
        draws = np.full((1, 2, len(first)), np.nan)
    low, high = np.quantile(draws, [0.05, 0.95], axis=0)
    return SobolIndices(first, total, low[0], high[0], low[1], high[1])


def _indices(parts: Floats) -> tuple[Floats, Floats]:
    base, other, mixed = parts[0], parts[1], parts[2:]
    variance = np.concatenate([base, other]).var(ddof=1)
    if not variance > 0:
        nothing = np.full(len(mixed), np.nan)
        return nothing, nothing
    first = (other * (mixed - base)).mean(axis=1) / variance
    total = ((base - mixed) ** 2).mean(axis=1) / (2 * variance)
    return first, total
