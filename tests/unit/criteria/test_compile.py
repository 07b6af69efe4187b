"""A criteria set becomes a scheme, answers become results and packed vectors."""

from __future__ import annotations

import dataclasses
from fractions import Fraction

import numpy as np
import pytest

from criteria.answers import NOT_APPLICABLE, Given
from criteria.compile import (
    AnswersDoNotFit,
    Shares,
    State,
    Unit,
    VectorDoesNotFit,
    input_hash,
    pack_shares,
    scheme_of,
    score_one,
    score_units,
    score_vectors,
    shares_of,
    unpack_shares,
)
from criteria.model import (
    Aggregation,
    Answer,
    CriteriaSet,
    Criterion,
    FreeText,
    Gate,
    Group,
    Indicator,
    Interval,
    Ladder,
    LadderLevel,
    Level,
    Levels,
    Measure,
    Missing,
    NotApplicable,
    Pillar,
    Ratio,
    Scoring,
    Source,
    Text,
)
from scoring import Gate as ScoringGate
from scoring import GateNotPassed, Why, Withheld

F = Fraction
WORDS = Text({"vi": "chữ", "en": "words"})
SOURCE = Source("Quyết định 1970/QĐ-BTTTT")


def ladder(factor: int = 1) -> Ladder:
    return Ladder(tuple(LadderLevel(n, F(n * factor), WORDS) for n in range(6)))


def question(code: str, answer: Answer, *, optional: bool = False) -> Indicator:
    return Indicator(code, WORDS, WORDS, answer, may_be_not_applicable=optional)


def alone(code: str, answer: Answer, *, optional: bool = False) -> Criterion:
    """A criterion that is its own question."""
    return Criterion(code, WORDS, (question(code, answer, optional=optional),), SOURCE)


def bands(measure: Measure, *edges: Fraction) -> Levels:
    """Levels 0.. whose upper edges are included."""
    lowers, uppers = (None, *edges), (*edges, None)
    return Levels(
        measure,
        tuple(
            Level(n, WORDS, Interval(low, False, up, up is not None))
            for n, (low, up) in enumerate(zip(lowers, uppers, strict=True))
        ),
    )


def a_set(
    pillars: tuple[Pillar, ...],
    scoring: Scoring | None = None,
    pillar_levels: Levels | None = None,
    gates: tuple[Gate, ...] = (),
    content_hash: str = "",
) -> CriteriaSet:
    return CriteriaSet(
        slug="thu",
        version="1.0",
        languages=("vi", "en"),
        title=WORDS,
        purpose=WORDS,
        unit_kind="enterprise",
        official=False,
        note=WORDS,
        sources=(SOURCE,),
        pillars=pillars,
        scoring=scoring or Scoring(ranked=Measure.POINTS),
        levels=bands(Measure.POINTS, F(20), F(64), F(128), F(192), F(256)),
        pillar_levels=pillar_levels,
        gates=gates,
        content_hash=content_hash,
    )


SMALL = a_set(
    (
        Pillar("A", WORDS, (alone("A.1", ladder()), alone("A.2", ladder(), optional=True))),
        Pillar(
            "B",
            WORDS,
            (
                Group(
                    "B.G",
                    WORDS,
                    (
                        Criterion(
                            "B.1",
                            WORDS,
                            (
                                question("B.1.a", Ratio(WORDS, WORDS, F(10)), optional=True),
                                question("B.1.b", FreeText()),
                            ),
                            SOURCE,
                        ),
                    ),
                ),
            ),
        ),
    ),
    content_hash="0123",
)


def level(n: int) -> Given:
    return Given({"level": n})


def part(a: int, b: int) -> Given:
    return Given({"a": str(a), "b": str(b)})


# --- the scheme ----------------------------------------------------------------------------


