"""The certificate as a PDF: the same values give the same bytes, in any process, years later."""

from dataclasses import fields, replace
from functools import cache
from typing import Any

from surveyapp.certificates.printing.page import lay_out, shared_content
from surveyapp.certificates.printing.press import compressed, get_press
from surveyapp.certificates.values import (
    CertificateValues,
    Kind,
    Language,
    PillarScore,
    printable,
)
from surveyapp.certificates.wording import WORDING

__all__ = ["CertificateValues", "PillarScore", "render_certificate"]


def render_certificate(values: CertificateValues) -> bytes:
    """Print one certificate on one page A4 landscape.

    Parameters
    ----------
    values : CertificateValues
        Plain values; text is printed as text, whatever it looks like.

    Returns
    -------
    bytes
        A PDF with embedded fonts, dated by ``issued_on`` and never by the clock.
    """
    values = _as_printed(values)
    page = lay_out(values)
    context: dict[str, object] = {"page": page, "about": _about(values)}
    shared = _compressed_shared_content(values.kind, values.language)
    return get_press().print(context, (shared, compressed(page.drawing.page_content())))


@cache
def _compressed_shared_content(kind: Kind, language: Language) -> bytes:
    return compressed(shared_content(kind, language))


def _about(values: CertificateValues) -> dict[str, str]:
    """Say what the document is, for archives and search."""
    words = WORDING[values.language]
    return {
        "title": f"{words.document} {values.serial} · {values.organisation_name}",
        "author": values.issuer_name,
        "subject": f"{values.subject} · {values.level_title} · {values.period}",
        "keywords": f"{values.serial}, {values.criteria_set_reference}",
        "created": values.issued_on.isoformat(),
    }


def _as_printed(values: CertificateValues) -> CertificateValues:
    """Bring every text into its printed form, the address of the page excepted."""
    changes: dict[str, Any] = {
        field.name: printable(text)
        for field in fields(values)
        if field.name != "verify_url" and isinstance(text := getattr(values, field.name), str)
    }
    changes["pillars"] = tuple(
        PillarScore(printable(pillar.title), pillar.score) for pillar in values.pillars
    )
    return replace(values, **changes)
