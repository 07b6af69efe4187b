"""From the bytes of a workbook to a checked set, or every fault by its cell."""

from __future__ import annotations

from collections.abc import Sequence

from criteria.exchange.assembling import assemble
from criteria.exchange.book import read_book
from criteria.exchange.imported import Imported, judged, refused
from criteria.exchange.key_order import read_order
from criteria.findings import Finding
from criteria.model import CriteriaSet


def import_workbook(
    content: bytes, file: str = "", *, earlier: Sequence[CriteriaSet] = ()
) -> Imported:
    """Read a set from a workbook in the layout of `export_workbook`.

    `file` is its name in findings; `earlier` are the versions before, the newest first, whose codes
    must keep their meaning.
    """
    book = read_book(content, file)
    if not book.sheets:
        return refused(book.findings or (Finding("workbook_broken", file=file),))
    root, misplaced = assemble(book, file)
    order = read_order(book)
    return judged(root, book, file=file, order=order, findings=misplaced, earlier=earlier)
