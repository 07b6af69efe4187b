"""An enterprise signs itself up, whole or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from surveyapp.certificates.queries import find_current_certificate
from surveyapp.demo.names import tax_code
from surveyapp.errors import Invalid
from surveyapp.organisations.model import NewOrganisation
from surveyapp.organisations.registers import HOUSEHOLD, OrganisationKind
from surveyapp.organisations.service import TAX_CODE_FAULT, TAX_CODE_TAKEN
from surveyapp.people.errors import EmailTaken, WrongCredentials
from surveyapp.people.model import Role
from surveyapp.people.service import NewPerson, sign_in
from surveyapp.process.registering import register_enterprise
from tests.integration.rows import count_rows, happened, read_rows
from tests.world import NOON, PASSWORD, Player, World

PERSON = NewPerson(" Lan@Mau.Example ", " Ngô Thị Lan ", PASSWORD)
ENTERPRISE = NewOrganisation(
    OrganisationKind.ENTERPRISE, "  Công ty  Mẫu ", "hue", "micro", tax_code(70), "J"
)


def _register(world: World, person: NewPerson, enterprise: NewOrganisation) -> int:
    with world.database.transaction() as session:
        return register_enterprise(session, person, enterprise, now=NOON)


def test_person_organisation_and_role_are_written_together(world: World) -> None:
    person_id = _register(world, PERSON, ENTERPRISE)
    (person,) = read_rows(world.database, "person")
    (organisation,) = read_rows(world.database, "organisation")
    (grant,) = read_rows(world.database, "role_grant")
    assert (person["email"], person["name"]) == ("lan@mau.example", "Ngô Thị Lan")
    assert PASSWORD not in person["password_hash"]
    assert person["password_hash"].startswith("$argon2id$")
    assert (organisation["name"], organisation["tax_code"]) == ("Công ty Mẫu", tax_code(70))
    assert (grant["person_id"], grant["role"]) == (person_id, Role.RESPONDENT.value)
    assert grant["organisation_id"] == organisation["id"]
    assert happened(world.database) == [
        "person_signed_up",
        "organisation_registered",
        "role_granted",
    ]


@pytest.mark.parametrize("email", ["lan@mau.example", "LAN@mau.example", "  lan@MAU.example"])
def test_a_taken_email_is_refused_and_nothing_is_half_written(world: World, email: str) -> None:
    _register(world, PERSON, ENTERPRISE)
    before = count_rows(world.database)
    other = replace(ENTERPRISE, tax_code=tax_code(71))
    with pytest.raises(EmailTaken):
        _register(world, replace(PERSON, email=email), other)
    assert count_rows(world.database) == before


@pytest.mark.parametrize("spelling", ["{}", " {} ", "{0[0]}{0[1]} {0[2]}.{rest}"])
def test_a_taken_tax_code_is_refused_and_nothing_is_half_written(
    world: World, spelling: str
) -> None:
    code = tax_code(70)
    _register(world, PERSON, ENTERPRISE)
    before = count_rows(world.database)
    typed = spelling.format(code, rest=code[3:])
    with pytest.raises(Invalid) as refused:
        _register(
            world, replace(PERSON, email="b@mau.example"), replace(ENTERPRISE, tax_code=typed)
        )
    assert refused.value.faults == {"tax_code": TAX_CODE_TAKEN}
    assert count_rows(world.database) == before, "the account must not stay without its enterprise"


def _with_wrong_check_digit(code: str) -> str:
    return code[:9] + str((int(code[9]) + 1) % 10)


@pytest.mark.parametrize(
    "typed", ["", "12", "abc", _with_wrong_check_digit(tax_code(70)), tax_code(70) + "0"]
)
def test_a_wrong_tax_code_is_refused_and_nothing_is_half_written(world: World, typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        _register(world, PERSON, replace(ENTERPRISE, tax_code=typed))
    assert refused.value.faults == {"tax_code": TAX_CODE_FAULT}
    assert not any(count_rows(world.database).values())


def test_every_fault_of_an_enterprise_is_said_at_once(world: World) -> None:
    wrong = NewOrganisation(OrganisationKind.ENTERPRISE, "  ", "atlantis", "province", "1", "ZZ")
    with pytest.raises(Invalid) as refused:
        _register(world, PERSON, wrong)
    assert set(refused.value.faults) == {"name", "province", "league", "industry", "tax_code"}


def test_a_branch_has_a_tax_code_of_its_own(world: World) -> None:
    code = tax_code(70)
    _register(world, PERSON, ENTERPRISE)
    branch = replace(ENTERPRISE, tax_code=f"{code}001")
    _register(world, replace(PERSON, email="b@mau.example"), branch)
    codes = [row["tax_code"] for row in read_rows(world.database, "organisation")]
    assert codes == [code, f"{code}-001"]


PERSONAL = "046201012345"


def test_a_household_business_has_the_number_of_its_owner(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        _register(world, PERSON, replace(ENTERPRISE, tax_code=PERSONAL))
    assert refused.value.faults == {"tax_code": TAX_CODE_FAULT}
    _register(world, PERSON, replace(ENTERPRISE, tax_code=PERSONAL, league=HOUSEHOLD))
    (row,) = read_rows(world.database, "organisation")
    assert row["tax_code"] == PERSONAL


def test_the_number_of_an_owner_is_on_no_certificate(world: World) -> None:
    household = replace(ENTERPRISE, tax_code=PERSONAL, league=HOUSEHOLD)
    player = Player(_register(world, PERSON, household), PERSON.email)
    assessment = world.start(player, world.campaign("ho-kinh-doanh"))
    world.declare(player, assessment)
    with world.database.reading() as session:
        certificate = find_current_certificate(session, assessment.id)
    assert certificate is not None
    assert certificate.printed.tax_code is None


def test_credentials_must_fit(world: World) -> None:
    person_id = _register(world, PERSON, ENTERPRISE)
    with world.database.transaction() as session:
        found = sign_in(session, email=" LAN@mau.example", password=PASSWORD, now=NOON)
    assert found == person_id
    for email, password in [
        ("lan@mau.example", PASSWORD + " "),
        ("lan@mau.example", ""),
        ("nobody@mau.example", PASSWORD),
    ]:
        with pytest.raises(WrongCredentials), world.database.transaction() as session:
            sign_in(session, email=email, password=password, now=NOON)
    assert happened(world.database).count("person_signed_in") == 1
