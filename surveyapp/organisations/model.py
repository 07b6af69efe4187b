"""An organisation as the rest of the product sees it."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.organisations.registers import INDUSTRIES, LEAGUES, PROVINCES, OrganisationKind


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """Plain values of one organisation."""

    id: int
    kind: OrganisationKind
    name: str
    province: str
    league: str
    tax_code: str | None
    industry: str | None

    def province_name(self, language: str) -> str:
        """Return the province's name."""
        return PROVINCES[self.province].say(language)

    def league_name(self, language: str) -> str:
        """Return the name of the group it is ranked in."""
        return LEAGUES[self.league].say(language)

    def industry_name(self, language: str) -> str:
        """Return the industry's name, empty for an agency."""
        return INDUSTRIES[self.industry].say(language) if self.industry else ""


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """What somebody types to register an organisation."""

    kind: OrganisationKind
    name: str
    province: str
    league: str
    tax_code: str | None = None
    industry: str | None = None
