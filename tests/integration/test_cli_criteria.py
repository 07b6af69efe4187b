"""`surveyapp criteria …`: list, show, lint and template, as somebody at a terminal meets them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from criteria.loader import loads
from criteria.registry import shipped
from criteria.tables import TableFormat, read_answers
from surveyapp.cli.criteria import criteria

START = "from surveyapp.cli import main; main()"
EVERY_KIND = Path(__file__).parents[1] / "fixtures" / "sets" / "every-kind.yaml"


def run(*arguments: str, language: str = "en") -> Result:
    return CliRunner().invoke(criteria, [*arguments], env={"SURVEYAPP_LANGUAGE": language})


def test_list_names_every_shipped_set() -> None:
    result = run("list")
    assert result.exit_code == 0
    for one in shipped():
        assert one.reference in result.stdout


def test_list_as_json() -> None:
    listed = json.loads(run("list", "--json").stdout)
    assert {one["reference"] for one in listed} == {one.reference for one in shipped()}
    enterprise = next(one for one in listed if one["slug"] == "dn-nho-va-vua")
    assert (enterprise["pillars"], enterprise["criteria"]) == (6, 60)
    assert enterprise["maximum"] == 320
    assert enterprise["title"].keys() == {"vi", "en"}


@pytest.mark.parametrize(("language", "word"), [("vi", "Thấp"), ("en", "Low")])
def test_show_speaks_the_language(language: str, word: str) -> None:
    result = run("show", str(EVERY_KIND), language=language)
    assert result.exit_code == 0
    assert word in result.stdout
    assert "B.02" in result.stdout
    assert "x ≤ 30" in result.stdout
    assert "30 < x" in result.stdout


def test_show_as_json_is_the_whole_set() -> None:
    shown = json.loads(run("show", str(EVERY_KIND), "--json").stdout)
    assert shown.pop("reference") == "every-kind@1.0"
    content_hash = shown.pop("content_hash")
    again = loads(json.dumps(shown).encode())
    original = loads(EVERY_KIND.read_bytes())
    assert content_hash == original.content_hash
    assert again.pillars == original.pillars
    assert again.levels == original.levels


def test_a_sound_set_passes() -> None:
    result = run("lint", str(EVERY_KIND))
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "Nothing found" in result.stderr


def test_the_shipped_sets_pass() -> None:
    result = run("lint", "--all")
    assert (result.exit_code, result.stdout) == (0, "")


def test_every_fault_with_file_line_and_code(tmp_path: Path) -> None:
    text = EVERY_KIND.read_text(encoding="utf-8")
    text = text.replace("above: 30", "above: 31").replace("points: 2.5", "points: two")
    path = tmp_path / "broken.yaml"
    path.write_text(text, encoding="utf-8")
    result = run("lint", str(path))
    assert result.exit_code == 2
    first, second = result.stdout.splitlines()
    assert first.startswith(f"{path}:18: error [interval_gap] ")
    assert second.startswith(f"{path}:40: error [bad_fraction] A.01: ")
    assert "Errors: 2, warnings: 0." in result.stderr


def test_warnings_alone_pass(tmp_path: Path) -> None:
    text = EVERY_KIND.read_text(encoding="utf-8").replace("points: 2.5", "points: 6")
    path = tmp_path / "doubtful.yaml"
    path.write_text(text, encoding="utf-8")
    result = run("lint", str(path))
    assert result.exit_code == 0
    assert "warning [points_falling] A.01" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["lint"],
        ["lint", "/nowhere/at/all.yaml"],
        ["show", "no-such-set"],
        ["show", "/nowhere.yaml"],
    ],
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_refusals_are_one_sentence(arguments: list[str], language: str) -> None:
    result = run(*arguments, language=language)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.rstrip().endswith((".", "?"))


def test_a_faulty_set_is_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text("format: 1\ntitle: {vi: x\n", encoding="utf-8")
    result = run("show", str(path))
    assert result.exit_code == 2
    assert f"{path}:" in result.stderr


@pytest.mark.parametrize("name", ["mau.csv", "mau.xlsx", "mau.jsonl"])
def test_a_template_is_what_score_reads(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert run("template", str(EVERY_KIND), "--output", str(path)).exit_code == 0
    form = TableFormat(path.suffix[1:])
    assert read_answers(loads(EVERY_KIND.read_bytes()), path.read_bytes(), form) == ()
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_a_template_to_a_pipe_is_csv() -> None:
    result = run("template", str(EVERY_KIND), "--output", "-")
    assert result.stdout.startswith("unit,league,A.01,")


@pytest.mark.parametrize("name", ["mau.json", "mau.pdf"])
def test_a_template_of_another_form_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    result = run("template", str(EVERY_KIND), "--output", str(path))
    assert result.exit_code == 2
    assert not path.exists()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    result = run("template", str(EVERY_KIND), "--output", str(tmp_path / "no" / "mau.csv"))
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_the_installed_command(tmp_path: Path) -> None:
    """The whole way once: another process, another folder, the language of its environment."""
    done = subprocess.run(
        [sys.executable, "-c", START, "criteria", "show", "dn-nho-va-vua"],
        cwd=tmp_path,
        env={**os.environ, "SURVEYAPP_LANGUAGE": "vi", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert "60 tiêu chí" in done.stdout.decode()
