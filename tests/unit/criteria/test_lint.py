"""Each rule about the content of a set: what breaks it is found, where it stands."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from criteria.findings import Finding, Severity
from criteria.lint import lint
from criteria.loader import Examined, examine
from criteria.model import CriteriaSet

Change = Callable[[str, str], Examined]

ERRORS = [
    # the tree
    ("code: B.06", "code: B.05", "duplicate_code", "B.05"),
    ("code: B.A\n", "code: B\n", "duplicate_code", "B"),
    ("code: B.02.1", "code: B.02", "duplicate_code", "B.02"),
    ("- code: B.06\n", "- code: B.06\n            weight: 1\n", "weight_under_sum", "B.06"),
    ("- code: B.A\n", "- code: B.A\n        weight: 2\n", "weight_under_sum", "B.A"),
    # answers
    ("{level: 1, points: 2.5,", "{level: 2, points: 2.5,", "levels_not_rising", "A.01"),
    ("{code: b, title", "{code: a, title", "duplicate_option", "A.03"),
    ("{code: app, title", "{code: web, title", "duplicate_option", "A.04"),
    ("start: 0, target: 40", "start: 40.0, target: 40", "start_is_target", "B.01"),
    ("full: 0.8", "full: 1.5", "full_unreachable", "B.02.1"),
    ("maximum: 5\n", "maximum: 6\n", "maximum_differs", "B.02.2"),
    ("maximum: 5\n", "maximum: 5\n                  full: 1\n", "full_and_steps", "B.02.2"),
    ("above: 0, below: 0.5", "at_least: 0, below: 0.5", "interval_edge_owned_twice", "B.02.2"),
    ("above: 0, below: 0.5", "above: 0, below: 0.4", "interval_gap", "B.02.2"),
    ("above: 0, below: 0.5", "above: 0, at_least: 0, below: 0.5", "two_lower_edges", "B.02.2"),
    (
        "{at_least: 0.5, points: 5",
        "{at_least: 0.5, below: 0.9, points: 5",
        "interval_ends_early",
        "B.02.2",
    ),
    (
        "{at_least: 0.5, points: 5",
        "{at_least: 0.5, below: 1, points: 5",
        "interval_edge_unowned",
        "B.02.2",
    ),
    ("{below: 1, points: 0}", "{at_most: 1, points: 0}", "interval_edge_owned_twice", "B.03"),
    ("{below: 1, points: 0}", "{above: 0, below: 1, points: 0}", "interval_edge_unowned", "B.03"),
    (
        "{below: 1, points: 0}",
        "{at_least: 0.5, below: 1, points: 0}",
        "interval_starts_late",
        "B.03",
    ),
    (
        "{at_least: 1, below: 4, points: 2}",
        "{above: 1, below: 4, points: 2}",
        "interval_edge_unowned",
        "B.03",
    ),
    (
        "{at_least: 1, below: 4, points: 2}",
        "{at_least: 1, below: 5, points: 2}",
        "interval_overlap",
        "B.03",
    ),
    (
        "{at_least: 1, below: 4, points: 2}",
        "{at_least: 4, below: 1, points: 2}",
        "interval_empty_interval",
        "B.03",
    ),
    ("{at_least: 4, points: 5}", "{at_least: 4, below: 99, points: 5}", "interval_ends", "B.03"),
    ("deadline: 2026-12-01", "deadline: 2026-11-31", "no_such_date", "B.05"),
    # words
    ('{vi: "Phần trăm", en: "Percentage"}', '{vi: "Phần trăm"}', "translation_missing", "B.04"),
    ('{vi: "lần", en: "times"}', '{en: "times"}', "translation_missing", "B.03"),
    (
        '{vi: "lần", en: "times"}',
        '{vi: "lần", en: "times", fr: "fois"}',
        "language_not_declared",
        "B.03",
    ),
    # levels and gates
    ("at_most: 30", "below: 30", "interval_edge_unowned", ""),
    ("above: 30", "at_least: 30", "interval_edge_owned_twice", ""),
    ("above: 30", "above: 1000", "level_unreachable", ""),
    ("above: 30", "above: 30, at_most: 72", "interval_ends_early", ""),
    ("{level: 1, above: 30", "{level: 0, above: 30", "level_numbers_not_rising", ""),
    ("below: 50", "below: 0", "level_below_zero", ""),
    ("{level: 1, pillars: 1", "{level: 7, pillars: 1", "gate_level_unknown", ""),
    ("pillars: 1, pillar_level: 1", "pillars: 3, pillar_level: 1", "gate_needs_more_pillars", ""),
    ("pillar_level: 1}", "pillar_level: 5}", "gate_pillar_level_unknown", ""),
]

ALLOWED = [
    ("  - code: B\n", "  - code: B\n    aggregation: mean\n"),
    (
        "                  full: 0.8\n",
        "                  full: 1.5\n                  may_exceed: true\n",
    ),
    ("{at_least: 0.5, points: 5", "{at_least: 0.5, at_most: 1, points: 5"),
    ("{below: 1, points: 0}", "{at_least: 0, below: 1, points: 0}"),
    ("above: 30", "above: 30, at_most: 73"),
]

WARNINGS = [
    ("points: 2.5,", "points: 7,", "points_falling", "A.01"),
    ("kind: yes_no, points: 10", "kind: yes_no, points: 0", "no_points", "A.02"),
    ("cap: 5", "cap: 7", "cap_never_reached", "A.04"),
    ("cap: 5", "cap: 2", "cap_below_option", "A.04"),
    ("points: 0, exclusive: true", "points: 1, exclusive: true", "exclusive_with_points", "A.04"),
    ("points: 0, exclusive: true", "points: 0", "no_exclusive_option", "A.04"),
    (
        '            advice: {vi: "Họp thường xuyên hơn.", en: "Meet more often."}\n',
        "",
        "advice_missing",
        "B.03",
    ),
    ('            evidence: {vi: "Biên bản.", en: "Minutes."}\n', "", "evidence_missing", "B.03"),
    ("{level: 1, pillars: 1", "{level: 0, pillars: 1", "gate_on_lowest_level", ""),
    ("Mọi loại", "Mo\u0323i loại", "decomposed_letters", ""),
]


@pytest.mark.parametrize(("old", "new", "code", "node"), ERRORS)
def test_errors(changed: Change, old: str, new: str, code: str, node: str) -> None:
    assert (code, node) in codes(changed(old, new).errors)


@pytest.mark.parametrize(("old", "new"), ALLOWED)
def test_what_is_allowed(changed: Change, old: str, new: str) -> None:
    assert changed(old, new).findings == ()


@pytest.mark.parametrize(("old", "new", "code", "node"), WARNINGS)
def test_warnings(changed: Change, old: str, new: str, code: str, node: str) -> None:
    examined = changed(old, new)
    assert [(f.code, f.node, f.severity) for f in examined.findings] == [
        (code, node, Severity.WARNING)
    ]


def test_the_fixture_itself_is_clean(every_kind: CriteriaSet) -> None:
    assert lint(every_kind) == []


WEIGHTED = """format: 1
slug: weighted
version: "1"
languages: [vi]
title: {vi: a}
purpose: {vi: a}
unit: agency
official: OFFICIAL
note: {vi: a}
sources: [{document: a}]
scoring: {aggregation: mean, missing: skip, not_applicable: reduce, ranked: score}
levels: {measure: score, bands: [{level: 0, title: {vi: a}}]}
GATES
pillars:
  - {code: A, title: {vi: a}, weight: WA, criteria: [CRITERION]}
  - {code: B, title: {vi: a}, weight: WB, criteria: [CRITERION2]}
