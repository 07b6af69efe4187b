"""Lets commands see the criteria sets that were published on this installation."""

from __future__ import annotations

from criteria.registry import use_folder
from surveyapp.config import sets_folder


def open_sets_folder() -> None:
    """Read the sets that were published here beside those of the product."""
    use_folder(sets_folder())
