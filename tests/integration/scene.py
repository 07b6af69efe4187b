"""A whole story on one stage, for tests that look at every page: two years, every role."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

from flask import Flask
from werkzeug.test import TestResponse

from criteria.registry import get_set
from criteria.starting import starting_text
from surveyapp.assessments.model import Assessment
from surveyapp.campaigns.model import CampaignView
from surveyapp.criteria_sets.service import save_draft
from surveyapp.people.model import Role
from surveyapp.people.service import invite
from surveyapp.rankings.service import draft_ranking, publish_ranking
from tests.integration.rows import read_rows
from tests.integration.trial import MIDDLING, TRIAL
from tests.visitor import Visitor
from tests.world import NOON, PASSWORD, Player, World

SETS = Path(__file__).parent / "sets"


@dataclass
class Scene:
    """A verified and published year, an open one with a draft ranking, and all who may look."""

    world: World
    app: Flask
    campaign: CampaignView
    players: dict[str, Player]
    handles: dict[str, str]

    def ask(self, line: str, who: str) -> TestResponse:
        """Send one request as one kind of visitor."""
        method, _, rule = line.partition(" ")
        client = self.app.test_client()
        if who in self.players:
            with client.session_transaction() as session:
                session["person_id"] = self.players[who].person_id
        if rule.endswith("/answers/<code>"):
            return client.post(self.address(rule), json={"values": {}, "revision": 0})
        form = {"unit": self.handles["part_id"]} if rule.endswith("/units/start") else None
        return client.open(self.address(rule), method=method, data=form, buffered=True)

    def visitor(self, who: str, language: str = "vi") -> Visitor:
        """Return a visitor of one kind, signed in where the kind is known."""
        visitor = Visitor(self.app)
        if who in self.players:
            visitor.sign_in(self.players[who].email, PASSWORD)
        visitor.post("/language", {"language": language, "next": "/"})
        return visitor

    def drafts(self) -> dict[str, str]:
        """Return the pages of a draft, which belongs to `other`: name and address."""
        assessment = self.world.start(self.players["other"], self.campaign)
        root = f"/assessments/{assessment.handle}"
        pages = {f"pillar {code}": f"{root}/pillars/{code}" for code in ("CL", "NL", "DL")}
        return {"overview": root, "check": f"{root}/check", **pages}

    def address(self, rule: str) -> str:
        """Fill the slots of a rule with what is there."""
        slots = {
            "handle": next((one for part, one in self.handles.items() if part in rule), ""),
            "code": _code_in(rule),
            "slug": _slug_in(rule),
            "version": "1.0",
            "serial": self.handles["serial"],
            "token": self.handles["token"],
            "int:part_id": self.handles["part_id"],
            "path:filename": "css/app.css",
        }
        return re.sub("<([^>]+)>", lambda slot: slots[slot[1]], rule)


def make_scene(world: World, app: Flask) -> Scene:
    """Let two years happen."""
    players = {
        "own": world.enterprise("Công ty Mẫu Một"),
        "other": world.enterprise("Công ty Mẫu Hai"),
        "evaluator": world.evaluator,
        "publisher": world.publisher,
        "administrator": world.administrator,
        "agency": world.agency(),
    }
    people = world.campaign("con-nguoi")
    official = world.part(players["agency"], "Phạm Thị Dung")
    past = _verified(world, players["own"], 2025)
    opened = _verified(world, players["own"], 2026)
    with world.database.transaction() as session:
        actor_id = world.administrator.person_id
        token = invite(session, "a@b.example", Role.EVALUATOR, actor_id=actor_id, now=NOON)
    _draft_sets(world)
    handles = {
        "/rankings/": _rank(world, past, publish=True),
        "/editions/": _rank(world, opened, publish=False),
        "/units": people.handle,
        "/campaigns/": opened.campaign.handle,
        "/publishing/": opened.campaign.handle,
        "/assessments/": opened.handle,
        "/evaluation/": opened.handle,
        "serial": str(read_rows(world.database, "certificate")[-1]["serial"]),
        "token": token,
        "part_id": str(official.id),
    }
    return Scene(world, app, opened.campaign, players, handles)


def _code_in(rule: str) -> str:
    """A pillar, or a question of the trial set or of the draft of another one."""
    if "/pillars/" in rule:
        return "CL"
    return "A.01" if "/preview/" in rule else "CL.01"


def _slug_in(rule: str) -> str:
    """Drafts where there must be one, a set with a version elsewhere."""
    if "/sets/" not in rule or rule.endswith(("/revise", "/simulate", "/simulation.csv")):
        return TRIAL
    return "bo-di" if rule.endswith("/discard") else "cua-minh"


def _draft_sets(world: World) -> None:
    """Leave sound drafts of sets that nobody published."""
    actor_id = world.administrator.person_id
    texts = {slug: starting_text(slug) for slug in ("cua-minh", "bo-di")}
    texts[TRIAL] = (SETS / TRIAL / "1.0.yaml").read_text().replace('"1.0"', '"1.1"')
    for slug, text in texts.items():
        with world.database.transaction() as session:
            save_draft(session, slug, text, revision=0, actor_id=actor_id, now=NOON)


def _verified(world: World, player: Player, year: int) -> Assessment:
    """Return a verified assessment in the campaign of a year; that of 2025 is closed by now."""
    closes_at = NOON + timedelta(days=365 * (year - 2025), seconds=1)
    assessment = world.start(player, world.campaign(TRIAL, year=year, closes_at=closes_at))
    world.answer(player, assessment, MIDDLING)
    world.declare(player, assessment)
    world.award(assessment, "CL.02", Fraction(5, 2), "EVN 2025, p. 12-14")
    world.verify(assessment)
    return assessment


def _rank(world: World, assessment: Assessment, *, publish: bool) -> str:
    """Return the handle of a ranking of the assessment's campaign."""
    now, actor_id, campaign = (
        NOON + timedelta(days=1),
        world.publisher.person_id,
        assessment.campaign,
    )
    with world.database.transaction() as session:
        made = draft_ranking(session, campaign, get_set(TRIAL), actor_id=actor_id, now=now)
        if publish:
            publish_ranking(session, campaign, made, note="", actor_id=actor_id, now=now)
    return made
