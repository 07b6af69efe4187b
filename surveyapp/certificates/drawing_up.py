"""From an issued certificate to the values that its PDF prints, in one language."""

from __future__ import annotations

from typing import Literal

from surveyapp.certificates.model import Certificate
from surveyapp.certificates.values import CertificateValues, PillarScore
from surveyapp.certificates.wording import SUBJECTS
from surveyapp.clock import in_legal_time
from surveyapp.organisations.registers import PROVINCES
from surveyapp.results.model import Basis

ISSUER = "Thước Số"
_SUBJECT_OF = {
    "agency": "task_results",
    "enterprise": "digital_maturity",
    "head": "task_results",
    "person": "task_results",
}
_TAX_CODE = {"vi": "Mã số thuế {code}", "en": "Tax code {code}"}
_PERIOD = {"vi": "Năm {year}", "en": "Year {year}"}


def values_of(
    certificate: Certificate, language: Literal["vi", "en"], *, verify_url: str
) -> CertificateValues:
    """Return everything that is printed; a pillar in which nothing applies is left out."""
    printed = certificate.printed
    place = PROVINCES[printed.province].say(language)
    code = _TAX_CODE[language].format(code=printed.tax_code) if printed.tax_code else None
    return CertificateValues(
        serial=certificate.serial,
        kind="verified" if printed.basis is Basis.VERIFIED else "self_declared",
        language=language,
        subject=SUBJECTS[_SUBJECT_OF.get(printed.unit_kind, "result")][language],
        organisation_name=printed.organisation_name,
        organisation_detail=" · ".join(part for part in (printed.belonging, code, place) if part),
        campaign_title=printed.campaign_title[language],
        period=_PERIOD[language].format(year=printed.period),
        criteria_set_title=printed.set_title[language],
        criteria_set_reference=printed.set_reference,
        score=printed.score,
        level=printed.level,
        level_title=printed.level_title[language],
        level_count=printed.highest_level,
        pillars=tuple(
            PillarScore(pillar.title[language], pillar.score)
            for pillar in printed.pillars
            if pillar.score is not None
        ),
        issued_on=in_legal_time(certificate.issued_at).date(),
        valid_until=certificate.valid_until,
        issuer_name=ISSUER,
        verify_url=verify_url,
        level_edges=printed.level_edges,
    )
