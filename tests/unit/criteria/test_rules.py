"""The wider format: other means, rounding, ties, bonuses, requirements and quotas."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

import scoring
from criteria.answers import NOT_APPLICABLE, Given
from criteria.codec import as_data
from criteria.compile import Unit, scheme_of, score_one, score_units
from criteria.findings import Severity
from criteria.kinds import handler_of
from criteria.loader import Examined, examine, loads
from criteria.model import (
    Aggregation,
    Bonus,
    Ceiling,
    Condition,
    CriteriaSet,
    Half,
    Interval,
    Measure,
    Number,
    Quota,
    Requirement,
    Rounding,
    Scale,
    Text,
    Ties,
)

F = Fraction


def criterion(code: str, more: str = "", answer: str = "{kind: yes_no, points: 10}") -> str:
    return f"""
      - code: {code}
        title: {{vi: "Tiêu chí {code}", en: "Criterion {code}"}}
        question: {{vi: "Có {code} không?", en: "Is there {code}?"}}
        evidence: {{vi: "Quyết định.", en: "A decision."}}
        advice: {{vi: "Ban hành.", en: "Issue one."}}
        source: {{document: "Nội bộ", verified: true}}{more}
        answer: {answer}"""


OUTSIDE = "\n        counts: false"
WHOLE = f"""format: 1
slug: thu-quy-tac
version: "1.0"
languages: [vi, en]
title: {{vi: "Thử quy tắc", en: "Trying rules"}}
purpose: {{vi: "Dùng để kiểm thử.", en: "Used for tests."}}
unit: agency
official: false
note: {{vi: "Do dự án biên soạn.", en: "Written by the project."}}
sources:
  - {{document: "Nội bộ", verified: true}}
scoring:
  aggregation: power
  power: 2
  missing: neutral
  not_applicable: redistribute
  ranked: points
  availability: 0.5
  ranked_rounding: {{digits: 1, half: even}}
  ties: dense
  tie_breakers: [B]
  weights_sum: 4
levels:
  measure: points
  rounding: {{digits: 0, half: up}}
  bands:
    - {{level: 0, below: 20, title: {{vi: "Thấp", en: "Low"}}}}
    - {{level: 1, at_least: 20, below: 30, title: {{vi: "Vừa", en: "Middle"}}}}
    - {{level: 2, at_least: 30, title: {{vi: "Cao", en: "High"}}}}
rules:
  - {{rule: bonus, indicators: [A.03], cap: 7}}
  - {{rule: deduction, indicators: [A.04]}}
  - {{rule: ceiling, points: 25, when: {{code: B.01, measure: score, below: 50}}}}
  - {{rule: requirement, level: 2, needs: [{{code: A.05, measure: score, at_least: 100}}]}}
  - {{rule: requirement, level: 1, unless: [{{code: A.04, measure: points, above: 5}}]}}
  - {{rule: quota, level: 2, percent: 50, counted_from: 1, ties: in}}
pillars:
  - code: A
    title: {{vi: "Cột A", en: "Pillar A"}}
    weight: 3
    aggregation: minimum
    criteria:{criterion("A.01")}{criterion("A.02")}{criterion("A.03", OUTSIDE)}{
    criterion("A.04", OUTSIDE, "{kind: percentage, maximum: 10}")
}{criterion("A.05", OUTSIDE)}
  - code: B
    title: {{vi: "Cột B", en: "Pillar B"}}
    weight: 1
    aggregation: geometric
    criteria:{criterion("B.01", answer="{kind: percentage, maximum: 20}")}
