"""Reads a criteria set from its YAML file, or says everything that is wrong with it.

What lives here: the way from bytes to a checked `CriteriaSet`. A file that is no YAML has nothing
to judge; in every other file all faults are found at once, whatever their sort.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from criteria.bounded import read_path_at_most
from criteria.building import Builder
from criteria.document import MOST_BYTES, Document, read_document
from criteria.findings import CriteriaSetFaulty, Finding, Severity
from criteria.lint import lint
from criteria.model import CriteriaSet
from criteria.salvage import salvage
from criteria.structure import duplicate_codes, place_of, structure_faults


@dataclass(frozen=True, slots=True)
class Examined:
    """A set, as far as it could be read, and all findings about it."""

    criteria_set: CriteriaSet | None
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that keep the set from being used."""
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)


def load(path: Path) -> CriteriaSet:
    """Read the criteria set in a file.

    Raises
    ------
    CriteriaSetFaulty
        With every error at once. Warnings do not keep a set from being used.
    OSError
        If the file can not be read.
    """
    return loads(read_path_at_most(path, MOST_BYTES), str(path))


def loads(content: bytes, file: str = "") -> CriteriaSet:
    """Read a criteria set from the bytes of a YAML file; `file` is its name in findings."""
    examined = examine(content, file, only_errors=True)
    if examined.criteria_set is None or examined.errors:
        raise CriteriaSetFaulty(examined.errors)
    return examined.criteria_set


def examine(
    content: bytes,
    file: str = "",
    *,
    earlier: Sequence[CriteriaSet] = (),
    only_errors: bool = False,
) -> Examined:
    """Read as far as possible and return every finding, errors and warnings.

    `earlier` are the versions before this one, the newest first, whose codes must keep their
    meaning; `only_errors` leaves out the warnings, of no use to one who does not write the set.
    """
    document = read_document(content, file)
    return examine_document(document, earlier=earlier, only_errors=only_errors)


def examine_document(
    document: Document, *, earlier: Sequence[CriteriaSet] = (), only_errors: bool = False
) -> Examined:
    """Judge data that were read from any sort of file; `document` knows where everything stands."""
    if document.is_broken:
        return Examined(None, document.findings)
    faults = structure_faults(document)
    structure = [finding for _, finding in faults]
    if faults:
        structure += duplicate_codes(document)
    doubtful = salvage(document, faults)
    criteria_set, remarks = _judge(document, doubtful, earlier, only_errors=only_errors)
    findings = sorted((*document.findings, *structure, *remarks), key=lambda found: found.line)
    is_whole = not document.findings and not faults
    return Examined(criteria_set if is_whole else None, tuple(findings))


def _judge(
    document: Document,
    doubtful: frozenset[str] | None,
    earlier: Sequence[CriteriaSet],
    *,
    only_errors: bool,
) -> tuple[CriteriaSet | None, list[Finding]]:
    """Build and judge what is sound; remarks that are `doubtful` about a part are left out."""
    if doubtful is None:
        return None, []
    builder = Builder(document)
    criteria_set = builder.build()

    def line_of(part: object) -> int:
        return document.line_of(builder.place_of(part))

    def place(part: object) -> str:
        return place_of(builder.place_of(part))

    remarks = lint(
        criteria_set,
        file=document.file,
        line_of=line_of,
        place_of=place,
        earlier=earlier,
        only_errors=only_errors,
    )
    trusted = [remark for remark in remarks if remark.code not in doubtful]
    return criteria_set, [*builder.findings, *trusted]
