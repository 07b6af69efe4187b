"""Sets that an installation writes: drafts, publication, and that what is published stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from criteria.loader import loads
from criteria.registry import get_set
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
from surveyapp.criteria_sets.examining import examine_content, examine_version
from surveyapp.criteria_sets.model import Draft
from surveyapp.criteria_sets.queries import (
    find_changed,
    find_drafts,
    find_latest,
    find_versions,
    get_criteria_set,
    get_draft,
    get_latest_text,
    list_criteria_sets,
)
from surveyapp.criteria_sets.service import (
    discard_draft,
    publish_content,
    publish_set,
    save_draft,
)
from surveyapp.criteria_sets.tables import CriteriaSetVersion
from surveyapp.errors import NotFound
from tests.integration.conftest import SETS
from tests.integration.rows import count_rows, happened, read_rows
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


def publish_text(world: World, text: str, *, reason: str = "") -> str:
    """Publish as the operator does at the command line."""
    with world.database.transaction() as session:
        content = text.encode()
        return publish_content(session, content, actor_id=None, now=NOON, reason=reason).reference


def edit(world: World, slug: str, old: str, new: str) -> None:
    """Edit the text of every version of a set behind everybody's back."""
    rows = sa.update(CriteriaSetVersion).where(CriteriaSetVersion.slug == slug)
    changed = sa.func.replace(CriteriaSetVersion.content, old, new)
    with world.database.transaction() as session:
        session.execute(rows.values(content=changed))


def numbered(number: str, text: str = TEXT) -> str:
    return text.replace('version: "1.0"', f'version: "{number}"')


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


def test_the_operator_publishes_without_an_account(world: World) -> None:
    assert publish_text(world, TEXT, reason=" đã duyệt ") == "cua-minh@1.0"
    with world.database.reading() as session:
        (version,) = find_versions(session, "cua-minh")
        assert (version.published_by, version.reason) == (None, "đã duyệt")
        assert version.published_at == NOON
    (event,) = read_rows(world.database, "audit_event")
    assert (event["happened"], event["actor_id"]) == ("criteria_set_published", None)
    assert event["data"]["set"] == "cua-minh@1.0"


def test_both_ways_to_publish_keep_the_same_rules(world: World) -> None:
    publish_text(world, TEXT)
    save(world)
    with pytest.raises(VersionPublished):
        publish(world)
    save(world, numbered("1.0.0"), revision=1)
    with pytest.raises(VersionNotNewer):
        publish(world)
    save(world, numbered("1.1"), revision=2)
    assert publish(world) == "cua-minh@1.1"
    for text, refusal in (
        (numbered("1.1"), VersionPublished),
        (numbered("1.1.0"), VersionNotNewer),
        (numbered("1.2").replace("at_most: 20", "at_most: 19"), SetHasErrors),
        ("không phải bộ tiêu chí", SetHasErrors),
    ):
        before = count_rows(world.database)
        with pytest.raises(refusal):
            publish_text(world, text)
        assert count_rows(world.database) == before


def test_a_shipped_version_is_not_published_again(world: World) -> None:
    text = (SETS / "thu-nho" / "1.0.yaml").read_text()
    with pytest.raises(VersionPublished):
        publish_text(world, text)
    with pytest.raises(VersionNotNewer):
        publish_text(world, numbered("1.0.0.0", text))
    assert publish_text(world, numbered("1.1", text)) == "thu-nho@1.1"


def test_what_is_published_is_examined_beside_the_newest_version(world: World) -> None:
    publish_text(world, TEXT)
    other = {"Người phụ trách": "Giá bán", "Có người phụ trách không?": "Bán với giá rẻ nhất?"}
    text = numbered("1.1")
    for was, is_now in other.items():
        text = text.replace(f'vi: "{was}"', f'vi: "{is_now}"')
    with world.database.reading() as session:
        codes = {one.code for one in examine_content(session, text.encode(), "x").findings}
    assert codes == {"code_reused_since"}
    with pytest.raises(ReasonNeeded):
        publish_text(world, text)
    dropped = numbered("1.1").replace("CL.02", "CL.029")
    publish_text(world, dropped)
    with world.database.reading() as session:
        text = text.replace('version: "1.1"', 'version: "1.2"')
        found = examine_content(session, text.encode(), "x").findings
    assert [one.parameters["version"] for one in found] == ["1.0"], "dropped in 1.1"


