"""What an import brings: data, the set that they make, and every finding about their file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from criteria.document import Plain
from criteria.exchange.book import Book
from criteria.exchange.key_order import KeptOrder
from criteria.exchange.meaning import Meaning
from criteria.exchange.tree import Branch
from criteria.exchange.yaml_file import as_yaml
from criteria.findings import Finding, Severity
from criteria.loader import examine_document
from criteria.model import CriteriaSet
from criteria.structure import surely_fits


@dataclass(frozen=True)
class Imported:
    """What a foreign file says as a set; it can be written if no finding is an error."""

    data: Mapping[str, Any] | None
    criteria_set: CriteriaSet | None
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that keep the set from being used."""
        return tuple(one for one in self.findings if one.severity is Severity.ERROR)

    def as_yaml(self) -> bytes:
        """Return the file of the set. Raises: ValueError if there are errors."""
        if self.data is None or self.errors:
            raise ValueError("a set with errors has no file")
        return as_yaml(self.data)


def refused(findings: Iterable[Finding]) -> Imported:
    """Return what is left of a file that could not be read."""
    return Imported(None, None, tuple(findings))


def judged(
    root: Branch,
    book: Book,
    *,
    file: str,
    order: KeptOrder | None = None,
    findings: Iterable[Finding] = (),
    earlier: Sequence[CriteriaSet] = (),
) -> Imported:
    """Understand a tree of cells and judge the set that it makes, every finding by its cell."""
    meaning = Meaning(root, file, order or KeptOrder({}))
    document = meaning.document()
    # Judging a faulty set cuts pieces out of it.
    data: Plain = document.data if surely_fits(document) else deepcopy(document.data)
    assert isinstance(data, dict)
    examined = examine_document(document, earlier=earlier)
    told = [_at_its_cell(one, meaning) for one in examined.findings]
    # What stands in for a refused cell can be refused as well: once is enough.
    refused_cells = {one.cell for one in meaning.findings}
    told = [one for one in told if one.cell not in refused_cells]
    sheets = {sheet.name: at for at, sheet in enumerate(book.sheets)}
    every = sorted(
        (*book.findings, *findings, *meaning.findings, *told),
        key=lambda one: (sheets.get(one.cell.rpartition("!")[0], -1), one.line),
    )
    return Imported(data, examined.criteria_set, tuple(every))


def _at_its_cell(finding: Finding, meaning: Meaning) -> Finding:
    spot = meaning.spot_of(max(1, finding.line))
    return replace(finding, line=spot.row, cell=spot.name)
