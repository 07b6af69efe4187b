"""One page of wiring: settings in, a Flask application out."""

from __future__ import annotations

from flask import Flask, request
from flask_compress import Compress
from flask_wtf.csrf import CSRFProtect

from surveyapp.config import Settings
from surveyapp.paths import templates_folder
from surveyapp.persistence.database import Database
from surveyapp.web.account.routes import account
from surveyapp.web.admin.routes import admin
from surveyapp.web.evaluator.routes import evaluator
from surveyapp.web.guard import bind_guard
from surveyapp.web.headers import bind_headers
from surveyapp.web.limits import limiter
from surveyapp.web.public.routes import public
from surveyapp.web.publisher.routes import publisher
from surveyapp.web.refusals import bind_refusals
from surveyapp.web.rendering import bind_rendering
from surveyapp.web.request import bind_requests
from surveyapp.web.respondent.part_routes import parts
from surveyapp.web.respondent.routes import respondent
from surveyapp.web.set_editor.routes import set_editor

LARGEST_REQUEST = 2 * 1024 * 1024
LARGEST_SET = 12 * 1024 * 1024
"""A request to the editor of criteria sets, whose texts are long."""


def create_app(settings: Settings, database: Database | None = None) -> Flask:
    """Return the application; the database is opened from the settings unless given."""
    app = Flask("surveyapp", template_folder=str(templates_folder()), static_folder="web/static")
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="thuoc-so",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_PARTS=5000,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        RATELIMIT_ENABLED=settings.rate_limits,
        SEND_FILE_MAX_AGE_DEFAULT=31_536_000,
    )
    app.extensions["settings"] = settings
    app.extensions["database"] = database or Database(settings.database_url)
    Compress(app)
    bind_requests(app)
    app.before_request(_let_sets_in)
    CSRFProtect(app)
    bind_guard(app)
    bind_rendering(app)
    bind_headers(app)
    bind_refusals(app)
    for section in (public, account, respondent, parts, evaluator, publisher, admin, set_editor):
        app.register_blueprint(section)
    limiter.init_app(app)
    return app


def _let_sets_in() -> None:
    """Allow larger requests where whole criteria sets are sent, before anything reads the form."""
    if request.blueprint == set_editor.name:
        request.max_content_length = LARGEST_SET
        request.max_form_memory_size = LARGEST_SET
