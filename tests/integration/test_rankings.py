"""Rankings: drafted from verified results, published once the campaign is closed, then for good."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from criteria.registry import get_set
from surveyapp.campaigns.model import CampaignView
from surveyapp.errors import NotFound
from surveyapp.organisations.tables import Organisation
from surveyapp.rankings.errors import (
    CampaignStillOpen,
    DraftWaiting,
    EditionPublished,
    NothingToRank,
)
from surveyapp.rankings.model import Edition, Line
from surveyapp.rankings.queries import (
    find_editions_of,
    find_lines,
    find_published,
    find_rank_of,
    get_edition,
)
from surveyapp.rankings.service import discard_draft, draft_ranking, publish_ranking
from tests.integration.rows import count_rows, happened, read_rows
from tests.integration.trial import TRIAL
from tests.world import NOON, World

CLOSES = NOON + timedelta(days=10)
AFTER = CLOSES + timedelta(days=1)


def _campaign(world: World) -> CampaignView:
    return world.campaign(TRIAL, closes_at=CLOSES)


def _enter(
    world: World,
    campaign: CampaignView,
    name: str,
    level: int,
    *,
    size: str = "small",
    verified: bool = True,
) -> int:
    """Let an enterprise declare one ladder level; return the id of the organisation."""
    player = world.enterprise(name, size)
    assessment = world.start(player, campaign)
    world.answer(player, assessment, {"CL.01": {"": str(level)}})
    world.declare(player, assessment)
    if verified:
        world.verify(assessment)
    return assessment.organisation.id


def _draft(world: World, campaign: CampaignView) -> str:
    publisher = world.publisher.person_id
    with world.database.transaction() as session:
        return draft_ranking(session, campaign, get_set(TRIAL), actor_id=publisher, now=AFTER)


def _publish(world: World, campaign: CampaignView, handle: str, *, note: str = "") -> None:
    publisher = world.publisher.person_id
    with world.database.transaction() as session:
        publish_ranking(session, campaign, handle, note=note, actor_id=publisher, now=AFTER)


def _discard(world: World, handle: str) -> None:
    publisher = world.publisher.person_id
    with world.database.transaction() as session:
        discard_draft(session, handle, actor_id=publisher, now=AFTER)


def _edition(world: World, handle: str) -> tuple[Edition, list[Line]]:
    with world.database.reading() as session:
        edition = get_edition(session, handle, published_only=False)
        return edition, find_lines(session, edition.id)


def test_ties_share_a_rank_and_the_next_one_is_left_out(world: World) -> None:
    campaign = _campaign(world)
    for name, level in [("Mẫu Bốn", 0), ("Mẫu Hai", 2), ("Mẫu Một", 3), ("Mẫu Ba", 2)]:
        _enter(world, campaign, name, level)
    _, lines = _edition(world, _draft(world, campaign))
    assert [(line.rank, line.organisation_name) for line in lines] == [
        (1, "Mẫu Một"),
        (2, "Mẫu Ba"),
        (2, "Mẫu Hai"),
        (4, "Mẫu Bốn"),
    ]
    assert lines[0].score == pytest.approx(100 * 3 / 41, abs=1e-12)
    assert lines[1].score == lines[2].score


def test_each_league_has_ranks_of_its_own(world: World) -> None:
    campaign = _campaign(world)
    for name, level, size in [
        ("Mẫu A", 3, "micro"),
        ("Mẫu B", 2, "small"),
        ("Mẫu C", 2, "micro"),
        ("Mẫu D", 1, "small"),
    ]:
        _enter(world, campaign, name, level, size=size)
    _, lines = _edition(world, _draft(world, campaign))
    ranks = {line.organisation_name: (line.rank, line.league, line.league_rank) for line in lines}
    assert ranks == {
        "Mẫu A": (1, "micro", 1),
        "Mẫu B": (2, "small", 1),
        "Mẫu C": (2, "micro", 2),
        "Mẫu D": (4, "small", 2),
    }


def test_only_verified_results_are_ranked_and_the_others_are_counted(world: World) -> None:
    campaign = _campaign(world)
    _enter(world, campaign, "Mẫu A", 1)
    _enter(world, campaign, "Mẫu B", 3, verified=False)
    _enter(world, campaign, "Mẫu C", 3, verified=False)
    world.start(world.enterprise("Mẫu chưa nộp"), campaign)
    edition, lines = _edition(world, _draft(world, campaign))
    assert [line.organisation_name for line in lines] == ["Mẫu A"]
    assert (edition.size, edition.left_out) == (1, 2)


def test_the_verified_score_is_ranked_not_the_declared_one(world: World) -> None:
    campaign = _campaign(world)
    _enter(world, campaign, "Mẫu A", 2)
    player = world.enterprise("Mẫu B")
    assessment = world.start(player, campaign)
    world.answer(player, assessment, {"CL.01": {"": "3"}})
    world.declare(player, assessment)
    world.award(assessment, "CL.01", 1)
    world.verify(assessment)
    _, lines = _edition(world, _draft(world, campaign))
    assert [(line.rank, line.organisation_name) for line in lines] == [(1, "Mẫu A"), (2, "Mẫu B")]


def test_without_a_verified_result_there_is_nothing_to_rank(world: World) -> None:
    campaign = _campaign(world)
    _enter(world, campaign, "Mẫu A", 3, verified=False)
    before = count_rows(world.database)["ranking_edition"]
    with pytest.raises(NothingToRank):
        _draft(world, campaign)
    assert count_rows(world.database)["ranking_edition"] == before == 0


def test_a_draft_is_not_public(world: World) -> None:
    campaign = _campaign(world)
    mine = _enter(world, campaign, "Mẫu A", 3)
    handle = _draft(world, campaign)
    with world.database.reading() as session:
        assert find_published(session) == []
        assert find_rank_of(session, campaign.id, mine) is None
        with pytest.raises(NotFound):
            get_edition(session, handle, published_only=True)
        assert [one.handle for one in find_editions_of(session, campaign.id)] == [handle]


def test_one_draft_at_a_time(world: World) -> None:
    campaign = _campaign(world)
    _enter(world, campaign, "Mẫu A", 3)
    _draft(world, campaign)
    with pytest.raises(DraftWaiting):
        _draft(world, campaign)


def test_a_discarded_draft_is_gone_and_its_place_is_free(world: World) -> None:
    campaign = _campaign(world)
    _enter(world, campaign, "Mẫu A", 3)
    _discard(world, _draft(world, campaign))
    assert not read_rows(world.database, "ranking_edition")
    assert not read_rows(world.database, "ranking_line")
    assert happened(world.database)[-1] == "ranking_discarded"
    with pytest.raises(NotFound):
        _discard(world, f"{campaign.handle}-1")
    assert _draft(world, campaign) == f"{campaign.handle}-1"


def test_a_ranking_is_published_once_the_campaign_is_closed(world: World) -> None:
    campaign = world.campaign(TRIAL)
    _enter(world, campaign, "Mẫu A", 3)
    handle = _draft(world, campaign)
    with pytest.raises(CampaignStillOpen):
        _publish(world, campaign, handle)
    assert read_rows(world.database, "ranking_edition")[0]["published_at"] is None


def test_a_published_edition_never_changes(world: World) -> None:
    campaign = _campaign(world)
    mine = _enter(world, campaign, "Mẫu A", 2)
    waiting = world.enterprise("Mẫu B")
    late = world.start(waiting, campaign)
    world.answer(waiting, late, {"CL.01": {"": "3"}})
    world.declare(waiting, late)
    handle = _draft(world, campaign)
    _publish(world, campaign, handle, note="  Lần đầu. ")
    first = _edition(world, handle)
    assert (first[0].note, first[0].published_at) == ("Lần đầu.", AFTER)

    world.verify(late, now=AFTER)
    with pytest.raises(EditionPublished):
        _publish(world, campaign, handle, note="khác")
    with pytest.raises(EditionPublished):
        _discard(world, handle)
    second_handle = _draft(world, campaign)
    _publish(world, campaign, second_handle)
    assert _edition(world, handle) == first
    with world.database.reading() as session:
        assert [one.handle for one in find_published(session)] == [second_handle, handle]
        newest = find_rank_of(session, campaign.id, mine)
    assert newest is not None
    assert newest.rank == 2, "the newest published edition counts"


def test_editions_count_up_and_a_draft_belongs_to_its_campaign(world: World) -> None:
    campaign = _campaign(world)
    _enter(world, campaign, "Mẫu A", 3)
    handles = []
    for _ in range(2):
        handles.append(_draft(world, campaign))
        _publish(world, campaign, handles[-1])
    assert handles == [f"{campaign.handle}-1", f"{campaign.handle}-2"]
    other = world.campaign(TRIAL, year=2027, closes_at=CLOSES)
    with pytest.raises(NothingToRank):
        _draft(world, other)


def test_names_in_an_edition_are_those_of_its_day(world: World) -> None:
    campaign = _campaign(world)
    _enter(world, campaign, "Mẫu A", 3)
    handle = _draft(world, campaign)
    _publish(world, campaign, handle)
    with world.database.transaction() as session:
        session.execute(sa.update(Organisation).values(name="Tên mới"))
    assert [line.organisation_name for line in _edition(world, handle)[1]] == ["Mẫu A"]
