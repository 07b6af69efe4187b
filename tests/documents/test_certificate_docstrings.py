"""The examples in the docstrings are true."""

from __future__ import annotations

import doctest
from types import ModuleType

import pytest

from surveyapp import figures as scores
from surveyapp.certificates import serial, values
from surveyapp.certificates.printing import figures, lettering


@pytest.mark.parametrize("module", [serial, values, scores, figures, lettering])
def test_the_examples_run(module: ModuleType) -> None:
    outcome = doctest.testmod(module)
    assert outcome.attempted > 0
    assert outcome.failed == 0
