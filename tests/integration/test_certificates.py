"""Certificates: one stands at a time, for a year to the day, and says what it said on that day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
import sqlalchemy as sa

from criteria.answers import NOT_APPLICABLE
from criteria.registry import get_set
from surveyapp.assessments.model import Assessment
from surveyapp.certificates.model import Certificate, CertificateState
from surveyapp.certificates.queries import find_certificate, find_current_certificate
from surveyapp.certificates.serial import normalise_serial
from surveyapp.organisations.tables import Organisation
from surveyapp.results.model import Basis
from tests.integration.rows import happened, read_rows
from tests.integration.trial import MAXIMUM, MIDDLING, MIDDLING_POINTS, TRIAL, begin, submitted
from tests.world import NOON, World


def _current(world: World, assessment: Assessment) -> Certificate:
    with world.database.reading() as session:
        found = find_current_certificate(session, assessment.id)
    assert found is not None
    return found


def test_a_declared_assessment_has_a_self_declared_certificate(world: World) -> None:
    _, assessment = submitted(world)
    found = _current(world, assessment)
    assert found.printed.basis is Basis.SELF
    assert found.printed.score == 100 * MIDDLING_POINTS / MAXIMUM
    assert found.printed.organisation_name == "Công ty TNHH Mẫu Đường Số"
    assert found.printed.level_title == {"vi": "Khởi động", "en": "Started"}
    assert [one.score for one in found.printed.pillars] == [
        90,
        Fraction(175, 4),
        Fraction(500, 11),
    ]
    assert normalise_serial(found.serial) == found.serial


def test_the_verified_certificate_takes_the_place_of_the_declared_one(world: World) -> None:
    _, assessment = submitted(world)
    declared = _current(world, assessment)
    world.award(assessment, "CL.02", 0)
    world.verify(assessment, now=NOON + timedelta(days=3))
    verified = _current(world, assessment)
    assert verified.printed.basis is Basis.VERIFIED
    assert verified.printed.score == 100 * (MIDDLING_POINTS - 5) / MAXIMUM
    with world.database.reading() as session:
        earlier = find_certificate(session, declared.serial)
    assert earlier is not None
    assert earlier.superseded_by == verified.serial
    assert earlier.printed == declared.printed, "what it said is not rewritten"
    assert earlier.state_on(date(2026, 6, 1)) is CertificateState.SUPERSEDED
    assert happened(world.database).count("certificate_superseded") == 1


def test_other_assessments_keep_their_certificates(world: World) -> None:
    _, mine = submitted(world)
    player = world.enterprise("Công ty Cổ phần Mẫu Khác")
    other = world.start(player, mine.campaign)
    world.answer(player, other, MIDDLING)
    world.declare(player, other)
    world.verify(other)
    assert _current(world, mine).superseded_by is None
    assert _current(world, mine).printed.basis is Basis.SELF


@pytest.mark.parametrize(
    ("issued_at", "issued_on", "valid_until"),
    [
        (NOON, date(2026, 6, 1), date(2027, 6, 1)),
        # 16:59:59 UTC is one second before midnight in Hanoi; 17:00 is the next day there.
        (datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC), date(2026, 12, 31), date(2027, 12, 31)),
        (datetime(2026, 12, 31, 17, tzinfo=UTC), date(2027, 1, 1), date(2028, 1, 1)),
        (datetime(2028, 2, 28, 18, tzinfo=UTC), date(2028, 2, 29), date(2029, 2, 28)),
    ],
)
def test_it_is_valid_for_a_year_of_legal_days(
    world: World, issued_at: datetime, issued_on: date, valid_until: date
) -> None:
    player, assessment = begin(world)
    world.declare(player, assessment, now=issued_at)
    found = _current(world, assessment)
    assert found.serial.startswith(f"TS{issued_on.year % 100}-")
    assert found.valid_until == valid_until
    assert found.state_on(issued_on) is CertificateState.VALID
    assert found.state_on(valid_until) is CertificateState.VALID, "the last day counts"
    assert found.state_on(valid_until + timedelta(days=1)) is CertificateState.EXPIRED


def test_a_later_change_of_name_leaves_the_certificate_as_it_was(world: World) -> None:
    _, assessment = submitted(world)
    with world.database.transaction() as session:
        session.execute(sa.update(Organisation).values(name="Tên mới", province="ha-noi"))
    printed = _current(world, assessment).printed
    assert (printed.organisation_name, printed.province) == (
        "Công ty TNHH Mẫu Đường Số",
        "da-nang",
    )


def test_a_pillar_in_which_nothing_applies_has_no_score(world: World) -> None:
    player = world.agency()
    assessment = world.start(player, world.campaign("nhiem-vu-co-quan"))
    pillar = next(
        pillar
        for pillar in get_set(assessment.campaign.set_reference).pillars
        if all(one.may_be_not_applicable for one in pillar.indicators())
    )
    for indicator in pillar.indicators():
        world.save(player, assessment, indicator.code, NOT_APPLICABLE)
    world.declare(player, assessment)
    scores = {one.title["vi"]: one.score for one in _current(world, assessment).printed.pillars}
    assert [title for title, score in scores.items() if score is None] == [pillar.title["vi"]]


def test_serials_are_their_own(world: World) -> None:
    campaign = world.campaign(TRIAL)
    for _ in range(5):
        player = world.enterprise()
        world.declare(player, world.start(player, campaign))
    serials = {row["serial"] for row in read_rows(world.database, "certificate")}
    assert len(serials) == 5


def test_an_unknown_serial_has_no_certificate(world: World) -> None:
    _, assessment = submitted(world)
    with world.database.reading() as session:
        assert find_certificate(session, "TS26-0000-0000-0") is None
        assert find_current_certificate(session, assessment.id + 1) is None
