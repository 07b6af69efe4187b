"""The exact side of a table: one unit at a time, in fractions.

What lives here: exact rows, nodes and numbers, and the result of one unit. Not here: the bulk of
the units (`measures`).
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from scoring.climb import climb_rows, settled_block
from scoring.exact import ExactNodes, ExactRow, evaluate, fraction_of
from scoring.exact_means import settle
from scoring.leaves import Leaves
from scoring.missing import STAND_INS
from scoring.rules import Applied, Measure, adjust_exactly
from scoring.scheme import Scheme


@dataclass(frozen=True)
class Rows:
    """Rows of fractions and what was worked out from them.

    Attributes
    ----------
    known : dict
        Nodes that were worked out already, by the place of the unit.
    alike : dict
        The same by the unit's answers: units that answered alike are worked out once.
    """

    scheme: Scheme
    leaves: Leaves
    known: dict[int, ExactNodes] = field(default_factory=dict)
    alike: dict[bytes, ExactNodes] = field(default_factory=dict)

    def row(self, place: int) -> ExactRow:
        """Exact shares of one unit after the rule for gaps, None = out of the calculation."""
        settled, _, _ = settled_block(self.scheme, self.leaves, slice(place, place + 1))
        floats = settled[0].tolist()
        stand_in = STAND_INS.get(self.scheme.missing, Fraction(0))
        given = self.leaves.exact.get(place)
        if given is None:
            return [None if math.isnan(x) else fraction_of(x) for x in floats]
        return [
            None if math.isnan(number) else stand_in if share is None else share
            for number, share in zip(floats, given, strict=True)
        ]

    def nodes(self, place: int) -> ExactNodes:
        """Exact nodes of one unit, worked out once."""
        if place not in self.known:
            answers = self._answers(place)
            if answers is None or answers not in self.alike:
                nodes = self._nodes(place)
                if answers is not None:
                    self.alike[answers] = nodes
            else:
                nodes = self.alike[answers]
            self.known[place] = nodes
        return self.known[place]

    def _answers(self, place: int) -> bytes | None:
        """Name the answers of a unit by their bytes; a gap is not the same as what is out."""
        if place in self.leaves.exact:
            return None
        settled, out, withheld = settled_block(self.scheme, self.leaves, slice(place, place + 1))
        return settled.tobytes() + out.tobytes() + withheld.tobytes()

    def _nodes(self, place: int) -> ExactNodes:
        row, rule = self.row(place), self.scheme.not_applicable
        return evaluate(self.scheme.hierarchy, row, rule, self._unknown(place))

    def _unknown(self, place: int) -> Collection[int]:
        """Find the nodes of one unit that have no share whatever their fractions say."""
        unit = slice(place, place + 1)
        if self.scheme.availability > 0:
            share, _, _ = climb_rows(self.scheme, self.leaves, unit)
            return set(np.flatnonzero(np.isnan(share[0])).tolist())
        _, _, withheld = settled_block(self.scheme, self.leaves, unit)
        return range(self.scheme.hierarchy.n_nodes) if withheld[0] else ()

    def node_number(self, place: int, node: int, measure: Measure) -> Fraction | None:
        """Exact points or score of a node as the tree has it; None = nothing applies."""
        nodes = self.nodes(place)
        share = nodes.share[node]
        if share is None:
            return None
        number = 100 * share
        if measure is Measure.POINTS:
            number = share * nodes.applicable[node] * self.scheme.hierarchy.maximum[node]
        return number if self.scheme.hierarchy.is_rational else settle(number)

    def total(self, place: int) -> tuple[Fraction | None, tuple[Applied, ...]]:
        """Exact points of the whole after bonuses, deductions and ceilings."""
        root = self.scheme.hierarchy.root
        points = self.node_number(place, root, Measure.POINTS)
        if points is None:
            return None, ()
        index = self.scheme.hierarchy.index
        return adjust_exactly(
            points,
            self.scheme.adjustments,
            self.scheme.ceilings,
            lambda code, measure: self.node_number(place, index[code], measure),
        )

    def maximum(self, place: int) -> Fraction:
        """Exact applicable maximum of the whole."""
        tree = self.scheme.hierarchy
        return tree.maximum[tree.root] * self.nodes(place).applicable[tree.root]

    def measure(self, place: int, node: int, measure: Measure) -> Fraction:
        """Exact number of a node that is cut or ranked, rules included."""
        tree = self.scheme.hierarchy
        if node == tree.root and self.scheme.changes_points:
            number = self.total(place)[0]
            if number is not None and measure is Measure.SCORE:
                number = 100 * number / self.maximum(place)
        else:
            number = self.node_number(place, node, measure)
        if number is None:
            raise ValueError(f"{tree.codes[node]} has nothing that applies")
        return number
