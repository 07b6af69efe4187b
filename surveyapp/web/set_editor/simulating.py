"""What a draft would change for the units of a campaign, as a page and as rows of a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from criteria.model import CriteriaSet
from criteria.simulation import Moved, Outcome, Simulation, simulate
from surveyapp.campaigns.model import CampaignView
from surveyapp.campaigns.queries import find_campaigns, find_pinned_set, pinned_set
from surveyapp.i18n import gettext, say_number
from surveyapp.process.answering_units import find_units
from surveyapp.web.respondent.pages import title_of
from surveyapp.web.result_view import name_of
from surveyapp.web.set_editor.weights import standing_weights

SHOWN = 50


@dataclass(frozen=True, slots=True)
class MovedLine:
    """One unit whose level or rank changes."""

    unit: str
    score_before: str
    score_after: str
    level_before: str
    level_after: str
    rank_before: str
    rank_after: str
    tone: str


@dataclass(frozen=True, slots=True)
class LevelLine:
    """How many units hold a level before and after."""

    level: int
    name: str
    before: str
    after: str
    emptied: bool


@dataclass(frozen=True, slots=True)
class SimulationPage:
    """The campaigns to choose from, and what the draft changes for one of them."""

    campaigns: tuple[tuple[str, str, bool], ...]
    campaign: str
    weights: str
    standing_weights: str
    weights_fault: str | None
    units: str
    carried: str
    share: str
    levels: tuple[LevelLine, ...]
    flat: tuple[tuple[str, str], ...]
    moved: tuple[MovedLine, ...]
    left_out: str | None


def campaigns_of(session: Session, slug: str) -> list[CampaignView]:
    """Return the campaigns of a set that can still be scored, the newest first."""
    of_set = [one for one in find_campaigns(session) if one.set_slug == slug]
    return [one for one in of_set if find_pinned_set(session, one)]


def simulate_campaign(session: Session, campaign: CampaignView, draft: CriteriaSet) -> Simulation:
    """Score the submitted units of a campaign by a draft."""
    return simulate(pinned_set(session, campaign), draft, find_units(session, campaign.id))


def make_simulation_page(
    found: Simulation,
    campaign: CampaignView,
    campaigns: Sequence[CampaignView],
    draft: CriteriaSet,
    language: str,
    *,
    weights: str = "",
    weights_fault: str | None = None,
) -> SimulationPage:
    """Say what a draft changes, with the weights that were tried."""
    titles = {one.code: one.title.say(language) for one in draft.criteria()}
    moved = found.by_change
    return SimulationPage(
        campaigns=tuple((one.handle, title_of(one), one == campaign) for one in campaigns),
        campaign=campaign.handle,
        weights=weights,
        standing_weights=standing_weights(draft),
        weights_fault=weights_fault,
        units=say_number(len(found.units), digits=0),
        carried=say_number(len(found.carried.codes), digits=0),
        share=say_number(100 * found.carried.share_of_new, digits=1),
        levels=tuple(_levels(found, draft, language)),
        flat=tuple((code, titles[code]) for code in found.flat),
        moved=tuple(_moved(one) for one in moved[:SHOWN]),
        left_out=say_number(len(moved) - SHOWN, digits=0) if len(moved) > SHOWN else None,
    )


def _levels(found: Simulation, draft: CriteriaSet, language: str) -> Iterator[LevelLine]:
    for level, (before, after) in found.levels.items():
        yield LevelLine(
            level=level,
            name=name_of(draft.levels, level, language) or gettext("không còn trong bộ mới"),
            before=say_number(before, digits=0),
            after=say_number(after, digits=0),
            emptied=level in found.emptied,
        )


def _moved(one: Moved) -> MovedLine:
    was, now = _say(one.before), _say(one.after)
    change = one.by_levels or one.by_ranks
    return MovedLine(one.unit, was[0], now[0], was[1], now[1], was[2], now[2], _tone(change))


def _tone(change: float) -> str:
    return "success" if change > 0 else "danger"


def _say(outcome: Outcome) -> tuple[str, str, str]:
    score, level, rank = outcome.score, outcome.level, outcome.rank
    return (
        "–" if score is None else say_number(score),
        "–" if level is None else str(level),
        "–" if rank is None else say_number(rank),
    )
