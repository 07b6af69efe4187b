"""Send a certificate as a PDF, drawn from its frozen values."""

from __future__ import annotations

import io
from typing import Literal, cast

from flask import current_app, send_file
from werkzeug.wrappers import Response

from surveyapp.certificates.document import render_certificate
from surveyapp.certificates.drawing_up import values_of
from surveyapp.certificates.queries import find_current_certificate
from surveyapp.config import Settings
from surveyapp.errors import NotFound
from surveyapp.i18n import current_language
from surveyapp.web.request import db


def verify_url(serial: str) -> str:
    """Return the public address at which anybody checks a certificate."""
    settings = cast("Settings", current_app.extensions["settings"])
    return f"{settings.public_url}/verify/{serial}"


def send_certificate(assessment_id: int) -> Response:
    """Send the certificate of an assessment that stands. Raises: NotFound."""
    certificate = find_current_certificate(db(), assessment_id)
    if certificate is None:
        raise NotFound
    language = cast("Literal['vi', 'en']", current_language())
    values = values_of(certificate, language, verify_url=verify_url(certificate.serial))
    name = f"{certificate.serial} {certificate.printed.organisation_name}.pdf"
    return send_file(
        io.BytesIO(render_certificate(values)),
        mimetype="application/pdf",
        as_attachment=True,
        download_name=name.replace("/", "-"),
    )
