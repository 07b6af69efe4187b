"""How firm is the ranking of a table: the published ranks beside those of other good choices.

What lives here: the study of one table, from its answers to the ranks of every repetition. What
does not: what could have been chosen otherwise (`alternatives`), any repetition or statistic
(`scoring.robustness`, `scoring.uncertainty`), and words (`surveyapp.cli`).

Rules of the set (bonuses, deductions, ceilings) stay as they struck in the published result; levels
and quotas play no part, since ranks do not depend on them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

import scoring
from criteria.alternatives import Choice, Otherwise, otherwise
from criteria.compile import Unit, score_units
from criteria.matrix import matrix_of
from criteria.model import CriteriaSet
from scoring.drawn_weights import dirichlet_weights, jittered_weights
from scoring.uncertainty import Axis, Draws, Factor, Study, draw_study, study

__all__ = ["Choice", "Uncertain", "WeightNoise", "draws_hash", "uncertain"]


@dataclass(frozen=True, slots=True)
class WeightNoise:
    """How weights are drawn: up to `noise` more or less than declared, or Dirichlet if given."""

    noise: float = 0.25
    concentration: float | None = None


@dataclass(frozen=True)
class Uncertain:
    """A scored table with everything that could have been chosen otherwise.

    Attributes
    ----------
    table : scoring.ScoreTable
        As published.
    otherwise : Otherwise
    factors : tuple of Factor
        Weights first, if they vary.
    weights : WeightNoise
    """

    table: scoring.ScoreTable
    otherwise: Otherwise
    factors: tuple[Factor, ...]
    weights: WeightNoise

    @cached_property
    def places(self) -> NDArray[np.int64]:
        """The units of the table that are ranked; the others take no part."""
        return np.flatnonzero(~self.table.withheld)

    @cached_property
    def leagues(self) -> NDArray[np.int64]:
        """The league of every ranked unit as a number, in the order in which they appear."""
        names = [self.table.leagues[place] for place in self.places]
        number = {name: at for at, name in enumerate(dict.fromkeys(names))}
        return np.array([number[name] for name in names], dtype=np.int64)

    @cached_property
    def nominal(self) -> NDArray[np.int64]:
        """Competition ranks within the leagues, whatever the tie rule of the set; (n_ranked,)."""
        ranks = np.asarray(self.table.rank)[self.places]
        found = np.zeros(len(ranks), dtype=np.int64)
        for league in np.unique(self.leagues):
            own = self.leagues == league
            found[own] = np.searchsorted(np.sort(ranks[own]), ranks[own]) + 1
        return found

    def draw(self, *, replicates: int, seed: int) -> Draws:
        """Draw every choice of the study; the same seed draws the same."""
        rng = np.random.default_rng([seed, 0])
        return draw_study(
            self.factors, lambda n: self._weights(n, rng), replicates=replicates, rng=rng
        )

    def study(self, draws: Draws, *, top: int, seed: int, threads: int = 1) -> Study:
        """Work out what was drawn; `seed` draws the bootstrap of the intervals of the indices."""
        return study(
            self.otherwise.alternatives,
            self.factors,
            draws,
            self.nominal,
            top=top,
            rng=np.random.default_rng([seed, 1]),
            leagues=self.leagues,
            threads=threads,
        )

    def _weights(self, n_sets: int, rng: np.random.Generator) -> NDArray[np.float64]:
        tree = self.table.scheme.hierarchy
        if all(factor.axis is not Axis.WEIGHTS for factor in self.factors):
            return np.tile(tree.weights, (n_sets, 1))
        if self.weights.concentration is not None:
            concentration = self.weights.concentration
            return dirichlet_weights(tree, n_sets, concentration=concentration, rng=rng)
        return jittered_weights(tree, n_sets, noise=self.weights.noise, rng=rng)


def uncertain(
    criteria_set: CriteriaSet,
    units: Sequence[Unit],
    *,
    vary: Collection[Choice] = tuple(Choice),
    weights: WeightNoise | None = None,
) -> Uncertain:
    """Score a table and find what could have been chosen otherwise.

    Parameters
    ----------
    criteria_set : CriteriaSet
    units : sequence of Unit
    vary : collection of Choice
    weights : WeightNoise, optional

    Raises
    ------
    NumbersNotComparable
    """
    table = score_units(criteria_set, units)
    others = otherwise(criteria_set, table, matrix_of(criteria_set, units), vary=vary)
    drawn = (Factor("weights", Axis.WEIGHTS),) if Choice.WEIGHTS in vary else ()
    return Uncertain(table, others, (*drawn, *others.factors), weights or WeightNoise())


def draws_hash(draws: Draws) -> str:
    """Return the SHA-256 of everything that was left to chance, on any machine the same."""
    digest = hashlib.sha256(draws.options.astype("<i8").tobytes())
    digest.update(draws.weights.astype("<f8").tobytes())
    return digest.hexdigest()
