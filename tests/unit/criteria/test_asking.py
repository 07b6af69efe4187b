"""Criteria that are asked of some units only: who is asked, what hidden ones count as, faults."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from criteria.answers import NOT_APPLICABLE, Given
from criteria.asking import condition_words, deciding_codes, has_conditions, hidden_codes
from criteria.codec import as_data
from criteria.compile import (
    Answers,
    State,
    Unit,
    pack_shares,
    score_one,
    score_units,
    score_vectors,
    shares_of,
)
from criteria.findings import Severity
from criteria.improving import improving
from criteria.loader import Examined, examine, load
from criteria.model import AskedWhen, CriteriaSet, Hidden, Scoring
from criteria.tables import TableFormat, read_answers, template

FILE = Path(__file__).parents[2] / "fixtures" / "sets" / "conditions.yaml"
SET = load(FILE)
AS_ZERO = replace(SET, scoring=replace(SET.scoring, hidden=Hidden.ZERO), content_hash="zero")
BUILDING = {"CHUNG.01": Given({"option": "xay_dung"})}
ALL_OF_RIENG = {"RIENG.01", "RIENG.02.1", "RIENG.02.2", "RIENG.03", "RIENG.04"}


def asked(answers: Answers) -> set[str]:
    """Return the conditional questions that are asked."""
    return ALL_OF_RIENG - hidden_codes(SET, answers)


def test_the_file_says_when_a_criterion_is_asked() -> None:
    first, second = [one for one in SET.criteria() if one.asked_when][:2]
    assert first.asked_when == AskedWhen("CHUNG.01", ("xay_dung", "van_tai"))
    assert second.asked_when == AskedWhen("CHUNG.02", at_least=2)
    assert SET.scoring.hidden is Hidden.NOT_APPLICABLE
    data = as_data(SET)["pillars"][1]["criteria"]
    assert data[0]["asked_when"] == {"code": "CHUNG.01", "is": ["xay_dung", "van_tai"]}
    assert data[1]["asked_when"] == {"code": "CHUNG.02", "at_least": 2}
    assert as_data(AS_ZERO)["scoring"]["hidden"] == "zero"


def test_without_answers_nothing_conditional_is_asked() -> None:
    assert hidden_codes(SET, {}) == ALL_OF_RIENG
    assert deciding_codes(SET) == {"CHUNG.01", "CHUNG.02", "CHUNG.03", "CHUNG.04"}


@pytest.mark.parametrize(
    ("code", "given", "opened"),
    [
        ("CHUNG.01", Given({"option": "van_tai"}), {"RIENG.01"}),
        ("CHUNG.01", Given({"option": "khac"}), set()),
        ("CHUNG.02", Given({"level": 2}), {"RIENG.02.1", "RIENG.02.2"}),
        ("CHUNG.02", Given({"level": 1}), set()),
        ("CHUNG.03", Given({"options": ["san"]}), {"RIENG.03"}),
        ("CHUNG.03", Given({"options": ["none"]}), set()),
        ("CHUNG.04", Given({"yes": True}), {"RIENG.04"}),
        ("CHUNG.04", Given({"yes": False}), set()),
        ("CHUNG.04", NOT_APPLICABLE, set()),
    ],
)
def test_a_certain_answer_opens_a_criterion(code: str, given: Given, opened: set[str]) -> None:
    assert asked({code: given}) == opened


def test_a_set_without_conditions_hides_nothing(every_kind: CriteriaSet) -> None:
    assert not has_conditions(every_kind)
    assert hidden_codes(every_kind, {}) == frozenset()


# --- scoring -------------------------------------------------------------------------------


def test_what_is_hidden_does_not_apply() -> None:
    found = shares_of(SET, BUILDING)
    states = dict(zip([one.code for one in SET.indicators()], found.states, strict=True))
    assert states["RIENG.01"] is State.MISSING
    assert states["RIENG.02.1"] is State.NOT_APPLICABLE
    alone, building = score_one(SET, {}), score_one(SET, BUILDING)
    assert [alone.maximum, building.maximum] == [30, 50]
    assert "RIENG.02.1" not in building.missing


def test_units_are_compared_by_what_was_asked() -> None:
    half = {"CHUNG.02": Given({"level": 1}), "CHUNG.04": Given({"yes": False})}
    result = score_one(SET, {**half, "CHUNG.03": Given({"options": ["none"]})})
    assert [result.points, result.maximum, result.score] == [5, 30, Fraction(50, 3)]


def test_or_what_is_hidden_counts_as_nothing() -> None:
    answers = {**BUILDING, "RIENG.01": Given({"yes": True})}
    result = score_one(AS_ZERO, answers)
    assert [result.points, result.maximum] == [20, 80]
    assert result.node("RIENG.02.1").points == 0
    assert "RIENG.02.1" not in result.missing


@pytest.mark.parametrize("criteria_set", [SET, AS_ZERO], ids=["not applicable", "zero"])
def test_an_answer_to_a_hidden_question_is_ignored(criteria_set: CriteriaSet) -> None:
    idle = {**BUILDING, "RIENG.04": Given({"yes": True}), "RIENG.03": NOT_APPLICABLE}
    awarded = {"RIENG.02.1": Fraction(5)}
    without, with_idle = score_one(criteria_set, BUILDING), score_one(criteria_set, idle, awarded)
    assert (with_idle.points, with_idle.maximum) == (without.points, without.maximum)
    assert shares_of(criteria_set, idle, awarded) == shares_of(criteria_set, BUILDING)


def test_packed_vectors_say_the_same() -> None:
    answers = {**BUILDING, "RIENG.01": Given({"yes": True}), "RIENG.04": Given({"yes": True})}
    by_answers = score_units(SET, [Unit("a", answers), Unit("b", {})])
    vectors = {"a": pack_shares(SET, answers), "b": pack_shares(SET, {})}
    by_vectors = score_vectors(SET, vectors)
    assert by_answers.points.tolist() == by_vectors.points.tolist() == [20, 0]
    assert by_answers.maximum.tolist() == by_vectors.maximum.tolist() == [50, 30]


def test_a_hidden_number_among_the_units_has_no_zero() -> None:
    text = FILE.read_text(encoding="utf-8").replace(
        "answer: {kind: percentage, maximum: 10}",
        'answer: {kind: measured, maximum: 10, method: min_max, unit: {vi: "đơn", en: "orders"}}',
    )
    one = examine(text.replace("ranked: score}", "ranked: score, hidden: zero}").encode())
    assert one.criteria_set is not None
    states = shares_of(one.criteria_set, {}).states
    place = [i.code for i in one.criteria_set.indicators()].index("RIENG.03")
    assert states[place] is State.NOT_APPLICABLE
    assert State.ANSWERED in states


def test_improvements_neither_answer_nor_open_hidden_questions() -> None:
    answers = {**BUILDING, "CHUNG.02": Given({"level": 0}), "CHUNG.03": Given({"options": ["web"]})}
    better = improving(SET, answers, on=date(2026, 5, 1)).better
    # Exports would open the customs, level 2 the monitoring; one more channel opens nothing new.
    assert set(better) == {"CHUNG.02", "CHUNG.03", "RIENG.01", "RIENG.03"}
    assert [one.value for one in better["CHUNG.02"]] == [{"level": 1}]
    zero = improving(AS_ZERO, answers, on=date(2026, 5, 1)).better
    assert "RIENG.04" not in zero


# --- words and tables ----------------------------------------------------------------------


def test_a_condition_is_said_in_words() -> None:
    words = [condition_words(SET, one) for one in SET.criteria()]
    assert [one.say("en") for one in words if one is not None] == [
        "Only if CHUNG.01 (Industry) is: Building or Transport.",
        "Only if CHUNG.02 (Infrastructure) is at level 2 or higher.",
        "Only if CHUNG.03 (Channels) is: Website or Marketplace.",
        "Only if CHUNG.04 (Export) is: Yes.",
    ]
    assert words[:4] == [None] * 4
    first = next(one for one in words if one is not None)
    assert first.say("vi") == "Chỉ trả lời nếu CHUNG.01 (Ngành) là: Xây dựng hoặc Vận tải."


def test_a_table_explains_conditions_and_takes_answers_that_are_ignored() -> None:
    header, notes = template(SET, TableFormat.CSV, "en").decode().splitlines()
    assert "Only if CHUNG.01 (Industry) is: Building or Transport." in notes
    row = dict.fromkeys(header.split(","), "") | {"unit": "A", "RIENG.01": "yes"}
    (unit,) = read_answers(SET, f"{header}\n{','.join(row.values())}\n".encode(), TableFormat.CSV)
    assert unit.answers == {"RIENG.01": Given({"yes": True})}
    assert score_one(SET, unit.answers).points == 0


# --- lint ----------------------------------------------------------------------------------


def changed(old: str, new: str) -> Examined:
    text = FILE.read_text(encoding="utf-8")
    assert text.count(old) == 1
    return examine(text.replace(old, new).encode())


INDUSTRY = "asked_when: {code: CHUNG.01, is: [xay_dung, van_tai]}"
LEVEL = "asked_when: {code: CHUNG.02, at_least: 2}"
CUSTOMS = 'asked_when: {code: CHUNG.04, is: ["yes"]}'


def test_the_set_is_sound() -> None:
    assert examine(FILE.read_bytes()).findings == ()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (INDUSTRY, "asked_when: {code: CHUNG.09, is: [khac]}", "condition_code_unknown"),
        (INDUSTRY, "asked_when: {code: CHUNG, is: [khac]}", "condition_code_unknown"),
        (INDUSTRY, "asked_when: {code: RIENG.02, is: [khac]}", "condition_code_unknown"),
        (INDUSTRY, "asked_when: {code: RIENG.01, is: [khac]}", "condition_on_itself"),
        (INDUSTRY, "asked_when: {code: RIENG.04, is: [yes]}", "condition_chain"),
        (INDUSTRY, "asked_when: {code: CHUNG.01, is: [khach]}", "condition_answer_unknown"),
        (INDUSTRY, "asked_when: {code: CHUNG.01, at_least: 1}", "condition_level_without_ladder"),
        (INDUSTRY, "asked_when: {code: CHUNG.01}", "asked_when_is_or_at_least"),
        (INDUSTRY, "asked_when: {code: CHUNG.01, is: []}", "too_few"),
        (INDUSTRY, "asked_when: {code: CHUNG.01, is: khac}", "not_a_list"),
        (INDUSTRY, "asked_when: {code: CHUNG.01, at: 1, is: [khac]}", "unknown_key"),
        (CUSTOMS, "asked_when: {code: CHUNG.04, is: [maybe]}", "condition_answer_unknown"),
        (LEVEL, "asked_when: {code: CHUNG.02, at_least: 3}", "condition_level_unknown"),
        (LEVEL, "asked_when: {code: CHUNG.02, is: [khac]}", "condition_is_on_ladder"),
        (LEVEL, "asked_when: {code: RIENG.02.1, is: [yes]}", "condition_on_itself"),
        ("ranked: score}", "ranked: score, hidden: half}", "not_allowed"),
    ],
)
def test_what_makes_a_condition_wrong_is_found(old: str, new: str, code: str) -> None:
    assert code in [finding.code for finding in changed(old, new).errors]


@pytest.mark.parametrize("kind", ["{kind: text}", "{kind: percentage, maximum: 5}"])
def test_words_and_numbers_decide_nothing(kind: str) -> None:
    (finding,) = changed(
        "answer: {kind: yes_no, points: 10}\n  - code: RIENG", f"answer: {kind}\n  - code: RIENG"
    ).errors
    assert (finding.code, finding.node) == ("condition_on_kind", "RIENG.04")


def test_two_criteria_that_wait_for_each_other_are_a_circle() -> None:
    text = FILE.read_text(encoding="utf-8")
    text = text.replace(INDUSTRY, "asked_when: {code: RIENG.04, is: [yes]}")
    text = text.replace(CUSTOMS, "asked_when: {code: RIENG.01, is: [yes]}")
    found = [(finding.code, finding.node) for finding in examine(text.encode()).errors]
    assert found == [("condition_cyclic", "RIENG.01"), ("condition_cyclic", "RIENG.04")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (INDUSTRY, "asked_when: {code: CHUNG.01, is: [xay_dung, van_tai, khac]}"),
        (LEVEL, "asked_when: {code: CHUNG.02, at_least: 0}"),
    ],
)
def test_a_condition_that_always_holds_is_a_warning(old: str, new: str) -> None:
    (finding,) = changed(old, new).findings
    assert (finding.code, finding.severity) == ("condition_always", Severity.WARNING)


def test_hidden_without_conditions_is_a_warning(every_kind: CriteriaSet) -> None:
    assert every_kind.scoring == Scoring(ranked=every_kind.scoring.ranked)
    text = (FILE.parent / "every-kind.yaml").read_text(encoding="utf-8")
    found = examine(text.replace("ranked: points}", "ranked: points, hidden: zero}").encode())
    assert [finding.code for finding in found.findings] == ["hidden_idle"]


def test_a_deciding_question_needs_neither_points_nor_a_rule() -> None:
    text = FILE.read_text(encoding="utf-8").replace(f"        {INDUSTRY}\n", "")
    assert {f.code for f in examine(text.encode()).findings} == {"never_used", "no_points"}
