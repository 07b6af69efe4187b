"""A published version stays what it is: written once, recorded, and refused when it was edited."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path

import pytest

from criteria import publishing, registry
from criteria.findings import CriteriaSetFaulty
from criteria.ledger import NAME, Entry, read_ledger, write_ledger
from criteria.loader import Examined, examine
from criteria.publishing import PublishingRefused, publish, require_publishable
from criteria.registry import (
    CriteriaSetUnknown,
    examine_ledgers,
    examine_shipped,
    get_set,
    list_sets,
    refused_sets,
    shipped,
    use_folder,
)
from criteria.sentences import say
from criteria.starting import starting_text

DAY = date(2026, 11, 22)
TEXT = starting_text("phong-hop")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder of published sets that the registry reads."""
    target = tmp_path / "bộ tiêu chí"
    use_folder(target)
    yield target
    use_folder(None)


def examined(text: str = TEXT) -> Examined:
    return examine(text.encode(), "x.yaml")


def published(folder: Path, text: str = TEXT) -> Path:
    found = examined(text).criteria_set
    assert found is not None
    return publish(folder, found, text.encode(), on=DAY).path


def version(number: str) -> str:
    return TEXT.replace('version: "1.0"', f'version: "{number}"')


# --- whether ------------------------------------------------------------------------------


def refusal(text: str, *versions: str, reason: str = "") -> str:
    with pytest.raises(PublishingRefused) as refused:
        require_publishable(examined(text), versions, reason=reason)
    assert say(refused.value, "vi") != say(refused.value, "en")
    return refused.value.code


DOUBTFUL = TEXT.replace("points: 5,", "points: 12,")


def test_what_may_not_be_published() -> None:
    assert refusal("format: 1\n") == "publish_errors"
    assert refusal(TEXT.replace("below: 75", "below: 70")) == "publish_errors"
    assert refusal(DOUBTFUL) == "publish_needs_reason"
    assert refusal(DOUBTFUL, reason="  ") == "publish_needs_reason"
    assert refusal(TEXT, "0.9", "1.0") == "version_published"
    assert refusal(TEXT, "1.10", "1.9") == "version_not_newer"


def test_what_may_be_published() -> None:
    assert require_publishable(examined(), [], reason="").version == "1.0"
    assert require_publishable(examined(version("1.10")), ["1.9", "1.2"], reason="").slug
    assert require_publishable(examined(DOUBTFUL), [], reason="Theo mẫu của Bộ").slug


# --- writing and finding again ------------------------------------------------------------


def test_a_published_set_is_found_by_its_name(folder: Path) -> None:
    path = published(folder)
    assert path == folder / "phong-hop" / "1.0.yaml"
    assert path.read_text(encoding="utf-8") == TEXT
    found = get_set("phong-hop")
    assert found.reference == "phong-hop@1.0"
    assert get_set("phong-hop") is found
    assert found in list_sets()
    (entry,) = read_ledger((folder / NAME).read_bytes()).entries.values()
    assert entry == Entry("phong-hop@1.0", found.content_hash, DAY)
    assert examine_ledgers() == ()
    assert [one.name for one in folder.iterdir() if one.name.startswith(".")] == []


def test_the_newest_version_comes_first(folder: Path) -> None:
    for number in ("1.0", "1.9", "1.10"):
        published(folder, version(number))
    assert get_set("phong-hop").version == "1.10"
    assert get_set("phong-hop@1.9").version == "1.9"
    assert len(read_ledger((folder / NAME).read_bytes()).entries) == 3


def test_a_version_is_never_overwritten(folder: Path) -> None:
    path = published(folder)
    other = TEXT.replace("Bộ tiêu chí mới", "Bộ khác")
    with pytest.raises(PublishingRefused) as refused:
        published(folder, other)
    assert refused.value.code == "version_published"
    assert path.read_text(encoding="utf-8") == TEXT


