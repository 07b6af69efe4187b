"""The cheapest plan is the one that trying out every set of raises finds.

Two sides are tried out: the search on whole numbers alone, and the whole way from random schemes
(trees, gaps, what does not apply, edges, gates, rules) through the engine. The brute force knows
nothing of frontiers, bounds or thresholds: it scores every combination and takes the best.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from scoring import (
    Aggregation,
    Bands,
    Cut,
    Gate,
    Hierarchy,
    Missing,
    Node,
    NotApplicable,
    Scheme,
    ScoreTable,
    UnitResult,
    score_table,
)
from scoring.improving import NotCovered, Raise, cheapest_plan, single_effects
from scoring.improving.cheapest import solve
from scoring.improving.knapsack import Choice, Group, Leaf, Pillar, Problem
from scoring.rounding import Half, Rounding
from scoring.rules import Adjustment, Ceiling, Condition, Measure, Requirement, Sign

EXAMPLES = int(os.environ.get("ORACLE_EXAMPLES", "200"))
"""Some for every day; thousands when the search was touched."""

MOST_COMBINATIONS = 700

careful = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)

# --- whole numbers -------------------------------------------------------------------------

costs = st.one_of(st.integers(0, 6), st.integers(0, 10**6))
gains = st.one_of(st.integers(1, 6), st.integers(1, 10**6), st.integers(10**24, 10**25))


@st.composite
def leaves(draw: st.DrawFn) -> Leaf:
    size = draw(st.integers(0, 3))
    cost = sorted(draw(st.sets(costs, min_size=size, max_size=size)))
    gain = sorted(draw(st.sets(gains, min_size=size, max_size=size)))
    choices = tuple(Choice(*pair) for pair in zip(cost, gain, strict=True))
    return Leaf(choices, draw(st.sampled_from([0, 0, 0, *gain[-1:]])))


def most_of(part: Leaf | Group) -> int:
    if isinstance(part, Leaf):
        return part.choices[-1].gain if part.choices else 0
    return sum(most_of(one) for one in part.parts)


@st.composite
def groups(draw: st.DrawFn) -> Group:
    parts = tuple(draw(st.lists(leaves(), max_size=2)))
    return Group(parts, draw(st.integers(0, sum(map(most_of, parts)))))


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    n_gates = draw(st.integers(0, 3))
    pillars = []
    for _ in range(draw(st.integers(1, 3))):
        parts = tuple(draw(st.lists(st.one_of(leaves(), leaves(), groups()), max_size=3)))
        most = sum(map(most_of, parts))
        threshold = st.one_of(st.none(), st.just(0), st.integers(0, most + 1))
        pillars.append(
            Pillar(
                parts,
                draw(st.sampled_from([0, 0, most // 2])),
                thresholds=tuple(draw(threshold) for _ in range(n_gates)),
                counts=draw(st.sampled_from([True, True, True, False])),
                limit=draw(st.one_of(st.none(), st.none(), st.integers(0, most))),
            )
        )
    reachable = sum(pillar.counted(most_of(pillar)) for pillar in pillars)
    return Problem(
        tuple(pillars),
        draw(st.integers(0, reachable)),
        tuple(draw(st.integers(0, len(pillars))) for _ in range(n_gates)),
    )


def plans_of(problem: Problem) -> Iterator[tuple[int, ...]]:
    return product(*(range(len(leaf.choices) + 1) for leaf in problem.leaves))


def price(problem: Problem, plan: Sequence[int]) -> tuple[int, int, list[int]]:
    """What the best plan has least of: cost, changes, and last the places, greatest first."""
    chosen = [leaf.choices[p - 1] for leaf, p in zip(problem.leaves, plan, strict=True) if p]
    return sum(one.cost for one in chosen), len(chosen), [-place for place in plan]


@careful
@given(problems())
def test_the_search_finds_what_trying_everything_finds(problem: Problem) -> None:
    assume(np.prod([len(leaf.choices) + 1 for leaf in problem.leaves], initial=1) <= 4000)
    found = [plan for plan in plans_of(problem) if problem.is_met(plan)]
    best = min(found, key=lambda plan: price(problem, plan), default=None)
    assert solve(problem) == best


# --- whole schemes -------------------------------------------------------------------------

low = st.sampled_from([Fraction(n, 5) for n in range(4)] + [Fraction(1, 3), Fraction(2, 7)])
high = st.sampled_from([Fraction(n, 5) for n in range(2, 6)] + [Fraction(2, 3), Fraction(5, 7)])
cells = st.one_of(low, low, low, low, low, st.none())
efforts = st.sampled_from([Fraction(*pair) for pair in ((1, 1), (2, 1), (1, 2), (7, 3), (0, 1))])
positive = st.sampled_from([Fraction(1), Fraction(5), Fraction(1, 3), Fraction(5, 2)])
any_weight = st.one_of(*[positive] * 6, st.just(Fraction(0)))
linear = st.sampled_from([Aggregation.SUM, Aggregation.MEAN])
edges = st.one_of(st.integers(0, 20), st.integers(7, 17)).map(lambda n: Fraction(5 * n))
measures = st.sampled_from(list(Measure))
ROUNDINGS = (Rounding(0), Rounding(0, Half.EVEN), Rounding(1))
EXTRAS = ("X", "Y")
"""Leaves outside the tree."""


@dataclass(frozen=True)
class Case:
    """One unit under a scheme, with everything it could raise."""

    scheme: Scheme
    row: list[Fraction | None]
    out: list[bool]
    raises: dict[str, list[Raise]]

    def table(self, rows: Sequence[Sequence[Fraction | None]]) -> ScoreTable:
        floats = [[np.nan if x is None else float(x) for x in row] for row in rows]
        return score_table(
            self.scheme,
            np.array(floats, dtype=np.float64),
            units=["u"] * len(rows),
            not_applicable=np.array([self.out] * len(rows)),
        )

    def result(self) -> UnitResult:
        return self.table([self.row]).result(0)


@st.composite
def trees(draw: st.DrawFn, *, weigh: st.SearchStrategy[Fraction]) -> list[Node]:
    nodes = [Node("all", None, aggregation=draw(linear))]

    def add(code: str, parent: str, depth: int) -> None:
        weight = draw(weigh)
        if depth == 0 or draw(st.booleans()):
            nodes.append(Node(code, parent, weight=weight, maximum=draw(weigh)))
            return
        nodes.append(Node(code, parent, weight=weight, aggregation=draw(linear)))
        for at in range(draw(st.integers(1, 2))):
            add(f"{code}.{at}", code, depth - 1)

    for at in range(draw(st.integers(2, 3))):
        add(str(at), "all", 2)
    return nodes + [Node(code, None, maximum=Fraction(3)) for code in EXTRAS]


@st.composite
def cuts(draw: st.DrawFn, full: Fraction) -> Cut:
    measure = draw(measures) if full else Measure.SCORE
    scale = full / 100 if measure is Measure.POINTS else Fraction(1)
    cut_at = sorted(draw(st.sets(edges, min_size=1, max_size=3)))
    owners = draw(st.lists(st.booleans(), min_size=len(cut_at), max_size=len(cut_at)))
    bands = Bands(tuple(range(len(cut_at) + 1)), tuple(e * scale for e in cut_at), tuple(owners))
    return Cut(measure, bands, draw(st.sampled_from([None, None, *ROUNDINGS])))


@st.composite
def rules(draw: st.DrawFn, tree: Hierarchy) -> dict[str, Any]:
    """Some of the rules that a set may declare."""
    codes = [code for code in tree.codes if code != "all"]

    def condition(*, low: bool) -> Condition:
        code, edge, included = draw(st.sampled_from(codes)), draw(edges), draw(st.booleans())
        if low:
            return Condition(code, Measure.SCORE, lower=edge, lower_included=included)
        return Condition(code, Measure.SCORE, upper=edge, upper_included=included)

    found: dict[str, Any] = {}
    if draw(st.booleans()):
        needs, unless = (condition(low=True),), (condition(low=False),)
        found["requirements"] = draw(
            st.sampled_from([(Requirement(1, needs),), (Requirement(2, (), unless),)])
        )
    if tree.maximum[-1] and draw(st.booleans()):
        bonus = Adjustment(Sign.BONUS, ("X",), draw(st.sampled_from([None, Fraction(2)])))
        fine = Adjustment(Sign.DEDUCTION, ("Y",))
        found["adjustments"] = draw(st.sampled_from([(bonus,), (bonus, fine)]))
    if tree.maximum[-1] and draw(st.booleans()):
        points = draw(edges) * tree.maximum[-1] / 100
        when = condition(low=False) if draw(st.booleans()) else None
        found["ceilings"] = (Ceiling(points, when),)
    return found


@st.composite
def schemes(draw: st.DrawFn, *, plain: bool) -> Scheme:
    """A scheme of any sort; a plain one has no rules and nothing without weight."""
    tree = Hierarchy.build(draw(trees(weigh=positive if plain else any_weight)))
    levels = draw(cuts(tree.maximum[-1]))
    pillar_levels = draw(st.one_of(st.none(), cuts(Fraction(10))))
    ladder = st.sampled_from(levels.bands.levels)
    gates: list[Gate] = []
    if pillar_levels is not None:
        gate = st.builds(Gate, ladder, st.integers(1, 2), st.integers(0, 2))
        gates = draw(st.lists(gate, max_size=3))
    has_rules = not plain and draw(st.booleans())
    return Scheme(
        tree,
        draw(st.sampled_from([Missing.ZERO, Missing.SKIP, Missing.NEUTRAL])),
        draw(st.sampled_from(list(NotApplicable))),
        levels,
        pillar_levels,
        tuple(gates),
        availability=draw(st.sampled_from([Fraction(0), Fraction(0), Fraction(1, 2)])),
        **(draw(rules(tree)) if has_rules else {}),
    )


@st.composite
def cases(draw: st.DrawFn, *, plain: bool = False) -> Case:
    scheme = draw(schemes(plain=plain))
    n_leaves = scheme.hierarchy.n_leaves
    row = [draw(cells) for _ in range(n_leaves)]
    out = [share is None and draw(st.booleans()) for share in row]
    raises: dict[str, list[Raise]] = {}
    combinations = 1
    for code in scheme.hierarchy.leaves:
        own = draw(st.lists(st.builds(Raise, high, efforts), min_size=1, max_size=3))
        if combinations * (len(own) + 1) <= MOST_COMBINATIONS:
            raises[code] = own
            combinations *= len(own) + 1
    return Case(scheme, row, out, raises)


@dataclass(frozen=True)
class Tried:
    """One combination of raises: the place of each (None = unchanged), and the level it has."""

    places: tuple[int | None, ...]
    row: list[Fraction | None]
    effort: Fraction
    level: int

    @property
    def changes(self) -> int:
        return sum(place is not None for place in self.places)


def every_combination(case: Case, result: UnitResult) -> list[Tried]:
    """Score every combination of raises that lift something; deductions stay as they are."""
    tree = case.scheme.hierarchy
    kept = {a.codes[0] for a in case.scheme.adjustments if a.sign is Sign.DEDUCTION}
    options: list[list[tuple[int, Raise] | None]] = []
    for code in tree.leaves:
        now = result.node(code).share
        own = case.raises.get(code, []) if now is not None and code not in kept else []
        lifting = [(p, r) for p, r in enumerate(own) if now is not None and r.share > now]
        options.append([None, *lifting])
    combinations = list(product(*options))
    rows = [
        [share if one is None else one[1].share for share, one in zip(case.row, taken, strict=True)]
        for taken in combinations
    ]
    levels = case.table(rows).level_before_quota.tolist()
    return [
        Tried(
            tuple(None if one is None else one[0] for one in taken),
            row,
            sum((one[1].effort for one in taken if one is not None), Fraction(0)),
            level,
        )
        for taken, row, level in zip(combinations, rows, levels, strict=True)
    ]


@careful
@given(cases())
def test_the_plan_is_the_cheapest_of_all(case: Case) -> None:
    result = case.result()
    assume(result.level is not None)
    tried = every_combination(case, result)
    for wanted in case.scheme.levels.bands.levels:
        try:
            plan = cheapest_plan(case.scheme, result, case.raises, wanted)
        except NotCovered:
            event("not covered")
            assert case.scheme.changes_points or case.scheme.requirements
            continue
        enough = [one for one in tried if one.level >= wanted]
        event(f"{len(plan.changes)} changes" if enough else "out of reach")
        if not enough:
            assert plan.obstacles
            assert plan.changes == ()
            continue
        best = min((one.effort, one.changes) for one in enough)
        assert (plan.effort, len(plan.changes)) == best
        assert plan.obstacles == ()
        chosen = {change.code: change.place for change in plan.changes}
        places = tuple(chosen.get(code) for code in case.scheme.hierarchy.leaves)
        assert places in {one.places for one in enough}


@careful
@given(cases(plain=True))
def test_among_equals_the_plan_does_most_at_the_first_leaf(case: Case) -> None:
    tree = case.scheme.hierarchy
    result = case.result()
    assume(result.level is not None)
    for wanted in case.scheme.levels.bands.levels:
        plan = cheapest_plan(case.scheme, result, case.raises, wanted)
        if plan.obstacles:
            continue
        cheapest = [
            one
            for one in every_combination(case, result)
            if one.level >= wanted and (one.effort, one.changes) == (plan.effort, len(plan.changes))
        ]
        now = [result.node(code).share or Fraction(0) for code in tree.leaves]
        chosen = {c.code: case.raises[c.code][c.place].share for c in plan.changes}
        mine = [chosen.get(code, now[at]) for at, code in enumerate(tree.leaves)]
        others = [[x or Fraction(0) for x in one.row] for one in cheapest]
        raised = [max(n, x) for n, x in zip(now, mine, strict=True)]
        assert raised == max(
            [max(a, b) for a, b in zip(now, other, strict=True)] for other in others
        )


@careful
@given(cases())
def test_single_effects_are_those_of_scoring_again(case: Case) -> None:
    result = case.result()
    assume(result.level is not None)
    before = case.table([case.row]).level_before_quota[0]
    for effect in single_effects(case.scheme, result, case.raises):
        at = case.scheme.hierarchy.index[effect.code]
        row = [*case.row]
        row[at] = case.raises[effect.code][effect.place].share
        table = case.table([row])
        after = table.result(0)
        assert after.points is not None
        assert result.points is not None
        assert effect.points == after.points - result.points
        assert effect.level == table.level_before_quota[0]
        assert effect.lifts == (effect.level > before)
