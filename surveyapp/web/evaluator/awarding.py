"""One indicator under review: what was asked and answered, and the levels to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from flask import url_for

from criteria.kinds import PartType, handler_of
from criteria.model import (
    CriteriaSet,
    Criterion,
    DatedTarget,
    Indicator,
    Ladder,
    Measured,
    Number,
    Ratio,
    Step,
    Steps,
    Task,
)
from surveyapp.assessments.model import Assessment, Submission
from surveyapp.errors import NotFound
from surveyapp.i18n import current_language, gettext, say_date, say_number
from surveyapp.reviews.model import Award, Review
from surveyapp.reviews.service import may_be_awarded, self_points
from surveyapp.web.answer_form.wording import say_interval, say_points, say_points_in_words
from surveyapp.web.evaluator.forms import OTHER, AwardForm
from surveyapp.web.evaluator.reviewing import (
    Guidance,
    ReviewLine,
    anchor_of,
    guidance_of,
    review_line,
)


@dataclass(frozen=True, slots=True)
class LevelChoice:
    """One level to choose, in the shape that the macros of the questionnaire draw."""

    value: str
    label: str | None
    descriptor: str | None
    points: str
    level: int | None
    checked: bool
    exclusive: bool = False

    @property
    def words(self) -> str:
        """What the level says, with its number where it has one."""
        if self.level is None:
            return self.label or ""
        return f"{self.level}. {self.descriptor}"


@dataclass(frozen=True, slots=True)
class AwardPage:
    """One indicator with everything that an evaluator weighs."""

    assessment: Assessment
    line: ReviewLine
    criterion_title: str | None
    guidance: Guidance
    asked_for: tuple[tuple[str, str], ...]
    kind: str
    choices: tuple[LevelChoice, ...]
    other_checked: bool
    award: Award | None
    form: AwardForm
    refusal: str | None
    typed: tuple[tuple[str, str], ...]
    back_href: str
    previous: tuple[str, str] | None
    following: tuple[str, str] | None
    place: int
    total: int

    @property
    def has_ladder(self) -> bool:
        """Whether the levels are the rungs of a ladder."""
        return self.kind == "ladder"


@dataclass(frozen=True, slots=True)
class Scoring:
    """An indicator that may be awarded points, with its criterion and its neighbours."""

    criterion: Criterion
    indicator: Indicator
    previous: Indicator | None
    following: Indicator | None
    place: int
    total: int


def get_scoring(criteria_set: CriteriaSet, code: str) -> Scoring:
    """Return one indicator that brings points. Raises: NotFound."""
    scoring = [
        (criterion, indicator)
        for criterion in criteria_set.criteria()
        for indicator in criterion.indicators
        if may_be_awarded(indicator)
    ]
    for place, (criterion, indicator) in enumerate(scoring):
        if indicator.code == code:
            after = scoring[place + 1 : place + 2]
            return Scoring(
                criterion,
                indicator,
                previous=scoring[place - 1][1] if place else None,
                following=after[0][1] if after else None,
                place=place + 1,
                total=len(scoring),
            )
    raise NotFound


def make_award_page(
    assessment: Assessment,
    asked: Scoring,
    submission: Submission,
    review: Review | None,
    form: AwardForm,
    *,
    refusal: str | None = None,
) -> AwardPage:
    """Return the page of one indicator, with what was typed or else what was awarded before."""
    indicator = asked.indicator
    awards = review.awards if review else {}
    choices = tuple(_choices(indicator, submission, str(form.level.data)))
    return AwardPage(
        assessment=assessment,
        line=review_line(assessment, indicator, submission, awards),
        criterion_title=_title_above(asked),
        guidance=guidance_of(asked.criterion, current_language()),
        asked_for=tuple(_asked_for(indicator)),
        kind=indicator.answer.kind,
        choices=choices,
        other_checked=form.level.data == OTHER,
        award=awards.get(indicator.code),
        form=form,
        refusal=refusal,
        typed=tuple(_typed(form, choices)) if form.is_submitted() else (),
        back_href=_way_back(assessment, indicator),
        previous=_way_to(assessment, asked.previous),
        following=_way_to(assessment, asked.following),
        place=asked.place,
        total=asked.total,
    )


def _typed(form: AwardForm, choices: Iterable[LevelChoice]) -> Iterator[tuple[str, str]]:
    """Yield what was typed, for when there is no form any more that could keep it."""
    for chosen in choices:
        if chosen.checked:
            yield form.level.label.text, chosen.words
    for field in (form.points, form.reason):
        if field.data:
            yield field.label.text, str(field.data)


def _title_above(asked: Scoring) -> str | None:
    """Return the criterion's title unless the indicator is the whole criterion."""
    if asked.criterion.code == asked.indicator.code:
        return None
    return asked.criterion.title.say(current_language())


