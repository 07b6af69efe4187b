"""Score a submission and keep the result with all that is needed to recompute it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy.orm import Session

import scoring
from criteria.compile import input_hash, pack_shares, score_one
from criteria.model import CriteriaSet
from surveyapp.assessments.model import Submission
from surveyapp.audit.service import record
from surveyapp.audit.vocabulary import Happened
from surveyapp.results.model import Basis, Result
from surveyapp.results.queries import view_of
from surveyapp.results.tables import ResultRow


def record_result(
    session: Session,
    submission: Submission,
    criteria_set: CriteriaSet,
    *,
    basis: Basis,
    awarded: Mapping[str, Fraction],
    actor_id: int,
    now: datetime,
) -> Result:
    """Score the submission and keep the result. Event: result_recorded."""
    scored = score_one(criteria_set, submission.answers, awarded)
    row = ResultRow(
        submission_id=submission.id,
        basis=basis.value,
        exact_score=_text(scored.score),
        exact_points=_text(scored.points),
        maximum=str(scored.maximum),
        level=scored.level,
        withheld=scored.withheld.why.value if scored.withheld else None,
        shares=pack_shares(criteria_set, submission.answers, awarded),
        detail=_detail(scored),
        engine_version=scoring.ENGINE_VERSION,
        set_hash=criteria_set.content_hash,
        input_hash=input_hash(submission.answers, awarded),
        computed_at=now,
    )
    session.add(row)
    session.flush()
    record(
        session,
        Happened.RESULT_RECORDED,
        subject=("submission", submission.id),
        actor_id=actor_id,
        now=now,
        data={"basis": basis.value, "score": row.exact_score, "level": row.level},
    )
    return view_of(row)


def _detail(scored: scoring.UnitResult) -> dict[str, Any]:
    return {
        "pillars": [
            {"code": pillar.code, "score": _text(pillar.score), "level": pillar.level}
            for pillar in scored.pillars
        ]
    }


def _text(number: Fraction | None) -> str | None:
    return None if number is None else str(number)
