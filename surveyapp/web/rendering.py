"""What templates may use: translations, numbers and dates in words, versioned static files."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, url_for
from jinja2 import StrictUndefined

from surveyapp.i18n import (
    LANGUAGE_NAMES,
    current_language,
    gettext,
    ngettext,
    say_date,
    say_instant,
    say_number,
    say_score,
)
from surveyapp.web.request import actor

STATIC = Path(__file__).parent / "static"


@cache
def _fingerprint(filename: str) -> str:
    return hashlib.sha256((STATIC / filename).read_bytes()).hexdigest()[:10]


def asset(filename: str) -> str:
    """Return the address of a static file, new whenever its content changes."""
    return url_for("static", filename=filename, v=_fingerprint(filename))


def bind_rendering(app: Flask) -> None:
    """Teach the templates."""
    environment = app.jinja_env
    environment.undefined = StrictUndefined
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.add_extension("jinja2.ext.i18n")
    environment.add_extension("jinja2.ext.do")
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True
    )
    environment.globals.update(asset=asset, language_names=LANGUAGE_NAMES)
    environment.filters.update(
        say_number=say_number,
        say_score=say_score,
        say_date=say_date,
        say_instant=say_instant,
    )
    app.context_processor(lambda: {"actor": actor(), "language": current_language()})
