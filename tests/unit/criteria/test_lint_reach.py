"""What lint finds in the whole that no single question shows: out of reach, or meant otherwise."""

from __future__ import annotations

import pytest

from criteria.findings import Finding
from criteria.lint import lint
from criteria.loader import examine, loads
from criteria.starting import starting_text

TEXT = starting_text("phong-hop")
PLAIN = TEXT[: TEXT.index("  - code: B\n")]
"""One ladder of 0, 5 and 10 points: the scores 0, 50 and 100."""
CHOICE = """kind: choice
          options:
            - {code: xay, title: {vi: "Ngành xây dựng nhà", en: "Building houses"}, points: 0}
            - {code: cho, title: {vi: "Vận tải đường bộ", en: "Road haulage"}, points: %s}
"""
CRITERION = """      - code: %s
        title: {vi: "Việc %s", en: "Matter %s"}
        question: {vi: "Việc %s ra sao?", en: "How is matter %s?"}
        evidence: {vi: "Sổ.", en: "Book."}
        advice: {vi: "Làm.", en: "Do."}
        source: {document: "Văn bản"}
        %s
        answer:
          %s
"""
YES_NO = "{kind: yes_no, points: 10}"


def found(text: str, *earlier: str) -> list[Finding]:
    before = [loads(one.encode()) for one in earlier]
    return list(examine(text.encode(), "x.yaml", earlier=before).findings)


def codes(text: str) -> list[str]:
    return [one.code for one in found(text)]


def criterion(code: str, key: str = "may_be_not_applicable: false", answer: str = YES_NO) -> str:
    if answer.startswith("{"):
        return CRITERION.replace("answer:\n          %s", "answer: %s") % (*[code] * 5, key, answer)
    return CRITERION % (*[code] * 5, key, answer)


def test_the_beginning_is_sound() -> None:
    assert (codes(TEXT), codes(PLAIN)) == ([], [])


def test_a_level_between_two_sums() -> None:
    """51 to 75 lies between 50 and 100."""
    (finding,) = found(
        PLAIN.replace("below: 40", "below: 51").replace("at_least: 40", "at_least: 51")
    )
    assert finding.code == "level_between_sums"
    assert finding.line == 1 + PLAIN[: PLAIN.index("    - {level: 1, at")].count("\n")
    assert [finding.parameters[key] for key in ("level", "below", "above")] == [1, 50, 100]


def test_what_a_faulty_criterion_would_have_brought_is_not_missed() -> None:
    """Nobody can say which sums a criterion would have made possible that is cut out."""
    text = PLAIN.replace("below: 40", "below: 51").replace("at_least: 40", "at_least: 51")
    broken = text + criterion("A.02", answer="{kind: yes_no, points: -1}")
    assert codes(broken) == ["too_small"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ranked: score", "ranked: score\n  hidden: not_applicable"),
        ("missing: zero", "missing: skip"),
        (
            'source: {document: "Tên văn bản"',
            'may_be_not_applicable: true\n        source: {document: "Tên văn bản"',
        ),
    ],
)
def test_a_level_that_some_answers_bring(old: str, new: str) -> None:
    text = PLAIN.replace("below: 40", "below: 51").replace("at_least: 40", "at_least: 51")
    assert old in text
    expected = ["level_between_sums"] if "hidden" in new else []
    assert [code for code in codes(text.replace(old, new)) if code.startswith("level_")] == expected


BRANCHES = (
    PLAIN.replace("ranked: score", "ranked: score\n  hidden: zero")
    + criterion("A.02", "counts: false", CHOICE % 0)
    + criterion("A.03", "asked_when: {code: A.02, is: [xay]}")
    + criterion("A.04", "asked_when: {code: A.02, is: [cho]}")
)


def test_branches_that_nobody_is_asked_together() -> None:
    (finding,) = found(BRANCHES)
    assert (finding.code, finding.node) == ("maximum_behind_conditions", "A.02")
    assert finding.parameters["codes"] == "A.03, A.04"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hidden: zero", "hidden: not_applicable"),
        ("is: [cho]", "is: [xay]"),
        ("is: [cho]", "is: [cho, xay]"),
    ],
)
def test_branches_that_take_nothing_from_anybody(old: str, new: str) -> None:
    assert "maximum_behind_conditions" not in codes(BRANCHES.replace(old, new))


def test_the_best_answer_hides_something() -> None:
    text = BRANCHES.replace("counts: false", "may_be_not_applicable: false")
    text = text.replace("is: [cho]", "is: [xay]").replace(
        'en: "Road haulage"}, points: 0', 'en: "Road haulage"}, points: 3'
    )
    assert codes(text) == ["maximum_behind_conditions"]


