"""Read certificates."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from surveyapp.certificates.model import Certificate
from surveyapp.certificates.printed import thaw
from surveyapp.certificates.tables import CertificateRow


def _view_of(row: CertificateRow) -> Certificate:
    return Certificate(
        serial=row.serial,
        printed=thaw(row.printed),
        issued_at=row.issued_at,
        valid_until=row.valid_until,
        superseded_by=row.superseded_by,
    )


def find_certificate(session: Session, serial: str) -> Certificate | None:
    """Return the certificate with a normalised serial."""
    row = session.scalar(sa.select(CertificateRow).where(CertificateRow.serial == serial))
    return None if row is None else _view_of(row)


def find_current_certificate(session: Session, assessment_id: int) -> Certificate | None:
    """Return the certificate of an assessment that no later one has replaced."""
    query = sa.select(CertificateRow).where(
        CertificateRow.assessment_id == assessment_id, CertificateRow.superseded_by.is_(None)
    )
    row = session.scalar(query)
    return None if row is None else _view_of(row)
