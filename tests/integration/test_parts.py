"""People, plans and projects of an agency: listed by it, each assessed on its own."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from criteria.registry import get_set
from surveyapp.access.policy import Action, may_reach
from surveyapp.assessments.errors import AnswerOwed, NotForThisUnit
from surveyapp.assessments.model import Assessment
from surveyapp.campaigns.model import CampaignView
from surveyapp.errors import NotFound, RuleBroken
from surveyapp.organisations.errors import (
    PartNameless,
    PartNotOfThisKind,
    PartTaken,
    PartTooLong,
)
from surveyapp.organisations.model import NewPart, OrganisationView
from surveyapp.organisations.queries import find_parts, get_part
from surveyapp.organisations.registers import OrganisationKind
from surveyapp.people.model import Role
from surveyapp.people.service import accept_invitation, invite
from surveyapp.process.answering_units import find_units
from surveyapp.rankings.model import Line
from surveyapp.rankings.queries import find_lines, find_published, find_rank_of, get_edition
from surveyapp.rankings.service import draft_ranking, publish_ranking
from tests.integration.rows import count_rows, happened
from tests.integration.test_pages_answering import enter
from tests.world import NOON, PASSWORD, Player, World

PEOPLE = "con-nguoi"
CLOSES = NOON + timedelta(days=10)


# --- the list -----------------------------------------------------------------------------------


def test_a_part_has_the_place_and_league_of_its_organisation(world: World) -> None:
    agency = world.agency()
    part = world.part(agency, "  Trần  Thị Bình ", " Chuyên viên ")
    assert (part.name, part.detail, part.part_of_name) == (
        "Trần Thị Bình",
        "Chuyên viên",
        "Sở Minh họa 01",
    )
    assert (part.province, part.league, part.kind) == ("hue", "department", "person")
    assert part.full_name == "Trần Thị Bình (Chuyên viên · Sở Minh họa 01)"
    assert happened(world.database)[-1] == "organisation_registered"


@pytest.mark.parametrize(
    ("new", "refusal"),
    [
        (NewPart(OrganisationKind.PERSON, " ", "Chuyên viên"), PartNameless),
        (NewPart(OrganisationKind.PERSON, "x" * 201), PartTooLong),
        (NewPart(OrganisationKind.PERSON, "An", "x" * 201), PartTooLong),
        (NewPart(OrganisationKind.PERSON, "An", "Chuyên viên"), PartTaken),
        (NewPart(OrganisationKind.ENTERPRISE, "Công ty"), PartNotOfThisKind),
        (NewPart(OrganisationKind.AGENCY, "Phòng"), PartNotOfThisKind),
    ],
)
def test_what_is_no_part_is_refused(world: World, new: NewPart, refusal: type[RuleBroken]) -> None:
    agency = world.agency()
    world.part(agency, "An", "Chuyên viên")
    before = count_rows(world.database)
    with pytest.raises(refusal):
        world.part(agency, new.name, new.detail, new.kind)
    assert count_rows(world.database) == before


def test_namesakes_differ_by_their_post_or_kind(world: World) -> None:
    agency, other = world.agency(), world.agency("Sở Minh họa 02")
    for detail in ("Chuyên viên", "Văn thư"):
        world.part(agency, "An", detail)
    world.part(agency, "An", "Chuyên viên", OrganisationKind.HEAD)
    theirs = world.part(other, "An", "Chuyên viên")
    with world.database.reading() as session:
        own = world.organisation_of(session, agency)
        people = find_parts(session, own.id, OrganisationKind.PERSON)
        assert [one.detail for one in people] == ["Chuyên viên", "Văn thư"]
        with pytest.raises(NotFound):
            get_part(session, own.id, theirs.id)


def test_an_enterprise_has_no_officials(world: World) -> None:
    with pytest.raises(PartNotOfThisKind):
        world.part(world.enterprise(), "An")


# --- assessed on its own ------------------------------------------------------------------------


def _verified(world: World, agency: Player, campaign: CampaignView, name: str, level: int) -> int:
    """Let an official reach a level of the ladder; return the id of the unit."""
    part = world.part(agency, name)
    assessment = world.start(agency, campaign, unit=part)
    world.answer(agency, assessment, {"VI.01": {"": str(level)}, "VI.02": {"": "no"}})
    world.declare(agency, assessment)
    world.verify(assessment)
    return part.id


def _published(world: World, campaign: CampaignView) -> str:
    actor_id, after = world.publisher.person_id, CLOSES + timedelta(days=1)
    with world.database.transaction() as session:
        criteria_set = get_set(campaign.set_reference)
        made = draft_ranking(session, campaign, criteria_set, actor_id=actor_id, now=after)
        publish_ranking(session, campaign, made, note="", actor_id=actor_id, now=after)
    return made


def test_only_the_part_itself_takes_part(world: World) -> None:
    agency, campaign = world.agency(), world.campaign(PEOPLE)
    plan = world.part(agency, "Kế hoạch 12", kind=OrganisationKind.PLAN)
    for unit in (None, plan):
        with pytest.raises(NotForThisUnit):
            world.start(agency, campaign, unit=unit)


def test_a_quota_counts_within_each_agency(world: World) -> None:
    """Of two and of one who are outstanding, half: one of the first agency, none of the second."""
    campaign = world.campaign(PEOPLE, closes_at=CLOSES)
    first, second = world.agency(), world.agency("Sở Minh họa 02")
    best = _verified(world, first, campaign, "An", 2)
    good = _verified(world, first, campaign, "Bình", 1)
    alone = _verified(world, second, campaign, "Chi", 2)
    made = _published(world, campaign)
    with world.database.reading() as session:
        edition = get_edition(session, made, published_only=False)
        lines = {line.organisation_id: line for line in find_lines(session, edition.id)}
    assert {unit: lines[unit].level for unit in (best, good, alone)} == {best: 2, good: 1, alone: 1}
    assert {unit: lines[unit].league_rank for unit in lines} == {best: 1, good: 2, alone: 1}
    assert lines[alone].organisation_name == "Chi (Sở Minh họa 02)"


def test_an_edition_about_people_is_read_by_nobody_else(world: World) -> None:
    campaign = world.campaign(PEOPLE, closes_at=CLOSES)
    official = _verified(world, world.agency(), campaign, "An", 1)
    made = _published(world, campaign)
    with world.database.reading() as session:
        assert find_published(session) == []
        with pytest.raises(NotFound):
            get_edition(session, made, published_only=True)
        assert isinstance(find_rank_of(session, campaign.id, official), Line)


def test_units_of_a_simulation_stand_in_their_agency(world: World) -> None:
    campaign = world.campaign(PEOPLE)
    _verified(world, world.agency(), campaign, "An", 1)
    with world.database.reading() as session:
        (found,) = find_units(session, campaign.id)
    assert (found.code, found.league[:3]) == ("An (Sở Minh họa 01)", "of-")


def test_a_veto_can_not_be_left_open(world: World) -> None:
    """A gap would spare the unit the veto, so no confirmation of gaps lets it pass."""
    agency, campaign = world.agency(), world.campaign(PEOPLE)
    assessment = world.start(agency, campaign, unit=world.part(agency, "An"))
    world.answer(agency, assessment, {"VI.01": {"": "2"}})
    before = count_rows(world.database)
    with pytest.raises(AnswerOwed) as refused:
        world.declare(agency, assessment)
    assert refused.value.parameters == {"codes": "VI.02"}
    assert count_rows(world.database) == before
    world.answer(agency, assessment, {"VI.02": {"": "yes"}})
    assert world.declare(agency, assessment).level == 0


# --- who may ------------------------------------------------------------------------------------


def _official(world: World, agency: Player, part: OrganisationView) -> Player:
    """Return the official's own account, by the invitation of the agency."""
    with world.database.transaction() as session:
        token = invite(
            session,
            "official@mau.example",
            Role.RESPONDENT,
            organisation_id=part.id,
            actor_id=agency.person_id,
            now=NOON,
        )
        person_id = accept_invitation(session, token, name="Bình", password=PASSWORD, now=NOON)
    return Player(person_id, "official@mau.example")


