"""The OECD Digital Government Index 2023 from a criteria set.

Source: OECD, 2023 Digital Government Index: the mean of six dimensions; members are ranked, other
countries are listed without a rank.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from criteria.answers import Given
from criteria.compile import Unit, score_units
from criteria.loader import load
from criteria.numbers import canonical
from scoring import ScoreTable
from tests.golden.cases import Cases

SET = load(Path(__file__).parent / "sets" / "oecd-dgi-2023" / "1.0.yaml")
TOLERANCE = 0.0005
DIMENSIONS = {
    "DD": "digital_design",
    "DR": "data_driven",
    "GP": "govt_as_platform",
    "OD": "open_default",
    "UD": "user_driven",
    "PR": "proactiveness",
}


def scored(rows: Sequence[Sequence[str]], leagues: Sequence[str]) -> ScoreTable:
    units = [
        Unit(
            str(at),
            {
                f"{code}.1": Given({"number": canonical(Decimal(text))})
                for code, text in zip(DIMENSIONS, row, strict=True)
            },
            league,
        )
        for at, (row, league) in enumerate(zip(rows, leagues, strict=True))
    ]
    return score_units(SET, units)


def test_all_countries_and_the_ranks_of_the_members(cases: Cases) -> None:
    rows = cases.records("oecd_dgi2023.csv")
    members = ["member" if row["composite_rank"] else "other" for row in rows]
    table = scored([[row[name] for name in DIMENSIONS.values()] for row in rows], members)
    published = np.array([float(row["composite_index"]) for row in rows])
    np.testing.assert_allclose(table.score / 100, published, atol=TOLERANCE)
    for row, rank in zip(rows, table.rank.tolist(), strict=True):
        if row["composite_rank"]:
            assert rank == float(row["composite_rank"])


@pytest.mark.parametrize(
    ("dimensions", "index"),
    [
        ("0.971 1.0 0.913 0.882 0.909 0.934", 0.935),  # Korea, 1
        ("0.851 0.833 0.896 0.783 0.715 0.788", 0.811),  # Denmark, 2
        ("0.914 0.598 0.696 0.667 0.925 0.853", 0.775),  # United Kingdom, 3
        ("0.758 0.851 0.818 0.588 0.853 0.75", 0.770),  # Norway, 4
        ("0.283 0.317 0.118 0.288 0.321 0.019", 0.224),  # Costa Rica, 33
    ],
)
def test_typed_countries(dimensions: str, index: float) -> None:
    table = scored([dimensions.split()], ["member"])
    assert table.score[0] / 100 == pytest.approx(index, abs=TOLERANCE)
