"""Read assessments, responses and submissions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum, auto
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from criteria.answers import Given
from surveyapp.assessments.model import Assessment, Response, Submission
from surveyapp.assessments.tables import AssessmentRow, ResponseRow, SubmissionRow
from surveyapp.campaigns.model import CampaignView
from surveyapp.campaigns.queries import COLUMNS as CAMPAIGN
from surveyapp.campaigns.tables import Campaign
from surveyapp.errors import NotFound
from surveyapp.organisations.queries import COLUMNS as ORGANISATION
from surveyapp.organisations.queries import view_of as organisation_view
from surveyapp.organisations.tables import Organisation
from surveyapp.persistence.base import table_of


class Lock(Enum):
    """How an assessment is held: answers share it, a submission or review wants it alone.

    SQLite serialises writing transactions by itself and ignores this.
    """

    NONE = auto()
    SHARED = auto()
    EXCLUSIVE = auto()


_ASSESSMENT, _RESPONSE = table_of(AssessmentRow), table_of(ResponseRow)
_OWN = tuple(
    _ASSESSMENT.c[name] for name in ("id", "handle", "started_at", "submitted_at", "reviewed_at")
)
_CAMPAIGN = slice(len(_OWN), len(_OWN) + len(CAMPAIGN))
_ORGANISATION = slice(_CAMPAIGN.stop, None)
_ASSESSMENTS = (
    sa.select(*_OWN, *CAMPAIGN, *ORGANISATION)
    .join_from(_ASSESSMENT, table_of(Campaign))
    .join(table_of(Organisation), Organisation.id == AssessmentRow.organisation_id)
)
_HANDLE = _ASSESSMENTS.where(_ASSESSMENT.c.handle == sa.bindparam("handle"))
_BY_HANDLE = {
    Lock.NONE: _HANDLE,
    Lock.SHARED: _HANDLE.with_for_update(read=True, of=_ASSESSMENT),
    Lock.EXCLUSIVE: _HANDLE.with_for_update(of=_ASSESSMENT),
}
_OF_ORGANISATION = _ASSESSMENTS.where(
    _ASSESSMENT.c.organisation_id == sa.bindparam("organisation_id")
).order_by(Campaign.period.desc(), Campaign.handle)
_OF_CAMPAIGN = _ASSESSMENTS.where(
    _ASSESSMENT.c.campaign_id == sa.bindparam("campaign_id")
).order_by(Organisation.name, _ASSESSMENT.c.id)

_OF_PARTS = _ASSESSMENTS.where(
    _ASSESSMENT.c.campaign_id == sa.bindparam("campaign_id"),
    Organisation.part_of_id == sa.bindparam("organisation_id"),
)

_GIVEN = tuple(_RESPONSE.c[name] for name in ("value", "not_applicable", "revision", "saved_at"))
_ONE_RESPONSE = sa.select(*_GIVEN).where(
    _RESPONSE.c.assessment_id == sa.bindparam("assessment_id"),
    _RESPONSE.c.indicator_code == sa.bindparam("indicator_code"),
)
_RESPONSES = sa.select(_RESPONSE.c.indicator_code, *_GIVEN).where(
    _RESPONSE.c.assessment_id == sa.bindparam("assessment_id")
)
_ANSWERED = sa.select(_RESPONSE.c.indicator_code).where(
    _RESPONSE.c.assessment_id == sa.bindparam("assessment_id"),
    sa.or_(_RESPONSE.c.not_applicable, _RESPONSE.c.value.is_not(None)),
)
_SUBMISSION = (
    sa.select(SubmissionRow)
    .where(SubmissionRow.assessment_id == sa.bindparam("assessment_id"))
    .order_by(SubmissionRow.number.desc())
    .limit(1)
)


def _view_of(row: Sequence[Any]) -> Assessment:
    identity, handle, started_at, submitted_at, reviewed_at = row[: len(_OWN)]
    return Assessment(
        id=identity,
        handle=handle,
        campaign=CampaignView(*row[_CAMPAIGN]),
        organisation=organisation_view(row[_ORGANISATION]),
        started_at=started_at,
        submitted_at=submitted_at,
        reviewed_at=reviewed_at,
    )


def get_assessment(session: Session, handle: str, lock: Lock = Lock.NONE) -> Assessment:
    """Return one assessment, locked until the end of the transaction if asked. Raises: NotFound."""
    found = session.connection().execute(_BY_HANDLE[lock], {"handle": handle}).one_or_none()
    if found is None:
        raise NotFound
    return _view_of(found)


def find_assessments_of(session: Session, organisation_id: int) -> list[Assessment]:
    """Return an organisation's assessments, newest period first."""
    rows = session.execute(_OF_ORGANISATION, {"organisation_id": organisation_id})
    return [_view_of(row) for row in rows]


