"""What belongs to one request: its session of the database, its actor, its instant.

One transaction per request: a writing request (not GET, HEAD, OPTIONS) commits when its response is
not an error and rolls back otherwise, before the browser is told anything.
"""

from __future__ import annotations

from datetime import datetime
from typing import cast

from flask import Flask, Response, abort, current_app, g, request, session
from sqlalchemy.orm import Session

from surveyapp.clock import utc_now
from surveyapp.i18n import use_language
from surveyapp.people.model import Actor
from surveyapp.people.queries import find_actor
from surveyapp.persistence.database import Database

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def database() -> Database:
    """Return the application's database."""
    return cast("Database", current_app.extensions["database"])


def db() -> Session:
    """Return the request's session, opened on first use."""
    if "db" not in g:
        g.db = database().open_session(writing=request.method not in SAFE_METHODS)
    return cast("Session", g.db)


def now() -> datetime:
    """Return the instant at which the request began."""
    if "now" not in g:
        g.now = utc_now()
    return cast("datetime", g.now)


def actor() -> Actor | None:
    """Return who is signed in, read anew for every request so that lost roles are lost at once."""
    if "actor" not in g:
        person_id = session.get("person_id")
        g.actor = None if person_id is None else find_actor(db(), person_id)
    return cast("Actor | None", g.actor)


def signed_in() -> Actor:
    """Return the actor of a page that the guard opened to signed-in people only."""
    who = actor()
    assert who is not None
    return who


def keep_changes() -> None:
    """Commit what this request wrote although its response will be a refusal.

    For pages that save what can be saved and show what is wrong with the rest.
    """
    g.keep_changes = True


def _settle(response: Response) -> Response:
    held: Session | None = g.get("db")
    if held is not None:
        kept = g.get("keep_changes", response.status_code < 400)
        held.commit() if kept and request.method not in SAFE_METHODS else held.rollback()
    return response


def _release(_error: BaseException | None) -> None:
    held: Session | None = g.pop("db", None)
    if held is not None:
        held.close()


def _choose_language() -> None:
    use_language(session.get("language", "vi"))


def _refuse_odd_address() -> None:
    """Answer an address that holds a character which no database keeps: nothing can be there."""
    if any("\x00" in part for part in (request.path, *request.args.values())):
        abort(404)


def bind_requests(app: Flask) -> None:
    """Give every request its session, language and end."""
    app.before_request(_choose_language)
    app.before_request(_refuse_odd_address)
    app.after_request(_settle)
    app.teardown_request(_release)
