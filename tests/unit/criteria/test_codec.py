"""A set as data: JSON-able, and the same set again when it is read back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from criteria.codec import as_data
from criteria.loader import Examined, loads
from criteria.model import CriteriaSet
from criteria.structure import schema

Change = Callable[[str, str], Examined]


def test_json_reads_back_as_an_equal_set(every_kind: CriteriaSet) -> None:
    text = json.dumps(as_data(every_kind), ensure_ascii=False)
    again = loads(text.encode())
    assert replace(again, content_hash="") == replace(every_kind, content_hash="")


def test_the_keys_stand_in_the_order_of_the_format(every_kind: CriteriaSet) -> None:
    keys = list(as_data(every_kind))
    assert keys == [key for key in schema()["properties"] if key in keys]


def test_numbers_stay_exact(every_kind: CriteriaSet) -> None:
    data = as_data(every_kind)
    options = data["pillars"][0]["criteria"][2]["answer"]["options"]
    assert [option["points"] for option in options] == [10, "10/3", 0]
    levels = data["pillars"][0]["criteria"][0]["answer"]["levels"]
    assert [level["points"] for level in levels] == [0, 2.5, 5]


@pytest.mark.parametrize("number", ["0.1", "1/3", "0.123456789012345678901234567890"])
def test_a_number_that_json_can_not_keep_is_a_fraction(number: str, changed: Change) -> None:
    one = changed("points: 2.5,", f'points: "{Fraction(number)}",').criteria_set
    assert one is not None
    rung = as_data(one)["pillars"][0]["criteria"][0]["answer"]["levels"][1]
    assert Fraction(str(rung["points"])) == Fraction(number)


def test_edges_name_their_owner(every_kind: CriteriaSet) -> None:
    low, high = as_data(every_kind)["levels"]["bands"]
    assert low["at_most"] == 30
    assert high["above"] == 30
    assert "below" not in high


def test_a_single_question_stays_with_its_criterion(every_kind: CriteriaSet) -> None:
    first, *_ = as_data(every_kind)["pillars"][0]["criteria"]
    assert first["answer"]["kind"] == "ladder"
    assert first["question"]["en"] == "Which level is true?"
    assert "indicators" not in first
    ratio = as_data(every_kind)["pillars"][1]["groups"][0]["criteria"][1]
    assert [one["code"] for one in ratio["indicators"]] == ["B.02.1", "B.02.2"]
