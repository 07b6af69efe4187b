"""Find criteria sets: those that travel with the product and those that were published here.

Where both hold a version, the one that was published here is meant. A version that is no longer
what was published is refused by name and takes no other with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from functools import lru_cache

import sqlalchemy as sa
from sqlalchemy.orm import Session

from criteria.findings import CriteriaSetFaulty
from criteria.loader import loads
from criteria.model import CriteriaSet
from criteria.registry import get_set, get_source, shipped, version_key
from surveyapp.criteria_sets.errors import PublishedSetChanged
from surveyapp.criteria_sets.model import Draft, Version
from surveyapp.criteria_sets.tables import CriteriaSetDraft, CriteriaSetVersion
from surveyapp.errors import NotFound
from surveyapp.people.tables import Person

KEPT = 256
"""Versions whose parsed form a process keeps."""

Own = tuple[str, str]
"""The recorded hash and the text of a version that was published here."""

_kept: dict[tuple[str, str], CriteriaSet] = {}


def get_criteria_set(
    session: Session, reference: str, *, content_hash: str | None = None
) -> CriteriaSet:
    """Return the set that `slug@version` names.

    With the hash of its content it is the one with that hash, and one that was read before needs no
    look at all.

    Raises
    ------
    NotFound
        If there is no such version.
    PublishedSetChanged
        If its content no longer has the hash with which it was published, or the wanted one.
    """
    if content_hash is not None and (reference, content_hash) in _kept:
        return _kept[reference, content_hash]
    found = _read(reference, find_published(session, reference), content_hash)
    if content_hash not in (None, found.content_hash):
        raise PublishedSetChanged(reference=reference)
    if len(_kept) >= KEPT:
        _kept.clear()
    return _kept.setdefault((reference, found.content_hash), found)


def _read(reference: str, own: Own | None, wanted: str | None) -> CriteriaSet:
    """Read the version that was published here, or the one that ships."""
    ships = reference in {one.reference for one in shipped()}
    if own is not None and not (ships and wanted not in (None, own[0])):
        return _read_own(reference, own)
    if ships:
        return _read_shipped(reference)
    if wanted is None:
        raise NotFound
    raise PublishedSetChanged(reference=reference)


def _read_own(reference: str, own: Own) -> CriteriaSet:
    content_hash, content = own
    found = _parse(content)
    if found is None or found.content_hash != content_hash:
        raise PublishedSetChanged(reference=reference)
    return found


@lru_cache(maxsize=KEPT)
def _parse(content: str) -> CriteriaSet | None:
    try:
        return loads(content.encode())
    except CriteriaSetFaulty:
        return None


def _read_shipped(reference: str) -> CriteriaSet:
    try:
        return get_set(reference)
    except CriteriaSetFaulty as faulty:
        raise PublishedSetChanged(reference=reference) from faulty


def find_published(session: Session, reference: str) -> Own | None:
    """Return the recorded hash and the text of a version that was published here, if it was."""
    row = session.execute(_published().where(_is(reference))).one_or_none()
    return None if row is None else (row.content_hash, row.content)


def _published() -> sa.Select[str, str, str, str]:
    return sa.select(
        CriteriaSetVersion.slug,
        CriteriaSetVersion.version,
        CriteriaSetVersion.content_hash,
        CriteriaSetVersion.content,
    )


def _is(reference: str) -> sa.ColumnElement[bool]:
    slug, _, version = reference.partition("@")
    return sa.and_(CriteriaSetVersion.slug == slug, CriteriaSetVersion.version == version)


def list_criteria_sets(session: Session) -> list[CriteriaSet]:
    """Return every usable version by slug, the oldest first; `find_changed` names the others."""
    return [found for _, found in _everything(session) if found is not None]


def find_changed(session: Session) -> list[str]:
    """Return the versions that may no longer be used, by slug, the oldest first."""
    return [reference for reference, found in _everything(session) if found is None]


def _everything(session: Session) -> Iterator[tuple[str, CriteriaSet | None]]:
    """Yield every version by slug, the oldest first, with None for one that was edited."""
    rows = session.execute(_published())
    published = {f"{one.slug}@{one.version}": (one.content_hash, one.content) for one in rows}
    for reference in _ordered(published):
        try:
            yield reference, _read(reference, published.get(reference), None)
        except PublishedSetChanged:
            yield reference, None


def find_references(session: Session) -> list[str]:
    """Return the `slug@version` of every version by slug, the oldest first."""
    rows = session.execute(sa.select(CriteriaSetVersion.slug, CriteriaSetVersion.version))
    return _ordered(f"{slug}@{version}" for slug, version in rows)


def _ordered(published: Iterable[str]) -> list[str]:
    """Put what was published here among what ships, each version once."""
    return sorted({one.reference: None for one in shipped()} | dict.fromkeys(published), key=_key)


def _key(reference: str) -> tuple[str, tuple[int, ...]]:
    slug, _, version = reference.partition("@")
    return slug, version_key(version)


def find_versions(session: Session, slug: str) -> list[Version]:
    """Return the versions of one set, the oldest first, be they usable or not."""
    query = (
        sa.select(
            CriteriaSetVersion.slug,
            CriteriaSetVersion.version,
            CriteriaSetVersion.reason,
            Person.name,
            CriteriaSetVersion.published_at,
        )
        .outerjoin(Person, Person.id == CriteriaSetVersion.published_by)
        .where(CriteriaSetVersion.slug == slug)
    )
    versions = {one.version: Version(slug, one.version) for one in shipped() if one.slug == slug}
    versions |= {row.version: Version(*row) for row in session.execute(query)}
    return sorted(versions.values(), key=lambda one: version_key(one.version))


def find_latest(session: Session, slug: str) -> CriteriaSet | None:
    """Return the newest usable version of a set, None if there is none yet."""
    return next(_usable(session, reversed(find_versions(session, slug))), None)


def find_earlier(
    session: Session, slug: str, *, before: str | None = None
) -> tuple[CriteriaSet, ...]:
    """Return the usable versions of a set, the newest first; only those `before` one, if named."""
    own = None if before is None else version_key(before)
    versions = reversed(find_versions(session, slug))
    return tuple(
        _usable(session, [one for one in versions if own is None or version_key(one.version) < own])
    )


def _usable(session: Session, versions: Iterable[Version]) -> Iterator[CriteriaSet]:
    for one in versions:
        with suppress(PublishedSetChanged):
            yield get_criteria_set(session, one.reference)


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
    """Return the text of a set's newest usable version. Raises: NotFound."""
    newest = find_latest(session, slug)
    if newest is None:
        raise NotFound
    return get_text(session, newest.reference)


def get_text(session: Session, reference: str) -> str:
    """Return the text of the version that `slug@version` names, be it usable or not."""
    own = find_published(session, reference)
    return get_source(reference).decode("utf-8-sig") if own is None else own[1]


def _drafts() -> sa.Select[str, str, int, str, datetime, int]:
    return (
        sa.select(
            CriteriaSetDraft.slug,
            CriteriaSetDraft.content,
            CriteriaSetDraft.revision,
            Person.name,
            CriteriaSetDraft.changed_at,
            CriteriaSetDraft.changed_by.label("changed_by_id"),
        )
        .join(Person, Person.id == CriteriaSetDraft.changed_by)
        .order_by(CriteriaSetDraft.slug)
    )