def test_a_criterion_of_one_question_is_one_node() -> None:
    tree = scheme_of(SMALL).hierarchy
    assert tree.leaves == ("A.1", "A.2", "B.1.a", "B.1.b")
    assert set(tree.codes[4:]) == {"A", "B", "B.G", "B.1", "thu"}
    assert tree.maximum[tree.root] == 20


def test_a_scheme_is_compiled_once_per_content() -> None:
    assert scheme_of(SMALL) is scheme_of(dataclasses.replace(SMALL))
    assert scheme_of(dataclasses.replace(SMALL, content_hash="")) is not scheme_of(SMALL)


def test_weights_and_overridden_aggregations_reach_the_scheme() -> None:
    pillar = Pillar(
        "A",
        WORDS,
        (
            dataclasses.replace(alone("A.1", ladder()), weight=F(3)),
            dataclasses.replace(alone("A.2", ladder(5)), weight=F(1)),
        ),
        aggregation=Aggregation.MEAN,
    )
    whole = a_set((pillar, Pillar("B", WORDS, (alone("B.1", ladder()),))))
    result = score_one(whole, {"A.1": level(5), "A.2": level(0), "B.1": level(0)})
    # the mean makes 3/4 of pillar A's 30 points; the sum above adds points
    assert result.pillars[0].points == F(45, 2)
    assert result.points == F(45, 2)
    assert result.maximum == 35


def test_what_can_bring_no_points_has_no_weight_in_a_mean() -> None:
    words_only = Pillar("W", WORDS, (alone("W.1", FreeText()),), weight=F(9))
    scored = Pillar("S", WORDS, (alone("S.1", ladder()),), weight=F(1))
    for rule in NotApplicable:
        whole = a_set(
            (words_only, scored),
            scoring=Scoring(Aggregation.MEAN, Missing.WITHHOLD, rule),
        )
        result = score_one(whole, {"S.1": level(4)})
        assert (result.score, result.maximum) == (F(80), F(5))
        assert result.pillars[0].share is None


# --- answers -------------------------------------------------------------------------------


def test_one_unit_is_scored_exactly() -> None:
    result = score_one(SMALL, {"A.1": level(3), "A.2": level(5), "B.1.a": part(1, 3)})
    assert result.points == 8 + F(10, 3)
    assert result.score == 100 * (8 + F(10, 3)) / 20
    assert result.node("B.1").points == F(10, 3)
    assert [(x.code, x.lost) for x in result.lost] == [
        ("B.1.a", F(20, 3)),
        ("A.1", F(2)),
    ]


def test_not_applicable_is_redistributed_or_reduced() -> None:
    answers = {"A.1": level(4), "A.2": NOT_APPLICABLE, "B.1.a": part(1, 1)}
    spread = score_one(SMALL, answers)
    assert (spread.points, spread.maximum) == (F(18), F(20))
    reducing = a_set(SMALL.pillars, scoring=Scoring(not_applicable=NotApplicable.REDUCE))
    reduced = score_one(reducing, answers)
    assert (reduced.points, reduced.maximum) == (F(14), F(15))


def test_a_missing_answer_is_listed_and_withholds_where_the_set_says_so() -> None:
    answers = {"A.1": level(5), "B.1.a": part(1, 2)}
    assert score_one(SMALL, answers).missing == ("A.2",)
    strict = a_set(SMALL.pillars, scoring=Scoring(missing=Missing.WITHHOLD))
    assert score_one(strict, answers).withheld == Withheld(Why.ANSWERS_MISSING, ("A.2",))


def test_awarded_points_stand_above_the_answer() -> None:
    answers = {"A.1": level(5), "A.2": NOT_APPLICABLE, "B.1.a": part(1, 1)}
    result = score_one(SMALL, answers, {"A.1": F(3), "A.2": F(0), "B.1.a": F(5, 2)})
    assert result.points == F(11, 2)
    assert result.maximum == 20


