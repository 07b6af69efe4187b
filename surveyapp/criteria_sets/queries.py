"""Find criteria sets: those that travel with the product and those that were published here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from criteria.loader import loads
from criteria.model import CriteriaSet
from criteria.registry import get_set, list_sets, shipped, version_key
from surveyapp.criteria_sets.errors import PublishedSetChanged
from surveyapp.criteria_sets.model import Draft, Version
from surveyapp.criteria_sets.tables import CriteriaSetDraft, CriteriaSetVersion
from surveyapp.errors import NotFound
from surveyapp.people.tables import Person

KEPT = 256
"""Versions whose parsed form a process keeps."""


def get_criteria_set(
    session: Session, reference: str, *, content_hash: str | None = None
) -> CriteriaSet:
    """Return the set that `slug@version` names.

    With the hash of its content, one that was read before needs no look at all.

    Raises
    ------
    NotFound
        If there is no such version.
    PublishedSetChanged
        If its content no longer has the hash with which it was published.
    """
    if (reference, content_hash) in _kept:
        return _kept[reference, content_hash]
    shipped_here = reference in {one.reference for one in shipped()}
    found = get_set(reference) if shipped_here else _get_published(session, reference)
    if len(_kept) >= KEPT:
        _kept.clear()
    _kept[reference, found.content_hash] = found
    return found


_kept: dict[tuple[str, str | None], CriteriaSet] = {}


def _get_published(session: Session, reference: str) -> CriteriaSet:
    slug, _, version = reference.partition("@")
    query = sa.select(CriteriaSetVersion.content_hash).where(
        CriteriaSetVersion.slug == slug, CriteriaSetVersion.version == version
    )
    content_hash = session.scalar(query)
    if content_hash is None:
        raise NotFound
    if (reference, content_hash) in _kept:
        return _kept[reference, content_hash]
    content = session.scalars(query.with_only_columns(CriteriaSetVersion.content)).one()
    found = loads(content.encode(), reference)
    if found.content_hash != content_hash:
        raise PublishedSetChanged(reference)
    return found


def list_criteria_sets(session: Session) -> list[CriteriaSet]:
    """Return every usable version by slug, the oldest first."""
    references = [one.reference for one in list_sets()]
    query = sa.select(CriteriaSetVersion.slug, CriteriaSetVersion.version)
    references += [f"{slug}@{version}" for slug, version in session.execute(query)]
    return [get_criteria_set(session, one) for one in sorted(references, key=_by_version)]


def _by_version(reference: str) -> tuple[str, tuple[int, ...]]:
    slug, _, version = reference.partition("@")
    return slug, version_key(version)


def find_versions(session: Session, slug: str) -> Sequence[Version]:
    """Return the versions of one set, the oldest first."""
    query = (
        sa.select(
            CriteriaSetVersion.slug,
            CriteriaSetVersion.version,
            CriteriaSetVersion.content_hash,
            CriteriaSetVersion.reason,
            Person.name,
            CriteriaSetVersion.published_at,
        )
        .join(Person, Person.id == CriteriaSetVersion.published_by)
        .where(CriteriaSetVersion.slug == slug)
    )
    own = [
        Version(one.slug, one.version, get_set(one.reference).content_hash)
        for one in shipped()
        if one.slug == slug
    ]
    published = [Version(*row) for row in session.execute(query)]
    return sorted([*own, *published], key=lambda one: version_key(one.version))


def find_latest(session: Session, slug: str) -> CriteriaSet | None:
    """Return the newest version of a set, None if there is none yet."""
    versions = find_versions(session, slug)
    return get_criteria_set(session, versions[-1].reference) if versions else None


def find_drafts(session: Session) -> list[Draft]:
    """Return every draft by slug."""
    return [Draft(*row) for row in session.execute(_drafts())]


def find_draft(session: Session, slug: str) -> Draft | None:
    """Return the draft of one set, if there is one."""
    row = session.execute(_drafts().where(CriteriaSetDraft.slug == slug)).one_or_none()
    return None if row is None else Draft(*row)


def get_draft(session: Session, slug: str) -> Draft:
    """Return the draft of one set. Raises: NotFound."""
    found = find_draft(session, slug)
    if found is None:
        raise NotFound
    return found


def get_latest_text(session: Session, slug: str) -> str:
    """Return the text of a set's newest version. Raises: NotFound."""
    versions = find_versions(session, slug)
    if not versions:
        raise NotFound
    newest = versions[-1]
    if newest.published_at is None:
        source = next(one.source for one in shipped() if one.reference == newest.reference)
        return source.read_text(encoding="utf-8")
    query = sa.select(CriteriaSetVersion.content).where(
        CriteriaSetVersion.slug == slug, CriteriaSetVersion.version == newest.version
    )
    return session.scalars(query).one()


def _drafts() -> sa.Select[str, str, int, str, datetime]:
    return (
        sa.select(
            CriteriaSetDraft.slug,
            CriteriaSetDraft.content,
            CriteriaSetDraft.revision,
            Person.name,
            CriteriaSetDraft.changed_at,
        )
        .join(Person, Person.id == CriteriaSetDraft.changed_by)
        .order_by(CriteriaSetDraft.slug)
    )
