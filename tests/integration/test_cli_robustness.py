"""`surveyapp robustness`: how firm a ranking is, in words and as a file that repeats."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from surveyapp.cli.robustness import robustness
from tests.tiny import ladder, measured, write_tiny

PILLARS = {
    "A": {"A.1": ladder(9), "A.2": ladder(9)},
    "B": {"B.1": ladder(9), "B.2": ladder(9, May_be_not_applicable=True)},
}
# the first is best everywhere, the next two change places with the weights, then nobody can tell
ANSWERS = """unit,A.1,A.2,B.1,B.2
An Phú,9,9,9,9
Bình Minh,8,6,7,5
Cát Tường,5,8,5,7
Đại Lộc,2,2,2,2
Em Gái,1,1,1,1
"""


@pytest.fixture
def scene(tmp_path: Path) -> list[str]:
    (tmp_path / "a.csv").write_text(ANSWERS, encoding="utf-8")
    return [write_tiny(tmp_path / "tiny.json", PILLARS), str(tmp_path / "a.csv")]


def run(scene: list[str], *arguments: str, language: str = "en") -> Result:
    return CliRunner().invoke(
        robustness, [*scene, *arguments], env={"SURVEYAPP_LANGUAGE": language}
    )


def answered(scene: list[str], text: str) -> list[str]:
    Path(scene[1]).write_text(text, encoding="utf-8")
    return scene


def lines(scene: list[str], *arguments: str, language: str = "en") -> list[str]:
    result = run(scene, *arguments, language=language)
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def test_what_a_layman_should_know(scene: list[str]) -> None:
    found = lines(scene, "--vary", "weights", "--top", "4")
    assert found[0] == "tiny@1: 5 units, ranked again 1,000 times"
    assert found[1] == "What varied: weights (±25 %)"
    assert "Firm: the first 4 are always these: An Phú, Bình Minh, Cát Tường, Đại Lộc." in found
    assert "These can not be told apart: Bình Minh, Cát Tường (ranks 2–3)." in found
    (first,) = [line for line in found if line.endswith("An Phú")]
    assert first.split() == ["1", "1", "1–1", "100", "%", "An", "Phú"]
    (second,) = [line for line in found if line.endswith("   Bình Minh")]
    assert second.split()[2] == "2–3"
    assert "  … and 1 more units (--top, --output)" in found
    assert found[-1].startswith("Seed 1, engine ")


def test_in_vietnamese(scene: list[str]) -> None:
    text = "\n".join(lines(scene, language="vi"))
    assert "5 đơn vị, xếp hạng lại 1.000 lần" in text
    assert "Không phân biệt được thứ hạng của: Bình Minh, Cát Tường (hạng 2–3)." in text
    assert "Chắc chắn: 4 đơn vị đứng đầu vẫn là các đơn vị này" in text
    assert "trung bình nhân" in text
    assert "{" not in text


def test_the_choice_that_moves_the_ranks_comes_first(scene: list[str]) -> None:
    """Who is even everywhere overtakes who is uneven when the mean punishes what is low."""
    found = lines(answered(scene, "unit,A.1,A.2,B.1,B.2\na,9,9,0,9\nb,6,6,6,6\nc,1,1,1,1\n"))
    at = found.index("What moves the ranks (alone; together with the others):")
    assert found[at + 1].startswith("  aggregation: ")


def test_nobody_can_be_told_apart(scene: list[str]) -> None:
    found = lines(answered(scene, "unit,A.1,A.2,B.1,B.2\na,9,0,9,0\nb,0,9,0,9\n"))
    assert "Not firm: no group at the top (to rank 1) stays the same." in found
    assert "These can not be told apart: a, b (ranks 1–2)." in found


def test_ranks_that_never_change(scene: list[str]) -> None:
    found = lines(answered(scene, "unit,A.1,A.2,B.1,B.2\na,9,9,9,9\nb,0,0,0,0\n"))
    assert "Firm: the first is a." in found
    assert "All neighbours (to rank 2) can be told apart." in found
    assert "The ranks never changed." in found


def test_each_league_by_itself(scene: list[str]) -> None:
    text = "unit,league,A.1,A.2,B.1,B.2\na,X,9,9,9,9\nb,X,5,5,5,5\nc,Y,2,2,2,2\nd,Y,0,0,0,0\n"
    found = lines(answered(scene, text))
    assert "League “X”:" in found
    assert "League “Y”:" in found
    assert "Firm: the first is c." in found


def test_a_league_of_one_is_only_shown(scene: list[str]) -> None:
    text = "unit,league,A.1,A.2,B.1,B.2\na,X,9,9,9,9\nb,X,5,5,5,5\nc,Y,2,2,2,2\n"
    found = lines(answered(scene, text))
    at = found.index("League “Y”:")
    assert found[at + 1].split()[0] == "rank"
    assert found[at + 2].split() == ["1", "1", "1–1", "100", "%", "c"]


def test_units_without_a_score_take_no_part(tmp_path: Path, scene: list[str]) -> None:
    withholding = write_tiny(tmp_path / "w.json", PILLARS, scoring={"missing": "withhold"})
    scene = [withholding, answered(scene, ANSWERS + "Giang,,1,1,1\n")[1]]
    assert "Units without a score, which take no part: 1." in lines(scene)


# --- files ---------------------------------------------------------------------------------


def content(scene: list[str], tmp_path: Path, name: str, *arguments: str) -> bytes:
    result = run(scene, "--output", str(tmp_path / name), "--replicates", "200", *arguments)
    assert result.exit_code == 0, result.output
    return (tmp_path / name).read_bytes()


def test_json_holds_everything(scene: list[str], tmp_path: Path) -> None:
    data: dict[str, Any] = json.loads(content(scene, tmp_path, "r.json", "--seed", "5"))
    assert set(data) == {"run", "choices", "units"}
    facts = data["run"]
    assert (facts["seed"], facts["replicates"], facts["weights_noise"]) == (5, 200, 0.25)
    assert facts["set"] == "tiny@1"
    for key in ("set_hash", "input_hash", "draws_hash"):
        assert len(facts[key]) == 64
    assert facts["engine_version"]
    assert [one["choice"] for one in data["choices"]] == ["weights", "aggregation"]
    assert all(one["total_low_5"] <= one["total"] <= one["total_high_95"]
               for one in data["choices"])  # fmt: skip
    first = data["units"][0]
    assert (first["unit"], first["rank"], first["in_top"]) == ("An Phú", 1, 1.0)
    assert (first["before_next"], first["after_next"]) == (1.0, 0.0)
    assert data["units"][4]["before_next"] is None


def test_csv_and_xlsx_hold_the_same_numbers(scene: list[str], tmp_path: Path) -> None:
    data = json.loads(content(scene, tmp_path, "r.json"))
    rows = list(csv.DictReader(io.StringIO(content(scene, tmp_path, "r.csv").decode())))
    content(scene, tmp_path, "r.xlsx")
    book: Any = load_workbook(tmp_path / "r.xlsx")
    assert book.sheetnames == ["units", "choices", "run"]
    header, *sheet = book["units"].iter_rows(values_only=True)
    for at, unit in enumerate(data["units"]):
        assert dict(zip(header, sheet[at], strict=True)) == {**unit, "league": None}
        assert float(rows[at]["mean"]) == unit["mean"]
        assert rows[at]["draws_hash"] == data["run"]["draws_hash"]
    assert dict(book["run"].iter_rows(values_only=True))["seed"] == 1


def test_a_seed_repeats_to_the_last_digit_and_another_does_not(
    scene: list[str], tmp_path: Path
) -> None:
    first = content(scene, tmp_path, "1.json")
    assert content(scene, tmp_path, "2.json") == first
    other = json.loads(content(scene, tmp_path, "3.json", "--seed", "2"))
    assert other["units"] != json.loads(first)["units"]


def test_written_draws_repeat_without_their_seed(scene: list[str], tmp_path: Path) -> None:
    draws = str(tmp_path / "draws.json")
    keep = ("--seed", "9", "--weights-noise", "40%", "--draws", draws)
    first = content(scene, tmp_path, "1.json", *keep)
    assert content(scene, tmp_path, "2.json", "--replay", draws) == first
    kept = json.loads(Path(draws).read_bytes())
    assert len(kept["options"]) == 100 * 4
    assert len(kept["weights"]) == 200


def test_draws_of_other_data_are_refused(scene: list[str], tmp_path: Path) -> None:
    draws = str(tmp_path / "draws.json")
    content(scene, tmp_path, "1.json", "--draws", draws)
    other = run(answered(scene, ANSWERS.replace("8,6", "8,7")), "--replay", draws)
    assert other.exit_code == 2
    assert "input_hash" in other.stderr
    assert run(scene, "--replay", draws, "--vary", "weights").exit_code == 2
    text = Path(draws).read_text(encoding="utf-8")
    for wrong in ("", "[]", "{}", text.replace('"options": [[0', '"options": [[1'), text[:-40]):
        Path(draws).write_text(wrong, encoding="utf-8")
        broken = run(scene, "--replay", draws)
        assert broken.exit_code == 2
        assert "was not written by --draws" in broken.stderr


def test_pipes(scene: list[str]) -> None:
    result = run(scene, "--output", "-", "--replicates", "10")
    assert result.stdout.startswith("unit,league,rank,median,")
    assert "ranked again 10 times" in result.stderr


# --- refusals ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--vary", "wieghts"], "Use: weights, normalisation, aggregation, missing."),
        (["--vary", ","], "nothing that can vary"),
        (["--weights-noise", "100%"], "Write a percentage"),
        (["--weights-noise", "-5%"], "Write a percentage"),
        (["--weights-noise", "much"], "Write a percentage"),
        (["--dirichlet", "0"], "above 0"),
        (["--dirichlet", "nan"], "above 0"),
        (["--dirichlet", "inf"], "above 0"),
        (["--dirichlet", "5", "--weights-noise", "5%"], "Choose one of the two"),
        (["--vary", "missing"], "leaves nothing to vary"),
        (["--output", "x.jsonl"], "CSV, XLSX or JSON"),
        (["--output", "x.pdf"], "is not clear"),
        (["--replay", "nowhere.json"], "cannot be read"),
    ],
)
def test_refusals(scene: list[str], arguments: list[str], said: str) -> None:
    result = run(scene, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert run(scene, *arguments, language="vi").exit_code == 2


@pytest.mark.parametrize("noise", ["25%", "25 %", "0.25", "0,25"])
def test_noise_in_every_spelling(scene: list[str], noise: str) -> None:
    found = lines(scene, "--vary", "weights", "--weights-noise", noise, "--replicates", "10")
    assert "What varied: weights (±25 %)" in found


def test_one_unit_has_no_ranking(scene: list[str]) -> None:
    result = run(answered(scene, "unit,A.1,A.2,B.1,B.2\na,9,9,9,9\n"))
    assert result.exit_code == 2
    assert "It takes two units with a rank; the table has 1." in result.stderr


def test_numbers_that_cannot_be_compared(tmp_path: Path, scene: list[str]) -> None:
    beside = measured(method="reference", reference="z")
    other = write_tiny(tmp_path / "m.json", {"A": {"A.1": beside}, "B": {"B.1": ladder(3)}})
    answered(scene, "unit,A.1,B.1\na,0,1\nb,0,2\n")
    result = run([other, scene[1]])
    assert result.exit_code == 2
    assert "A.1" in result.stderr
