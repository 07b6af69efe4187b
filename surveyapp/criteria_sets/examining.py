"""Find everything that is wrong with a criteria set, beside the versions before it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from criteria.findings import Finding
from criteria.loader import Examined, examine
from criteria.registry import examine_shipped, shipped
from surveyapp.criteria_sets.queries import find_earlier, find_published


def examine_draft(session: Session, slug: str, content: str) -> Examined:
    """Examine the draft of a set."""
    return examine(content.encode(), f"{slug}.yaml", earlier=find_earlier(session, slug))


def examine_content(session: Session, content: bytes, file: str) -> Examined:
    """Examine a file beside every version of the set that it names."""
    examined = examine(content, file)
    found = examined.criteria_set
    earlier = () if found is None else find_earlier(session, found.slug)
    return examine(content, file, earlier=earlier) if earlier else examined


def examine_version(session: Session, reference: str) -> Examined:
    """Examine a version that is there, and whether it changed since it was published."""
    own = find_published(session, reference)
    if own is None:
        return examine_shipped(next(one for one in shipped() if one.reference == reference))
    slug, _, version = reference.partition("@")
    earlier = find_earlier(session, slug, before=version)
    content_hash, content = own
    examined = examine(content.encode(), reference, earlier=earlier)
    found = examined.criteria_set
    if found is not None and found.content_hash == content_hash:
        return examined
    return Examined(found, (changed(reference), *examined.findings))


def changed(reference: str) -> Finding:
    """Return the finding that a version is no longer what was published."""
    parameters = {"reference": reference}
    return Finding("published_changed", file=reference, line=1, parameters=parameters)
