"""`surveyapp criteria simulate`: what another set or other weights would change for last year."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from criteria.starting import starting_text
from surveyapp.cli.criteria import criteria

TEXT = starting_text("phong-hop")
ANSWERS = "unit,league,A.01,B.01.a,B.01.b\nAn Phú,,2,0,10\nBình An,,0,8,10\nCát Hải,,1,5,10\n"


def run(*arguments: str, language: str = "en") -> Result:
    return CliRunner().invoke(criteria, [*arguments], env={"SURVEYAPP_LANGUAGE": language})


@pytest.fixture
def old(tmp_path: Path) -> str:
    path = tmp_path / "1.0.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


@pytest.fixture
def new(tmp_path: Path) -> str:
    path = tmp_path / "1.1.yaml"
    text = TEXT.replace('version: "1.0"', 'version: "1.1"').replace("points: 5,", "points: 10,")
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.fixture
def answers(tmp_path: Path) -> str:
    path = tmp_path / "trả lời.csv"
    path.write_text(ANSWERS, encoding="utf-8")
    return str(path)


def test_who_moves_and_which_level_empties(old: str, new: str, answers: str) -> None:
    result = run("simulate", old, new, answers)
    assert result.exit_code == 0, result.stderr
    lines = result.stdout.splitlines()
    assert lines[0] == "Units: 3, phong-hop@1.0 → phong-hop@1.1"
    assert "Indicators carried over: 2 (100 %" in lines[1]
    assert "  Cát Hải: level 1 → 2, rank 1 → 1" in lines
    assert "Level 2: 0 → 1 units" in lines


def test_in_vietnamese(old: str, new: str, answers: str) -> None:
    told = run("simulate", old, new, answers, language="vi").stdout
    assert "3 đơn vị: phong-hop@1.0 → phong-hop@1.1" in told
    assert "  Cát Hải: mức 1 → 2, hạng 1 → 1" in told


@pytest.mark.parametrize("name", ["ra.csv", "ra.xlsx"])
def test_every_unit_goes_into_a_file(
    old: str, new: str, answers: str, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    assert run("simulate", old, new, answers, "--output", str(path)).exit_code == 0
    assert path.stat().st_size > 100
    if path.suffix == ".csv":
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
        assert [row["unit"] for row in rows] == ["An Phú", "Bình An", "Cát Hải"]
        assert rows[2]["score_before"] == "50.0"
        assert rows[2]["score_after"] == "75.0"


def test_other_weights_of_the_same_set(old: str, answers: str) -> None:
    """Where points add up, a weight is the maximum: 30 of 40 points for the ladder."""
    result = run("simulate", old, old, answers, "--weights", "A=30")
    assert result.exit_code == 0
    assert "phong-hop@1.0 → phong-hop@1.0-weights" in result.stdout
    assert "  An Phú: level 1 → 2, rank 1 → 1" in result.stdout


@pytest.mark.parametrize("weights", ["A", "A=", "A=x", "A=-1", "=3", "Z=3", "A=1/0"])
def test_weights_that_are_none(old: str, answers: str, weights: str) -> None:
    result = run("simulate", old, old, answers, "--weights", weights)
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1


def test_answers_that_do_not_fit_the_old_set(old: str, new: str, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("unit,A.01,B.01.a,B.01.b\nAn Phú,9,0,10\n", encoding="utf-8")
    result = run("simulate", old, new, str(path))
    assert result.exit_code == 2
    assert "A.01" in result.stderr
