"""`surveyapp criteria simulate`: what another set or other weights would change for last year."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from criteria.starting import starting_text
from surveyapp.cli.criteria import criteria
from surveyapp.cli.score import score

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


@pytest.fixture
def in_leagues(tmp_path: Path) -> str:
    path = tmp_path / "hai nhóm.csv"
    text = ANSWERS.replace("An Phú,,", "An Phú,Núi,").replace("Bình An,,", "Bình An,Biển,")
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_ranks_within_the_leagues_are_told_too(
    old: str, new: str, in_leagues: str, tmp_path: Path
) -> None:
    """`score` ranks each league by itself, and the rank of before is the one that it gave."""
    path, scored = tmp_path / "ra.csv", tmp_path / "kq.csv"
    weights = ("--weights", "A=30", "--output", str(path))
    result = run("simulate", old, old, in_leagues, *weights)
    assert "  An Phú: level 1 → 2, rank 1 → 1 (in the league Núi: 1 → 1)" in result.stdout
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    told = run("simulate", old, old, in_leagues, *weights, language="vi").stdout
    assert "  An Phú: mức 1 → 2, hạng 1 → 1 (trong nhóm Núi: 1 → 1)" in told
    done = CliRunner().invoke(score, [old, in_leagues, "--output", str(scored)])
    assert done.exit_code == 0, done.stderr
    ranks = list(csv.DictReader(io.StringIO(scored.read_text(encoding="utf-8-sig"))))
    assert [row["league_rank_before"] for row in rows] == [row["rank"] for row in ranks]
    assert [row["rank_before"] for row in rows] == ["1", "3", "1"]


WITH_MEMBERS = TEXT.replace("\npillars:", "\nmembers: {weighted_by: size}\npillars:")
MEMBERS = (
    "unit,league,part_of,size,A.01,B.01.a,B.01.b\nTỉnh Bắc,Núi,,,,,\n"
    "Huyện Một,,Tỉnh Bắc,100,2,0,10\nHuyện Hai,,Tỉnh Bắc,300,0,8,10\n"
)


def test_wholes_are_made_of_their_members_under_both_sets(old: str, tmp_path: Path) -> None:
    """A whole answers nothing itself: it follows its members as in `score`, and is no 0."""
    Path(old).write_text(WITH_MEMBERS, encoding="utf-8")
    answers, path = tmp_path / "tỉnh.csv", tmp_path / "ra.csv"
    answers.write_text(MEMBERS, encoding="utf-8")
    weights = ("--weights", "A=30", "--output", str(path))
    result = run("simulate", old, old, str(answers), *weights)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("Units: 3, ")
    rows = {row["unit"]: row for row in csv.DictReader(io.StringIO(path.read_text("utf-8-sig")))}
    assert list(rows) == ["Huyện Một", "Huyện Hai", "Tỉnh Bắc"]
    whole = rows["Tỉnh Bắc"]
    # A: 100 % of 100 and 0 % of 300; B: 0 % of 100 and 80 % of 300.
    assert (whole["score_before"], whole["score_after"]) == ("42.5", "33.75")
    assert (whole["league"], whole["rank_before"]) == ("Núi", "1")


def test_a_set_without_members_leaves_the_wholes_out(old: str, new: str, tmp_path: Path) -> None:
    Path(old).write_text(WITH_MEMBERS, encoding="utf-8")
    answers = tmp_path / "tỉnh.csv"
    answers.write_text(MEMBERS, encoding="utf-8")
    result = run("simulate", old, new, str(answers))
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("Units: 2, ")


def test_a_workbook_says_also_which_level_empties_and_what_tells_units_apart(
    old: str, answers: str, tmp_path: Path
) -> None:
    path = tmp_path / "ra.xlsx"
    run("simulate", old, old, answers, "--weights", "B=0", "--output", str(path))
    book = load_workbook(path)
    assert book.sheetnames == ["units", "levels", "criteria"]
    levels = list(book["levels"].values)
    assert levels[0] == ("level", "units_before", "units_after")
    assert levels[2] == (1, 3, 1)
    told = list(book["criteria"].values)
    assert told[1:] == [("A.01", "yes", "yes"), ("B.01", "yes", "no")]


def test_json_holds_the_same(old: str, answers: str) -> None:
    result = run("simulate", old, old, answers, "--output", "-", "--format", "json")
    found = json.loads(result.stdout)
    assert found["old"] == "phong-hop@1.0"
    assert [len(found[part]) for part in ("units", "levels", "criteria")] == [3, 3, 2]
    assert found["units"][0]["unit"] == "An Phú"


def test_other_weights_of_the_same_set(old: str, answers: str) -> None:
    """Where points add up, a weight is the maximum: 30 of 40 points for the ladder."""
    result = run("simulate", old, old, answers, "--weights", "A=30")
    assert result.exit_code == 0
    assert "phong-hop@1.0 → phong-hop@1.0-weights" in result.stdout
    assert "  An Phú: level 1 → 2, rank 1 → 1" in result.stdout


@pytest.mark.parametrize(
    "weights", ["A", "A=", "A=x", "A=-1", "=3", "Z=3", "A=1/0", "A=1e99999999", "A=2,5"]
)
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