def _way_back(assessment: Assessment, indicator: Indicator) -> str:
    anchor = anchor_of(indicator.code)
    return url_for("evaluator.review", handle=assessment.handle, _anchor=anchor)


def _way_to(assessment: Assessment, indicator: Indicator | None) -> tuple[str, str] | None:
    if indicator is None:
        return None
    href = url_for("evaluator.award", handle=assessment.handle, code=indicator.code)
    return f"{indicator.code} · {indicator.title.say(current_language())}", href


def _asked_for(indicator: Indicator) -> Iterator[tuple[str, str]]:
    answer, language = indicator.answer, current_language()
    if isinstance(answer, Task | Number | DatedTarget) and not isinstance(answer, Measured):
        target = f"{say_number(answer.target, digits=4)} {answer.unit.say(language)}"
        yield gettext("Chỉ tiêu"), target
    if isinstance(answer, Task) and answer.deadline:
        yield gettext("Hạn hoàn thành"), say_date(answer.deadline)
    if isinstance(answer, DatedTarget):
        yield gettext("Hạn hoàn thành"), say_date(answer.target_on)


# --- levels to choose from -----------------------------------------------------------------


def levels_of(indicator: Indicator, submission: Submission) -> dict[str, Fraction]:
    """Return the points of each level, option or step to choose from."""
    return {code: points for code, points, _ in _levels(indicator, submission)}


def _levels(indicator: Indicator, submission: Submission) -> Iterator[tuple[str, Fraction, str]]:
    """Yield the levels of an indicator; where it has none, the points that are most often meant."""
    answer, language = indicator.answer, current_language()
    found: list[tuple[str, Fraction, str]] = []
    if isinstance(answer, Ratio | Steps):
        for place, step in enumerate(answer.steps, start=1):
            found.append((str(place), step.points, _say_step(answer, step, language)))
    else:
        for part in handler_of(answer).parts(answer):
            if part.type is PartType.CHOICE:
                found += [(o.code, o.points, o.label.say(language)) for o in part.options]
    yield from found or _plain_levels(indicator, submission)


def _plain_levels(
    indicator: Indicator, submission: Submission
) -> Iterator[tuple[str, Fraction, str]]:
    maximum = indicator.answer.maximum
    own = self_points(indicator, submission.answers.get(indicator.code))
    if own not in (None, 0, maximum):
        yield "own", own, gettext("Giữ điểm đơn vị tự đánh giá")
    yield "full", maximum, gettext("Đạt điểm tối đa")
    yield "none", Fraction(0), gettext("Không có điểm")


def _say_step(answer: Ratio | Steps, step: Step, language: str) -> str:
    unit = answer.unit.say(language) if isinstance(answer, Steps) else ""
    edges = say_interval(step.interval, percent=isinstance(answer, Ratio), unit=unit)
    return f"{edges}: {step.descriptor.say(language)}" if step.descriptor else edges


def _choices(indicator: Indicator, submission: Submission, chosen: str) -> Iterator[LevelChoice]:
    own = _own_level(indicator, submission)
    is_ladder = isinstance(indicator.answer, Ladder)
    for code, points, words in _levels(indicator, submission):
        mark = gettext("Đơn vị tự chọn mức này") if code == own else None
        yield LevelChoice(
            value=code,
            label=mark if is_ladder else words,
            descriptor=words if is_ladder else mark,
            points=say_points_in_words(points),
            level=int(code) if is_ladder else None,
            checked=code == chosen,
        )


def _own_level(indicator: Indicator, submission: Submission) -> str | None:
    """Return the level that the unit's own answer stands on, where the set has levels."""
    given = submission.answers.get(indicator.code)
    if given is None or given.value is None:
        return None
    handler, answer = handler_of(indicator.answer), indicator.answer
    if isinstance(answer, Ratio | Steps) and answer.steps:
        own = handler.points(answer, given.value)
        return next(
            (c for c, points in levels_of(indicator, submission).items() if points == own), None
        )
    return handler.cells(answer, given.value).get("")


def fill_in(
    form: AwardForm, indicator: Indicator, submission: Submission, award: Award | None
) -> None:
    """Begin with what was awarded before, so that a small change needs few keys."""
    if award is None:
        return
    levels = levels_of(indicator, submission)
    fitting = [code for code, points in levels.items() if points == award.awarded_points]
    if fitting:
        form.level.data = fitting[0]
    else:
        form.level.data = OTHER
        form.points.data = _as_typed(award.awarded_points)
    form.reason.data = award.reason


def _as_typed(points: Fraction) -> str:
    """Write points so that reading them again gives the same number."""
    if 10**4 % points.denominator == 0:
        return say_points(points)
    return f"{points.numerator}/{points.denominator}"
