"""Every table of every concept in one place, for migrations."""

import sqlalchemy as sa

from surveyapp.assessments import tables as assessments
from surveyapp.audit import tables as audit
from surveyapp.campaigns import tables as campaigns
from surveyapp.certificates import tables as certificates
from surveyapp.criteria_sets import tables as criteria_sets
from surveyapp.organisations import tables as organisations
from surveyapp.people import tables as people
from surveyapp.persistence.base import Base
from surveyapp.rankings import tables as rankings
from surveyapp.results import tables as results
from surveyapp.reviews import tables as reviews

CONCEPTS = (
    audit,
    organisations,
    people,
    criteria_sets,
    campaigns,
    assessments,
    reviews,
    results,
    rankings,
    certificates,
)


def whole_schema() -> sa.MetaData:
    """Return the metadata to which each of the concepts has added its tables."""
    return Base.metadata
