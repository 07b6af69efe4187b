"""What every integration test stands on: the trial set beside the shipped ones, and a clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources.abc import Traversable
from pathlib import Path

import pytest
from flask import Flask

from criteria import registry
from surveyapp.web import request
from tests.integration.scene import Scene, make_scene
from tests.world import NOON, World

SETS = Path(__file__).parent / "sets"


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder that commands see: an empty one, never that of a developer."""
    folder = tmp_path / "installation"
    monkeypatch.setenv("SURVEYAPP_DATA", str(folder))
    monkeypatch.delenv("SURVEYAPP_DATABASE_URL", raising=False)
    return folder


@pytest.fixture
def trial_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ship the sets of this folder too, so that campaigns can pin them by reference."""
    shipped = registry._folders

    def folders() -> Iterator[Traversable]:
        yield from shipped()
        yield from (folder for folder in SETS.iterdir() if folder.is_dir())

    monkeypatch.setattr(registry, "_folders", folders)


@dataclass
class Clock:
    """The time that requests see; a test may turn it."""

    now: datetime = NOON + timedelta(hours=1)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Let requests read a clock that stands still, so that no test depends on the day it runs."""
    clock = Clock()
    monkeypatch.setattr(request, "utc_now", lambda: clock.now)
    return clock


@pytest.fixture
def world(world: World, trial_set: None, clock: Clock) -> World:
    """The services on each database, with the trial set."""
    return world


@pytest.fixture
def small_world(small_world: World, trial_set: None, clock: Clock) -> World:
    """The services on SQLite, with the trial set."""
    return small_world


@pytest.fixture
def app(app: Flask, trial_set: None, clock: Clock) -> Flask:
    """The application on SQLite, with the trial set and a clock that stands still."""
    return app


@pytest.fixture
def scene(small_world: World, app: Flask) -> Scene:
    """A verified and published year and an open one, with everybody who may look."""
    return make_scene(small_world, app)
