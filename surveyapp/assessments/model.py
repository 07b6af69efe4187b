"""An assessment as the rest of the product sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from criteria.answers import Given
from surveyapp.campaigns.model import CampaignView
from surveyapp.organisations.model import OrganisationView


class AssessmentState(StrEnum):
    """Where an assessment stands; derived from what has happened to it."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True)
class Assessment:
    """One organisation's filling in one campaign."""

    id: int
    handle: str
    campaign: CampaignView
    organisation: OrganisationView
    started_at: datetime
    submitted_at: datetime | None
    reviewed_at: datetime | None

    @property
    def state(self) -> AssessmentState:
        """Where it stands now."""
        if self.reviewed_at is not None:
            return AssessmentState.REVIEWED
        return AssessmentState.DRAFT if self.submitted_at is None else AssessmentState.SUBMITTED


@dataclass(frozen=True, slots=True)
class Response:
    """The answer to one indicator as it stands; `given` is None after it was cleared.

    A change must name the `revision` that it replaces.
    """

    given: Given | None
    revision: int
    saved_at: datetime


Responses = Mapping[str, Response]


@dataclass(frozen=True, slots=True)
class Declaration:
    """Who vouches for the answers."""

    name: str
    position: str


@dataclass(frozen=True, slots=True)
class Submission:
    """The frozen state of an assessment as it was declared."""

    id: int
    number: int
    answers: Mapping[str, Given]
    input_hash: str
    set_reference: str
    set_hash: str
    declared_by: str
    declared_as: str
    submitted_at: datetime
