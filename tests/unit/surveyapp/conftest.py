"""A language for the time of one test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from surveyapp.i18n import LANGUAGES, use_language


@pytest.fixture
def speak() -> Iterator[Callable[[str], None]]:
    """Return the way to choose a language; afterwards it is Vietnamese again."""
    yield use_language
    use_language(LANGUAGES[0])
