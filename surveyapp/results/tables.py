"""Results: what a submission scored, on which basis, by which engine."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from surveyapp.persistence.base import Base, Key


class ResultRow(Base):
    """One score of one submission; rows are never changed.

    `exact_score` and `exact_points` are fractions as text; `shares` is the packed score vector that
    rankings read; `detail` keeps the pillars and the points lost.
    """

    __tablename__ = "result"
    __table_args__ = (
        sa.UniqueConstraint("submission_id", "basis"),
        sa.CheckConstraint("basis IN ('self', 'verified')", name="basis_known"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    submission_id: Mapped[int] = mapped_column(Key, sa.ForeignKey("submission.id"))
    basis: Mapped[str] = mapped_column(sa.String(10))
    exact_score: Mapped[str | None] = mapped_column(sa.String(400))
    exact_points: Mapped[str | None] = mapped_column(sa.String(400))
    maximum: Mapped[str] = mapped_column(sa.String(400))
    level: Mapped[int | None]
    withheld: Mapped[str | None] = mapped_column(sa.String(40))
    shares: Mapped[bytes]
    detail: Mapped[dict[str, Any]]
    engine_version: Mapped[str] = mapped_column(sa.String(20))
    set_hash: Mapped[str] = mapped_column(sa.String(64))
    input_hash: Mapped[str] = mapped_column(sa.String(64))
    computed_at: Mapped[datetime]
