"""Every example in a docstring of `scoring` runs and says what it promises."""

import doctest
import importlib
import pkgutil

import pytest

import scoring

MODULES = sorted(one.name for one in pkgutil.walk_packages(scoring.__path__, "scoring."))


@pytest.mark.parametrize("name", MODULES)
def test_examples_hold(name: str) -> None:
    outcome = doctest.testmod(importlib.import_module(name))
    assert outcome.failed == 0
