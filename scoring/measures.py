"""The numbers of many units that are cut, ranked and shown.

What lives here: points and scores of the kept nodes, decided exactly wherever a float could decide
wrongly. Not here: the order of the steps (`steps`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

import numpy as np

from scoring.arrays import Bools, Floats, Ints
from scoring.climb import Climbed, climb
from scoring.lattice import Exact
from scoring.leaves import Leaves
from scoring.levels import cut_exactly
from scoring.missing import NotApplicable
from scoring.rounding import Rounding
from scoring.rows import Rows
from scoring.rules import Adjustment, Condition, Measure, Requirement, Sign
from scoring.scheme import Cut, Scheme


@dataclass(frozen=True)
class Ranked:
    """What units are ordered by: floats, and exact numbers where they are known."""

    values: Floats
    exact: Exact


@dataclass(frozen=True)
class Measures:
    """Numbers of the kept nodes of all units.

    Where the shares stand on a grid, the numbers are exact fractions in whole-number arrays; the
    rest are floats, with `rows` asked for single units.
    """

    scheme: Scheme
    leaves: Leaves
    climbed: Climbed
    rows: Rows
    _exact: dict[tuple[int, Measure], Exact | None] = field(default_factory=dict)

    # --- the tree --------------------------------------------------------------------------

    def applicable(self, node: int) -> Floats:
        """Applicable part of one node, (n_units,)."""
        return np.asarray(self.climbed.applicable[self.climbed.place(node)])

    def maximum(self, node: int) -> Floats:
        """Applicable maximum of one node, (n_units,)."""
        return np.asarray(self.applicable(node) * self.scheme.hierarchy.maxima[node])

    def of_node(self, node: int, measure: Measure) -> Floats:
        """Points or score of one node as the tree has it, (n_units,)."""
        share = self.climbed.share[self.climbed.place(node)]
        values = 100.0 * share if measure is Measure.SCORE else share * self.maximum(node)
        known = self.exact_node(node, measure)
        return np.asarray(values) if known is None else known.rounded(values)

    def exact_node(self, node: int, measure: Measure) -> Exact | None:
        """Exact points or score of one node, if its leaves stand on a grid."""
        if (node, measure) not in self._exact:
            self._exact[node, measure] = self._on_grid(node, measure)
        return self._exact[node, measure]

    def _on_grid(self, node: int, measure: Measure) -> Exact | None:
        grid = self.scheme.lattice.grids[node]
        if grid is None:
            return None
        share = self.climbed.share[self.climbed.place(node)]
        maximum = self.scheme.hierarchy.maximum[node]
        rule = self.scheme.not_applicable
        if measure is Measure.POINTS and rule is NotApplicable.REDUCE:
            reach = share * self.applicable(node)
            return grid.reached(reach, self.leaves.on_grid).times(maximum)
        factors = self.climbed.factors(grid.other)
        exact = grid.share(share, self.applicable(node), factors, rule, self.leaves.on_grid)
        return exact.times(Fraction(100) if measure is Measure.SCORE else maximum)

    # --- the whole -------------------------------------------------------------------------

    def of_whole(self, measure: Measure) -> Floats:
        """Points or score of the whole after bonuses, deductions and ceilings, (n_units,)."""
        root = self.scheme.hierarchy.root
        if not self.scheme.changes_points:
            return self.of_node(root, measure)
        if measure is Measure.POINTS:
            return self._total
        return np.asarray(100.0 * self._total / self.maximum(root))

    @cached_property
    def _total(self) -> Floats:
        total = self.of_node(self.scheme.hierarchy.root, Measure.POINTS)
        for adjustment in self.scheme.adjustments:
            amount = self._amount(adjustment)
            if adjustment.sign is Sign.BONUS:
                total = np.asarray(total + amount)
            else:
                total = np.maximum(total - amount, 0.0)
        for ceiling in self.scheme.ceilings:
            below = np.minimum(total, float(ceiling.points))
            strikes = True if ceiling.when is None else self.holds(ceiling.when)
            total = np.where(strikes, below, total)
        return total

    def _amount(self, adjustment: Adjustment) -> Floats:
        index = self.scheme.hierarchy.index
        amounts = [self.of_node(index[code], Measure.POINTS) for code in adjustment.codes]
        amount = np.nan_to_num(np.array(amounts)).sum(axis=0)
        cap = np.inf if adjustment.cap is None else float(adjustment.cap)
        return np.asarray(np.minimum(amount, cap))

    # --- decisions -------------------------------------------------------------------------

    def number(self, node: int, measure: Measure) -> tuple[Floats, Exact | None]:
        """The number of a node that is cut or ranked, rules included."""
        if node == self.scheme.hierarchy.root and self.scheme.changes_points:
            return self.of_whole(measure), None
        return self.of_node(node, measure), self.exact_node(node, measure)

    def holds(self, condition: Condition) -> Bools:
        """Tell for which units a condition holds, decided exactly, (n_units,)."""
        node, measure = self.scheme.hierarchy.index[condition.code], condition.measure

        def exact(place: int) -> Fraction:
            number = self.rows.node_number(place, node, measure)
            assert number is not None
            return number

        return condition.holds_for(
            self.of_node(node, measure), scale=self.scale(node, measure), exact=exact
        )

    def breaks(self, requirement: Requirement) -> Bools:
        """Tell which units do not meet a requirement, (n_units,)."""
        broken = np.zeros(self.leaves.n_units, dtype=bool)
        for condition in requirement.needs:
            node = self.scheme.hierarchy.index[condition.code]
            broken |= (self.applicable(node) > 0) & ~self.holds(condition)
        for condition in requirement.unless:
            broken |= self.holds(condition)
        return broken

    def scale(self, node: int, measure: Measure) -> float:
        """The size of the numbers that were added up, which rounding errors grow with."""
        tree = self.scheme.hierarchy
        full = 100.0 if measure is Measure.SCORE else float(tree.maxima[node])
        if node == tree.root and self.scheme.changes_points:
            full += 100.0 if measure is Measure.SCORE else 0.0
            full += float(sum(tree.maxima[extra] for extra in tree.extras))
        return self._largest_share * full

    @cached_property
    def _largest_share(self) -> float:
        return max([1.0, *self.climbed.sizes])

    def wholes(self, node: int, measure: Measure, rounding: Rounding) -> Ints:
        """Numbers of a node, rounded, in units of the last digit; (n_units,)."""
        values, known = self.number(node, measure)
        return rounding.wholes(
            values,
            scale=self.scale(node, measure),
            exact=lambda place: self.rows.measure(place, node, measure),
            known=known,
        )

    def cut(self, cut: Cut, node: int) -> Ints:
        """Level of a node for every unit, decided exactly; (n_units,)."""
        values, known = self.number(node, cut.measure)
        scale = self.scale(node, cut.measure)
        if cut.rounding is None:
            return cut_exactly(
                cut.bands,
                values,
                scale=scale,
                exact=lambda place: self.rows.measure(place, node, cut.measure),
                known=known,
            )
        unit = 10**cut.rounding.digits
        wholes = self.wholes(node, cut.measure, cut.rounding)
        rounded = np.where(np.isnan(values), np.nan, wholes / unit)
        return cut_exactly(
            cut.bands, rounded, scale=scale, exact=lambda place: Fraction(int(wholes[place]), unit)
        )

    def ranked(self, node: int, measure: Measure, rounding: Rounding | None) -> Ranked:
        """The number of a node that units are ordered by."""
        values, known = self.number(node, measure)
        if rounding is None:
            return Ranked(values, Exact.unknown(len(values)) if known is None else known)
        wholes = self.wholes(node, measure, rounding)
        den = np.where(np.isnan(values), 0, 10**rounding.digits)
        return Ranked(np.where(np.isnan(values), np.nan, wholes / den.clip(1)), Exact(wholes, den))

    # --- what is shown ---------------------------------------------------------------------

    def shown(self, node: int, measure: Measure) -> Floats:
        """Points or score of a node, rules included, exactly rounded wherever it was decided so.

        Tied units were all decided exactly, so they carry the same number to the last bit.
        """
        values = self.number(node, measure)[0].copy()
        for place, nodes in self.rows.known.items():
            if nodes.share[node] is not None and not self.climbed.withheld[place]:
                values[place] = float(self.rows.measure(place, node, measure))
        return values

    def nearest(self, node: int, measure: Measure) -> Floats:
        """Points or score of a node, rules included, each the float nearest to its fraction.

        Units that do not stand on a grid are worked out one by one.
        """
        values, known = self.number(node, measure)
        open_, found = ~np.isnan(values), values.copy()
        if known is not None:
            open_ &= ~known.known
        for place in np.flatnonzero(open_).tolist():
            found[place] = float(self.rows.measure(place, node, measure))
        return found


def nearest_scores(rows: Rows) -> tuple[Floats, Floats]:
    """Return the score of the whole and of every pillar, each the float nearest to its fraction.

    Parameters
    ----------
    rows : Rows

    Returns
    -------
    whole : (n_units,) float64, NaN = withheld
    pillars : (n_units, n_pillars) float64, NaN = nothing applies, or withheld

    Examples
    --------
    >>> from scoring import Aggregation, Bands, Hierarchy, Missing, Node
    >>> pair = [Node(code, "all", maximum=Fraction(1)) for code in "ab"]
    >>> tree = Hierarchy.build([Node("all", None, aggregation=Aggregation.MEAN), *pair])
    >>> cut = Cut(Measure.SCORE, Bands((0,), (), ()))
    >>> scheme = Scheme(tree, Missing.ZERO, NotApplicable.REDUCE, cut)
    >>> whole, _ = nearest_scores(Rows(scheme, Leaves(np.array([[0.1, 0.2]]))))
    >>> whole.tolist()
    [15.0]
    """
    scheme, tree = rows.scheme, rows.scheme.hierarchy
    named = (tree.index[code] for code in scheme.named())
    climbed = climb(scheme, rows.leaves, (*tree.pillars, *named, tree.root))
    measures = Measures(scheme, rows.leaves, climbed, rows)
    pillars = [measures.nearest(pillar, Measure.SCORE) for pillar in tree.pillars]
    return measures.nearest(tree.root, Measure.SCORE), np.column_stack(pillars)
