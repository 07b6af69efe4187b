"""What the rules of a set did to a result, and how a set counts, are said on the pages."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from flask import Flask

from criteria.answers import Given
from criteria.kinds import handler_of
from criteria.loader import loads
from criteria.model import Measured
from criteria.registry import get_source
from criteria.starting import starting_text
from surveyapp.assessments.answering import record_answer
from surveyapp.assessments.queries import get_assessment
from surveyapp.campaigns.model import NewCampaign
from surveyapp.campaigns.queries import get_campaign
from surveyapp.campaigns.service import close_campaign, open_campaign
from surveyapp.criteria_sets.service import publish_content
from surveyapp.process.verifying import get_submission
from surveyapp.rankings.service import draft_ranking
from surveyapp.reviews.errors import JudgedAmongUnits
from surveyapp.reviews.service import award_points, open_review
from tests.integration.test_pages_answering import enter
from tests.world import NOON, World

PEOPLE = "con-nguoi"


@pytest.mark.parametrize(
    ("language", "said"), [("vi", "trở lên vì: VI.02 ·"), ("en", "is ruled out by: VI.02 ·")]
)
def test_a_veto_says_why_the_level_is_low(
    small_world: World, app: Flask, language: str, said: str
) -> None:
    agency, campaign = small_world.agency(), small_world.campaign(PEOPLE)
    assessment = small_world.start(agency, campaign, unit=small_world.part(agency, "An"))
    answers = {"VI.01": {"": "2"}, "VI.02": {"": "yes"}}
    small_world.answer(agency, assessment, answers)
    small_world.declare(agency, assessment)
    visitor = enter(app, agency)
    visitor.post("/language", {"language": language, "next": "/"})
    assert said in visitor.get(f"/assessments/{assessment.handle}/result").text


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "aggregation", ["mean", "geometric", "harmonic", "minimum", "median", "sum"]
)
@pytest.mark.parametrize("missing", ["zero", "neutral", "skip", "withhold"])
def test_every_way_of_counting_is_said_on_the_page_of_a_set(
    small_world: World, app: Flask, aggregation: str, missing: str, language: str
) -> None:
    text = starting_text("cach-tinh").replace("aggregation: sum", f"aggregation: {aggregation}")
    text = text.replace("missing: zero", f"missing: {missing}")
    assert loads(text.encode()).scoring.aggregation == aggregation
    with small_world.database.transaction() as session:
        publish_content(session, text, actor_id=None, now=NOON, reason="-")
    visitor = enter(app, small_world.administrator)
    visitor.post("/language", {"language": language, "next": "/"})
    assert visitor.get("/criteria/cach-tinh/1.0").title


def test_the_rules_of_a_set_are_said_before_anybody_answers(small_world: World, app: Flask) -> None:
    assert b"quota" in get_source(f"{PEOPLE}@1.0")
    page = enter(app, small_world.administrator).get(f"/criteria/{PEOPLE}/1.0")
    assert "Nhiều nhất" in page.text
    assert "trở lên khi có: VI.02" in page.text


def test_who_publishes_a_ranking_of_people_stays_on_its_own_page(
    small_world: World, app: Flask
) -> None:
    agency, campaign = small_world.agency(), small_world.campaign(PEOPLE)
    assessment = small_world.start(agency, campaign, unit=small_world.part(agency, "An"))
    small_world.answer(agency, assessment, {"VI.01": {"": "2"}, "VI.02": {"": "no"}})
    small_world.declare(agency, assessment)
    small_world.verify(assessment)
    actor_id = small_world.publisher.person_id
    with small_world.database.transaction() as session:
        close_campaign(session, campaign.id, actor_id=actor_id, now=NOON)
        criteria_set = loads(get_source(f"{PEOPLE}@1.0"))
        made = draft_ranking(session, campaign, criteria_set, actor_id=actor_id, now=NOON)
    page = enter(app, small_world.publisher).post(f"/publishing/editions/{made}", {"note": ""})
    assert "Bảng xếp hạng đã được công bố." in page.text
    assert "không hiện trên trang công khai" in page.text


MEASURED = """
        answer:
          kind: measured
          maximum: 10
          unit: {vi: "hồ sơ", en: "files"}
          method: z_score
"""


def test_a_number_judged_among_the_units_is_not_awarded(small_world: World, app: Flask) -> None:
    text = starting_text("so-sanh").replace("unit: agency", "unit: enterprise")
    head, ratio, _ = text.partition("        answer:\n          kind: ratio")
    assert ratio, "the starting text ends with a ratio"
    with small_world.database.transaction() as session:
        made = publish_content(session, head.rstrip() + MEASURED, actor_id=None, now=NOON)
    number = next(one for one in made.indicators() if isinstance(one.answer, Measured))
    ladder = next(one for one in made.indicators() if one is not number)
    new = NewCampaign(made.reference, 2026, "Đợt", "It", NOON, NOON + timedelta(days=9))
    player, actor_id = small_world.enterprise(), small_world.administrator.person_id
    with small_world.database.transaction() as session:
        open_campaign(session, new, actor_id=actor_id, now=NOON)
        campaign = get_campaign(session, "so-sanh-2026")
    assessment = small_world.start(player, campaign)
    with small_world.database.transaction() as session:
        for indicator, cell in ((number, "17"), (ladder, "1")):
            given = Given(handler_of(indicator.answer).read(indicator.answer, {"": cell}))
            record_answer(
                session, assessment, indicator, given,
                seen_revision=0, actor_id=player.person_id, now=NOON,
            )  # fmt: skip
    small_world.declare(player, assessment)
    assert f"{number.code} so số của đơn vị với các đơn vị khác" in (
        enter(app, player).get(f"/assessments/{assessment.handle}/result").text
    )
    visitor = enter(app, small_world.evaluator)
    page = visitor.get(f"/evaluation/{assessment.handle}")
    assert not [link for link in page.links if link.endswith(f"/points/{number.code}")]
    assert [link for link in page.links if link.endswith(f"/points/{ladder.code}")]
    visitor.get(f"/evaluation/{assessment.handle}/points/{number.code}", status=404)
    with small_world.database.transaction() as session:
        submission = get_submission(session, get_assessment(session, assessment.handle))
        review = open_review(session, submission, actor_id=actor_id, now=NOON)
        with pytest.raises(JudgedAmongUnits):
            award_points(
                session,
                review,
                number,
                None,
                points=Fraction(1),
                reason="Minh chứng chưa đủ.",
                actor_id=actor_id,
                now=NOON,
            )
