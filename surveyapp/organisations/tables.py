"""Organisations and their parts: the units that are assessed."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from surveyapp.organisations.registers import OrganisationKind
from surveyapp.persistence.base import Base, Key

LONGEST_NAME = 200
_KINDS = ", ".join(f"'{kind.value}'" for kind in OrganisationKind)


class Organisation(Base):
    """An enterprise or an agency, or what of an agency's is assessed on its own."""

    __tablename__ = "organisation"
    __table_args__ = (
        sa.CheckConstraint(f"kind IN ({_KINDS})", name="kind_known"),
        sa.CheckConstraint(
            "(kind IN ('enterprise', 'agency')) = (part_of_id IS NULL)", name="parts_belong"
        ),
        sa.UniqueConstraint("part_of_id", "kind", "name", "detail"),
        sa.CheckConstraint(
            "kind <> 'enterprise' OR (tax_code IS NOT NULL AND industry IS NOT NULL)",
            name="enterprise_described",
        ),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    kind: Mapped[str] = mapped_column(sa.String(20))
    name: Mapped[str] = mapped_column(sa.String(LONGEST_NAME))
    province: Mapped[str] = mapped_column(sa.String(40))
    league: Mapped[str] = mapped_column(sa.String(40))
    created_at: Mapped[datetime]
    tax_code: Mapped[str | None] = mapped_column(sa.String(14), unique=True, default=None)
    industry: Mapped[str | None] = mapped_column(sa.String(4), default=None)
    detail: Mapped[str] = mapped_column(sa.String(LONGEST_NAME), default="", server_default="")
    part_of_id: Mapped[int | None] = mapped_column(
        Key, sa.ForeignKey("organisation.id"), default=None
    )
