"""`surveyapp criteria new` and `publish`: from an empty folder to a set that campaigns can use."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from criteria.loader import load
from criteria.registry import use_folder
from surveyapp.cli.criteria import criteria


@pytest.fixture(autouse=True)
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder to work in, and the folder of published sets in it."""
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    use_folder(None)


def run(*arguments: str, language: str = "en") -> Result:
    environment = {"SURVEYAPP_LANGUAGE": language, "SURVEYAPP_SETS": str(Path.cwd() / "bộ")}
    return CliRunner().invoke(criteria, [*arguments], env=environment)


def test_from_nothing_to_a_published_set(room: Path) -> None:
    assert run("new", "phong-hop").exit_code == 0
    draft = room / "phong-hop.yaml"
    assert load(draft).languages == ("vi", "en")
    assert "\n# " in draft.read_text(encoding="utf-8")
    linted = run("lint", str(draft))
    assert (linted.exit_code, linted.stdout) == (0, "")
    result = run("publish", str(draft))
    assert result.exit_code == 0, result.stderr
    assert "phong-hop@1.0" in result.stdout
    ledger = json.loads((room / "bộ" / "published.json").read_bytes())
    assert ledger["published"][0]["reference"] == "phong-hop@1.0"
    assert "phong-hop@1.0" in run("list").stdout
    assert run("show", "phong-hop").exit_code == 0
    assert run("lint", "--all").exit_code == 0


def test_a_second_version_beside_the_first(room: Path) -> None:
    run("new", "phong-hop")
    run("publish", "phong-hop.yaml")
    text = (room / "phong-hop.yaml").read_text(encoding="utf-8")
    (room / "2.yaml").write_text(
        text.replace('version: "1.0"', 'version: "1.1"').replace("points: 5,", "points: 6,"),
        encoding="utf-8",
    )
    assert run("publish", "2.yaml").exit_code == 0
    told = run("diff", "phong-hop@1.0", "phong-hop").stdout
    assert "level 1 › points: 5 is now 6" in told


@pytest.mark.parametrize(("language", "word"), [("vi", "lý do"), ("en", "--reason")])
def test_warnings_need_a_reason(room: Path, language: str, word: str) -> None:
    run("new", "phong-hop")
    text = (room / "phong-hop.yaml").read_text(encoding="utf-8")
    (room / "phong-hop.yaml").write_text(
        text.replace("points: 5,", "points: 12,"), encoding="utf-8"
    )
    result = run("publish", "phong-hop.yaml", language=language)
    assert result.exit_code == 2
    assert "[points_falling]" in result.stderr
    assert word in result.stderr.splitlines()[-1]
    assert not (room / "bộ").exists()
    assert run("publish", "phong-hop.yaml", "--reason", "Theo mẫu của Bộ").exit_code == 0
    ledger = json.loads((room / "bộ" / "published.json").read_bytes())
    assert ledger["published"][0]["reason"] == "Theo mẫu của Bộ"


def test_errors_refuse(room: Path) -> None:
    (room / "x.yaml").write_text("format: 1\nslug: ../../x\n", encoding="utf-8")
    result = run("publish", "x.yaml")
    assert result.exit_code == 2
    assert "[bad_slug]" in result.stderr
    assert sorted(one.name for one in room.iterdir()) == ["x.yaml"]


def test_an_edited_published_file_refuses_to_load_and_says_which(room: Path) -> None:
    run("new", "phong-hop")
    run("publish", "phong-hop.yaml")
    path = room / "bộ" / "phong-hop" / "1.0.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("points: 10,", "points: 9,"), encoding="utf-8"
    )
    use_folder(None)
    result = run("show", "phong-hop")
    assert result.exit_code == 2
    assert str(path) in result.stderr
    assert "phong-hop@1.0" in result.stderr
    result = run("lint", "--all")
    assert result.exit_code == 2
    assert f"{path}:1: error [published_changed]" in result.stdout


def test_a_published_file_that_is_gone(room: Path) -> None:
    run("new", "phong-hop")
    run("publish", "phong-hop.yaml")
    (room / "bộ" / "phong-hop" / "1.0.yaml").unlink()
    for arguments in (["lint", "--all"], ["show", "phong-hop"], ["list"]):
        result = run(*arguments)
        assert result.exit_code == 2
        assert "phong-hop@1.0" in result.output


def test_the_same_version_twice(room: Path) -> None:
    run("new", "phong-hop")
    run("publish", "phong-hop.yaml")
    result = run("publish", "phong-hop.yaml")
    assert result.exit_code == 2
    assert result.stderr.startswith("phong-hop@1.0")


def test_a_set_of_the_product_is_not_published_again() -> None:
    assert run("export", "dn-nho-va-vua", "--output", "x.xlsx").exit_code == 0
    assert run("import", "x.xlsx", "--output", "x.yaml").exit_code == 0
    assert run("publish", "x.yaml").exit_code == 2


@pytest.mark.parametrize("slug", ["Phòng họp", "../x", "a--b", "", "x" * 61])
def test_a_slug_that_is_none(slug: str, room: Path) -> None:
    result = run("new", slug)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert list(room.iterdir()) == []


def test_nothing_is_overwritten(room: Path) -> None:
    (room / "phong-hop.yaml").write_text("mine", encoding="utf-8")
    assert run("new", "phong-hop").exit_code == 2
    assert (room / "phong-hop.yaml").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_can_not_be_written(room: Path) -> None:
    run("new", "phong-hop")
    (room / "bộ").write_text("a file in the way", encoding="utf-8")
    result = run("publish", "phong-hop.yaml")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr or "can be written" in result.stderr
