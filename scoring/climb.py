"""From leaves to the nodes that levels and ranks are read from, block by block.

What lives here: the way from a matrix of shares to a few kept columns, so that a million units need
no memory for the nodes in between. Not here: the climb of one block (`aggregate`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from scoring.aggregate import blocks, climb_block
from scoring.arrays import Bools, Floats, Ints
from scoring.lattice import MOST, partial_weights
from scoring.leaves import Leaves
from scoring.linear import HEIGHT, climb_linear
from scoring.missing import STAND_INS, Missing, settle
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
    sizes : list of float
        The largest share of each block, without its sign.
    """

    nodes: tuple[int, ...]
    share: Floats
    applicable: Floats
    withheld: Bools
    partial: list[tuple[int, Ints, Ints]] = field(default_factory=list)
    sizes: list[float] = field(default_factory=list)

    def place(self, node: int) -> int:
        """Where a node's columns stand."""
        return self.nodes.index(node)

    def factors(self, others: Iterable[int]) -> Ints | None:
        """Multiply the factors of some nodes, (n_units,); 0 where the product does not fit.

        None where no unit has a factor.
        """
        wanted = set(others)
        if not any(node in wanted for node, _, _ in self.partial):
            return None
        product = np.ones(self.share.shape[1], dtype=np.int64)
        for node, units, factors in self.partial:
            if node in wanted:
                grown = product[units].astype(np.float64) * factors
                product[units] = np.where(grown > MOST, 0, product[units] * factors)
        return product


def climb(scheme: Scheme, leaves: Leaves, nodes: Sequence[int]) -> Climbed:
    """Climb the tree for every unit and keep some nodes.

    Parameters
    ----------
    scheme : Scheme
    leaves : Leaves
    nodes : sequence of int
        The nodes to keep; the root is always kept last.

    Returns
    -------
    Climbed
    """
    root = scheme.hierarchy.root
    kept = (*dict.fromkeys(node for node in nodes if node != root), root)
    shape = (len(kept), leaves.n_units)
    climbed = Climbed(kept, np.empty(shape), np.empty(shape), np.empty(shape[1], dtype=bool))
    linear = scheme.hierarchy.is_linear and not scheme.availability
    for block in blocks(leaves.n_units, HEIGHT):
        if linear:
            _climb_linearly(scheme, leaves, climbed, block)
        else:
            _climb_into(scheme, leaves, climbed, block)
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
    out = _left_out(scheme, leaves, block)
    settled, withheld = settle(leaves.shares[block], out, scheme.missing)
    return settled, out, withheld


def _left_out(scheme: Scheme, leaves: Leaves, block: slice) -> Bools:
    out = leaves.out(block)
    extras = list(scheme.hierarchy.extras)
    if extras:
        out = out.copy()
        out[:, extras] |= np.isnan(leaves.shares[block][:, extras])
    return out


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


def _climb_into(scheme: Scheme, leaves: Leaves, climbed: Climbed, block: slice) -> None:
    climbed.sizes.append(_largest(leaves.shares[block]))
    share, applicable, withheld = climb_rows(scheme, leaves, block)
    climbed.share[:, block] = share[:, climbed.nodes].T
    climbed.applicable[:, block] = applicable[:, climbed.nodes].T
    climbed.withheld[block] = withheld


def _climb_linearly(scheme: Scheme, leaves: Leaves, climbed: Climbed, block: slice) -> None:
    """Climb a block whose nodes are all sums or weighted means."""
    tree = scheme.hierarchy
    filled, applying, withheld = _filled(scheme, leaves, block)
    climbed.sizes.append(_largest(filled))
    share, part, applied = climb_linear(scheme.plan, filled, applying, scheme.not_applicable)
    withheld |= part[-1] == 0
    for row, node in enumerate(climbed.nodes):
        if node < tree.n_leaves:
            value = filled[:, node]
            in_ = np.ones(len(value)) if applying is None else applying[:, node]
        else:
            value, in_ = share[node - tree.n_leaves], part[node - tree.n_leaves]
        climbed.applicable[row, block] = np.where(withheld, 0.0, in_)
        climbed.share[row, block] = np.where((in_ > 0) & ~withheld, value, np.nan)
    climbed.withheld[block] = withheld
    climbed.partial.extend(_partial(scheme, climbed, applied, block.start))


def _largest(shares: Floats) -> float:
    """Return the largest share without its sign; refuse an infinite one."""
    highest = float(np.fmax.reduce(shares, axis=None, initial=0.0))
    largest = max(highest, -float(np.fmin.reduce(shares, axis=None, initial=0.0)))
    if np.isinf(largest):
        raise ValueError("a share is infinite")
    return largest


def _filled(scheme: Scheme, leaves: Leaves, block: slice) -> tuple[Floats, Floats | None, Bools]:
    """Apply the rule for gaps to a block.

    Returns
    -------
    filled : (n, n_leaves) float64, 0 where a leaf is out
    applying : (n, n_leaves) float64, optional
        1 where a leaf is in the calculation, 0 where it is out; None = all are in.
    withheld : (n,) bool
    """
    shares = leaves.shares[block]
    gap = np.isnan(shares)
    withheld = np.zeros(len(shares), dtype=bool)
    if leaves.not_applicable is None and not gap.any():
        return shares, None, withheld
    filled = shares.copy()
    filled[gap] = 0.0
    if leaves.not_applicable is None and not scheme.hierarchy.extras:
        out = np.zeros_like(gap)
    else:
        out = _left_out(scheme, leaves, block)
        filled[out] = 0.0
        gap &= ~out
    if scheme.missing in STAND_INS:
        filled[gap] = float(STAND_INS[scheme.missing])
        return filled, (~out).astype(np.float64), withheld
    if scheme.missing is Missing.WITHHOLD:
        withheld = np.logical_or.reduce(gap, axis=1)
    return filled, (~(out | gap)).astype(np.float64), withheld


def _partial(
    scheme: Scheme, climbed: Climbed, applied: Floats, start: int
) -> list[tuple[int, Ints, Ints]]:
    """Find the units of which a part of a large or uneven node is out."""
    tree = scheme.hierarchy
    grids = [scheme.lattice.grids[node] for node in climbed.nodes]
    wanted = {node for grid in grids if grid is not None for node in grid.other}
    found = []
    for node in sorted(wanted):
        inner = node - tree.n_leaves
        units = np.flatnonzero(applied[inner] != scheme.plan.whole[inner])
        if len(units):
            factors = partial_weights(applied[inner, units], tree.whole_weights[inner])
            found.append((node, units + start, factors))
    return found
