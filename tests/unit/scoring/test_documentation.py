"""The worked examples of the documentation, worked out by the engine.

Each test also looks for the words of its example in the page, so that neither can change alone.
"""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from scoring import (
    Adjustment,
    Aggregation,
    Bands,
    Ceiling,
    Cut,
    Hierarchy,
    Measure,
    Missing,
    Node,
    NotApplicable,
    Scheme,
    Sign,
    Ties,
    score_table,
)
from scoring.agreement import intraclass_correlation, weighted_kappa
from scoring.arrays import Floats
from scoring.benefit import benefit_of_the_doubt
from scoring.coherence import cronbach_alpha
from scoring.components import principal_components
from scoring.explain import points_lost
from scoring.improving import Raise, cheapest_plan
from scoring.members import Member, combine_members
from scoring.normalise import additive, ladder, percentage, ratio, target, task
from scoring.normalise_among import (
    distance_to,
    distance_to_best,
    fraction_of_best,
    goalposts,
    min_max,
    on_path,
    ratio_to_mean,
    z_score,
)
from scoring.normalise_by_rank import (
    above_or_below_mean,
    borda,
    categories,
    percentile_rank,
    rank_from_worst,
)
from scoring.outranking import borda_count, copeland
from scoring.rank_statistics import rank_intervals
from scoring.ranking import percentile, rank
from scoring.rules import adjust_exactly
from scoring.treatment import impute_by_group, kurtosis, skewness, winsorise
from scoring.weights import budget_allocation, effective_weights, equal, pairwise_comparison

F = Fraction
NAN = np.nan
DOCS = Path(__file__).parents[3] / "docs"
SCORING = (DOCS / "scoring.md").read_text(encoding="utf-8")
ROBUSTNESS = (DOCS / "robustness.md").read_text(encoding="utf-8")
IMPROVING = (DOCS / "improving.md").read_text(encoding="utf-8")


def says(words: str, page: str = SCORING) -> bool:
    """Tell whether the page has these words, wherever its lines break."""
    return words in re.sub(r"\s+", " ", page)


def the_tree(how: Aggregation = Aggregation.SUM) -> Hierarchy:
    """Pillar A of 30 and 10 points, pillar B of 60."""
    return Hierarchy.build(
        [
            Node("whole", None, aggregation=how),
            Node("A", "whole", aggregation=how),
            Node("A.1", "A", maximum=F(30)),
            Node("A.2", "A", maximum=F(10)),
            Node("B", "whole", aggregation=how),
            Node("B.1", "B", maximum=F(60)),
        ]
    )


def the_scheme(rule: NotApplicable = NotApplicable.REDISTRIBUTE) -> Scheme:
    return Scheme(the_tree(), Missing.ZERO, rule, Cut(Measure.SCORE, Bands((0,), (), ())))


EXAMPLE = np.array([[0.5, 1.0, 0.75]])


def test_the_example_used_throughout() -> None:
    result = score_table(the_scheme(), EXAMPLE, units=["x"]).result(0)
    assert result.points == result.score == 70
    assert [result.node(code).share for code in ("A", "B")] == [F(5, 8), F(3, 4)]
    assert says("| **whole** | **70** | 100 | 0.70, score 70 |")
    lost = points_lost(
        the_tree(),
        [F(1, 2), F(1), F(3, 4)],
        score_table(the_scheme(), EXAMPLE, units=["x"])._rows.nodes(0),
        NotApplicable.REDISTRIBUTE,
    )
    assert {one.code: int(one.lost) for one in lost} == {"A.1": 15, "B.1": 15}
    assert says("A.1 lost 30 × 0.5 = 15, B.1 lost 60 × 0.25 = 15, A.2 nothing: 100 − 70 = 30.")


def test_kinds_of_answer() -> None:
    assert ladder(np.array([3.0]), [0, 1, 2, 3, 4, 5], [0, 1, 2, 3, 4, 5]).tolist() == [0.6]
    assert additive(np.ones((1, 3), dtype=bool), [1, 1, 1], cap=5).tolist() == [1.0]
    four = np.array([[True, True, True, False, False]])
    assert additive(four, [1] * 5, cap=5).tolist() == [0.6]
    assert target(np.array([10.0]), start=0, target=40).tolist() == [0.25]
    assert goalposts(np.array([72.0]), 20, 85).tolist() == [0.8]
    assert ratio(np.array([3.0]), np.array([12.0]), full=0.5).tolist() == [0.5]
    assert percentage(np.array([40.0]), full=80).tolist() == [0.5]
    assert on_path(np.array([15.0]), start=0, target=40, elapsed=0.5).tolist() == [0.75]
    done = task(np.array([2.0]), np.array([2.0]), late=np.array([True]), errors=np.array([1]))
    assert done.round(4).tolist() == [0.8333]
    assert np.log(1000 / 100) / np.log(10_000 / 100) == pytest.approx(0.5)
    for words in (
        "level 3 of 0–5: 0.6",
        "3 ticks of 1 point, cap 5: 0.6",
        "10 on the way from 0 to 40: 0.25; life of 72 years between 20 and 85: 0.8",
        "1,000 between 100 and 10,000: 0.5",
        "from 0 to 40 in 4 years, 15 after 2: 0.75",
        "3 of 12, full at 0.5: 0.5",
        "40 %, full at 80: 0.5",
        "(1 + 0.75 + 0.75) ÷ 3 = 0.8333",
    ):
        assert says(words), words


