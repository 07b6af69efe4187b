"""`surveyapp criteria lint` of hostile and broken files: findings, never a traceback."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from criteria import document
from criteria.sentences.structure import STRUCTURE
from surveyapp.cli.criteria import criteria

EVERY_KIND = Path(__file__).parents[1] / "fixtures" / "sets" / "every-kind.yaml"
TEXT = EVERY_KIND.read_text(encoding="utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(criteria, [*arguments], env={"SURVEYAPP_LANGUAGE": "vi"})


def lint(folder: Path, content: bytes, name: str = "bộ tiêu chí.yaml") -> list[str]:
    path = folder / name
    path.write_bytes(content)
    result = run("lint", str(path))
    assert isinstance(result.exception, SystemExit)
    assert result.exit_code == 2
    lines = result.stdout.splitlines()
    for line in lines:
        assert line.startswith(f"{path}:")
    return [line.partition("[")[2].partition("]")[0] for line in lines]


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be", "cp1258"]
)
def test_another_encoding_is_named(tmp_path: Path, encoding: str) -> None:
    content = TEXT.encode(encoding, errors="replace")
    assert lint(tmp_path, content) in (["not_utf8"], ["null_character"])
    told = run("lint", str(tmp_path / "bộ tiêu chí.yaml"), "--language", "en").stdout
    assert "UTF-8" in told, "what to do, whatever could be told of the encoding"


def test_one_foreign_line_among_others_is_found(tmp_path: Path) -> None:
    lines = TEXT.encode().split(b"\n")
    lines[5] = 'title: {vi: "Tiếng Việt"}'.encode("cp1258", errors="replace")
    path = tmp_path / "x.yaml"
    path.write_bytes(b"\n".join(lines))
    assert run("lint", str(path)).stdout.startswith(f"{path}:6: ")


def test_a_bom_and_windows_line_ends_are_harmless(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    result = run("lint", str(path))
    assert (result.exit_code, result.stdout) == (0, "")


LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 10)}]\n" for n in range(12)
)
BAD = [
    (b"", "file_not_a_mapping"),
    (b"\0", "null_character"),
    (TEXT.replace("official", "offi\0cial").encode(), "null_character"),
    (TEXT.replace("official: false", "official: false # \u202e").encode(), "odd_character"),
    (b"- a\n- b\n", "file_not_a_mapping"),
    (b"just words\n", "file_not_a_mapping"),
    (LAUGHS.encode(), "alias"),
    (b"a: !!python/object/apply:os.system ['true']\n", "tag"),
    (b"[" * 200_000, "too_deep"),
    (b"{a: " * 200_000, "too_deep"),
    (b"- " * 200_000, "too_deep"),
    (b"".join(b" " * n + b"a:\n" for n in range(400)), "too_deep"),
    (TEXT.replace("\n  measure", "\n\tmeasure").encode(), "tab_indent"),
    (f"{TEXT}\n---\n{TEXT}".encode(), "several_documents"),
    (TEXT.replace("official: false", "official: false\nofficial: true").encode(), "duplicate_key"),
    (TEXT.replace("full: 80", f"full: {'9' * 5000}").encode(), "bad_fraction"),
    (TEXT.replace("full: 80", "full: 1e999").encode(), "too_great"),
    (TEXT.replace("full: 80", 'full: "1/0"').encode(), "bad_fraction"),
    (b"a: 1\n" * 5_000, "too_many_faults"),
    (b"pillars: [" + b"1," * 5_000 + b"1]\n", "not_a_mapping"),
    (b"\xff\xfe\x00\xd8", "not_utf8"),
    (b"%YAML 9.9\n---\na: 1\n", "yaml_syntax"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "code"), BAD, ids=[str(at) for at in range(len(BAD))])
def test_what_is_wrong_is_said(tmp_path: Path, content: bytes, code: str) -> None:
    codes = lint(tmp_path, content)
    assert code in codes
    assert len(codes) <= 2 * document.MOST_FINDINGS


def test_a_file_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MOST_BYTES", 1000)
    assert lint(tmp_path, TEXT.encode()) == ["file_too_large"]
    monkeypatch.setattr(document, "MOST_BYTES", 10**6)
    monkeypatch.setattr(document, "MOST_NODES", 50)
    assert lint(tmp_path, TEXT.encode()) == ["too_many_values"]


def in_little_memory(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command where reading without a limit would soon end."""
    most = 3_000_000_000
    return subprocess.run(
        [sys.executable, "-m", "surveyapp", *arguments],
        check=False,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (most, most)),
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("criteria", "lint", "/dev/zero"), "/dev/zero:1: lỗi [file_too_large] "),
        (("criteria", "import", "/dev/zero", "--output", "x"), "/dev/zero:1: lỗi [workbook_too_"),
    ],
)
def test_what_never_ends_is_not_read_to_its_end(arguments: tuple[str, ...], said: str) -> None:
    done = in_little_memory(*arguments)
    assert done.returncode == 2
    assert (done.stdout + done.stderr).startswith(said)


@pytest.mark.parametrize("name", ["tiêu chí “mới”.yaml", "a b;c.yaml", "..yaml", "💡.yaml"])
def test_names_of_files_are_only_names(tmp_path: Path, name: str) -> None:
    assert lint(tmp_path, b"format: 1\n", name)[0] == "missing_top_key"


def test_a_path_that_leads_out_is_only_read(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "x.yaml").write_text(TEXT, encoding="utf-8")
    assert run("lint", str(tmp_path / "in" / ".." / "x.yaml")).exit_code == 0


def test_every_code_here_has_a_sentence_of_its_own() -> None:
    assert {code for _, code in BAD} <= set(STRUCTURE)
