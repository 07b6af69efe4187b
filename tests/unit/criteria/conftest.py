"""The fixture sets, and a way to break one of them in a single place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from criteria.loader import Examined, examine, load
from criteria.model import CriteriaSet

SETS = Path(__file__).parents[2] / "fixtures" / "sets"
EVERY_KIND = SETS / "every-kind.yaml"

Change = Callable[[str, str], Examined]


@pytest.fixture(scope="session")
def every_kind() -> CriteriaSet:
    return load(EVERY_KIND)


@pytest.fixture
def changed() -> Change:
    """Examine the set of every kind after one piece of its text was replaced."""

    def change(old: str, new: str) -> Examined:
        text = EVERY_KIND.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the fixture"
        return examine(text.replace(old, new).encode(), "x.yaml")

    return change
