"""The same answers under another set or other weights, and years chained on what is alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from criteria.answers import NOT_APPLICABLE, Given
from criteria.chaining import Year, chain, link
from criteria.comparable import definitions, is_same
from criteria.compile import Unit, VectorDoesNotFit
from criteria.loader import loads
from criteria.model import CriteriaSet, EqualWeights
from criteria.reweighting import WeightsDoNotFit, reweighted
from criteria.simulation import simulate
from criteria.starting import starting_text

F = Fraction
TEXT = starting_text("phong-hop")
OLD = loads(TEXT.encode())
WEIGHED = loads(
    TEXT.replace("aggregation: sum", "aggregation: mean")
    .replace("  - code: A\n", "  - code: A\n    weight: 1\n")
    .replace("  - code: B\n", "  - code: B\n    weight: 1\n")
    .encode()
)


def unit(name: str, level: int, share: int) -> Unit:
    ratio = {"a": str(share), "b": "10"}
    return Unit(name, {"A.01": Given({"level": level}), "B.01": Given(ratio)})


UNITS = [unit("x", 2, 0), unit("y", 0, 8), unit("z", 1, 5)]


def next_version(*changes: tuple[str, str]) -> CriteriaSet:
    text = TEXT.replace('version: "1.0"', 'version: "1.1"')
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return loads(text.encode())


LADDER = ("level: 1, points: 5,", "level: 1, points: 6,")


def test_the_same_set_changes_nothing() -> None:
    found = simulate(OLD, OLD, UNITS)
    assert found.by_change == ()
    assert (found.emptied, found.flat) == ((), ())
    assert found.carried.share == 1


def test_other_weights_move_units_up_and_down() -> None:
    found = simulate(WEIGHED, reweighted(WEIGHED, {"A": F(9)}), UNITS)
    x, y, z = found.units
    assert [x.before.score, x.after.score] == [50, 90]
    assert [y.before.score, y.after.score] == [40, 8]
    assert (x.by_levels, y.by_levels, z.by_levels) == (1, -1, 0)
    assert [one.unit for one in found.by_change] == ["x", "y", "z"]
    assert (z.before.rank, z.after.rank) == (1, 2)
    assert found.levels == {0: (0, 1), 1: (3, 1), 2: (0, 1)}


def test_a_level_may_empty_and_a_criterion_go_flat() -> None:
    """The ladder pays the same for every level but the lowest, and the ratio is full at half."""
    new = next_version(
        ("level: 1, points: 5,", "level: 1, points: 10,"),
        ("maximum: 10", "maximum: 10\n          full: 0.5"),
    )
    units = [unit("x", 1, 5), unit("y", 2, 8)]
    found = simulate(OLD, new, units)
    assert [one.after.score for one in found.units] == [100, 100]
    assert found.flat == ("A.01", "B.01")
    assert found.emptied == (1,)


def test_an_answer_is_judged_by_the_points_of_the_new_set() -> None:
    found = simulate(OLD, next_version(LADDER), UNITS)
    assert found.carried.codes == ("A.01", "B.01")
    assert [one.after.score for one in found.units] == [50, 40, 55]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Đơn vị của bạn đang ở mức nào?", "Ai ký các văn bản điện tử trong năm?"),
        ("- code: A.01", "- code: A.09"),
    ],
)
def test_another_question_counts_as_not_answered(old: str, new: str) -> None:
    found = simulate(OLD, next_version((old, new)), UNITS)
    assert found.carried.codes == ("B.01",)
    assert found.carried.share_of_new == F(1, 2)
    assert [one.after.score for one in found.units] == [0, 40, 25]
    assert found.flat == ()


def test_another_sort_of_unit_is_asked_nothing_again() -> None:
    found = simulate(OLD, next_version(("unit: agency", "unit: person")), UNITS)
    assert found.carried.codes == ()


def test_an_answer_that_the_new_set_does_not_know_is_left_out() -> None:
    """Level 2 is called 3 now, and "not applicable" is no longer allowed."""
    new = next_version(
        ("level: 2, points", "level: 3, points"),
        ("        may_be_not_applicable: true\n", ""),
    )
    away = Unit("w", {"A.01": Given({"level": 1}), "B.01": NOT_APPLICABLE})
    found = simulate(OLD, new, [unit("x", 2, 10), away])
    assert [one.after.score for one in found.units] == [50, 25]


def test_awarded_points_go_with_their_answers() -> None:
    reviewed = replace(UNITS[1], awarded={"B.01": F(5)})
    doubled = next_version(("maximum: 10", "maximum: 20"))
    found = simulate(OLD, doubled, [reviewed])
    assert found.units[0].before.score == 25
    assert found.units[0].after.score == F(1000, 30)


@pytest.mark.parametrize(
    ("weights", "maxima", "scores"),
    [
        ({"A": F(30)}, [30, 10], [75, 20, 50]),
        ({"A.01": F(30)}, [30, 10], [75, 20, 50]),
        ({"A": F(30), "B.01": F(30)}, [30, 30], [50, 40, 50]),
        ({"B": F(0)}, [10, 0], [100, 0, 50]),
    ],
)
def test_where_points_add_up_the_maximum_is_the_weight(
    weights: dict[str, Fraction], maxima: list[int], scores: list[int]
) -> None:
    other = reweighted(OLD, weights)
    assert [pillar.maximum for pillar in other.pillars] == maxima
    assert [one.after.score for one in simulate(OLD, other, UNITS).units] == scores


def test_every_kind_of_answer_is_scaled(every_kind: CriteriaSet) -> None:
    doubled = reweighted(every_kind, {"A": F(60), "B": F(86)})
    before = [one.answer.maximum for one in every_kind.indicators()]
    assert [one.answer.maximum for one in doubled.indicators()] == [2 * one for one in before]
    for old, new in zip(every_kind.indicators(), doubled.indicators(), strict=True):
        assert is_same(definition(every_kind, old.code), definition(doubled, new.code))


def definition(criteria_set: CriteriaSet, code: str) -> Mapping[str, Any]:
    return definitions(criteria_set)[code]


@pytest.mark.parametrize("code", ["Z", "B.06"])
def test_what_is_unknown_or_brings_no_points_has_no_weight(
    every_kind: CriteriaSet, code: str
) -> None:
    with pytest.raises(WeightsDoNotFit) as refused:
        reweighted(every_kind, {code: F(3)})
    assert refused.value.codes == (code,)


def test_weights_that_a_method_finds_are_not_changed() -> None:
    declared = replace(WEIGHED, scoring=replace(WEIGHED.scoring, weights=EqualWeights()))
    with pytest.raises(WeightsDoNotFit):
        reweighted(declared, {"A": F(3)})


# --- chaining ------------------------------------------------------------------------------


def test_years_are_linked_on_what_is_alike() -> None:
    """The ladder is asked anew in the second year: only the ratio links, 5 of 10 to 6 of 10."""
    new = next_version(LADDER)
    first, second = [unit("x", 2, 4), unit("y", 0, 6)], [unit("x", 0, 6), unit("y", 2, 6)]
    links = chain(
        [Year.of(2025, OLD, first), Year.of(2026, new, second), Year.of(2027, new, second)]
    )
    assert [link.index for link in links] == [120, 120]
    assert [links[0].before, links[0].after, links[0].units] == [50, 60, 2]
    assert links[0].linked_by.codes == ("B.01",)
    assert links[1].linked_by.share == 1


def test_only_units_of_both_years_link_them() -> None:
    links = chain(
        [
            Year.of(2025, OLD, [unit("x", 2, 10), unit("y", 0, 0)]),
            Year.of(2026, OLD, [unit("x", 1, 5)]),
        ]
    )
    assert [links[0].units, links[0].index] == [1, 50]


def test_a_broken_link_says_so_from_then_on() -> None:
    other = next_version(LADDER, ("maximum: 10", "maximum: 10\n          full: 0.5"))
    years = [Year.of(2025, OLD, UNITS), Year.of(2026, other, UNITS), Year.of(2027, other, UNITS)]
    assert [link.index for link in chain(years)] == [None, None]
    assert [link.index for link in chain([Year.of(1, OLD, UNITS), Year.of(2, OLD, [])])] == [None]
    assert chain([Year.of(2025, OLD, UNITS)]) == ()


def test_what_a_reviewer_awarded_stands_above_the_answer_in_both_versions() -> None:
    """Half of the ratio's points, which are 10 in one version and 20 in the other."""
    double = next_version(("maximum: 10", "maximum: 20"))
    cut = [replace(unit("x", 0, 10), awarded={"B.01": F(5)})]
    (found,) = chain([Year.of(2025, OLD, cut), Year.of(2026, double, [unit("x", 0, 10)])])
    assert found.linked_by.codes == ("A.01", "B.01")
    assert (found.before, found.after) == (F(1000, 30), F(2000, 30))


def test_answers_of_another_set_are_refused() -> None:
    other = next_version(LADDER)
    with pytest.raises(VectorDoesNotFit):
        link(Year(2025, other, Year.of(2025, OLD, UNITS).vectors), Year.of(2026, OLD, UNITS))
