"""YAML is read safely: no file does harm, none says something else than it seems to."""

from __future__ import annotations

from decimal import Decimal

import pytest

from criteria import document
from criteria.document import canonical_hash, read_document

FAST_LOADER = document._fast_loader
PARSERS = [None] if FAST_LOADER is None else [None, FAST_LOADER]


@pytest.fixture(params=PARSERS, ids=lambda loader: "python" if loader is None else "libyaml")
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers must agree; the fast one is there where its wheel is installed."""
    monkeypatch.setattr(document, "_fast_loader", request.param)


def found(content: bytes) -> list[tuple[str, int]]:
    return [(finding.code, finding.line) for finding in read_document(content, "x.yaml").findings]


@pytest.mark.usefixtures("parser")
def test_scalars_follow_the_core_schema_of_yaml_1_2() -> None:
    content = b"""
words: [yes, no, on, 2026-12-01, 0x10, 1_000, .inf, a:b, "5", 'true', 1/3]
numbers: [1, -2, 0.50, 1e3, 1.0]
rest: [true, False, null, ~, ]
"""
    data = read_document(content, "x").data
    assert isinstance(data, dict)
    assert data["words"] == [
        "yes", "no", "on", "2026-12-01", "0x10", "1_000", ".inf", "a:b", "5", "true", "1/3",
    ]  # fmt: skip
    assert data["numbers"] == [1, -2, Decimal("0.50"), Decimal(1000), Decimal(1)]
    assert data["rest"] == [True, False, None, None]


@pytest.mark.usefixtures("parser")
def test_every_value_knows_its_line() -> None:
    content = b"a:\n  - b: 1\n    c:\n      - x\n      - y\nd: 2\n"
    read = read_document(content, "x")
    assert read.line_of(["a", 0, "b"]) == 2
    assert read.line_of(["a", 0, "c", 1]) == 5
    assert read.line_of(["d"]) == 6
    assert read.line_of(["a", 0, "missing", "deeper"]) == 2
    assert read.line_of([]) == 1


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a: 1\nb: 2\na: 3\n", [("duplicate_key", 3)]),
        (b"a: &x 1\nb: *x\n", [("alias", 1), ("alias", 2)]),
        (b"a:\n  <<: {b: 1}\n", [("alias", 2)]),
        (b"a: 1\nb: !!python/object/apply:os.system [ls]\n", [("tag", 2)]),
        (b"a: !important x\n", [("tag", 1)]),
        (b"a: 1\n---\nb: 1\n", [("several_documents", 2)]),
        (b"%YAML 1.3\n---\na: 1\n", [("yaml_syntax", 1)]),
        (b"a: 1\n? [b]\n: 2\n", [("key_not_text", 2)]),
        (b"a: 1\nb: x: y\n", [("colon_in_text", 2)]),
        (b"a:\n\tb: 1\n\tc: 1\n", [("tab_indent", 2), ("tab_indent", 3)]),
        (b"a: 1\nb: \x07\n", [("odd_character", 2)]),
        (b'a: 1\nb: "\\x00"\n', [("odd_character", 2)]),
        (b'a: 1\n"b\\ud800": x\n', [("odd_character", 2)]),
        ("a: 1\nb: x\u202ey\n".encode(), [("odd_character", 2)]),
        ("a: 1\nb: x\u2066y\u2069\n".encode(), [("odd_character", 2)]),
        (b'a: 1\nb: "\\u202a"\n', [("odd_character", 2)]),
        (b"a: 1\nb: x\0y\n", [("null_character", 2)]),
        (b"a: 1\nb: \xff\n", [("not_utf8", 2)]),
        ("a: 1\n".encode("utf-16"), [("not_utf8", 1)]),
        (b"- " * 40, [("too_deep", 1)]),
        (b"[" * 40, [("too_deep", 1)]),
    ],
)
def test_refusals(content: bytes, expected: list[tuple[str, int]]) -> None:
    assert found(content) == expected


@pytest.mark.usefixtures("parser")
def test_broken_syntax_names_a_line_near_it() -> None:
    ((code, line),) = found(b'a: "never closed\nb: 1\n')
    assert code == "yaml_syntax"
    assert 1 <= line <= 3


@pytest.mark.usefixtures("parser")
def test_a_document_of_laughs_is_refused_before_it_grows() -> None:
    lines = ["a: &a [lol, lol]"]
    lines += [f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]" for n in range(20)]
    read = read_document("\n".join(lines).encode(), "x")
    assert {finding.code for finding in read.findings} == {"alias"}


def test_limits_on_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MOST_BYTES", 10)
    assert found(b"a: 0123456789") == [("file_too_large", 1)]
    monkeypatch.setattr(document, "MOST_NODES", 3)
    assert found(b"[1,2,3,4]") == [("too_many_values", 1)]


def test_a_bom_is_no_part_of_the_first_key() -> None:
    assert read_document("\ufeffa: 1\n".encode(), "x").data == {"a": 1}


def test_what_cannot_be_written_goes_no_further() -> None:
    read = read_document(b'a: "x\\ud800\\x07y"\n', "x")
    assert read.data == {"a": "x\ufffd\ufffdy"}


def test_a_tab_inside_text_is_harmless() -> None:
    assert read_document(b'a: "x\ty"\n', "x").data == {"a": "x\ty"}


def test_the_hash_ignores_layout_and_keeps_order_and_content() -> None:
    def hashed(content: bytes) -> str:
        return canonical_hash(read_document(content, "x").data)

    first = hashed(b"a: 0.50\nb: [x, y]\n")
    assert first == hashed(b"# words\na:   0.5\n\nb:\n  - x\n  - 'y'\n")
    assert first != hashed(b"b: [x, y]\na: 0.50\n")
    assert first != hashed(b"a: 0.50\nb: [y, x]\n")
    assert first != hashed(b"a: 0.51\nb: [x, y]\n")
