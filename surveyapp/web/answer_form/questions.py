"""The plain view of one question that `components/answer.html` draws."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from criteria.answers import Given
from criteria.kinds import Part, PartType, handler_of
from criteria.model import (
    Answer,
    Criterion,
    DatedTarget,
    FreeText,
    Indicator,
    Measured,
    Number,
    Ratio,
    Steps,
    Task,
    Text,
)
from criteria.model import Step as SetStep
from surveyapp.assessments.model import Response
from surveyapp.i18n import gettext, say_date, say_moment, say_number
from surveyapp.web.answer_form.forms import SINGLE, AnswerForm, prefix_of
from surveyapp.web.answer_form.wording import say_interval, say_points, say_points_in_words
from surveyapp.web.request import now

_INPUT_TYPES = {
    PartType.CHOICE: "radio",
    PartType.SEVERAL: "checkbox",
    PartType.NUMBER: "decimal",
    PartType.WHOLE: "integer",
    PartType.DATE: "date",
    PartType.TEXT: "textarea",
}


@dataclass(frozen=True, slots=True)
class AskedOf:
    """Of whom a question is asked, in words.

    Where a question of another pillar decides it, the page need not show what is not asked.
    """

    words: str
    is_decided_elsewhere: bool


@dataclass(frozen=True, slots=True)
class OptionView:
    """One thing to choose."""

    value: str
    label: str
    points: str | None
    descriptor: str | None
    checked: bool
    exclusive: bool
    level: int | None


@dataclass(frozen=True, slots=True)
class PartView:
    """One input."""

    key: str
    name: str
    label: str
    hint: str | None
    type: str
    value: str
    unit: str | None
    errors: tuple[str, ...]
    options: tuple[OptionView, ...]


@dataclass(frozen=True, slots=True)
class StepView:
    """One row of a step table; the numbers let a script mark the row while typing."""

    range: str
    points: str
    descriptor: str | None
    active: bool
    above: float | None
    at_least: float | None
    below: float | None
    at_most: float | None


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question with the answer as typed or stored."""

    code: str
    id: str
    title: str
    text: str
    help: str | None
    example: str | None
    evidence: str | None
    not_evidence: str | None
    source: str | None
    kind: str
    maximum: str | None
    points: str | None
    judged: str | None
    parts: tuple[PartView, ...]
    steps: tuple[StepView, ...]
    revision: int
    revision_name: str
    saved_at: str | None
    errors: tuple[str, ...]
    read_only: bool
    may_be_not_applicable: bool
    not_applicable: bool
    not_applicable_name: str
    start: str | None
    target: str | None
    deadline: str | None
    condition: str | None
    is_asked: bool
    is_decided_elsewhere: bool


def make_question(
    criterion: Criterion,
    indicator: Indicator,
    form: AnswerForm,
    response: Response | None,
    *,
    errors: tuple[str, ...] = (),
    read_only: bool = False,
    condition: AskedOf | None = None,
    is_asked: bool = True,
) -> QuestionView:
    """Draw one question from its bound form: typed values stay as they were typed.

    `condition` says of whom it is asked, `is_asked` whether it is asked now.
    """
    language = form.language
    given = response.given if response else None
    prefix = prefix_of(indicator.code)
    answer = indicator.answer
    return QuestionView(
        code=indicator.code,
        id=f"q-{indicator.code.replace('.', '-')}",
        title=indicator.title.say(language),
        text=indicator.question.say(language),
        **_explained(criterion, language),
        source=_say_source(criterion),
        kind=answer.kind,
        maximum=say_points(answer.maximum) if form.scores else None,
        points=_points_of(indicator, given),
        judged=None if given is None else say_judged(answer, given, language),
        parts=tuple(_part(form, part, answer.kind) for part in handler_of(answer).parts(answer)),
        steps=_steps(indicator, given, language),
        revision=response.revision if response else 0,
        revision_name=f"{prefix}revision",
        saved_at=_saved_at(response),
        errors=errors,
        read_only=read_only,
        may_be_not_applicable=indicator.may_be_not_applicable,
        not_applicable=bool(form.not_applicable.data),
        not_applicable_name=f"{prefix}not_applicable",
        **_expected(answer, language),
        condition=condition.words if condition else None,
        is_asked=is_asked,
        is_decided_elsewhere=condition is not None and condition.is_decided_elsewhere,
    )


def _explained(criterion: Criterion, language: str) -> dict[str, str | None]:
    return {
        "help": _words(criterion.help, language),
        "example": _words(criterion.example, language),
        "evidence": _words(criterion.evidence, language),
        "not_evidence": _words(criterion.not_evidence, language),
    }


