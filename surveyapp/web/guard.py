"""Default deny: a view opens only to the action that it declares.

A view without a declaration opens to nobody, so that a forgotten guard shows as a closed door.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from surveyapp.access.policy import Action, may, may_reach
from surveyapp.assessments.model import Assessment
from surveyapp.assessments.queries import Lock, get_assessment
from surveyapp.errors import NotAllowed, NotFound
from surveyapp.web.request import SAFE_METHODS, actor, db

View = TypeVar("View", bound=Callable[..., Any])
_ACTION = "__action__"


def opens_to(action: Action) -> Callable[[View], View]:
    """Declare what a visitor must be allowed to do to reach the view."""

    def declare(view: View) -> View:
        setattr(view, _ACTION, action)
        return view

    return declare


def action_of(view: object) -> Action | None:
    """Return the action that a view declared."""
    return getattr(view, _ACTION, None)


def _check() -> Response | None:
    if request.endpoint in (None, "static"):
        return None  # no view is reached: Flask says 404 or 405, or sends the file
    action = action_of(current_app.view_functions[request.endpoint])
    if action is Action.BROWSE:
        return None
    who = actor()
    if who is None:
        target = request.full_path.rstrip("?") if request.method in SAFE_METHODS else None
        return redirect(url_for("account.sign_in", next=target))
    if action is None or not may(who, action):
        raise NotAllowed
    return None


def reach_assessment(handle: str, action: Action) -> Assessment:
    """Load an assessment through the actor; somebody else's is as if it were not there."""
    lock = Lock.NONE if request.method in SAFE_METHODS else Lock.SHARED
    return _reach(handle, action, lock)


def hold_assessment(handle: str, action: Action) -> Assessment:
    """Load an assessment for a change that nobody else may make meanwhile."""
    return _reach(handle, action, Lock.EXCLUSIVE)


def _reach(handle: str, action: Action, lock: Lock) -> Assessment:
    assessment = get_assessment(db(), handle, lock)
    if not may_reach(actor(), action, assessment):
        raise NotFound
    return assessment


def bind_guard(app: Flask) -> None:
    """Ask the policy before every view."""
    app.before_request(_check)
