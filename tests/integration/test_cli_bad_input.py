"""`surveyapp score` of bad input: every row of the table in the documentation, from a file."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from surveyapp.cli.score import score
from tests.tiny import WORDS, ladder, measured, write_tiny

RATIO = {"kind": "ratio", "numerator": WORDS, "denominator": WORDS, "maximum": 2}
NUMBER = {"kind": "number", "maximum": 2, "target": 10, "unit": WORDS}
PERCENT = {"kind": "percentage", "maximum": 2}
PILLARS: dict[str, dict[str, Any]] = {
    "A": {"A.1": ladder(4, May_be_not_applicable=True), "A.2": {**RATIO}},
    "B": {"B.1": {**NUMBER}, "B.2": {**PERCENT}},
}
HEADER = "unit,A.1,A.2.a,A.2.b,B.1,B.2\n"


def run(name: str, text: str, language: str = "en") -> Result:
    return CliRunner().invoke(
        score,
        [name, "-", "--output", "-"],
        input=text.encode(),
        env={"SURVEYAPP_LANGUAGE": language},
    )


def rows(result: Result) -> list[dict[str, str]]:
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


@pytest.mark.parametrize(
    ("cells", "column", "said"),
    [
        ("5,1,2,3,4", "A.1", "0, 1, 2, 3, 4"),
        ("-1,1,2,3,4", "A.1", "below zero"),
        ("1.5,1,2,3,4", "A.1", "is not a whole number"),
        ("1,1,0,3,4", "A.2.b", "0"),
        ("1,0,0,3,4", "A.2.b", "not applicable"),
        ("1,-1,2,3,4", "A.2.a", "-1"),
        ("1,1,-2,3,4", "A.2.b", "-2"),
        ("1,3,2,3,4", "A.2.a", "greater than the whole"),
        ("1,1,2,nan,4", "B.1", "is not a number"),
        ("1,1,2,inf,4", "B.1", "is not a number"),
        ("1,1,2,-inf,4", "B.1", "is not a number"),
        ("1,1,2,-3,4", "B.1", "-3"),
        ("1,1,2,1e99,4", "B.1", "digits"),
        ("1,1,2,3,101", "B.2", "100"),
        ("1,1,,3,4", "A.2.b", ""),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(
    tmp_path: Path, cells: str, column: str, said: str
) -> None:
    name = write_tiny(tmp_path / "tiny.json", PILLARS)
    result = run(name, f"{HEADER}x,{cells}\n")
    assert result.exit_code == 2
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()[:-1]
    assert line.startswith(f"Row 2, column {column}: ")
    assert said in line
    assert run(name, f"{HEADER}x,{cells}\n", "vi").exit_code == 2


@pytest.mark.parametrize(
    ("missing", "first"),
    [
        ("zero", ("0.0", "0", "")),
        ("neutral", ("50.0", "0", "")),
        ("skip", ("", "", "too_few_answers A.1 A.2 B.1 B.2")),
        ("withhold", ("", "", "answers_missing A.1 A.2 B.1 B.2")),
    ],
)
def test_a_unit_without_any_answer(
    tmp_path: Path, missing: str, first: tuple[str, str, str]
) -> None:
    name = write_tiny(tmp_path / "tiny.json", PILLARS, scoring={"missing": missing})
    nobody, other = rows(run(name, f"{HEADER}x,,,,,\ny,4,2,2,10,100\n"))
    assert (nobody["score"], nobody["level"], nobody["withheld"]) == first
    assert (other["score"], other["rank"], other["withheld"]) == ("100.0", "1", "")


def test_a_unit_to_which_nothing_applies(tmp_path: Path) -> None:
    alone = {"A": {"A.1": ladder(4, May_be_not_applicable=True)}}
    result = run(write_tiny(tmp_path / "tiny.json", alone), "unit,A.1\nx,n/a\ny,4\n")
    (first, second) = rows(result)
    assert (first["score"], first["rank"], first["withheld"]) == ("", "", "nothing_applicable")
    assert second["rank"] == "1"
    assert "Units without a score" in result.stderr


@pytest.mark.parametrize("method", ["min_max", "z_score", "percentile_rank"])
def test_one_unit_alone_is_judged_by_the_rest(tmp_path: Path, method: str) -> None:
    both = {"A": {"A.1": measured(method=method)}, "B": {"B.1": ladder(4)}}
    (only,) = rows(run(write_tiny(tmp_path / "tiny.json", both), "unit,A.1,B.1\nx,7,3\n"))
    assert (only["score"], only["A"], only["B"]) == ("75.0", "", "75.0")


@pytest.mark.parametrize("method", ["min_max", "z_score"])
def test_numbers_that_are_all_equal_count_for_nobody(tmp_path: Path, method: str) -> None:
    both = {"A": {"A.1": measured(method=method)}, "B": {"B.1": ladder(4)}}
    text = "unit,A.1,B.1\nx,7,3\ny,7,1\nz,,4\n"
    found = rows(run(write_tiny(tmp_path / "tiny.json", both), text))
    assert [row["A"] for row in found] == ["", "", ""]
    assert [row["rank"] for row in found] == ["2", "3", "1"]


def test_only_numbers_and_one_unit_leave_nothing(tmp_path: Path) -> None:
    alone = {"A": {"A.1": measured()}}
    (only,) = rows(run(write_tiny(tmp_path / "tiny.json", alone), "unit,A.1\nx,7\n"))
    assert (only["score"], only["withheld"]) == ("", "nothing_applicable")


def test_all_ties_share_the_first_rank(tmp_path: Path) -> None:
    name = write_tiny(tmp_path / "tiny.json", PILLARS)
    found = rows(run(name, HEADER + "".join(f"{unit},1,1,3,7,50\n" for unit in "abcde")))
    assert {row["rank"] for row in found} == {"1"}
    assert len({row["score"] for row in found}) == 1


def test_a_number_that_no_unit_can_be_compared_with(tmp_path: Path) -> None:
    beside = {"A": {"A.1": measured(method="reference", reference="nobody")}}
    result = run(write_tiny(tmp_path / "tiny.json", beside), "unit,A.1\nx,7\ny,8\n")
    assert result.exit_code == 2
    assert "The numbers at A.1 cannot be compared among units." in result.stderr


def test_points_below_zero_under_a_geometric_mean(tmp_path: Path) -> None:
    both = {
        "A": {"A.1": measured(method="z_score", mean=0, spread=1)},
        "B": {"B.1": ladder(4)},
    }
    name = write_tiny(tmp_path / "tiny.json", both, scoring={"aggregation": "geometric"})
    result = run(name, "unit,A.1,B.1\nx,7,1\ny,8,2\n")
    assert result.exit_code == 2
    assert "Points below 0 stand under a geometric" in result.stderr