"""


def changed(old: str, new: str) -> Examined:
    assert WHOLE.count(old) == 1, f"{old!r} stands {WHOLE.count(old)} times"
    return examine(WHOLE.replace(old, new).encode(), "x.yaml")


@pytest.fixture(scope="module")
def whole() -> CriteriaSet:
    examined = examine(WHOLE.encode(), "x.yaml")
    assert [f.code for f in examined.findings] == []
    return loads(WHOLE.encode())


# --- reading and writing -------------------------------------------------------------------


def test_the_model_says_what_the_file_says(whole: CriteriaSet) -> None:
    rules = whole.scoring
    assert (rules.aggregation, rules.power) == (Aggregation.POWER, F(2))
    assert rules.availability == F(1, 2)
    assert rules.ranked_rounding == Rounding(1, Half.EVEN)
    assert (rules.ties, rules.tie_breakers, rules.weights_sum) == (Ties.DENSE, ("B",), F(4))
    assert whole.levels.rounding == Rounding(0)
    assert whole.rules[0] == Bonus(("A.03",), F(7))
    low = Condition("B.01", Measure.SCORE, Interval(upper=F(50)))
    assert whole.rules[2] == Ceiling(F(25), low)
    full = Condition("A.05", Measure.SCORE, Interval(F(100), lower_included=True))
    assert whole.rules[3] == Requirement(2, (full,))
    assert isinstance(whole.rules[5], Quota)
    assert [c.counts for c in whole.criteria()] == [True, True, False, False, False, True]


def test_what_does_not_count_is_not_in_the_maximum(whole: CriteriaSet) -> None:
    assert [pillar.maximum for pillar in whole.pillars] == [20, 20]
    assert whole.maximum == 40


def test_data_reads_back_as_an_equal_set(whole: CriteriaSet) -> None:
    again = loads(json.dumps(as_data(whole), ensure_ascii=False).encode())
    assert replace(again, content_hash="") == replace(whole, content_hash="")


def test_every_rule_reaches_the_scheme(whole: CriteriaSet) -> None:
    scheme = scheme_of(whole)
    tree = scheme.hierarchy
    assert [tree.codes[leaf] for leaf in tree.extras] == ["A.03", "A.04", "A.05"]
    assert tree.aggregation[-1] is scoring.Aggregation.POWER
    assert tree.power[-1] == 2
    assert scheme.missing is scoring.Missing.NEUTRAL
    assert scheme.availability == F(1, 2)
    assert scheme.levels.rounding == scoring.Rounding(0)
    assert scheme.ranked_rounding == scoring.Rounding(1, scoring.Half.EVEN)
    assert (scheme.ties, scheme.tie_breakers) == (scoring.Ties.DENSE, ("B",))
    assert [a.sign for a in scheme.adjustments] == [scoring.Sign.BONUS, scoring.Sign.DEDUCTION]
    assert [len(scheme.ceilings), len(scheme.requirements)] == [1, 2]
    assert scheme.quota is not None
    assert scheme.quota.part == F(1, 2)
    assert scheme.quota.ties is scoring.TiesAtQuota.IN


# --- results -------------------------------------------------------------------------------


def answers(**given: str) -> dict[str, Given]:
    """yes, no, n/a or a percentage by code; A01 stands for A.01."""
    words: Mapping[str, Given] = {
        "yes": Given({"yes": True}),
        "no": Given({"yes": False}),
        "n/a": NOT_APPLICABLE,
    }
    found = {f"{key[0]}.{key[1:]}": text for key, text in given.items()}
    return {c: words.get(t) or Given({"percent": t}) for c, t in found.items()}


def test_means_bonus_and_deduction_by_hand(whole: CriteriaSet) -> None:
    """min(1, 1) = 1 weighs 3, 0.2 weighs 1: sqrt((3 + 0.04) / 4) of 40 points, + 7 - 4."""
    result = score_one(whole, answers(A01="yes", A02="yes", A03="yes", A04="40", B01="60"))
    tree_points = float(result.nodes[-1].points or 0)
    assert tree_points == pytest.approx(40 * ((3 + 0.36) / 4) ** 0.5)
    assert float(result.points or 0) == pytest.approx(tree_points + 7 - 4)
    assert [int(a.change) for a in result.applied] == [7, -4]


def test_a_gap_counts_as_half_and_bonuses_that_were_not_claimed_are_no_gap(
    whole: CriteriaSet,
) -> None:
    result = score_one(whole, answers(A01="yes", B01="100"))
    assert result.node("A").share == F(1, 2)
    assert result.missing == ("A.02",)


def test_the_ceiling_the_mandatory_item_and_the_veto(whole: CriteriaSet) -> None:
    best = {"A01": "yes", "A02": "yes", "B01": "100"}
    low = score_one(whole, answers(**{**best, "B01": "49"}))
    assert low.points == 25
    without = score_one(whole, answers(**best, A05="no"))
    assert (without.level_before_gates, without.level) == (2, 1)
    assert [r.requirement.level for r in without.requirements_not_met] == [2]
    vetoed = score_one(whole, answers(**best, A04="51"))
    assert vetoed.level == 0
    assert score_one(whole, answers(**best, A04="50", A05="yes")).level == 2


def test_the_quota_is_taken_from_the_ranking(whole: CriteriaSet) -> None:
    given = [("100", "x"), ("99", "x"), ("98", "x"), ("97", "x")]
    units = [
        Unit(percent, answers(A01="yes", A02="yes", A05="yes", B01=percent), league)
        for percent, league in given
    ]
    table = score_units(whole, units)
    assert table.level_before_quota.tolist() == [2, 2, 2, 2]
    assert table.level.tolist() == [2, 2, 1, 1]
    assert table.result(3).quota_full is not None


def test_a_number_on_a_logarithmic_scale() -> None:
    words = Text({"vi": "đô la"})
    number = Number(F(10), F(10_000), words, F(1), Scale.LOGARITHMIC)
    points = [handler_of(number).points(number, {"number": n}) for n in ("0", "1", "100", "20000")]
    assert points == [0, 0, 5, 10]
    falling = replace(number, start=F(10_000), target=F(1))
    found = [handler_of(falling).points(falling, {"number": n}) for n in ("0", "100", "20000")]
    assert found == [10, 5, 0]


# --- what is refused -----------------------------------------------------------------------

ERRORS = [
    ("  power: 2\n", "", "power_missing", ""),
    ("aggregation: geometric", "aggregation: geometric\n    power: 2", "power_idle", "B"),
    ("  weights_sum: 4", "  weights_sum: 5", "weights_sum_differs", ""),
    ("tie_breakers: [B]", "tie_breakers: [C]", "rule_code_unknown", ""),
    ("indicators: [A.03]", "indicators: [A.33]", "rule_code_unknown", ""),
    ("indicators: [A.03]", "indicators: [A.02]", "rule_counts_twice", ""),
    ("code: B.01, measure", "code: B.02, measure", "rule_code_unknown", ""),
    ("measure: score, below: 50", "measure: score", "condition_without_edges", ""),
    (", needs: [{code: A.05, measure: score, at_least: 100}]", "", "requirement_empty", ""),
    ("requirement, level: 2,", "requirement, level: 7,", "rule_level_unknown", ""),
    ("quota, level: 2,", "quota, level: 3,", "rule_level_unknown", ""),
    ("measure: points, above: 5", "measure: points, above: 5, at_least: 5", "two_lower_edges", ""),
    (
        "{rule: deduction, indicators: [A.04]}",
        "{rule: quota, level: 1, percent: 10, counted_from: 0}",
        "several_quotas",
        "",
    ),
    (
        "answer: {kind: percentage, maximum: 20}",
        "counts: false\n        answer: {kind: percentage, maximum: 20}",
        "nothing_counts",
        "B",
    ),
    (
        "{kind: percentage, maximum: 20}",
        '{kind: number, maximum: 20, target: 9, scale: logarithmic, unit: {vi: "a", en: "b"}}',
        "logarithm_needs_positive",
        "B.01",
    ),
    ("power: 2", "power: 99", "too_great", ""),
    ("availability: 0.5", "availability: 1.5", "too_great", ""),
    ("digits: 1, half: even", "digits: 1, half: odd", "not_allowed", ""),
    ("rule: bonus", "rule: gift", "not_allowed", ""),
    ("percent: 50", "percent: 150", "too_great", ""),
    ("ties: dense", "ties: random", "not_allowed", ""),
]


@pytest.mark.parametrize(("old", "new", "code", "node"), ERRORS)
def test_each_error_is_found_where_it_stands(old: str, new: str, code: str, node: str) -> None:
    examined = changed(old, new)
    found = [f for f in examined.findings if f.code == code]
    assert found, [f.code for f in examined.findings]
    assert found[0].severity is Severity.ERROR
    assert found[0].node == node
    assert found[0].line >= 1


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("requirement, level: 1,", "requirement, level: 0,", "rule_on_lowest_level"),
        ("{code: A.05, measure", "{code: B.01, measure", "never_used"),
    ],
)
def test_each_warning_leaves_the_set_usable(old: str, new: str, code: str) -> None:
    examined = changed(old, new)
    assert code in {f.code for f in examined.findings if f.severity is Severity.WARNING}
    assert not examined.errors
