"""Which set a text names, and whether a criteria set may be published. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from criteria.findings import Finding, Severity
from criteria.model import CriteriaSet
from criteria.registry import version_key
from surveyapp.criteria_sets.errors import (
    OtherSetNamed,
    ReasonNeeded,
    SetHasErrors,
    VersionNotNewer,
    VersionPublished,
)
from surveyapp.criteria_sets.model import Version

_SLUG_LINE = re.compile(
    r"^slug:\s*[\"']?([a-z0-9]+(?:-[a-z0-9]+)*)[\"']?\s*(?:#.*)?$", re.MULTILINE
)


def find_slug(content: str) -> str | None:
    """Return the set that the text of a file names, be the rest sound or not."""
    named = _SLUG_LINE.search(content)
    return None if named is None else named[1]


def require_same_set(slug: str, content: str) -> None:
    """Refuse the text of another set. Refuses: OtherSetNamed."""
    named = find_slug(content)
    if named not in (None, slug):
        raise OtherSetNamed(slug=slug, named=named)


def require_publishable(
    criteria_set: CriteriaSet | None,
    findings: Sequence[Finding],
    versions: Sequence[Version],
    *,
    reason: str,
) -> CriteriaSet:
    """Return the set if it may be published.

    `findings` are those of its file, `versions` those that exist already, the oldest first.
    Refuses: SetHasErrors, VersionPublished, VersionNotNewer, ReasonNeeded.
    """
    errors = [one for one in findings if one.severity is Severity.ERROR]
    if criteria_set is None or errors:
        raise SetHasErrors(count=max(1, len(errors)))
    if criteria_set.version in {one.version for one in versions}:
        raise VersionPublished(reference=criteria_set.reference)
    if versions and version_key(criteria_set.version) <= version_key(versions[-1].version):
        raise VersionNotNewer(version=criteria_set.version, latest=versions[-1].version)
    if len(findings) > len(errors) and not reason.strip():
        raise ReasonNeeded(count=len(findings) - len(errors))
    return criteria_set
