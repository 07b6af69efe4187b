"""The submissions of a campaign as an evaluator works through them: narrowed, ordered, paged."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from criteria.model import CriteriaSet
from surveyapp.assessments.model import Assessment, AssessmentState
from surveyapp.assessments.queries import find_assessments_in, find_campaigns_to_review
from surveyapp.campaigns.model import CampaignView
from surveyapp.campaigns.queries import find_pinned_set
from surveyapp.clock import in_legal_time
from surveyapp.i18n import current_language, fold, say_score
from surveyapp.results.model import Basis, Result
from surveyapp.results.queries import find_results_in
from surveyapp.reviews.queries import count_awards_in
from surveyapp.web.result_view import name_of

PAGE_SIZE = 50


class Stage(StrEnum):
    """How far the review of a submission is."""

    WAITING = "waiting"
    BEGUN = "begun"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class SubmissionLine:
    """One submission in the evaluator's list; the exact scores are there to order by."""

    name: str
    note: str
    href: str
    province: str
    league: str
    submitted_at: datetime
    stage: Stage
    awarded: int
    own: Fraction | None
    verified: Fraction | None
    own_score: str | None
    verified_score: str | None
    level: int | None
    level_name: str | None

    @property
    def submitted_on(self) -> date:
        """The day of Vietnam's legal time."""
        return in_legal_time(self.submitted_at).date()


def list_submissions(session: Session, campaign: CampaignView) -> list[SubmissionLine]:
    """Return the submitted assessments of a campaign."""
    results = find_results_in(session, campaign.id)
    awarded = count_awards_in(session, campaign.id)
    pinned = find_pinned_set(session, campaign)
    return [
        _line(assessment, results.get(assessment.id, {}), pinned, awarded.get(assessment.id))
        for assessment in find_assessments_in(session, campaign.id)
        if assessment.state is not AssessmentState.DRAFT
    ]


def _line(
    assessment: Assessment,
    results: Mapping[Basis, Result],
    pinned: CriteriaSet | None,
    awarded: int | None,
) -> SubmissionLine:
    language = current_language()
    own, verified = results.get(Basis.SELF), results.get(Basis.VERIFIED)
    stands = verified or own
    return SubmissionLine(
        name=assessment.organisation.name,
        note=assessment.organisation.tax_code or assessment.organisation.belonging,
        href=url_for("evaluator.review", handle=assessment.handle),
        province=assessment.organisation.province_name(language),
        league=assessment.organisation.league_name(language),
        submitted_at=assessment.submitted_at or assessment.started_at,
        stage=_stage(assessment, begun=awarded is not None),
        awarded=awarded or 0,
        own=own.score if own else None,
        verified=verified.score if verified else None,
        own_score=_score(own),
        verified_score=_score(verified),
        level=stands.level if stands else None,
        level_name=name_of(pinned.levels, stands.level, language) if stands and pinned else None,
    )


def _stage(assessment: Assessment, *, begun: bool) -> Stage:
    if assessment.state is AssessmentState.REVIEWED:
        return Stage.DONE
    return Stage.BEGUN if begun else Stage.WAITING


def _score(result: Result | None) -> str | None:
    return None if result is None or result.score is None else say_score(result.score)


def choose_campaign(session: Session, campaigns: Sequence[CampaignView]) -> CampaignView | None:
    """Return the newest campaign with something to review, or else the newest."""
    waiting = find_campaigns_to_review(session)
    newest = next(iter(campaigns), None)
    return next((one for one in campaigns if one.id in waiting), newest)


def find_longest_waiting(lines: Sequence[SubmissionLine]) -> SubmissionLine | None:
    """Return the submission that nobody has begun to review for the longest time."""
    waiting = [line for line in lines if line.stage is Stage.WAITING]
    return min(waiting, key=lambda line: line.submitted_at, default=None)


# --- narrowing and ordering ----------------------------------------------------------------

_KEYS: Mapping[str, Callable[[SubmissionLine], str | datetime | Fraction]] = {
    "name": lambda line: fold(line.name),
    "submitted": lambda line: line.submitted_at,
    "own": lambda line: Fraction(-1) if line.own is None else line.own,
    "verified": lambda line: Fraction(-1) if line.verified is None else line.verified,
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address asks for: a campaign, a stage, some words, an order (`-name` = backwards)."""

    campaign: str
    stage: str
    search: str
    order: str

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Wanted:
        """Return what the address asks for; what it can not ask for counts as not asked."""
        stage, order = query.get("stage", ""), query.get("order", "")
        return cls(
            campaign=query.get("campaign", ""),
            stage=stage if stage in set(Stage) else "",
            search=query.get("q", "").strip(),
            order=order if order.removeprefix("-") in _KEYS else "",
        )

    def address(self, **changes: str) -> dict[str, str]:
        """Return the parts of an address that asks for the same but for some changes."""
        parts = {
            "campaign": self.campaign,
            "stage": self.stage,
            "q": self.search,
            "order": self.order,
        }
        return {name: value for name, value in (parts | changes).items() if value}

    def href(self, **changes: str) -> str:
        """Return an address that asks for the same but for some changes."""
        parts: dict[str, Any] = dict(self.address(**changes))
        return url_for("evaluator.submissions", **parts)

    def found(self, lines: Sequence[SubmissionLine]) -> list[SubmissionLine]:
        """Return the lines that the words find, in the order asked for.

        Without an order, what is still to be done comes first, the longest waiting before others.
        """
        words = fold(self.search)
        kept = [line for line in lines if words in fold(f"{line.name} {line.note}")]
        if not self.order:
            return sorted(kept, key=lambda line: (line.stage is Stage.DONE, line.submitted_at))
        key = _KEYS[self.order.removeprefix("-")]
        return sorted(kept, key=key, reverse=self.order.startswith("-"))

    def direction(self, column: str) -> str | None:
        """Return how a column is ordered, in the words of `aria-sort`."""
        if self.order.removeprefix("-") != column:
            return None
        return "descending" if self.order.startswith("-") else "ascending"

    def turned(self, column: str) -> str:
        """Return the order that a click on a column's heading asks for."""
        return f"-{column}" if self.direction(column) == "ascending" else column
