"""COINr's ASEM example as a criteria set: raw numbers in, index and ranks out.

Source: W. Becker, COINr 1.1.14 (MIT licence). Every indicator is a number that is judged among the
countries; three levels of means, gaps skipped inside each parent.
"""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from criteria.answers import Given
from criteria.compile import Unit, score_units
from criteria.loader import loads
from criteria.model import CriteriaSet
from criteria.numbers import canonical
from scoring import ScoreTable
from tests.golden.cases import Cases

TOLERANCE = 1e-9


def code_of(name: str) -> str:
    return name.upper()


def as_set(
    cases: Cases, how: str, method: dict[str, Any], *, beneath: str = "", **scoring: Any
) -> CriteriaSet:
    """The whole tree as a set; `beneath` is the mean below the root, where it is another one."""
    rows = cases.records("coinr_asem/input_iMeta.csv")
    indicators = [row for row in rows if row["Type"] == "Indicator"]
    aggregates = [row for row in rows if row["Type"] == "Aggregate"]

    def words(text: str) -> dict[str, str]:
        return {"en": text}

    def criterion(row: dict[str, str]) -> dict[str, Any]:
        goal = {"target": float(row["Target"])} if method["method"] == "target" else {}
        better = "higher" if row["Direction"] == "1" else "lower"
        return {
            "code": code_of(row["iCode"]),
            "title": words(row["iName"]),
            "question": words(f"{row['iName']}?"),
            "evidence": words("The data set."),
            "advice": words("None."),
            "source": {"document": "COINr"},
            "weight": float(row["Weight"]),
            "answer": {
                "kind": "measured",
                "maximum": 1,
                "unit": words(row["Unit"]),
                "better": better,
                "may_be_negative": True,
                **method,
                **goal,
            },
        }

    def group(row: dict[str, str]) -> dict[str, Any]:
        own = [criterion(one) for one in indicators if one["Parent"] == row["iCode"]]
        below = [group(one) for one in aggregates if one["Parent"] == row["iCode"]]
        parts = {"criteria": own} if own else {"groups": below}
        node = {"code": code_of(row["iCode"]), "title": words(row["iName"])}
        if beneath:
            node["aggregation"] = beneath
        return {**node, "weight": float(row["Weight"]), **parts}

    data = {
        "format": 1,
        "slug": "asem",
        "version": "1",
        "languages": ["en"],
        "title": words("ASEM"),
        "purpose": words("Recomputes a published example."),
        "unit": "country",
        "official": False,
        "note": words("Read from the package's own tables."),
        "sources": [{"document": "COINr"}],
        "scoring": {
            "aggregation": how,
            "missing": "skip",
            "not_applicable": "redistribute",
            "ranked": "score",
            **scoring,
        },
        "levels": {"measure": "score", "bands": [{"level": 0, "title": words("All")}]},
        "pillars": [group(row) for row in aggregates if row["Parent"] == "Index"],
    }
    return loads(json.dumps(data).encode())


def scored(cases: Cases, criteria_set: CriteriaSet, table: str = "input_iData") -> ScoreTable:
    codes = [indicator.code for indicator in criteria_set.indicators()]
    units = []
    for row in cases.records(f"coinr_asem/{table}.csv"):
        cells = {code_of(name): text for name, text in row.items()}
        answers = {
            code: Given({"number": canonical(Decimal(cells[code]))})
            for code in codes
            if cells[code] not in {"", "NA"}
        }
        units.append(Unit(row["uCode"], answers))
    return score_units(criteria_set, units)


