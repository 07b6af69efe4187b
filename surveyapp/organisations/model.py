"""An organisation as the rest of the product sees it."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.organisations.registers import (
    INDUSTRIES,
    LEAGUES,
    PROVINCES,
    OrganisationKind,
    units_of,
)


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """Plain values of one organisation, or of a part of one that is assessed on its own."""

    id: int
    kind: OrganisationKind
    name: str
    province: str
    league: str
    tax_code: str | None
    industry: str | None
    detail: str = ""
    part_of_id: int | None = None
    part_of_name: str = ""

    @property
    def units(self) -> frozenset[str]:
        """The units of assessment, as criteria sets name them, for which it answers."""
        return units_of(self.kind, self.league)

    @property
    def group(self) -> str:
        """Among whom it is ranked: an official within the agency, all others in their league."""
        return group_of(self.kind, self.league, self.part_of_id)

    @property
    def belonging(self) -> str:
        """What tells a part from others of its name: what it is, and whose."""
        return " · ".join(part for part in (self.detail, self.part_of_name) if part)

    @property
    def full_name(self) -> str:
        """The name as it stands among the units of all organisations."""
        return f"{self.name} ({self.belonging})" if self.belonging else self.name

    def province_name(self, language: str) -> str:
        """Return the province's name."""
        return PROVINCES[self.province].say(language)

    def league_name(self, language: str) -> str:
        """Return the name of the group it is ranked in."""
        return LEAGUES[self.league].say(language)

    def industry_name(self, language: str) -> str:
        """Return the industry's name, empty for an agency."""
        return INDUSTRIES[self.industry].say(language) if self.industry else ""


def group_of(kind: str, league: str, part_of_id: int | None) -> str:
    """Return the group in which a unit is ranked and a quota is counted."""
    return f"of-{part_of_id}" if kind == OrganisationKind.PERSON else league


@dataclass(frozen=True, slots=True)
class NewPart:
    """What somebody types to register a part of an organisation; `detail` is a post or a number."""

    kind: OrganisationKind
    name: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """What somebody types to register an organisation."""

    kind: OrganisationKind
    name: str
    province: str
    league: str
    tax_code: str | None = None
    industry: str | None = None