X = np.array([2.0, 4.0, 3.0])


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("| 0, 1, 0.5 | pp. 83–88 |", min_max(X)),
        ("| 0, 1, 0.5 | COINr |", distance_to_best(X)),
        ("| 0.5, 1, 0.75 |", fraction_of_best(X)),
        ("goal 6: 0, 0.5, 0.25", distance_to(X, 6)),
        ("| −1, 1, 0 | pp. 83–88 |", z_score(X)),
        ("places 1, 3, 2", rank_from_worst(X)),
        ("| 0, 2, 1 |", borda(X)),
        ("Borda ÷ (n − 1) | 0, 1, 0.5 |", percentile_rank(X)),
        ("posts 0 and 5: 0.4, 0.8, 0.6", goalposts(X, 0, 5)),
        ("0.6667, 1.3333, 1 |", ratio_to_mean(X)),
        ("margin 20 %: −1, 1, 0", above_or_below_mean(X, margin=0.2)),
        ("cut at 50: 0, 1, 1", categories(X, [50], [0, 1])),
    ],
)
def test_methods_among_the_units(words: str, found: Floats) -> None:
    assert says(words)
    printed = words.rsplit(":", maxsplit=1)[-1].replace("−", "-")
    numbers = [float(x) for x in re.findall(r"-?\d+(?:\.\d+)?", printed)][:3]
    if "÷" in words:
        numbers = [0, 1, 0.5]
    assert found.round(4).tolist() == numbers


@pytest.mark.parametrize(
    ("rule", "score", "words"),
    [
        (NotApplicable.REDISTRIBUTE, F(85), "= **0.85**, 85 of 100 points"),
        (NotApplicable.REDUCE, F(5500, 70), "= **0.7857**, 55 of 70 points"),
    ],
)
def test_what_does_not_apply(rule: NotApplicable, score: Fraction, words: str) -> None:
    out = np.array([[True, False, False]])
    result = score_table(the_scheme(rule), EXAMPLE, units=["x"], not_applicable=out).result(0)
    assert result.score == score
    assert says(words)


@pytest.mark.parametrize(
    ("how", "power", "printed"),
    [
        (Aggregation.MEAN, None, "0.625"),
        (Aggregation.GEOMETRIC, None, "0.5946"),
        (Aggregation.HARMONIC, None, "0.5714"),
        (Aggregation.POWER, F(2), "0.6614"),
        (Aggregation.MINIMUM, None, "0.5"),
        (Aggregation.MEDIAN, None, "0.5"),
    ],
)
def test_means(how: Aggregation, power: Fraction | None, printed: str) -> None:
    tree = Hierarchy.build(
        [
            Node("A", None, aggregation=how, power=power),
            Node("A.1", "A", weight=F(3), maximum=F(1)),
            Node("A.2", "A", weight=F(1), maximum=F(1)),
        ]
    )
    scheme = Scheme(
        tree, Missing.ZERO, NotApplicable.REDUCE, Cut(Measure.SCORE, Bands((0,), (), ()))
    )
    found = score_table(scheme, np.array([[0.5, 1.0]]), units=["x"]).score[0] / 100
    assert round(float(found), 4) == float(printed)
    assert re.search(rf"\| `{how.value}`.*\|[^|]*{re.escape(printed)} \|", SCORING)


def test_weights() -> None:
    assert equal(3) == (F(1, 3),) * 3
    found = budget_allocation([[F(60), F(40)], [F(80), F(20)]])
    assert found.weights == (F(7, 10), F(3, 10))
    assert found.spread.round(4).tolist() == [0.1414, 0.1414]
    assert says("60/40 and 80/20: 0.7 and 0.3, deviation 0.1414")
    pairs = pairwise_comparison(np.array([[1.0, 2.0, 4.0], [0.5, 1.0, 2.0], [0.25, 0.5, 1.0]]))
    assert pairs.weights.round(4).tolist() == [0.5714, 0.2857, 0.1429]
    assert pairs.consistency_ratio == pytest.approx(0)
    assert says("0.5714, 0.2857, 0.1429, ratio 0")
    alike = principal_components(np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]])).weights()
    assert alike[0] == pytest.approx(alike[1])
    own = benefit_of_the_doubt(np.array([[1.0, 0.2], [0.3, 1.0], [0.5, 0.5]]))
    assert own.scores.round(3).tolist() == [1.0, 1.0, 0.798]
    assert says("(1, 0.2), (0.3, 1), (0.5, 0.5): 1, 1, 0.798")
    assert effective_weights(the_tree())[0] == F(3, 10)
    assert says("A.1 stands for 0.75 × 0.40 = 0.30 of the whole")


