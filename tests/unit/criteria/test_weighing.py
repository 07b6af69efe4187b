"""Weights that follow from experts, comparisons or data: found, scored, and judged by lint."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from criteria.among import NumbersNotComparable
from criteria.answers import Given
from criteria.codec import as_data
from criteria.compile import Unit, pack_shares, scheme_of, score_one, score_units, score_vectors
from criteria.findings import Severity
from criteria.loader import Examined, examine, loads
from criteria.model import Allocation, Budget, Comparison, CriteriaSet, Pairwise
from criteria.weighing import WeightsNotFound, declared_weights, weighed_parts
from scoring import Why
from scoring.components import principal_components
from tests.tiny import WORDS, tiny_data

Data = dict[str, Any]
PERCENT = {"kind": "percentage", "maximum": 10}
MEAN = {"aggregation": "mean"}


def data(weights: Data, codes: Sequence[str] = ("A.1", "A.2", "A.3")) -> Data:
    """A set whose only pillar weighs its criteria by a method."""
    found = tiny_data({"A": dict.fromkeys(codes, PERCENT)}, scoring=MEAN)
    found["pillars"][0]["weights"] = weights
    return found


def read(found: Data) -> Examined:
    return examine(json.dumps(found).encode())


def made(found: Data) -> CriteriaSet:
    return loads(json.dumps(found).encode())


def unit(code: str, *percents: float) -> Unit:
    answers = {f"A.{n}": Given({"percent": str(x)}) for n, x in enumerate(percents, start=1)}
    return Unit(code, answers)


BUDGET = {
    "method": "budget",
    "experts": [{"A.1": 50, "A.2": 30, "A.3": 20}, {"A.1": 70, "A.2": 10, "A.3": 20}],
}
PAIRWISE = {
    "method": "pairwise",
    "comparisons": [
        {"better": "A.1", "than": "A.2", "by": 2},
        {"better": "A.1", "than": "A.3", "by": 4},
        {"better": "A.2", "than": "A.3", "by": 2},
    ],
}
COMPONENT = {"method": "principal_component"}


# --- from people ---------------------------------------------------------------------------


def test_equal_weights() -> None:
    one = made(data({"method": "equal"}))
    assert set(declared_weights(one).values()) == {Fraction(1, 3)}
    assert score_one(one, unit("", 100, 0, 50).answers).score == 50


def test_experts_hand_out_a_budget() -> None:
    one = made(data(BUDGET))
    assert declared_weights(one) == {
        "A.1": Fraction(3, 5),
        "A.2": Fraction(1, 5),
        "A.3": Fraction(1, 5),
    }
    assert score_one(one, unit("", 100, 0, 0).answers).score == 60
    declared = one.pillars[0].weights
    assert isinstance(declared, Budget)
    assert declared.experts[1] == Allocation(
        (("A.1", Fraction(70)), ("A.2", Fraction(10)), ("A.3", Fraction(20)))
    )


def test_pairs_are_compared() -> None:
    one = made(data(PAIRWISE))
    weights = declared_weights(one)
    assert {code: float(weight) for code, weight in weights.items()} == {
        "A.1": 0.571429, "A.2": 0.285714, "A.3": 0.142857,
    }  # fmt: skip
    score = score_one(one, unit("", 100, 0, 0).answers).score
    assert score is not None
    assert float(score) == pytest.approx(400 / 7, abs=1e-4)
    declared = one.pillars[0].weights
    assert isinstance(declared, Pairwise)
    assert declared.comparisons[0] == Comparison("A.1", "A.2", Fraction(2))


def test_the_whole_set_a_group_and_a_criterion_can_be_weighed() -> None:
    found = tiny_data({"A": {"A.1": PERCENT}, "B": {"B.1": PERCENT}}, scoring=MEAN)
    found["scoring"]["weights"] = {"method": "budget", "experts": [{"A": 80, "B": 20}]}
    indicators = [
        {"code": f"B.1.{n}", "title": WORDS, "question": WORDS, "answer": PERCENT} for n in (1, 2)
    ]
    criterion = {**found["pillars"][1]["criteria"][0], "indicators": indicators}
    del criterion["question"], criterion["answer"]
    criterion["weights"] = {"method": "budget", "experts": [{"B.1.1": 90, "B.1.2": 10}]}
    found["pillars"][1] = {
        "code": "B", "title": WORDS, "weights": {"method": "equal"},
        "groups": [{"code": "B.A", "title": WORDS, "criteria": [criterion]}],
    }  # fmt: skip
    one = made(found)
    assert [part.code for part in weighed_parts(one)] == ["tiny", "B", "B.1"]
    answers = {"B.1.1": Given({"percent": "100"})}
    assert score_one(one, answers).score == 18
    assert replace(made(as_data(one)), content_hash=one.content_hash) == one


@pytest.mark.parametrize("weights", [BUDGET, PAIRWISE, COMPONENT, {"method": "equal"}])
def test_a_method_is_written_as_it_was_read(weights: Data) -> None:
    one = made(data(weights))
    assert as_data(one)["pillars"][0]["weights"] == weights


def test_what_brings_no_points_is_not_weighed() -> None:
    found = data({"method": "equal"})
    found["pillars"][0]["criteria"][2]["answer"] = {"kind": "text"}
    found["pillars"][0]["criteria"][1]["counts"] = False
    assert declared_weights(made(found)) == {"A.1": 1}


# --- from the data -------------------------------------------------------------------------

ROWS = np.array([[10, 20, 5], [30, 35, 40], [60, 50, 55], [90, 80, 70], [20, 45, 30]])
UNITS = [unit(str(at), *row) for at, row in enumerate(ROWS.tolist())]


def expected(rows: np.ndarray[Any, Any]) -> list[float]:
    loadings = principal_components(rows / 100.0).weights()
    return list(loadings / loadings.sum())


def test_the_first_component_of_the_shares_weighs_them() -> None:
    one = made(data(COMPONENT))
    table = score_units(one, UNITS)
    tree = table.scheme.hierarchy
    found = [float(tree.weight[tree.index[f"A.{n}"]]) for n in (1, 2, 3)]
    assert found == pytest.approx(expected(ROWS), abs=1e-5)
    assert table.score.tolist() == pytest.approx((ROWS @ np.array(found)).tolist())
    assert sum(tree.weight[:3]) == 1
    assert scheme_of(one).hierarchy.weight[:3] == (Fraction(1, 3),) * 3


def test_packed_vectors_find_the_same_weights() -> None:
    one = made(data(COMPONENT))
    by_answers = score_units(one, UNITS)
    by_vectors = score_vectors(one, {u.code: pack_shares(one, u.answers) for u in UNITS})
    assert by_vectors.scheme.hierarchy.weight == by_answers.scheme.hierarchy.weight
    assert by_vectors.score.tolist() == by_answers.score.tolist()


def test_lower_parts_are_weighed_before_higher_ones() -> None:
    columns = {"A": ("A.1", "A.2"), "B": ("A.3", "A.4")}
    found = tiny_data({p: dict.fromkeys(own, PERCENT) for p, own in columns.items()}, scoring=MEAN)
    found["scoring"]["weights"] = COMPONENT
    for pillar in found["pillars"]:
        pillar["weights"] = COMPONENT
    rows = np.column_stack([ROWS, ROWS[:, 1] + ROWS[:, 2]])[:, [0, 1, 2, 3]] / 2
    table = score_units(made(found), [unit(str(n), *row) for n, row in enumerate(rows.tolist())])
    low, high = (np.array(expected(rows[:, part])) for part in ([0, 1], [2, 3]))
    pillars = np.column_stack([rows[:, :2] @ low, rows[:, 2:] @ high])
    assert table.pillar_scores == pytest.approx(pillars, abs=1e-3)
    top = np.array(expected(pillars))
    assert table.score == pytest.approx(pillars @ top, abs=1e-3)


def test_units_with_gaps_find_no_weights_but_get_a_score() -> None:
    found = data(COMPONENT)
    for criterion in found["pillars"][0]["criteria"]:
        criterion["may_be_not_applicable"] = True
    one = made(found)
    gap = Unit("gap", {**unit("", 50, 50).answers, "A.3": Given(None, not_applicable=True)})
    table, complete = score_units(one, [*UNITS, gap]), score_units(one, UNITS)
    assert table.scheme.hierarchy.weight == complete.scheme.hierarchy.weight
    assert table.score.tolist()[:-1] == complete.score.tolist()
    assert table.score[-1] == 50


@pytest.mark.parametrize(
    ("units", "rule"),
    [
        ([], "3 units"),
        (UNITS[:2], "3 units"),
        ([unit(str(n), x, 50, x) for n, x in enumerate((1, 2, 3))], "the same at A.2"),
        ([unit(str(n), x, x, 90 - x) for n, x in enumerate((10, 50, 30))], "A.3 runs against"),
    ],
)
def test_data_that_give_no_weights_are_refused_by_name(units: list[Unit], rule: str) -> None:
    with pytest.raises(WeightsNotFound, match=rule) as refused:
        score_units(made(data(COMPONENT)), units)
    assert refused.value.code == "A"
    assert isinstance(refused.value, NumbersNotComparable)


def test_a_unit_by_itself_is_withheld_with_the_reason() -> None:
    found = data(COMPONENT)
    found["pillars"].append({
        "code": "B", "title": WORDS,
        "criteria": [{**found["pillars"][0]["criteria"][0], "code": "B.1"}],
    })  # fmt: skip
    result = score_one(made(found), {**UNITS[0].answers, "B.1": Given({"percent": "40"})})
    assert result.withheld is not None
    assert result.withheld.why is Why.WEIGHTS_FROM_DATA
    assert result.withheld.codes == ("A",)
    assert (result.score, result.points, result.level, result.lost) == (None, None, None, ())
    assert [pillar.score for pillar in result.pillars] == [None, 40]
    assert result.node("A.1").score == 10


# --- lint ----------------------------------------------------------------------------------


def comparisons(*pairs: tuple[str, str, float]) -> Data:
    rows = [{"better": better, "than": than, "by": by} for better, than, by in pairs]
    return {"method": "pairwise", "comparisons": rows}


def budget(**points: float) -> Data:
    given = {code.replace("_", "."): number for code, number in points.items()}
    return {"method": "budget", "experts": [given]}


FAULTY: list[tuple[Data, str]] = [
    (budget(A_1=50, A_2=30, A_3=15), "weights_budget_sum"),
    (budget(A_1=50, A_2=50), "weights_part_missing"),
    (budget(A_1=50, A_2=30, A_3=20, A_4=0), "weights_code_unknown"),
    (budget(A_1=-10, A_2=90, A_3=20), "too_small"),
    ({"method": "budget", "experts": [{"a1": 100}]}, "bad_code"),
    ({"method": "budget", "experts": []}, "too_few"),
    ({"method": "budget"}, "missing_key"),
    ({"method": "guess"}, "not_allowed"),
    ({"method": "equal", "experts": [{}]}, "unknown_key"),
    (comparisons(("A.1", "A.2", 2), ("A.1", "A.3", 4)), "weights_pair_missing"),
    (
        comparisons(("A.1", "A.2", 2), ("A.2", "A.1", 2), ("A.1", "A.3", 4), ("A.2", "A.3", 2)),
        "weights_pair_twice",
    ),
    (
        comparisons(("A.1", "A.1", 2), ("A.1", "A.2", 2), ("A.1", "A.3", 4), ("A.2", "A.3", 2)),
        "weights_pair_itself",
    ),
    (comparisons(("A.1", "A.9", 2)), "weights_code_unknown"),
    (comparisons(("A.1", "A.2", 0.5)), "too_small"),
    (comparisons(("A.1", "A.2", 10)), "too_great"),
]


@pytest.mark.parametrize(("weights", "code"), FAULTY)
def test_what_makes_weights_wrong_is_found(weights: Data, code: str) -> None:
    assert code in [finding.code for finding in read(data(weights)).errors]


def test_the_sum_of_each_expert_is_told() -> None:
    weights = {
        "method": "budget",
        "experts": [BUDGET["experts"][0], {"A.1": 95, "A.2": 0, "A.3": 0}],
    }
    (finding,) = read(data(weights)).errors
    assert dict(finding.parameters) | {"place": ""} == {"place": "", "number": 2, "total": 95}


def test_comparisons_that_contradict_each_other_are_a_warning_with_the_ratio() -> None:
    circle = comparisons(("A.1", "A.2", 3), ("A.2", "A.3", 3), ("A.3", "A.1", 3))
    examined = read(data(circle))
    assert examined.errors == ()
    (finding,) = [f for f in examined.findings if f.code == "weights_inconsistent"]
    assert finding.severity is Severity.WARNING
    assert finding.parameters["ratio"] == Fraction(1149, 1000)
    assert "weights_inconsistent" not in {f.code for f in read(data(PAIRWISE)).findings}


@pytest.mark.parametrize("weights", [BUDGET, PAIRWISE, COMPONENT, {"method": "equal"}])
def test_weights_need_a_mean_and_no_others_beside_them(weights: Data) -> None:
    found = data(weights)
    found["pillars"][0]["aggregation"] = "sum"
    assert [f.code for f in read(found).errors] == ["weights_under_sum"]
    found = data(weights)
    for criterion in found["pillars"][0]["criteria"]:
        criterion["weight"] = 1
    assert [f.code for f in read(found).errors] == ["weights_twice"]


@pytest.mark.parametrize("weights", [comparisons(("A.1", "A.1", 1)), COMPONENT])
def test_one_part_cannot_be_compared(weights: Data) -> None:
    assert [f.code for f in read(data(weights, ["A.1"])).errors] == ["weights_of_one"]


def test_more_than_ten_parts_cannot_be_compared() -> None:
    codes = [f"A.{n}" for n in range(1, 12)]
    assert [f.code for f in read(data(PAIRWISE, codes)).errors] == ["weights_too_many"]


def test_a_question_has_no_parts_to_weigh() -> None:
    found = data({"method": "equal"})
    found["pillars"][0]["criteria"][0]["weights"] = {"method": "equal"}
    assert [f.code for f in read(found).errors] == ["misplaced_key"]
