"""What belongs where: services never commit, the clock is read at the doors, the web is above."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import ROOT, Source, attribute_of, sources

OWN = sources("surveyapp", "criteria", "scoring")
ENTRY_POINTS = ("surveyapp/web/request.py", "surveyapp/cli/", "surveyapp/demo/", "surveyapp/app.py")
TRANSACTIONS = ("surveyapp/persistence/database.py", "surveyapp/web/request.py")
CLOCKS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today")}


def _found(source: Source, names: set[str]) -> set[str]:
    return {attribute_of(call) for call in source.calls()} & names


def test_services_never_commit() -> None:
    """One transaction for one request: only its own end commits or rolls back."""
    found = {
        one.name: ends
        for one in OWN
        if (ends := _found(one, {"commit", "rollback"})) and one.name not in TRANSACTIONS
    }
    assert found == {}


def test_the_clock_is_read_at_the_entry_points_only() -> None:
    readers = {
        one.name
        for one in OWN
        if ("surveyapp.clock", "utc_now") in set(one.imports())
        and not one.name.startswith(ENTRY_POINTS)
    }
    assert readers == set()


def _reads_a_clock(call: ast.Call) -> bool:
    function = call.func
    if not isinstance(function, ast.Attribute):
        return False
    owner = function.value
    name = getattr(owner, "attr", getattr(owner, "id", ""))
    return (name, function.attr) in CLOCKS or (name == "time" and function.attr == "time")


def test_only_the_clock_reads_the_clock() -> None:
    readers = {one.name for one in OWN if any(_reads_a_clock(call) for call in one.calls())}
    assert readers == {"surveyapp/clock.py"}


def test_randomness_is_handed_down() -> None:
    """Below the entry points `rng` is an argument, so that a story can be told again."""
    drawing = {"random", "secrets"}
    found = {
        one.name
        for one in OWN
        if any(names[0] in drawing and names[-1] != "Random" for names in one.imports())
    }
    doors = {name for name in found if name.startswith((*ENTRY_POINTS, "surveyapp/web/"))}
    # A kept secret and the token of an invitation must never be told again.
    assert found - doors == {"surveyapp/config.py", "surveyapp/people/service.py"}


def test_the_environment_is_read_in_one_place() -> None:
    readers = {
        one.name
        for one in OWN
        if any(
            isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
            for node in ast.walk(one.tree)
        )
    }
    assert readers <= {"surveyapp/config.py"}


def test_the_web_is_known_to_the_web_only() -> None:
    web = ("flask", "wtforms", "flask_wtf", "werkzeug", "flask_limiter", "jinja2")
    doors = ("surveyapp/web/", "surveyapp/app.py", "surveyapp/wsgi.py", "surveyapp/cli/")
    printing = "surveyapp/certificates/printing/"
    found = {
        one.name
        for one in OWN
        if any(names[0].split(".")[0] in web for names in one.imports())
        and not one.name.startswith(doors)
    }
    assert {name for name in found if not name.startswith(printing)} == set()


def test_imports_stand_at_the_head_of_a_file() -> None:
    """No cycle hides inside a function, none behind TYPE_CHECKING."""
    hidden = {
        f"{one.name}: {function.name}"
        for one in OWN
        for function in one.functions()
        if any(isinstance(node, (ast.Import, ast.ImportFrom)) for node in ast.walk(function))
        and not one.name.startswith("surveyapp/cli/")
    }
    hidden |= {one.name for one in OWN if ("typing", "TYPE_CHECKING") in set(one.imports())}
    assert hidden == set()


def test_the_contracts_between_packages_hold() -> None:
    program = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
