"""Who takes part in the demonstration: staff, enterprises, agencies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from sqlalchemy.orm import Session

from surveyapp.demo.names import INDUSTRIES, agencies, enterprise_name, person_name, tax_code
from surveyapp.organisations.model import NewOrganisation, NewPart, OrganisationView
from surveyapp.organisations.queries import get_organisation, get_part
from surveyapp.organisations.registers import PROVINCES, OrganisationKind
from surveyapp.organisations.service import register_organisation, register_part
from surveyapp.people.model import Role
from surveyapp.people.queries import find_actor
from surveyapp.people.service import NewPerson, accept_invitation, create_person, grant_role, invite
from surveyapp.process.registering import register_enterprise

STAFF_DOMAIN = "thuocso.example"
ENTERPRISE_DOMAIN = "mau.example"
AGENCY_DOMAIN = "coquan.example"

_SIZES = ("micro", "small", "medium")
_SHARES = (0.45, 0.4, 0.15)
_HEAD_START = {"micro": 0.38, "small": 0.5, "medium": 0.62}
_DIGITAL_TRADES = {"J": 0.2, "K": 0.12, "M": 0.1, "G": 0.05, "A": -0.08, "F": -0.06}


@dataclass(frozen=True, slots=True)
class Staff:
    """Person ids of those who run the campaigns."""

    administrator: int
    evaluators: tuple[int, ...]
    publisher: int


@dataclass(frozen=True, slots=True)
class Unit:
    """An organisation with its respondent and how digital it is, from 0 to 1.

    A guest's account is printed: its assessment of this year is left half-way, to be gone on with.
    """

    organisation: OrganisationView
    respondent: int
    respondent_name: str
    maturity: float
    guest: bool


LISTING_AGENCIES, OFFICIALS = 3, 8
_POSTS = (
    "Chuyên viên, Văn phòng",
    "Chuyên viên chính, Phòng Tổng hợp",
    "Văn thư, Văn phòng",
    "Kế toán, Phòng Tài chính",
)


def hire_staff(session: Session, password: str, *, now: datetime) -> Staff:
    """Create the first administrator, who invites the others."""
    new = NewPerson(f"quantri@{STAFF_DOMAIN}", "Quản trị viên minh họa", password)
    administrator = create_person(session, new, now=now)
    grant_role(session, administrator, Role.ADMINISTRATOR, actor_id=None, now=now)

    def join(mailbox: str, name: str, role: Role) -> int:
        address = f"{mailbox}@{STAFF_DOMAIN}"
        token = invite(session, address, role, actor_id=administrator, now=now)
        return accept_invitation(session, token, name=name, password=password, now=now)

    return Staff(
        administrator=administrator,
        evaluators=(
            join("thamdinh", "Thẩm định viên Một", Role.EVALUATOR),
            join("thamdinh2", "Thẩm định viên Hai", Role.EVALUATOR),
        ),
        publisher=join("congbo", "Người công bố minh họa", Role.PUBLISHER),
    )


def register_units(
    session: Session,
    staff: Staff,
    password: str,
    *,
    enterprises: int,
    rng: Random,
    now: datetime,
) -> list[Unit]:
    """Enterprises sign up by themselves; agencies are registered and their people invited."""
    provinces = list(PROVINCES)
    units = [
        _sign_up(session, number, provinces[number % len(provinces)], password, rng=rng, now=now)
        for number in range(1, enterprises + 1)
    ]
    for number, (kind, name) in enumerate(agencies(), start=1):
        province = "ha-noi" if kind == "ministry" else provinces[number * 3 % len(provinces)]
        new = NewOrganisation(OrganisationKind.AGENCY, name, province, kind)
        units.append(_enrol(session, staff, number, new, password, rng=rng, now=now))
    return units


def list_officials(
    session: Session, units: list[Unit], *, rng: Random, now: datetime
) -> list[Unit]:
    """The first agencies list their officials, each of whom is assessed on his or her own."""
    agencies_first = [one for one in units if one.organisation.kind is OrganisationKind.AGENCY]
    officials = []
    for place, agency in enumerate(agencies_first[:LISTING_AGENCIES]):
        for number in range(OFFICIALS):
            new = NewPart(
                OrganisationKind.PERSON,
                person_name(700 + place * OFFICIALS + number),
                _POSTS[number % len(_POSTS)],
            )
            part_id = register_part(
                session, agency.organisation, new, actor_id=agency.respondent, now=now
            )
            part = get_part(session, agency.organisation.id, part_id)
            reach = rng.gauss(agency.maturity + 0.1, 0.15)
            officials.append(replace(agency, organisation=part, maturity=reach, guest=False))
    return officials


def _sign_up(
    session: Session, number: int, province: str, password: str, *, rng: Random, now: datetime
) -> Unit:
    industry = rng.choice(INDUSTRIES)
    size = rng.choices(_SIZES, _SHARES)[0]
    new = NewOrganisation(
        kind=OrganisationKind.ENTERPRISE,
        name=enterprise_name(number, industry),
        province=province,
        league=size,
        tax_code=tax_code(number),
        industry=industry,
    )
    person = NewPerson(f"dn{number:03}@{ENTERPRISE_DOMAIN}", person_name(number), password)
    person_id = register_enterprise(session, person, new, now=now)
    maturity = rng.gauss(_HEAD_START[size] + _DIGITAL_TRADES.get(industry, 0.0), 0.13)
    return _unit(session, person_id, maturity, guest=number == 1)


def _enrol(
    session: Session,
    staff: Staff,
    number: int,
    new: NewOrganisation,
    password: str,
    *,
    rng: Random,
    now: datetime,
) -> Unit:
    organisation_id = register_organisation(session, new, actor_id=staff.administrator, now=now)
    token = invite(
        session,
        f"cq{number:02}@{AGENCY_DOMAIN}",
        Role.RESPONDENT,
        organisation_id=organisation_id,
        actor_id=staff.administrator,
        now=now,
    )
    name = person_name(number + 500)
    person_id = accept_invitation(session, token, name=name, password=password, now=now)
    return _unit(session, person_id, rng.gauss(0.66, 0.12), guest=number == 1)


def _unit(session: Session, person_id: int, maturity: float, *, guest: bool) -> Unit:
    actor = find_actor(session, person_id)
    assert actor is not None
    assert actor.organisation_id is not None
    organisation = get_organisation(session, actor.organisation_id)
    return Unit(organisation, person_id, actor.name, maturity, guest)