def test_bonuses_ceilings_and_ties() -> None:
    bonus = Adjustment(Sign.BONUS, ("X",), cap=F(5))
    points, _ = adjust_exactly(F(90), [bonus], [Ceiling(F(92))], lambda code, measure: F(7))
    assert points == 92
    assert says("90 points, a bonus of 7 with cap 5, a ceiling of 92: 90 + 5 − 3 = 92.")
    keys = np.array([3, 2, 2, 1])
    for ties, printed in {
        Ties.MIN: "1 2 2 4",
        Ties.MAX: "1 3 3 4",
        Ties.AVERAGE: "1 2.5 2.5 4",
        Ties.DENSE: "1 2 2 3",
        Ties.ORDINAL: "1 2 3 4",
    }.items():
        assert rank(keys, ties=ties).tolist() == [float(x) for x in printed.split()]
        assert says(printed)


def test_pairs_and_percentiles() -> None:
    values = np.array([[3.0, 3.0, 1.0], [2.0, 2.0, 2.0], [1.0, 1.0, 3.0]])
    assert copeland(values, [F(1)] * 3).tolist() == [2, 0, -2]
    assert [int(count) for count in borda_count(values, [F(1)] * 3)] == [4, 3, 2]
    assert says("Copeland 2, 0, −2; Borda 4, 3, 2.")
    assert percentile(np.array([4, 3, 2, 1])).tolist() == [1, 0.75, 0.5, 0.25]
    assert says("the best of four has 1 and the last 0.25")


def test_members() -> None:
    table = score_table(the_scheme(), np.array([[1.0, 1, 1], [0, 0, 0]]), units=["a", "b"])
    groups = {"by size": [Member("a", F(3)), Member("b")], "alike": [Member("a"), Member("b")]}
    assert combine_members(table, groups).table.score.tolist() == [75, 50]
    assert says("Pillar shares 1 and 0 with sizes 3 and 1: 0.75; counted alike: 0.5.")


def test_preparing_indicators() -> None:
    values = np.array([1.0, 2.0, 3.0, 10.0])
    assert (round(skewness(values), 4), round(kurtosis(values), 4)) == (1.7636, 3.228)
    assert says("1, 2, 3, 10: skewness 1.7636, kurtosis 3.228")
    drawn_in = winsorise(np.array([1.0, 2.0, 3.0, 4.0, 5.0, 100.0])).values
    assert drawn_in.tolist() == [1, 2, 3, 4, 5, 5]
    assert says("1, 2, 3, 4, 5, 100 becomes 1, 2, 3, 4, 5, 5")
    assert impute_by_group(np.array([1.0, NAN]), ["a", "a"]).values.tolist() == [1, 1]


def test_how_firm_and_how_alike() -> None:
    found = rank_intervals(np.array([1]), np.array([[1], [1], [2], [1]]), top=1)
    assert (found.median[0], found.mean[0], found.in_top[0]) == (1, 1.25, 0.75)
    assert says("in four repetitions: 1, 1, 2, 1; nominal rank 1.", ROBUSTNESS)
    assert says("Median 1, mean 1.25, probability to be the first 0.75", ROBUSTNESS)
    assert cronbach_alpha(np.array([[1.0, 2.0], [2.0, 3.0], [3.0, 4.0]])) == pytest.approx(1)
    assert says("answered 1, 2, 3 and 2, 3, 4 by three units: alpha 1", ROBUSTNESS)
    assert weighted_kappa(np.array([0, 1, 2, 2]), np.array([0, 1, 2, 1]), 3) == pytest.approx(0.8)
    assert says("levels 0, 1, 2, 2 against 0, 1, 2, 1: 0.8", ROBUSTNESS)
    judges = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    icc = intraclass_correlation(np.array(judges, dtype=float))
    assert (round(icc.single, 2), round(icc.average, 2)) == (0.29, 0.62)
    assert says("six targets and four judges: 0.29 and 0.62", ROBUSTNESS)


def test_the_cheapest_way() -> None:
    tree = Hierarchy.build(
        [
            Node("all", None, aggregation=Aggregation.SUM),
            Node("first", "all", maximum=F(10)),
            Node("second", "all", maximum=F(30)),
        ]
    )
    bands = Bands((0, 1), (F(25),), (True,))
    scheme = Scheme(tree, Missing.ZERO, NotApplicable.REDUCE, Cut(Measure.POINTS, bands))
    result = score_table(scheme, np.array([[0.5, 0.5]]), units=["x"]).result(0)
    raises = {"first": [Raise(F(1), F(3))], "second": [Raise(F(3, 5), F(1)), Raise(F(1), F(9))]}
    plan = cheapest_plan(scheme, result, raises, 1)
    assert [change.code for change in plan.changes] == ["first"]
    assert plan.effort == 3
    assert says("Filling the first alone reaches 25: the plan costs 3.", IMPROVING)
