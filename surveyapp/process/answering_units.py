"""The units of a campaign as they were submitted and verified, for looking at all of them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from criteria.compile import Unit
from surveyapp.assessments.queries import thaw
from surveyapp.assessments.tables import AssessmentRow, SubmissionRow
from surveyapp.organisations.model import OrganisationView
from surveyapp.organisations.queries import COLUMNS as ORGANISATION
from surveyapp.organisations.queries import view_of as organisation_view
from surveyapp.organisations.tables import Organisation
from surveyapp.reviews.tables import AwardRow, ReviewRow

_NEWEST = (
    sa.select(sa.func.max(SubmissionRow.id))
    .join(AssessmentRow, AssessmentRow.id == SubmissionRow.assessment_id)
    .where(AssessmentRow.campaign_id == sa.bindparam("campaign_id"))
    .group_by(SubmissionRow.assessment_id)
)


def find_units(session: Session, campaign_id: int) -> list[Unit]:
    """Return every submitted unit by name; points of closed reviews stand above its answers."""
    query = (
        sa.select(SubmissionRow.id, SubmissionRow.answers, *ORGANISATION)
        .select_from(SubmissionRow)
        .join(AssessmentRow, AssessmentRow.id == SubmissionRow.assessment_id)
        .join(Organisation, Organisation.id == AssessmentRow.organisation_id)
        .where(SubmissionRow.id.in_(_NEWEST.scalar_subquery()))
        .order_by(Organisation.name, Organisation.id)
    )
    awarded = _awarded(session, campaign_id)
    rows = session.execute(query, {"campaign_id": campaign_id})
    return [
        _unit(organisation_view(organisation), answers, awarded.get(submission_id, {}))
        for submission_id, answers, *organisation in rows
    ]


def _unit(
    organisation: OrganisationView, answers: Mapping[str, Any], awarded: Mapping[str, Fraction]
) -> Unit:
    return Unit(organisation.full_name, thaw(answers), organisation.group, awarded)


def _awarded(session: Session, campaign_id: int) -> dict[int, dict[str, Fraction]]:
    """Return the points of closed reviews by submission; of several awards the newest counts."""
    query = (
        sa.select(ReviewRow.submission_id, AwardRow.indicator_code, AwardRow.awarded_points)
        .join(AwardRow, AwardRow.review_id == ReviewRow.id)
        .where(
            ReviewRow.submission_id.in_(_NEWEST.scalar_subquery()), ReviewRow.closed_at.is_not(None)
        )
        .order_by(AwardRow.id)
    )
    found: dict[int, dict[str, Fraction]] = {}
    for submission_id, code, points in session.execute(query, {"campaign_id": campaign_id}):
        found.setdefault(submission_id, {})[code] = Fraction(points)
    return found
