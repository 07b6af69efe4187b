"""Those of an organisation who are assessed on their own in a campaign: people, plans, projects."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from sqlalchemy.orm import Session

from surveyapp.assessments.model import Assessment, AssessmentState
from surveyapp.assessments.queries import find_assessments_of_parts
from surveyapp.campaigns.model import CampaignState, CampaignView
from surveyapp.campaigns.queries import find_campaigns
from surveyapp.errors import N_, RuleBroken
from surveyapp.i18n import fold, gettext, ngettext, say_number
from surveyapp.organisations.model import NewPart, OrganisationView
from surveyapp.organisations.queries import find_parts
from surveyapp.organisations.registers import OrganisationKind
from surveyapp.organisations.service import register_part
from surveyapp.people.queries import find_respondents
from surveyapp.web.pager import Pager
from surveyapp.web.refusals import sentence_of
from surveyapp.web.request import now
from surveyapp.web.respondent.forms import PartsForm
from surveyapp.web.respondent.pages import title_of
from surveyapp.web.respondent.workspace import outcome_of

PARTS_PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class PartWords:
    """How the parts of one kind are spoken of."""

    many: str
    add: str
    hint: str


_PEOPLE = N_(
    "Mỗi dòng một người: họ tên, dấu chấm phẩy, chức vụ và bộ phận. "
    "Ví dụ: Trần Thị Bình; Chuyên viên, Phòng Hành chính."
)
_WORKS = N_(
    "Mỗi dòng một tên; có thể ghi thêm mã số sau dấu chấm phẩy. "
    "Ví dụ: Nền tảng dữ liệu dùng chung; DA-2026-03."
)
_WORDS: Mapping[OrganisationKind, PartWords] = {
    OrganisationKind.HEAD: PartWords(
        N_("Người đứng đầu và cấp phó"), N_("Thêm người đứng đầu, cấp phó"), _PEOPLE
    ),
    OrganisationKind.PERSON: PartWords(
        N_("Cán bộ, công chức, viên chức"), N_("Thêm cán bộ, công chức, viên chức"), _PEOPLE
    ),
    OrganisationKind.PLAN: PartWords(N_("Kế hoạch"), N_("Thêm kế hoạch"), _WORKS),
    OrganisationKind.PROGRAMME: PartWords(N_("Chương trình"), N_("Thêm chương trình"), _WORKS),
    OrganisationKind.PROJECT: PartWords(N_("Dự án"), N_("Thêm dự án"), _WORKS),
}


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part with its assessment in the campaign."""

    name: str
    detail: str
    state: AssessmentState | None
    level: int | None
    level_name: str | None
    score: str | None
    href: str | None
    start_fields: Mapping[str, int] | None
    answered_by: str
    invite_href: str | None


@dataclass(frozen=True, slots=True)
class PartsPage:
    """The parts of an organisation in one campaign, and the form for more."""

    campaign: CampaignView
    campaign_title: str
    state: CampaignState
    words: PartWords
    is_human: bool
    lines: Sequence[PartLine]
    standing: str
    start_action: str
    pager: Pager
    form: PartsForm


def make_parts_page(
    session: Session,
    organisation: OrganisationView,
    campaign: CampaignView,
    form: PartsForm,
    query: Mapping[str, str],
) -> PartsPage:
    """Return one page of an organisation's parts by name."""
    kind = OrganisationKind(campaign.unit_kind)
    found = find_parts(session, organisation.id, kind)
    parts = sorted(found, key=lambda part: (fold(part.name), part.detail))
    begun = _assessments(session, campaign, organisation)
    kept = {"handle": campaign.handle}
    pager = Pager.of(len(parts), PARTS_PER_PAGE, query.get("page", "1"), "parts.units", kept)
    shown = pager.cut(parts)
    ids = [part.id for part in shown]
    answering = find_respondents(session, ids, now=now()) if kind.is_human else {}
    return PartsPage(
        campaign=campaign,
        campaign_title=title_of(campaign),
        state=campaign.state_at(now()),
        words=say_words(kind),
        is_human=kind.is_human,
        lines=[
            _line(campaign, part, begun.get(part.id), answering.get(part.id, "")) for part in shown
        ],
        standing=say_standing(len(parts), begun.values()),
        start_action=url_for("parts.start", handle=campaign.handle),
        pager=pager,
        form=form,
    )