def own_version_of_shipped(world: World, number: str, title: str) -> str:
    """Publish a version that the product will ship too, as an upgrade brings it about."""
    text = (SETS / "thu-nho" / "1.0.yaml").read_text().replace("Bộ tiêu chí thử", title)
    reference = publish_text(world, numbered("1.1", text))
    rows = sa.update(CriteriaSetVersion).where(CriteriaSetVersion.version == "1.1")
    text = numbered(number, text)
    content_hash = loads(text.encode()).content_hash
    with world.database.transaction() as session:
        values = {"version": number, "content": text, "content_hash": content_hash}
        session.execute(rows.values(values))
    return reference.replace("1.1", number)


def test_where_both_have_a_version_the_installation_wins(world: World) -> None:
    reference = own_version_of_shipped(world, "1.0", "Bộ của chúng tôi")
    theirs = get_set("thu-nho@1.0")
    with world.database.reading() as session:
        own = get_criteria_set(session, reference)
        assert own.title.say("vi") == "Bộ của chúng tôi"
        listed = [one for one in list_criteria_sets(session) if one.slug == "thu-nho"]
        assert listed == [own]
        assert len(find_versions(session, "thu-nho")) == 1
        assert find_latest(session, "thu-nho") == own
        assert "Bộ của chúng tôi" in get_latest_text(session, "thu-nho")
        for one in (own, theirs):
            pinned = get_criteria_set(session, reference, content_hash=one.content_hash)
            assert pinned == one
        with pytest.raises(PublishedSetChanged):
            get_criteria_set(session, reference, content_hash="0" * 64)


def test_of_equal_numbers_the_own_one_is_newer(world: World) -> None:
    own_version_of_shipped(world, "1.0.0", "Bộ của chúng tôi")
    with world.database.reading() as session:
        found = find_latest(session, "thu-nho")
        assert found is not None
        assert found.version == "1.0.0"


@pytest.mark.parametrize(
    ("old", "new"), [("Bộ tiêu chí thử", "Bộ đã sửa"), ("pillars:", "pillars: [")]
)
def test_an_edited_version_is_refused_by_name_alone(world: World, old: str, new: str) -> None:
    text = TEXT.replace("cua-minh", "bi-sua")
    publish_text(world, text)
    publish_text(world, TEXT)
    edit(world, "bi-sua", old, new)
    with world.database.reading() as session:
        with pytest.raises(PublishedSetChanged) as refused:
            get_criteria_set(session, "bi-sua@1.0")
        assert refused.value.parameters == {"reference": "bi-sua@1.0"}
        assert find_changed(session) == ["bi-sua@1.0"]
        listed = {one.slug for one in list_criteria_sets(session)}
        assert {"cua-minh", "thu-nho"} <= listed
        assert "bi-sua" not in listed
        assert examine_version(session, "bi-sua@1.0").findings[0].code == "published_changed"
        assert examine_version(session, "cua-minh@1.0").findings == ()
        assert find_latest(session, "bi-sua") is None
        with pytest.raises(NotFound):
            get_latest_text(session, "bi-sua")
    with pytest.raises(VersionPublished):
        publish_text(world, text)
    assert publish_text(world, numbered("1.1", text)) == "bi-sua@1.1"
    edit(world, "bi-sua", new, old)
    with world.database.reading() as session:
        assert find_changed(session) == []
        assert get_criteria_set(session, "bi-sua@1.0").version == "1.0"


def test_a_version_that_is_gone_is_refused_to_those_who_pinned_it(world: World) -> None:
    with world.database.reading() as session:
        with pytest.raises(PublishedSetChanged):
            get_criteria_set(session, "da-xoa@1.0", content_hash="0" * 64)
        with pytest.raises(NotFound):
            get_criteria_set(session, "da-xoa@1.0")


def test_an_unknown_version_is_not_found(world: World) -> None:
    with world.database.reading() as session:
        for reference in ("thu-nho@9.9", "khong-co@1.0", "thu-nho"):
            with pytest.raises(NotFound):
                get_criteria_set(session, reference)
