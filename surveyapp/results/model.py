"""A result as the rest of the product sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction


class Basis(StrEnum):
    """Whose points were scored: the unit's own answers, or those verified by an evaluator."""

    SELF = "self"
    VERIFIED = "verified"


@dataclass(frozen=True, slots=True)
class PillarScore:
    """What one pillar came to; None where nothing in it applies."""

    code: str
    score: Fraction | None
    level: int | None


@dataclass(frozen=True, slots=True)
class Result:
    """One kept score; `score`, `points` and `level` are None when it is withheld."""

    id: int
    submission_id: int
    basis: Basis
    score: Fraction | None
    points: Fraction | None
    maximum: Fraction
    level: int | None
    withheld: str | None
    pillars: tuple[PillarScore, ...]
    engine_version: str
    set_hash: str
    input_hash: str
    computed_at: datetime
