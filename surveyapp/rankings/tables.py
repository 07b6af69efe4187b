"""Ranking editions and their lines."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from surveyapp.persistence.base import Base, Document, Key


class RankingEdition(Base):
    """One edition of a campaign's ranking: a draft, then published for good."""

    __tablename__ = "ranking_edition"
    __table_args__ = (sa.UniqueConstraint("campaign_id", "number"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    handle: Mapped[str] = mapped_column(sa.String(100), unique=True)
    campaign_id: Mapped[int] = mapped_column(Key, sa.ForeignKey("campaign.id"))
    number: Mapped[int]
    set_reference: Mapped[str] = mapped_column(sa.String(90))
    set_hash: Mapped[str] = mapped_column(sa.String(64))
    engine_version: Mapped[str] = mapped_column(sa.String(20))
    left_out: Mapped[int]
    drafted_by: Mapped[int] = mapped_column(Key, sa.ForeignKey("person.id"))
    drafted_at: Mapped[datetime]
    note: Mapped[str] = mapped_column(sa.Text, default="")
    published_by: Mapped[int | None] = mapped_column(Key, sa.ForeignKey("person.id"), default=None)
    published_at: Mapped[datetime | None] = mapped_column(default=None)
    trend: Mapped[dict[str, Any] | None] = mapped_column(Document, default=None)


class RankingLine(Base):
    """One ranked organisation with its name and numbers as they were at the time."""

    __tablename__ = "ranking_line"

    edition_id: Mapped[int] = mapped_column(
        Key, sa.ForeignKey("ranking_edition.id"), primary_key=True
    )
    organisation_id: Mapped[int] = mapped_column(
        Key, sa.ForeignKey("organisation.id"), primary_key=True
    )
    result_id: Mapped[int] = mapped_column(Key, sa.ForeignKey("result.id"))
    organisation_name: Mapped[str] = mapped_column(sa.String(620))
    province: Mapped[str] = mapped_column(sa.String(40))
    league: Mapped[str] = mapped_column(sa.String(40))
    rank: Mapped[int]
    league_rank: Mapped[int]
    score: Mapped[float]
    level: Mapped[int]
    pillar_scores: Mapped[dict[str, Any]]
