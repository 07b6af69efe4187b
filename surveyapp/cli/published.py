"""The criteria sets of an installation: those of the product and those published in its database.

What lives here: looking them up for commands. What does not: which of two versions counts, and what
was edited (`criteria_sets`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy.orm import Session

from criteria.findings import Finding
from criteria.loader import Examined
from criteria.model import CriteriaSet
from criteria.registry import resolve
from surveyapp.cli.database import open_for_reading
from surveyapp.criteria_sets.examining import changed, examine_version
from surveyapp.criteria_sets.queries import (
    find_changed,
    find_earlier,
    find_references,
    get_criteria_set,
    get_text,
    list_criteria_sets,
)


class Installation:
    """The sets of the product and of a database that is open."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._references = find_references(session)

    def find_set(self, name: str) -> CriteriaSet:
        """Return a set by slug (its newest version) or slug@version."""
        return get_criteria_set(self._session, resolve(name, self._references))

    def source_of(self, name: str) -> bytes:
        """Return the bytes of its file."""
        return get_text(self._session, resolve(name, self._references)).encode()

    def list_sets(self) -> Sequence[CriteriaSet]:
        """Return every usable version by slug, the oldest first."""
        return list_criteria_sets(self._session)

    def refused_sets(self) -> Sequence[Finding]:
        """Say why the others may not be used."""
        return [changed(reference) for reference in find_changed(self._session)]

    def find_before(self, slug: str, version: str) -> Sequence[CriteriaSet]:
        """Return the usable versions of a set that are older than this one, the newest first."""
        return find_earlier(self._session, slug, before=version)

    def examine(self, name: str) -> Examined:
        """Find everything that is wrong with one."""
        return examine_version(self._session, resolve(name, self._references))

    def examine_all(self) -> Sequence[Examined]:
        """Find everything that is wrong with any."""
        return [examine_version(self._session, one) for one in self._references]


@contextmanager
def open_installation(url: str, language: str) -> Iterator[Installation]:
    """Give the sets of the installation with this database, or refuse one that can't be read."""
    with open_for_reading(url, language) as database, database.reading() as session:
        yield Installation(session)
