"""A released version stays what it is: its hash is sealed, and an edited file is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path

import pytest

from criteria import registry
from criteria.findings import CriteriaSetFaulty
from criteria.ledger import NAME, Entry, read_ledger, write_ledger
from criteria.registry import (
    examine_ledger,
    examine_shipped,
    get_set,
    list_sets,
    refused_sets,
    shipped,
)
from criteria.sentences import say
from criteria.starting import starting_text

DAY = date(2026, 11, 22)
SLUGS = ("ben-do", "phong-hop")


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package that ships two sets, both sealed."""
    root: Traversable = tmp_path
    for slug in SLUGS:
        path = tmp_path / "sets" / slug / "1.0.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(starting_text(slug), encoding="utf-8")
    monkeypatch.setattr(registry, "files", lambda _package: root)
    registry._read.cache_clear()
    entries = [Entry(one.reference, one.content_hash, DAY) for one in list_sets()]
    (tmp_path / "sets" / NAME).write_bytes(write_ledger(entries))
    yield tmp_path / "sets"
    registry._read.cache_clear()


def edit(shelf: Path, old: str = "points: 10,", new: str = "points: 9,") -> None:
    path = shelf / "phong-hop" / "1.0.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    registry._read.cache_clear()


@pytest.mark.usefixtures("shelf")
def test_what_was_not_edited_is_used() -> None:
    assert [one.slug for one in list_sets()] == list(SLUGS)
    assert refused_sets() == examine_ledger() == ()


def test_comments_may_change_and_points_may_not(shelf: Path) -> None:
    edit(shelf, "format: 1", "# một ghi chú\nformat: 1")
    assert get_set("phong-hop").version == "1.0"
    edit(shelf)
    with pytest.raises(CriteriaSetFaulty) as faulty:
        get_set("phong-hop@1.0")
    (finding,) = faulty.value.findings
    assert finding.code == "published_changed"
    assert finding.file == "criteria/sets/phong-hop/1.0.yaml"
    assert all("phong-hop@1.0" in say(finding, language) for language in ("vi", "en"))
    (one,) = [one for one in shipped() if one.slug == "phong-hop"]
    assert "published_changed" in {one.code for one in examine_shipped(one).findings}


@pytest.mark.parametrize("new", ["points: 9,", "points: ["])
def test_an_edited_set_takes_no_other_with_it(shelf: Path, new: str) -> None:
    edit(shelf, new=new)
    assert [one.slug for one in list_sets()] == ["ben-do"]
    assert {one.file for one in refused_sets()} == {"criteria/sets/phong-hop/1.0.yaml"}


def test_a_sealed_file_that_is_gone_is_told(shelf: Path) -> None:
    entries = read_ledger((shelf / NAME).read_bytes()).entries.values()
    gone = Entry("phong-hop@0.9", "0" * 64, DAY)
    (shelf / NAME).write_bytes(write_ledger([*entries, gone]))
    (finding,) = examine_ledger()
    assert (finding.code, finding.file) == ("published_missing", f"criteria/sets/{NAME}")
    assert "phong-hop@0.9" in say(finding, "vi")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"published": 3}',
        b'{"published": [{}]}',
        b'{"format": 2, "published": []}',
        b'{"published": [{"reference": "a@1", "content_hash": "x", "published_on": "x"}]}',
        b'{"format": 1, "published": [{"reference": "../x@1", "content_hash": "",'
        b' "published_on": "2026-01-01"}]}',
        b"[" * 100_000,
        b"\xff",
    ],
)
def test_a_broken_ledger_is_told(shelf: Path, content: bytes) -> None:
    (shelf / NAME).write_bytes(content)
    (finding,) = examine_ledger()
    assert finding.code == "ledger_broken"
    assert say(finding, "vi") != say(finding, "en")
    assert get_set("phong-hop").version == "1.0"


def test_the_ledger_is_plain_json() -> None:
    entry = Entry("a@1", "0" * 64, DAY, "Lý do “riêng”")
    content = write_ledger([entry])
    assert json.loads(content)["published"][0]["published_on"] == "2026-11-22"
    assert read_ledger(content).entries == {"a@1": entry}
