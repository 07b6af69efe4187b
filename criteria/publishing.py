"""Publishing a version of a set into the folder of an installation.

What lives here: when a version may be published, and writing it so that it is there whole or not at
all. A published version never changes and is never overwritten; its hash goes into the ledger. What
does not: finding published sets again (`registry`).
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from criteria.answers import Parameter
from criteria.findings import Finding, Severity
from criteria.ledger import NAME, Entry, Ledger, read_ledger, write_ledger
from criteria.loader import Examined
from criteria.model import CriteriaSet
from criteria.registry import version_key


class PublishingRefused(ValueError):
    """A version is not published; `code` and `parameters` give the sentence."""

    def __init__(self, code: str, **parameters: Parameter) -> None:
        self.code = code
        self.parameters: Mapping[str, Parameter] = parameters
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Published:
    """A version that was published, and the file that holds it now."""

    criteria_set: CriteriaSet
    path: Path
    entry: Entry


def require_publishable(examined: Examined, versions: Iterable[str], *, reason: str) -> CriteriaSet:
    """Return the set if it may be published; `versions` of it exist already.

    Raises
    ------
    PublishingRefused
        With errors, with warnings and no reason, or if the version is not newer than all others.
    """
    found = examined.criteria_set
    if found is None or examined.errors:
        raise PublishingRefused("publish_errors", count=max(1, len(examined.errors)))
    _require_newer(found, sorted(versions, key=version_key))
    warnings = _warnings(examined.findings)
    if warnings and not reason.strip():
        raise PublishingRefused("publish_needs_reason", count=warnings)
    return found


def _require_newer(found: CriteriaSet, versions: Sequence[str]) -> None:
    if found.version in versions:
        raise PublishingRefused("version_published", reference=found.reference)
    if versions and version_key(found.version) <= version_key(versions[-1]):
        raise PublishingRefused("version_not_newer", version=found.version, latest=versions[-1])


def _warnings(findings: Iterable[Finding]) -> int:
    return sum(one.severity is Severity.WARNING for one in findings)


def publish(
    folder: Path, criteria_set: CriteriaSet, content: bytes, *, on: date, reason: str = ""
) -> Published:
    """Write a version that may be published into the folder, and its hash into the ledger.

    Raises
    ------
    PublishingRefused
        If the version is there already, or the ledger can not be read.
    OSError
        If the folder can not be written.
    """
    entry = Entry(criteria_set.reference, criteria_set.content_hash, on, reason.strip())
    path = folder / criteria_set.slug / f"{criteria_set.version}.yaml"
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        ledger = _ledger_in(folder)
        if ledger.is_broken:
            raise PublishingRefused("ledger_broken")
        # A file that no ledger knows was left by a publication that was cut off.
        if entry.reference in ledger.entries:
            raise PublishingRefused("version_published", reference=entry.reference)
        path.parent.mkdir(exist_ok=True)
        _write(path, content)
        _write(folder / NAME, write_ledger([*ledger.entries.values(), entry]))
    return Published(criteria_set, path, entry)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let two publications into one folder wait for each other."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _ledger_in(folder: Path) -> Ledger:
    try:
        return read_ledger((folder / NAME).read_bytes())
    except FileNotFoundError:
        return Ledger()


def _write(path: Path, content: bytes) -> None:
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
