"""Read results."""

from __future__ import annotations

from fractions import Fraction

import sqlalchemy as sa
from sqlalchemy.orm import Session

from surveyapp.assessments.tables import AssessmentRow, SubmissionRow
from surveyapp.results.model import Basis, PillarScore, Result
from surveyapp.results.tables import ResultRow

_OF_ASSESSMENT = (
    sa.select(ResultRow)
    .join(SubmissionRow, SubmissionRow.id == ResultRow.submission_id)
    .where(SubmissionRow.assessment_id == sa.bindparam("assessment_id"))
    .order_by(ResultRow.id)
)


def view_of(row: ResultRow) -> Result:
    """Return the plain values of a row."""
    return Result(
        id=row.id,
        submission_id=row.submission_id,
        basis=Basis(row.basis),
        score=_fraction(row.exact_score),
        points=_fraction(row.exact_points),
        maximum=Fraction(row.maximum),
        level=row.level,
        withheld=row.withheld,
        pillars=tuple(
            PillarScore(pillar["code"], _fraction(pillar["score"]), pillar["level"])
            for pillar in row.detail["pillars"]
        ),
        engine_version=row.engine_version,
        set_hash=row.set_hash,
        input_hash=row.input_hash,
        computed_at=row.computed_at,
    )


def find_results(session: Session, assessment_id: int) -> dict[Basis, Result]:
    """Return an assessment's results by basis; a later submission's stand above earlier ones."""
    rows = session.scalars(_OF_ASSESSMENT, {"assessment_id": assessment_id})
    return {Basis(row.basis): view_of(row) for row in rows}


def find_results_in(session: Session, campaign_id: int) -> dict[int, dict[Basis, Result]]:
    """Return the results of a campaign by assessment and basis."""
    query = (
        sa.select(SubmissionRow.assessment_id, ResultRow)
        .join(SubmissionRow, SubmissionRow.id == ResultRow.submission_id)
        .join(AssessmentRow, AssessmentRow.id == SubmissionRow.assessment_id)
        .where(AssessmentRow.campaign_id == campaign_id)
        .order_by(ResultRow.id)
    )
    found: dict[int, dict[Basis, Result]] = {}
    for assessment_id, row in session.execute(query):
        found.setdefault(assessment_id, {})[Basis(row.basis)] = view_of(row)
    return found


def find_shares(session: Session, result_id: int) -> bytes:
    """Return the packed score vector of a result (`compile.pack_shares`)."""
    return session.scalars(sa.select(ResultRow.shares).where(ResultRow.id == result_id)).one()


def _fraction(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)
