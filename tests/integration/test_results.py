"""A kept result is what the frozen answers come to, to the last digit, whenever one looks."""

from __future__ import annotations

from fractions import Fraction

import scoring
from criteria.answers import NOT_APPLICABLE
from criteria.compile import input_hash, score_one, unpack_shares
from criteria.registry import get_set
from surveyapp.assessments.model import Assessment
from surveyapp.assessments.queries import find_submission
from surveyapp.results.model import Basis, Result
from surveyapp.results.queries import find_results
from tests.integration.rows import read_rows
from tests.integration.trial import MAXIMUM, MIDDLING, MIDDLING_POINTS, TRIAL, begin, submitted
from tests.world import World


def _results(world: World, assessment: Assessment) -> dict[Basis, Result]:
    with world.database.reading() as session:
        return find_results(session, assessment.id)


def _recomputed(
    world: World, assessment: Assessment, awarded: dict[str, Fraction] | None = None
) -> scoring.UnitResult:
    with world.database.reading() as session:
        submission = find_submission(session, assessment.id)
    assert submission is not None
    return score_one(get_set(submission.set_reference), submission.answers, awarded)


def _assert_same(kept: Result, scored: scoring.UnitResult) -> None:
    assert (kept.score, kept.points, kept.maximum) == (scored.score, scored.points, scored.maximum)
    assert kept.level == scored.level
    assert [(one.code, one.score, one.level) for one in kept.pillars] == [
        (one.code, one.score, one.level) for one in scored.pillars
    ]


def test_the_result_is_exact_and_can_be_recomputed(world: World) -> None:
    _, assessment = submitted(world)
    kept = _results(world, assessment)[Basis.SELF]
    assert kept.points == MIDDLING_POINTS
    assert kept.score == 100 * MIDDLING_POINTS / MAXIMUM
    _assert_same(kept, _recomputed(world, assessment))


def test_thirds_are_not_rounded(world: World) -> None:
    player, assessment = begin(world)
    world.answer(player, assessment, {"NL.01": {"a": "1", "b": "3"}, "NL.02": {"": "2"}})
    world.declare(player, assessment)
    kept = _results(world, assessment)[Basis.SELF]
    assert kept.points == Fraction(10, 3) + Fraction(10, 3)
    (row,) = read_rows(world.database, "result")
    assert row["exact_points"] == "20/3"


def test_what_does_not_apply_leaves_the_maximum(world: World) -> None:
    player, assessment = begin(world)
    world.answer(player, assessment, MIDDLING)
    world.save(player, assessment, "NL.01", NOT_APPLICABLE, seen=1)
    result = world.declare(player, assessment)
    assert result.maximum == MAXIMUM - 10
    assert result.points == MIDDLING_POINTS - Fraction(10, 3)
    _assert_same(_results(world, assessment)[Basis.SELF], _recomputed(world, assessment))


def test_the_result_names_what_it_was_computed_from(world: World) -> None:
    _, assessment = submitted(world)
    kept = _results(world, assessment)[Basis.SELF]
    with world.database.reading() as session:
        submission = find_submission(session, assessment.id)
    assert submission is not None
    assert kept.submission_id == submission.id
    assert kept.engine_version == scoring.ENGINE_VERSION
    assert kept.set_hash == get_set(TRIAL).content_hash
    assert kept.input_hash == input_hash(submission.answers)


def test_the_packed_vector_gives_back_exact_shares(world: World) -> None:
    submitted(world)
    (row,) = read_rows(world.database, "result")
    criteria_set = get_set(TRIAL)
    found = unpack_shares(criteria_set, bytes(row["shares"]))
    points = sum(
        share * indicator.answer.maximum
        for share, indicator in zip(found.shares, criteria_set.indicators(), strict=True)
        if share is not None
    )
    assert points == MIDDLING_POINTS


def test_the_verified_result_stands_beside_the_declared_one(world: World) -> None:
    _, assessment = submitted(world)
    world.award(assessment, "NL.01", Fraction(20, 3))
    world.verify(assessment)
    found = _results(world, assessment)
    assert set(found) == {Basis.SELF, Basis.VERIFIED}
    assert found[Basis.SELF].points == MIDDLING_POINTS
    assert found[Basis.VERIFIED].points == MIDDLING_POINTS + Fraction(10, 3)
    _assert_same(found[Basis.VERIFIED], _recomputed(world, assessment, {"NL.01": Fraction(20, 3)}))
    assert found[Basis.SELF].input_hash != found[Basis.VERIFIED].input_hash


def test_the_shipped_set_of_agencies_scores_the_same_from_the_database(world: World) -> None:
    player = world.agency()
    assessment = world.start(player, world.campaign("nhiem-vu-co-quan"))
    world.answer_best(player, assessment)
    world.declare(player, assessment)
    kept = _results(world, assessment)[Basis.SELF]
    assert kept.points is not None
    assert 0 < kept.points < 100
    _assert_same(kept, _recomputed(world, assessment))
