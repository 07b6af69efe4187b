"""`surveyapp score`: a table of answers in, a table of results out, or every reason why not."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook

from surveyapp.cli.score import score

EVERY_KIND = str(Path(__file__).parents[1] / "fixtures" / "sets" / "every-kind.yaml")
HEADER = ["unit", "league", "A.01", "A.02", "A.03", "A.04", "B.01", "B.02.1.a", "B.02.1.b",
          "B.02.2.a", "B.02.2.b", "B.03", "B.04", "B.05.progress", "B.05.done_on"]  # fmt: skip
FULL = ["2", "yes", "a", "web;app", "40", "4", "5", "1", "2", "4", "80", "2", "2026-11-30"]
HALF = ["1", "no", "c", "none", "20", "2", "5", "0", "2", "1", "40", "1", ""]
NOTHING = ["0", "no", "c", "none", "0", "0", "5", "0", "2", "0", "0", "0", ""]
UNITS = [
    ["An Phú", "Hà Nội", *FULL],
    ["Bình Minh", "Huế", *HALF],
    ["Cát Tường", "Huế", *HALF],
    ["Đại Lộc", "Huế", *NOTHING],
]
# points by hand, pillar A of 30 and pillar B of 43
SCORES = {
    "An Phú": (100.0, 100.0, 100.0),
    # A: 2.5 of 30; B: 5 + 5 + 0 + 2 + 5 + (1/2 + 1 + 0) of 43
    "Bình Minh": (100 * 21 / 73, 100 * 2.5 / 30, 100 * 18.5 / 43),
    "Cát Tường": (100 * 21 / 73, 100 * 2.5 / 30, 100 * 18.5 / 43),
    # B.03: less than once a year is worth nothing, and so is everything else
    "Đại Lộc": (0.0, 0.0, 0.0),
}


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "answers.csv"
    path.write_bytes(table(UNITS))
    return path


def table(rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([header, *rows])
    return out.getvalue().encode()


def run(*arguments: str, given: bytes | None = None, language: str = "en") -> Result:
    return CliRunner().invoke(
        score, [EVERY_KIND, *arguments], input=given, env={"SURVEYAPP_LANGUAGE": language}
    )


def rows_of(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".json":
        return list(json.loads(path.read_bytes()))
    if path.suffix == ".xlsx":
        sheet: Any = load_workbook(path).active
        header, *rows = ([cell.value for cell in row] for row in sheet.iter_rows())
        return [dict(zip(header, row, strict=True)) for row in rows]
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("name", ["result.csv", "result.xlsx", "result.json"])
def test_results_in_every_form(answers: Path, tmp_path: Path, name: str) -> None:
    output = tmp_path / name
    result = run(str(answers), "--output", str(output))
    assert result.exit_code == 0, result.output
    rows = rows_of(output)
    assert list(rows[0]) == ["unit", "league", "score", "level", "rank", "A", "B", "withheld"]
    for row in rows:
        whole, first, second = SCORES[row["unit"]]
        assert float(row["score"]) == pytest.approx(whole, abs=1e-12)
        assert float(row["A"]) == pytest.approx(first, abs=1e-12)
        assert float(row["B"]) == pytest.approx(second, abs=1e-12)
    assert [int(row["level"]) for row in rows] == [1, 0, 0, 0]
    assert [int(row["rank"]) for row in rows] == [1, 1, 1, 3]
    assert rows[0]["league"] == "Hà Nội"


def test_every_form_holds_the_same_digits(answers: Path, tmp_path: Path) -> None:
    found = []
    for name in ("r.csv", "r.xlsx", "r.json"):
        run(str(answers), "--output", str(tmp_path / name))
        found.append([float(row["score"]) for row in rows_of(tmp_path / name)])
    assert found[0] == found[1] == found[2]


def test_pipes(tmp_path: Path) -> None:
    result = run("-", "--output", "-", given=table(UNITS))
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "unit,league,score,level,rank,A,B,withheld"
    assert len(result.stdout.splitlines()) == 5
    assert "Units scored by every-kind@1.0: 4." in result.stderr


def test_json_lines_through_a_pipe() -> None:
    line = json.dumps({"unit": "An Phú", "A.01": 2, "A.02": True, "B.01": 12.345})
    result = run("-", "--output", "-", "--format", "json", given=line.encode())
    assert result.exit_code == 0, result.output
    (row,) = json.loads(result.stdout)
    points = 5 + 10 + 10 * 12.345 / 40
    assert row["score"] == pytest.approx(100 * points / 73, abs=1e-12)


def test_xlsx_answers_are_recognised_whatever_their_name(tmp_path: Path) -> None:
    book = Workbook()
    sheet: Any = book.active
    sheet.append(HEADER)
    sheet.append(UNITS[0])
    path = tmp_path / "answers.dat"
    book.save(path)
    result = run(str(path), "--output", "-")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[1].startswith("An Phú,Hà Nội,100.0,1,1,100.0,100.0")


def test_all_bad_cells_and_nothing_written(tmp_path: Path) -> None:
    bad = [[*one] for one in UNITS]
    bad[0][2] = "7"
    bad[1][7], bad[1][8] = "1", "0"
    bad[3][0] = "An Phú"
    path = tmp_path / "answers.csv"
    path.write_bytes(table(bad, ["unit", "leage", *HEADER[2:]]))
    output = tmp_path / "result.csv"
    output.write_text("yesterday", encoding="utf-8")
    result = run(str(path), "--output", str(output))
    assert result.exit_code == 2
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert [line.split(":")[0] for line in lines[:-1]] == [
        "Row 1, column leage",
        "Row 2, column A.01",
        "Row 3, column B.02.1.b",
        "Row 5, column unit",
    ]
    assert "Did you mean “league”?" in lines[0]
    assert lines[-1] == "Places to mend: 4. There is no result."
    assert output.read_text(encoding="utf-8") == "yesterday"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["answers.csv", "result.csv"]


def test_refusals_in_vietnamese(tmp_path: Path) -> None:
    content = table([["An Phú", "", "7"]], ["unit", "league", *HEADER[2:3]])
    result = run("-", "--output", "-", given=content, language="vi")
    assert result.exit_code == 2
    first, second, last = result.stderr.splitlines()
    assert first.startswith("Hàng 1: Thiếu các cột: A.02, ")
    assert second == "Hàng 2, cột A.01: Không có mức 7. Hãy chọn một trong các mức: 0, 1, 2."
    assert last == "2 chỗ cần sửa. Chưa có kết quả."


def test_a_declared_decimal_mark() -> None:
    unit = ["An Phú", "", *FULL]
    unit[HEADER.index("B.01")] = "12.345"
    content = table([unit])
    assert run("-", "--output", "-", given=content).exit_code == 2
    as_point = run("-", "--output", "-", "--decimal", "point", given=content)
    as_comma = run("-", "--output", "-", "--decimal", "comma", given=content)
    assert float(as_point.stdout.splitlines()[1].split(",")[2]) < 100
    assert float(as_comma.stdout.splitlines()[1].split(",")[2]) == 100


def test_units_that_can_not_be_scored_are_named(tmp_path: Path) -> None:
    text = (
        Path(EVERY_KIND).read_text(encoding="utf-8").replace("missing: zero", "missing: withhold")
    )
    strict = tmp_path / "strict.yaml"
    strict.write_text(text, encoding="utf-8")
    content = table([UNITS[0], ["Thiếu", "", "1", *[""] * 12]])
    result = CliRunner().invoke(
        score, [str(strict), "-", "--output", "-"], input=content, env={"SURVEYAPP_LANGUAGE": "en"}
    )
    assert result.exit_code == 0
    last = result.stdout.splitlines()[2]
    assert last.startswith("Thiếu,,,,,,,answers_missing A.02 A.03 ")
    assert "Units without a score" in result.stderr
    assert "Thiếu" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "given", "words"),
    [
        (["-", "--output", "result.pdf"], b"", "not clear"),
        (["/nowhere/answers.csv", "--output", "-"], b"", "cannot be read"),
        (["-", "--output", "-"], b"", "is empty"),
        (["-", "--output", "-"], b'[{"unit": "x"}]', "JSON Lines"),
        (["-", "--output", "-", "--from", "xlsx"], b"unit\n", "not an XLSX"),
        (["-", "--output", "/nowhere/result.csv"], table(UNITS), "cannot be written"),
    ],
)
def test_refusals(arguments: list[str], given: bytes, words: str) -> None:
    result = run(*arguments, given=given)
    assert result.exit_code == 2
    assert words in result.stderr
    assert "Traceback" not in result.output


def test_a_device_is_written_to_and_not_replaced(answers: Path) -> None:
    result = run(str(answers), "--output", "/dev/null", "--format", "csv")
    assert result.exit_code == 0
    assert Path("/dev/null").is_char_device()


# --- reproducibility -----------------------------------------------------------------------


def test_a_result_says_what_it_was_worked_out_from(answers: Path, tmp_path: Path) -> None:
    result = run(str(answers), "--output", str(tmp_path / "r.csv"))
    (line,) = [one for one in result.stderr.splitlines() if one.startswith("Engine ")]
    data = json.loads(whole(answers, tmp_path))
    assert line == (
        f"Engine {data['engine_version']}, set {data['set_hash'][:12]}, "
        f"input {data['input_hash'][:12]}"
    )
    assert data["set"] == "every-kind@1.0"


def whole(answers: Path, tmp_path: Path) -> bytes:
    path = tmp_path / "whole.json"
    result = run(str(answers), "--output", str(tmp_path / "r.csv"), "--table", str(path))
    assert result.exit_code == 0, result.output
    return path.read_bytes()


def test_the_same_input_gives_the_same_bytes(answers: Path, tmp_path: Path) -> None:
    first = whole(answers, tmp_path)
    assert whole(answers, tmp_path) == first
    data = json.loads(first)
    assert [one["unit"] for one in data["units"]] == [row[0] for row in UNITS]
    assert data["units"][0]["score"] == 100
    assert len(data["units"][0]["shares"]) == len(data["codes"])


def test_another_answer_another_league_and_another_order_change_the_hash(
    answers: Path, tmp_path: Path
) -> None:
    hashes = {json.loads(whole(answers, tmp_path))["input_hash"]}
    for rows in (
        [["An Phú", "Hà Nội", "1", *FULL[1:]], *UNITS[1:]],
        [["An Phú", "Huế", *FULL], *UNITS[1:]],
        [UNITS[1], UNITS[0], *UNITS[2:]],
    ):
        answers.write_bytes(table(rows))
        hashes.add(json.loads(whole(answers, tmp_path))["input_hash"])
    assert len(hashes) == 4
