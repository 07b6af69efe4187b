"""`surveyapp criteria new` and `publish`: from an empty folder to a set that campaigns can use."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from criteria.loader import load
from criteria.starting import starting_text
from surveyapp.cli.criteria import criteria
from surveyapp.criteria_sets.queries import find_versions, list_criteria_sets
from surveyapp.persistence.database import Database
from tests.integration.rows import happened, read_rows
from tests.world import World

TEXT = starting_text("phong-hop")
DOUBTFUL = TEXT.replace("points: 5,", "points: 12,")


@pytest.fixture(autouse=True)
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    room = tmp_path / "phòng"
    room.mkdir()
    monkeypatch.chdir(room)
    return room


def run(*arguments: str, language: str = "en") -> Result:
    environment = {"SURVEYAPP_LANGUAGE": language}
    return CliRunner().invoke(criteria, [*arguments], env=environment)


def write(text: str, name: str = "phong-hop.yaml") -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def versions(installation: Path) -> list[dict[str, object]]:
    database = Database(f"sqlite:///{installation / 'surveyapp.db'}")
    try:
        return read_rows(database, "criteria_set_version")
    finally:
        database.dispose()


def test_from_nothing_to_a_published_set(room: Path, installation: Path) -> None:
    assert run("new", "phong-hop").exit_code == 0
    draft = room / "phong-hop.yaml"
    assert load(draft).languages == ("vi", "en")
    assert "\n# " in draft.read_text(encoding="utf-8")
    linted = run("lint", str(draft))
    assert (linted.exit_code, linted.stdout) == (0, "")
    assert not installation.exists(), "nothing but publishing makes a database"
    result = run("publish", str(draft))
    assert result.exit_code == 0, result.stderr
    (row,) = versions(installation)
    assert (row["slug"], row["version"], row["published_by"]) == ("phong-hop", "1.0", None)
    for told in ("phong-hop@1.0", str(row["content_hash"]), f"{installation}/surveyapp.db"):
        assert told in result.stdout
    assert "phong-hop@1.0" in run("list").stdout
    assert run("show", "phong-hop").exit_code == 0
    assert run("lint", "--all").exit_code == 0


def test_the_browser_finds_what_the_command_line_published(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = world.database.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("SURVEYAPP_DATABASE_URL", url)
    assert run("publish", write(DOUBTFUL), "--reason", "Theo mẫu của Bộ").exit_code == 0
    with world.database.reading() as session:
        (version,) = find_versions(session, "phong-hop")
        assert (version.reason, version.published_by) == ("Theo mẫu của Bộ", None)
        assert "phong-hop" in {one.slug for one in list_criteria_sets(session)}
    assert happened(world.database) == ["criteria_set_published"]
    assert "phong-hop@1.0" in run("list").stdout
    assert run("publish", "phong-hop.yaml", "--reason", "x").exit_code == 2


def test_a_second_version_beside_the_first() -> None:
    run("publish", write(TEXT))
    newer = TEXT.replace('version: "1.0"', 'version: "1.1"').replace("points: 5,", "points: 6,")
    assert run("publish", write(newer, "2.yaml")).exit_code == 0
    told = run("diff", "phong-hop@1.0", "phong-hop").stdout
    assert "level 1 › points: 5 is now 6" in told


OTHER_MATTER = (
    TEXT.replace('version: "1.0"', 'version: "1.1"')
    .replace('"Một việc có nhiều mức"', '"Chi phí in ấn trong quý"')
    .replace('"Đơn vị của bạn đang ở mức nào?"', '"Đã trả hóa đơn tiền giấy chưa?"')
)


def test_a_file_is_checked_beside_the_version_in_use() -> None:
    """A code that names something else now is told before it comes to publishing."""
    run("publish", write(TEXT))
    linted = run("lint", write(OTHER_MATTER, "nháp.yaml"))
    assert linted.exit_code == 0
    assert "[code_reused_since] A.01: In version 1.0 this code was" in linted.stdout
    assert run("lint", write(TEXT)).stdout == "", "nothing is older than itself"
    run("publish", write(TEXT.replace('version: "1.0"', 'version: "1.1"').replace("A.01", "A.09")))
    later = OTHER_MATTER.replace('version: "1.1"', 'version: "1.2"')
    assert "A.01: In version 1.0 this code was" in run("lint", write(later)).stdout


def test_a_file_is_checked_although_the_database_cannot_be_read(installation: Path) -> None:
    installation.mkdir()
    (installation / "surveyapp.db").write_text("no database")
    linted = run("lint", write(OTHER_MATTER))
    assert (linted.exit_code, linted.stdout) == (0, "")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_warnings_need_a_reason(language: str, installation: Path) -> None:
    result = run("publish", write(DOUBTFUL), language=language)
    assert result.exit_code == 2
    assert "[points_falling]" in result.stderr
    assert "--reason" in result.stderr.splitlines()[-1]
    assert ("lý do" in result.stderr) is (language == "vi")
    assert versions(installation) == []
    blank = run("publish", "phong-hop.yaml", "--reason", "  ")
    assert blank.exit_code == 2
    done = run("publish", "phong-hop.yaml", "--reason", " Theo mẫu của Bộ ", language=language)
    assert done.exit_code == 0
    assert "[points_falling]" in done.stderr, "what was published in spite of it is still told"
    assert versions(installation)[0]["reason"] == "Theo mẫu của Bộ"


@pytest.mark.parametrize(("language", "said"), [("vi", "Hãy sửa hết lỗi"), ("en", "Mend them")])
def test_errors_refuse(language: str, said: str, room: Path, installation: Path) -> None:
    result = run("publish", write("format: 1\nslug: ../../x\n", "x.yaml"), language=language)
    assert result.exit_code == 2
    assert "[bad_slug]" in result.stderr
    assert said in result.stderr.splitlines()[-1]
    assert sorted(one.name for one in room.iterdir()) == ["x.yaml"]
    assert not installation.exists()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"PK\x03\x04", b"[" * 100_000])
def test_a_file_that_is_no_set(content: bytes, installation: Path) -> None:
    Path("x.yaml").write_bytes(content)
    result = run("publish", "x.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr
    assert not installation.exists()


def test_a_file_that_is_not_there() -> None:
    result = run("publish", "nowhere.yaml")
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_same_version_twice(language: str, installation: Path) -> None:
    run("publish", write(TEXT))
    before = versions(installation)
    result = run("publish", write(TEXT.replace("points: 5,", "points: 6,")), language=language)
    assert result.exit_code == 2
    assert "phong-hop@1.0" in result.stderr.splitlines()[-1]
    equal = run("publish", write(TEXT.replace('version: "1.0"', 'version: "1.0.0"')))
    assert equal.exit_code == 2
    assert "1.0.0" in equal.stderr
    assert versions(installation) == before


def test_a_set_of_the_product_is_not_published_again(installation: Path) -> None:
    assert run("export", "dn-nho-va-vua", "--output", "x.xlsx").exit_code == 0
    assert run("import", "x.xlsx", "--output", "x.yaml").exit_code == 0
    assert run("publish", "x.yaml", "--reason", "x").exit_code == 2
    assert versions(installation) == []


@pytest.mark.parametrize("slug", ["Phòng họp", "../x", "a--b", "", "x" * 61])
def test_a_slug_that_is_none(slug: str, room: Path) -> None:
    result = run("new", slug)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert list(room.iterdir()) == []


def test_nothing_is_overwritten(room: Path) -> None:
    write("mine")
    assert run("new", "phong-hop").exit_code == 2
    assert (room / "phong-hop.yaml").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_data_folder_that_can_not_be_made(language: str, installation: Path) -> None:
    installation.write_text("a file in the way", encoding="utf-8")
    result = run("publish", write(TEXT), language=language)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert str(installation) in result.stderr


def test_a_database_that_can_not_be_used(installation: Path) -> None:
    installation.mkdir()
    (installation / "surveyapp.db").write_bytes(b"no database at all" * 100)
    result = run("publish", write(TEXT))
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert "surveyapp.db" in result.stderr
    assert "surveyapp migrate" in result.stderr
