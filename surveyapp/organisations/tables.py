"""Organisations: the units that are assessed."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from surveyapp.persistence.base import Base, Key


class Organisation(Base):
    """An enterprise or an agency."""

    __tablename__ = "organisation"
    __table_args__ = (
        sa.CheckConstraint("kind IN ('enterprise', 'agency')", name="kind_known"),
        sa.CheckConstraint(
            "kind <> 'enterprise' OR (tax_code IS NOT NULL AND industry IS NOT NULL)",
            name="enterprise_described",
        ),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    kind: Mapped[str] = mapped_column(sa.String(20))
    name: Mapped[str] = mapped_column(sa.String(200))
    province: Mapped[str] = mapped_column(sa.String(40))
    league: Mapped[str] = mapped_column(sa.String(40))
    created_at: Mapped[datetime]
    tax_code: Mapped[str | None] = mapped_column(sa.String(14), unique=True, default=None)
    industry: Mapped[str | None] = mapped_column(sa.String(4), default=None)
