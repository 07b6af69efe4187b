"""Issued certificates."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from surveyapp.persistence.base import Base, Key


class CertificateRow(Base):
    """A certificate of one result: the frozen values that its PDF is drawn from, and its life."""

    __tablename__ = "certificate"

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    serial: Mapped[str] = mapped_column(sa.String(30), unique=True)
    result_id: Mapped[int] = mapped_column(Key, sa.ForeignKey("result.id"), unique=True)
    assessment_id: Mapped[int] = mapped_column(Key, sa.ForeignKey("assessment.id"), index=True)
    printed: Mapped[dict[str, Any]]
    issued_at: Mapped[datetime]
    valid_until: Mapped[date]
    superseded_by: Mapped[str | None] = mapped_column(sa.String(30), default=None)
