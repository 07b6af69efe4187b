"""Every address × every kind of visitor: who is let in, and how the others are turned away.

The table is also the snapshot of the routes: a new address without a line here fails the build.
"""

from __future__ import annotations

from collections.abc import Iterator

from flask import Flask
from werkzeug.test import TestResponse

from surveyapp.web.guard import action_of
from tests.integration.scene import Scene

VISITORS = ("anonymous", "own", "other", "evaluator", "publisher", "administrator", "agency")

ALL = "in in in in in in in"
SIGNED_IN = "door in in in in in in"
RESPONDENTS = "door in in no no no in"
AGENCY = "door none none no no no in"
OWN = "door in none no no no none"
EVALUATOR = "door no no in no no no"
PUBLISHER = "door no no no in no no"
ADMINISTRATOR = "door no no no no in no"

TABLE = {
    "GET /": ALL,
    "GET /healthz": ALL,
    "GET /static/<path:filename>": ALL,
    "GET /rankings": ALL,
    "GET /rankings/<handle>": ALL,
    "GET /criteria": ALL,
    "GET /criteria/<slug>/<version>": ALL,
    "GET /verify": ALL,
    "GET /verify/<serial>": ALL,
    "POST /language": ALL,
    "GET /sign-in": ALL,
    "POST /sign-in": ALL,
    "GET /sign-up": ALL,
    "POST /sign-up": ALL,
    "GET /invitations/<token>": ALL,
    "POST /invitations/<token>": ALL,
    "POST /sign-out": SIGNED_IN,
    "GET /workspace": RESPONDENTS,
    "POST /campaigns/<handle>/start": RESPONDENTS,
    "GET /campaigns/<handle>/units": AGENCY,
    "POST /campaigns/<handle>/units": AGENCY,
    "POST /campaigns/<handle>/units/start": AGENCY,
    "GET /campaigns/<handle>/units/<int:part_id>/invite": AGENCY,
    "POST /campaigns/<handle>/units/<int:part_id>/invite": AGENCY,
    "GET /assessments/<handle>": OWN,
    "GET /assessments/<handle>/pillars/<code>": OWN,
    "POST /assessments/<handle>/pillars/<code>": OWN,
    "POST /assessments/<handle>/answers/<code>": OWN,
    "GET /assessments/<handle>/check": OWN,
    "POST /assessments/<handle>/check": OWN,
    "GET /assessments/<handle>/result": OWN,
    "GET /assessments/<handle>/answers": OWN,
    "GET /assessments/<handle>/certificate.pdf": OWN,
    "GET /evaluation": EVALUATOR,
    "GET /evaluation/<handle>": EVALUATOR,
    "GET /evaluation/<handle>/points/<code>": EVALUATOR,
    "POST /evaluation/<handle>/points/<code>": EVALUATOR,
    "POST /evaluation/<handle>/close": EVALUATOR,
    "GET /publishing": PUBLISHER,
    "POST /publishing/<handle>/draft": PUBLISHER,
    "GET /publishing/editions/<handle>": PUBLISHER,
    "POST /publishing/editions/<handle>": PUBLISHER,
    "POST /publishing/editions/<handle>/discard": PUBLISHER,
    "GET /admin": ADMINISTRATOR,
    "POST /admin": ADMINISTRATOR,
    "GET /admin/sets": ADMINISTRATOR,
    "POST /admin/sets": ADMINISTRATOR,
    "POST /admin/sets/new": ADMINISTRATOR,
    "POST /admin/sets/<slug>/revise": ADMINISTRATOR,
    "GET /admin/sets/<slug>": ADMINISTRATOR,
    "POST /admin/sets/<slug>": ADMINISTRATOR,
    "POST /admin/sets/<slug>/discard": ADMINISTRATOR,
    "GET /admin/sets/<slug>/preview": ADMINISTRATOR,
    "POST /admin/sets/<slug>/preview": ADMINISTRATOR,
    "POST /admin/sets/<slug>/preview/<code>": ADMINISTRATOR,
    "GET /admin/sets/<slug>/compare": ADMINISTRATOR,
    "GET /admin/sets/<slug>/simulate": ADMINISTRATOR,
    "GET /admin/sets/<slug>/simulation.csv": ADMINISTRATOR,
    "GET /admin/sets/<slug>/publish": ADMINISTRATOR,
    "GET /admin/sets/<slug>/file.yaml": ADMINISTRATOR,
    "GET /admin/sets/<slug>/file.xlsx": ADMINISTRATOR,
    "POST /admin/sets/<slug>/publish": ADMINISTRATOR,
    "GET /admin/agencies": ADMINISTRATOR,
    "POST /admin/agencies": ADMINISTRATOR,
    "GET /admin/invitations": ADMINISTRATOR,
    "POST /admin/invitations": ADMINISTRATOR,
    "POST /admin/campaigns/<handle>/close": ADMINISTRATOR,
    "GET /admin/trail": ADMINISTRATOR,
}

ALIASES = {"POST /assessments/<handle>/answers/"}
"""The same address with a part left out, so that a page can print it; it leads nowhere."""


def _routes(app: Flask) -> Iterator[str]:
    for rule in app.url_map.iter_rules():
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            yield f"{method} {rule.rule}"


def test_every_route_has_its_line_in_the_table(app: Flask) -> None:
    assert set(_routes(app)) - ALIASES == set(TABLE)


def _class_of(response: TestResponse) -> str:
    if response.status_code in {302, 303} and response.location.startswith("/sign-in"):
        return "door"
    kinds = {200: "in", 302: "in", 303: "in", 409: "in", 422: "in", 403: "no", 404: "none"}
    return kinds.get(response.status_code, str(response.status_code))


def test_every_route_lets_in_exactly_whom_it_should(scene: Scene) -> None:
    scene.app.config["WTF_CSRF_ENABLED"] = False  # here the question is who; tokens come next
    wrong = {}
    for line, expected in TABLE.items():
        found = " ".join(_class_of(scene.ask(line, who)) for who in VISITORS)
        if found != expected:
            wrong[line] = f"{found}; expected {expected}"
    assert not wrong


def test_every_view_declares_what_it_opens_to(app: Flask) -> None:
    silent = {endpoint for endpoint, view in app.view_functions.items() if action_of(view) is None}
    assert silent == {"static"}


def test_no_form_is_taken_without_its_token(scene: Scene) -> None:
    """Whoever may come in: a form from another site is refused before anything is done."""
    wrong = {}
    for line, expected in TABLE.items():
        if line.startswith("POST"):
            who = VISITORS[expected.split().index("in")]
            status = scene.ask(line, who).status_code
            if status != 400:
                wrong[line] = status
    assert not wrong
