"""The UN E-Government Development Index of 2010, 2012, 2016 and 2018 from criteria sets.

Source: United Nations, E-Government Survey of each year: the index is the mean of online services,
telecommunication infrastructure and human capital (2010: weights .34, .33, .33). Competition ranks
of the index with 5 digits, in 2018 with 4.
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

SETS = Path(__file__).parent / "sets"
NAMES = {2010: "egdi-2010", 2012: "egdi", 2016: "egdi", 2018: "egdi-2018"}
SETS_OF = {year: load(SETS / name / "1.0.yaml") for year, name in NAMES.items()}
TOLERANCE = 1e-4

Components = tuple[str, str, str]
"""Online services, telecommunication infrastructure, human capital; "" = no data."""


def scored(year: int, rows: Sequence[Components]) -> ScoreTable:
    units = [Unit(str(at), _answers(row)) for at, row in enumerate(rows)]
    return score_units(SETS_OF[year], units)


def _answers(row: Components) -> dict[str, Given]:
    numbers = zip(("OSI.1", "TII.1", "HCI.1"), row, strict=True)
    return {code: Given({"number": canonical(Decimal(text))}) for code, text in numbers if text}


@pytest.mark.parametrize("year", NAMES)
def test_all_countries_and_their_ranks(cases: Cases, year: int) -> None:
    """Countries that the survey gave 0 or nothing for want of data are not compared."""
    rows = [r for r in cases.records(f"un_egdi/egdi_{year}.csv") if float(r["egdi"] or 0) > 0]
    table = scored(year, [(r["osi"], r["tii"], r["hci"]) for r in rows])
    published = np.array([float(row["egdi"]) for row in rows])
    np.testing.assert_allclose(table.score / 100, published, atol=TOLERANCE)
    assert table.rank.tolist() == [float(row["rank"]) for row in rows]
    assert len(rows) >= 183


def test_a_country_without_data_is_withheld_with_the_reason(cases: Cases) -> None:
    """Monaco in 2010 had no figure for human capital; the survey published a 0."""
    row = next(r for r in cases.records("un_egdi/egdi_2010.csv") if r["iso3"] == "MCO")
    result = scored(2010, [(row["osi"], row["tii"], row["hci"])]).result(0)
    assert result.withheld is not None
    assert result.withheld.codes == ("HCI.1",)
    assert result.score is None


# --- figures that need no file -------------------------------------------------------------

PUBLISHED: dict[int, list[tuple[Components, float]]] = {
    2010: [
        (("1", "0.63902", "0.99293"), 0.8785),
        (("0.9365", "0.6449", "0.9691"), 0.8510),
        (("0.88253", "0.6799", "0.9708"), 0.8448),
        (("0.30476", "0.22606", "0.80976"), 0.4454),
    ],
    2012: [
        (("1", "0.83559", "0.94937"), 0.9283),
        (("0.96078", "0.83421", "0.94249"), 0.9125),
        (("0.97385", "0.81351", "0.90074"), 0.8960),
        (("0.42483", "0.39689", "0.74336"), 0.5217),
    ],
    2016: [
        (("1", "0.81766", "0.94018"), 0.9193),
        (("0.97826", "0.76459", "1"), 0.9143),
        (("0.94203", "0.85296", "0.87947"), 0.8915),
        (("0.57246", "0.37145", "0.59888"), 0.5143),
    ],
    2018: [
        (("1", "0.7978", "0.9472"), 0.9150),
        (("0.9722", "0.7436", "1"), 0.9053),
        (("0.9792", "0.8496", "0.8743"), 0.9010),
        (("0.7361", "0.389", "0.6543"), 0.5931),
    ],
}
"""The first three countries of each edition, in their order, and Viet Nam."""


@pytest.mark.parametrize("year", PUBLISHED)
def test_typed_countries(year: int) -> None:
    table = scored(year, [components for components, _ in PUBLISHED[year]])
    expected = [index for _, index in PUBLISHED[year]]
    assert table.score / 100 == pytest.approx(expected, abs=TOLERANCE)
    assert table.rank.tolist() == [1, 2, 3, 4]
