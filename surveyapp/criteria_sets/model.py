"""What leaves this folder about drafts and versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """A criteria set that is being written, as the text of its file."""

    slug: str
    content: str
    revision: int
    changed_by: str
    changed_at: datetime
    changed_by_id: int


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a set; without a date it travels with the product.

    `published_by` is None where the operator published it at the command line.
    """

    slug: str
    version: str
    reason: str = ""
    published_by: str | None = None
    published_at: datetime | None = None

    @property
    def reference(self) -> str:
        """The `slug@version` that names this version everywhere."""
        return f"{self.slug}@{self.version}"
