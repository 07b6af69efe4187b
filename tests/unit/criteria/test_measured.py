"""Numbers that are judged among the other units."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from criteria.among import NumbersNotComparable
from criteria.answers import NOT_APPLICABLE, AnswerFaulty, Given
from criteria.codec import as_data
from criteria.compile import (
    AnswersDoNotFit,
    Unit,
    pack_shares,
    score_one,
    score_units,
    score_vectors,
    shares_of,
    unpack_shares,
)
from criteria.findings import CriteriaSetFaulty
from criteria.kinds import handler_of
from criteria.loader import loads
from criteria.model import CriteriaSet, Measured, Method, Number, Text
from scoring import Why

F = Fraction
WORDS = {"en": "words"}


def a_set(**answer: Any) -> CriteriaSet:
    """One measured question and a yes or no of the same points."""

    def criterion(code: str, how: dict[str, Any]) -> dict[str, Any]:
        return {
            "code": code,
            "title": WORDS,
            "question": WORDS,
            "evidence": WORDS,
            "advice": WORDS,
            "source": {"document": "d"},
            "may_be_not_applicable": True,
            "answer": how,
        }

    measured = {"kind": "measured", "maximum": 10, "unit": WORDS, **answer}
    yes_no = {"kind": "yes_no", "points": 10}
    data = {
        "format": 1,
        "slug": "measured",
        "version": "1",
        "languages": ["en"],
        "title": WORDS,
        "purpose": WORDS,
        "unit": "agency",
        "official": False,
        "note": WORDS,
        "sources": [{"document": "d"}],
        "scoring": {
            "aggregation": "sum",
            "missing": "zero",
            "not_applicable": "redistribute",
            "ranked": "points",
        },
        "levels": {"measure": "points", "bands": [{"level": 0, "title": WORDS}]},
        "pillars": [
            {"code": "A", "title": WORDS, "criteria": [criterion("A.1", measured)]},
            {"code": "B", "title": WORDS, "criteria": [criterion("B.1", yes_no)]},
        ],
    }
    return loads(json.dumps(data).encode())


def given(number: str | None) -> dict[str, Given]:
    yes = {"B.1": Given({"yes": True})}
    return yes if number is None else {"A.1": Given({"number": number}), **yes}


def points(criteria_set: CriteriaSet, numbers: list[str]) -> list[float]:
    units = [Unit(f"u{at}", given(number)) for at, number in enumerate(numbers)]
    return list(map(float, score_units(criteria_set, units).node_points("A.1")))


NUMBERS = ["20", "40", "30", "20"]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"method": "min_max"}, [0, 10, 5, 0]),
        ({"method": "min_max", "better": "lower"}, [10, 0, 5, 10]),
        ({"method": "min_max", "least": 0.1}, [1, 10, 5.5, 1]),
        ({"method": "fraction_of_best"}, [5, 10, 7.5, 5]),
        ({"method": "fraction_of_best", "better": "lower"}, [10, 5, 20 / 3, 10]),
        ({"method": "target", "target": 30}, [0, 10, 10, 0]),
        ({"method": "target", "target": 30, "cap": False}, [0, 20, 10, 0]),
        ({"method": "reference", "reference": "u2"}, [0, 10, 10, 0]),
        ({"method": "rank"}, [2.5, 10, 7.5, 2.5]),
        ({"method": "rank", "ties": "average"}, [3.75, 10, 7.5, 3.75]),
        ({"method": "percentile_rank"}, [0, 10, 20 / 3, 0]),
    ],
)
def test_each_method(answer: dict[str, Any], expected: list[float]) -> None:
    assert points(a_set(**answer), NUMBERS) == pytest.approx(expected)


def test_z_scores_have_the_declared_mean_and_spread() -> None:
    found = np.array(points(a_set(method="z_score", mean=0.5, spread=0.1), NUMBERS))
    assert found.mean() == pytest.approx(5)
    assert found.std(ddof=1) == pytest.approx(1)


def test_equal_numbers_tell_nobody_apart_and_count_for_nobody() -> None:
    units = [Unit(f"u{at}", given("7")) for at in range(3)]
    table = score_units(a_set(method="min_max"), units)
    assert np.isnan(table.node_shares("A")).all()
    assert table.score.tolist() == [100, 100, 100]


def test_a_unit_alone_leaves_it_out() -> None:
    result = score_one(a_set(method="min_max"), given("7"))
    assert result.node("A").share is None
    assert result.score == 100
    alone = score_one(a_set(method="min_max"), {"A.1": Given({"number": "7"})})
    assert alone.missing == ("B.1",)


def test_gaps_and_what_does_not_apply_take_no_part() -> None:
    units = [
        Unit("best", given("40")),
        Unit("worst", given("20")),
        Unit("gap", given(None)),
        Unit("out", {"A.1": NOT_APPLICABLE, "B.1": Given({"yes": True})}),
    ]
    table = score_units(a_set(method="min_max"), units)
    assert table.points.tolist() == [20, 10, 10, 20]
    assert table.result(2).missing == ("A.1",)
    assert table.result(3).missing == ()
    nobody = score_units(a_set(method="min_max"), [Unit("x", {}), Unit("y", {})])
    assert nobody.result(0).withheld is None
    assert nobody.points.tolist() == [0, 0]


def test_vectors_carry_the_number_and_rank_the_same() -> None:
    criteria_set = a_set(method="min_max", may_be_negative=True)
    answers = {f"u{n}": given(number) for n, number in enumerate(["-3.25", "0.1", "7"])}
    vectors = {unit: pack_shares(criteria_set, one) for unit, one in answers.items()}
    assert unpack_shares(criteria_set, vectors["u0"]).shares[0] == F("-3.25")
    from_vectors = score_vectors(criteria_set, vectors)
    from_answers = score_units(criteria_set, [Unit(u, a) for u, a in answers.items()])
    np.testing.assert_array_equal(from_vectors.score, from_answers.score)
    assert from_vectors.result(1) == from_answers.result(1)
    assert from_answers.result(1).node("A.1").share == F("3.35") / F("10.25")


def test_numbers_too_fine_for_a_float_are_kept_apart_from_their_shares() -> None:
    criteria_set = a_set(method="min_max")
    fine = ["0.12345678901234567", "1.1", "2"]
    answers = {f"u{n}": given(number) for n, number in enumerate(fine)}
    table = score_units(criteria_set, [Unit(u, a) for u, a in answers.items()])
    assert table.result(0).node("A.1").share == 0
    assert table.result(2).node("A.1").share == 1
    vectors = {unit: pack_shares(criteria_set, one) for unit, one in answers.items()}
    np.testing.assert_array_equal(score_vectors(criteria_set, vectors).score, table.score)


def test_what_cannot_be_compared_is_refused_by_code() -> None:
    with pytest.raises(NumbersNotComparable, match="u9 has no number") as refusal:
        points(a_set(method="reference", reference="u9"), NUMBERS)
    assert refusal.value.code == "A.1"
    with pytest.raises(NumbersNotComparable, match="positive numbers"):
        points(a_set(method="fraction_of_best", better="lower"), ["0", "3"])


def test_a_reviewer_cannot_award_points_that_depend_on_others() -> None:
    with pytest.raises(AnswersDoNotFit, match="judged among"):
        shares_of(a_set(method="rank"), given("3"), {"A.1": F(5)})


def test_the_set_reads_back_and_says_what_is_missing() -> None:
    criteria_set = a_set(
        method="target", target=-2.5, cap=False, better="lower", may_be_negative=True
    )
    again = loads(json.dumps(as_data(criteria_set)).encode())
    assert replace(again, content_hash="") == replace(criteria_set, content_hash="")
    (first, _) = criteria_set.indicators()
    assert isinstance(first.answer, Measured)
    assert (first.answer.method, first.answer.target) == (Method.TARGET, F(-5, 2))


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ({"method": "target"}, "missing_key"),
        ({"method": "reference"}, "missing_key"),
        ({"method": "min_max", "least": 0.5, "most": 0.5}, "least_not_below_most"),
        ({"method": "guess"}, "not_allowed"),
        ({"kind": "number", "start": -2, "target": 3}, "negative_not_allowed"),
    ],
)
def test_faulty_declarations_are_found(answer: dict[str, Any], code: str) -> None:
    with pytest.raises(CriteriaSetFaulty) as refusal:
        a_set(**answer)
    assert code in [finding.code for finding in refusal.value.findings]


def test_numbers_below_zero_only_where_the_set_says_so() -> None:
    words = Text(WORDS)
    plain = Number(F(10), F(2), words, F(-2), may_be_negative=True)
    assert handler_of(plain).points(plain, handler_of(plain).read(plain, {"": "-1"})) == F(5, 2)
    handler_of(plain).check(plain, {"number": "-1.5"})
    strict = replace(plain, may_be_negative=False)
    with pytest.raises(AnswerFaulty, match="negative"):
        handler_of(strict).read(strict, {"": "-1"})
    measured = Measured(F(1), F(0), words, method=Method.RANK)
    with pytest.raises(AnswerFaulty, match="negative"):
        handler_of(measured).read(measured, {"": "-1"})
    assert handler_of(measured).show(measured, {"number": "1.5"}, "en") == "1.5 words"


def test_a_result_withheld_for_want_of_others_says_so() -> None:
    result = score_one(
        a_set(method="min_max"), {"A.1": Given({"number": "7"}), "B.1": NOT_APPLICABLE}
    )
    assert result.withheld is not None
    assert result.withheld.why is Why.NOTHING_APPLICABLE
