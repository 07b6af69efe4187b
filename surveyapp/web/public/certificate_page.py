"""A certificate as anybody may check it: what it says, and what it is worth today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from flask import url_for

from surveyapp.certificates.model import Certificate, CertificateState, Printed
from surveyapp.clock import in_legal_time
from surveyapp.errors import N_
from surveyapp.i18n import current_language, gettext, say_date, say_number, say_score
from surveyapp.organisations.registers import PROVINCES
from surveyapp.results.model import Basis
from surveyapp.web.public.pages import set_href

_VERDICTS = {
    CertificateState.VALID: N_("Giấy chứng nhận có thật và còn hiệu lực"),
    CertificateState.EXPIRED: N_("Giấy chứng nhận có thật nhưng đã hết hiệu lực"),
    CertificateState.SUPERSEDED: N_("Giấy chứng nhận có thật nhưng đã được thay thế"),
}
_SEALS = {
    CertificateState.VALID: N_("Còn hiệu lực"),
    CertificateState.EXPIRED: N_("Hết hiệu lực"),
    CertificateState.SUPERSEDED: N_("Đã thay thế"),
}
_BASES = {
    Basis.SELF: N_("Đơn vị tự đánh giá, chưa được thẩm định"),
    Basis.VERIFIED: N_("Đã được người thẩm định xác nhận"),
}


@dataclass(frozen=True, slots=True)
class PillarRow:
    """One pillar's score as printed."""

    title: str
    score: str
    share: float


@dataclass(frozen=True, slots=True)
class CertificatePage:
    """Everything that the verification page shows."""

    serial: str
    state: str
    seal: str
    verdict: str
    explanation: str
    successor: str | None
    successor_href: str | None
    organisation_name: str
    score: str
    level: int
    level_name: str
    verified: bool
    basis: str
    facts: tuple[tuple[str, str], ...]
    set_title: str
    set_href: str
    pillars: tuple[PillarRow, ...]


def make_certificate_page(certificate: Certificate, now: datetime) -> CertificatePage:
    """Say what a certificate prints and what it is worth on this day."""
    language = current_language()
    printed = certificate.printed
    state = certificate.state_on(in_legal_time(now).date())
    successor = certificate.superseded_by
    return CertificatePage(
        serial=certificate.serial,
        state=state.value,
        seal=gettext(_SEALS[state]),
        verdict=gettext(_VERDICTS[state]),
        explanation=_explain(certificate, state),
        successor=successor,
        successor_href=url_for("public.certificate", serial=successor) if successor else None,
        organisation_name=printed.organisation_name,
        score=say_score(printed.score),
        level=printed.level,
        level_name=printed.level_title[language],
        verified=printed.basis is Basis.VERIFIED,
        basis=gettext(_BASES[printed.basis]),
        facts=_facts(certificate, language),
        set_title=printed.set_title[language],
        set_href=set_href(printed.set_reference),
        pillars=tuple(
            PillarRow(one.title[language], _say(one.score), float((one.score or 0) / 100))
            for one in printed.pillars
        ),
    )


def _explain(certificate: Certificate, state: CertificateState) -> str:
    if state is CertificateState.SUPERSEDED:
        return gettext("Cùng phiếu đánh giá này đã có giấy chứng nhận mới hơn; hãy dùng giấy mới.")
    day = say_date(certificate.valid_until)
    if state is CertificateState.EXPIRED:
        return gettext(
            "Giấy này có giá trị đến hết ngày {day}. Nội dung dưới đây là kết quả khi cấp."
        ).format(day=day)
    return gettext("Giấy này có giá trị đến hết ngày {day}.").format(day=day)


def _facts(certificate: Certificate, language: str) -> tuple[tuple[str, str], ...]:
    printed: Printed = certificate.printed
    issued_on = in_legal_time(certificate.issued_at).date()
    facts = [
        (gettext("Số hiệu"), certificate.serial),
        (gettext("Tỉnh, thành phố"), PROVINCES[printed.province].say(language)),
        (gettext("Đợt đánh giá"), printed.campaign_title[language]),
        (gettext("Ngày cấp"), say_date(issued_on)),
        (gettext("Có giá trị đến hết ngày"), say_date(certificate.valid_until)),
    ]
    if printed.tax_code:
        facts.insert(1, (gettext("Mã số thuế"), printed.tax_code))
    return tuple(facts)


def _say(score: Fraction | None) -> str:
    return gettext("không áp dụng") if score is None else say_number(score)
