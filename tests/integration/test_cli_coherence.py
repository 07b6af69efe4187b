"""`surveyapp coherence`: does a set hang together on real answers."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from surveyapp.cli.coherence import coherence_command
from tests.tiny import ladder, write_tiny

PILLARS = {
    "A": {"A.1": ladder(9), "A.2": ladder(9), "A.3": ladder(9)},
    "B": {"B.1": ladder(9), "B.2": ladder(3), "B.3": ladder(3), "B.4": ladder(3)},
    "C": {"C.1": ladder(9, May_be_not_applicable=True)},
}
# A.2 follows A.1 and A.3 runs against both; B.2 is full for all, B.3 nowhere, B.4 alike; C.1 as A.1
ANSWERS = """unit,A.1,A.2,A.3,B.1,B.2,B.3,B.4,C.1
a,9,8,1,4,3,0,1,9
b,6,6,3,9,3,0,1,6
c,4,5,6,2,3,0,1,4
d,1,2,8,7,3,0,1,n/a
"""


@pytest.fixture
def scene(tmp_path: Path) -> list[str]:
    (tmp_path / "a.csv").write_text(ANSWERS, encoding="utf-8")
    return [write_tiny(tmp_path / "tiny.json", PILLARS), str(tmp_path / "a.csv")]


def run(scene: list[str], *arguments: str, language: str = "en") -> Result:
    return CliRunner().invoke(
        coherence_command, [*scene, *arguments], env={"SURVEYAPP_LANGUAGE": language}
    )


def lines(scene: list[str], *arguments: str, language: str = "en") -> list[str]:
    result = run(scene, *arguments, language=language)
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def test_what_the_authors_of_a_set_should_know(scene: list[str]) -> None:
    found = lines(scene)
    assert found[0] == "tiny@1: answers of 4 units, 8 questions that count"
    assert found[1].startswith("Reliability (Cronbach's alpha): ")
    assert "All units have reached the maximum, so it could ask for more: B.2." in found
    assert "No unit has any points yet: B.3." in found
    assert "These tell nobody apart (all answer alike): B.4." in found
    against = "These run against the others of their pillar (negative correlation): "
    (line,) = [line for line in found if line.startswith(against)]
    assert "A.3" in line
    assert found[-1].startswith("  ")


def test_in_vietnamese(scene: list[str]) -> None:
    text = "\n".join(lines(scene, language="vi"))
    assert "câu trả lời của 4 đơn vị, 8 câu hỏi tính điểm" in text
    assert "Mọi đơn vị đã đạt tối đa, nên tăng yêu cầu: B.2." in text
    assert "{" not in text


def test_a_set_without_a_fault(scene: list[str], tmp_path: Path) -> None:
    pillars = {"A": {"A.1": ladder(9), "A.2": ladder(9)}, "B": {"B.1": ladder(9)}}
    name = write_tiny(tmp_path / "fine.json", pillars)
    Path(scene[1]).write_text("unit,A.1,A.2,B.1\na,1,2,9\nb,3,3,1\nc,7,6,3\n", encoding="utf-8")
    found = lines([name, scene[1]])
    assert "No question is idle, runs against the others or has reached its ceiling." in found
    assert any("acceptable (from 0.7)" in line for line in found) is (
        float(found[1].split(": ")[1].split(",")[0]) >= 0.7
    )


def test_a_question_that_nobody_answered(scene: list[str]) -> None:
    text = "".join(f"{line.rpartition(',')[0]},\n" for line in ANSWERS.splitlines()[1:])
    Path(scene[1]).write_text(ANSWERS.splitlines()[0] + "\n" + text, encoding="utf-8")
    found = lines(scene)
    assert "Nobody answered: C.1." in found


def test_pillars_that_say_the_same(scene: list[str], tmp_path: Path) -> None:
    pillars = {"A": {"A.1": ladder(9)}, "B": {"B.1": ladder(9)}}
    name = write_tiny(tmp_path / "twins.json", pillars)
    Path(scene[1]).write_text("unit,A.1,B.1\na,1,2\nb,3,4\nc,7,7\nd,2,2\n", encoding="utf-8")
    assert any("A – B" in line for line in lines([name, scene[1]]))


def content(scene: list[str], tmp_path: Path, name: str) -> bytes:
    result = run(scene, "--output", str(tmp_path / name))
    assert result.exit_code == 0, result.output
    return (tmp_path / name).read_bytes()


def test_files_hold_every_indicator(scene: list[str], tmp_path: Path) -> None:
    data: dict[str, Any] = json.loads(content(scene, tmp_path, "r.json"))
    items = {one["code"]: one for one in data["indicators"]}
    assert items["B.2"]["at_top"] == 1
    assert items["B.3"]["at_bottom"] == 1
    assert items["B.4"]["alike"] == 1
    assert items["C.1"]["answered"] == 3
    assert items["A.1"]["nominal_weight"] == pytest.approx(9 / 54)
    # by hand: A.1 with A.2 + A.3, whose sums are 9, 9, 11 and 10
    assert items["A.1"]["rest_correlation"] == pytest.approx(
        np.corrcoef([9, 6, 4, 1], [9, 9, 11, 10])[0, 1]
    )
    pillars = {one["pillar"]: one for one in data["pillars"]}
    columns = np.array([[9, 8, 1], [6, 6, 3], [4, 5, 6], [1, 2, 8]]) / 9
    covariance = np.cov(columns.T)
    alpha = 3 / 2 * (1 - np.trace(covariance) / covariance.sum())
    assert pillars["A"]["alpha"] == pytest.approx(alpha)
    assert pillars["C"]["alpha"] is None
    assert sum(one["effective_weight"] for one in data["pillars"]) == pytest.approx(1)
    assert data["correlations"]["A"][0] == pytest.approx(1)
    assert len(data["run"]["input_hash"]) == 64
    rows = list(csv.DictReader(io.StringIO(content(scene, tmp_path, "r.csv").decode())))
    assert float(rows[0]["nominal_weight"]) == items["A.1"]["nominal_weight"]
    content(scene, tmp_path, "r.xlsx")
    book: Any = load_workbook(tmp_path / "r.xlsx")
    assert book.sheetnames == ["indicators", "pillars", "correlations", "run"]


@pytest.mark.parametrize("rows", [1, 2, 3])
def test_few_units_are_refused(scene: list[str], rows: int) -> None:
    Path(scene[1]).write_text("\n".join(ANSWERS.splitlines()[:rows]) + "\n", encoding="utf-8")
    result = run(scene)
    assert result.exit_code == 2
    assert f"It takes 3 units with a score; the table has {rows - 1}." in result.stderr


def test_units_that_are_all_alike(scene: list[str]) -> None:
    text = ANSWERS.splitlines()[0] + "\n" + "".join(f"{u},5,5,5,5,1,1,1,5\n" for u in "abc")
    Path(scene[1]).write_text(text, encoding="utf-8")
    assert "cannot be worked out" in lines(scene)[1]