def find_assessments_of_parts(
    session: Session, campaign_id: int, organisation_id: int
) -> list[Assessment]:
    """Return the assessments of an organisation's parts in a campaign."""
    which = {"campaign_id": campaign_id, "organisation_id": organisation_id}
    return [_view_of(row) for row in session.execute(_OF_PARTS, which)]


def find_assessments_in(session: Session, campaign_id: int) -> list[Assessment]:
    """Return a campaign's assessments by the name of the organisation."""
    rows = session.execute(_OF_CAMPAIGN, {"campaign_id": campaign_id})
    return [_view_of(row) for row in rows]


def find_campaigns_to_review(session: Session) -> set[int]:
    """Return the ids of the campaigns with a submission whose review is not closed."""
    query = sa.select(AssessmentRow.campaign_id).where(
        AssessmentRow.submitted_at.is_not(None), AssessmentRow.reviewed_at.is_(None)
    )
    return set(session.scalars(query.distinct()))


def find_response(session: Session, assessment_id: int, code: str) -> Response | None:
    """Return the answer to one indicator as it stands."""
    which = {"assessment_id": assessment_id, "indicator_code": code}
    row = session.connection().execute(_ONE_RESPONSE, which).one_or_none()
    if row is None:
        return None
    return Response(given=_given(row[0], not_applicable=row[1]), revision=row[2], saved_at=row[3])


def find_responses(session: Session, assessment_id: int) -> dict[str, Response]:
    """Return all answers of an assessment by indicator code."""
    rows = session.execute(_RESPONSES, {"assessment_id": assessment_id})
    return {
        code: Response(
            given=_given(value, not_applicable=not_applicable),
            revision=revision,
            saved_at=saved_at,
        )
        for code, value, not_applicable, revision, saved_at in rows
    }


def find_answered(session: Session, assessment_id: int) -> set[str]:
    """Return the codes of the indicators that have an answer as it stands."""
    rows = session.connection().execute(_ANSWERED, {"assessment_id": assessment_id})
    return set(rows.scalars())


def _given(value: dict[str, Any] | None, *, not_applicable: bool) -> Given | None:
    if value is None and not not_applicable:
        return None
    return Given(value, not_applicable)


def find_submission(session: Session, assessment_id: int) -> Submission | None:
    """Return the newest submission of an assessment."""
    row = session.scalar(_SUBMISSION, {"assessment_id": assessment_id})
    return None if row is None else submission_of(row)


def submission_of(row: SubmissionRow) -> Submission:
    """Return the plain values of a row."""
    return Submission(
        id=row.id,
        number=row.number,
        answers=thaw(row.answers),
        input_hash=row.input_hash,
        set_reference=row.set_reference,
        set_hash=row.set_hash,
        declared_by=row.declared_by,
        declared_as=row.declared_as,
        submitted_at=row.submitted_at,
    )


def freeze(answers: Mapping[str, Given]) -> dict[str, Any]:
    """Return answers as the JSON that a submission keeps."""
    return {
        code: {"not_applicable": True} if given.not_applicable else {"value": given.value}
        for code, given in sorted(answers.items())
    }


def thaw(frozen: Mapping[str, Any]) -> dict[str, Given]:
    """Return the answers that a submission kept."""
    return {
        code: Given(kept.get("value"), bool(kept.get("not_applicable")))
        for code, kept in frozen.items()
    }
