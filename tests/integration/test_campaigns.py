"""Campaigns pin a criteria set for a period; the closing instant itself is closed."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from criteria.registry import get_set
from criteria.starting import starting_text
from surveyapp.assessments.errors import NotForThisUnit
from surveyapp.campaigns.errors import CampaignClosed, CampaignExists, CampaignNotOpen
from surveyapp.campaigns.model import CampaignState, NewCampaign
from surveyapp.campaigns.queries import find_campaigns, find_pinned_set, get_campaign, pinned_set
from surveyapp.campaigns.service import close_campaign, open_campaign
from surveyapp.campaigns.tables import Campaign
from surveyapp.criteria_sets.errors import PublishedSetChanged
from surveyapp.criteria_sets.service import publish_set, save_draft
from surveyapp.errors import Invalid, NotFound
from tests.integration.rows import count_rows, happened, read_rows
from tests.world import NOON, World

OPENS, CLOSES = NOON, NOON + timedelta(days=30)
TICK = timedelta(microseconds=1)


def test_a_campaign_pins_version_and_content_of_its_set(world: World) -> None:
    campaign = world.campaign("thu-nho")
    criteria_set = get_set("thu-nho")
    assert (campaign.set_reference, campaign.set_hash) == (
        "thu-nho@1.0",
        criteria_set.content_hash,
    )
    assert campaign.unit_kind == "enterprise"
    with world.database.reading() as session:
        assert pinned_set(session, campaign) == criteria_set


def test_a_set_that_changed_after_pinning_is_not_used(world: World) -> None:
    campaign = world.campaign("thu-nho")
    with world.database.transaction() as session:
        session.get_one(Campaign, campaign.id).set_hash = "0" * 64
    with world.database.reading() as session:
        changed = get_campaign(session, campaign.handle)
        with pytest.raises(PublishedSetChanged):
            pinned_set(session, changed)
        assert find_pinned_set(session, changed) is None


def test_one_set_has_one_campaign_for_a_year(world: World) -> None:
    world.campaign("thu-nho")
    before = count_rows(world.database)
    with pytest.raises(CampaignExists):
        world.campaign("thu-nho")
    assert count_rows(world.database) == before
    world.campaign("thu-nho", year=2027)


def _publish(world: World, version: str) -> str:
    """Publish a version of a set of one's own; return its reference."""
    actor_id = world.administrator.person_id
    text = starting_text("cua-minh").replace('version: "1.0"', f'version: "{version}"')
    with world.database.transaction() as session:
        save_draft(session, "cua-minh", text, revision=0, actor_id=actor_id, now=NOON)
        return publish_set(session, "cua-minh", actor_id=actor_id, now=NOON).reference


def test_two_versions_of_a_set_run_side_by_side_in_one_year(world: World) -> None:
    handles = []
    for version in ("1.0", "1.1"):
        new = NewCampaign(_publish(world, version), 2026, version, version, OPENS, CLOSES)
        with world.database.transaction() as session:
            open_campaign(session, new, actor_id=world.administrator.person_id, now=NOON)
            found = find_campaigns(session)
            handles.append(next(one.handle for one in found if one.set_version == version))
    assert handles == ["cua-minh-2026", "cua-minh-2026-1.1"]
    with world.database.reading() as session:
        pinned = [pinned_set(session, get_campaign(session, handle)) for handle in handles]
    assert [one.version for one in pinned] == ["1.0", "1.1"]
    player = world.agency()
    for handle in handles:
        with world.database.reading() as session:
            campaign = get_campaign(session, handle)
        assert world.start(player, campaign).campaign.handle == handle


def test_a_campaign_closes_after_it_opens(world: World) -> None:
    new = NewCampaign("thu-nho@1.0", 2026, "Đợt", "Campaign", NOON, NOON)
    with pytest.raises(Invalid) as refused, world.database.transaction() as session:
        open_campaign(session, new, actor_id=world.administrator.person_id, now=NOON)
    assert list(refused.value.faults) == ["closes_on"]


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (OPENS - TICK, CampaignState.PLANNED),
        (OPENS, CampaignState.OPEN),
        (CLOSES - TICK, CampaignState.OPEN),
        (CLOSES, CampaignState.CLOSED),
        (CLOSES + TICK, CampaignState.CLOSED),
    ],
)
def test_the_edges_of_a_campaign_survive_the_database(
    world: World, now: datetime, state: CampaignState
) -> None:
    campaign = world.campaign("thu-nho", opens_at=OPENS, closes_at=CLOSES)
    enterprise = world.enterprise()
    assert campaign.state_at(now) is state
    if state is CampaignState.OPEN:
        assert world.start(enterprise, campaign, now=now).started_at == now
        return
    refusal = CampaignNotOpen if state is CampaignState.PLANNED else CampaignClosed
    with pytest.raises(refusal):
        world.start(enterprise, campaign, now=now)
    assert not read_rows(world.database, "assessment")


def test_a_campaign_can_be_closed_early_and_stays_so(world: World) -> None:
    campaign = world.campaign("thu-nho", opens_at=OPENS, closes_at=CLOSES)
    actor = world.administrator.person_id
    for at in (OPENS + TICK, OPENS + 2 * TICK):
        with world.database.transaction() as session:
            close_campaign(session, campaign.id, actor_id=actor, now=at)
    with world.database.reading() as session:
        closed = get_campaign(session, campaign.handle)
    assert closed.closed_at == OPENS + TICK, "a second closing changes nothing"
    assert closed.state_at(OPENS + TICK) is CampaignState.CLOSED
    assert happened(world.database).count("campaign_closed") == 1
    with pytest.raises(CampaignClosed):
        world.start(world.enterprise(), closed, now=OPENS + 2 * TICK)


def test_an_unknown_campaign_can_not_be_closed(world: World) -> None:
    with pytest.raises(NotFound), world.database.transaction() as session:
        close_campaign(session, 999_999, actor_id=world.administrator.person_id, now=NOON)


def test_a_campaign_is_for_one_kind_of_unit(world: World) -> None:
    campaign = world.campaign("thu-nho")
    with pytest.raises(NotForThisUnit):
        world.start(world.agency(), campaign)


def test_starting_twice_gives_one_assessment(world: World) -> None:
    campaign = world.campaign("thu-nho")
    enterprise = world.enterprise()
    first = world.start(enterprise, campaign)
    second = world.start(enterprise, campaign, now=NOON + timedelta(days=1))
    assert second == first
    assert len(read_rows(world.database, "assessment")) == 1
    assert happened(world.database).count("assessment_started") == 1


def test_a_started_assessment_is_found_again_after_the_campaign_closed(world: World) -> None:
    campaign = world.campaign("thu-nho", opens_at=OPENS, closes_at=CLOSES)
    enterprise = world.enterprise()
    begun = world.start(enterprise, campaign, now=OPENS)
    assert world.start(enterprise, campaign, now=CLOSES) == begun
