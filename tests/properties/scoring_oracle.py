"""An independent oracle in plain fractions, and the random sets and answers it is tried on.

The engine climbs the tree and carries shares and applicable fractions; the oracle goes down it,
spreads the weight of each leaf, and compares every unit with every other. They share no code.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from hypothesis import strategies as st

from scoring import Aggregation, Band, Gate, Measure, Missing, Node, NotApplicable

# --- random sets and answers ---------------------------------------------------------------

GAP, OUT = "gap", "out"
Cell = Fraction | str


@dataclass
class Part:
    """A node of a random set; a leaf has no parts.

    With a grid all its answers are multiples of 1/grid, and the engine is told so.
    """

    weight: Fraction
    maximum: Fraction = Fraction(0)
    grid: int | None = None
    how: Aggregation = Aggregation.SUM
    parts: list[Part] = field(default_factory=list)

    def full(self) -> Fraction:
        return sum((p.full() for p in self.parts), Fraction(0)) if self.parts else self.maximum

    def leaves(self) -> Iterator[Part]:
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()

    def weight_of(self, part: Part) -> Fraction:
        return part.full() if self.how is Aggregation.SUM else part.weight


weights = st.fractions(min_value=0, max_value=9, max_denominator=6)
maxima = st.sampled_from([Fraction(n) for n in (0, 1, 5, 10, 25)] + [Fraction(5, 2)])
hows = st.sampled_from([Aggregation.SUM, Aggregation.MEAN])
grids = st.sampled_from([None, 5, 5, 5, 1, 3, 4])
leaf_parts = st.builds(Part, weight=weights, maximum=maxima, grid=grids)
on_grid_parts = st.builds(Part, weight=weights, maximum=maxima, grid=st.sampled_from([5, 5, 1, 3]))


def trees_of(leaves: st.SearchStrategy[Part]) -> st.SearchStrategy[Part]:
    return st.recursive(
        leaves,
        lambda below: st.builds(
            Part, weight=weights, how=hows, parts=st.lists(below, min_size=1, max_size=4)
        ),
        max_leaves=8,
    )


parts = trees_of(leaf_parts) | trees_of(on_grid_parts)
roots = st.builds(
    Part, weight=st.just(Fraction(1)), how=hows, parts=st.lists(parts, min_size=1, max_size=4)
)
answered = st.sampled_from([Fraction(n, 5) for n in range(6)] + [Fraction(1, 3), Fraction(2, 7)])
cells = st.one_of(answered, answered, answered, st.just(GAP), st.just(OUT))


def on_grid(grid: int) -> st.SearchStrategy[Cell]:
    shares = st.sampled_from([Fraction(n, grid) for n in range(grid + 1)])
    return st.one_of(shares, shares, st.just(GAP), st.just(OUT))


def rows_of(root: Part) -> st.SearchStrategy[list[list[Cell]]]:
    """Answers of up to six units; where a leaf has a grid, on it."""
    columns = [cells if leaf.grid is None else on_grid(leaf.grid) for leaf in root.leaves()]
    return st.lists(st.tuples(*columns).map(list), min_size=1, max_size=6)


def nodes_of(root: Part) -> list[Node]:
    found = [Node("all", None, aggregation=root.how)]

    def add(part: Part, code: str, parent: str) -> None:
        if part.parts:
            found.append(Node(code, parent, weight=part.weight, aggregation=part.how))
            for at, below in enumerate(part.parts):
                add(below, f"{code}.{at}", code)
        else:
            found.append(
                Node(code, parent, weight=part.weight, maximum=part.maximum, lattice=part.grid)
            )

    for at, part in enumerate(root.parts):
        add(part, f"{at}", "all")
    return found


# --- the oracle ----------------------------------------------------------------------------


class Oracle:
    """One unit, worked out from the leaves' weights in the whole."""

    def __init__(self, root: Part, row: list[Cell], missing: Missing, out: NotApplicable) -> None:
        self.missing = missing
        self.out = out
        self.cells = {id(leaf): cell for leaf, cell in zip(root.leaves(), row, strict=True)}
        self.has_gap = GAP in row

    def counts(self, part: Part) -> bool:
        """Whether anything with weight below `part` is in the calculation."""
        if not part.parts:
            cell = self.cells[id(part)]
            stands_in = self.missing in {Missing.ZERO, Missing.NEUTRAL}
            return cell != OUT and (cell != GAP or stands_in)

        return any(self.counts(p) and part.weight_of(p) > 0 for p in part.parts)

    def spread(self, part: Part, budget: Fraction) -> Iterator[tuple[Part, Fraction]]:
        """Hand the budget of `part` down to its leaves."""
        if not part.parts:
            yield part, budget
            return
        sharing = part.parts
        if self.out is NotApplicable.REDISTRIBUTE:
            sharing = [p for p in part.parts if self.counts(p)]
        whole = sum((part.weight_of(p) for p in sharing), Fraction(0))
        for p in sharing:
            if whole:
                yield from self.spread(p, budget * part.weight_of(p) / whole)

    def share_of(self, leaf: Part) -> Fraction:
        cell = self.cells[id(leaf)]
        if isinstance(cell, Fraction):
            return cell
        return Fraction(1, 2) if self.missing is Missing.NEUTRAL else Fraction(0)

    def share_and_applicable(self, part: Part) -> tuple[Fraction, Fraction] | None:
        spread = [(leaf, w) for leaf, w in self.spread(part, Fraction(1)) if self.counts(leaf)]
        applicable = sum((w for _, w in spread), Fraction(0))
        if applicable == 0:
            return None
        reached = sum((w * self.share_of(leaf) for leaf, w in spread), Fraction(0))
        return reached / applicable, applicable

    def measure(self, part: Part, measure: Measure) -> Fraction | None:
        found = self.share_and_applicable(part)
        if found is None:
            return None
        share, applicable = found
        return 100 * share if measure is Measure.SCORE else share * applicable * part.full()


