"""Assessments, their responses with every earlier value, and frozen submissions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from surveyapp.persistence.base import Base, Document, Key


class AssessmentRow(Base):
    """One organisation's filling in one campaign; its state follows from what has happened."""

    __tablename__ = "assessment"
    __table_args__ = (
        sa.UniqueConstraint("campaign_id", "organisation_id"),
        sa.CheckConstraint(
            "reviewed_at IS NULL OR submitted_at IS NOT NULL", name="reviewed_after_submitted"
        ),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    handle: Mapped[str] = mapped_column(sa.String(16), unique=True)
    campaign_id: Mapped[int] = mapped_column(Key, sa.ForeignKey("campaign.id"))
    organisation_id: Mapped[int] = mapped_column(Key, sa.ForeignKey("organisation.id"), index=True)
    started_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None] = mapped_column(default=None)
    reviewed_at: Mapped[datetime | None] = mapped_column(default=None)


class ResponseRow(Base):
    """The answer to one indicator as it stands; an empty value that is not n/a was cleared."""

    __tablename__ = "response"
    __table_args__ = (
        sa.CheckConstraint("revision > 0", name="revision_positive"),
        sa.CheckConstraint(
            "NOT (not_applicable AND value IS NOT NULL)", name="value_or_not_applicable"
        ),
    )

    assessment_id: Mapped[int] = mapped_column(
        Key, sa.ForeignKey("assessment.id"), primary_key=True
    )
    indicator_code: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    value: Mapped[dict[str, Any] | None] = mapped_column(Document)
    not_applicable: Mapped[bool]
    revision: Mapped[int]
    saved_at: Mapped[datetime]
    saved_by: Mapped[int] = mapped_column(Key, sa.ForeignKey("person.id"))


class ResponseRevision(Base):
    """Every value that a response ever had; rows are never changed."""

    __tablename__ = "response_revision"

    assessment_id: Mapped[int] = mapped_column(
        Key, sa.ForeignKey("assessment.id"), primary_key=True
    )
    indicator_code: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[dict[str, Any] | None] = mapped_column(Document)
    not_applicable: Mapped[bool]
    saved_at: Mapped[datetime]
    saved_by: Mapped[int] = mapped_column(Key, sa.ForeignKey("person.id"))


class SubmissionRow(Base):
    """The frozen state of an assessment as it was declared; rows are never changed."""

    __tablename__ = "submission"
    __table_args__ = (sa.UniqueConstraint("assessment_id", "number"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    assessment_id: Mapped[int] = mapped_column(Key, sa.ForeignKey("assessment.id"))
    number: Mapped[int]
    answers: Mapped[dict[str, Any]]
    input_hash: Mapped[str] = mapped_column(sa.String(64))
    set_reference: Mapped[str] = mapped_column(sa.String(90))
    set_hash: Mapped[str] = mapped_column(sa.String(64))
    declared_by: Mapped[str] = mapped_column(sa.String(120))
    declared_as: Mapped[str] = mapped_column(sa.String(120))
    submitted_by: Mapped[int] = mapped_column(Key, sa.ForeignKey("person.id"))
    submitted_at: Mapped[datetime]
