"""Whether a criteria set may be published: without errors, with reasons, and only upwards."""

from __future__ import annotations

import pytest

from criteria.loader import examine
from criteria.starting import starting_text
from surveyapp.criteria_sets.errors import (
    ReasonNeeded,
    SetHasErrors,
    VersionNotNewer,
    VersionPublished,
)
from surveyapp.criteria_sets.model import Version
from surveyapp.criteria_sets.rules import require_publishable
from surveyapp.errors import Refusal

TEXT = starting_text("phong-hop")
DOUBTFUL = TEXT.replace("points: 5,", "points: 12,")


def numbered(number: str) -> str:
    return TEXT.replace('version: "1.0"', f'version: "{number}"')


def published(text: str, *versions: str, reason: str = "") -> str:
    examined = examine(text.encode(), "x.yaml")
    there = [Version("phong-hop", one) for one in versions]
    found = examined.criteria_set
    return require_publishable(found, examined.findings, there, reason=reason).version


@pytest.mark.parametrize(
    ("text", "versions", "refusal"),
    [
        ("format: 1\n", [], SetHasErrors),
        (TEXT.replace("below: 75", "below: 70"), [], SetHasErrors),
        (DOUBTFUL, [], ReasonNeeded),
        (TEXT, ["0.9", "1.0"], VersionPublished),
        (TEXT, ["0.9", "1.0", "1.1"], VersionPublished),
        (TEXT, ["1.9", "1.10"], VersionNotNewer),
        (numbered("1.0.0"), ["1.0"], VersionNotNewer),
        (numbered("1"), ["1.0.0.0"], VersionNotNewer),
    ],
)
def test_what_may_not_be_published(text: str, versions: list[str], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        published(text, *versions)


def test_a_blank_reason_is_none() -> None:
    with pytest.raises(ReasonNeeded):
        published(DOUBTFUL, reason="  ")


def test_what_may_be_published() -> None:
    assert published(TEXT) == "1.0"
    assert published(numbered("1.10"), "1.2", "1.9") == "1.10"
    assert published(numbered("1.0.1"), "1.0") == "1.0.1"
    assert published(DOUBTFUL, reason="Theo mẫu của Bộ") == "1.0"
