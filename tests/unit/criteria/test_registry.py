"""Sets are found by slug, by version and by path; every shipped set is sound."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path

import pytest

from criteria import registry
from criteria.findings import CriteriaSetFaulty
from criteria.registry import (
    CriteriaSetUnknown,
    Shipped,
    examine_shipped,
    get_set,
    get_source,
    list_sets,
    resolve,
    shipped,
    version_key,
)
from criteria.sentences import say

FIXTURES = Path(__file__).parents[2] / "fixtures" / "sets"


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package that ships the fixture in versions 1.9 and 1.10."""
    text = (FIXTURES / "every-kind.yaml").read_text(encoding="utf-8")
    folder = tmp_path / "sets" / "every-kind"
    folder.mkdir(parents=True)
    for version in ("1.9", "1.10"):
        changed = text.replace('version: "1.0"', f'version: "{version}"')
        (folder / f"{version}.yaml").write_text(changed, encoding="utf-8")
    root: Traversable = tmp_path
    monkeypatch.setattr(registry, "files", lambda _package: root)
    registry._read.cache_clear()
    return tmp_path / "sets"


@pytest.mark.usefixtures("shelf")
def test_the_newest_version_is_by_number_not_by_letter() -> None:
    assert get_set("every-kind").reference == "every-kind@1.10"
    assert get_set("every-kind@1.9").version == "1.9"
    assert [one.reference for one in list_sets()] == ["every-kind@1.9", "every-kind@1.10"]


@pytest.mark.usefixtures("shelf")
def test_a_shipped_set_is_read_once() -> None:
    assert get_set("every-kind") is get_set("every-kind@1.10")


@pytest.mark.usefixtures("shelf")
def test_the_source_of_a_name() -> None:
    assert b'version: "1.10"' in get_source("every-kind")
    assert b'version: "1.9"' in get_source("every-kind@1.9")
    with pytest.raises(CriteriaSetUnknown):
        get_source("every-kind@2.0")


def test_a_name_among_references() -> None:
    known = ["bo@1.0", "khac@1.0", "bo@1.1"]
    assert resolve("bo", known) == "bo@1.1"
    assert resolve("bo@1.0", known) == "bo@1.0"
    with pytest.raises(CriteriaSetUnknown, match="version_unknown"):
        resolve("bo@2.0", known)


def test_versions_are_ordered_by_their_numbers() -> None:
    assert version_key("1.9") < version_key("1.10") < version_key("2")
    assert version_key("1.0") == version_key("1.0.0") == version_key("1")
    assert version_key("x") < version_key("0.0") < version_key("0.1")


def test_a_path() -> None:
    assert get_set(str(FIXTURES / "every-kind.yaml")).reference == "every-kind@1.0"


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("every-kinds", "set_misspelt"),
        ("zzz", "set_unknown"),
        ("every-kind@2.0", "version_unknown"),
        ("nowhere/else.yaml", "set_file_missing"),
        ("else.yaml", "set_file_missing"),
        ("./", "set_file_unreadable"),
    ],
)
def test_unknown_sets(name: str, code: str) -> None:
    with pytest.raises(CriteriaSetUnknown) as caught:
        get_set(name)
    assert caught.value.code == code
    assert say(caught.value, "vi")


def test_a_faulty_path(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("format: 1\n", encoding="utf-8")
    with pytest.raises(CriteriaSetFaulty) as caught:
        get_set(str(path))
    assert caught.value.findings[0].file == str(path)


def test_a_file_in_the_wrong_place(shelf: Path) -> None:
    (shelf / "every-kind" / "1.9.yaml").rename(shelf / "every-kind" / "3.0.yaml")
    (one,) = [one for one in shipped() if one.version == "3.0"]
    findings = examine_shipped(one).findings
    assert [finding.code for finding in findings] == ["file_name_differs"]
    assert findings[0].parameters["expected"] == "criteria/sets/every-kind/1.9.yaml"


def test_other_files_are_no_sets(shelf: Path) -> None:
    (shelf / "every-kind" / "notes.md").write_text("x", encoding="utf-8")
    (shelf / "README.md").write_text("x", encoding="utf-8")
    assert len(shipped()) == 2


@pytest.mark.parametrize("one", shipped(), ids=lambda one: one.reference)
def test_every_shipped_set_is_sound(one: Shipped) -> None:
    examined = examine_shipped(one)
    assert examined.findings == ()
    assert examined.criteria_set is not None
