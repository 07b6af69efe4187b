"""Issue certificates; a later one of the same assessment takes the place of the earlier.

Nothing here commits.
"""

from __future__ import annotations

from datetime import date, datetime
from random import Random

import sqlalchemy as sa
from sqlalchemy.orm import Session

from criteria.model import CriteriaSet
from surveyapp.assessments.model import Assessment
from surveyapp.audit.service import record
from surveyapp.audit.vocabulary import Happened
from surveyapp.certificates.printed import freeze
from surveyapp.certificates.serial import make_serial
from surveyapp.certificates.tables import CertificateRow
from surveyapp.clock import in_legal_time
from surveyapp.results.model import Result


def issue_certificate(
    session: Session,
    assessment: Assessment,
    criteria_set: CriteriaSet,
    result: Result,
    *,
    rng: Random,
    actor_id: int,
    now: datetime,
) -> str | None:
    """Issue the certificate of a result; return its serial, None when the score is withheld.

    Events: certificate_issued, certificate_superseded.
    """
    if result.score is None:
        return None
    issued_on = in_legal_time(now).date()
    row = CertificateRow(
        serial=make_serial(issued_on.year, rng),
        result_id=result.id,
        assessment_id=assessment.id,
        printed=freeze(assessment, criteria_set, result),
        issued_at=now,
        valid_until=_a_year_after(issued_on),
    )
    _supersede(session, assessment.id, row.serial, actor_id=actor_id, now=now)
    session.add(row)
    session.flush()
    data = {"serial": row.serial, "basis": result.basis.value}
    subject = ("certificate", row.id)
    record(
        session, Happened.CERTIFICATE_ISSUED, subject=subject, actor_id=actor_id, now=now, data=data
    )
    return row.serial


def _supersede(
    session: Session, assessment_id: int, serial: str, *, actor_id: int, now: datetime
) -> None:
    earlier = sa.select(CertificateRow).where(
        CertificateRow.assessment_id == assessment_id, CertificateRow.superseded_by.is_(None)
    )
    for row in session.scalars(earlier):
        row.superseded_by = serial
        record(
            session,
            Happened.CERTIFICATE_SUPERSEDED,
            subject=("certificate", row.id),
            actor_id=actor_id,
            now=now,
            data={"by": serial},
        )


def _a_year_after(day: date) -> date:
    """Return the same day of the next year; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
