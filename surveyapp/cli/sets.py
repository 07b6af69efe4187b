"""Finds the criteria sets that commands name: by path, of the product, published here.

A path and a set of the product need no database; where there is one, the versions that were
published in it count beside those of the product, and it is opened for reading only. It is imported
when it is needed, so that a command without an installation does not wait for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Protocol

from criteria.findings import CriteriaSetFaulty, Finding
from criteria.loader import Examined
from criteria.model import CriteriaSet
from criteria.registry import (
    CriteriaSetUnknown,
    examine_shipped,
    get_set,
    get_source,
    is_path,
    list_sets,
    refused_sets,
    resolve,
    shipped,
    shipped_before,
)
from criteria.sentences import say
from surveyapp.cli.speech import Refused, finding_line, refusal_line
from surveyapp.config import standing_database_url
from surveyapp.errors import Refusal


class Shelf(Protocol):
    """Where sets are found by name."""

    def find_set(self, name: str) -> CriteriaSet:
        """Return a set by slug (its newest version) or slug@version."""

    def source_of(self, name: str) -> bytes:
        """Return the bytes of its file."""

    def list_sets(self) -> Sequence[CriteriaSet]:
        """Return every usable version by slug, the oldest first."""

    def refused_sets(self) -> Sequence[Finding]:
        """Say why the others may not be used."""

    def find_before(self, slug: str, version: str) -> Sequence[CriteriaSet]:
        """Return the usable versions of a set that are older than this one, the newest first."""

    def examine(self, name: str) -> Examined:
        """Find everything that is wrong with one."""

    def examine_all(self) -> Sequence[Examined]:
        """Find everything that is wrong with any."""


class Product:
    """The sets that come with the product, and any by its path."""

    def find_set(self, name: str) -> CriteriaSet:
        """Return a set by slug, slug@version or path."""
        return get_set(name)

    def source_of(self, name: str) -> bytes:
        """Return the bytes of its file."""
        return get_source(name)

    def list_sets(self) -> Sequence[CriteriaSet]:
        """Return every usable version by slug, the oldest first."""
        return list_sets()

    def refused_sets(self) -> Sequence[Finding]:
        """Say why the others may not be used."""
        return refused_sets()

    def find_before(self, slug: str, version: str) -> Sequence[CriteriaSet]:
        """Return the usable versions of a set that are older than this one, the newest first."""
        return shipped_before(slug, version)

    def examine(self, name: str) -> Examined:
        """Find everything that is wrong with one."""
        reference = resolve(name, [one.reference for one in shipped()])
        return examine_shipped(next(one for one in shipped() if one.reference == reference))

    def examine_all(self) -> Sequence[Examined]:
        """Find everything that is wrong with any."""
        return [examine_shipped(one) for one in shipped()]


@contextmanager
def open_sets(language: str, name: str = "") -> Iterator[Shelf]:
    """Give the sets among which a command looks for `name`; refuse what is wrong with them.

    A version of the product can be had although the database cannot be read.
    """
    with _refusing(language), ExitStack() as opened:
        url = None if is_path(name) else standing_database_url()
        if url is None:
            yield Product()
            return
        # SQLAlchemy takes longer to import than a small table to score.
        from surveyapp.cli.published import open_installation  # noqa: PLC0415

        shelf: Shelf
        try:
            shelf = opened.enter_context(open_installation(url, language))
        except Refused:
            if name not in {one.reference for one in shipped()}:
                raise
            shelf = Product()
        yield shelf


def find_set(name: str, language: str) -> CriteriaSet:
    """Return a set by slug, slug@version or path, or refuse with every reason."""
    with open_sets(language, name) as shelf:
        return shelf.find_set(name)


def source_of(name: str, language: str) -> bytes:
    """Return the bytes of the file of a set by slug, slug@version or path, or refuse."""
    with open_sets(language, name) as shelf:
        return shelf.source_of(name)


@contextmanager
def _refusing(language: str) -> Iterator[None]:
    try:
        yield
    except CriteriaSetUnknown as unknown:
        raise Refused([say(unknown, language)]) from None
    except CriteriaSetFaulty as faulty:
        raise Refused(finding_line(finding, language) for finding in faulty.findings) from None
    except Refusal as refusal:
        raise Refused([refusal_line(refusal, language)]) from None
