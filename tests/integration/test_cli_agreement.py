"""`surveyapp agreement`: self against verified, reviewer against reviewer."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from surveyapp.cli.agreement import agreement_command
from tests.tiny import cut_at, ladder, write_tiny

PILLARS = {
    "A": {"A.1": ladder(4), "A.2": ladder(4, May_be_not_applicable=True)},
    "B": {"B.1": {"kind": "percentage", "maximum": 8, "full": 100}},
}
HEADER = "unit,A.1,A.2,B.1\n"
OWN = HEADER + "An Phú,4,4,100\nBình Minh,2,2,50\nCát Tường,4,n/a,50\nĐại Lộc,1,1,10\n"
# A.1: 1, 0, 2 and 0 of 4 levels less, A.2: 2 of 4 less once, B.1: nobody else
VERIFIED = HEADER + "Bình Minh,2,2,50\nAn Phú,3,2,100\nCát Tường,2,n/a,50\nEm Gái,1,1,1\n"


@pytest.fixture
def scene(tmp_path: Path) -> list[str]:
    (tmp_path / "own.csv").write_text(OWN, encoding="utf-8")
    (tmp_path / "verified.csv").write_text(VERIFIED, encoding="utf-8")
    name = write_tiny(tmp_path / "tiny.json", PILLARS, levels=cut_at(50, 80))
    return [name, str(tmp_path / "own.csv"), "--against", str(tmp_path / "verified.csv")]


def run(scene: list[str], *arguments: str, language: str = "en", given: str = "") -> Result:
    return CliRunner().invoke(
        agreement_command,
        [*scene, *arguments],
        env={"SURVEYAPP_LANGUAGE": language},
        input=given.encode(),
    )


def lines(scene: list[str], *arguments: str, language: str = "en") -> list[str]:
    result = run(scene, *arguments, language=language)
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def test_self_against_verified_in_words(scene: list[str]) -> None:
    found = lines(scene)
    assert found[0] == "tiny@1: 3 units stand in every table"
    assert found[1] == "Only in table 1, not compared: Đại Lộc."
    assert found[2] == "Only in table 2, not compared: Em Gái."
    # scores 100, 50, 75 against 81.25, 50, 50: the mean difference is 43.75 / 3
    # (Cát Tường: what does not apply leaves its weight to A.1, so pillars 1 and 1/2 against 1/2)
    assert "  Score: 14.58 points higher in the mean" in found[5]
    assert "2 units higher, 0 lower." in found[5]
    assert found[6] == "  Level: 3 units have the same, 0 a higher one, 0 a lower one."
    assert "    A.1  words: 25 %, higher for 2 units" in found
    assert "    A.2  words: 25 %, higher for 1 units" in found
    assert not [line for line in found if "B.1" in line]
    assert "    An Phú: 25 %, higher at 2 questions" in found


def test_in_vietnamese(scene: list[str]) -> None:
    text = "\n".join(lines(scene, language="vi"))
    assert "3 đơn vị có trong mọi bảng" in text
    assert "trung bình cao hơn 14,58 điểm" in text
    assert "Tương quan trong lớp của điểm" in text
    assert "{" not in text


def test_tables_that_agree(scene: list[str]) -> None:
    found = lines([*scene[:3], scene[1]])
    assert "  Score: all units have the same." in found
    assert "  At no question more is claimed." in found
    assert "  No unit claims more." in found
    assert "  Weighted kappa, median of 2 questions: 1, excellent." in found
    assert found[-1].startswith("Intraclass correlation of scores, ICC(2,1): 1, excellent;")


def test_two_reviewers_more(scene: list[str]) -> None:
    found = lines([*scene, "--against", scene[1]])
    assert sum(line.startswith("Against ") for line in found) == 2
    assert "ICC(2,3)" in found[-1]


def content(scene: list[str], tmp_path: Path, name: str) -> bytes:
    result = run(scene, "--output", str(tmp_path / name))
    assert result.exit_code == 0, result.output
    return (tmp_path / name).read_bytes()


def test_files_hold_every_indicator_and_unit(scene: list[str], tmp_path: Path) -> None:
    data: dict[str, Any] = json.loads(content(scene, tmp_path, "r.json"))
    first, second, third = data["indicators"]
    assert (first["code"], first["compared"], first["bias"]) == ("A.1", 3, 0.25)
    assert (second["compared"], second["bias"], second["over"]) == (2, 0.25, 0.5)
    assert (third["bias"], third["over"], third["kappa"]) == (0, 0, None)
    # observed 4 x 3, 2 x 2, 4 x 2: weighted disagreement 1 + 0 + 4 of an expected 19 / 3
    assert first["kappa"] == pytest.approx(1 - 5 / (19 / 3))
    units = {one["unit"]: one for one in data["units"]}
    assert units["An Phú"]["score"] == 100
    assert units["An Phú"]["score_against"] == 81.25
    assert units["Cát Tường"]["compared"] == 2
    assert data["only"] == [["Đại Lộc"], ["Em Gái"]]
    assert data["run"]["input_hash_1"] != data["run"]["input_hash_2"]
    rows = list(csv.DictReader(io.StringIO(content(scene, tmp_path, "r.csv").decode())))
    assert [float(row["bias"]) for row in rows] == [0.25, 0.25, 0]
    content(scene, tmp_path, "r.xlsx")
    book: Any = load_workbook(tmp_path / "r.xlsx")
    assert book.sheetnames == ["indicators", "units", "run"]


def test_tables_of_other_units_are_refused(scene: list[str], tmp_path: Path) -> None:
    (tmp_path / "verified.csv").write_text(HEADER + "X,1,1,1\n", encoding="utf-8")
    result = run(scene)
    assert result.exit_code == 2
    assert "share no unit" in result.stderr


def test_only_one_table_comes_from_a_pipe(scene: list[str]) -> None:
    result = run([scene[0], "-", "--against", "-"], given=OWN)
    assert result.exit_code == 2
    assert "Only one table" in result.stderr
    assert run([scene[0], "-", *scene[2:]], given=OWN).exit_code == 0


def test_faults_of_the_other_table_are_told(scene: list[str], tmp_path: Path) -> None:
    (tmp_path / "verified.csv").write_text(HEADER + "An Phú,9,1,1\n", encoding="utf-8")
    result = run(scene)
    assert result.exit_code == 2
    assert "Row 2, column A.1" in result.stderr


def test_units_without_a_score_do_not_stop_it(scene: list[str], tmp_path: Path) -> None:
    name = write_tiny(tmp_path / "w.json", PILLARS, scoring={"missing": "withhold"})
    (tmp_path / "verified.csv").write_text(HEADER + "An Phú,,,\n", encoding="utf-8")
    found = lines([name, *scene[1:]])
    assert "  Level: 0 units have the same, 0 a higher one, 0 a lower one." in found
    assert "cannot be worked out" in found[-1]
