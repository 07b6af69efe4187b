"""A whole study of how firm a ranking is: the choices, the draws, what they do to every unit.

What lives here: one design for both questions, how far ranks move and which choice moves them. Not
here: working out a repetition (`robustness`), the statistics themselves (`rank_statistics`,
`sensitivity`), and what could have been chosen otherwise: the caller declares it.

The rows of the design are those of `sensitivity`: A and B, which are drawn freely and count for the
ranks of the units, and then A with one choice after the other taken from B.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from scoring.arrays import Floats, Ints, Ranks, frozen
from scoring.rank_statistics import RankIntervals, mean_rank_shift, rank_intervals
from scoring.robustness import Alternatives, Replicates, replay_ranks
from scoring.sensitivity import SobolIndices, saltelli_design, sobol_indices


class Axis(StrEnum):
    """What a choice decides."""

    WEIGHTS = "weights"
    SHARES = "shares"
    HIERARCHY = "hierarchy"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Factor:
    """One choice that could have been made otherwise.

    Attributes
    ----------
    name : str
    axis : Axis
    options : tuple of str
        Equally likely, the declared one first; none for weights, which are drawn anew each time.
    stride : int
        How far apart the options stand among the alternatives of their axis, where two factors
        share one.
    """

    name: str
    axis: Axis
    options: tuple[str, ...] = ()
    stride: int = 1


@dataclass(frozen=True)
class Draws:
    """Everything that was left to chance.

    Attributes
    ----------
    n_base : int
        Rows of A and of B; the work is n_base (n_factors + 2). With a single factor there is no
        question which one matters, and only A is drawn.
    options : (n_rows, n_factors) int64
        The place of the option that each row takes; for weights the row of `weights`.
    weights : (n_sets, n_nodes) float64
        Sibling weights.
    """

    n_base: int
    options: Ints
    weights: Floats

    @property
    def n_free(self) -> int:
        """Rows that are drawn freely, at the head of all."""
        return min(2 * self.n_base, len(self.options))


@dataclass(frozen=True)
class Study:
    """What the repetitions say.

    Attributes
    ----------
    ranks : (n_free, n_units) int32, 0 = not ranked
        Of the rows that were drawn freely.
    intervals : RankIntervals
    shift : (n_rows,) float64
        How far the units lie from their nominal ranks in the mean, for each row of the design.
    sobol : SobolIndices, optional
        Which factor moves `shift`; None with a single factor.
    """

    ranks: Ranks
    intervals: RankIntervals
    shift: Floats
    sobol: SobolIndices | None


def draw_study(
    factors: Sequence[Factor],
    draw_weights: Callable[[int], Floats],
    *,
    replicates: int,
    rng: np.random.Generator,
) -> Draws:
    """Draw the choices of a study.

    Parameters
    ----------
    factors : sequence of Factor
    draw_weights : callable
        Draws so many sets of sibling weights, (n_sets, n_nodes); asked for one set, the declared
        ones, where no factor is about weights.
    replicates : int
        Rows to be drawn freely; with several factors rounded up to an even number.
    rng : numpy.random.Generator

    Returns
    -------
    Draws

    Notes
    -----
    Every free row has weights of its own; the other rows take those of A or of B, as the design
    says.

    Examples
    --------
    >>> factors = [Factor("mean", Axis.HIERARCHY, ("mean", "geometric")), Factor("w", Axis.WEIGHTS)]
    >>> draws = draw_study(
    ...     factors,
    ...     lambda n: np.arange(2.0 * n).reshape(n, 2),
    ...     replicates=4,
    ...     rng=np.random.default_rng(0),
    ... )
    >>> draws.options[:, 1].tolist(), draws.n_free
    ([0, 1, 2, 3, 0, 1, 2, 3], 4)
    """
    if not factors:
        raise ValueError("there is nothing that could have been chosen otherwise")
    single = len(factors) < 2
    n_base = replicates if single else -(-replicates // 2)
    design = saltelli_design(n_base, len(factors), rng)
    free = np.arange(2 * n_base).reshape(2, n_base)
    columns = []
    for at, factor in enumerate(factors):
        mixed = [free[1] if other == at else free[0] for other in range(len(factors))]
        rows = np.concatenate([free[0], free[1], *mixed])
        columns.append(
            rows if factor.axis is Axis.WEIGHTS else design.choose(at, len(factor.options))
        )
    options = np.column_stack(columns)[: n_base if single else None]
    varied = any(factor.axis is Axis.WEIGHTS for factor in factors)
    n_sets = (1 if single else 2) * n_base if varied else 1
    return Draws(n_base, frozen(options), frozen(draw_weights(n_sets)))


def replicates_of(factors: Sequence[Factor], draws: Draws) -> Replicates:
    """Turn the options of every row into the alternatives that `robustness` replays.

    >>> draws = Draws(1, np.array([[1, 2]]), np.array([[0.5, 0.5]]))
    >>> both = [Factor("a", Axis.SHARES, ("x", "y"), 3), Factor("b", Axis.SHARES, ("p", "q", "r"))]
    >>> replicates_of(both, draws).shares.tolist()
    [5]
    """
    n_rows = len(draws.options)
    at = {axis: np.zeros(n_rows, dtype=np.int64) for axis in Axis}
    for column, factor in enumerate(factors):
        at[factor.axis] += factor.stride * draws.options[:, column]
    return Replicates(
        at[Axis.SHARES], at[Axis.HIERARCHY], at[Axis.RULE], draws.weights[at[Axis.WEIGHTS]]
    )


def study(
    alternatives: Alternatives,
    factors: Sequence[Factor],
    draws: Draws,
    nominal: Ranks,
    *,
    top: int,
    rng: np.random.Generator,
    leagues: Ints | None = None,
    threads: int = 1,
) -> Study:
    """Work out every row of a design, and what the rows say.

    Parameters
    ----------
    alternatives : Alternatives
    factors : sequence of Factor
    draws : Draws
    nominal : (n_units,) int
        The ranks as published, 1 = best.
    top : int
        The k of the probability to be among the first k.
    rng : numpy.random.Generator
        For the bootstrap intervals of the indices only.
    leagues : (n_units,) int64, optional
    threads : int
        The result does not depend on it.

    Returns
    -------
    Study

    Source
    ------
    OECD/JRC Handbook (2008), pp. 117-131; the output of the analysis is the mean shift in rank, as
    there (eq. 34) and in COINr.
    """
    replicates = replicates_of(factors, draws)
    ranks = replay_ranks(alternatives, replicates, leagues=leagues, threads=threads)
    shift = mean_rank_shift(nominal, ranks)
    free = ranks[: draws.n_free]
    sobol = sobol_indices(shift, draws.n_base, rng=rng) if len(factors) > 1 else None
    return Study(frozen(free), rank_intervals(nominal, free, top=top), frozen(shift), sobol)
