"""Commands find the sets of the product and those published here, and make no database to look."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from criteria.loader import loads
from criteria.registry import get_source, shipped
from criteria.starting import starting_text
from surveyapp.cli import main
from surveyapp.criteria_sets.service import publish_content
from surveyapp.criteria_sets.tables import CriteriaSetVersion
from surveyapp.persistence.database import Database
from tests.world import NOON

TEXT = starting_text("phong-hop")
SHIPPED = "dn-nho-va-vua"


def run(*arguments: str, language: str = "en") -> Result:
    return CliRunner().invoke(main, [*arguments], env={"SURVEYAPP_LANGUAGE": language})


@pytest.fixture
def own(database: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """The database of the installation, of each kind, with `phong-hop` 1.0 and 1.1 in it."""
    url = database.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("SURVEYAPP_DATABASE_URL", url)
    for number in ("1.0", "1.1"):
        text = TEXT.replace('version: "1.0"', f'version: "{number}"')
        with database.transaction() as session:
            publish_content(session, text, actor_id=None, now=NOON)
    return database


def edit(database: Database, version: str, old: str, new: str) -> None:
    rows = sa.update(CriteriaSetVersion).where(CriteriaSetVersion.version == version)
    changed = sa.func.replace(CriteriaSetVersion.content, old, new)
    with database.transaction() as session:
        session.execute(rows.values(content=changed))


@pytest.mark.usefixtures("own")
def test_every_command_finds_what_was_published(tmp_path: Path) -> None:
    answers, result = str(tmp_path / "answers.csv"), str(tmp_path / "result.csv")
    assert run("criteria", "template", "phong-hop", "--output", answers).exit_code == 0
    assert "1.1" in run("criteria", "show", "phong-hop").stdout
    assert "phong-hop@1.0" in run("criteria", "show", "phong-hop@1.0").stdout
    assert run("criteria", "diff", "phong-hop@1.0", "phong-hop").exit_code == 0
    assert run("criteria", "lint", "phong-hop").exit_code == 0
    book = str(tmp_path / "x.xlsx")
    assert "phong-hop@1.1" in run("criteria", "export", "phong-hop", "--output", book).stderr
    scored = run("score", "phong-hop", answers, "--output", result)
    assert "phong-hop@1.1" in scored.stderr, scored.stderr
    listed = run("criteria", "list").stdout
    for reference in ("phong-hop@1.0", "phong-hop@1.1", *(one.reference for one in shipped())):
        assert listed.count(f"{reference} ") == 1


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize(
    ("name", "said"),
    [("phong-hopp", "phong-hop"), ("phong-hop@3.0", "1.0, 1.1"), ("zzz", "phong-hop, ")],
)
def test_a_name_that_is_none_is_told_among_all_names(name: str, said: str) -> None:
    result = run("criteria", "show", name)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert said in result.stderr


def test_where_both_have_a_version_the_installation_wins(own: Database, tmp_path: Path) -> None:
    reference = next(one.reference for one in shipped() if one.slug == SHIPPED)
    text = get_source(reference).decode().replace("slug:", "# của chúng tôi\nslug:")
    titled = loads(text.encode())
    text = text.replace(titled.title.say("vi"), "Bộ của chúng tôi")
    with own.transaction() as session:
        session.add(
            CriteriaSetVersion(
                slug=SHIPPED,
                version=reference.partition("@")[2],
                content=text,
                content_hash=loads(text.encode()).content_hash,
                reason="",
                published_by=None,
                published_at=NOON,
            )
        )
    for name in (SHIPPED, reference):
        assert "Bộ của chúng tôi" in run("criteria", "show", name, language="vi").stdout
    listed = run("criteria", "list", language="vi").stdout
    assert listed.count(f"{reference} ") == 1
    assert f"{reference}  Bộ của chúng tôi" in listed


@pytest.mark.parametrize(("language", "word"), [("vi", "đã bị sửa"), ("en", "was edited")])
def test_an_edited_version_is_refused_by_name_alone(
    own: Database, language: str, word: str
) -> None:
    edit(own, "1.1", "points: 10,", "points: 9,")
    for asked in ("show phong-hop", "show phong-hop@1.1", "diff phong-hop@1.0 phong-hop"):
        result = run("criteria", *asked.split(), language=language)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "phong-hop@1.1" in result.stderr
        assert word in result.stderr
    assert run("criteria", "show", "phong-hop@1.0").exit_code == 0
    listed = run("criteria", "list", language=language)
    assert listed.exit_code == 2
    assert "phong-hop@1.0 " in listed.stdout
    assert "phong-hop@1.1 " not in listed.stdout
    assert "[published_changed]" in listed.stderr
    linted = run("criteria", "lint", "--all", language=language)
    assert linted.exit_code == 2
    assert len(linted.stdout.splitlines()) == 1
    assert linted.stdout.startswith("phong-hop@1.1:1: ")
    assert "[published_changed]" in linted.stdout
    assert run("criteria", "lint", "phong-hop@1.1").exit_code == 2
    assert run("criteria", "lint", "phong-hop@1.0").exit_code == 0


# --- databases that are none ----------------------------------------------------------------


@pytest.fixture(params=["garbage", "empty", "foreign", "absent", "unreachable", "nonsense"])
def unusable(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> str:
    """The name of a database that cannot be read, as it is told."""
    file = tmp_path / "lạ" / "x.db"
    file.parent.mkdir()
    urls = {
        "unreachable": "postgresql://me:secret@127.0.0.1:1/x?password=secret",
        "nonsense": "secret",
    }
    if request.param == "foreign":
        foreign = Database(f"sqlite:///{file}")
        with foreign.engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE t (x)")
        foreign.dispose()
    elif request.param in ("garbage", "empty"):
        file.write_bytes(b"no database" * 500 if request.param == "garbage" else b"")
    url = urls.get(request.param, f"sqlite:///{file}")
    monkeypatch.setenv("SURVEYAPP_DATABASE_URL", url)
    named = {"unreachable": "postgresql://me:***@127.0.0.1:1/x", "nonsense": "DATABASE_URL"}
    return named.get(request.param, f"sqlite:///{file}")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_database_that_can_not_be_read_is_named(
    unusable: str, language: str, tmp_path: Path, installation: Path
) -> None:
    before = {one: one.read_bytes() for one in (tmp_path / "lạ").iterdir()}
    for arguments in (["list"], ["show", SHIPPED], ["lint", "--all"], ["lint", SHIPPED]):
        result = run("criteria", *arguments, language=language)
        assert (result.exit_code, result.stdout) == (2, ""), result.output
        (line,) = result.stderr.splitlines()
        assert unusable in line
        assert "surveyapp migrate" in line
        assert "secret" not in line
    after = {one: one.read_bytes() for one in before}
    assert after == before
    assert not installation.exists()


@pytest.mark.usefixtures("unusable")
def test_what_needs_no_database_does_not_ask_for_one(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(TEXT, encoding="utf-8")
    reference = next(one.reference for one in shipped() if one.slug == SHIPPED)
    for name in (str(path), reference):
        assert run("criteria", "show", name).exit_code == 0
        assert run("criteria", "lint", name).exit_code == 0


def test_looking_makes_no_database(installation: Path) -> None:
    for arguments in (["list"], ["show", SHIPPED], ["lint", SHIPPED]):
        assert run("criteria", *arguments).exit_code == 0
    assert not installation.exists()


def test_without_an_installation_no_database_is_imported(tmp_path: Path) -> None:
    """A program that scores small tables does not wait for SQLAlchemy."""
    asked = f"show {SHIPPED}", "list", f"template {SHIPPED} --output {tmp_path / 'x.csv'}"
    for words in asked:
        program = (
            "import sys; from surveyapp.cli import main; "
            f"main(['criteria', *{words.split()!r}], standalone_mode=False); "
            "assert not {'sqlalchemy', 'babel', 'flask'} & set(sys.modules)"
        )
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
