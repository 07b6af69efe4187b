"""Write drafts of criteria sets and publish them. Nothing here commits."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from criteria.loader import Examined, examine
from criteria.model import CriteriaSet
from surveyapp.audit.service import record
from surveyapp.audit.vocabulary import Happened
from surveyapp.criteria_sets.errors import DraftChanged, VersionPublished
from surveyapp.criteria_sets.queries import find_latest, find_versions, get_draft
from surveyapp.criteria_sets.rules import require_publishable
from surveyapp.criteria_sets.tables import CriteriaSetDraft, CriteriaSetVersion
from surveyapp.persistence.claiming import claiming


def examine_draft(session: Session, slug: str, content: str) -> Examined:
    """Find everything that is wrong with a draft, beside the version before it."""
    return examine(content.encode(), f"{slug}.yaml", earlier=find_latest(session, slug))


def save_draft(
    session: Session, slug: str, content: str, *, revision: int, actor_id: int, now: datetime
) -> int:
    """Write the draft of a set and return its new revision.

    `revision` is the one that the writer last saw, 0 for a new draft. A faulty text is kept too.
    Refuses: DraftChanged. Event: criteria_set_drafted.
    """
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

    Refuses: SetHasErrors, VersionPublished, VersionNotNewer, ReasonNeeded. Event:
    criteria_set_published.
    """
    draft = get_draft(session, slug)
    examined = examine_draft(session, slug, draft.content)
    ready = require_publishable(
        examined.criteria_set, examined.findings, find_versions(session, slug), reason=reason
    )
    version = CriteriaSetVersion(
        slug=ready.slug,
        version=ready.version,
        content=draft.content,
        content_hash=ready.content_hash,
        reason=reason.strip(),
        published_by=actor_id,
        published_at=now,
    )
    with claiming(session, VersionPublished(reference=ready.reference)):
        session.add(version)
    session.execute(sa.delete(CriteriaSetDraft).where(CriteriaSetDraft.slug == slug))
    subject = ("criteria_set_version", version.id)
    data = {"set": ready.reference, "set_hash": ready.content_hash}
    record(
        session,
        Happened.CRITERIA_SET_PUBLISHED,
        subject=subject,
        actor_id=actor_id,
        now=now,
        data=data,
    )
    return ready