def _part(form: AnswerForm, part: Part, kind: str) -> PartView:
    field = form.part_field(part)
    typed = field.data or ""
    chosen = set(typed) if isinstance(typed, list) else {typed}
    options = tuple(
        OptionView(
            value=option.code,
            label="" if kind == "ladder" else option.label.say(form.language),
            points=say_points_in_words(option.points) if form.scores else None,
            descriptor=option.label.say(form.language) if kind == "ladder" else None,
            checked=option.code in chosen,
            exclusive=option.exclusive,
            level=int(option.code) if kind == "ladder" else None,
        )
        for option in part.options
    )
    return PartView(
        key=part.name or SINGLE,
        name=field.name,
        label=part.label.say(form.language),
        hint=None if part.required else gettext("Không bắt buộc"),
        type="percentage" if kind == "percentage" else _INPUT_TYPES[part.type],
        value="" if isinstance(typed, list) else str(typed),
        unit=None if kind == "task" else _words(part.unit, form.language),
        errors=tuple(field.errors),
        options=options,
    )


def _steps(indicator: Indicator, given: Given | None, language: str) -> tuple[StepView, ...]:
    answer = indicator.answer
    if not isinstance(answer, Ratio | Steps):
        return ()
    reached: Fraction | None = None
    if given and given.value is not None:
        reached = handler_of(answer).points(answer, given.value)
    percent = isinstance(answer, Ratio)
    unit = answer.unit.say(language) if isinstance(answer, Steps) else ""
    return tuple(
        _step(step, reached, language, percent=percent, unit=unit) for step in answer.steps
    )


def _step(
    step: SetStep, reached: Fraction | None, language: str, *, percent: bool, unit: str
) -> StepView:
    interval = step.interval
    lower = None if interval.lower is None else float(interval.lower)
    upper = None if interval.upper is None else float(interval.upper)
    return StepView(
        range=say_interval(interval, percent=percent, unit=unit),
        points=say_points(step.points),
        descriptor=_words(step.descriptor, language),
        active=step.points == reached,
        above=None if interval.lower_included else lower,
        at_least=lower if interval.lower_included else None,
        below=None if interval.upper_included else upper,
        at_most=upper if interval.upper_included else None,
    )


def _points_of(indicator: Indicator, given: Given | None) -> str | None:
    if given is None or given.value is None:
        return None
    return say_points(handler_of(indicator.answer).points(indicator.answer, given.value))


def brings_points(answer: Answer) -> bool:
    """Tell whether any answer changes the points; some questions only tell about the unit."""
    if isinstance(answer, FreeText):
        return False
    options = (one for part in handler_of(answer).parts(answer) for one in part.options)
    return answer.maximum != 0 or any(one.points != 0 for one in options)


def say_judged(answer: Answer, given: Given, language: str) -> str | None:
    """Say whether a number on its way to a dated target is where it should be on its day."""
    if not isinstance(answer, DatedTarget) or given.value is None:
        return None
    return handler_of(answer).show(answer, given.value, language)


def _expected(answer: Answer, language: str) -> dict[str, str | None]:
    return {
        "start": _start(answer, language),
        "target": _target(answer, language),
        "deadline": _deadline(answer),
    }


def _start(answer: Answer, language: str) -> str | None:
    if not isinstance(answer, DatedTarget):
        return None
    number = f"{say_number(answer.start, digits=4)} {answer.unit.say(language)}"
    return f"{number} ({say_date(answer.start_on)})"


def _target(answer: Answer, language: str) -> str | None:
    if isinstance(answer, Task | Number | DatedTarget) and not isinstance(answer, Measured):
        return f"{say_number(answer.target, digits=4)} {answer.unit.say(language)}"
    return None


def _deadline(answer: Answer) -> str | None:
    if isinstance(answer, DatedTarget):
        return say_date(answer.target_on)
    return say_date(answer.deadline) if isinstance(answer, Task) and answer.deadline else None


def _saved_at(response: Response | None) -> str | None:
    return say_moment(response.saved_at, now()) if response and response.revision else None


def _say_source(criterion: Criterion) -> str:
    place = f", {criterion.source.place}" if criterion.source.place else ""
    verified = (
        gettext("lời văn đã đối chiếu")
        if criterion.source.verified
        else gettext("lời văn chưa đối chiếu với bản gốc")
    )
    return f"{criterion.source.document}{place} ({verified})"


def _words(text: Text | None, language: str) -> str | None:
    return text.say(language) if text is not None else None
