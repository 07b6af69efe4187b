"""`surveyapp criteria diff`: two versions side by side, in words and as data."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from surveyapp.cli.criteria import criteria

EVERY_KIND = Path(__file__).parents[1] / "fixtures" / "sets" / "every-kind.yaml"


def run(*arguments: str, language: str = "en") -> Result:
    return CliRunner().invoke(criteria, [*arguments], env={"SURVEYAPP_LANGUAGE": language})


def newer(folder: Path) -> str:
    text = EVERY_KIND.read_text(encoding="utf-8")
    text = text.replace('version: "1.0"', 'version: "1.1"').replace("points: 2.5", "points: 3")
    path = folder / "1.1.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_words_in_the_language(tmp_path: Path) -> None:
    path = newer(tmp_path)
    first, second = run("diff", str(EVERY_KIND), path, language="vi").stdout.splitlines()
    assert first == "A.01 Thang mức: Đổi mức 1 › điểm: 2,5 thành 3."
    assert second.startswith(
        "Phần so sánh được: 10 chỉ số, bằng 93,2 % trọng số của every-kind@1.0"
    )
    first, second = run("diff", str(EVERY_KIND), path).stdout.splitlines()
    assert first == "A.01 Ladder: Changed level 1 › points: 2.5 is now 3."
    assert second.endswith("93.2 % of every-kind@1.1.")


def test_data_with_both_languages(tmp_path: Path) -> None:
    told = json.loads(run("diff", str(EVERY_KIND), newer(tmp_path), "--json").stdout)
    assert (told["old"], told["new"]) == ("every-kind@1.0", "every-kind@1.1")
    (change,) = told["changes"]
    assert change["node"] == "A.01"
    assert change["sentence"].keys() == {"vi", "en"}
    assert len(told["comparable"]["codes"]) == 10
    assert 0.931 < told["comparable"]["share_of_old"] < 0.932


def test_a_version_that_is_not_there() -> None:
    result = run("diff", "dn-nho-va-vua@1.0", "dn-nho-va-vua@99")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


def test_lint_looks_at_the_version_before(tmp_path: Path) -> None:
    text = EVERY_KIND.read_text(encoding="utf-8")
    (tmp_path / "1.0.yaml").write_text(text, encoding="utf-8")
    new = text.replace('version: "1.0"', 'version: "1.1"').replace('"Có hay không"', '"Chữ ký số"')
    path = tmp_path / "1.1.yaml"
    path.write_text(new.replace('"Có không?"', '"Ai ký văn bản?"'), encoding="utf-8")
    result = run("lint", str(path))
    assert result.exit_code == 0
    assert "warning [code_reused_since] A.02" in result.stdout
    assert "In version 1.0 this code was “Có hay không”" in result.stdout


def test_lint_looks_at_every_version_before(tmp_path: Path) -> None:
    """A code that one version left out is not free to mean something else in the next."""
    text = EVERY_KIND.read_text(encoding="utf-8")
    dropped = text.replace("- code: A.02", "- code: A.09")
    other = text.replace('"Có hay không"', '"Chữ ký số"').replace('"Có không?"', '"Ai ký văn bản?"')
    for version, content in (("1.0", text), ("1.1", dropped), ("1.2", other)):
        numbered = content.replace('version: "1.0"', f'version: "{version}"')
        (tmp_path / f"{version}.yaml").write_text(numbered, encoding="utf-8")
    result = run("lint", str(tmp_path / "1.2.yaml"))
    assert "warning [code_reused_since] A.02: In version 1.0 this code was" in result.stdout
    (tmp_path / "1.0.yaml").unlink()
    assert run("lint", str(tmp_path / "1.2.yaml")).stdout == ""
