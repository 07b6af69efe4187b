"""Campaigns."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from surveyapp.persistence.base import Base, Key


class Campaign(Base):
    """One criteria set, pinned by version and content hash, opened for one yearly period."""

    __tablename__ = "campaign"
    __table_args__ = (
        sa.CheckConstraint("opens_at < closes_at", name="opens_before_closes"),
        sa.UniqueConstraint("set_slug", "set_version", "period"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    handle: Mapped[str] = mapped_column(sa.String(90), unique=True)
    title_vi: Mapped[str] = mapped_column(sa.String(200))
    title_en: Mapped[str] = mapped_column(sa.String(200))
    set_slug: Mapped[str] = mapped_column(sa.String(60))
    set_version: Mapped[str] = mapped_column(sa.String(20))
    set_hash: Mapped[str] = mapped_column(sa.String(64))
    unit_kind: Mapped[str] = mapped_column(sa.String(20))
    period: Mapped[int]
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    created_by: Mapped[int] = mapped_column(Key, sa.ForeignKey("person.id"))
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