# --- other means ---------------------------------------------------------------------------


def mean_of(how: Aggregation, known: list[tuple[Fraction, Fraction]]) -> Fraction:
    """Combine (weight, value) pairs by the textbook formula."""
    if how is Aggregation.MINIMUM:
        return min(value for _, value in known)
    if how is Aggregation.HARMONIC:
        if any(value == 0 for _, value in known):
            return Fraction(0)
        return sum(w for w, _ in known) / Fraction(sum(w / v for w, v in known))
    if how is Aggregation.MEDIAN:
        half = Fraction(sum(w for w, _ in known)) / 2
        candidates = [v for _, v in known]
        low = [v for v in candidates if sum(w for w, x in known if x <= v) >= half]
        high = [v for v in candidates if sum(w for w, x in known if x >= v) >= half]
        return (min(low) + max(high)) / 2
    return sum(w * v for w, v in known) / Fraction(sum(w for w, _ in known))


def climb(oracle: Oracle, part: Part) -> tuple[Fraction, Fraction] | None:
    """Share and applicable fraction of a part of any kind, from its children."""
    if not part.parts:
        return (oracle.share_of(part), Fraction(1)) if oracle.counts(part) else None
    below = [(part.weight_of(p), climb(oracle, p)) for p in part.parts]
    known = [(w * found[1], found[0]) for w, found in below if found is not None and w > 0]
    if not known:
        return None
    applies = Fraction(sum(w for w, _ in known)) / sum(w for w, _ in below)
    if oracle.out is NotApplicable.REDISTRIBUTE:
        applies = Fraction(1)
    return mean_of(part.how, known), applies


def level_in(bands: list[Band], number: Fraction) -> int:
    for band in bands:
        above = band.lower is None or (
            number >= band.lower if band.lower_included else number > band.lower
        )
        below = band.upper is None or (
            number <= band.upper if band.upper_included else number < band.upper
        )
        if above and below:
            return band.level
    raise AssertionError("the bands leave a gap")


def gated(level: int, pillar_levels: list[int], gates: list[Gate], bands: list[Band]) -> int:
    for candidate in sorted((b.level for b in bands if b.level <= level), reverse=True):
        if all(
            len([p for p in pillar_levels if p >= gate.pillar_level]) >= gate.pillars
            for gate in gates
            if gate.level == candidate
        ):
            return candidate
    return min(b.level for b in bands)