@pytest.mark.parametrize(
    ("answer", "condition"),
    [
        (YES_NO, "at_least: 1"),
        (CHOICE % 0, "at_least: 1"),
        ("{kind: percentage, maximum: 5}", "is: [yes]"),
    ],
)
def test_a_condition_that_is_wrong_in_itself_is_told_once(answer: str, condition: str) -> None:
    """What a condition cannot ask of a kind of answer is not asked of its best answer either."""
    text = (
        PLAIN.replace("ranked: score", "ranked: score\n  hidden: zero")
        + criterion("A.02", answer=answer)
        + criterion("A.03", f"asked_when: {{code: A.02, {condition}}}")
    )
    assert [code for code in codes(text) if code != "no_points"] in (
        ["condition_level_without_ladder"],
        ["condition_on_kind"],
    )


def test_a_median_passes_over_what_is_hidden() -> None:
    text = BRANCHES.replace("aggregation: sum", "aggregation: median")
    assert text != BRANCHES
    assert "maximum_behind_conditions" not in codes(text)


def with_rules(*rules: str) -> str:
    listed = "".join(f"  - {{{rule}}}\n" for rule in rules)
    return TEXT.replace("\npillars:", f"\nrules:\n{listed}\npillars:")


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (
            "rule: requirement, level: 1, needs: [{code: A, measure: score, at_least: 50}, "
            "{code: A, measure: score, below: 50}]",
            "requirement_contradicts",
        ),
        (
            "rule: requirement, level: 1, unless: [{code: A, measure: score, at_least: 0}]",
            "condition_always_holds",
        ),
        (
            "rule: ceiling, points: 15, when: {code: A, measure: points, at_most: 10}",
            "condition_always_holds",
        ),
        ("rule: quota, level: 2, percent: 0, counted_from: 1, ties: out", "quota_of_nobody"),
    ],
)
def test_rules_that_nobody_or_everybody_meets(rule: str, code: str) -> None:
    assert codes(with_rules(rule)) == [code]


@pytest.mark.parametrize(
    "rule",
    [
        "rule: requirement, level: 1, needs: [{code: A, measure: score, at_least: 50}, "
        "{code: A, measure: score, at_most: 50}]",
        "rule: requirement, level: 1, needs: [{code: A, measure: score, at_least: 50}, "
        "{code: B, measure: score, below: 50}]",
        "rule: requirement, level: 1, unless: [{code: A, measure: score, at_most: 0}]",
        "rule: ceiling, points: 15, when: {code: A, measure: points, below: 10}",
        "rule: quota, level: 2, percent: 1, counted_from: 1, ties: out",
    ],
)
def test_rules_that_somebody_meets(rule: str) -> None:
    assert codes(with_rules(rule)) == []


GATED = TEXT.replace("maximum: 10", "maximum: 30").replace(
    "\npillars:",
    """
pillar_levels:
  measure: points
  bands:
    - {level: 0, below: 20, title: {vi: "Thấp", en: "Low"}}
    - {level: 1, at_least: 20, title: {vi: "Cao", en: "High"}}
gates:
  - {level: 1, pillars: 2, pillar_level: 1}

pillars:""",
)


def test_a_gate_counts_the_pillars_that_can_pass_it() -> None:
    (finding,) = found(GATED)
    assert finding.code == "gate_needs_more_pillars"
    assert (finding.parameters["needed"], finding.parameters["pillars"]) == (2, 1)
    assert codes(GATED.replace("pillars: 2,", "pillars: 1,")) == []
    assert codes(GATED.replace("measure: points", "measure: score")) == []


CHOSEN = PLAIN + criterion("A.02", "may_be_not_applicable: true", CHOICE % 10)


def test_an_option_that_means_something_else_now() -> None:
    later = CHOSEN.replace('version: "1.0"', 'version: "1.1"')
    other = later.replace("Vận tải đường bộ", "Nuôi cá nước ngọt")
    (finding,) = found(other, CHOSEN)
    assert (finding.code, finding.node) == ("option_reused_since", "A.02")
    assert finding.parameters["old"] == "Vận tải đường bộ"
    assert found(later.replace("Vận tải đường bộ", "Vận tải bộ"), CHOSEN) == []
    assert found(later.replace("code: cho", "code: ca"), CHOSEN) == []
    dropped = later.replace("code: cho", "code: ca")
    (finding,) = found(other.replace('"1.1"', '"1.2"'), dropped, CHOSEN)
    assert finding.parameters["version"] == "1.0"


def test_a_set_of_a_program_is_looked_through_too() -> None:
    assert [one.code for one in lint(loads(BRANCHES.encode()))] == ["maximum_behind_conditions"]
