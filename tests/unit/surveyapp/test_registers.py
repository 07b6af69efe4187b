"""The registers are whole, and their codes can stand in addresses."""

from __future__ import annotations

import re

import pytest

from criteria.registry import list_sets
from surveyapp.demo.names import tax_code
from surveyapp.organisations.registers import (
    AGENCY_TYPES,
    HOUSEHOLD,
    INDUSTRIES,
    LEAGUES,
    PROVINCES,
    SIZES,
    Entry,
    OrganisationKind,
    units_of,
)
from surveyapp.organisations.service import normalise_tax_code


def test_there_are_thirty_four_provinces_and_cities() -> None:
    assert len(PROVINCES) == 34
    assert len({entry.vi for entry in PROVINCES.values()}) == 34
    assert {"ha-noi", "hue", "da-nang", "ho-chi-minh", "hai-phong", "can-tho"} <= set(PROVINCES)


def test_industries_are_the_sections_of_the_standard() -> None:
    assert "".join(INDUSTRIES) == "ABCDEFGHIJKLMNOPQRSTU"


def test_leagues_are_sizes_and_kinds_of_agency() -> None:
    assert set(LEAGUES) == set(SIZES) | set(AGENCY_TYPES)
    assert not set(SIZES) & set(AGENCY_TYPES)


@pytest.mark.parametrize("register", [PROVINCES, LEAGUES, INDUSTRIES])
def test_entries_say_themselves_in_both_languages(register: dict[str, Entry]) -> None:
    for code, entry in register.items():
        assert entry.code == code
        assert re.fullmatch(r"[a-z-]+|[A-U]", code)
        assert entry.say("en").isascii()
        assert entry.say("vi") == entry.vi != ""
        assert entry.say("de") == entry.vi


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0100109106", "0100109106"),
        (" 01 0010 9106 ", "0100109106"),
        ("0100109106-001", "0100109106-001"),
        ("0100109106001", "0100109106-001"),
        ("0100109107", None),
        ("010010910", None),
        ("", None),
        ("٠١٠٠١٠٩١٠٦", None),
        ("0100109106-000", None),
        ("0100109106-01", None),
        ("046 201 012345", "046201012345"),
        ("146201012345", None),
    ],
)
def test_tax_codes_are_read_as_people_write_them(typed: str, kept: str | None) -> None:
    assert normalise_tax_code(typed) == kept


def test_every_wrong_digit_of_a_tax_code_is_noticed() -> None:
    code = tax_code(123)
    for place in range(10):
        for digit in "0123456789":
            if digit != code[place]:
                assert normalise_tax_code(code[:place] + digit + code[place + 1 :]) is None


def test_every_league_answers_for_the_units_that_it_is() -> None:
    for kind, leagues in (
        (OrganisationKind.ENTERPRISE, SIZES),
        (OrganisationKind.AGENCY, AGENCY_TYPES),
    ):
        assert all(units_of(kind, league) for league in leagues)
    assert "province" in units_of(OrganisationKind.AGENCY, "province")
    assert units_of(OrganisationKind.AGENCY, "department") == {"agency"}
    assert units_of(OrganisationKind.ENTERPRISE, HOUSEHOLD) == {"household_business"}
    assert units_of(OrganisationKind.PERSON, "department") == {"person"}


def test_every_shipped_set_has_somebody_who_answers_it() -> None:
    answering = {
        unit for kind in OrganisationKind for league in LEAGUES for unit in units_of(kind, league)
    }
    assert {one.unit_kind for one in list_sets()} <= answering
