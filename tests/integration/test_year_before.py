"""Two years beside each other: only what both versions measure alike links them."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from flask import Flask

from criteria.starting import starting_text
from surveyapp.assessments.model import Assessment
from surveyapp.campaigns.model import CampaignView, NewCampaign
from surveyapp.campaigns.queries import find_campaigns, pinned_set
from surveyapp.campaigns.service import open_campaign
from surveyapp.criteria_sets.service import publish_content
from surveyapp.rankings.model import Trend
from surveyapp.rankings.queries import get_edition
from surveyapp.rankings.service import draft_ranking, publish_ranking
from tests.integration.test_pages_answering import enter
from tests.world import NOON, Player, World

OLD = starting_text("phong-hop")
CHANGED_LADDER = ("level: 1, points: 5,", "level: 1, points: 6,")
SHORT_RATIO = ("maximum: 10", "maximum: 10\n          full: 0.5")


def _campaign(world: World, year: int, *changes: tuple[str, str]) -> CampaignView:
    """Publish the version of a year if it is a new one, and open a campaign on it."""
    text = OLD.replace('version: "1.0"', f'version: "{year}"')
    for asked, asked_now in changes:
        assert asked in text
        text = text.replace(asked, asked_now)
    actor_id = world.administrator.person_id
    with world.database.transaction() as session:
        publish_content(session, text, actor_id=actor_id, now=NOON)
        closes_at = NOON + timedelta(days=1)
        new = NewCampaign(f"phong-hop@{year}", year, "Đợt", "Round", NOON, closes_at)
        campaign_id = open_campaign(session, new, actor_id=actor_id, now=NOON)
        return next(one for one in find_campaigns(session) if one.id == campaign_id)


def _verified(
    world: World, player: Player, campaign: CampaignView, level: int, share: int
) -> Assessment:
    assessment = world.start(player, campaign)
    answers = {"A.01": {"": str(level)}, "B.01": {"a": str(share), "b": "10"}}
    world.answer(player, assessment, answers)
    world.declare(player, assessment)
    world.verify(assessment)
    return assessment


def _trend(world: World, campaign: CampaignView) -> Trend | None:
    """Draft and publish the ranking of a campaign; return the trend that it keeps."""
    actor_id, now = world.publisher.person_id, NOON + timedelta(days=2)
    with world.database.transaction() as session:
        criteria_set = pinned_set(session, campaign)
        made = draft_ranking(session, campaign, criteria_set, actor_id=actor_id, now=now)
        publish_ranking(session, campaign, made, note="", actor_id=actor_id, now=now)
    with world.database.reading() as session:
        return get_edition(session, made, published_only=True).trend


def test_rankings_are_chained_on_what_is_alike(world: World) -> None:
    """The ladder is asked anew in 2026: only the ratio links, 5 of 10 to 6 of 10, then 9 of 10."""
    first, second = world.agency(), world.agency("Sở Minh họa 02")
    year = _campaign(world, 2025)
    _verified(world, first, year, 2, 4)
    _verified(world, second, year, 0, 6)
    assert _trend(world, year) is None
    year = _campaign(world, 2026, CHANGED_LADDER)
    _verified(world, first, year, 0, 6)
    _verified(world, second, year, 2, 6)
    trend = _trend(world, year)
    assert trend is not None
    assert (trend.year_before, trend.first_year, trend.units) == (2025, 2025, 2)
    assert [trend.before, trend.after, trend.index] == [50, 60, 120]
    assert 0 < trend.share < 1
    year = _campaign(world, 2027, CHANGED_LADDER)
    _verified(world, first, year, 0, 9)
    trend = _trend(world, year)
    assert trend is not None
    assert (trend.year_before, trend.first_year, trend.units) == (2026, 2025, 1)
    assert trend.share == 1
    assert trend.index == 120 * Fraction(45, 30)


def test_a_chain_that_broke_begins_anew(world: World) -> None:
    agency = world.agency()
    changes = [(), (CHANGED_LADDER, SHORT_RATIO), (CHANGED_LADDER, SHORT_RATIO)]
    trends = []
    for year, changed in zip((2025, 2026, 2027), changes, strict=True):
        campaign = _campaign(world, year, *changed)
        _verified(world, agency, campaign, 1, 5)
        trends.append(_trend(world, campaign))
    _, broken, anew = trends
    assert broken is not None
    assert [broken.before, broken.index, broken.share] == [None, None, 0]
    assert anew is not None
    assert [anew.first_year, anew.index] == [2026, 100]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ((), "Trên phần đo như nhau (100% trọng số)"),
        ((CHANGED_LADDER,), "điểm từ 40 đến 60: thay đổi +20 điểm"),
        ((CHANGED_LADDER, SHORT_RATIO), "không có phần nào đo như nhau"),
    ],
)
def test_a_result_says_what_changed(
    small_world: World, app: Flask, changes: tuple[tuple[str, str], ...], words: str
) -> None:
    world = small_world
    agency = world.agency()
    _verified(world, agency, _campaign(world, 2025), 2, 4)
    second = _verified(world, agency, _campaign(world, 2026, *changes), 1, 6)
    page = enter(app, agency).get(f"/assessments/{second.handle}/result")
    assert "Năm 2025:" in page.text
    assert words in page.text