"""
CRITERION = (
    "{code: CODE, title: {vi: CODE}, question: {vi: CODE}, evidence: {vi: abc}, advice: {vi: a}, "
    "source: {document: a, verified: VERIFIED}, answer: ANSWER}"
)


WORDS = {
    "CRITERION2": CRITERION.replace("CODE", "B.1"),
    "CRITERION": CRITERION.replace("CODE", "A.1"),
    "OFFICIAL": "false",
    "GATES": "",
    "WA": "1",
    "WB": "1",
    "VERIFIED": "true",
    "ANSWER": "{kind: yes_no, points: 1}",
}


def weighted(text: str = WEIGHTED, **given: str) -> tuple[Finding, ...]:
    """Examine a set of two weighted pillars with the given words in it."""
    for name, word in (WORDS | given).items():
        text = text.replace(name, word)
    return examine(text.encode()).findings


def codes(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.code, finding.node) for finding in findings]


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("1", "1", []),
        ("0.3", "0.7", []),
        ("30", "70", []),
        ('"1/3"', '"2/3"', []),
        ("100", "900", []),
        ("30", "60", [("weights_sum", "")]),
        ("0", "0", [("weights_all_zero", "")]),
        ("0", "1", []),
    ],
)
def test_weights_below_a_mean(first: str, second: str, found: list[tuple[str, str]]) -> None:
    assert codes(weighted(WA=first, WB=second)) == found


def test_weights_of_pillars_are_told_where_the_set_says_how_it_scores() -> None:
    (finding,) = weighted(WA="30", WB="60")
    assert WEIGHTED.splitlines()[finding.line - 1].startswith("scoring:")


def test_a_weight_for_some_only() -> None:
    (finding,) = weighted(WEIGHTED.replace(", weight: WB", ""))
    assert finding.code == "weights_partly_given"
    assert finding.parameters["codes"] == "B"


def test_the_sum_of_weights_is_told() -> None:
    (finding,) = weighted(WA="30", WB="60.5")
    assert finding.parameters["total"] == Fraction("90.5")


def test_a_set_without_points() -> None:
    assert ("nothing_scores", "") in codes(weighted(ANSWER="{kind: text}"))


def test_gates_need_pillar_levels() -> None:
    gates = "gates: [{level: 0, pillars: 1, pillar_level: 0}]"
    assert codes(weighted(GATES=gates)) == [("gate_without_pillar_levels", "")]


def test_an_official_set_is_verified() -> None:
    assert codes(weighted(OFFICIAL="true", VERIFIED="true")) == []
    assert codes(weighted(OFFICIAL="true", VERIFIED="false")) == [
        ("official_unverified", "A.1"),
        ("official_unverified", "B.1"),
    ]


def test_only_exclusive_options() -> None:
    option = "{code: a, title: {vi: a}, points: 1, exclusive: true}"
    found = codes(weighted(ANSWER=f"{{kind: choices, options: [{option}]}}"))
    assert ("only_exclusive", "A.1") in found


def test_a_best_step_that_no_ratio_reaches() -> None:
    steps = "steps: [{at_most: 1, points: 0}, {above: 1, points: 5}]"
    ratio = f"{{kind: ratio, numerator: {{vi: a}}, denominator: {{vi: b}}, maximum: 5, {steps}}}"
    assert ("best_step_unreachable", "A.1") in codes(weighted(ANSWER=ratio))
    growing = ratio.replace("maximum", "may_exceed: true, maximum")
    assert codes(weighted(ANSWER=growing)) == []


def test_the_same_sentence_in_two_languages(changed: Change) -> None:
    sentence = "This very long sentence was copied and never translated."
    examined = changed('{vi: "Bao nhiêu phần trăm?", en: "How many per cent?"}',
                       f'{{vi: "{sentence}", en: "{sentence}"}}')  # fmt: skip
    assert [(f.code, f.node) for f in examined.findings] == [("same_in_two_languages", "B.04")]
