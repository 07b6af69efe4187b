"""What people read: descriptors that tell things apart, titles that a certificate can print."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from criteria.findings import Finding, Severity
from criteria.lint.descriptors import descriptor_remarks
from criteria.loader import examine, loads
from criteria.sentences import say
from tests.tiny import WORDS, cut_at, ladder, tiny_data

Data = dict[str, Any]
YES = {"kind": "yes_no", "points": 10}
OWN = frozenset({"descriptor_repeated", "descriptor_like_neighbour", "title_beyond_certificate"})


def described(*texts: str) -> dict[str, Any]:
    """A ladder whose levels are described so in Vietnamese; in English they all differ."""
    levels = [
        {"level": level, "descriptor": {"vi": text, "en": f"{level} {hash(text)} {text[::-1]}"}}
        for level, text in enumerate(texts)
    ]
    return {"kind": "ladder", "levels": levels}


def findings(answers: dict[str, dict[str, Any]]) -> list[Finding]:
    examined = examine(json.dumps(tiny_data({"A": answers})).encode())
    assert examined.errors == ()
    return [finding for finding in examined.findings if finding.code in OWN]


SAME = "Có kế hoạch số hóa hồ sơ được lãnh đạo phê duyệt"


def test_a_descriptor_under_three_criteria_is_a_warning_that_names_them() -> None:
    found = findings({f"A.{n}": described(f"Chưa có gì về {n}{n}", SAME) for n in range(4)})
    (finding,) = found
    assert (finding.code, finding.severity, finding.node) == (
        "descriptor_repeated",
        Severity.WARNING,
        "A.0",
    )
    assert finding.parameters["count"] == 4
    assert finding.parameters["codes"] == "A.1, A.2, A.3"
    assert "4" in say(finding, "vi")


def in_two(number: int, vi: str, en: str) -> dict[str, Any]:
    """A ladder with a lowest level of its own below the one that is looked at."""
    own = {"vi": f"Chưa {number}{number}", "en": f"Not yet {number}{number}"}
    levels = [{"level": 0, "descriptor": own}, {"level": 1, "descriptor": {"vi": vi, "en": en}}]
    return {"kind": "ladder", "levels": levels}


def test_each_language_is_looked_at_by_itself() -> None:
    """A translation can run together what the original tells apart."""
    english = "The plan was signed"
    found = findings({f"A.{n}": in_two(n, f"Việc số {n}{n}", english) for n in range(3)})
    (finding,) = found
    assert (finding.code, finding.node) == ("descriptor_repeated", "A.0")
    assert (finding.parameters["count"], finding.parameters["language"]) == (3, "en")
    assert "“en”" in say(finding, "vi")
    assert "“en”" in say(finding, "en")


def test_what_repeats_in_both_languages_is_told_once() -> None:
    (finding,) = findings({f"A.{n}": in_two(n, SAME, "The plan was signed") for n in range(3)})
    assert finding.parameters["language"] == "vi"
    wider = {f"A.{n}": in_two(n, SAME if n else "Khác hẳn", "It was signed") for n in range(4)}
    (finding,) = findings(wider)
    assert (finding.parameters["count"], finding.parameters["language"]) == (4, "en")


def test_neighbours_in_a_translation() -> None:
    levels = [
        {"level": n, "descriptor": {"vi": vi, "en": en}}
        for n, (vi, en) in enumerate([("Chưa có", "None"), ("Có dự thảo", "A plan"),
                                      ("Đã ký", "A plan."), ("Đã ký.", "Signed"),
                                      ("Đo", "Measured"), ("Đo!", "Measured!")])
    ]  # fmt: skip
    found = findings({"A.1": {"kind": "ladder", "levels": levels}})
    told = [(one.parameters["level"], one.parameters["before"]) for one in found]
    assert told == [(2, 1), (3, 2), (5, 4)]


def test_two_criteria_may_share_one() -> None:
    assert findings({f"A.{n}": described(f"Chưa có gì về {n}{n}", SAME) for n in range(2)}) == []


def test_case_and_marks_and_one_other_word_do_not_make_it_another() -> None:
    nearly = [SAME.upper(), f"{SAME}.", SAME.replace("lãnh đạo", "lãnh tụ")]
    found = findings(
        {f"A.{n}": described(f"Chưa có gì về {n}{n}", text) for n, text in enumerate(nearly)}
    )
    assert [finding.code for finding in found] == ["descriptor_repeated"]


def test_other_matters_are_other_descriptors() -> None:
    others = [
        "Có kế hoạch số hóa hồ sơ được lãnh đạo phê duyệt",
        "Có phần mềm kế toán nối với ngân hàng",
        "Nhân viên được tập huấn an toàn thông tin mỗi năm",
    ]
    assert findings({f"A.{n}": described(f"Chưa {n}{n}", t) for n, t in enumerate(others)}) == []


def test_several_ladders_below_one_criterion_are_one_user() -> None:
    data = tiny_data({"A": {"A.1": YES}})
    indicators = [
        {"code": f"A.1.{n}", "title": WORDS, "question": WORDS,
         "answer": described(f"Chưa {n}{n}", SAME)}
        for n in range(3)
    ]  # fmt: skip
    criterion = data["pillars"][0]["criteria"][0]
    del criterion["question"], criterion["answer"]
    criterion["indicators"] = indicators
    assert not OWN & {finding.code for finding in examine(json.dumps(data).encode()).findings}


def test_neighbours_that_nobody_can_tell_apart() -> None:
    (finding,) = findings({"A.1": described("Chưa có", "Đã có kế hoạch", "đã có kế hoạch!")})
    assert (finding.code, finding.node) == ("descriptor_like_neighbour", "A.1")
    assert (finding.parameters["level"], finding.parameters["before"]) == (2, 1)


def test_many_criteria_of_one_pattern_are_compared_by_their_rare_words() -> None:
    rng = random.Random(7)
    matters = [f"{rng.getrandbits(40):x} {rng.getrandbits(40):x}" for _ in range(900)]
    answers = {
        f"A.{n}": described(*(f"Mức {level} của việc {matter}" for level in range(6)))
        for n, matter in enumerate(matters)
    }
    answers["A.5000"] = answers["A.5001"] = answers["A.0"]
    one = loads(json.dumps(tiny_data({"A": answers})).encode())
    found = [remark for remark in descriptor_remarks(one) if remark.code == "descriptor_repeated"]
    assert {(remark.node, remark.parameters["count"]) for remark in found} == {("A.0", 3)}


# --- titles on a certificate ---------------------------------------------------------------


def long(letters: int) -> dict[str, str]:
    return {"vi": "Đ" * letters, "en": "short"}


def titled(changes: Data, pillars: int = 1) -> list[Finding]:
    tree = {f"P{n}": {f"P{n}.1": YES} for n in range(pillars)}
    data = {**tiny_data(tree), **changes}
    if "pillar" in changes:
        data["pillars"][0]["title"] = data.pop("pillar")
    examined = examine(json.dumps(data).encode())
    return [finding for finding in examined.findings if finding.code.endswith("_certificate")]


@pytest.mark.parametrize(
    ("changes", "pillars", "most"),
    [
        ({"title": long(151)}, 1, 150),
        ({"pillar": long(161)}, 10, 160),
        ({"pillar": long(111)}, 11, 110),
        ({"pillar": long(56)}, 24, 55),
    ],
)
def test_a_title_that_would_be_cut_is_a_warning(changes: Data, pillars: int, most: int) -> None:
    (finding,) = titled(changes, pillars)
    assert (finding.code, finding.severity) == ("title_beyond_certificate", Severity.WARNING)
    assert (finding.parameters["most"], finding.parameters["language"]) == (most, "vi")
    (key, text), *_ = changes.items()
    assert titled({key: {**text, "vi": text["vi"][1:]}}, pillars) == []


def test_a_level_has_a_title_on_the_certificate_too() -> None:
    levels = cut_at(50)
    levels["bands"][1]["title"] = long(121)
    (finding,) = titled({"levels": levels})
    assert finding.parameters["most"] == 120


def test_more_pillars_than_a_certificate_has_room_for() -> None:
    (finding,) = titled({}, 25)
    assert finding.code == "pillars_beyond_certificate"
    assert titled({}, 24) == []


# --- what can be reached -------------------------------------------------------------------


def errors(rules: list[Data], *edges: float, measure: str = "points") -> list[str]:
    extra = {"kind": "yes_no", "points": 5, "Counts": False}
    data = tiny_data(
        {"A": {"A.1": YES, "A.2": extra}}, levels=cut_at(*edges, measure=measure), rules=rules
    )
    return [finding.code for finding in examine(json.dumps(data).encode()).errors]


def test_a_bonus_opens_a_level_and_a_ceiling_closes_it() -> None:
    bonus = {"rule": "bonus", "indicators": ["A.2"]}
    assert errors([bonus], 5, 15) == []
    assert errors([bonus], 5, 15.5) == ["level_unreachable"]
    assert errors([{**bonus, "cap": 3}], 5, 13) == []
    assert errors([{**bonus, "cap": 3}], 5, 14) == ["level_unreachable"]
    assert errors([bonus], 50, 150, measure="score") == []
    ceiling = {"rule": "ceiling", "points": 9}
    assert errors([bonus, ceiling], 5, 9) == []
    assert errors([bonus, ceiling], 5, 10) == ["level_unreachable"]
    when = {"code": "A", "measure": "score", "below": 50}
    assert errors([bonus, {**ceiling, "when": when}], 5, 10) == []


def test_a_bonus_must_not_lead_beyond_the_last_level() -> None:
    data = tiny_data(
        {"A": {"A.1": YES, "A.2": {**YES, "Counts": False}}},
        rules=[{"rule": "bonus", "indicators": ["A.2"], "cap": 1}],
    )
    data["levels"]["bands"][0]["at_most"] = 100
    found = [finding.code for finding in examine(json.dumps(data).encode()).errors]
    assert found == ["interval_ends_early"]


@pytest.mark.parametrize(
    ("need", "expected"),
    [
        ({"code": "A.1", "measure": "points", "at_least": 10}, []),
        ({"code": "A.1", "measure": "points", "above": 10}, ["condition_unreachable"]),
        ({"code": "A", "measure": "score", "at_least": 100}, []),
        ({"code": "A", "measure": "score", "at_least": 101}, ["condition_unreachable"]),
    ],
)
def test_a_requirement_that_nobody_meets(need: Data, expected: list[str]) -> None:
    bonus = {"rule": "bonus", "indicators": ["A.2"]}
    requirement = {"rule": "requirement", "level": 1, "needs": [need]}
    assert errors([bonus, requirement], 5) == expected


def test_a_plain_ladder_is_fine() -> None:
    assert findings({"A.1": ladder(0) | described("Chưa", "Có")}) == []
