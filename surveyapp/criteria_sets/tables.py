"""Drafts and published versions of criteria sets."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from surveyapp.persistence.base import Base, Key


class CriteriaSetDraft(Base):
    """A criteria set that is being written; one draft for each slug."""

    __tablename__ = "criteria_set_draft"

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    slug: Mapped[str] = mapped_column(sa.String(60), unique=True)
    content: Mapped[str] = mapped_column(sa.Text)
    revision: Mapped[int]
    changed_by: Mapped[int] = mapped_column(Key, sa.ForeignKey("person.id"))
    changed_at: Mapped[datetime]


class CriteriaSetVersion(Base):
    """A published version of a criteria set; it never changes.

    Nobody published it who has an account if the operator did at the command line.
    """

    __tablename__ = "criteria_set_version"
    __table_args__ = (sa.UniqueConstraint("slug", "version"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    slug: Mapped[str] = mapped_column(sa.String(60))
    version: Mapped[str] = mapped_column(sa.String(20))
    content: Mapped[str] = mapped_column(sa.Text)
    content_hash: Mapped[str] = mapped_column(sa.String(64))
    reason: Mapped[str] = mapped_column(sa.Text)
    published_by: Mapped[int | None] = mapped_column(Key, sa.ForeignKey("person.id"))
    published_at: Mapped[datetime]
