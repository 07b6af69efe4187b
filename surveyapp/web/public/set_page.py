"""A whole criteria set to read: what is asked, what each answer brings, where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from criteria.asking import condition_words
from criteria.compile import score_one
from criteria.model import (
    Aggregation,
    CriteriaSet,
    Criterion,
    Group,
    Indicator,
    Levels,
    Measure,
    Source,
)
from surveyapp.i18n import current_language, gettext, ngettext, say_number
from surveyapp.web.advice_view import list_advice
from surveyapp.web.answer_form.wording import plural_of, say_interval, say_points
from surveyapp.web.public.answer_words import AnswerWords, say_answer
from surveyapp.web.public.pages import SetSummary, describe_set, say_criteria
from surveyapp.web.public.rule_words import say_rules


@dataclass(frozen=True, slots=True)
class SourceView:
    """Where something comes from, and whether its wording was checked against the original."""

    words: str
    url: str
    verified: bool
    note: str | None


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a criterion; code and title only where the criterion has several."""

    code: str | None
    title: str | None
    text: str
    worth: str
    answer: AnswerWords
    may_be_not_applicable: bool


@dataclass(frozen=True, slots=True)
class CriterionView:
    """One criterion with its questions, its proof and its source."""

    code: str
    id: str
    title: str
    worth: str
    questions: tuple[Question, ...]
    notes: tuple[tuple[str, str], ...]
    source: SourceView
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class GroupView:
    """A pillar or a group: its parts are groups or criteria."""

    code: str
    id: str
    title: str
    about: str | None
    worth: str
    criteria: str
    parts: tuple[GroupView | CriterionView, ...]
    is_group: bool = True


@dataclass(frozen=True, slots=True)
class LevelView:
    """One level, what it means and which numbers reach it."""

    level: int
    name: str
    range: str
    about: str | None


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of the list of sections beside the text."""

    code: str
    label: str
    href: str
    current: bool = False
    answered: int | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class SetPage:
    """Everything that the page of one criteria set shows."""

    summary: SetSummary
    maximum: str
    levels: tuple[LevelView, ...]
    levels_measure: str
    pillar_levels: tuple[LevelView, ...]
    pillar_levels_measure: str
    rules: tuple[str, ...]
    sources: tuple[SourceView, ...]
    sections: tuple[Section, ...]
    pillars: tuple[GroupView, ...]
    all_open: bool


def make_set_page(criteria_set: CriteriaSet, *, all_open: bool) -> SetPage:
    """Write a set out in the visitor's language."""
    language = current_language()
    pillars = tuple(_group(pillar, criteria_set, language) for pillar in criteria_set.pillars)
    return SetPage(
        summary=describe_set(criteria_set),
        maximum=_say_maximum(score_one(criteria_set, {}).maximum),
        levels=_levels(criteria_set.levels, language),
        levels_measure=_say_measure(criteria_set.levels),
        pillar_levels=_levels(criteria_set.pillar_levels, language),
        pillar_levels_measure=_say_measure(criteria_set.pillar_levels),
        rules=tuple(say_rules(criteria_set, language)),
        sources=tuple(_source(one, language) for one in criteria_set.sources),
        sections=tuple(
            Section(code=one.code, label=one.title, href=f"#{one.id}") for one in pillars
        ),
        pillars=pillars,
        all_open=all_open,
    )


def _group(group: Group, criteria_set: CriteriaSet, language: str) -> GroupView:
    return GroupView(
        code=group.code,
        id=_id(group.code),
        title=group.title.say(language),
        about=group.about.say(language) if group.about else None,
        worth=_worth(group, group.indicators(), criteria_set),
        criteria=say_criteria(sum(1 for _ in group.criteria())),
        parts=tuple(
            _criterion(part, criteria_set, language)
            if isinstance(part, Criterion)
            else _group(part, criteria_set, language)
            for part in group.parts
        ),
    )


def _criterion(criterion: Criterion, criteria_set: CriteriaSet, language: str) -> CriterionView:
    single = [one.code for one in criterion.indicators] == [criterion.code]
    return CriterionView(
        code=criterion.code,
        id=_id(criterion.code),
        title=criterion.title.say(language),
        worth=_worth(criterion, criterion.indicators, criteria_set),
        questions=tuple(_question(one, language, single=single) for one in criterion.indicators),
        notes=tuple(_notes(criterion, criteria_set, language)),
        source=_source(criterion.source, language),
    )


def _question(indicator: Indicator, language: str, *, single: bool) -> Question:
    return Question(
        code=None if single else indicator.code,
        title=None if single else indicator.title.say(language),
        text=indicator.question.say(language),
        worth=_say_maximum(indicator.answer.maximum),
        answer=say_answer(indicator.answer, language),
        may_be_not_applicable=indicator.may_be_not_applicable,
    )


def _notes(
    criterion: Criterion, criteria_set: CriteriaSet, language: str
) -> Iterator[tuple[str, str]]:
    for label, text in (
        (gettext("Hỏi ai"), condition_words(criteria_set, criterion)),
        (gettext("Giải thích"), criterion.help),
        (gettext("Ví dụ"), criterion.example),
        (gettext("Minh chứng"), criterion.evidence),
        (gettext("Không tính là minh chứng"), criterion.not_evidence),
        (gettext("Cách thẩm định"), criterion.verification),
    ):
        if text is not None:
            yield label, text.say(language)
    yield from list_advice(criterion, language)


def _source(source: Source, language: str) -> SourceView:
    return SourceView(
        words=", ".join(part for part in (source.document, source.place) if part),
        url=source.url,
        verified=source.verified,
        note=source.note.say(language) if source.note else None,
    )


def _id(code: str) -> str:
    return f"c-{code.replace('.', '-')}"


def _worth(node: Group | Criterion, below: Iterable[Indicator], criteria_set: CriteriaSet) -> str:
    """Say what a part counts: its points where points add up, its weight where it has one."""
    if node.weight is not None:
        return gettext("trọng số {weight}").format(weight=say_number(node.weight, digits=4))
    aggregation = node.aggregation or criteria_set.scoring.aggregation
    if aggregation is not Aggregation.SUM:
        return ""
    return _say_maximum(sum((one.answer.maximum for one in below), Fraction(0)))


def _say_maximum(points: Fraction) -> str:
    if points == 0:
        return gettext("không tính điểm")
    sentence = ngettext("tối đa {points} điểm", "tối đa {points} điểm", plural_of(points))
    return sentence.format(points=say_points(points))


# --- levels and rules ----------------------------------------------------------------------


def _levels(levels: Levels | None, language: str) -> tuple[LevelView, ...]:
    if levels is None:
        return ()
    unit = gettext("điểm")
    return tuple(
        LevelView(
            level=band.level,
            name=band.title.say(language),
            range=say_interval(band.interval, unit=unit),
            about=band.about.say(language) if band.about else None,
        )
        for band in levels.bands
    )


def _say_measure(levels: Levels | None) -> str:
    if levels is None:
        return ""
    if levels.measure is Measure.POINTS:
        return gettext("Tính theo số điểm đạt được.")
    return gettext("Tính theo số điểm đạt được, quy về thang 100.")
