"""Name what an audit event is about: the trail keeps a kind and a number, people want a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from surveyapp.assessments.tables import AssessmentRow, SubmissionRow
from surveyapp.campaigns.tables import Campaign
from surveyapp.certificates.tables import CertificateRow
from surveyapp.i18n import current_language, gettext
from surveyapp.organisations.tables import Organisation
from surveyapp.people.tables import Invitation, Person
from surveyapp.rankings.tables import RankingEdition
from surveyapp.reviews.tables import ReviewRow

Subject = tuple[str, int]


def name_subjects(session: Session, subjects: Iterable[Subject]) -> dict[Subject, str]:
    """Return the names of subjects, one query for each kind; what is gone keeps its number."""
    ids: dict[str, set[int]] = defaultdict(set)
    for kind, number in subjects:
        ids[kind].add(number)
    queries = _queries()
    names: dict[Subject, str] = {}
    for kind, wanted in ids.items():
        known = dict(_find(session, queries[kind], wanted)) if kind in queries else {}
        for number in wanted:
            gone = gettext("mục số {number}").format(number=number)
            names[kind, number] = known.get(number, gone)
    return names


def _find(session: Session, query: sa.Select[int, str], wanted: set[int]) -> list[tuple[int, str]]:
    key = query.selected_columns[0]
    return [(number, name) for number, name in session.execute(query.where(key.in_(wanted)))]


def _queries() -> Mapping[str, sa.Select[int, str]]:
    """Return, for each kind of subject, the query of its key and its name."""
    title = Campaign.title_en if current_language() == "en" else Campaign.title_vi
    edition = title + sa.literal(" · ") + sa.cast(RankingEdition.number, sa.String)
    of_assessment = AssessmentRow.organisation_id == Organisation.id
    of_submission = SubmissionRow.assessment_id == AssessmentRow.id
    return {
        "person": sa.select(Person.id, Person.name),
        "invitation": sa.select(Invitation.id, Invitation.email),
        "organisation": sa.select(Organisation.id, Organisation.name),
        "campaign": sa.select(Campaign.id, title),
        "assessment": sa.select(AssessmentRow.id, Organisation.name).join(
            Organisation, of_assessment
        ),
        "submission": sa.select(SubmissionRow.id, Organisation.name)
        .join(AssessmentRow, of_submission)
        .join(Organisation, of_assessment),
        "review": sa.select(ReviewRow.id, Organisation.name)
        .join(SubmissionRow, SubmissionRow.id == ReviewRow.submission_id)
        .join(AssessmentRow, of_submission)
        .join(Organisation, of_assessment),
        "certificate": sa.select(CertificateRow.id, Organisation.name)
        .join(AssessmentRow, AssessmentRow.id == CertificateRow.assessment_id)
        .join(Organisation, of_assessment),
        "ranking_edition": sa.select(RankingEdition.id, edition).join(
            Campaign, Campaign.id == RankingEdition.campaign_id
        ),
    }
