"""Roles, and the actor on whose behalf a request runs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person may be; a respondent is so for one organisation only."""

    RESPONDENT = "respondent"
    EVALUATOR = "evaluator"
    PUBLISHER = "publisher"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person with the roles held now."""

    person_id: int
    name: str
    email: str
    roles: frozenset[Role]
    organisation_id: int | None
    organisation_name: str | None
