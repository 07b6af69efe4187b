"""Accounts, granted roles and invitations."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from surveyapp.people.model import Role
from surveyapp.persistence.base import Base, Key

_ROLES = ", ".join(f"'{role.value}'" for role in Role)


class Person(Base):
    """An account: e-mail and password."""

    __tablename__ = "person"
    __table_args__ = (sa.CheckConstraint("email = lower(email)", name="email_lower"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    email: Mapped[str] = mapped_column(sa.String(254), unique=True)
    name: Mapped[str] = mapped_column(sa.String(120))
    password_hash: Mapped[str] = mapped_column(sa.String(200))
    created_at: Mapped[datetime]


class RoleGrant(Base):
    """A role held by a person, for one organisation where the role is respondent."""

    __tablename__ = "role_grant"
    __table_args__ = (
        sa.CheckConstraint(f"role IN ({_ROLES})", name="role_known"),
        sa.CheckConstraint(
            "(role = 'respondent') = (organisation_id IS NOT NULL)", name="respondent_of_one"
        ),
        sa.UniqueConstraint("person_id", "role"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(Key, sa.ForeignKey("person.id"))
    role: Mapped[str] = mapped_column(sa.String(20))
    organisation_id: Mapped[int | None] = mapped_column(
        Key, sa.ForeignKey("organisation.id"), index=True
    )
    granted_at: Mapped[datetime]


class Invitation(Base):
    """A single-use invitation; only the hash of its token is kept."""

    __tablename__ = "invitation"
    __table_args__ = (sa.CheckConstraint(f"role IN ({_ROLES})", name="role_known"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    token_sha256: Mapped[str] = mapped_column(sa.String(64), unique=True)
    email: Mapped[str] = mapped_column(sa.String(254))
    role: Mapped[str] = mapped_column(sa.String(20))
    organisation_id: Mapped[int | None] = mapped_column(Key, sa.ForeignKey("organisation.id"))
    invited_by: Mapped[int] = mapped_column(Key, sa.ForeignKey("person.id"))
    invited_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None] = mapped_column(default=None)
