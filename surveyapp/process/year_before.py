"""A unit's result beside its result of the year before, on what both versions measure alike."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from criteria.chaining import Link, Year, link
from criteria.model import CriteriaSet
from surveyapp.assessments.model import Assessment
from surveyapp.assessments.queries import find_assessments_of
from surveyapp.campaigns.queries import find_pinned_set
from surveyapp.results.model import Basis, Result
from surveyapp.results.queries import find_results, find_shares

_UNIT = "unit"


@dataclass(frozen=True, slots=True)
class YearBefore:
    """The earlier result, the set that it stands on, and what links the two years."""

    year: int
    criteria_set: CriteriaSet
    result: Result
    link: Link
    same_version: bool


def find_year_before(
    session: Session, assessment: Assessment, criteria_set: CriteriaSet, basis: Basis
) -> YearBefore | None:
    """Return the unit's newest earlier result by the same set and basis, None if there is none."""
    for earlier in find_assessments_of(session, assessment.organisation.id):
        campaign = earlier.campaign
        if campaign.set_slug != criteria_set.slug or campaign.period >= assessment.campaign.period:
            continue
        result = find_results(session, earlier.id).get(basis)
        pinned = find_pinned_set(session, campaign)
        if result is not None and pinned is not None:
            before = Year(campaign.period, pinned, {_UNIT: find_shares(session, result.id)})
            own = find_results(session, assessment.id)[basis]
            after = Year(
                assessment.campaign.period, criteria_set, {_UNIT: find_shares(session, own.id)}
            )
            same = pinned.content_hash == criteria_set.content_hash
            return YearBefore(campaign.period, pinned, result, link(before, after), same)
    return None
