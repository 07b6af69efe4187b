"""Freeze what a certificate says, and read it back: plain JSON, numbers as exact fractions."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from criteria.model import CriteriaSet
from surveyapp.assessments.model import Assessment
from surveyapp.certificates.model import Printed, PrintedPillar
from surveyapp.organisations.service import is_personal_number
from surveyapp.results.edges import level_edges
from surveyapp.results.model import Basis, Result


def freeze(assessment: Assessment, criteria_set: CriteriaSet, result: Result) -> dict[str, Any]:
    """Return what the certificate of a result that is not withheld says."""
    campaign, organisation = assessment.campaign, assessment.organisation
    level = next(band for band in criteria_set.levels.bands if band.level == result.level)
    scores = {pillar.code: pillar.score for pillar in result.pillars}
    return {
        "basis": result.basis.value,
        "unit_kind": campaign.unit_kind,
        "organisation_name": organisation.name,
        "province": organisation.province,
        "tax_code": _public_code(organisation.tax_code),
        "belonging": organisation.belonging,
        "campaign_title": {"vi": campaign.title_vi, "en": campaign.title_en},
        "period": campaign.period,
        "set_reference": criteria_set.reference,
        "set_title": dict(criteria_set.title),
        "score": str(result.score),
        "level": level.level,
        "level_title": dict(level.title),
        "highest_level": max(band.level for band in criteria_set.levels.bands),
        "level_edges": [str(edge) for edge in level_edges(criteria_set, result.maximum)],
        "pillars": [
            {"title": dict(pillar.title), "score": _text(scores[pillar.code])}
            for pillar in criteria_set.pillars
        ],
    }


def _public_code(tax_code: str | None) -> str | None:
    """Return a tax code that may stand on a certificate, which the number of a person may not."""
    return None if tax_code is None or is_personal_number(tax_code) else tax_code


def thaw(kept: Mapping[str, Any]) -> Printed:
    """Return what a certificate says from what was frozen."""
    pillars = tuple(
        PrintedPillar(
            pillar["title"], None if pillar["score"] is None else Fraction(pillar["score"])
        )
        for pillar in kept["pillars"]
    )
    return Printed(
        **{
            **kept,
            "basis": Basis(kept["basis"]),
            "score": Fraction(kept["score"]),
            "level_edges": tuple(Fraction(edge) for edge in kept["level_edges"]),
            "pillars": pillars,
        }
    )


def _text(number: Fraction | None) -> str | None:
    return None if number is None else str(number)
