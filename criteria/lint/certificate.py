"""Rules about what is printed: titles that a certificate would have to cut short.

The numbers are how many capital letters stand in the place of each text at its smallest size
(`surveyapp.certificates.printing`); small letters take less room.
"""

from __future__ import annotations

from collections.abc import Iterator

from criteria.lint.remark import Remark, warning
from criteria.model import CriteriaSet, Text

SET_TITLE = 150
LEVEL_TITLE = 120
MOST_PILLARS = 24
PILLAR_TITLES = ((10, 160), (15, 110), (MOST_PILLARS, 55))
"""Up to so many pillars, each title has so many letters."""


def certificate_remarks(criteria_set: CriteriaSet) -> Iterator[Remark]:
    """Yield remarks about titles that do not fit on a certificate."""
    yield from _too_long(criteria_set.title, SET_TITLE)
    for band in criteria_set.levels.bands:
        yield from _too_long(band.title, LEVEL_TITLE)
    scoring = [pillar for pillar in criteria_set.pillars if pillar.maximum > 0]
    if len(scoring) > MOST_PILLARS:
        yield warning(
            "pillars_beyond_certificate", scoring[0], pillars=len(scoring), most=MOST_PILLARS
        )
        return
    most = next(letters for pillars, letters in PILLAR_TITLES if len(scoring) <= pillars)
    for pillar in scoring:
        yield from _too_long(pillar.title, most, pillar.code)


def _too_long(title: Text, most: int, node: str = "") -> Iterator[Remark]:
    for language, words in title.items():
        if len(words) > most:
            yield warning(
                "title_beyond_certificate",
                title,
                node,
                language=language,
                letters=len(words),
                most=most,
            )
