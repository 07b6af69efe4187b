"""Other weights that an administrator types to try them, such as "HT = 30; NL = 12,5"."""

from __future__ import annotations

import re
from fractions import Fraction

from criteria.model import CriteriaSet
from criteria.reweighting import WeightsDoNotFit, reweighted
from surveyapp.errors import N_
from surveyapp.i18n import gettext, say_number

LONGEST = 2000
_ONE = re.compile(r"\s*(\S+)\s*=\s*(\d{1,9}(?:[.,]\d{1,6})?)\s*")
_UNREAD = N_("“{text}” không phải trọng số. Hãy viết MÃ = SỐ, ví dụ HT = 30; NL = 12,5.")
_UNKNOWN = N_(
    "Không đặt được trọng số cho: {codes}. Mã phải có trong bộ và phải có điểm được tính."
)


class WeightsFaulty(ValueError):
    """Typed weights that can not be tried, said in the reader's language."""


def with_weights(criteria_set: CriteriaSet, typed: str) -> CriteriaSet:
    """Return the set with the weights that were typed. Raises: WeightsFaulty."""
    weights = dict(_read(text) for text in re.split(r"[;\n]", typed[:LONGEST]) if text.strip())
    try:
        return reweighted(criteria_set, weights) if weights else criteria_set
    except WeightsDoNotFit as refused:
        codes = ", ".join(refused.codes)
        raise WeightsFaulty(gettext(_UNKNOWN).format(codes=codes)) from None


def _read(text: str) -> tuple[str, Fraction]:
    found = _ONE.fullmatch(text)
    if found is None:
        raise WeightsFaulty(gettext(_UNREAD).format(text=text.strip()))
    return found[1], Fraction(found[2].replace(",", "."))


def standing_weights(criteria_set: CriteriaSet) -> str:
    """Return what the pillars weigh now, as one would type it."""
    return "; ".join(
        f"{pillar.code} = {say_number(pillar.weight or pillar.maximum, digits=4)}"
        for pillar in criteria_set.pillars
    )