@pytest.mark.parametrize(
    ("answers", "awarded", "code"),
    [
        ({"C.9": level(1)}, {}, "C.9"),
        ({"A.1": NOT_APPLICABLE}, {}, "A.1"),
        ({}, {"C.9": F(1)}, "C.9"),
        ({}, {"A.1": F(6)}, "A.1"),
        ({}, {"A.1": F(-1)}, "A.1"),
    ],
)
def test_what_does_not_fit_the_set_is_refused_by_code(
    answers: dict[str, Given], awarded: dict[str, Fraction], code: str
) -> None:
    with pytest.raises(AnswersDoNotFit) as refusal:
        shares_of(SMALL, answers, awarded)
    assert refusal.value.code == code


def test_units_are_ranked_within_their_league() -> None:
    units = [
        Unit("u1", {"A.1": level(5)}, "nhỏ"),
        Unit("u2", {"A.2": level(5)}, "nhỏ"),
        Unit("u3", {"A.1": level(1)}, "vừa"),
        Unit("u4", {"A.1": level(4)}, "nhỏ"),
    ]
    table = score_units(SMALL, units)
    assert table.rank.tolist() == [1, 1, 1, 3]
    assert table.overall_rank.tolist() == [1, 1, 4, 3]
    assert table.units == ("u1", "u2", "u3", "u4")


def test_no_units_make_an_empty_table() -> None:
    assert score_units(SMALL, []).score.shape == (0,)
    assert score_vectors(SMALL, {}).score.shape == (0,)


def test_the_input_hash_ignores_order_and_sees_every_change() -> None:
    answers = {"A.1": level(3), "A.2": NOT_APPLICABLE}
    turned = dict(reversed(answers.items()))
    assert input_hash(answers) == input_hash(turned)
    changed = [
        {"A.1": level(4), "A.2": NOT_APPLICABLE},
        {"A.1": level(3)},
        {"A.1": level(3), "A.3": NOT_APPLICABLE},
    ]
    assert (
        len({input_hash(a) for a in [answers, *changed]} | {input_hash(answers, {"A.1": F(1)})})
        == 5
    )


# --- packed vectors ------------------------------------------------------------------------


def test_a_vector_brings_back_exact_shares_and_states() -> None:
    fine = part(123_456_789, 987_654_321)
    for answers in (
        {"A.1": level(3), "A.2": NOT_APPLICABLE, "B.1.a": part(1, 3)},
        {"B.1.a": fine},
        {},
    ):
        vector = pack_shares(SMALL, answers)
        assert unpack_shares(SMALL, vector) == shares_of(SMALL, answers)
    back = unpack_shares(SMALL, pack_shares(SMALL, {"B.1.a": fine}))
    assert back == Shares(
        (None, None, F(123_456_789, 987_654_321), None),
        (State.MISSING, State.MISSING, State.ANSWERED, State.NOT_APPLICABLE),
    )


def test_ranking_from_vectors_is_ranking_from_answers() -> None:
    rng = np.random.default_rng(5)
    answers = {
        f"u{n}": {
            "A.1": level(int(rng.integers(6))),
            "A.2": NOT_APPLICABLE if rng.random() < 0.3 else level(int(rng.integers(6))),
            "B.1.a": part(int(rng.integers(1, 1000)), 10**9 + 7),
        }
        for n in range(40)
    }
    leagues = {unit: "xy"[n % 2] for n, unit in enumerate(answers)}
    from_answers = score_units(SMALL, [Unit(u, a, leagues[u]) for u, a in answers.items()])
    vectors = {u: pack_shares(SMALL, a) for u, a in answers.items()}
    from_vectors = score_vectors(SMALL, vectors, leagues)
    for name in ("score", "points", "level", "rank", "overall_rank", "pillar_scores"):
        np.testing.assert_array_equal(getattr(from_vectors, name), getattr(from_answers, name))
    assert from_vectors.result(7) == from_answers.result(7)


