"""A real browser before the real server over a real database file."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from surveyapp.persistence.database import Database
from surveyapp.persistence.migrating import migrate
from tests.world import Player, World

CHROMIUM = os.environ.get("SURVEYAPP_CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
DESKTOP = (1280, 900)
PHONE = (390, 844)
PATIENCE_MS = 15_000
PICTURES = os.environ.get("SURVEYAPP_SCREENSHOTS")
"""Folder of the pictures in the documentation; only `make screenshots` sets it."""


@dataclass(frozen=True)
class Stage:
    """Where the journeys take place: an address, and the people who can sign in."""

    address: str
    world: World
    administrator: Player
    evaluator: Player
    publisher: Player
    agency: Player


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The product as `surveyapp serve` starts it, with its campaigns open."""
    folder = tmp_path_factory.mktemp("stage")
    database = Database(f"sqlite:///{folder / 'surveyapp.db'}")
    migrate(database)
    world = World(database)
    today = datetime.now(UTC)
    for slug in ("dn-nho-va-vua", "nhiem-vu-co-quan", "nhiem-vu-cong-chuc"):
        world.campaign(
            slug,
            year=today.year,
            opens_at=today - timedelta(days=30),
            closes_at=today + timedelta(days=30),
        )
    port = _free_port()
    environment = os.environ | {
        "SURVEYAPP_DATA": str(folder),
        "SURVEYAPP_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "SURVEYAPP_RATE_LIMITS": "off",
    }
    server = subprocess.Popen(
        [sys.executable, "-m", "surveyapp", "serve", "--port", str(port)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/healthz", server)
        yield Stage(
            address,
            world,
            world.administrator,
            world.evaluator,
            world.publisher,
            world.agency("Sở Minh họa Đường Số"),
        )
    finally:
        server.terminate()
        server.wait(20)
        database.dispose()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert server.poll() is None, "the server stopped"
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    raise AssertionError("the server did not come up")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield running
        running.close()


class Person:
    """Somebody before a screen; every fault that the browser reports is kept."""

    def __init__(self, context: BrowserContext, stage: Stage) -> None:
        self.context = context
        self.stage = stage
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE_MS)
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on(
            "console",
            lambda said: self.faults.append(said.text) if said.type == "error" else None,
        )

    def go(self, path: str) -> None:
        """Open a page of the product."""
        self.page.goto(self.stage.address + path)

    def press(self, name: str) -> None:
        """Press the button or follow the link with this name."""
        control = self.page.get_by_role("button", name=name).or_(
            self.page.get_by_role("link", name=name)
        )
        control.first.click()
        self.page.wait_for_load_state()

    def sign_in(self, email: str, password: str) -> None:
        """Sign in by the page."""
        self.go("/sign-in")
        self.page.locator("#email").fill(email)
        self.page.locator("#password").fill(password)
        self.page.locator("#password").press("Enter")
        self.page.wait_for_load_state()

    def look(self, name: str) -> None:
        """Keep a picture where the documentation wants one, and hold the page to WCAG 2.2 AA."""
        if PICTURES:
            Path(PICTURES).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=str(Path(PICTURES) / f"{name}.png"))
        self.check_accessibility(name)

    def check_accessibility(self, name: str) -> None:
        """Refuse any violation that axe finds."""
        found = Axe().run(
            self.page,
            options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
        )
        violations = [
            f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found.response["violations"]
        ]
        assert not violations, f"{name}: {violations}"


MakePerson = Callable[..., Person]


@pytest.fixture
def person(browser: Browser, stage: Stage) -> Iterator[MakePerson]:
    """Make somebody before a screen of a given size, with or without scripts."""
    made: list[Person] = []

    def make(size: tuple[int, int] = DESKTOP, *, scripts: bool = True) -> Person:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale="vi-VN",
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        made.append(Person(context, stage))
        return made[-1]

    yield make
    for one in made:
        one.context.close()
        assert not one.faults, one.faults
