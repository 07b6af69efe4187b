"""A certificate as the rest of the product sees it: frozen values and today's state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from surveyapp.results.model import Basis

Words = Mapping[str, str]
"""A text in every language of the set, by language code."""


class CertificateState(StrEnum):
    """What a certificate is worth today."""

    VALID = "valid"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class PrintedPillar:
    """One pillar as printed; the score is None where nothing in it applies."""

    title: Words
    score: Fraction | None


@dataclass(frozen=True, slots=True)
class Printed:
    """Everything that the certificate says, as it was on the day of issue."""

    basis: Basis
    unit_kind: str
    organisation_name: str
    province: str
    tax_code: str | None
    campaign_title: Words
    period: int
    set_reference: str
    set_title: Words
    score: Fraction
    level: int
    level_title: Words
    highest_level: int
    level_edges: tuple[Fraction, ...]
    pillars: tuple[PrintedPillar, ...]
    belonging: str = ""


@dataclass(frozen=True, slots=True)
class Certificate:
    """One issued certificate."""

    serial: str
    printed: Printed
    issued_at: datetime
    valid_until: date
    superseded_by: str | None

    def state_on(self, day: date) -> CertificateState:
        """Return what the certificate is worth on a day; the last day of validity counts."""
        if self.superseded_by is not None:
            return CertificateState.SUPERSEDED
        return CertificateState.EXPIRED if day > self.valid_until else CertificateState.VALID
