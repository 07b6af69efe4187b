"""The CPU cost of saving one answer, beside its limits on the same machine in one run.

Limits: a bare Flask handler that answers "hello", and a bare `sqlite3` insert and commit. The
product's own request checks session, role, token, ownership, campaign, revision and value, keeps
the earlier value, writes the audit trail and commits. Prints medians of the CPU time that the
application spends (not the client that calls it) and their ratio.
"""

from __future__ import annotations

import gc
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from flask import Flask

from criteria.registry import get_set
from surveyapp.app import create_app
from surveyapp.config import Settings
from surveyapp.persistence.database import Database
from surveyapp.persistence.migrating import migrate
from tests.visitor import Visitor
from tests.world import PASSWORD, World

ROUNDS = 9
CALLS = 100


class Meter:
    """Adds up the CPU time that an application spends, not that of the client calling it."""

    def __init__(self, app: Flask) -> None:
        self.spent = 0.0
        self._inner = app.wsgi_app
        app.wsgi_app = self  # type: ignore[method-assign]

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        """Serve one request and note what it cost."""
        begin = time.process_time()
        try:
            return self._inner(environ, start_response)
        finally:
            self.spent += time.process_time() - begin


Call = Callable[[int], None]


def measure(call: Call, meter: Meter | None) -> float:
    """Return the CPU milliseconds of one call: of the application, or of the call itself."""
    begin = time.process_time()
    before = meter.spent if meter else 0.0
    for number in range(CALLS):
        call(number)
    spent = meter.spent - before if meter else time.process_time() - begin
    return spent / CALLS * 1000


def make_saving(folder: Path) -> tuple[Call, Meter]:
    """Return what saves one answer through the whole application."""
    settings = Settings(
        data_folder=folder,
        database_url=f"sqlite:///{folder / 'bench.db'}",
        secret_key="for this run only",
        rate_limits=False,
    )
    database = Database(settings.database_url)
    migrate(database)
    world = World(database)
    player = world.enterprise()
    assessment = world.start(player, world.campaign())
    app = create_app(settings, database)
    visitor = Visitor(app)
    visitor.sign_in(player.email, PASSWORD)
    ladders = [
        one.code for one in get_set("dn-nho-va-vua").indicators() if one.answer.kind == "ladder"
    ]
    saved: dict[str, int] = {}

    def save(number: int) -> None:
        code = ladders[number % len(ladders)]
        revision = saved.get(code, 0)
        payload = {"values": {"value": str((revision + 1) % 6)}, "revision": revision}
        reply = visitor.send_json(f"/assessments/{assessment.handle}/answers/{code}", payload)
        assert reply.status_code == 200, reply.get_data(as_text=True)
        saved[code] = reply.get_json()["revision"]

    return save, Meter(app)


def make_hello() -> tuple[Call, Meter]:
    """Return a call of a bare handler."""
    bare = Flask("bare")
    bare.add_url_rule("/", "hello", lambda: "hello")
    client = bare.test_client()

    def hello(_number: int) -> None:
        assert client.get("/").status_code == 200

    return hello, Meter(bare)


def make_insert(folder: Path) -> tuple[Call, None]:
    """Return one insert and commit by the bare driver, with the same durability."""
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE answer (code TEXT, value TEXT)")

    def insert(number: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO answer VALUES (?, ?)", (str(number), "3"))
        connection.execute("COMMIT")

    return insert, None


def main() -> None:
    """Measure all three in turns and print their medians."""
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room)
        calls: dict[str, tuple[Call, Meter | None]] = {
            "bare handler": make_hello(),
            "bare insert": make_insert(folder),
            "save one answer": make_saving(folder),
        }
        for call, meter in calls.values():
            measure(call, meter)
        gc.collect()
        gc.freeze()  # as `surveyapp.wsgi` does before the first request
        taken: dict[str, list[float]] = {name: [] for name in calls}
        for _ in range(ROUNDS):
            for name, (call, meter) in calls.items():
                taken[name].append(measure(call, meter))
    medians = {name: statistics.median(times) for name, times in taken.items()}
    for name, median in medians.items():
        print(f"{name:16} {median:7.3f} ms CPU")
    floor = medians["bare handler"] + medians["bare insert"]
    print(f"ratio to handler + insert: {medians['save one answer'] / floor:.1f}")


if __name__ == "__main__":
    main()
