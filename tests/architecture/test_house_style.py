"""The rules of the house style that a program can check."""

from __future__ import annotations

import ast
import re

from tests.architecture.sources import OTHERS, PACKAGES, ROOT, Function, Source, sources

LONGEST_FILE = 400
LONGEST_FUNCTION = 30
DEEPEST = 3
BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}
EVERYTHING = sources(*PACKAGES, *OTHERS)
OWN = sources(*PACKAGES)


def test_there_are_sources_to_check() -> None:
    assert len(OWN) > 100
    assert {one.name.split("/")[0] for one in OWN} == set(PACKAGES)


def test_files_are_short() -> None:
    lengths = {one.name: len(one.text.splitlines()) for one in EVERYTHING}
    assert {name: n for name, n in lengths.items() if n >= LONGEST_FILE} == {}


def _length(function: Function) -> int:
    """Count the lines of the body: the signature and the docstring are not what one must follow."""
    body = function.body
    if ast.get_docstring(function) is not None:
        body = body[1:]
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_functions_are_short() -> None:
    long = {
        f"{one.name}: {function.name}": _length(function)
        for one in OWN
        for function in one.functions()
        if _length(function) > LONGEST_FUNCTION
    }
    assert long == {}


_NESTING = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match)


def _depth(node: ast.AST, depth: int = 0) -> int:
    """Return how deep blocks stand inside blocks; `elif` is not deeper than its `if`."""
    deepest = depth
    for field, value in ast.iter_fields(node):
        below = value if isinstance(value, list) else [value]
        for child in below:
            if isinstance(child, ast.AST):
                chained = field == "orelse" and isinstance(node, ast.If) and len(below) == 1
                deeper = isinstance(child, _NESTING) and not (chained and isinstance(child, ast.If))
                if not isinstance(child, Function | ast.ClassDef):
                    deepest = max(deepest, _depth(child, depth + deeper))
    return deepest


def test_blocks_are_not_nested_deeply() -> None:
    deep = {
        f"{one.name}: {function.name}": _depth(function)
        for one in OWN
        for function in one.functions()
        if _depth(function) > DEEPEST
    }
    assert deep == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    folders = {part for one in EVERYTHING for part in one.path.relative_to(ROOT).parts}
    assert {name for name in folders if name.removesuffix(".py") in BANNED_NAMES} == set()


def _is_public(name: str) -> bool:
    return not name.startswith("_")


def _undocumented(source: Source) -> list[str]:
    found = [] if ast.get_docstring(source.tree) else ["the module"]
    for node in source.tree.body:
        if isinstance(node, Function | ast.ClassDef) and _is_public(node.name):
            found += [] if ast.get_docstring(node) else [node.name]
        if isinstance(node, ast.ClassDef) and _is_public(node.name):
            found += _undocumented_methods(node)
    return found


def _name_of(base: ast.expr) -> str:
    """Return the name of a base class: `Handler` for `Handler[Ladder]`."""
    return _name_of(base.value) if isinstance(base, ast.Subscript) else getattr(base, "id", "?")


def _undocumented_methods(owner: ast.ClassDef) -> list[str]:
    """Return public methods without words.

    One that fulfils a base class has the words there; a property is named like what it is.
    """
    inherits = {_name_of(base) for base in owner.bases} - {"Enum", "StrEnum", "ABC", "Generic"}
    return [
        f"{owner.name}.{node.name}"
        for node in owner.body
        if isinstance(node, Function)
        and _is_public(node.name)
        and not ast.get_docstring(node)
        and not inherits
        and "property" not in {_name_of(one) for one in node.decorator_list}
    ]


def test_everything_public_says_what_it_is() -> None:
    silent = {one.name: names for one in OWN if (names := _undocumented(one)) and one.text.strip()}
    assert silent == {}


def test_tests_and_programs_say_what_they_hold() -> None:
    silent = [
        one.name for one in sources(*OTHERS) if one.text.strip() and not ast.get_docstring(one.tree)
    ]
    assert silent == []


_UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")


def test_nothing_is_left_for_later() -> None:
    found = {one.name for one in EVERYTHING if _UNFINISHED.search(one.text)}
    assert found - {"tests/architecture/test_house_style.py"} == set()


_SHORT_OF = re.compile(r"pytest\.(skip|xfail|mark\.(skip|skipif|xfail|flaky))")


def test_no_test_is_skipped() -> None:
    """Only the published cases, which are not ours to ship, may be absent beside the project."""
    found = {one.name for one in sources("tests") if _SHORT_OF.search(one.text)}
    allowed = {"tests/architecture/test_house_style.py", "tests/golden/conftest.py"}
    assert found - allowed == set()


_ELSEWHERE = re.compile(r"(?<![\w.])/(work|root|tmp|home)/")


def test_no_file_names_a_place_on_one_machine() -> None:
    found = {one.name for one in EVERYTHING if _ELSEWHERE.search(one.text)}
    assert found - {"tests/architecture/test_house_style.py"} == set()


def _assertions(function: Function) -> int:
    """Count what can fail in a test: asserts, expected refusals, calls that check by themselves."""
    checking = 0
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            checking += 1
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in _CHECKING or name.startswith(("assert_", "_assert", "check", "expect")):
                checking += 1
    return checking


_CHECKING = {"raises", "get", "post", "run_state_machine_as_test", "fail", "warns"}


def test_every_test_can_fail() -> None:
    idle = {
        f"{one.name}: {function.name}"
        for one in sources("tests")
        for function in one.functions()
        if function.name.startswith("test_") and not _assertions(function)
    }
    assert idle == set()
