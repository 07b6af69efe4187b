"""Invitations: single use, fourteen days, one role; the token itself is never stored."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from surveyapp.people.errors import EmailTaken, InvitationGone, InvitationOpen
from surveyapp.people.model import Role
from surveyapp.people.service import (
    INVITATION_LASTS,
    NewPerson,
    accept_invitation,
    create_person,
    get_invitation,
    invite,
)
from tests.integration.rows import count_rows, happened, read_rows
from tests.integration.test_pages_answering import enter
from tests.world import NOON, PASSWORD, World

GUEST = "moi@thuocso.example"


def _invite(
    world: World,
    email: str = GUEST,
    role: Role = Role.EVALUATOR,
    organisation_id: int | None = None,
    now: datetime = NOON,
) -> str:
    inviter = world.administrator.person_id
    with world.database.transaction() as session:
        return invite(
            session, email, role, organisation_id=organisation_id, actor_id=inviter, now=now
        )


def _accept(world: World, token: str, now: datetime = NOON) -> int:
    with world.database.transaction() as session:
        return accept_invitation(session, token, name=" Vũ Minh ", password=PASSWORD, now=now)


def test_an_invitation_becomes_an_account_with_its_role(world: World) -> None:
    person_id = _accept(world, _invite(world))
    person = next(row for row in read_rows(world.database, "person") if row["id"] == person_id)
    assert (person["email"], person["name"]) == (GUEST, "Vũ Minh")
    grants = read_rows(world.database, "role_grant")
    assert [row["role"] for row in grants if row["person_id"] == person_id] == [
        Role.EVALUATOR.value
    ]
    assert happened(world.database)[-4:] == [
        "person_invited",
        "person_signed_up",
        "role_granted",
        "invitation_accepted",
    ]


def test_a_respondent_is_invited_to_one_organisation(world: World) -> None:
    agency = world.actor(world.agency())
    token = _invite(world, role=Role.RESPONDENT, organisation_id=agency.organisation_id)
    _accept(world, token)
    grant = read_rows(world.database, "role_grant")[-1]
    assert (grant["role"], grant["organisation_id"]) == ("respondent", agency.organisation_id)


def test_the_token_is_not_stored(world: World) -> None:
    token = _invite(world)
    (row,) = read_rows(world.database, "invitation")
    assert token not in str(row)
    assert len(row["token_sha256"]) == 64
    assert len(token) >= 32


def test_an_invitation_works_once(world: World) -> None:
    token = _invite(world)
    _accept(world, token)
    before = count_rows(world.database)
    with pytest.raises(InvitationGone):
        _accept(world, token)
    assert count_rows(world.database) == before


@pytest.mark.parametrize(
    ("later", "stands"),
    [
        (timedelta(0), True),
        (INVITATION_LASTS - timedelta(microseconds=1), True),
        (INVITATION_LASTS, False),
        (INVITATION_LASTS + timedelta(days=400), False),
    ],
)
def test_an_invitation_ends_at_its_instant(world: World, later: timedelta, stands: bool) -> None:
    token = _invite(world)
    if stands:
        _accept(world, token, now=NOON + later)
        return
    with pytest.raises(InvitationGone):
        _accept(world, token, now=NOON + later)
    assert GUEST not in {row["email"] for row in read_rows(world.database, "person")}


@pytest.mark.parametrize("token", ["", "x", "a" * 5000])
def test_an_unknown_token_opens_nothing(world: World, token: str) -> None:
    _invite(world)
    with pytest.raises(InvitationGone), world.database.transaction() as session:
        get_invitation(session, token, now=NOON)


def test_nobody_with_an_account_is_invited(world: World) -> None:
    taken = world.enterprise().email
    with pytest.raises(EmailTaken):
        _invite(world, email=f" {taken.upper()} ")


def test_an_open_invitation_is_not_repeated(world: World) -> None:
    _invite(world)
    before = count_rows(world.database)
    with pytest.raises(InvitationOpen) as refused:
        _invite(world, email=f" {GUEST.upper()} ", role=Role.PUBLISHER)
    assert refused.value.parameters == {"expires_at": NOON + INVITATION_LASTS}
    assert count_rows(world.database) == before


def test_the_page_says_until_when_the_open_invitation_stands(
    small_world: World, app: Flask
) -> None:
    visitor = enter(app, small_world.administrator)
    typed = {"email": GUEST, "role": "evaluator", "organisation_id": ""}
    assert visitor.post("/admin/invitations", typed).values["invitation-address"]
    page = visitor.post("/admin/invitations", typed, 422)
    assert "Địa chỉ này đã có lời mời còn hiệu lực đến 13:00 15/06/2026." in page.text
    assert page.values["email"] == [GUEST]


def test_an_expired_invitation_can_be_repeated(world: World) -> None:
    expired = _invite(world)
    later = NOON + INVITATION_LASTS
    fresh = _invite(world, now=later)
    with pytest.raises(InvitationGone):
        _accept(world, expired, now=later)
    _accept(world, fresh, now=later)


def test_who_signed_up_meanwhile_keeps_the_account_as_it_is(world: World) -> None:
    token = _invite(world)
    with world.database.transaction() as session:
        create_person(session, NewPerson(GUEST, "Mới", PASSWORD), now=NOON)
    with pytest.raises(EmailTaken):
        _accept(world, token)
    people = [row["email"] for row in read_rows(world.database, "person")]
    assert people.count(GUEST) == 1
    assert "invitation_accepted" not in happened(world.database)
