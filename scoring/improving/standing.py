"""Where one unit stands, and how it would be scored if some of its leaves were raised.

What lives here: the way from a result to exact shares, and back to the engine with other ones. Not
here: which leaves to raise (`plans`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

import numpy as np

from scoring.exact import ExactNodes, ExactRow, evaluate, fraction_of
from scoring.explain import effective_maxima
from scoring.improving.gains import Offer, Raises, helpful_extras
from scoring.levels import NO_LEVEL
from scoring.report import ScoreTable, UnitResult
from scoring.rules import Sign
from scoring.scheme import Scheme
from scoring.steps import score_table


class Standing:
    """One unit with a level, its exact shares, and how it would be scored with other ones."""

    def __init__(self, scheme: Scheme, result: UnitResult) -> None:
        if result.level is None:
            raise ValueError(f"{result.unit} has no level")
        self.scheme = scheme
        self.codes = scheme.hierarchy.codes
        self._result = result
        tree, shares = scheme.hierarchy, [node.share for node in result.nodes]
        self._row: ExactRow = shares[: tree.n_leaves]
        unknown = {node for node, share in enumerate(shares) if share is None}
        self.nodes: ExactNodes = evaluate(tree, self._row, scheme.not_applicable, unknown)
        missing = set(result.missing)
        self._out = np.array(
            [x is None and c not in missing for x, c in zip(self._row, tree.leaves, strict=True)]
        )

    # --- raises ---

    def lifting(self, raises: Raises) -> dict[int, list[Offer]]:
        """Return the raises that lift their leaf, by its index, in the order of the set.

        Leaves outside the tree that are never worth raising, such as deductions, have none.
        """
        index = {code: leaf for leaf, code in enumerate(self.scheme.hierarchy.leaves)}
        unknown = [code for code in raises if code not in index]
        if unknown:
            raise ValueError(f"these are no leaves: {', '.join(unknown)}")
        useless = set(self.scheme.hierarchy.extras) - helpful_extras(self.scheme)
        offered = {index[code]: own for code, own in raises.items() if index[code] not in useless}
        return {
            leaf: [
                Offer(place, one.share, one.effort)
                for place, one in enumerate(offered[leaf])
                if one.share > now
            ]
            for leaf, now in enumerate(self._row)
            if leaf in offered and now is not None
        }

    def offers(self, raises: Raises) -> dict[int, tuple[Offer, ...]]:
        """Return the same without those that another one equals or beats in share and effort."""
        found: dict[int, tuple[Offer, ...]] = {}
        for leaf, own in self.lifting(raises).items():
            kept: list[Offer] = []
            for offer in sorted(own, key=lambda one: (one.effort, -one.share)):
                if not kept or offer.share > kept[-1].share:
                    kept.append(offer)
            if kept:
                found[leaf] = tuple(kept)
        return found

    # --- what they bring ---

    def raised(self, changes: Sequence[Mapping[int, Fraction]]) -> ScoreTable:
        """Score the unit once for each set of changes, from leaf to share."""
        floats = np.tile([np.nan if x is None else float(x) for x in self._row], (len(changes), 1))
        for place, change in enumerate(changes):
            for leaf, share in change.items():
                floats[place, leaf] = float(share)
        off_grid = [self._has(change, self._is_off_grid, self._off_grid) for change in changes]
        return score_table(
            self.scheme,
            floats,
            units=[self._result.unit] * len(changes),
            not_applicable=np.tile(self._out, (len(changes), 1)),
            exact={
                place: [change.get(leaf, share) for leaf, share in enumerate(self._row)]
                for place, change in enumerate(changes)
                if self._has(change, _is_odd, self._odd)
            },
            off_grid=np.array(off_grid, dtype=bool),
        )

    @staticmethod
    def _has(
        change: Mapping[int, Fraction], test: Callable[[int, Fraction], bool], own: frozenset[int]
    ) -> bool:
        """Tell whether any leaf passes a test after a change; `own` are those that do now."""
        return any(test(leaf, share) for leaf, share in change.items()) or bool(own - change.keys())

    def _is_off_grid(self, leaf: int, share: Fraction) -> bool:
        """Tell whether a share is no multiple of what its leaf declares."""
        lattice = self.scheme.hierarchy.lattice[leaf]
        return lattice is not None and (share * lattice).denominator != 1

    def _passing(self, test: Callable[[int, Fraction], bool]) -> frozenset[int]:
        known = ((leaf, share) for leaf, share in enumerate(self._row) if share is not None)
        return frozenset(leaf for leaf, share in known if test(leaf, share))

    @cached_property
    def _odd(self) -> frozenset[int]:
        return self._passing(_is_odd)

    @cached_property
    def _off_grid(self) -> frozenset[int]:
        return self._passing(self._is_off_grid)

    def points_gained(self, table: ScoreTable, place: int, leaf: int, share: Fraction) -> Fraction:
        """Return what the whole gains in one row of a table, where one leaf was changed."""
        if self.scheme.hierarchy.is_linear and not self.scheme.changes_points:
            return self.points_by(leaf, share)
        after, before = table.result(place).points, self._result.points
        assert after is not None
        assert before is not None
        return after - before

    def points_by(self, leaf: int, share: Fraction) -> Fraction:
        """Return what a leaf alone adds to the whole, before caps and ceilings."""
        now = self._row[leaf]
        assert now is not None
        return self._effective[leaf] * (share - now)

    @cached_property
    def _effective(self) -> tuple[Fraction, ...]:
        """Points of the whole for which each leaf stands, those in a bonus included."""
        tree = self.scheme.hierarchy
        found = list(effective_maxima(tree, self.nodes))
        for adjustment in self.scheme.adjustments:
            for leaf in map(tree.index.__getitem__, adjustment.codes):
                points = tree.maximum[leaf] * self.nodes.applicable[leaf]
                found[leaf] = points if adjustment.sign is Sign.BONUS else -points
        return tuple(found)

    def pillar_level(self, table: ScoreTable, place: int, leaf: int) -> int | None:
        """Return the level of the pillar of a leaf in one row of a table."""
        at = self._pillar_places[leaf]
        level = NO_LEVEL if at is None else int(table.pillar_levels[place, at])
        return None if level == NO_LEVEL else level

    @cached_property
    def _pillar_places(self) -> tuple[int | None, ...]:
        """For each leaf the place of its pillar among the pillars; None outside the tree."""
        tree = self.scheme.hierarchy
        found: list[int | None] = [None] * tree.n_nodes
        for at, pillar in enumerate(tree.pillars):
            found[pillar] = at
        for node in range(tree.root - 1, tree.n_leaves - 1, -1):
            for part in tree.children[node - tree.n_leaves]:
                found[part] = found[node]
        return tuple(found[: tree.n_leaves])


def _is_odd(_leaf: int, share: Fraction) -> bool:
    """Tell whether a float would not bring a share back."""
    return fraction_of(float(share)) != share
