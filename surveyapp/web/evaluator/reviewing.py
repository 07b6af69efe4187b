"""One submission under review: every answer beside its award, and what the awards change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from flask import url_for

from criteria.asking import hidden_codes
from criteria.compile import score_one
from criteria.model import CriteriaSet, Criterion, Group, Indicator, Pillar, Text
from scoring import UnitResult
from surveyapp.assessments.model import Assessment, Response, Submission
from surveyapp.i18n import current_language, gettext, say_number, say_score
from surveyapp.reviews.model import Award, Review
from surveyapp.reviews.service import may_be_awarded
from surveyapp.web.answer_form.wording import say_points
from surveyapp.web.respondent.answering import say_not_asked, say_response
from surveyapp.web.result_view import ResultView, explain, name_of


class Shown(StrEnum):
    """Which answers an evaluator wants to see."""

    ALL = ""
    AWARDED = "awarded"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One answer beside the points that were awarded for it.

    `change` says how awarded points differ from the unit's own: up, down or same; None without an
    award.
    """

    code: str
    id: str
    title: str
    question: str
    answer: str | None
    self_points: str | None
    maximum: str
    awarded_points: str | None
    change: str | None
    reason: str | None
    evaluator_name: str | None
    href: str
    scores: bool


@dataclass(frozen=True, slots=True)
class Guidance:
    """What a criterion says about judging an answer."""

    help: str | None
    example: str | None
    evidence: str | None
    not_evidence: str | None
    verification: str | None

    @property
    def about_evidence(self) -> bool:
        """Whether anything is said about what proves an answer."""
        return any((self.evidence, self.not_evidence, self.verification))


def guidance_of(criterion: Criterion, language: str) -> Guidance:
    """Return the guidance of a criterion in one language."""

    def say(text: Text | None) -> str | None:
        return text.say(language) if text is not None else None

    return Guidance(
        help=say(criterion.help),
        example=say(criterion.example),
        evidence=say(criterion.evidence),
        not_evidence=say(criterion.not_evidence),
        verification=say(criterion.verification),
    )


@dataclass(frozen=True, slots=True)
class ReviewCriterion:
    """One criterion: the evidence it wants, and the answers that stand on it.

    `single` means that one answer of the same code is the whole criterion.
    """

    code: str
    title: str
    group: str | None
    guidance: Guidance
    lines: tuple[ReviewLine, ...]
    single: bool


@dataclass(frozen=True, slots=True)
class ReviewPillar:
    """One pillar of the review with what the awards change in it."""

    code: str
    title: str
    criteria: tuple[ReviewCriterion, ...]
    awarded: int


