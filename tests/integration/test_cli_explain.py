"""`surveyapp explain`: one unit, where it lost points, what would help, the cheapest way up."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from criteria.answers import Given
from criteria.compile import score_one
from criteria.loader import load
from criteria.tables import TableFormat, read_answers
from surveyapp.cli.explain import explain

EVERY_KIND = Path(__file__).parents[1] / "fixtures" / "sets" / "every-kind.yaml"
HEADER = ["unit", "A.01", "A.02", "A.03", "A.04", "B.01", "B.02.1.a", "B.02.1.b", "B.02.2.a",
          "B.02.2.b", "B.03", "B.04", "B.05.progress", "B.05.done_on"]  # fmt: skip
UNITS = [
    ["An Phú", "2", "yes", "a", "web;app", "40", "4", "5", "1", "2", "4", "80", "2", "2026-11-30"],
    ["Bình Minh", "2", "no", "c", "none", "20", "2", "5", "0", "2", "1", "40", "1", ""],
    ["Cát Tường", "1", "yes", "c", "none", "20", "", "", "", "", "", "", "0", ""],
]


def table(rows: list[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([HEADER, *rows])
    return out.getvalue().encode()


@pytest.fixture
def answers(tmp_path: Path) -> str:
    path = tmp_path / "answers.csv"
    path.write_bytes(table(UNITS))
    return str(path)


def run(answers: str, *arguments: str, language: str = "en", at: Path = EVERY_KIND) -> Result:
    return CliRunner().invoke(
        explain,
        [str(at), answers, "--on", "2026-05-01", *arguments],
        env={"SURVEYAPP_LANGUAGE": language},
    )


def data(answers: str, *arguments: str) -> dict[str, Any]:
    result = run(answers, "--json", *arguments)
    assert result.exit_code == 0, result.output
    return dict(json.loads(result.stdout))


def test_a_plan_in_words(answers: str) -> None:
    result = run(answers, "--unit", "Bình Minh")
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0] == "Bình Minh  every-kind@1.0"
    assert lines[1] == "23.5 / 73 points (32.19 of 100), level 0: Low"
    assert "  A.02  Yes or no: 0 / 10, 10 lost" in lines
    assert "  A.02  +10 points, effort 1, enough alone for level 1: Yes" in lines
    assert lines[-3] == "The least effort for level 1 (High): effort 1, changes: 1"
    assert lines[-2] == "  A.02  Yes or no (+10 points, effort 1): No → Yes"
    assert lines[-1] == "Then: 33.5 / 73 points, level 1: High"


def test_in_vietnamese(answers: str) -> None:
    result = run(answers, "--unit", "Bình Minh", language="vi")
    assert "23,5 / 73 điểm (32,19 trên thang 100), mức 0: Thấp" in result.stdout
    assert "Mất điểm nhiều nhất ở:" in result.stdout
    assert "Cách ít công sức nhất để đạt mức 1 (Cao): công sức 1, 1 thay đổi:" in result.stdout
    assert "{" not in result.stdout


def test_long_lists_are_cut(answers: str) -> None:
    short = run(answers, "--unit", "Bình Minh", "--top", "2").stdout
    assert short.count("more (--top)") == 2
    assert run(answers, "--unit", "Bình Minh", "--top", "99").stdout.count("--top") == 0


def test_as_data_that_can_be_scored_again(answers: str) -> None:
    found = data(answers, "--unit", "Bình Minh", "--level", "1")
    assert (found["reference"], found["unit"]) == ("every-kind@1.0", "Bình Minh")
    assert (found["points"], found["maximum"], found["level"]) == (23.5, 73, 0)
    assert found["lost"][0] == {"code": "A.02", "points": 0, "maximum": 10, "lost": 10}
    assert [one["code"] for one in found["pillars"]] == ["A", "B"]
    criteria_set = load(EVERY_KIND)
    units = read_answers(criteria_set, table(UNITS), TableFormat.CSV)
    before = dict(units[1].answers)
    for step in found["improvements"]:
        after = score_one(criteria_set, {**before, step["code"]: Given(step["to"])})
        assert after.points is not None
        assert float(after.points) == pytest.approx(23.5 + step["points"])
        assert step["lifts"] is (after.level == 1)
    plan = found["plan"]
    changed = {one["code"]: Given(one["to"]) for one in plan["changes"]}
    after = score_one(criteria_set, {**before, **changed})
    assert after.level == plan["after"]["level"] == plan["level"] == 1
    assert plan["changes"][0]["from"] == {"yes": False}
    assert plan["effort"] == sum(one["effort"] for one in plan["changes"])
    assert plan["obstacles"] == []


@pytest.mark.parametrize("name", ["efforts.csv", "efforts.yaml"])
def test_declared_efforts(answers: str, tmp_path: Path, name: str) -> None:
    contents = {
        "efforts.csv": "code,to,effort\nA.02,yes,40\nA.03,,2\n",
        "efforts.yaml": "efforts:\n  - {code: A.02, to: yes, effort: 40}\n"
        "  - {code: A.03, effort: 2}\n",
    }
    (tmp_path / name).write_text(contents[name], encoding="utf-8")
    found = data(answers, "--unit", "Bình Minh", "--efforts", str(tmp_path / name))
    assert found["plan"]["effort"] == 3
    by_code = {(one["code"], str(one["to"])): one["effort"] for one in found["improvements"]}
    assert by_code["A.02", "{'yes': True}"] == 40
    assert by_code["A.03", "{'option': 'a'}"] == 4


def test_a_level_out_of_reach_says_why(answers: str, tmp_path: Path) -> None:
    codes = [f"A.0{n}" for n in range(1, 5)] + ["B.01", "B.02.1", "B.02.2", "B.03", "B.04"]
    rows = "".join(f"{code},,never\n" for code in codes)
    (tmp_path / "e.csv").write_text("code,to,effort\n" + rows, encoding="utf-8")
    efforts = ("--efforts", str(tmp_path / "e.csv"))
    result = run(answers, "--unit", "Bình Minh", *efforts)
    assert result.exit_code == 0
    assert "Level 1 is out of reach" in result.stdout
    assert "more than 30 points; the highest possible is 25" in result.stdout
    assert "at least 1 pillars at level 1; the most possible is 0" in result.stdout
    [number, gate] = data(answers, "--unit", "Bình Minh", *efforts)["plan"]["obstacles"]
    assert number == {"measure": "points", "needed": 30, "edge_suffices": False, "best": 25}
    assert (gate["best"], gate["out_of_reach"]) == (0, ["A", "B"])


def test_at_the_top_and_already_there(answers: str) -> None:
    top = run(answers, "--unit", "An Phú")
    assert "There is nothing left to improve." in top.stdout
    assert "The unit is at the highest level." in top.stdout
    assert data(answers, "--unit", "An Phú")["plan"] is None
    there = run(answers, "--unit", "An Phú", "--level", "1")
    assert "The unit has level 1 already." in there.stdout


def test_a_missed_deadline_counts(answers: str) -> None:
    def done_on(*arguments: str) -> str:
        found = data(answers, "--unit", "Bình Minh", *arguments)
        steps = [one["to"] for one in found["improvements"] if one["code"] == "B.05"]
        return str(steps[-1]["done_on"])

    assert done_on() == "2026-12-01"
    assert done_on("--on", "2027-01-15") == "2027-01-15"


def test_a_gate_in_the_way_is_told(tmp_path: Path) -> None:
    text = EVERY_KIND.read_text(encoding="utf-8")
    text = text.replace("pillars: 1, pillar_level", "pillars: 2, pillar_level")
    path = tmp_path / "two.yaml"
    path.write_text(text, encoding="utf-8")
    answers = tmp_path / "a.csv"
    answers.write_bytes(table([["X", *UNITS[1][1:5], *UNITS[0][5:]]]))
    result = run(str(answers), "--unit", "X", at=path)
    assert "it also needs at least 2 pillars at level 1 or higher; there are 1." in result.stdout
    assert "The least effort for level 1" in result.stdout


@pytest.mark.parametrize("language", ["vi", "en"])
def test_refusals(answers: str, tmp_path: Path, language: str) -> None:
    (tmp_path / "e.csv").write_text("code,to,effort\nA.1,,1\nA.01,9,1\n", encoding="utf-8")
    (tmp_path / "broken.csv").write_bytes(table([["X", "9", *[""] * 12]]))
    cases = [
        ([answers, "--unit", "Binh Minh"], "Bình Minh"),
        ([answers, "--unit", "Bình Minh", "--level", "3"], "0, 1"),
        ([answers, "--unit", "Bình Minh", "--efforts", str(tmp_path / "e.csv")], "A.1"),
        ([answers, "--unit", "Bình Minh", "--efforts", str(tmp_path / "no.csv")], "no.csv"),
        ([str(tmp_path / "broken.csv"), "--unit", "X"], "A.01"),
        ([str(tmp_path / "none.csv"), "--unit", "X"], "none.csv"),
    ]
    for arguments, told in cases:
        result = run(arguments[0], *arguments[1:], language=language)
        assert result.exit_code == 2, arguments
        assert result.stdout == ""
        assert told in result.stderr
        assert "Traceback" not in result.stderr


def test_every_fault_of_the_efforts_is_told(answers: str, tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    path.write_text("code,to,effort\nA.1,,1\nA.01,9,1\n", encoding="utf-8")
    told = run(answers, "--unit", "Bình Minh", "--efforts", str(path)).stderr
    assert f"{path}, row 2: A.1: The criteria set has no question “A.1”." in told
    assert "There is no level 9" in told


def test_a_unit_without_a_score_is_refused(answers: str, tmp_path: Path) -> None:
    text = EVERY_KIND.read_text(encoding="utf-8").replace("missing: zero", "missing: withhold")
    path = tmp_path / "withhold.yaml"
    path.write_text(text, encoding="utf-8")
    result = run(answers, "--unit", "Cát Tường", at=path)
    assert result.exit_code == 2
    assert "B.02.2" in result.stderr
    assert "B.03" in result.stderr
