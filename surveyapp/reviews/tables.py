"""Reviews of submissions and the points that evaluators award."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from surveyapp.persistence.base import Base, Key


class ReviewRow(Base):
    """One evaluator's verification of one submission."""

    __tablename__ = "review"

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    submission_id: Mapped[int] = mapped_column(Key, sa.ForeignKey("submission.id"), unique=True)
    opened_by: Mapped[int] = mapped_column(Key, sa.ForeignKey("person.id"))
    opened_at: Mapped[datetime]
    closed_by: Mapped[int | None] = mapped_column(Key, sa.ForeignKey("person.id"), default=None)
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(sa.Text, default="")


class AwardRow(Base):
    """Points awarded for one indicator; the newest counts, earlier ones are kept unchanged."""

    __tablename__ = "award"
    __table_args__ = (
        sa.Index(None, "review_id", "indicator_code"),
        sa.CheckConstraint("length(reason) > 0", name="reason_given"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    review_id: Mapped[int] = mapped_column(Key, sa.ForeignKey("review.id"))
    indicator_code: Mapped[str] = mapped_column(sa.String(40))
    self_points: Mapped[str | None] = mapped_column(sa.String(60))
    awarded_points: Mapped[str] = mapped_column(sa.String(60))
    reason: Mapped[str] = mapped_column(sa.Text)
    awarded_by: Mapped[int] = mapped_column(Key, sa.ForeignKey("person.id"))
    awarded_at: Mapped[datetime]
