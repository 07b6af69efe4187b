"""Sets that judge units made of others: what they may say, and what lint finds."""

from __future__ import annotations

import json
from typing import Any

import pytest

from criteria.codec import as_data
from criteria.loader import examine, loads
from criteria.model import Members, WeightedBy
from tests.tiny import cut_at, ladder, tiny_data, tiny_set

PILLARS = {"A": {"A.1": ladder(4)}, "B": {"B.1": ladder(4), "X": ladder(2, Counts=False)}}
GATES = {"pillar_levels": cut_at(50), "gates": [{"level": 1, "pillars": 2, "pillar_level": 1}]}


def findings(**changed: Any) -> list[tuple[str, object]]:
    data = tiny_data(PILLARS, levels=cut_at(50), **changed)
    examined = examine(json.dumps(data).encode(), "x.json")
    return [(one.code, one.parameters.get("named")) for one in examined.errors]


@pytest.mark.parametrize("by", list(WeightedBy))
def test_a_set_names_what_members_count_by(by: WeightedBy) -> None:
    one = tiny_set(PILLARS, members={"weighted_by": by.value})
    assert one.members == Members(by)
    assert as_data(one)["members"] == {"weighted_by": by.value}
    assert loads(json.dumps(as_data(one)).encode()).members == one.members


def test_without_the_key_there_are_no_members() -> None:
    one = tiny_set(PILLARS)
    assert one.members is None
    assert "members" not in as_data(one)


@pytest.mark.parametrize("wrong", [{}, {"weighted_by": "people"}, {"by": "size"}, "size", 1])
def test_another_shape_is_refused(wrong: object) -> None:
    assert findings(members=wrong)


def test_rules_of_pillars_and_gates_can_be_kept() -> None:
    needs = [{"code": "A", "measure": "score", "at_least": 50}]
    rules = [{"rule": "requirement", "level": 1, "needs": needs}]
    assert findings(members={"weighted_by": "equal"}, rules=rules, **GATES) == []
    assert findings(members={"weighted_by": "equal"}, scoring={"tie_breakers": ["B"]}) == []


def test_wholes_outrank_each_other_by_their_pillars_only() -> None:
    def found(over: str) -> list[tuple[str, object]]:
        ranked = {"ranked": {"by": "copeland", "over": over}}
        return findings(members={"weighted_by": "equal"}, scoring=ranked)

    assert found("pillars") == []
    assert found("indicators") == [("members_rule_below_pillars", "over: indicators")]


@pytest.mark.parametrize(
    "changed",
    [
        {"rules": [{"rule": "bonus", "indicators": ["X"]}]},
        {
            "rules": [
                {
                    "rule": "requirement",
                    "level": 1,
                    "unless": [{"code": "X", "measure": "points", "above": 0}],
                }
            ]
        },
        {"scoring": {"tie_breakers": ["X"]}},
    ],
)
def test_rules_about_what_lies_below_the_pillars_cannot(changed: dict[str, Any]) -> None:
    assert findings(**changed) == []
    found = findings(members={"weighted_by": "size"}, **changed)
    assert found == [("members_rule_below_pillars", "X")]
