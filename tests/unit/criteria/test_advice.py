"""Advice for each place where a unit can stand: read, judged, found for a unit, and weighed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from criteria.advised_efforts import advised_efforts
from criteria.advising import advice_for
from criteria.answers import Given
from criteria.codec import as_data
from criteria.compile import score_one
from criteria.efforts import DONE, IndicatorEfforts
from criteria.findings import Severity
from criteria.improving import NO_EFFORTS, improving
from criteria.loader import Examined, examine, loads
from criteria.model import Advice, CriteriaSet, Criterion

EVERY_KIND = Path(__file__).parents[2] / "fixtures" / "sets" / "every-kind.yaml"
Change = Callable[[str, str], Examined]
ON = date(2026, 5, 1)

LADDER = 'advice: {vi: "Lên mức tiếp theo.", en: "Go to the next level."}'
RUNGS = """advice:
          - level: 0
            do: {vi: "Mua một máy.", en: "Buy one machine."}
            effort: 3
            help: {vi: "Nhà cung cấp.", en: "A supplier."}
          - {level: 1, do: {vi: "Mua thêm.", en: "Buy more."}, effort: 7.5}"""
YES_NO = 'advice: {vi: "Ban hành.", en: "Issue one."}'
CHOICE = 'advice: {vi: "Chọn tốt hơn.", en: "Choose better."}'
CHOICES = 'advice: {vi: "Thêm nữa.", en: "Add more."}'
STEPS = 'advice: {vi: "Họp thường xuyên hơn.", en: "Meet more often."}'
TASK = 'advice: {vi: "Hoàn thành đúng hạn.", en: "Finish in time."}'


def scores(first: str = "50", last: str = "100") -> str:
    return (
        f'advice: [{{below: {first}, do: {{vi: "Bắt đầu.", en: "Begin."}}, effort: 8}}, '
        f'{{below: {last}, do: {{vi: "Làm nốt.", en: "Go on."}}, effort: 4}}]'
    )


def with_lists() -> CriteriaSet:
    """The set of every kind with a list of advice at each criterion."""
    text = EVERY_KIND.read_text(encoding="utf-8").replace(LADDER, RUNGS)
    for old in (YES_NO, CHOICE, CHOICES, STEPS, TASK, 'advice: {vi: "Tăng thêm.", en: "Do more."}'):
        assert old in text
        text = text.replace(old, scores())
    return loads(text.encode())


def criterion_of(criteria_set: CriteriaSet, code: str) -> Criterion:
    return next(one for one in criteria_set.criteria() if one.code == code)


def test_one_text_is_for_everybody(every_kind: CriteriaSet) -> None:
    criterion = criterion_of(every_kind, "A.01")
    assert len(criterion.advice) == 1
    (advice,) = criterion.advice
    assert (advice.level, advice.below, advice.effort, advice.help) == (None,) * 4
    assert criterion.advice_at(level=1) is advice
    assert criterion.advice_at() is advice


def test_a_list_says_what_fits() -> None:
    ladder = criterion_of(with_lists(), "A.01")
    first, second = ladder.advice
    assert first.effort == 3
    assert first.help is not None
    assert first.help.say("en") == "A supplier."
    assert second.effort == Fraction(15, 2)
    assert second.help is None
    assert [ladder.advice_at(level=n) for n in (0, 1, 2)] == [first, second, None]
    number = criterion_of(with_lists(), "B.01")
    edges = (0, Fraction(499, 10), 50, Fraction(999, 10), 100)
    found = [number.advice_at(score=Fraction(edge)) for edge in edges]
    assert found == [number.advice[n] for n in (0, 0, 1, 1)] + [None]


def test_a_list_is_written_as_it_was_read() -> None:
    one = with_lists()
    data = as_data(one)["pillars"][0]["criteria"]
    assert list(data[0]["advice"][0]) == ["level", "do", "effort", "help"]
    assert data[1]["advice"][1]["below"] == 100
    assert as_data(loads(EVERY_KIND.read_bytes()))["pillars"][0]["criteria"][0]["advice"] == {
        "vi": "Lên mức tiếp theo.",
        "en": "Go to the next level.",
    }


ERRORS = [
    (LADDER, RUNGS.replace("level: 1,", "below: 100,"), "advice_mixed", "A.01"),
    (LADDER, scores(), "advice_below_on_ladder", "A.01"),
    (YES_NO, RUNGS, "advice_level_without_ladder", "A.02"),
    (LADDER, RUNGS.replace("level: 1,", "level: 7,"), "advice_level_unknown", "A.01"),
    (LADDER, RUNGS.replace("level: 1,", "level: 2,"), "advice_level_top", "A.01"),
    (LADDER, RUNGS.replace("level: 1,", "level: 0,"), "advice_level_twice", "A.01"),
    (YES_NO, scores("100"), "advice_below_not_rising", "A.02"),
    (YES_NO, scores("50", "90"), "advice_below_last", "A.02"),
    (YES_NO, scores("50", "101"), "too_great", "A.02"),
    (YES_NO, scores("0"), "not_above", "A.02"),
    (YES_NO, scores().replace("effort: 8", "effort: 0"), "not_above", "A.02"),
    (YES_NO, scores().replace(", effort: 8", ""), "missing_key", "A.02"),
    (YES_NO, scores().replace("below: 50, ", ""), "advice_level_or_below", "A.02"),
    (YES_NO, scores().replace("effort: 8", "efort: 8"), "misspelt_key", "A.02"),
    (YES_NO, 'advice: "Ban hành."', "not_a_mapping", "A.02"),
    (YES_NO, "advice: []", "too_few", "A.02"),
    (YES_NO, scores().replace(', en: "Begin."', ""), "translation_missing", "A.02"),
]


@pytest.mark.parametrize(("old", "new", "code", "node"), ERRORS)
def test_what_makes_advice_wrong_is_found(
    changed: Change, old: str, new: str, code: str, node: str
) -> None:
    found = {(finding.code, finding.node) for finding in changed(old, new).errors}
    assert (code, node) in found
    assert len({one for one, _ in found} - {"missing_key", "misspelt_key"}) <= 1


def test_a_level_without_advice_is_a_warning(changed: Change) -> None:
    only_first = RUNGS[: RUNGS.index("          - {level: 1")]
    (finding,) = changed(LADDER, only_first).findings
    assert (finding.code, finding.severity) == ("advice_level_missing", Severity.WARNING)
    assert finding.parameters["levels"] == "1"


# --- for one unit --------------------------------------------------------------------------


def told(
    code: str, answers: dict[str, Given], awarded: dict[str, Fraction] | None = None
) -> Advice | None:
    one = with_lists()
    result = score_one(one, answers, awarded)
    return advice_for(criterion_of(one, code), result, answers, awarded or {})


def test_a_unit_is_told_the_step_from_where_it_is() -> None:
    ladder = criterion_of(with_lists(), "A.01").advice
    assert told("A.01", {}) == ladder[0]
    assert told("A.01", {"A.01": Given({"level": 1})}) == ladder[1]
    assert told("A.01", {"A.01": Given({"level": 2})}) is None
    number = criterion_of(with_lists(), "B.01").advice
    assert told("B.01", {}) == number[0]
    assert told("B.01", {"B.01": Given({"number": "20"})}) == number[1]
    assert told("B.01", {"B.01": Given({"number": "40"})}) is None


def test_a_reviewers_points_say_where_a_unit_is() -> None:
    ladder = criterion_of(with_lists(), "A.01").advice
    answers = {"A.01": Given({"level": 2})}
    assert told("A.01", answers, {"A.01": Fraction(0)}) == ladder[0]
    assert told("A.01", answers, {"A.01": Fraction(3)}) == ladder[1]


def test_several_indicators_are_told_by_the_score_of_their_criterion() -> None:
    advice = criterion_of(with_lists(), "B.02").advice
    some = {"B.02.1": Given({"a": "8", "b": "10"})}  # 10 of the 15 points
    assert told("B.02", {}) == advice[0]
    assert told("B.02", some) == advice[1]


# --- efforts -------------------------------------------------------------------------------


def efforts(code: str, indicator: str = "", score: int = 0) -> IndicatorEfforts:
    criterion = criterion_of(with_lists(), code)
    one = next(i for i in criterion.indicators if i.code == (indicator or code))
    return advised_efforts(criterion, one, Fraction(score), on=ON)


def steps(found: IndicatorEfforts) -> list[Any]:
    return [(dict(step.to), step.effort) for step in found.steps]


def test_efforts_of_a_ladder_are_those_of_its_steps() -> None:
    assert steps(efforts("A.01")) == [({"level": 1}, 3), ({"level": 2}, Fraction(15, 2))]


def test_efforts_of_other_kinds_lead_to_their_milestones() -> None:
    assert steps(efforts("A.02")) == [({"yes": True}, 12)]
    assert steps(efforts("B.01")) == [({"number": "20"}, 8), ({"number": "40"}, 4)]
    assert steps(efforts("B.04")) == [({"percent": "40"}, 8), ({"percent": "80"}, 4)]
    assert steps(efforts("B.05")) == [({"progress": "1"}, 8), ({"state": DONE}, 4)]
    assert efforts("B.06") == IndicatorEfforts()


def test_an_option_takes_what_the_way_to_its_score_takes() -> None:
    # Options bring 100, 33 1/3 and 0; the way to a third is two thirds of the first stretch.
    assert steps(efforts("A.03")) == [
        ({"option": "a"}, 12),
        ({"option": "b"}, Fraction(16, 3)),
    ]
    from_a_third = advised_efforts(
        criterion_of(with_lists(), "A.03"),
        criterion_of(with_lists(), "A.03").indicators[0],
        Fraction(100, 3),
        on=ON,
    )
    assert steps(from_a_third) == [({"option": "a"}, Fraction(20, 3))]


def test_ticks_share_the_way_by_their_points() -> None:
    # All 12 days for 5 points, so that a tick of 3 points takes 7.2.
    found = {str(to): effort for to, effort in steps(efforts("A.04"))}
    assert found["{'options': ['web']}"] == found["{'options': ['app']}"] == Fraction(36, 5)


def test_rows_of_a_table_share_the_way_by_their_scores() -> None:
    # Rows of 0, 2 and 5 points: 40 is four fifths of the way to 50.
    assert steps(efforts("B.03"))[1:] == [
        ({"number": "1"}, Fraction(32, 5)),
        ({"number": "4"}, Fraction(28, 5)),
    ]


def test_indicators_share_the_efforts_of_their_criterion() -> None:
    # 10 of 15 points.
    assert steps(efforts("B.02", "B.02.1")) == [
        ({"a": "0.4", "b": "1"}, Fraction(16, 3)),
        ({"a": "0.8", "b": "1"}, Fraction(8, 3)),
    ]


def test_a_plan_counts_the_efforts_of_the_advice_unless_others_are_declared() -> None:
    one = with_lists()
    advised = improving(one, {}, on=ON)
    assert [(b.value, b.effort) for b in advised.better["A.01"]] == [
        ({"level": 1}, 3),
        ({"level": 2}, Fraction(21, 2)),
    ]
    assert {better.effort for better in advised.better["A.02"]} == {12}
    assert {b.effort for b in improving(one, {}, on=ON, efforts=NO_EFFORTS).better["A.02"]} == {1}


def test_the_sentence_for_a_missing_effort_names_the_place() -> None:
    text = EVERY_KIND.read_text(encoding="utf-8").replace(
        YES_NO, scores().replace(", effort: 8", "")
    )
    (finding,) = examine(text.encode()).errors
    assert finding.parameters["place"] == "advice › #1"
