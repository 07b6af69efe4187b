"""A small world for tests: staff, an enterprise, an agency and open campaigns, by the services."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from functools import cached_property
from random import Random

from sqlalchemy.orm import Session

from criteria.answers import Given
from criteria.kinds import handler_of
from criteria.model import CriteriaSet, Indicator
from criteria.registry import get_set
from surveyapp.assessments.answering import record_answer, start_assessment
from surveyapp.assessments.model import Assessment, Declaration, Response
from surveyapp.assessments.queries import Lock, find_responses, get_assessment
from surveyapp.campaigns.model import CampaignView, NewCampaign
from surveyapp.campaigns.queries import get_campaign, pinned_set
from surveyapp.campaigns.service import open_campaign
from surveyapp.demo.names import tax_code
from surveyapp.organisations.model import NewOrganisation, NewPart, OrganisationView
from surveyapp.organisations.queries import get_organisation, get_part
from surveyapp.organisations.registers import OrganisationKind
from surveyapp.organisations.service import register_organisation, register_part
from surveyapp.people.model import Actor, Role
from surveyapp.people.queries import find_actor
from surveyapp.people.service import NewPerson, create_person, grant_role
from surveyapp.persistence.database import Database
from surveyapp.process.declaring import declare_assessment
from surveyapp.process.registering import register_enterprise
from surveyapp.process.verifying import conclude_review, get_submission
from surveyapp.results.model import Result
from surveyapp.reviews.service import award_points, open_review

PASSWORD = "mot mat khau de nho"
YEAR = 2026
NOON = datetime(YEAR, 6, 1, 5, tzinfo=UTC)
HEAD = Declaration("Trần Thị Bình", "Giám đốc")


@dataclass(frozen=True)
class Player:
    """A person who can sign in."""

    person_id: int
    email: str


class World:
    """Short ways to reach a state; every step is taken by the real services."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.rng = Random(7)
        self._count = 0

    def staff(self, role: Role) -> Player:
        """Return a person with one of the platform's roles."""
        with self.database.transaction() as session:
            player = self._person(session, role.value)
            grant_role(session, player.person_id, role, actor_id=None, now=NOON)
        return player

    @cached_property
    def administrator(self) -> Player:
        """Return the administrator who opens the campaigns."""
        return self.staff(Role.ADMINISTRATOR)

    @cached_property
    def evaluator(self) -> Player:
        """Return the evaluator who concludes the reviews."""
        return self.staff(Role.EVALUATOR)

    @cached_property
    def publisher(self) -> Player:
        """Return the publisher."""
        return self.staff(Role.PUBLISHER)

    def enterprise(self, name: str = "Công ty TNHH Mẫu Đường Số", size: str = "small") -> Player:
        """Return the respondent of a new enterprise."""
        self._count += 1
        email = f"dn{self._count}@mau.example"
        new = NewOrganisation(
            OrganisationKind.ENTERPRISE, name, "da-nang", size, tax_code(self._count), "C"
        )
        with self.database.transaction() as session:
            person = NewPerson(email, "Lê Văn An", PASSWORD)
            return Player(register_enterprise(session, person, new, now=NOON), email)

    def agency(self, name: str = "Sở Minh họa 01") -> Player:
        """Return the respondent of a new agency."""
        new = NewOrganisation(OrganisationKind.AGENCY, name, "hue", "department")
        with self.database.transaction() as session:
            place = register_organisation(session, new, actor_id=None, now=NOON)
            player = self._person(session, "agency")
            grant_role(
                session,
                player.person_id,
                Role.RESPONDENT,
                organisation_id=place,
                actor_id=None,
                now=NOON,
            )
        return player

    def part(
        self,
        player: Player,
        name: str,
        detail: str = "",
        kind: OrganisationKind = OrganisationKind.PERSON,
    ) -> OrganisationView:
        """Return a new part of a player's organisation."""
        with self.database.transaction() as session:
            whole = self.organisation_of(session, player)
            new = NewPart(kind, name, detail)
            part_id = register_part(session, whole, new, actor_id=player.person_id, now=NOON)
            return get_part(session, whole.id, part_id)

    def campaign(
        self,
        slug: str = "dn-nho-va-vua",
        *,
        year: int = YEAR,
        opens_at: datetime = NOON - timedelta(days=90),
        closes_at: datetime = NOON + timedelta(days=3650),
    ) -> CampaignView:
        """Return an open campaign of a criteria set."""
        pinned = get_set(slug)
        titles = (f"Đợt {slug} {year}", f"{slug} {year}")
        new = NewCampaign(pinned.reference, year, *titles, opens_at, closes_at)
        actor_id = self.administrator.person_id
        with self.database.transaction() as session:
            open_campaign(session, new, actor_id=actor_id, now=NOON)
            return get_campaign(session, f"{pinned.slug}-{year}")

    def start(
        self,
        player: Player,
        campaign: CampaignView,
        *,
        unit: OrganisationView | None = None,
        now: datetime = NOON,
    ) -> Assessment:
        """Return the draft of a player's organisation, or of a part of it."""
        with self.database.transaction() as session:
            handle = start_assessment(
                session,
                campaign,
                unit or self.organisation_of(session, player),
                rng=self.rng,
                actor_id=player.person_id,
                now=now,
            )
            return get_assessment(session, handle)

    def answer(
        self, player: Player, assessment: Assessment, answers: Mapping[str, Mapping[str, str]]
    ) -> None:
        """Record answers typed as cells by part name."""
        with self.database.transaction() as session:
            asked = pinned_set(session, assessment.campaign).indicators()
            indicators = {one.code: one for one in asked}
            known = find_responses(session, assessment.id)
            for code, cells in answers.items():
                answer = indicators[code].answer
                record_answer(
                    session,
                    assessment,
                    indicators[code],
                    Given(handler_of(answer).read(answer, cells)),
                    seen_revision=known[code].revision if code in known else 0,
                    actor_id=player.person_id,
                    now=NOON,
                )

    def save(
        self,
        player: Player,
        assessment: Assessment,
        code: str,
        given: Given | None,
        *,
        seen: int = 0,
        now: datetime = NOON,
    ) -> Response:
        """Record one answer in a transaction of its own, as a request does."""
        asked = get_set(assessment.campaign.set_reference).indicators()
        indicator = next(one for one in asked if one.code == code)
        with self.database.transaction() as session:
            return record_answer(
                session,
                get_assessment(session, assessment.handle, Lock.SHARED),
                indicator,
                given,
                seen_revision=seen,
                actor_id=player.person_id,
                now=now,
            )

    def answer_best(self, player: Player, assessment: Assessment) -> None:
        """Record the answer that brings most points to every indicator with options."""
        criteria_set = get_set(assessment.campaign.set_reference)
        self.answer(player, assessment, best_answers(criteria_set))

    def declare(self, player: Player, assessment: Assessment, *, now: datetime = NOON) -> Result:
        """Submit and return the self-assessed result."""
        with self.database.transaction() as session:
            return declare_assessment(
                session,
                assessment,
                HEAD,
                accept_missing=True,
                rng=self.rng,
                actor_id=player.person_id,
                now=now,
            )

    def award(
        self,
        assessment: Assessment,
        code: str,
        points: Fraction | int,
        reason: str = "Minh chứng chưa đủ.",
        *,
        now: datetime = NOON,
    ) -> None:
        """Award points for one indicator, opening the review if need be."""
        asked = get_set(assessment.campaign.set_reference).indicators()
        actor_id = self.evaluator.person_id
        with self.database.transaction() as session:
            held = get_assessment(session, assessment.handle, Lock.EXCLUSIVE)
            submission = get_submission(session, held)
            award_points(
                session,
                open_review(session, submission, actor_id=actor_id, now=now),
                next(one for one in asked if one.code == code),
                submission.answers.get(code),
                points=Fraction(points),
                reason=reason,
                actor_id=actor_id,
                now=now,
            )

    def verify(self, assessment: Assessment, *, now: datetime = NOON) -> Result:
        """Close the review and return the verified result."""
        evaluator = self.evaluator.person_id
        with self.database.transaction() as session:
            return conclude_review(
                session,
                get_assessment(session, assessment.handle),
                note="",
                rng=self.rng,
                actor_id=evaluator,
                now=now,
            )

    def actor(self, player: Player) -> Actor:
        """Return the player as the access policy sees one."""
        with self.database.reading() as session:
            actor = find_actor(session, player.person_id)
        assert actor is not None
        return actor

    def organisation_of(self, session: Session, player: Player) -> OrganisationView:
        """Return the organisation that a respondent works for."""
        actor = find_actor(session, player.person_id)
        assert actor is not None
        assert actor.organisation_id is not None
        return get_organisation(session, actor.organisation_id)

    def _person(self, session: Session, name: str) -> Player:
        self._count += 1
        email = f"{name}{self._count}@thuocso.example"
        return Player(create_person(session, NewPerson(email, name, PASSWORD), now=NOON), email)


def best_answers(criteria_set: CriteriaSet) -> dict[str, dict[str, str]]:
    """Return, for every indicator that is answered by a choice, the cells that bring most."""
    best = {}
    for indicator in criteria_set.indicators():
        cells = best_cells(indicator)
        if cells is not None:
            best[indicator.code] = cells
    return best


def best_cells(indicator: Indicator) -> dict[str, str] | None:
    """Return the best cells of a choice, or a full ratio."""
    if indicator.answer.kind == "ratio":
        return {"a": "10", "b": "10"}
    parts = handler_of(indicator.answer).parts(indicator.answer)
    if len(parts) != 1 or not parts[0].options:
        return None
    return {"": max(parts[0].options, key=lambda option: option.points).code}
