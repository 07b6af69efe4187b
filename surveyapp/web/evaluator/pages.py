"""The two large pages of an evaluator as plain objects: the list, and one submission."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from sqlalchemy.orm import Session

from surveyapp.assessments.model import Assessment, Submission
from surveyapp.campaigns.model import CampaignView
from surveyapp.campaigns.queries import pinned_set
from surveyapp.i18n import current_language, gettext, say_number
from surveyapp.process.verifying import get_submission
from surveyapp.reviews.model import Review
from surveyapp.reviews.queries import find_review
from surveyapp.web.evaluator.forms import CloseForm, ListingForm
from surveyapp.web.evaluator.listing import (
    PAGE_SIZE,
    Stage,
    SubmissionLine,
    Wanted,
    find_longest_waiting,
    list_submissions,
)
from surveyapp.web.evaluator.reviewing import (
    Comparison,
    ReviewPillar,
    Shown,
    compare,
    count_lines,
    keep,
    review_pillars,
)
from surveyapp.web.pager import Pager
from surveyapp.web.respondent.pages import title_of


@dataclass(frozen=True, slots=True)
class Tab:
    """One way to narrow a page."""

    label: str
    href: str
    current: bool
    count: str


@dataclass(frozen=True, slots=True)
class SubmissionsPage:
    """The submissions of one campaign."""

    form: ListingForm
    campaign: CampaignView | None
    campaign_title: str
    wanted: Wanted
    lines: Sequence[SubmissionLine]
    total: int
    figures: dict[str, str]
    tabs: tuple[Tab, ...]
    orders: dict[str, str]
    pager: Pager
    next_waiting: SubmissionLine | None
    clear_href: str


def make_submissions_page(
    session: Session,
    campaigns: Sequence[CampaignView],
    campaign: CampaignView | None,
    wanted: Wanted,
    asked_page: str,
) -> SubmissionsPage:
    """Return the part of a campaign's submissions that the address asks for."""
    lines = list_submissions(session, campaign) if campaign else []
    found = wanted.found(lines)
    shown = [line for line in found if wanted.stage in ("", line.stage.value)]
    pager = Pager.of(len(shown), PAGE_SIZE, asked_page, "evaluator.submissions", wanted.address())
    return SubmissionsPage(
        form=_listing_form(campaigns, campaign, wanted),
        campaign=campaign,
        campaign_title=title_of(campaign) if campaign else "",
        wanted=wanted,
        lines=pager.cut(shown),
        total=len(lines),
        figures=_figures(lines),
        tabs=tuple(_stage_tabs(found, wanted)),
        orders={
            column: wanted.href(order=wanted.turned(column))
            for column in ("name", "submitted", "own", "verified")
        },
        pager=pager,
        next_waiting=find_longest_waiting(lines),
        clear_href=wanted.href(q="", stage=""),
    )


def _listing_form(
    campaigns: Sequence[CampaignView], campaign: CampaignView | None, wanted: Wanted
) -> ListingForm:
    chosen = campaign.handle if campaign else ""
    form = ListingForm(formdata=None, data={"campaign": chosen, "q": wanted.search})
    form.campaign.choices = [(one.handle, title_of(one)) for one in campaigns]
    return form


def _figures(lines: Sequence[SubmissionLine]) -> dict[str, str]:
    counts = {stage.value: sum(1 for line in lines if line.stage is stage) for stage in Stage}
    counts["all"] = len(lines)
    return {name: say_number(count, digits=0) for name, count in counts.items()}


def _stage_tabs(found: Sequence[SubmissionLine], wanted: Wanted) -> list[Tab]:
    names = {
        "": gettext("Tất cả"),
        Stage.WAITING.value: gettext("Chờ thẩm định"),
        Stage.BEGUN.value: gettext("Đang thẩm định"),
        Stage.DONE.value: gettext("Đã thẩm định"),
    }
    return [
        Tab(
            label=label,
            href=wanted.href(stage=stage),
            current=wanted.stage == stage,
            count=str(sum(1 for line in found if stage in ("", line.stage.value))),
        )
        for stage, label in names.items()
    ]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """One submission under review."""

    assessment: Assessment
    campaign_title: str
    set_title: str
    province: str
    league: str
    industry: str
    submission: Submission
    review: Review | None
    comparison: Comparison
    pillars: list[ReviewPillar]
    side: tuple[dict[str, object], ...]
    tabs: tuple[Tab, ...]
    shown: Shown
    awarded: int
    missing: int
    form: CloseForm
    refusal: str | None

    @property
    def closed(self) -> bool:
        """Whether nothing can be awarded any more."""
        return self.review is not None and self.review.closed_at is not None

    @property
    def lost_note(self) -> str:
        """The remark that came too late to be kept, shown so that it can be copied."""
        return str(self.form.note.data or "").strip() if self.closed else ""


def make_review_page(
    session: Session,
    assessment: Assessment,
    form: CloseForm,
    asked_for: str,
    *,
    refusal: str | None = None,
) -> ReviewPage:
    """Return one submission with every answer, what was awarded, and the result as it stands."""
    criteria_set = pinned_set(session, assessment.campaign)
    submission = get_submission(session, assessment)
    found = find_review(session, submission.id)
    language = current_language()
    pillars = review_pillars(assessment, criteria_set, submission, found)
    shown = Shown(asked_for) if asked_for in set(Shown) else Shown.ALL
    kept = keep(pillars, shown)
    return ReviewPage(
        assessment=assessment,
        campaign_title=title_of(assessment.campaign),
        set_title=criteria_set.title.say(language),
        province=assessment.organisation.province_name(language),
        league=assessment.organisation.league_name(language),
        industry=assessment.organisation.industry_name(language),
        submission=submission,
        review=found,
        comparison=compare(submission, criteria_set, found.awarded_points if found else {}),
        pillars=kept,
        side=tuple(_side(kept)),
        tabs=tuple(_shown_tabs(assessment, pillars, shown)),
        shown=shown,
        awarded=count_lines(pillars, Shown.AWARDED),
        missing=count_lines(pillars, Shown.MISSING),
        form=form,
        refusal=refusal,
    )


def _side(pillars: Sequence[ReviewPillar]) -> list[dict[str, object]]:
    """Return the parts of the page for the side navigation."""
    empty: dict[str, object] = {"current": False, "answered": None, "total": None}
    return [
        {"code": None, "label": gettext("Kết quả"), "href": "#result", **empty},
        *(
            {"code": one.code, "label": one.title, "href": f"#pillar-{one.code}", **empty}
            for one in pillars
        ),
        {"code": None, "label": gettext("Kết luận"), "href": "#conclusion", **empty},
    ]


def _shown_tabs(assessment: Assessment, pillars: list[ReviewPillar], shown: Shown) -> list[Tab]:
    names = {
        Shown.ALL: gettext("Mọi câu trả lời"),
        Shown.AWARDED: gettext("Đã chấm điểm"),
        Shown.MISSING: gettext("Chưa trả lời"),
    }
    return [
        Tab(
            label=label,
            href=url_for(
                "evaluator.review",
                handle=assessment.handle,
                show=one.value or None,
                _anchor="answers",
            ),
            current=shown is one,
            count=str(count_lines(pillars, one)),
        )
        for one, label in names.items()
    ]
