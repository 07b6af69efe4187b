"""The pages of the editor as plain objects."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from flask import url_for
from sqlalchemy.orm import Session

from criteria.findings import Finding, Severity
from criteria.loader import Examined
from criteria.model import CriteriaSet
from criteria.sentences import say
from surveyapp.criteria_sets.examining import examine_draft
from surveyapp.criteria_sets.model import Draft, Version
from surveyapp.criteria_sets.queries import (
    find_changed,
    find_drafts,
    find_versions,
    list_criteria_sets,
)
from surveyapp.i18n import current_language, gettext
from surveyapp.web.public.pages import SetSummary, describe_set

MOST_FINDINGS = 200
MOST_DIFFERENCES = 400
LONGEST_EXCERPT = 90


@dataclass(frozen=True, slots=True)
class DraftCard:
    """A draft in the list, with how much is wrong with it."""

    slug: str
    title: str
    errors: int
    warnings: int
    changed_by: str
    changed_at: datetime
    href: str


@dataclass(frozen=True, slots=True)
class SetCard:
    """A set in the list: its newest version and the older ones."""

    summary: SetSummary
    slug: str
    versions: tuple[Version, ...]
    revise_action: str


@dataclass(frozen=True, slots=True)
class SetsPage:
    """Every draft, every set, and the versions that may no longer be used."""

    drafts: tuple[DraftCard, ...]
    sets: tuple[SetCard, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding as a row of a table."""

    is_error: bool
    line: int
    cell: str
    node: str
    code: str
    sentence: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class EditorPage:
    """One draft with everything that is wrong with it."""

    slug: str
    title: str
    version: str | None
    content: str
    revision: int
    changed_by: str
    changed_at: datetime
    findings: tuple[FindingLine, ...]
    left_out: int
    errors: int
    warnings: int
    summary: SetSummary | None
    versions: tuple[Version, ...]
    theirs: tuple[str, ...] | None = None


def make_sets_page(session: Session) -> SetsPage:
    """Return the drafts and the newest version of every set."""
    drafts = find_drafts(session)
    newest = {one.slug: one for one in list_criteria_sets(session)}
    changed = find_changed(session)
    return SetsPage(
        drafts=tuple(_draft_card(session, one) for one in drafts),
        sets=tuple(_set_card(session, one, changed) for one in newest.values()),
        changed=tuple(changed),
    )


def _draft_card(session: Session, draft: Draft) -> DraftCard:
    examined = examine_draft(session, draft.slug, draft.content)
    errors, warnings = count(examined.findings)
    return DraftCard(
        slug=draft.slug,
        title=title_of(examined.criteria_set, draft.slug),
        errors=errors,
        warnings=warnings,
        changed_by=draft.changed_by,
        changed_at=draft.changed_at,
        href=url_for("set_editor.draft", slug=draft.slug),
    )


def _set_card(session: Session, newest: CriteriaSet, changed: Sequence[str]) -> SetCard:
    return SetCard(
        summary=describe_set(newest),
        slug=newest.slug,
        versions=_usable(session, newest.slug, changed),
        revise_action=url_for("set_editor.revise", slug=newest.slug),
    )


def _usable(session: Session, slug: str, changed: Sequence[str]) -> tuple[Version, ...]:
    """Return the versions of a set that were not edited, the oldest first."""
    return tuple(one for one in find_versions(session, slug) if one.reference not in changed)


def make_editor_page(
    session: Session, draft: Draft, *, typed: str | None = None, overtaken: bool = False
) -> EditorPage:
    """Return a draft, or what was typed over it and could not be saved.

    Where somebody else was faster (`overtaken`), the page shows in what the two texts differ.
    """
    content = draft.content if typed is None else typed
    examined = examine_draft(session, draft.slug, content)
    errors, warnings = count(examined.findings)
    found = examined.criteria_set
    return EditorPage(
        slug=draft.slug,
        title=title_of(found, draft.slug),
        version=found.version if found else None,
        content=content,
        revision=draft.revision,
        changed_by=draft.changed_by,
        changed_at=draft.changed_at,
        findings=tuple(say_findings(examined.findings[:MOST_FINDINGS], content)),
        left_out=max(0, len(examined.findings) - MOST_FINDINGS),
        errors=errors,
        warnings=warnings,
        summary=describe_set(found) if found and not errors else None,
        versions=_usable(session, draft.slug, find_changed(session)),
        theirs=tuple(_differences(draft.content, content)) if overtaken else None,
    )


def _differences(saved: str, typed: str) -> Iterator[str]:
    """Yield the lines that only one of two texts has: - as saved, + as typed."""
    lines = difflib.unified_diff(saved.splitlines(), typed.splitlines(), lineterm="", n=1)
    for line in islice(lines, 2, 2 + MOST_DIFFERENCES):
        yield "…" if line.startswith("@@") else line


def say_findings(findings: Sequence[Finding], content: str) -> Iterator[FindingLine]:
    """Say findings in the reader's language, in the order of the file, each with its line."""
    lines = content.splitlines()
    for one in findings:
        yield FindingLine(
            is_error=one.severity is Severity.ERROR,
            line=one.line,
            cell=one.cell,
            node=one.node,
            code=one.code,
            sentence=say(one, current_language()),
            excerpt=lines[one.line - 1].strip()[:LONGEST_EXCERPT]
            if 0 < one.line <= len(lines)
            else "",
        )


def count(findings: Sequence[Finding]) -> tuple[int, int]:
    """Count errors and warnings."""
    errors = sum(one.severity is Severity.ERROR for one in findings)
    return errors, len(findings) - errors


def title_of(criteria_set: CriteriaSet | None, slug: str) -> str:
    """Return the title of a set, its short name while the file can not be read."""
    return criteria_set.title.say(current_language()) if criteria_set else slug


def sound(examined: Examined) -> CriteriaSet | None:
    """Return the set if it has no errors."""
    return None if examined.errors else examined.criteria_set


def tabs_of(slug: str, current: str) -> list[dict[str, object]]:
    """Return the views of one draft as tabs."""
    views = [
        ("set_editor.draft", gettext("Soạn thảo")),
        ("set_editor.preview", gettext("Xem như người trả lời")),
        ("set_editor.compare", gettext("So sánh phiên bản")),
        ("set_editor.simulation", gettext("Chạy thử với năm trước")),
        ("set_editor.publish", gettext("Công bố")),
    ]
    return [
        {"label": label, "href": url_for(endpoint, slug=slug), "current": endpoint == current}
        for endpoint, label in views
    ]
