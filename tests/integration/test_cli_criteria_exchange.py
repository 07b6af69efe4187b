"""`surveyapp criteria export` and `import`: a set leaves as a workbook and comes back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook

from criteria.loader import load
from surveyapp.cli.criteria import criteria

EVERY_KIND = Path(__file__).parents[1] / "fixtures" / "sets" / "every-kind.yaml"


def run(*arguments: str, language: str = "en") -> Result:
    return CliRunner().invoke(criteria, [*arguments], env={"SURVEYAPP_LANGUAGE": language})


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "bộ tiêu chí.xlsx"
    result = run("export", str(EVERY_KIND), "--output", str(path))
    assert result.exit_code == 0
    assert "every-kind@1.0" in result.stderr
    return path


def test_there_and_back(workbook: Path, tmp_path: Path) -> None:
    path = tmp_path / "lại.yaml"
    result = run("import", str(workbook), "--output", str(path))
    assert (result.exit_code, result.stdout) == (0, "")
    assert load(path) == load(EVERY_KIND)


def test_a_shipped_set_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    assert run("export", "dn-nho-va-vua", "--output", str(path)).exit_code == 0
    assert load_workbook(path).sheetnames[0] == "set"


@pytest.mark.parametrize(("language", "word"), [("vi", "lỗi"), ("en", "error")])
def test_faults_by_cell_and_nothing_written(
    workbook: Path, tmp_path: Path, language: str, word: str
) -> None:
    book: Any = load_workbook(workbook)
    book["A"]["H11"].value = "x"
    book["set"]["C4"].value = "Không Được"
    book.save(workbook)
    path = tmp_path / "lại.yaml"
    result = run("import", str(workbook), "--output", str(path), language=language)
    assert result.exit_code == 2
    first, second, last = result.stderr.splitlines()
    assert first.startswith(f"{workbook}:set!C4: {word} [bad_slug] ")
    assert second.startswith(f"{workbook}:A!H11: {word} [bad_fraction] A.01: ")
    assert "2" in last
    assert not path.exists()


def test_a_sheet_without_end_is_named(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.create_sheet("HT")
    sheet.cell(100_001, 1).value = "x"
    path = tmp_path / "dài.xlsx"
    book.save(path)
    result = run("import", str(path), "--output", str(tmp_path / "x.yaml"))
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{path}:HT: error [sheet_too_long]")


def test_another_ending_is_refused(tmp_path: Path) -> None:
    result = run("export", str(EVERY_KIND), "--output", str(tmp_path / "x.csv"))
    assert result.exit_code == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["no-such-set", "no-such-set@1.0", "nowhere/x.yaml"])
def test_a_set_that_is_not_there(name: str, tmp_path: Path) -> None:
    result = run("export", name, "--output", str(tmp_path / "x.xlsx"))
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("content", [b"", b"x" * 50, b"PK\x03\x04 broken"])
def test_what_is_no_workbook(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "tệp lạ.xlsx"
    path.write_bytes(content)
    result = run("import", str(path), "--output", str(tmp_path / "x.yaml"))
    assert result.exit_code == 2
    assert ": error [workbook_broken]" in result.stderr
    assert ":0:" not in result.stderr, "there is no line to look at"


def test_a_form_is_known_by_its_sheet(tmp_path: Path) -> None:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "survey"
    sheet.append(["type", "name", "label"])
    sheet.append(["range", "hai_long", "Hài lòng đến đâu?"])
    book.save(tmp_path / "form.xlsx")
    target = tmp_path / "form.yaml"
    result = run("import", str(tmp_path / "form.xlsx"), "--output", str(target), language="vi")
    assert result.exit_code == 0, result.stderr
    assert "[xlsform_target_assumed]" in result.stderr
    assert "survey!A2" in result.stderr
    assert [one.code for one in load(target).indicators()] == ["HAI.LONG"]


def test_a_folder_that_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_text("id: x\n", encoding="utf-8")
    target = tmp_path / "x.yaml"
    result = run("import", "--from", "samm", str(tmp_path), "--output", str(target))
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{tmp_path}: error [samm_folder_missing]")
    assert not target.exists()
    result = run("import", "--from", "samm", str(tmp_path / "no"), "--output", str(target))
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
