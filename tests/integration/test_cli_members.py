"""`surveyapp score` of units that are made of others: a province of its districts."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from criteria.loader import load
from criteria.tables import TableFormat, template
from surveyapp.cli.coherence import coherence_command
from surveyapp.cli.explain import explain
from surveyapp.cli.robustness import robustness
from surveyapp.cli.score import score
from tests.tiny import cut_at, ladder, write_tiny

PILLARS = {
    "A": {"A.1": ladder(4), "A.2": ladder(4)},
    "B": {"B.1": ladder(8, May_be_not_applicable=True)},
}
LEVELS = cut_at(50, 80)
HEADER = "unit,league,part_of,size,A.1,A.2,B.1\n"
ANSWERS = HEADER + (
    "Tỉnh Bắc,Bắc,,,,,\n"
    "Tỉnh Nam,Nam,,,,,\n"
    "Huyện Một,,Tỉnh Bắc,3,4,4,8\n"
    "Huyện Hai,,Tỉnh Bắc,1,0,0,0\n"
    "Huyện Ba,,Tỉnh Nam,2,2,2,n/a\n"
    "Huyện Tư,,Tỉnh Nam,8,4,4,4\n"
)


def a_set(folder: Path, weighted_by: str = "size", **changed: Any) -> str:
    return write_tiny(
        folder / "tiny.json",
        PILLARS,
        levels=LEVELS,
        members={"weighted_by": weighted_by},
        **changed,
    )


def run(name: str, text: str, *arguments: str, language: str = "en") -> Result:
    return CliRunner().invoke(
        score,
        [name, "-", "--output", "-", *arguments],
        input=text.encode(),
        env={"SURVEYAPP_LANGUAGE": language},
    )


def rows_of(result: Result) -> Iterator[dict[str, str]]:
    assert result.exit_code == 0, result.output
    yield from csv.DictReader(io.StringIO(result.stdout))


def faults(result: Result) -> list[str]:
    assert result.exit_code == 2, result.output
    return result.stderr.splitlines()[:-1]


def test_members_and_then_wholes(tmp_path: Path) -> None:
    result = run(a_set(tmp_path), ANSWERS)
    found = {row["unit"]: row for row in rows_of(result)}
    assert list(found) == [
        "Huyện Một", "Huyện Hai", "Huyện Ba", "Huyện Tư", "Tỉnh Bắc", "Tỉnh Nam",
    ]  # fmt: skip
    first, second = found["Tỉnh Bắc"], found["Tỉnh Nam"]
    # 3 parts of full and 1 of nothing
    assert (first["A"], first["B"], first["score"]) == ("75.0", "75.0", "75.0")
    # A: (2 x 1/2 + 8 x 1) / 10, B: of the only district to which it applies
    assert (second["A"], second["B"], second["score"]) == ("90.0", "50.0", "70.0")
    assert (first["level"], first["rank"], first["league"]) == ("1", "1", "Bắc")
    assert (first["counted"], first["excluded"], first["part_of"]) == ("2", "", "")
    assert found["Huyện Một"]["part_of"] == "Tỉnh Bắc"
    assert [found[name]["rank"] for name in list(found)[:4]] == ["1", "4", "3", "2"]
    assert "Units made of their members: 2." in result.stderr


def test_equal_weights_need_no_sizes(tmp_path: Path) -> None:
    text = "\n".join(
        ",".join(line.split(",")[:3] + line.split(",")[4:]) for line in ANSWERS.splitlines()
    )
    found = {row["unit"]: row for row in rows_of(run(a_set(tmp_path, "equal"), text))}
    assert found["Tỉnh Bắc"]["score"] == "50.0"
    assert found["Tỉnh Nam"]["A"] == "75.0"


def test_members_without_a_score_are_named_with_the_reason(tmp_path: Path) -> None:
    name = a_set(tmp_path, scoring={"missing": "withhold"})
    text = ANSWERS.replace("Huyện Hai,,Tỉnh Bắc,1,0,0,0", "Huyện Hai,,Tỉnh Bắc,1,0,,")
    result = run(name, text)
    found = {row["unit"]: row for row in rows_of(result)}
    assert (found["Tỉnh Bắc"]["score"], found["Tỉnh Bắc"]["counted"]) == ("100.0", "1")
    assert found["Tỉnh Bắc"]["excluded"] == "Huyện Hai"
    assert "Not counted in “Tỉnh Bắc”: Huyện Hai, did not answer A.2, B.1." in result.stderr
    vietnamese = run(name, text, language="vi").stderr
    assert "Không tính vào “Tỉnh Bắc”: Huyện Hai, chưa trả lời A.2, B.1." in vietnamese


def test_a_whole_of_which_nobody_has_a_score_has_none(tmp_path: Path) -> None:
    name = a_set(tmp_path, scoring={"missing": "withhold"})
    found = {row["unit"]: row for row in rows_of(run(name, HEADER + "T,,,,,,\nH,,T,1,,,\n"))}
    assert found["T"]["score"] == ""
    assert (found["T"]["counted"], found["T"]["excluded"]) == ("0", "H")


def test_a_unit_that_is_no_member_stays_among_the_members(tmp_path: Path) -> None:
    found = list(rows_of(run(a_set(tmp_path), ANSWERS + "Huyện Năm,,,,4,4,8\n")))
    assert [row["unit"] for row in found][4] == "Huyện Năm"
    assert found[4]["part_of"] == ""


def test_a_set_without_members_has_no_such_columns(tmp_path: Path) -> None:
    plain = write_tiny(tmp_path / "plain.json", PILLARS)
    text = "unit,A.1,A.2,B.1\na,1,1,1\n"
    assert "part_of" not in run(plain, text).stdout
    assert "part_of" in faults(run(plain, ANSWERS))[0]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Tỉnh Nam,2,", "Tỉnh Nam,,", "Row 6, column size: This member has no size."),
        ("Tỉnh Nam,2,", "Tỉnh Nam,0,", "Row 6, column size: The size “0” must be above 0."),
        ("Tỉnh Nam,2,", "Tỉnh Nam,-2,", "Row 6, column size: The size “-2” must be above 0."),
        ("Tỉnh Nam,2,", "Tỉnh Nam,many,", "Row 6, column size: “many” is not a number."),
        ("Tỉnh Nam,2,", "Tỉnh Nam,nan,", "Row 6, column size: “nan” is not a number."),
        ("Tỉnh Nam,2,", "Tỉnh Nam,1.234,", "Row 6, column size: “1.234” can be read in two ways"),
        ("Ba,,Tỉnh Nam", "Ba,,Tỉnh Nma", "Did you mean “Tỉnh Nam”?"),
        ("Ba,,Tỉnh Nam", "Ba,,Thành phố", "The table has no unit “Thành phố”. Add a row"),
        ("Ba,,Tỉnh Nam", "Ba,,Huyện Ba", "A unit cannot be a part of itself."),
        ("Ba,,Tỉnh Nam", "Ba,,Huyện Một", "“Huyện Một” is itself a part of “Tỉnh Bắc”."),
        ("Tỉnh Nam,Nam,,,,,", "Tỉnh Nam,Nam,,,4,,", "“Tỉnh Nam” is made of its members"),
        ("Huyện Ba,", "Huyện Hai,", "The unit “Huyện Hai” already stands in row 5."),
    ],
)
def test_every_fault_is_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert ANSWERS.count(old) >= 1
    text = ANSWERS.replace(old, new, 1)
    result = run(a_set(tmp_path), text)
    assert result.stdout == ""
    assert any(said in line for line in faults(result)), result.stderr
    vietnamese = run(a_set(tmp_path), text, language="vi")
    assert len(faults(vietnamese)) == len(faults(result))


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    text = (
        ANSWERS.replace("Tỉnh Nam,2", "Tỉnh Nam,0")
        .replace("Bắc,3", "Bắc,x")
        .replace("4,4,4", "9,4,4")
    )
    assert len(faults(run(a_set(tmp_path), text))) == 3


def test_json_lines_may_leave_out_what_a_unit_does_not_have(tmp_path: Path) -> None:
    rows = [
        {"unit": "T"},
        {"unit": "a", "part_of": "T", "size": 3, "A.1": 4, "A.2": 4, "B.1": 8},
        {"unit": "b", "part_of": "T", "A.1": 0, "A.2": 0, "B.1": 0},
    ]
    text = "\n".join(map(json.dumps, rows))
    assert faults(run(a_set(tmp_path), text)) == [
        "Row 3, column size: This member has no size. Enter a number above 0, such as its "
        "inhabitants."
    ]
    assert len(faults(run(a_set(tmp_path), text.replace('"size": 3, ', "")))) == 2
    (*_, whole) = rows_of(run(a_set(tmp_path), text.replace('"b", ', '"b", "size": 1, ')))
    assert (whole["unit"], whole["score"]) == ("T", "75.0")


def test_missing_columns_are_named(tmp_path: Path) -> None:
    (line,) = faults(run(a_set(tmp_path), "unit,A.1,A.2,B.1\na,1,1,1\n"))
    assert "part_of, size" in line


def test_the_template_has_the_columns(tmp_path: Path) -> None:
    name = a_set(tmp_path)
    for table_format in (TableFormat.CSV, TableFormat.XLSX, TableFormat.JSONL):
        assert template(load(Path(name)), table_format, "vi")
    content = template(load(Path(name)), TableFormat.CSV, "en").decode()
    assert content.startswith("unit,league,part_of,size,A.1")
    assert "its inhabitants" in content


def test_everything_as_json(tmp_path: Path) -> None:
    path = tmp_path / "whole.json"
    assert run(a_set(tmp_path), ANSWERS, "--table", str(path)).exit_code == 0
    data = json.loads(path.read_bytes())
    assert [one["unit"] for one in data["wholes"]["units"]] == ["Tỉnh Bắc", "Tỉnh Nam"]
    assert data["wholes"]["codes"] == ["A", "B", "tiny"]
    assert data["wholes"]["units"][1]["shares"] == [0.9, 0.5, 0.7]
    assert data["wholes"]["set_hash"] == data["members"]["set_hash"]
    assert data["wholes"]["input_hash"] != data["members"]["input_hash"]
    before = path.read_bytes()
    run(a_set(tmp_path), ANSWERS.replace("Nam,2", "Nam,3"), "--table", str(path))
    after = json.loads(path.read_bytes())
    assert after["members"] == data["members"]
    assert after["wholes"]["input_hash"] != json.loads(before)["wholes"]["input_hash"]


# --- the other commands --------------------------------------------------------------------


@pytest.fixture
def scene(tmp_path: Path) -> list[str]:
    (tmp_path / "a.csv").write_text(ANSWERS, encoding="utf-8")
    return [a_set(tmp_path), str(tmp_path / "a.csv"), "--language", "en"]


def test_studies_look_at_the_members(scene: list[str]) -> None:
    found = CliRunner().invoke(robustness, scene)
    assert "tiny@1: 4 units, ranked again" in found.stdout
    assert "answers of 4 units" in CliRunner().invoke(coherence_command, scene).stdout


def test_a_whole_has_no_answers_to_explain(scene: list[str]) -> None:
    member = CliRunner().invoke(explain, [*scene, "--unit", "Huyện Ba"])
    assert member.exit_code == 0, member.output
    whole = CliRunner().invoke(explain, [*scene, "--unit", "Tỉnh Bắc"])
    assert whole.exit_code == 2
    assert "Choose one of them: Huyện Một, Huyện Hai." in whole.stderr