def _may(world: World, player: Player, assessment: Assessment) -> bool:
    return may_reach(world.actor(player), Action.ANSWER_ASSESSMENT, assessment)


def test_an_official_reaches_the_own_assessment_only(world: World) -> None:
    agency, campaign = world.agency(), world.campaign(PEOPLE)
    mine, theirs = world.part(agency, "Bình"), world.part(agency, "Chi")
    player = _official(world, agency, mine)
    own = world.start(agency, campaign, unit=mine)
    other = world.start(agency, campaign, unit=theirs)
    assert _may(world, player, own)
    assert not _may(world, player, other)
    assert _may(world, agency, own)
    assert _may(world, agency, other)
    assert not _may(world, world.agency("Sở Minh họa 02"), own)


# --- pages --------------------------------------------------------------------------------------


def test_a_list_is_typed_once_and_every_fault_is_told(small_world: World, app: Flask) -> None:
    world = small_world
    agency, campaign = world.agency(), world.campaign(PEOPLE)
    visitor = enter(app, agency)
    address = f"/campaigns/{campaign.handle}/units"
    assert "Cán bộ, công chức, viên chức" in visitor.get("/workspace").text
    page = visitor.post(address, {"parts": "An; Chuyên viên\r\n\r\nBình\r\nAn;Văn thư"})
    assert "Đã thêm 3 dòng" in page.text
    before = count_rows(world.database)
    typed = "Chi\r\n; Chuyên viên\r\nBình\r\nDung\r\nDung"
    page = visitor.post(address, {"parts": typed}, 422)
    assert "Dòng 2: Thiếu tên" in page.text
    assert "Dòng 3: “Bình” đã có" in page.text
    assert "Dòng 5: “Dung” đã có" in page.text
    assert "Chi" in page.text
    assert count_rows(world.database) == before
    visitor.post(address, {"parts": " \n "}, 422)


