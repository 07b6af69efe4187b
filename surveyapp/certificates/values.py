"""What is printed on a certificate, as plain values; nothing here knows how it is drawn."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import urlsplit

from surveyapp.figures import Exact

Language = Literal["vi", "en"]
Kind = Literal["self_declared", "verified"]


@dataclass(frozen=True, slots=True)
class PillarScore:
    """One pillar as the radar shows it."""

    title: str
    score: Exact


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateValues:
    """Everything that a certificate says; all text is already in its `language`.

    Parameters
    ----------
    subject : str
        The line under the title, in capitals; `surveyapp.certificates.wording.SUBJECTS` has
        the usual ones.
    score : Fraction, Decimal or int
        The exact score in [0, 100]; it is rounded only when it is printed.
    level, level_count : int
        The level reached and the highest level of the set: 3 and 5 print as "3 / 5".
    pillars : tuple of PillarScore
        From one to twenty-four, with scores in [0, 100].
    level_edges : tuple of Fraction, Decimal or int
        Scores at which the level changes. They are marked on the ruler, and the printed score
        never lands on the other side of one.
    evaluator_note : str
        A sentence of the evaluator, or nothing.

    Raises
    ------
    ValueError
        If a number is out of its range, the dates are in the wrong order or the address of the
        verification page is not a web address.
    """

    serial: str
    kind: Kind
    language: Language
    subject: str
    organisation_name: str
    organisation_detail: str
    campaign_title: str
    period: str
    criteria_set_title: str
    criteria_set_reference: str
    score: Exact
    level: int
    level_title: str
    level_count: int
    pillars: tuple[PillarScore, ...]
    issued_on: date
    valid_until: date
    issuer_name: str
    verify_url: str
    level_edges: tuple[Exact, ...] = ()
    evaluator_note: str = ""

    def __post_init__(self) -> None:
        """Refuse values that could not be printed truthfully."""
        for fault in self._faults():
            raise ValueError(f"Certificate {self.serial}: {fault}")

    def _faults(self) -> Iterable[str]:
        scores = [self.score, *(pillar.score for pillar in self.pillars)]
        if any(not 0 <= score <= 100 for score in scores):
            yield "a score lies outside 0 to 100"
        if not 0 <= self.level <= self.level_count <= 20:
            yield f"level {self.level} of {self.level_count}"
        if not 1 <= len(self.pillars) <= 24:
            yield f"{len(self.pillars)} pillars"
        if self.valid_until < self.issued_on:
            yield "it would expire before it is issued"
        address = urlsplit(self.verify_url)
        if address.scheme not in {"http", "https"} or not address.netloc:
            yield "the verification page has no web address"


def printable(text: str) -> str:
    """Bring text into the form that is printed: composed letters, single blanks, no controls.

    Invisible format characters go too: they could turn the reading direction of a name.

    Examples
    --------
    >>> printable("Cty\\u202e  TNHH\\nÂn")
    'Cty TNHH Ân'
    """
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    return "".join(letter for letter in composed if unicodedata.category(letter)[0] != "C")
