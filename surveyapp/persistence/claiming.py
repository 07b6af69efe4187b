"""Write a row that only one may have, although two ask for it at the same instant.

A service looks first and refuses with its sentence. Between the look and the write somebody else
may be faster; then the constraint of the database decides, and the loser hears the same sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from surveyapp.errors import Refusal


@contextmanager
def claiming(session: Session, otherwise: Refusal) -> Iterator[None]:
    """Write what the block adds; raise `otherwise` when a constraint of the database refuses it.

    What was written before the block stands either way, and the transaction goes on.
    """
    try:
        with session.begin_nested():
            yield
            session.flush()
    except IntegrityError as clash:
        raise otherwise from clash
