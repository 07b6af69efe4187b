"""One answer at a time: legal, kept with every earlier value, and only while it may change."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from criteria.answers import NOT_APPLICABLE, AnswerFaulty, Given
from surveyapp.assessments.errors import AnswerChanged
from surveyapp.assessments.queries import find_response, find_responses
from surveyapp.campaigns.errors import CampaignClosed, CampaignNotOpen
from surveyapp.errors import Invalid
from tests.integration.rows import count_rows, happened, read_rows
from tests.integration.trial import MIDDLING, TRIAL, begin
from tests.world import NOON, World

LATER = NOON + timedelta(minutes=5)


def _level(number: int) -> Given:
    return Given({"level": number})


def _kept(world: World) -> list[tuple[str, int, Any, bool]]:
    return [
        (row["indicator_code"], row["revision"], row["value"], row["not_applicable"])
        for row in read_rows(world.database, "response_revision")
    ]


def test_an_answer_comes_back_as_it_was_given(world: World) -> None:
    player, assessment = begin(world)
    saved = world.save(player, assessment, "CL.01", _level(2), now=LATER)
    with world.database.reading() as session:
        assert find_response(session, assessment.id, "CL.01") == saved
    assert (saved.given, saved.revision, saved.saved_at) == (_level(2), 1, LATER)


def test_answers_of_every_kind_survive_the_database(world: World) -> None:
    player, assessment = begin(world)
    world.answer(player, assessment, MIDDLING)
    with world.database.reading() as session:
        found = find_responses(session, assessment.id)
    values = {code: answer.given and answer.given.value for code, answer in found.items()}
    assert values == {
        "CL.01": {"level": 2},
        "CL.02": {"yes": True},
        "CL.03": {"options": ["web", "zalo"]},
        "NL.01": {"a": "1", "b": "3"},
        "NL.02": {"number": "1"},
        "NL.03": {"percent": "60"},
        "DL.01": {"progress": "1", "errors": 0},
        "DL.02": {"number": "2"},
        "DL.03": {"option": "may"},
        "DL.04": {"text": "Không có gì thêm."},
    }


def test_of_two_tabs_the_second_is_refused_and_both_values_stay_visible(world: World) -> None:
    player, assessment = begin(world)
    world.save(player, assessment, "CL.01", _level(1))
    world.save(player, assessment, "CL.01", _level(2), seen=1, now=LATER)
    with pytest.raises(AnswerChanged) as refused:
        world.save(player, assessment, "CL.01", _level(3), seen=1, now=LATER)
    current = refused.value.current
    assert current is not None
    assert (current.given, current.revision, current.saved_at) == (_level(2), 2, LATER)
    with world.database.reading() as session:
        assert find_response(session, assessment.id, "CL.01") == current
    assert _kept(world) == [("CL.01", 1, {"level": 1}, False), ("CL.01", 2, {"level": 2}, False)]


@pytest.mark.parametrize("seen", [0, 2, 3, -1])
def test_only_the_revision_that_stands_can_be_replaced(world: World, seen: int) -> None:
    player, assessment = begin(world)
    world.save(player, assessment, "CL.01", _level(1))
    with pytest.raises(AnswerChanged):
        world.save(player, assessment, "CL.01", _level(2), seen=seen)
    assert len(_kept(world)) == 1


def test_a_first_answer_can_not_claim_to_have_seen_another(world: World) -> None:
    player, assessment = begin(world)
    with pytest.raises(AnswerChanged) as refused:
        world.save(player, assessment, "CL.01", _level(1), seen=4)
    assert refused.value.current is None
    assert not _kept(world)


@pytest.mark.parametrize("seen", [0, 1])
def test_saving_the_same_value_again_changes_nothing(world: World, seen: int) -> None:
    player, assessment = begin(world)
    first = world.save(player, assessment, "CL.01", _level(2))
    before = count_rows(world.database)
    assert world.save(player, assessment, "CL.01", _level(2), seen=seen, now=LATER) == first
    assert count_rows(world.database) == before


def test_clearing_keeps_the_history(world: World) -> None:
    player, assessment = begin(world)
    world.save(player, assessment, "CL.01", _level(2))
    cleared = world.save(player, assessment, "CL.01", None, seen=1, now=LATER)
    assert (cleared.given, cleared.revision) == (None, 2)
    again = world.save(player, assessment, "CL.01", _level(2), seen=2, now=LATER)
    assert again.revision == 3
    assert _kept(world) == [
        ("CL.01", 1, {"level": 2}, False),
        ("CL.01", 2, None, False),
        ("CL.01", 3, {"level": 2}, False),
    ]
    assert happened(world.database).count("answer_recorded") == 3


def test_clearing_what_was_never_answered_writes_nothing(world: World) -> None:
    player, assessment = begin(world)
    before = count_rows(world.database)
    assert world.save(player, assessment, "CL.01", None).revision == 0
    assert count_rows(world.database) == before


def test_every_earlier_value_names_who_saved_it_and_when(world: World) -> None:
    player, assessment = begin(world)
    times = [NOON + timedelta(minutes=minute) for minute in range(3)]
    for seen, at in enumerate(times):
        world.save(player, assessment, "CL.01", _level(seen), seen=seen, now=at)
    rows = read_rows(world.database, "response_revision")
    assert [(row["revision"], row["saved_at"], row["saved_by"]) for row in rows] == [
        (seen + 1, at, player.person_id) for seen, at in enumerate(times)
    ]


def test_not_applicable_is_kept_where_the_set_allows_it(world: World) -> None:
    player, assessment = begin(world)
    world.save(player, assessment, "NL.01", Given({"a": "1", "b": "3"}))
    world.save(player, assessment, "NL.01", NOT_APPLICABLE, seen=1)
    with world.database.reading() as session:
        found = find_response(session, assessment.id, "NL.01")
    assert found is not None
    assert found.given == NOT_APPLICABLE
    assert _kept(world)[-1] == ("NL.01", 2, None, True)


def test_not_applicable_is_refused_elsewhere(world: World) -> None:
    player, assessment = begin(world)
    with pytest.raises(Invalid) as refused:
        world.save(player, assessment, "CL.01", NOT_APPLICABLE)
    assert list(refused.value.faults) == ["CL.01"]
    assert not _kept(world)


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("CL.01", {"level": 4}),
        ("CL.01", {"level": "2"}),
        ("CL.01", {"level": True}),
        ("CL.01", {}),
        ("CL.01", {"level": 2, "extra": 1}),
        ("CL.02", {"yes": "true"}),
        ("CL.03", {"options": ["none", "web"]}),
        ("CL.03", {"options": ["zalo", "web"]}),
        ("CL.03", {"options": []}),
        ("NL.01", {"a": "4", "b": "3"}),
        ("NL.01", {"a": "1", "b": "0"}),
        ("NL.01", {"a": 1, "b": 3}),
        ("NL.02", {"number": "-1"}),
        ("NL.02", {"number": "NaN"}),
        ("NL.02", {"number": "1e3"}),
        ("NL.03", {"percent": "101"}),
        ("DL.01", {"progress": "1", "done_on": "2026-11-30", "errors": 0}),
        ("DL.03", {"option": "MAY"}),
    ],
)
def test_a_value_that_no_form_could_have_given_is_not_stored(
    world: World, code: str, value: dict[str, Any]
) -> None:
    player, assessment = begin(world)
    with pytest.raises(AnswerFaulty):
        world.save(player, assessment, code, Given(value))
    assert not _kept(world)
    assert not read_rows(world.database, "response")


def test_answers_are_taken_from_the_opening_instant_to_just_before_the_closing_one(
    world: World,
) -> None:
    player = world.enterprise()
    opens_at, closes_at = NOON, NOON + timedelta(days=1)
    campaign = world.campaign(TRIAL, opens_at=opens_at, closes_at=closes_at)
    assessment = world.start(player, campaign, now=opens_at)
    tick = timedelta(microseconds=1)
    with pytest.raises(CampaignNotOpen):
        world.save(player, assessment, "CL.01", _level(1), now=opens_at - tick)
    world.save(player, assessment, "CL.01", _level(1), now=opens_at)
    world.save(player, assessment, "CL.01", _level(2), seen=1, now=closes_at - tick)
    for at in (closes_at, closes_at + tick):
        with pytest.raises(CampaignClosed):
            world.save(player, assessment, "CL.01", _level(3), seen=2, now=at)
    assert [revision for _, revision, _, _ in _kept(world)] == [1, 2]


def test_a_closed_campaign_refuses_even_the_same_value(world: World) -> None:
    player = world.enterprise()
    closes_at = NOON + timedelta(days=1)
    assessment = world.start(player, world.campaign(TRIAL, closes_at=closes_at))
    world.save(player, assessment, "CL.01", _level(1))
    with pytest.raises(CampaignClosed):
        world.save(player, assessment, "CL.01", _level(1), seen=1, now=closes_at)
