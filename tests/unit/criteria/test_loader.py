"""A file becomes a typed set, or a list of everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from criteria.findings import CriteriaSetFaulty, Finding, Severity
from criteria.loader import Examined, examine, load, loads
from criteria.model import (
    Aggregation,
    CriteriaSet,
    Gate,
    Indicator,
    Interval,
    Ladder,
    Measure,
    Missing,
    Number,
    Ratio,
    Task,
)
from criteria.sentences import say

Change = Callable[[str, str], Examined]
EVERY_KIND = Path(__file__).parents[2] / "fixtures" / "sets" / "every-kind.yaml"


def indicator(criteria_set: CriteriaSet, code: str) -> Indicator:
    return next(one for one in criteria_set.indicators() if one.code == code)


def line_of(text: str) -> int:
    """Return the line of the fixture on which a text first stands."""
    content = EVERY_KIND.read_text(encoding="utf-8")
    return content.count("\n", 0, content.index(text)) + 1


def test_the_tree(every_kind: CriteriaSet) -> None:
    assert every_kind.reference == "every-kind@1.0"
    assert every_kind.languages == ("vi", "en")
    assert [pillar.code for pillar in every_kind.pillars] == ["A", "B"]
    assert [part.code for part in every_kind.pillars[1].parts] == ["B.A", "B.B"]
    assert [one.code for one in every_kind.indicators()] == [
        "A.01", "A.02", "A.03", "A.04", "B.01", "B.02.1", "B.02.2", "B.03", "B.04", "B.05", "B.06",
    ]  # fmt: skip
    assert every_kind.maximum == 5 + 10 + 10 + 5 + 10 + 15 + 5 + 10 + 3
    assert every_kind.pillars[0].maximum == 30


def test_rules_and_levels(every_kind: CriteriaSet) -> None:
    assert every_kind.scoring.aggregation is Aggregation.SUM
    assert every_kind.scoring.missing is Missing.ZERO
    assert every_kind.scoring.ranked is Measure.POINTS
    assert every_kind.gates == (Gate(level=1, pillars=1, pillar_level=1),)
    low, high = every_kind.levels.bands
    assert low.interval == Interval(upper=Fraction(30), upper_included=True)
    assert high.interval == Interval(lower=Fraction(30))
    assert high.about is not None
    assert high.about.say("en") == "Above 30."


def test_numbers_are_exact(every_kind: CriteriaSet) -> None:
    ladder = indicator(every_kind, "A.01").answer
    assert isinstance(ladder, Ladder)
    assert [rung.points for rung in ladder.levels] == [0, Fraction(5, 2), 5]
    ratio = indicator(every_kind, "B.02.1").answer
    assert isinstance(ratio, Ratio)
    assert ratio.full == Fraction(4, 5)
    number = indicator(every_kind, "B.01").answer
    assert isinstance(number, Number)
    assert [number.start, number.target] == [0, 40]
    task = indicator(every_kind, "B.05").answer
    assert isinstance(task, Task)
    assert task.deadline == date(2026, 12, 1)
    assert task.error_deduction == Fraction(1, 4)


def test_zero_edges_are_edges(every_kind: CriteriaSet) -> None:
    answer = indicator(every_kind, "B.02.2").answer
    assert isinstance(answer, Ratio)
    assert answer.steps[0].interval == Interval(upper=Fraction(0), upper_included=True)
    assert answer.steps[1].interval == Interval(lower=Fraction(0), upper=Fraction(1, 2))


def test_the_content_hash_is_of_the_content() -> None:
    content = EVERY_KIND.read_bytes()
    one = load(EVERY_KIND).content_hash
    assert len(one) == 64
    assert loads(b"# a comment\n" + content).content_hash == one
    assert loads(content.replace(b"points: 10}", b"points: 11}", 1)).content_hash != one


NAMED = '{vi: "Tỷ lệ", en: "Ratio"}'
STRUCTURE = [
    ("format: 1", "format: 2", "not_allowed", ""),
    ('version: "1.0"', "version: 1.0", "not_text", ""),
    ("slug: every-kind", "slug: Every Kind", "bad_slug", ""),
    ("unit: enterprise", "unit: Doanh nghiệp", "bad_unit", ""),
    ("official: false", "official: no", "not_true_or_false", ""),
    ("languages: [vi, en]", "languages: vi", "not_a_list", ""),
    ("languages: [vi, en]", "languages: [vi, vi]", "repeated", ""),
    ("missing: zero", "missing: nothing", "not_allowed", ""),
    ("unit: enterprise", "units: enterprise", "misspelt_key", ""),
    ("official: false", "colour: red\nofficial: false", "unknown_key", ""),
    ("measure: points", "mesure: points", "misspelt_key", ""),
    ("code: A\n", "code: a1\n", "bad_code", "a1"),
    ("pillars: 1, pillar_level", "pillars: 0, pillar_level", "too_small", ""),
    ("points: 2.5,", "points: -2.5,", "too_small", "A.01"),
    ("points: 2.5,", "points: two,", "bad_fraction", "A.01"),
    ("points: 2.5,", "points: [2.5],", "not_a_number_here", "A.01"),
    ("level: 1, points: 2.5,", "level: one, points: 2.5,", "not_a_whole_number", "A.01"),
    ("kind: ladder", "kind: stairs", "not_allowed", "A.01"),
    ("kind: yes_no, points: 10", "kind: yes_no", "missing_key", "A.02"),
    ("full: 80", "full: 101", "too_great", "B.04"),
    ("full: 80", "full: 0", "not_above", "B.04"),
    ("full: 80", 'full: "301/3"', "too_great", "B.04"),
    ("full: 80", 'full: "80/0"', "bad_fraction", "B.04"),
    ("full: 80", "full: true", "not_a_number_here", "B.04"),
    ("deadline: 2026-12-01", "deadline: 1/12/2026", "bad_day", "B.05"),
    ("code: web,", "code: Web,", "bad_option_code", "A.04"),
    (NAMED, '{vi: "Tỷ lệ", en: " "}', "empty_text", "B.02"),
    (NAMED, "{vi: Tỷ lệ, và nữa, en: Ratio}", "unknown_language", "B.02"),
    (NAMED, "{vi: Tỷ lệ, hay, en: Ratio}", "nothing_here", "B.02"),
    (NAMED, "Tỷ lệ", "not_a_mapping", "B.02"),
    (NAMED, '{vi: "Tỷ lệ", en: }', "nothing_here", "B.02"),
    (NAMED, NAMED + "\n            question: {vi: a, en: b}", "misplaced_key", "B.02"),
]


@pytest.mark.parametrize(("old", "new", "code", "node"), STRUCTURE)
def test_faults_of_structure(changed: Change, old: str, new: str, code: str, node: str) -> None:
    line = line_of(old) + (code == "misplaced_key")
    examined = changed(old, new)
    assert (code, line, node) in [(f.code, f.line, f.node) for f in examined.findings]
    assert examined.criteria_set is None


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("unit: enterprise\n", "", "missing_top_key", 1),
        ("answer: {kind: text}", "help: {vi: a, en: a}", "answer_or_indicators", "code: B.06"),
        ('question: {vi: "Còn', 'help: {vi: "Còn', "missing_key", "code: B.06"),
        (
            "groups:\n      - code: B.A",
            "parts:\n      - code: B.A",
            "groups_or_criteria",
            "code: B\n",
        ),
    ],
)
def test_what_is_missing_is_told_where_it_belongs(
    changed: Change, old: str, new: str, code: str, line: int | str
) -> None:
    found = [(f.code, f.line) for f in changed(old, new).findings]
    assert (code, line_of(line) if isinstance(line, str) else line) in found


def test_an_empty_file_is_told_how_to_begin() -> None:
    assert [finding.code for finding in examine(b"", "x").findings] == ["file_not_a_mapping"]


def test_everything_is_found_at_once() -> None:
    text = EVERY_KIND.read_text(encoding="utf-8")
    for old, new in [
        ("unit: enterprise", "unit: Big Firm"),
        ("above: 30", "above: 31"),
        ("code: A.02", "code: A.01"),
        ("answer: {kind: yes_no, points: 10}", "answer: {kind: yes_no, points: ten}"),
        ("start: 0, target: 40", "start: 40, target: 40"),
        ('question: {vi: "Mấy lần một năm?", en: "How often a year?"}', 'question: {vi: "?"}'),
        ("full: 80", "ful: 80"),
        ("deadline: 2026-12-01", "deadline: 2026-02-30"),
        ("{code: app,", "{code: web,"),
    ]:
        assert text.count(old) == 1
        text = text.replace(old, new)
    text += "note: {vi: a, en: b}\n"
    with pytest.raises(CriteriaSetFaulty) as caught:
        loads(text.encode(), "x.yaml")
    findings = caught.value.findings
    assert [(f.code, f.line, f.node) for f in findings] == [
        ("bad_unit", line_of("unit: enterprise"), ""),
        ("interval_gap", line_of("above: 30"), ""),
        ("duplicate_code", line_of("code: A.02"), "A.01"),
        ("bad_fraction", line_of("kind: yes_no"), "A.01"),
        ("duplicate_option", line_of("code: app"), "A.04"),
        ("start_is_target", line_of("start: 0, target: 40"), "B.01"),
        ("translation_missing", line_of("Mấy lần"), "B.03"),
        ("misspelt_key", line_of("full: 80"), "B.04"),
        ("no_such_date", line_of("deadline: 2026"), "B.05"),
        ("duplicate_key", line_of("answer: {kind: text}") + 1, ""),
    ]
    assert {finding.file for finding in findings} == {"x.yaml"}
    assert f"x.yaml:{line_of('above: 30')}: interval_gap" in str(caught.value)


def test_a_fault_in_one_list_does_not_move_the_lines_of_another(changed: Change) -> None:
    """What is cut out of the data takes no line with it."""
    text = EVERY_KIND.read_text(encoding="utf-8")
    broken = text.replace("points: 2.5,", "points: x,").replace('{vi: "Có không?"', '{vi: "Có?"')
    broken = broken.replace(', en: "Is there one?"', "").replace(
        "start: 0, target: 40", "target: 0"
    )
    found = {(f.code, f.line) for f in examine(broken.encode()).findings}
    assert found == {
        ("bad_fraction", line_of("points: 2.5")),
        ("translation_missing", line_of("Có không?")),
        ("start_is_target", line_of("start: 0, target: 40")),
    }


def test_warnings_do_not_keep_a_set_from_being_used(changed: Change) -> None:
    examined = changed('        advice: {vi: "Ban hành.", en: "Issue one."}\n', "")
    assert examined.criteria_set is not None
    assert examined.errors == ()
    (finding,) = examined.findings
    assert (finding.code, finding.node) == ("advice_missing", "A.02")
    assert finding.severity is Severity.WARNING


def test_every_finding_has_a_sentence(changed: Change) -> None:
    for old, new, *_ in STRUCTURE:
        for finding in changed(old, new).findings:
            assert "{" not in say(finding, "vi").replace("{…}", "").replace("{vi", "")
            assert say(finding, "en")


def test_a_finding_without_a_file() -> None:
    assert Finding("nothing_scores").line == 0
