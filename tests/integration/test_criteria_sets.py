"""Sets that an installation writes: drafts, publication, and that what is published stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from surveyapp.campaigns.model import NewCampaign
from surveyapp.campaigns.queries import get_campaign, pinned_set
from surveyapp.campaigns.service import open_campaign
from surveyapp.criteria_sets.errors import (
    DraftChanged,
    PublishedSetChanged,
    ReasonNeeded,
    SetHasErrors,
    VersionNotNewer,
    VersionPublished,
)
from surveyapp.criteria_sets.model import Draft
from surveyapp.criteria_sets.queries import (
    find_drafts,
    find_versions,
    get_criteria_set,
    get_draft,
    list_criteria_sets,
)
from surveyapp.criteria_sets.service import discard_draft, publish_set, save_draft
from surveyapp.criteria_sets.tables import CriteriaSetVersion
from surveyapp.errors import NotFound
from tests.integration.conftest import SETS
from tests.integration.rows import count_rows, happened
from tests.world import NOON, World

TEXT = (SETS / "thu-nho" / "1.0.yaml").read_text().replace("slug: thu-nho", "slug: cua-minh")


def save(world: World, text: str = TEXT, *, revision: int = 0) -> int:
    with world.database.transaction() as session:
        actor_id = world.administrator.person_id
        return save_draft(session, "cua-minh", text, revision=revision, actor_id=actor_id, now=NOON)


def publish(world: World, *, reason: str = "") -> str:
    with world.database.transaction() as session:
        actor_id = world.administrator.person_id
        return publish_set(
            session, "cua-minh", reason=reason, actor_id=actor_id, now=NOON
        ).reference


def test_a_draft_becomes_a_version_that_campaigns_pin(world: World) -> None:
    save(world)
    assert publish(world) == "cua-minh@1.0"
    new = NewCampaign("cua-minh@1.0", 2026, "Đợt", "Campaign", NOON, NOON + timedelta(days=9))
    with world.database.transaction() as session:
        open_campaign(session, new, actor_id=world.administrator.person_id, now=NOON)
    with world.database.reading() as session:
        campaign = get_campaign(session, "cua-minh-2026")
        found = pinned_set(session, campaign)
        assert (found.slug, found.content_hash) == ("cua-minh", campaign.set_hash)
        assert "cua-minh@1.0" in {one.reference for one in list_criteria_sets(session)}
        assert find_drafts(session) == []
        (version,) = find_versions(session, "cua-minh")
        assert version.published_at == NOON
    player = world.enterprise()
    assessment = world.start(player, campaign)
    assert assessment.campaign.set_reference == "cua-minh@1.0"
    assert {"criteria_set_drafted", "criteria_set_published"} <= set(happened(world.database))


def test_a_faulty_draft_is_kept_and_not_published(world: World) -> None:
    save(world, TEXT.replace("at_most: 20", "at_most: 19"))
    with pytest.raises(SetHasErrors) as refused:
        publish(world)
    assert refused.value.parameters["count"] == 1
    save(world, "slug: [", revision=1)
    with pytest.raises(SetHasErrors):
        publish(world)
    with world.database.reading() as session:
        assert get_draft(session, "cua-minh").content == "slug: ["


def test_warnings_need_a_reason(world: World) -> None:
    lines = [line for line in TEXT.splitlines(keepends=True) if "advice:" not in line]
    save(world, "".join(lines))
    with pytest.raises(ReasonNeeded):
        publish(world, reason="  ")
    assert publish(world, reason="Lời khuyên sẽ có ở phiên bản sau.") == "cua-minh@1.0"


def test_a_version_is_published_once_and_only_upwards(world: World) -> None:
    save(world, TEXT.replace('version: "1.0"', 'version: "1.10"'))
    publish(world)
    save(world, TEXT.replace('version: "1.0"', 'version: "1.10"').replace("thử", "khác"))
    with pytest.raises(VersionPublished):
        publish(world)
    save(world, TEXT.replace('version: "1.0"', 'version: "1.9"'), revision=1)
    with pytest.raises(VersionNotNewer):
        publish(world)


def test_two_writers_do_not_overwrite_each_other(world: World) -> None:
    assert save(world) == 1
    assert save(world, TEXT + "\n", revision=1) == 2
    before = count_rows(world.database)
    with pytest.raises(DraftChanged):
        save(world, "lost?", revision=1)
    assert count_rows(world.database) == before
    with world.database.reading() as session:
        assert isinstance(draft := get_draft(session, "cua-minh"), Draft)
        assert (draft.content, draft.revision) == (TEXT + "\n", 2)


def test_a_draft_can_be_thrown_away(world: World) -> None:
    save(world)
    with world.database.transaction() as session:
        discard_draft(session, "cua-minh", actor_id=world.administrator.person_id, now=NOON)
        with pytest.raises(NotFound):
            get_draft(session, "cua-minh")


def test_an_edited_publication_refuses_to_load(world: World) -> None:
    save(world, TEXT.replace("cua-minh", "bi-sua"))
    with world.database.transaction() as session:
        session.add(
            CriteriaSetVersion(
                slug="bi-sua",
                version="1.0",
                content=TEXT.replace("cua-minh", "bi-sua"),
                content_hash="0" * 64,
                reason="",
                published_by=world.administrator.person_id,
                published_at=NOON,
            )
        )
    with (
        world.database.reading() as session,
        pytest.raises(PublishedSetChanged, match=r"bi-sua@1\.0"),
    ):
        get_criteria_set(session, "bi-sua@1.0")


def test_an_unknown_version_is_not_found(world: World) -> None:
    with world.database.reading() as session:
        for reference in ("thu-nho@9.9", "khong-co@1.0", "thu-nho"):
            with pytest.raises(NotFound):
                get_criteria_set(session, reference)