@pytest.mark.parametrize(
    ("name", "how", "method", "scale"),
    [
        ("minmax_0_100__a_amean", "mean", {"method": "min_max"}, 100),
        ("minmax_1_100__a_gmean", "geometric", {"method": "min_max", "least": 0.01}, 100),
        ("minmax_1_100__a_hmean", "harmonic", {"method": "min_max", "least": 0.01}, 100),
        ("dist2targ_cap__a_amean", "mean", {"method": "target"}, 1),
        ("dist2targ_nocap__a_amean", "mean", {"method": "target", "cap": False}, 1),
        ("prank__a_amean", "mean", {"method": "percentile_rank"}, 1),
        ("zscore_0_1__a_amean", "mean", {"method": "z_score", "mean": 0, "spread": 1}, 1),
    ],
)
def test_raw_numbers_to_index_and_ranks(
    cases: Cases, name: str, how: str, method: dict[str, Any], scale: int
) -> None:
    table = scored(cases, as_set(cases, how, method))
    published = cases.table(f"coinr_asem/raw_equal_{name}.csv", "uCode").ordered(table.units)
    ranks = cases.table(f"coinr_asem/raw_equal_{name}__ranks_min.csv", "uCode")
    np.testing.assert_allclose(table.score / 100 * scale, published.column("Index"), atol=TOLERANCE)
    for code in ("Conn", "Sust", "Physical", "SusEcFin", "LPI", "CO2"):
        np.testing.assert_allclose(
            table.node_shares(code_of(code)) * scale, published.column(code), atol=TOLERANCE
        )
    assert table.rank.tolist() == ranks.ordered(table.units).column("Index").tolist()


MEANS: dict[str, dict[str, Any]] = {
    "a_amean": {"how": "mean"},
    "a_gmean": {"how": "geometric"},
    "a_hmean": {"how": "harmonic"},
    "genmean_p0.5": {"how": "power", "power": "1/2"},
    "genmean_p2": {"how": "power", "power": 2},
    "genmean_pm1": {"how": "power", "power": -1},
    "mixed_am_am_gm": {"how": "geometric", "beneath": "mean"},
}


@pytest.mark.parametrize("mean", MEANS)
def test_every_mean_of_complete_data_at_every_level(cases: Cases, mean: str) -> None:
    one = as_set(cases, method={"method": "min_max", "least": 0.01}, **MEANS[mean])
    table = scored(cases, one, "pipeline_Treated")
    name = f"coinr_asem/treated_equal_minmax_1_100__{mean}"
    published = cases.table(f"{name}.csv", "uCode").ordered(table.units)
    for code in published.columns:
        shares = table.score / 100 if code == "Index" else table.node_shares(code_of(code))
        np.testing.assert_allclose(
            100 * shares, published.column(code), atol=TOLERANCE, err_msg=code
        )
    if mean != "mixed_am_am_gm":
        ranks = cases.table(f"{name}__ranks_min.csv", "uCode").ordered(table.units)
        assert table.rank.tolist() == ranks.column("Index").tolist()


def test_a_part_is_withheld_below_three_quarters_of_its_children(cases: Cases) -> None:
    table = scored(cases, as_set(cases, "mean", {"method": "min_max"}, availability=0.75))
    name = "coinr_asem/raw_equal_minmax_0_100__a_amean__datthresh_0.75.csv"
    published = cases.table(name, "uCode").ordered(table.units)
    assert np.isnan(published.column("Index")).tolist() == table.withheld.tolist()
    ranked = ~table.withheld
    unknown = 0
    for code in published.columns:
        shares = table.score / 100 if code == "Index" else table.node_shares(code_of(code))
        theirs = published.column(code)[ranked]
        np.testing.assert_allclose(100 * shares[ranked], theirs, atol=TOLERANCE, err_msg=code)
        unknown += int(np.isnan(theirs).sum())
    assert 0 < table.withheld.sum() < 51
    assert unknown > 0


def test_a_small_set_by_hand(cases: Cases) -> None:
    """The best and the worst logistics of all countries are 1 and 0."""
    table = scored(cases, as_set(cases, "mean", {"method": "min_max"}))
    shares = dict(zip(table.units, table.node_shares("LPI").tolist(), strict=True))
    assert (shares["DEU"], shares["LAO"]) == (1, 0)
    result = table.result(table.units.index("DEU"))
    assert result.node("LPI").share == Fraction(1)