@dataclass(frozen=True, slots=True)
class Compared:
    """A number as the unit declared it and as it stands now."""

    code: str
    title: str
    own: str
    standing: str
    maximum: str
    change: str | None
    direction: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The declared result beside the result as it stands now."""

    own_score: str | None
    own_points: str | None
    own_level: int | None
    own_level_name: str | None
    standing: ResultView
    change: str | None
    direction: str
    pillars: tuple[Compared, ...]


def compare(
    submission: Submission, criteria_set: CriteriaSet, awarded: Mapping[str, Fraction]
) -> Comparison:
    """Score the submission as declared and with the awarded points."""
    language = current_language()
    own = score_one(criteria_set, submission.answers)
    now = score_one(criteria_set, submission.answers, awarded) if awarded else own
    change, direction = say_change(own.score, now.score)
    return Comparison(
        own_score=None if own.score is None else say_score(own.score),
        own_points=None if own.points is None else say_number(own.points),
        own_level=own.level,
        own_level_name=name_of(criteria_set.levels, own.level, language),
        standing=explain(
            submission.answers,
            criteria_set,
            language,
            awarded=awarded,
            reference={pillar.code: pillar.score for pillar in own.pillars} if awarded else None,
            reference_label=gettext("Tự đánh giá") if awarded else "",
        ),
        change=change,
        direction=direction,
        pillars=tuple(_compare_pillars(criteria_set, own, now)),
    )


def _compare_pillars(
    criteria_set: CriteriaSet, own: UnitResult, standing: UnitResult
) -> list[Compared]:
    language = current_language()
    compared = []
    for pillar, before, after in zip(
        criteria_set.pillars, own.pillars, standing.pillars, strict=True
    ):
        change, direction = say_change(before.points, after.points)
        compared.append(
            Compared(
                code=pillar.code,
                title=pillar.title.say(language),
                own="–" if before.points is None else say_number(before.points),
                standing="–" if after.points is None else say_number(after.points),
                maximum=say_number(after.maximum),
                change=change,
                direction=direction,
            )
        )
    return compared


def say_change(before: Fraction | None, after: Fraction | None) -> tuple[str | None, str]:
    """Say a difference with its sign, and whether it goes up, down or nowhere."""
    difference = (after or Fraction(0)) - (before or Fraction(0))
    if difference == 0:
        return None, "same"
    sign, direction = ("+", "up") if difference > 0 else ("−", "down")
    return f"{sign}{say_number(abs(difference))}", direction


# --- answers -------------------------------------------------------------------------------


def review_pillars(
    assessment: Assessment,
    criteria_set: CriteriaSet,
    submission: Submission,
    review: Review | None,
) -> list[ReviewPillar]:
    """Return every answer of a submission beside what was awarded."""
    awards = review.awards if review else {}
    hidden = hidden_codes(criteria_set, submission.answers)
    return [
        _pillar(pillar, assessment, submission, awards, hidden) for pillar in criteria_set.pillars
    ]


def _pillar(
    pillar: Pillar,
    assessment: Assessment,
    submission: Submission,
    awards: Mapping[str, Award],
    hidden: frozenset[str],
) -> ReviewPillar:
    language = current_language()
    criteria = tuple(
        _criterion(criterion, group, assessment, submission, awards, hidden)
        for group, criterion in _criteria_with_groups(pillar, language)
    )
    awarded = sum(1 for indicator in pillar.indicators() if indicator.code in awards)
    return ReviewPillar(pillar.code, pillar.title.say(language), criteria, awarded)


def _criteria_with_groups(pillar: Pillar, language: str) -> list[tuple[str | None, Criterion]]:
    """Return the criteria of a pillar with the title of the part they stand in."""
    found: list[tuple[str | None, Criterion]] = []
    for part in pillar.parts:
        if isinstance(part, Group):
            found += [(part.title.say(language), criterion) for criterion in part.criteria()]
        else:
            found.append((None, part))
    return found


def _criterion(
    criterion: Criterion,
    group: str | None,
    assessment: Assessment,
    submission: Submission,
    awards: Mapping[str, Award],
    hidden: frozenset[str],
) -> ReviewCriterion:
    language = current_language()
    lines = tuple(
        review_line(
            assessment, indicator, submission, awards, is_asked=indicator.code not in hidden
        )
        for indicator in criterion.indicators
    )
    return ReviewCriterion(
        code=criterion.code,
        title=criterion.title.say(language),
        group=group,
        guidance=guidance_of(criterion, language),
        lines=lines,
        single=[line.code for line in lines] == [criterion.code],
    )


def review_line(
    assessment: Assessment,
    indicator: Indicator,
    submission: Submission,
    awards: Mapping[str, Award],
    *,
    is_asked: bool = True,
) -> ReviewLine:
    """Return one answer beside what was awarded for it; what is not asked has no points."""
    language = current_language()
    given = submission.answers.get(indicator.code)
    response = Response(given, 1, submission.submitted_at) if given else None
    answer, points = say_response(indicator.answer, response, language)
    if not is_asked:
        answer, points = say_not_asked(), None
    award = awards.get(indicator.code)
    return ReviewLine(
        code=indicator.code,
        id=anchor_of(indicator.code),
        title=indicator.title.say(language),
        question=indicator.question.say(language),
        answer=answer,
        self_points=points,
        maximum=say_points(indicator.answer.maximum),
        awarded_points=say_points(award.awarded_points) if award else None,
        change=say_change(award.self_points, award.awarded_points)[1] if award else None,
        reason=award.reason if award else None,
        evaluator_name=award.evaluator_name if award else None,
        href=url_for("evaluator.award", handle=assessment.handle, code=indicator.code),
        scores=is_asked and may_be_awarded(indicator),
    )


def anchor_of(code: str) -> str:
    """Return the id of an answer on the page."""
    return f"q-{code.replace('.', '-')}"


def keep(pillars: list[ReviewPillar], shown: Shown) -> list[ReviewPillar]:
    """Return the pillars with the answers that are wanted, without empty parts."""
    if shown is Shown.ALL:
        return pillars
    kept = [replace(pillar, criteria=_keep_criteria(pillar, shown)) for pillar in pillars]
    return [pillar for pillar in kept if pillar.criteria]


def _keep_criteria(pillar: ReviewPillar, shown: Shown) -> tuple[ReviewCriterion, ...]:
    kept = (
        replace(one, lines=tuple(line for line in one.lines if _is_wanted(line, shown)))
        for one in pillar.criteria
    )
    return tuple(one for one in kept if one.lines)


def _is_wanted(line: ReviewLine, shown: Shown) -> bool:
    if shown is Shown.AWARDED:
        return line.awarded_points is not None
    return line.answer is None and line.scores


def count_lines(pillars: list[ReviewPillar], shown: Shown) -> int:
    """Count the answers that a choice would show."""
    lines = (line for pillar in pillars for one in pillar.criteria for line in one.lines)
    return sum(1 for line in lines if shown is Shown.ALL or _is_wanted(line, shown))
