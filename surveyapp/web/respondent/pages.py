"""The pages of a respondent as plain objects, so that templates do no thinking."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from criteria.model import Pillar
from surveyapp.assessments.model import Assessment
from surveyapp.campaigns.model import CampaignState, CampaignView
from surveyapp.i18n import current_language, gettext
from surveyapp.people.model import Actor
from surveyapp.web.answer_form.questionnaire import Questionnaire
from surveyapp.web.answer_form.questions import QuestionView


@dataclass(frozen=True, slots=True)
class Trail:
    """Where an assessment stands: the pages above it, and what it is called below them."""

    above: list[tuple[str, str]]
    label: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How many questions that score are answered, of how many."""

    answered: int
    total: int

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return self.answered >= self.total


@dataclass(frozen=True, slots=True)
class PillarProgress:
    """One pillar in the overview and the side navigation."""

    code: str
    title: str
    label: str
    about: str
    href: str
    answered: int
    total: int
    current: bool
    points: str | None = None


def count_answered(codes: frozenset[str], answered: Set[str]) -> Progress:
    """Count the answered questions among some."""
    return Progress(answered=len(codes & answered), total=len(codes))


def progress_by_pillar(
    assessment: Assessment,
    questionnaire: Questionnaire,
    answered: Set[str],
    current: str | None = None,
) -> list[PillarProgress]:
    """Return the pillars with their progress and addresses."""
    language = questionnaire.language
    lines = []
    for pillar in questionnaire.criteria_set.pillars:
        done = count_answered(questionnaire.scoring[pillar.code], answered)
        title = pillar.title.say(language)
        lines.append(
            PillarProgress(
                code=pillar.code,
                title=title,
                label=title,
                about=pillar.about.say(language) if pillar.about else "",
                href=url_for("respondent.pillar", handle=assessment.handle, code=pillar.code),
                answered=done.answered,
                total=done.total,
                current=pillar.code == current,
            )
        )
    return lines


def progress_of(questionnaire: Questionnaire, answered: Set[str]) -> Progress:
    """Return the progress of the whole set."""
    parts = [count_answered(codes, answered) for codes in questionnaire.scoring.values()]
    return Progress(sum(one.answered for one in parts), sum(one.total for one in parts))


@dataclass(frozen=True, slots=True)
class CampaignCard:
    """One campaign on the respondent's first page."""

    title: str
    state: CampaignState
    period: int
    opens_at: datetime
    closes_at: datetime
    start_action: str
    assessment: Assessment | None
    href: str | None
    level: int | None = None
    level_name: str | None = None
    score: str | None = None


@dataclass(frozen=True, slots=True)
class GroupView:
    """Questions below one heading of a pillar."""

    title: str | None
    questions: tuple[QuestionView, ...]


@dataclass(frozen=True, slots=True)
class PillarPage:
    """One pillar as a page of the form."""

    assessment: Assessment
    trail: Trail
    campaign_title: str
    pillar_code: str
    pillar_title: str
    pillar_about: str
    groups: tuple[GroupView, ...]
    pillars: list[PillarProgress]
    total: Progress
    here: Progress
    save_url: str
    previous_href: str | None
    next_href: str
    next_label: str
    read_only: bool
    closed_sentence: str | None
    faults: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One answer on the check-your-answers page."""

    code: str
    title: str
    answer: str | None
    points: str | None
    maximum: str
    href: str


@dataclass(frozen=True, slots=True)
class CheckPillar:
    """One pillar on the check-your-answers page; `left_out` counts the questions not asked."""

    title: str
    lines: tuple[CheckLine, ...]
    missing: int
    left_out: str | None = None


def neighbours(
    assessment: Assessment, pillars: Sequence[Pillar], code: str
) -> tuple[str | None, str, str]:
    """Return the addresses before and after a pillar and the words of the way on."""
    codes = [pillar.code for pillar in pillars]
    place = codes.index(code)
    before = codes[place - 1] if place else None
    handle = assessment.handle
    previous = url_for("respondent.pillar", handle=handle, code=before) if before else None
    if place + 1 < len(codes):
        following = pillars[place + 1]
        href = url_for("respondent.pillar", handle=handle, code=following.code)
        return previous, href, following.title.say(current_language())
    return previous, url_for("respondent.check", handle=handle), gettext("Kiểm tra và nộp")


def title_of(campaign: CampaignView) -> str:
    """Return a campaign's title in the visitor's language."""
    return campaign.title(current_language())


def heading_of(assessment: Assessment) -> str:
    """Return the title of an assessment: of a part of the organisation with its name first."""
    title, unit = title_of(assessment.campaign), assessment.organisation
    return f"{unit.name} · {title}" if unit.part_of_id is not None else title


def trail_of(assessment: Assessment, actor: Actor) -> Trail:
    """Return the way to an assessment; that of a part leads over the organisation's list."""
    above = [(gettext("Phiếu đánh giá"), url_for("respondent.workspace"))]
    title, unit = title_of(assessment.campaign), assessment.organisation
    if unit.part_of_id is None or unit.part_of_id != actor.organisation_id:
        return Trail(above, title)
    units = url_for("parts.units", handle=assessment.campaign.handle)
    return Trail([*above, (title, units)], unit.name)
