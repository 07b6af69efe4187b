"""From leaves to the nodes that levels and ranks are read from, block by block.

What lives here: the way from a matrix of shares to a few kept columns, so that a million units need
no memory for the nodes in between. Not here: the climb of one block (`aggregate`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np

from scoring.aggregate import blocks, climb_block
from scoring.arrays import Bools, Floats, Ints
from scoring.lattice import MOST, partial_weights
from scoring.leaves import Leaves
from scoring.missing import settle
from scoring.scheme import Scheme


@dataclass(frozen=True)
class Climbed:
    """The nodes that were kept, for every unit.

    Attributes
    ----------
    nodes : tuple of int, (n_kept,)
    share, applicable : (n_kept, n_units) float64
        NaN and 0 for a unit that is withheld.
    withheld : (n_units,) bool
    partial : list of (node, units, factors)
        For the nodes of `Grid.other`: the units of which a part is out, and their factor.
    """

    nodes: tuple[int, ...]
    share: Floats
    applicable: Floats
    withheld: Bools
    partial: list[tuple[int, Ints, Ints]] = field(default_factory=list)

    def place(self, node: int) -> int:
        """Where a node's columns stand."""
        return self.nodes.index(node)

    def factors(self, others: Iterable[int]) -> Ints:
        """Multiply the factors of some nodes, (n_units,); 0 where the product does not fit."""
        product = np.ones(self.share.shape[1], dtype=np.int64)
        wanted = set(others)
        for node, units, factors in self.partial:
            if node in wanted:
                grown = product[units].astype(np.float64) * factors
                product[units] = np.where(grown > MOST, 0, product[units] * factors)
        return product


def climb(scheme: Scheme, leaves: Leaves, nodes: Sequence[int], *, threads: int = 1) -> Climbed:
    """Climb the tree for every unit and keep some nodes.

    Parameters
    ----------
    scheme : Scheme
    leaves : Leaves
    nodes : sequence of int
        The nodes to keep; the root is always kept last.
    threads : int
        Blocks that are worked on at the same time.

    Returns
    -------
    Climbed
    """
    root = scheme.hierarchy.root
    kept = (*dict.fromkeys(node for node in nodes if node != root), root)
    n_units = leaves.n_units
    climbed = Climbed(
        kept,
        np.empty((len(kept), n_units)),
        np.empty((len(kept), n_units)),
        np.empty(n_units, dtype=bool),
    )

    def work(block: slice) -> list[tuple[int, Ints, Ints]]:
        return _climb_into(scheme, leaves, climbed, block)

    if threads == 1:
        found = [work(block) for block in blocks(n_units)]
    else:
        with ThreadPoolExecutor(threads) as pool:
            found = list(pool.map(work, blocks(n_units)))
    climbed.partial.extend(entry for entries in found for entry in entries)
    return climbed


def settled_block(scheme: Scheme, leaves: Leaves, block: slice) -> tuple[Floats, Bools, Bools]:
    """Apply the rule for gaps to a block of units.

    Returns
    -------
    settled : (n, n_leaves) float64, NaN = out of the calculation
    out : (n, n_leaves) bool
        What does not apply; a leaf outside the tree that was not answered is no gap.
    withheld : (n,) bool
    """
    shares, out = leaves.shares[block], leaves.out(block)
    extras = list(scheme.hierarchy.extras)
    if extras:
        out = out.copy()
        out[:, extras] |= np.isnan(shares[:, extras])
    settled, withheld = settle(shares, out, scheme.missing)
    return settled, out, withheld


def climb_rows(scheme: Scheme, leaves: Leaves, block: slice) -> tuple[Floats, Floats, Bools]:
    """Work out every node of a block of units: share, applicable part, and who is withheld."""
    settled, out, withheld = settled_block(scheme, leaves, block)
    share, applicable = climb_block(
        scheme.hierarchy,
        settled,
        scheme.not_applicable,
        not_applicable=out,
        availability=float(scheme.availability),
    )
    withheld |= np.isnan(share[:, scheme.hierarchy.root])
    share[withheld], applicable[withheld] = np.nan, 0.0
    return share, applicable, withheld


def _climb_into(
    scheme: Scheme, leaves: Leaves, climbed: Climbed, block: slice
) -> list[tuple[int, Ints, Ints]]:
    share, applicable, withheld = climb_rows(scheme, leaves, block)
    climbed.share[:, block] = share[:, climbed.nodes].T
    climbed.applicable[:, block] = applicable[:, climbed.nodes].T
    climbed.withheld[block] = withheld
    return _partial(scheme, climbed, applicable, block.start)


def _partial(
    scheme: Scheme, climbed: Climbed, applicable: Floats, start: int
) -> list[tuple[int, Ints, Ints]]:
    """Find the units of which a part of a large or uneven node is out."""
    grids = [scheme.lattice.grids[node] for node in climbed.nodes]
    wanted = {node for grid in grids if grid is not None for node in grid.other}
    found = []
    for node in sorted(wanted):
        whole = scheme.hierarchy.whole_weights[node - scheme.hierarchy.n_leaves]
        below = list(scheme.hierarchy.children[node - scheme.hierarchy.n_leaves])
        factors = partial_weights((applicable[:, below] > 0) @ np.array(whole, float), whole)
        units = np.flatnonzero(factors != 1)
        if len(units):
            found.append((node, units + start, factors[units]))
    return found
