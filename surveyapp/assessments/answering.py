"""Start an assessment and record its answers, one at a time. Nothing here commits."""

from __future__ import annotations

from datetime import datetime
from random import Random
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from criteria.answers import Given
from criteria.kinds import handler_of
from criteria.model import Indicator
from surveyapp.assessments.errors import AlreadyStarted, AnswerChanged, NotForThisUnit
from surveyapp.assessments.model import Assessment, Response
from surveyapp.assessments.queries import find_response
from surveyapp.assessments.rules import require_answerable
from surveyapp.assessments.tables import AssessmentRow, ResponseRevision, ResponseRow
from surveyapp.audit.service import record
from surveyapp.audit.vocabulary import Happened
from surveyapp.campaigns.model import CampaignView
from surveyapp.campaigns.rules import require_open
from surveyapp.errors import N_, Invalid
from surveyapp.organisations.model import OrganisationView
from surveyapp.persistence.base import table_of
from surveyapp.persistence.claiming import claiming
from surveyapp.persistence.handles import make_handle

_RESPONSES = table_of(ResponseRow)
_CHANGE = (
    sa.update(_RESPONSES)
    .where(
        _RESPONSES.c.assessment_id == sa.bindparam("of_assessment"),
        _RESPONSES.c.indicator_code == sa.bindparam("of_indicator"),
        _RESPONSES.c.revision == sa.bindparam("seen_revision"),
    )
    .values(
        value=sa.bindparam("value"),
        not_applicable=sa.bindparam("not_applicable"),
        revision=sa.bindparam("revision"),
        saved_at=sa.bindparam("saved_at"),
        saved_by=sa.bindparam("saved_by"),
    )
)
# An insertion counts its rows on PostgreSQL only when asked to.
_FIRST = {
    "sqlite": sqlite.insert(_RESPONSES).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(_RESPONSES)
    .on_conflict_do_nothing()
    .execution_options(preserve_rowcount=True),
}
_KEEP = sa.insert(table_of(ResponseRevision))


def start_assessment(
    session: Session,
    campaign: CampaignView,
    organisation: OrganisationView,
    *,
    rng: Random,
    actor_id: int,
    now: datetime,
) -> str:
    """Return the handle of the organisation's assessment in the campaign, begun now if need be.

    Refuses: NotForThisUnit, CampaignClosed, CampaignNotOpen. Event: assessment_started.
    """
    existing = sa.select(AssessmentRow.handle).where(
        AssessmentRow.campaign_id == campaign.id, AssessmentRow.organisation_id == organisation.id
    )
    begun = session.scalar(existing)
    if begun is not None:
        return begun
    if campaign.unit_kind not in organisation.units:
        raise NotForThisUnit
    require_open(campaign, now=now)
    row = AssessmentRow(
        handle=make_handle(rng),
        campaign_id=campaign.id,
        organisation_id=organisation.id,
        started_at=now,
    )
    try:
        with claiming(session, AlreadyStarted()):
            session.add(row)
    except AlreadyStarted:
        return session.scalars(existing).one()
    subject = ("assessment", row.id)
    record(session, Happened.ASSESSMENT_STARTED, subject=subject, actor_id=actor_id, now=now)
    return row.handle


def record_answer(
    session: Session,
    assessment: Assessment,
    indicator: Indicator,
    given: Given | None,
    *,
    seen_revision: int,
    actor_id: int,
    now: datetime,
) -> Response:
    """Write one answer, or clear it (`given` None), and keep the earlier value.

    `seen_revision` is the revision the actor last saw, 0 for none. Saving what is already stored
    changes nothing. Refuses: AssessmentSubmitted, CampaignClosed, AnswerChanged, Invalid.
    Event: answer_recorded.
    """
    require_answerable(assessment, now=now)
    _require_legal(indicator, given)
    current = find_response(session, assessment.id, indicator.code)
    if current is not None and current.given == given:
        return current
    if current is None and given is None:
        return Response(given=None, revision=0, saved_at=now)
    if (current.revision if current else 0) != seen_revision:
        raise AnswerChanged(current)
    revision = seen_revision + 1
    _write(session, assessment.id, indicator.code, given, revision, actor_id, now)
    record(
        session,
        Happened.ANSWER_RECORDED,
        subject=("assessment", assessment.id),
        actor_id=actor_id,
        now=now,
        data={"indicator": indicator.code, "revision": revision},
    )
    return Response(given=given, revision=revision, saved_at=now)


def _write(
    session: Session,
    assessment_id: int,
    code: str,
    given: Given | None,
    revision: int,
    actor_id: int,
    now: datetime,
) -> None:
    stored: dict[str, Any] = {
        "value": dict(given.value) if given and given.value is not None else None,
        "not_applicable": given is not None and given.not_applicable,
        "revision": revision,
        "saved_at": now,
        "saved_by": actor_id,
    }
    key = {"assessment_id": assessment_id, "indicator_code": code}
    connection = session.connection()
    if revision == 1:
        done = connection.execute(_FIRST[connection.dialect.name], stored | key)
    else:
        which = {
            "of_assessment": assessment_id,
            "of_indicator": code,
            "seen_revision": revision - 1,
        }
        done = connection.execute(_CHANGE, stored | which)
    if done.rowcount != 1:
        raise AnswerChanged(find_response(session, assessment_id, code))
    connection.execute(_KEEP, stored | key)


def _require_legal(indicator: Indicator, given: Given | None) -> None:
    if given is None:
        return
    if given.not_applicable and not indicator.may_be_not_applicable:
        raise Invalid({indicator.code: N_("Câu này áp dụng cho mọi đơn vị; hãy chọn câu trả lời.")})
    if given.value is not None:
        handler_of(indicator.answer).check(indicator.answer, given.value)
