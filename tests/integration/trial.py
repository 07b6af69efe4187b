"""The trial set (`sets/thu-nho`): a legal answer to every question, and a draft to begin with."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from surveyapp.assessments.model import Assessment
from tests.world import Player, World

TRIAL = "thu-nho"

MIDDLING: Mapping[str, Mapping[str, str]] = {
    "CL.01": {"": "2"},
    "CL.02": {"": "yes"},
    "CL.03": {"": "web;zalo"},
    "NL.01": {"a": "1", "b": "3"},
    "NL.02": {"": "1"},
    "NL.03": {"": "60"},
    "DL.01": {"progress": "1"},
    "DL.02": {"": "2"},
    "DL.03": {"": "may"},
    "DL.04": {"": "Không có gì thêm."},
}
CODES = tuple(MIDDLING)
MIDDLING_POINTS = Fraction(91, 4)
"""2 + 5 + 2, 10/3 + 5/3 + 15/4, 2 + 2 + 1: thirds that add up only if nothing is rounded."""

MAXIMUM = 41


def begin(world: World) -> tuple[Player, Assessment]:
    """Return an enterprise with an empty draft of the trial set."""
    player = world.enterprise()
    return player, world.start(player, world.campaign(TRIAL))


def submitted(world: World) -> tuple[Player, Assessment]:
    """Return an enterprise whose middling answers are declared."""
    player, assessment = begin(world)
    world.answer(player, assessment, MIDDLING)
    world.declare(player, assessment)
    return player, assessment
