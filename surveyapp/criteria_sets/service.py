"""Write drafts of criteria sets and publish them. Nothing here commits."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from criteria.model import CriteriaSet
from surveyapp.audit.service import record
from surveyapp.audit.vocabulary import Happened
from surveyapp.criteria_sets.errors import DraftChanged, VersionPublished
from surveyapp.criteria_sets.examining import examine_content
from surveyapp.criteria_sets.queries import find_versions, get_draft
from surveyapp.criteria_sets.rules import require_publishable, require_same_set
from surveyapp.criteria_sets.tables import CriteriaSetDraft, CriteriaSetVersion
from surveyapp.persistence.claiming import claiming


def save_draft(
    session: Session, slug: str, content: str, *, revision: int, actor_id: int, now: datetime
) -> int:
    """Write the draft of a set and return its new revision.

    `revision` is the one that the writer last saw, 0 for a new draft. A faulty text is kept too.
    Refuses: OtherSetNamed, DraftChanged. Event: criteria_set_drafted.
    """
    require_same_set(slug, content)
    row = session.scalar(
        sa.select(CriteriaSetDraft).where(CriteriaSetDraft.slug == slug).with_for_update()
    )
    if row is not None and row.revision != revision:
        seen = get_draft(session, slug)
        raise DraftChanged(person=seen.changed_by, at=seen.changed_at)
    if row is None:
        row = CriteriaSetDraft(
            slug=slug, content=content, revision=1, changed_by=actor_id, changed_at=now
        )
        with claiming(session, DraftChanged(person="", at=now)):
            session.add(row)
    else:
        row.content, row.revision = content, revision + 1
        row.changed_by, row.changed_at = actor_id, now
        session.flush()
    subject = ("criteria_set_draft", row.id)
    data = {"set": slug, "revision": row.revision}
    record(
        session,
        Happened.CRITERIA_SET_DRAFTED,
        subject=subject,
        actor_id=actor_id,
        now=now,
        data=data,
    )
    return row.revision


def discard_draft(session: Session, slug: str, *, actor_id: int, now: datetime) -> None:
    """Throw a draft away. Raises: NotFound. Event: criteria_set_discarded."""
    get_draft(session, slug)
    row = session.scalars(sa.select(CriteriaSetDraft).where(CriteriaSetDraft.slug == slug)).one()
    subject = ("criteria_set_draft", row.id)
    session.delete(row)
    data = {"set": slug}
    record(
        session,
        Happened.CRITERIA_SET_DISCARDED,
        subject=subject,
        actor_id=actor_id,
        now=now,
        data=data,
    )


def publish_set(
    session: Session, slug: str, *, actor_id: int, now: datetime, reason: str = ""
) -> CriteriaSet:
    """Publish the draft of a set as a version that never changes, and end the draft.

    Refuses OtherSetNamed, and refuses and records what `publish_content` does.
    """
    content = get_draft(session, slug).content
    require_same_set(slug, content)
    ready = publish_content(session, content, actor_id=actor_id, now=now, reason=reason)
    session.execute(sa.delete(CriteriaSetDraft).where(CriteriaSetDraft.slug == slug))
    return ready


def publish_content(
    session: Session, content: bytes | str, *, actor_id: int | None, now: datetime, reason: str = ""
) -> CriteriaSet:
    """Publish the content of a set file as a version that never changes.

    Without an actor the operator publishes it at the command line.
    Refuses: SetHasErrors, VersionPublished, VersionNotNewer, ReasonNeeded. Event:
    criteria_set_published.
    """
    raw = content.encode() if isinstance(content, str) else content
    examined = examine_content(session, raw, "")
    found = examined.criteria_set
    versions = [] if found is None else find_versions(session, found.slug)
    ready = require_publishable(found, examined.findings, versions, reason=reason)
    version = CriteriaSetVersion(
        slug=ready.slug,
        version=ready.version,
        content=raw.decode("utf-8-sig"),
        content_hash=ready.content_hash,
        reason=reason.strip(),
        published_by=actor_id,
        published_at=now,
    )
    with claiming(session, VersionPublished(reference=ready.reference)):
        session.add(version)
    record(
        session,
        Happened.CRITERIA_SET_PUBLISHED,
        subject=("criteria_set_version", version.id),
        actor_id=actor_id,
        now=now,
        data={"set": ready.reference, "set_hash": ready.content_hash},
    )
    return ready