def test_an_official_is_invited_and_answers(small_world: World, app: Flask) -> None:
    world = small_world
    agency, campaign = world.agency(), world.campaign(PEOPLE)
    part = world.part(agency, "Trần Thị Bình", "Chuyên viên")
    visitor = enter(app, agency)
    units = f"/campaigns/{campaign.handle}/units"
    page = visitor.post(f"{units}/{part.id}/invite", {"email": "binh@mau.example"})
    (address,) = page.values["invitation-address"]
    assert "binh@mau.example" in visitor.get(units).text
    begun = visitor.post(f"{units}/start", {"unit": str(part.id)})
    assert "Trần Thị Bình" in begun.text
    token = address.rsplit("/", 1)[1]
    with world.database.transaction() as session:
        person_id = accept_invitation(session, token, name="Bình", password=PASSWORD, now=NOON)
    official = enter(app, Player(person_id, "binh@mau.example"))
    assert campaign.title("vi") in official.get("/workspace").text
    official.get(units, 404)


def test_somebody_elses_part_is_as_if_it_were_not_there(small_world: World, app: Flask) -> None:
    world = small_world
    agency, campaign = world.agency(), world.campaign(PEOPLE)
    theirs = world.part(world.agency("Sở Minh họa 02"), "Chi")
    visitor = enter(app, agency)
    units = f"/campaigns/{campaign.handle}/units"
    for unit in (str(theirs.id), "", "x", "9" * 30, "-1"):
        visitor.post(f"{units}/start", {"unit": unit}, 404)
    visitor.get(f"{units}/{theirs.id}/invite", 404)
    plan = world.part(agency, "Kế hoạch", kind=OrganisationKind.PLAN)
    visitor.get(f"{units}/{plan.id}/invite", 404)
    visitor.get(f"/campaigns/{world.campaign('thu-nho').handle}/units", 404)
