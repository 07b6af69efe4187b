"""A LibreOffice of its own for the tests, and somebody before it who does what they say."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from surveyapp.cli.criteria import criteria

EVERY_KIND = Path(__file__).parents[1] / "fixtures" / "sets" / "every-kind.yaml"
PYTHON = Path("/usr/bin/python3")
UNO = Path("/usr/lib/python3/dist-packages/uno.py")
PROGRAM = Path("/usr/lib/libreoffice/program/soffice")
HANDS = Path(__file__).parent / "hands.py"
_MISSING = (
    "LibreOffice Calc (libreoffice-calc) and its Python (python3-uno) are needed: "
    "run `make test-libreoffice`, or `scripts/install libreoffice`."
)
# As on a desk in Viet Nam: decimals are written with a comma, days before months.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>vi</value></prop></item>
</oor:items>
"""


class Calc:
    """Passes orders on to `hands.Hands`, whose methods are those of this class as well."""

    def __init__(self, hands: subprocess.Popen[str]) -> None:
        self._hands = hands

    def __getattr__(self, order: str) -> Callable[..., Any]:
        return lambda *parameters: self._told(order, *map(_plain, parameters))

    def _told(self, *order: object) -> Any:
        assert self._hands.stdin is not None
        assert self._hands.stdout is not None
        self._hands.stdin.write(json.dumps(order) + "\n")
        self._hands.stdin.flush()
        line = self._hands.stdout.readline()
        assert line, f"LibreOffice is gone, at {order}"
        told = json.loads(line)
        assert "fault" not in told, f"{order}: {told['fault']}"
        return told["answer"]


def _plain(parameter: object) -> object:
    return str(parameter) if isinstance(parameter, Path) else parameter


@contextmanager
def open_desk(folder: Path) -> Iterator[Calc]:
    """Start LibreOffice with settings that nobody else has, and stop it in the end."""
    assert PROGRAM.exists(), _MISSING
    assert UNO.exists(), _MISSING
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(_SETTINGS)
    pipe = f"desk-{os.getpid()}"
    office = _start(
        str(PROGRAM), f"-env:UserInstallation={folder.as_uri()}", "--headless", "--norestore",
        "--nologo", "--nodefault", f"--accept=pipe,name={pipe};urp;",
    )  # fmt: skip
    hands = _start(str(PYTHON), str(HANDS), pipe)
    try:
        yield Calc(hands)
    finally:
        for process in (hands, office):
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()


def _start(*command: str) -> subprocess.Popen[str]:
    environment = os.environ | {"SAL_USE_VCLPLUGIN": "svp"}
    return subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,  # what is started starts others
    )


def run(*arguments: object, exit_code: int = 0, language: str = "en") -> Result:
    """Run `surveyapp criteria` as in a terminal."""
    environment = {"SURVEYAPP_LANGUAGE": language}
    result = CliRunner().invoke(criteria, [*map(str, arguments)], env=environment)
    assert result.exit_code == exit_code, result.stderr
    return result
