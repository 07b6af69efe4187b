"""What one unit lives through in one campaign: answer, declare, be reviewed."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction
from random import Random

from sqlalchemy.orm import Session

from criteria.compile import score_one
from criteria.model import CriteriaSet, Indicator
from surveyapp.assessments.answering import record_answer, start_assessment
from surveyapp.assessments.model import Assessment, Declaration, Submission
from surveyapp.assessments.queries import get_assessment
from surveyapp.campaigns.model import CampaignView
from surveyapp.campaigns.queries import pinned_set
from surveyapp.demo.answers import make_answer
from surveyapp.demo.cast import Staff, Unit
from surveyapp.process.declaring import declare_assessment
from surveyapp.process.verifying import conclude_review, get_submission
from surveyapp.reviews.service import award_points, open_review

GROWTH = 0.06
"""How much more mature a unit is a year later."""

_REASONS = (
    "Minh chứng nộp kèm chưa thể hiện việc thực hiện thường xuyên trong kỳ đánh giá.",
    "Tài liệu dẫn chứng đã hết hiệu lực trước kỳ đánh giá nên chỉ được tính một phần.",
    "Phạm vi áp dụng mới ở một bộ phận, chưa đạt mô tả của mức đã chọn.",
)
_HEADS = {
    "enterprise": "Giám đốc",
    "agency": "Thủ trưởng cơ quan",
    "person": "Thủ trưởng cơ quan",
}
_REMARKS = ("", "Hồ sơ rõ ràng, minh chứng đầy đủ.", "Cần bổ sung minh chứng cho kỳ sau.")


def tell_unit(
    session: Session,
    staff: Staff,
    unit: Unit,
    campaign: CampaignView,
    *,
    latest: datetime,
    past: bool,
    rng: Random,
) -> None:
    """Live through one campaign; in this year's some have not begun, some are half-way."""
    took_part = rng.random() < (0.96 if past else 0.8)
    if not took_part and not unit.guest:
        return
    finished = past or (rng.random() < 0.75 and not unit.guest)
    at = latest - timedelta(days=rng.randint(2, 120), minutes=rng.randint(0, 600))
    at = max(at, campaign.opens_at + timedelta(hours=1))
    assessment = _answer_all(
        session,
        unit,
        campaign,
        maturity=unit.maturity if past else unit.maturity + GROWTH,
        share=1.0 if finished else rng.uniform(0.2, 0.8),
        rng=rng,
        now=at,
    )
    if finished:
        _declare(session, unit, assessment, rng=rng, now=at + timedelta(hours=3))
        if past or rng.random() < 0.5:
            evaluator, later = rng.choice(staff.evaluators), at + timedelta(days=1, hours=3)
            _review(session, evaluator, assessment.handle, rng=rng, now=later)


def _declare(
    session: Session, unit: Unit, assessment: Assessment, *, rng: Random, now: datetime
) -> None:
    declaration = Declaration(unit.respondent_name, _HEADS[assessment.campaign.unit_kind])
    declare_assessment(
        session,
        assessment,
        declaration,
        accept_missing=True,
        rng=rng,
        actor_id=unit.respondent,
        now=now,
    )


def _answer_all(
    session: Session,
    unit: Unit,
    campaign: CampaignView,
    *,
    maturity: float,
    share: float,
    rng: Random,
    now: datetime,
) -> Assessment:
    handle = start_assessment(
        session, campaign, unit.organisation, rng=rng, actor_id=unit.respondent, now=now
    )
    assessment = get_assessment(session, handle)
    out = 0.25 if campaign.unit_kind == "agency" else 0.1
    tilted = [
        # What counts for nothing is a veto or a mere piece of information: the least is right.
        (indicator, maturity + tilt if criterion.counts else 0.0)
        for pillar in pinned_set(session, campaign).pillars
        for tilt in [rng.gauss(0, 0.08)]
        for criterion in pillar.criteria()
        for indicator in criterion.indicators
    ]
    for indicator, here in tilted[: round(len(tilted) * share)]:
        given = make_answer(indicator, here, out=out, period=campaign.period, rng=rng)
        record_answer(
            session,
            assessment,
            indicator,
            given,
            seen_revision=0,
            actor_id=unit.respondent,
            now=now,
        )
        now += timedelta(seconds=rng.randint(20, 90))
    return assessment


def _review(session: Session, evaluator: int, handle: str, *, rng: Random, now: datetime) -> None:
    """Review a submission: most answers stand, a few are awarded less, with the reason."""
    assessment = get_assessment(session, handle)
    criteria_set = pinned_set(session, assessment.campaign)
    submission = get_submission(session, assessment)
    review = open_review(session, submission, actor_id=evaluator, now=now)
    for indicator, points in _doubtful(criteria_set, submission, rng):
        award_points(
            session,
            review,
            indicator,
            submission.answers.get(indicator.code),
            points=points,
            reason=rng.choice(_REASONS),
            actor_id=evaluator,
            now=now,
        )
    conclude_review(
        session, assessment, note=rng.choice(_REMARKS), rng=rng, actor_id=evaluator, now=now
    )


def _doubtful(
    criteria_set: CriteriaSet, submission: Submission, rng: Random
) -> list[tuple[Indicator, Fraction]]:
    """Choose up to four well-rated answers whose points are cut by a step of a fifth."""
    scored = score_one(criteria_set, submission.answers)
    rated = [
        (indicator, node.points)
        for indicator in criteria_set.indicators()
        if (node := scored.node(indicator.code)).points is not None
        and node.points >= indicator.answer.maximum / 2 > 0
    ]
    count = min(len(rated), rng.choice((0, 0, 1, 2, 4)))
    return [
        (indicator, points - indicator.answer.maximum / 5)
        for indicator, points in rng.sample(rated, count)
    ]
