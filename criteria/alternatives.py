"""What the author of a set could have chosen otherwise, for one scored table.

What lives here: other normalisations, aggregations and rules for gaps, each as the arrays and trees
that a repetition takes. What does not: the repetitions (`scoring.robustness`) and the study as a
whole (`criteria.robustness`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

import scoring
from criteria.among import judge_among, measured_columns
from criteria.matrix import AnswerMatrix
from criteria.model import CriteriaSet, Measured, Method
from scoring.hierarchy import LINEAR
from scoring.missing import STAND_INS
from scoring.published import published_by
from scoring.robustness import Alternatives
from scoring.uncertainty import Axis, Factor

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

DECLARED = "declared"
SHIFT = 0.01
"""Where a geometric mean is an alternative, shares go from 0.01 to 1, so that one 0 does not erase
everything else (OECD/JRC Handbook, pp. 102-116; COINr scales to 1-100 for the same reason)."""

_NORMALISATIONS = (Method.MIN_MAX, Method.Z_SCORE, Method.PERCENTILE_RANK)
_GAP_RULES = (scoring.Missing.ZERO, scoring.Missing.NEUTRAL, scoring.Missing.SKIP)


class Choice(StrEnum):
    """A choice of the author of a set that could have been made otherwise."""

    WEIGHTS = "weights"
    NORMALISATION = "normalisation"
    AGGREGATION = "aggregation"
    MISSING = "missing"


class Idle(StrEnum):
    """Why there is nothing to choose in a table."""

    NO_MEASURED_NUMBERS = "no_measured_numbers"
    NO_GAPS = "no_gaps"
    NO_OTHER_MEAN = "no_other_mean"


@dataclass(frozen=True)
class Otherwise:
    """What could have been chosen otherwise, weights apart.

    Attributes
    ----------
    alternatives : Alternatives
    factors : tuple of Factor
        The choices that have more than one option.
    idle : mapping from Choice to Idle
        Choices that were wanted, and for which the table leaves no alternative.
    """

    alternatives: Alternatives
    factors: tuple[Factor, ...]
    idle: Mapping[Choice, Idle]


def otherwise(
    criteria_set: CriteriaSet,
    table: scoring.ScoreTable,
    matrix: AnswerMatrix,
    *,
    vary: Collection[Choice],
) -> Otherwise:
    """Find what could have been chosen otherwise; only units with a rank take part.

    Parameters
    ----------
    criteria_set : CriteriaSet
    table : scoring.ScoreTable
    matrix : AnswerMatrix
        What the table was made from.
    vary : collection of Choice
        The choices that are looked at; the others stay as declared.

    Raises
    ------
    NumbersNotComparable
    """
    seeking = _Seeking(criteria_set, table, matrix, frozenset(vary))
    judged = seeking.judged()
    numbers, out = judged[DECLARED]
    trees, fills, rules = seeking.trees(numbers), seeking.fills(out), seeking.rules(out)
    alternatives = Alternatives(
        tuple(seeking.filled(*one, fill) for one in judged.values() for fill in fills),
        tuple(tree for tree, _ in trees.values()),
        rules,
        published=published_by(table, seeking.places),
        availability=float(table.scheme.availability),
        not_applicable=out[seeking.places],
        shifts=tuple(shift for _, shift in trees.values()),
        compared=tuple(table.scheme.hierarchy.index[code] for code in table.scheme.compared),
    )
    factors = (
        Factor("normalisation", Axis.SHARES, tuple(judged), len(fills)),
        Factor("aggregation", Axis.HIERARCHY, tuple(trees)),
        Factor("missing", Axis.SHARES, tuple(fill.value for fill in fills)),
        Factor("not_applicable", Axis.RULE, tuple(rule.value for rule in rules)),
    )
    varied = tuple(factor for factor in factors if len(factor.options) > 1)
    return Otherwise(alternatives, varied, seeking.idle)


class _Seeking:
    """Finds the alternatives of one table, choice by choice."""

    def __init__(
        self,
        criteria_set: CriteriaSet,
        table: scoring.ScoreTable,
        matrix: AnswerMatrix,
        vary: frozenset[Choice],
    ) -> None:
        self.places: Ints = np.flatnonzero(~table.withheld)
        self.idle: dict[Choice, Idle] = {}
        self._set = criteria_set
        self._scheme = table.scheme
        self._matrix = matrix
        self._vary = vary
        tree = table.scheme.hierarchy
        self._counting = np.array(
            [tree.weight[leaf] > 0 and leaf not in tree.extras for leaf in range(tree.n_leaves)]
        )

    # --- normalisation ---

    def judged(self) -> dict[str, tuple[Floats, Bools]]:
        """Return shares and what is out, by the name of the normalisation; declared comes first."""
        columns = measured_columns(self._set)
        found = {DECLARED: self._judge(columns)}
        if Choice.NORMALISATION not in self._vary:
            return found
        if not columns or len(self._matrix.units) < 2:
            self.idle[Choice.NORMALISATION] = Idle.NO_MEASURED_NUMBERS
            return found
        for method in _NORMALISATIONS:
            others = {
                place: (code, replace(measured, method=method))
                for place, (code, measured) in columns.items()
            }
            if others != dict(columns):
                numbers, out = self._judge(others)
                judged_so = list(columns)
                numbers[:, judged_so] = np.maximum(numbers[:, judged_so], 0.0)
                found[method.value] = numbers, out
        return found

    def _judge(self, columns: Mapping[int, tuple[str, Measured]]) -> tuple[Floats, Bools]:
        matrix = self._matrix
        numbers, out = judge_among(
            self._set, matrix.numbers, matrix.out, matrix.units, columns=columns
        )
        return numbers.copy(), out

    # --- gaps ---

    def fills(self, out: Bools) -> tuple[scoring.Missing, ...]:
        """Return the rules for gaps, the declared one first; only that one if there is no gap."""
        declared = self._scheme.missing
        if not self._has_gaps(out):
            return (declared,)
        return (declared, *(rule for rule in _GAP_RULES if rule is not declared))

    def rules(self, out: Bools) -> tuple[scoring.NotApplicable, ...]:
        """Return the rules for what does not apply, the declared one first."""
        declared = self._scheme.not_applicable
        wanted = Choice.MISSING in self._vary
        if not (wanted and out[self.places][:, self._counting].any()):
            if wanted and not self._has_gaps(out):
                self.idle[Choice.MISSING] = Idle.NO_GAPS
            return (declared,)
        return (declared, *(rule for rule in scoring.NotApplicable if rule is not declared))

    def _has_gaps(self, out: Bools) -> bool:
        """Tell whether a ranked unit left out what counts and applies."""
        gaps = np.isnan(self._matrix.numbers) & ~out
        wanted = Choice.MISSING in self._vary
        return wanted and bool(gaps[self.places][:, self._counting].any())

    def filled(self, numbers: Floats, out: Bools, rule: scoring.Missing) -> Floats:
        """Return the shares of the ranked units after a rule for gaps; NaN = out."""
        shares = np.where(out, np.nan, numbers)[self.places]
        if rule in STAND_INS:
            gaps = np.isnan(shares) & ~out[self.places]
            shares[gaps] = float(STAND_INS[rule])
        shares[:, list(self._scheme.hierarchy.extras)] = 0.0  # they have no weight in the tree
        return shares

    # --- aggregation ---

    def trees(self, declared: Floats) -> dict[str, tuple[scoring.Hierarchy, float]]:
        """Return the trees and the shift of their shares, by name; the declared one first."""
        tree = self._scheme.hierarchy
        found = {DECLARED: (tree, 0.0)}
        if Choice.AGGREGATION not in self._vary:
            return found
        used = set(tree.aggregation)
        if not used <= LINEAR:
            found["mean"] = _with_means(tree, scoring.Aggregation.MEAN), 0.0
        is_negative = bool((np.nan_to_num(declared) < 0).any())
        if used != {scoring.Aggregation.GEOMETRIC} and not is_negative:
            found["geometric"] = _with_means(tree, scoring.Aggregation.GEOMETRIC), SHIFT
        if len(found) == 1:
            self.idle[Choice.AGGREGATION] = Idle.NO_OTHER_MEAN
        return found


def _with_means(tree: scoring.Hierarchy, how: scoring.Aggregation) -> scoring.Hierarchy:
    """Return the same tree with one mean at every node; weights stay, maxima where it was a sum."""
    inner = len(tree.aggregation)
    return replace(tree, aggregation=(how,) * inner, power=(None,) * inner)
