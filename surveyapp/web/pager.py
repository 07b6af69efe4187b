"""Pages of a long table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import url_for

from surveyapp.i18n import gettext, say_number

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Pager:
    """One page of a table and the ways to the others."""

    page: int
    pages: int
    size: int
    total: int
    previous_href: str | None
    next_href: str | None
    links: tuple[tuple[str, str | None, bool], ...]

    @classmethod
    def of(
        cls, total: int, size: int, asked: str, endpoint: str, values: Mapping[str, str]
    ) -> Pager:
        """Return the page that the address asks for; a page beyond the end is the last one.

        `values` are the parts of the address that every page keeps; empty ones are left out.
        """
        pages = max(1, -(-total // size))
        page = min(max(int(asked) if asked.isdecimal() and len(asked) < 9 else 1, 1), pages)
        kept = {name: value for name, value in values.items() if value}

        def href(number: int) -> str:
            parameters: dict[str, Any] = {**kept, "page": number}
            return url_for(endpoint, **parameters)

        return cls(
            page=page,
            pages=pages,
            size=size,
            total=total,
            previous_href=href(page - 1) if page > 1 else None,
            next_href=href(page + 1) if page < pages else None,
            links=tuple((str(n), href(n), n == page) for n in range(1, pages + 1)),
        )

    @property
    def summary(self) -> str:
        """Which rows are shown, of how many."""
        first = min(self.total, (self.page - 1) * self.size + 1)
        last = min(self.total, self.page * self.size)
        return gettext("{first}–{last} trong {total}").format(
            first=say_number(first), last=say_number(last), total=say_number(self.total)
        )

    def cut(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Return the rows of this page."""
        return rows[(self.page - 1) * self.size : self.page * self.size]