def test_comments_may_change_and_words_may_not(folder: Path) -> None:
    path = published(folder)
    path.write_text(f"# một ghi chú\n{TEXT}", encoding="utf-8")
    assert get_set("phong-hop").reference == "phong-hop@1.0"
    path.write_text(TEXT.replace("points: 10,", "points: 9,"), encoding="utf-8")
    registry._read.cache_clear()
    with pytest.raises(CriteriaSetFaulty) as faulty:
        get_set("phong-hop@1.0")
    (finding,) = faulty.value.findings
    assert (finding.code, finding.file) == ("published_changed", str(path))
    assert "phong-hop@1.0" in say(finding, "en")
    (one,) = [one for one in shipped() if one.slug == "phong-hop"]
    assert "published_changed" in {one.code for one in examine_shipped(one).findings}


def test_a_file_that_nobody_published_is_idle(folder: Path) -> None:
    published(folder)
    stray = folder / "khac" / "1.0.yaml"
    stray.parent.mkdir()
    stray.write_text(starting_text("khac"), encoding="utf-8")
    with pytest.raises(CriteriaSetUnknown):
        get_set("khac")
    (finding,) = examine_ledgers()
    assert (finding.code, finding.file, finding.severity) == (
        "not_published",
        str(stray),
        "warning",
    )


def test_a_published_file_that_is_gone_is_told(folder: Path) -> None:
    path = published(folder)
    assert "phong-hop@1.0" in {one.reference for one in shipped()}
    path.unlink()
    (finding,) = examine_ledgers()
    assert finding.code == "published_missing"
    assert finding.parameters["reference"] == "phong-hop@1.0"
    with pytest.raises(CriteriaSetFaulty, match="published_missing"):
        get_set("phong-hop")


def test_a_refused_set_takes_no_other_with_it(folder: Path) -> None:
    path = published(folder)
    everything = len(list_sets())
    assert refused_sets() == ()
    path.write_text("format: 1\n", encoding="utf-8")
    registry._read.cache_clear()
    assert len(list_sets()) == everything - 1
    assert {finding.file for finding in refused_sets()} == {str(path)}


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
def test_a_broken_ledger_vouches_for_nothing(folder: Path, content: bytes) -> None:
    published(folder)
    (folder / NAME).write_bytes(content)
    with pytest.raises(CriteriaSetUnknown):
        get_set("phong-hop")
    assert [one.code for one in examine_ledgers()] == ["ledger_broken"]
    with pytest.raises(PublishingRefused) as refused:
        published(folder, version("1.1"))
    assert refused.value.code == "ledger_broken"
    assert (folder / NAME).read_bytes() == content


def test_a_publication_that_was_cut_off_can_be_repeated(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(_entries: object) -> bytes:
        raise OSError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr(publishing, "write_ledger", break_off)
        with pytest.raises(OSError, match="no space"):
            published(folder)
    with pytest.raises(CriteriaSetUnknown):
        get_set("phong-hop")
    published(folder)
    assert get_set("phong-hop").version == "1.0"


def test_a_set_of_the_product_can_not_be_hidden(folder: Path) -> None:
    one = shipped()[0]
    path = folder / one.slug / f"{one.version}.yaml"
    path.parent.mkdir(parents=True)
    path.write_bytes(one.source.read_bytes())
    (folder / NAME).write_bytes(write_ledger([Entry(one.reference, "x", DAY)]))
    assert [it.place for it in shipped() if it.reference == one.reference] == [registry.PACKAGED]


def test_the_sets_of_the_product_have_a_ledger_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root: Traversable = tmp_path
    path = tmp_path / "sets" / "phong-hop" / "1.0.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(registry, "files", lambda _package: root)
    registry._read.cache_clear()
    ledger = tmp_path / "sets" / NAME
    ledger.write_bytes(
        write_ledger([Entry("phong-hop@1.0", get_set("phong-hop").content_hash, DAY)])
    )
    registry._read.cache_clear()
    assert get_set("phong-hop").version == "1.0"
    path.write_text(TEXT.replace("points: 10,", "points: 9,"), encoding="utf-8")
    registry._read.cache_clear()
    with pytest.raises(CriteriaSetFaulty, match="published_changed"):
        get_set("phong-hop")
    registry._read.cache_clear()


def test_the_ledger_is_plain_json() -> None:
    entry = Entry("a@1", "0" * 64, DAY, "Lý do “riêng”")
    content = write_ledger([entry])
    assert json.loads(content)["published"][0]["published_on"] == "2026-11-22"
    assert read_ledger(content).entries == {"a@1": entry}
