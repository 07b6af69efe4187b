"""The result page: what was declared, what was verified, and what stands."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from sqlalchemy.orm import Session

from criteria.model import CriteriaSet
from surveyapp.assessments.model import Assessment
from surveyapp.certificates.queries import find_current_certificate
from surveyapp.i18n import gettext, say_number, say_score
from surveyapp.process.verifying import get_submission
from surveyapp.process.year_before import YearBefore, find_year_before
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
        **_published(session, assessment, criteria_set, standing, language),
        "set_reference": criteria_set.reference,
        "standing": standing,
        "year_before": _say_year_before(session, assessment, criteria_set, standing, language),
        **_own(criteria_set, own, language),
    }


def _say_year_before(
    session: Session,
    assessment: Assessment,
    criteria_set: CriteriaSet,
    standing: Result,
    language: str,
) -> dict[str, str] | None:
    """Say what the unit had the year before, and what changed on the part that is alike."""
    earlier = find_year_before(session, assessment, criteria_set, standing.basis)
    if earlier is None or earlier.result.score is None or standing.score is None:
        return None
    levels = earlier.criteria_set.levels
    had = gettext("Năm {year}: {score} điểm, mức {level} ({name}).").format(
        year=earlier.year,
        score=say_score(earlier.result.score, level_edges(earlier.criteria_set, standing.maximum)),
        level=earlier.result.level,
        name=name_of(levels, earlier.result.level, language),
    )
    return {"had": had, "changed": _say_change(earlier, standing.score, earlier.result.score)}


def _say_change(earlier: YearBefore, score: Fraction, before: Fraction) -> str:
    found = earlier.link
    if earlier.same_version:
        sentence = gettext("Cùng một phiên bản bộ tiêu chí: thay đổi {change} điểm.")
        return sentence.format(change=_change(before, score))
    if found.before is None or found.after is None:
        return gettext(
            "Hai năm dùng hai phiên bản không có phần nào đo như nhau nên không so được."
        )
    sentence = gettext(
        "Hai năm dùng hai phiên bản khác nhau. Trên phần đo như nhau ({share}% trọng số), điểm từ "
        "{before} đến {after}: thay đổi {change} điểm."
    )
    return sentence.format(
        share=say_number(100 * found.linked_by.share, digits=1),
        before=say_number(found.before),
        after=say_number(found.after),
        change=_change(found.before, found.after),
    )


def _change(before: Fraction, after: Fraction) -> str:
    """Write the difference of two scores as they are shown, so that the reader's sum is right."""
    change = _shown(after) - _shown(before)
    return f"−{say_number(-change)}" if change < 0 else f"{'+' * (change > 0)}{say_number(change)}"


def _shown(score: Fraction) -> Fraction:
    return Fraction(floor(score * 100 + Fraction(1, 2)), 100)


def _published(
    session: Session,
    assessment: Assessment,
    criteria_set: CriteriaSet,
    standing: Result,
    language: str,
) -> dict[str, object]:
    """Return the published rank, and its level where that is not the one of the own points."""
    rank = find_rank_of(session, assessment.campaign.id, assessment.organisation.id)
    level = None
    if rank is not None and rank.level != standing.level:
        level = f"{rank.level} ({name_of(criteria_set.levels, rank.level, language)})"
    return {"rank": rank, "published_level": level}


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
