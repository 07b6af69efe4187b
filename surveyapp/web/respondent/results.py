"""The result page: what was declared, what was verified, and what stands."""

from __future__ import annotations

from sqlalchemy.orm import Session

from criteria.model import CriteriaSet
from surveyapp.assessments.model import Assessment
from surveyapp.certificates.queries import find_current_certificate
from surveyapp.i18n import gettext, say_score
from surveyapp.process.verifying import get_submission
from surveyapp.rankings.model import Line
from surveyapp.rankings.queries import find_rank_of
from surveyapp.results.edges import level_edges
from surveyapp.results.model import Basis, Result
from surveyapp.results.queries import find_results
from surveyapp.reviews.model import Review
from surveyapp.reviews.queries import find_review
from surveyapp.web.answer_form.wording import say_points
from surveyapp.web.request import signed_in
from surveyapp.web.respondent.pages import title_of, trail_of
from surveyapp.web.result_view import explain, name_of


def make_result_page(
    session: Session, assessment: Assessment, criteria_set: CriteriaSet, language: str
) -> dict[str, object]:
    """Return the page; once verified, the verified result leads and the declared one stays."""
    submission = get_submission(session, assessment)
    results = find_results(session, assessment.id)
    verified, own = results.get(Basis.VERIFIED), results[Basis.SELF]
    review = find_review(session, submission.id)
    reference = {pillar.code: pillar.score for pillar in own.pillars} if verified else None
    rank = find_rank_of(session, assessment.campaign.id, assessment.organisation.id)
    standing = verified or own
    return {
        "assessment": assessment,
        "trail": trail_of(assessment, signed_in()),
        "campaign_title": title_of(assessment.campaign),
        "organisation": assessment.organisation,
        "submission": submission,
        "verified": verified is not None,
        "result": explain(
            submission.answers,
            criteria_set,
            language,
            awarded=review.awarded_points if verified and review else {},
            reference=reference,
            reference_label=gettext("Tự đánh giá") if verified else "",
        ),
        **_review(criteria_set, review if verified else None, language),
        "certificate": find_current_certificate(session, assessment.id),
        "rank": rank,
        "published_level": _published_level(criteria_set, rank, standing, language),
        "set_reference": criteria_set.reference,
        "standing": standing,
        **_own(criteria_set, own, language),
    }


def _published_level(
    criteria_set: CriteriaSet, rank: Line | None, standing: Result, language: str
) -> str | None:
    """Return the level that was published, where it is not the one of the unit's own points."""
    if rank is None or rank.level == standing.level:
        return None
    return f"{rank.level} ({name_of(criteria_set.levels, rank.level, language)})"


def _own(criteria_set: CriteriaSet, own: Result, language: str) -> dict[str, object]:
    edges = level_edges(criteria_set, own.maximum)
    return {
        "own_score": None if own.score is None else say_score(own.score, edges),
        "own_level": own.level,
        "own_level_name": name_of(criteria_set.levels, own.level, language),
    }


def _review(criteria_set: CriteriaSet, review: Review | None, language: str) -> dict[str, object]:
    if review is None:
        return {"awards": [], "review_note": ""}
    return {"awards": _awards(criteria_set, review, language), "review_note": review.note}


def _awards(criteria_set: CriteriaSet, review: Review, language: str) -> list[dict[str, object]]:
    titles = {indicator.code: indicator.title for indicator in criteria_set.indicators()}
    return [
        {
            "code": award.indicator_code,
            "title": titles[award.indicator_code].say(language),
            "self_points": "–" if award.self_points is None else say_points(award.self_points),
            "awarded_points": say_points(award.awarded_points),
            "reason": award.reason,
            "evaluator_name": award.evaluator_name,
        }
        for award in review.awards.values()
    ]