def _assessments(
    session: Session, campaign: CampaignView, organisation: OrganisationView
) -> dict[int, Assessment]:
    found = find_assessments_of_parts(session, campaign.id, organisation.id)
    return {one.organisation.id: one for one in found}


def _line(
    campaign: CampaignView, part: OrganisationView, assessment: Assessment | None, email: str
) -> PartLine:
    level, name, score = outcome_of(campaign, assessment)
    may_start = assessment is None and campaign.state_at(now()) is CampaignState.OPEN
    invite = url_for("parts.invite", handle=campaign.handle, part_id=part.id)
    return PartLine(
        name=part.name,
        detail=part.detail,
        state=assessment.state if assessment else None,
        level=level,
        level_name=name,
        score=score,
        href=url_for("respondent.overview", handle=assessment.handle) if assessment else None,
        start_fields={"unit": part.id} if may_start else None,
        answered_by=email,
        invite_href=invite if part.kind.is_human and not email else None,
    )


@dataclass(frozen=True, slots=True)
class SharedCampaign:
    """A campaign in which parts of the organisation are assessed, on its first page."""

    title: str
    many: str
    standing: str
    state: CampaignState
    opens_at: datetime
    closes_at: datetime
    href: str


def find_shared(session: Session, organisation: OrganisationView) -> list[SharedCampaign]:
    """Return the campaigns for parts of the organisation."""
    kinds = [kind.value for kind in organisation.kind.parts]
    return [_shared(session, organisation, one) for one in find_campaigns(session, units=kinds)]


def _shared(
    session: Session, organisation: OrganisationView, campaign: CampaignView
) -> SharedCampaign:
    kind = OrganisationKind(campaign.unit_kind)
    begun = _assessments(session, campaign, organisation)
    return SharedCampaign(
        title=title_of(campaign),
        many=say_words(kind).many,
        standing=say_standing(len(find_parts(session, organisation.id, kind)), begun.values()),
        state=campaign.state_at(now()),
        opens_at=campaign.opens_at,
        closes_at=campaign.closed_at or campaign.closes_at,
        href=url_for("parts.units", handle=campaign.handle),
    )


def say_words(kind: OrganisationKind) -> PartWords:
    """Return the words for parts of a kind in the visitor's language."""
    words = _WORDS[kind]
    return PartWords(gettext(words.many), gettext(words.add), gettext(words.hint))


def say_standing(total: int, assessments: Collection[Assessment]) -> str:
    """Say how many of the parts have submitted."""
    done = sum(one.submitted_at is not None for one in assessments)
    return ngettext("Đã nộp {done} trong {total}.", "Đã nộp {done} trong {total}.", total).format(
        done=say_number(done, digits=0), total=say_number(total, digits=0)
    )


class ListFaulty(ValueError):
    """A list of which nothing was taken; `faults` are sentences, each with its line."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = list(faults)
        super().__init__("; ".join(faults))


def add_parts(
    session: Session, whole: OrganisationView, kind: OrganisationKind, text: str, *, actor_id: int
) -> int:
    """Register one part for each line, all or none; return how many.

    Raises
    ------
    ListFaulty
        With every fault and its line.
    """
    faults, count = [], 0
    with session.begin_nested():
        for number, line in enumerate(text.splitlines(), 1):
            name, _, detail = line.partition(";")
            if not line.strip():
                continue
            new = NewPart(kind, name, detail)
            try:
                register_part(session, whole, new, actor_id=actor_id, now=now())
            except RuleBroken as refused:
                told = gettext("Dòng {number}: {sentence}")
                faults.append(told.format(number=number, sentence=sentence_of(refused)))
            count += 1
        if faults:
            raise ListFaulty(faults)
    return count
