"""Every example in a docstring of `scoring` runs and says what it promises."""

import doctest
import importlib
import pkgutil

import pytest

import scoring

MODULES = sorted(module.name for module in pkgutil.iter_modules(scoring.__path__))


@pytest.mark.parametrize("name", MODULES)
def test_examples_hold(name: str) -> None:
    outcome = doctest.testmod(importlib.import_module(f"scoring.{name}"))
    assert outcome.failed == 0
