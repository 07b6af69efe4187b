"""The Human Development Index 2022: goalposts, caps, logarithm, geometric mean, rounded ranks.

Source: UNDP, Human Development Report 2023/2024, statistical annex table 1 and technical note 1:
life expectancy 20 to 85 years, expected schooling 0 to 18, mean schooling 0 to 15 years, income per
head 100 to 75,000 dollars on a logarithmic scale; values beyond a post count as the post. Health,
the mean of the two educations and income are combined by the geometric mean. Ranks and groups
follow the index rounded to three decimals.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from criteria.answers import Given
from criteria.compile import Unit, score_one, score_units
from criteria.loader import load
from criteria.numbers import canonical
from scoring import ScoreTable
from tests.golden.cases import Cases

SET = load(Path(__file__).parent / "sets" / "hdi-2022" / "1.0.yaml")
FIGURES = ("SK.01", "GD.01", "GD.02", "TN.01")
"""Life expectancy, expected and mean schooling, income per head."""


def answers(figures: Sequence[str]) -> dict[str, Given]:
    pairs = zip(FIGURES, figures, strict=True)
    return {code: Given({"number": canonical(Decimal(text))}) for code, text in pairs if text}


def scored(rows: Sequence[Sequence[str]]) -> ScoreTable:
    return score_units(SET, [Unit(str(at), answers(row)) for at, row in enumerate(rows)])


def test_all_countries_their_ranks_and_groups(cases: Cases) -> None:
    rows = cases.records("undp_hdi/hdi_2022.csv")
    table = scored([[row[name] for name in ("le", "eys", "mys", "gnipc")] for row in rows])
    groups = {"Low": 1, "Medium": 2, "High": 3, "Very High": 4}
    for at, row in enumerate(rows):
        assert bool(table.withheld[at]) is (not row["hdi"])
        if row["hdi"]:
            assert abs(table.score[at] / 100 - float(row["hdi"])) <= 0.0005
            assert table.rank[at] == float(row["hdi_rank_2022"])
            assert table.level[at] == groups[row["hdicode"]]
    assert (~table.withheld).sum() == 193


# --- figures that need no file -------------------------------------------------------------

TYPED = [
    ("Switzerland", "84.255 16.5837307 13.90406622 69432.78669", 0.967),
    ("Norway", "83.393 18.63846016 13.06234279 69189.76165", 0.966),
    ("Iceland", "82.815 19.10672951 13.76716995 54688.37921", 0.959),
    ("Hong Kong", "84.315 17.8495903 12.34776974 62485.50516", 0.956),
    ("Singapore", "84.133 16.90273094 11.92488003 88761.14559", 0.949),
    ("Australia", "83.579 21.0800209 12.72681999 49257.1352", 0.946),
    ("Liechtenstein", "84.656 15.46640015 12.351169 146673.2415", 0.942),
    ("Japan", "84.82 15.45631981 12.66923046 43643.86417", 0.920),
    ("Qatar", "81.559 13.26426983 10.1317219 95944.37754", 0.875),
    ("Viet Nam", "74.58 13.05294705 8.455348794 10813.98273", 0.726),
    ("Central African Republic", "54.477 7.285887393 3.9531639 869.11237", 0.387),
    ("South Sudan", "55.567 5.634770141 5.726140022 690.6607575", 0.381),
    ("Somalia", "56.107 7.647232333 1.900300026 1072.201461", 0.380),
]


def test_typed_countries_in_their_order() -> None:
    table = scored([figures.split() for _, figures, _ in TYPED])
    assert (table.score / 100).round(3).tolist() == [index for _, _, index in TYPED]
    assert table.rank.tolist() == list(range(1, len(TYPED) + 1))
    assert table.level.tolist() == [4] * 9 + [3, 1, 1, 1]


def test_countries_with_one_rounded_index_share_a_rank() -> None:
    """Two countries whose indices differ in the fourth decimal are ranked alike."""
    rest = ["13.05294705", "8.455348794", "10813.98273"]
    table = scored([["74.58", *rest], ["74.59", *rest], ["74", *rest]])
    assert table.score[0] != table.score[1]
    assert table.rank.tolist() == [1, 1, 3]


def test_values_beyond_the_posts_count_as_the_posts() -> None:
    best = score_one(SET, answers(["90", "20", "16", "200000"]))
    assert best.score == 100
    assert best.level == 4
    poorest = score_one(SET, answers(["60", "10", "5", "50"]))
    assert poorest.score == 0


def test_one_figure_missing_withholds_the_country() -> None:
    result = score_one(SET, answers(["73.578", "", "", ""]))
    assert result.withheld is not None
    assert result.withheld.codes == ("GD.01", "GD.02", "TN.01")


@pytest.mark.parametrize(("income", "share"), [("100", 0), ("75000", 1), ("2738.6127875", 0.5)])
def test_income_counts_by_its_logarithm(income: str, share: float) -> None:
    result = score_one(SET, answers(["60", "10", "5", income]))
    assert float(result.node("TN.01").share or 0) == pytest.approx(share, abs=1e-9)
