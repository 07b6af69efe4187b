"""A respondent's first page: what is open, what was done."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for

from surveyapp.assessments.model import Assessment, AssessmentState
from surveyapp.campaigns.model import CampaignState, CampaignView
from surveyapp.campaigns.queries import find_pinned_set
from surveyapp.i18n import current_language, say_score
from surveyapp.organisations.model import OrganisationView
from surveyapp.results.edges import level_edges
from surveyapp.results.model import Basis
from surveyapp.results.queries import find_results
from surveyapp.web.request import db, now
from surveyapp.web.respondent.pages import CampaignCard, title_of
from surveyapp.web.result_view import name_of


def make_workspace(
    organisation: OrganisationView,
    campaigns: Sequence[CampaignView],
    assessments: Sequence[Assessment],
    shared: Sequence[object] = (),
) -> dict[str, object]:
    """Return the page: campaigns to work on first, then what is past."""
    by_campaign = {assessment.campaign.id: assessment for assessment in assessments}
    cards = [_card(campaign, by_campaign.get(campaign.id)) for campaign in campaigns]
    return {
        "organisation": organisation,
        "province": organisation.province_name(current_language()),
        "league": organisation.league_name(current_language()),
        "industry": organisation.industry_name(current_language()),
        "shared": shared,
        "open": [card for card in cards if _to_do(card)],
        "past": [card for card in cards if not _to_do(card)],
    }


def _to_do(card: CampaignCard) -> bool:
    draft = card.assessment is None or card.assessment.state is AssessmentState.DRAFT
    return card.state is not CampaignState.CLOSED and draft


def _card(campaign: CampaignView, assessment: Assessment | None) -> CampaignCard:
    level, name, score = outcome_of(campaign, assessment)
    return CampaignCard(
        title=title_of(campaign),
        state=campaign.state_at(now()),
        period=campaign.period,
        opens_at=campaign.opens_at,
        closes_at=campaign.closed_at or campaign.closes_at,
        start_action=url_for("respondent.start", handle=campaign.handle),
        assessment=assessment,
        href=url_for("respondent.overview", handle=assessment.handle) if assessment else None,
        level=level,
        level_name=name,
        score=score,
    )


def outcome_of(
    campaign: CampaignView, assessment: Assessment | None
) -> tuple[int | None, str | None, str | None]:
    """Return level, its name and the score that stand, None while there are none."""
    results = find_results(db(), assessment.id) if assessment else {}
    result = results.get(Basis.VERIFIED) or results.get(Basis.SELF)
    if result is None or result.score is None:
        return None, None, None
    criteria_set = find_pinned_set(db(), campaign)
    if criteria_set is None:
        return None, None, None
    name = name_of(criteria_set.levels, result.level, current_language())
    return result.level, name, say_score(result.score, level_edges(criteria_set, result.maximum))