def test_a_vector_of_another_set_is_refused() -> None:
    vector = pack_shares(SMALL, {"A.1": level(3)})
    other = dataclasses.replace(SMALL, version="1.1")
    for wrong in (vector[:-1], b"", b"XXXX" + vector[4:]):
        with pytest.raises(VectorDoesNotFit):
            score_vectors(SMALL, {"u": wrong})
    with pytest.raises(VectorDoesNotFit):
        unpack_shares(other, vector)


# --- the published rules of Decision 1970 for small and medium enterprises -----------------

MAXIMA = {"KH": 65, "CL": 25, "HT": 80, "VH": 65, "DN": 50, "DL": 35}


def sme() -> CriteriaSet:
    """Six pillars of the published size; each has one criterion that takes any points."""
    pillars = tuple(
        Pillar(code, WORDS, (alone(f"{code}.1", Ratio(WORDS, WORDS, F(full))),))
        for code, full in MAXIMA.items()
    )
    needed = ((1, 4), (2, 4), (3, 4), (4, 5), (5, 6))
    return a_set(
        pillars,
        pillar_levels=bands(Measure.SCORE, F(10), F(20), F(40), F(60), F(80)),
        gates=tuple(Gate(n, pillars_needed, n) for n, pillars_needed in needed),
    )


def with_points(**points: int) -> dict[str, Given]:
    return {f"{code}.1": part(points[code], full) for code, full in MAXIMA.items()}


@pytest.mark.parametrize(
    ("points", "total", "level_reached"),
    [
        ({"KH": 14, "CL": 10, "HT": 17, "VH": 14, "DN": 5, "DL": 4}, 64, 1),
        ({"KH": 14, "CL": 10, "HT": 17, "VH": 14, "DN": 6, "DL": 4}, 65, 2),
        ({"KH": 53, "CL": 21, "HT": 65, "VH": 53, "DN": 41, "DL": 24}, 257, 4),
        ({"KH": 53, "CL": 21, "HT": 65, "VH": 53, "DN": 36, "DL": 29}, 257, 4),
        ({"KH": 53, "CL": 21, "HT": 65, "VH": 53, "DN": 41, "DL": 29}, 262, 5),
        ({"KH": 45, "CL": 16, "HT": 65, "VH": 40, "DN": 20, "DL": 7}, 193, 3),
        ({"KH": 4, "CL": 1, "HT": 5, "VH": 5, "DN": 3, "DL": 2}, 20, 0),
    ],
)
def test_published_cases_of_the_gates(
    points: dict[str, int], total: int, level_reached: int
) -> None:
    result = score_one(sme(), with_points(**points))
    assert result.points == total
    assert result.level == level_reached


def test_five_pillars_at_five_and_one_at_four_are_level_four_with_the_reason() -> None:
    result = score_one(sme(), with_points(KH=53, CL=21, HT=65, VH=53, DN=41, DL=24))
    assert sorted(p.level or 0 for p in result.pillars) == [4, 5, 5, 5, 5, 5]
    assert (result.level_before_gates, result.level) == (5, 4)
    assert result.gates_not_passed == (GateNotPassed(ScoringGate(5, 6, 5), 5),)


def test_39_of_65_points_are_pillar_level_3() -> None:
    result = score_one(sme(), with_points(KH=39, CL=0, HT=0, VH=0, DN=0, DL=0))
    assert result.pillars[0].score == 60
    assert result.pillars[0].level == 3


def test_the_same_edges_hold_in_bulk() -> None:
    units = [
        Unit("at", with_points(KH=39, CL=5, HT=8, VH=13, DN=30, DL=28)),
        Unit("above", with_points(KH=40, CL=6, HT=9, VH=14, DN=31, DL=29)),
    ]
    table = score_units(sme(), units)
    assert table.pillar_levels.tolist() == [[3, 1, 0, 1, 3, 4], [4, 2, 1, 2, 4, 5]]
