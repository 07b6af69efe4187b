"""The published DTI 2022 of five provinces, recomputed from a criteria set.

Source: dti.gov.vn/xep-hang-2022 (values of the eight main indices and of the whole, 4 decimals);
the weights are those of Decision 922/QĐ-BTTTT.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from criteria.answers import Given
from criteria.compile import Unit, pack_shares, score_one, score_units, score_vectors
from criteria.loader import load

SET = load(Path(__file__).parent / "sets" / "dti-2022" / "1.0.yaml")
PILLARS = ("NT", "TC", "HT", "NL", "AT", "CQ", "KT", "XH")
PUBLISHED = {
    "TP. Đà Nẵng": ("1.0000 0.9000 0.8253 0.8487 0.7578 0.8575 0.7836 0.5197", "0.8002"),
    "TP. Hồ Chí Minh": ("0.8917 0.9000 0.8258 0.6267 0.5580 0.8406 0.7611 0.3590", "0.7163"),
    "Quảng Ninh": ("0.9581 0.9000 0.7648 0.6250 0.5382 0.8385 0.5904 0.4505", "0.7024"),
    "Thừa Thiên - Huế": ("0.9500 0.9000 0.6823 0.6794 0.6423 0.8262 0.6787 0.3001", "0.6975"),
    "TP. Cần Thơ": ("0.9000 0.8000 0.7233 0.7376 0.7226 0.7325 0.7556 0.2947", "0.6924"),
}
ANSWERS = {
    province: {
        f"{code}.1": Given({"number": str(Decimal(value).normalize())})
        for code, value in zip(PILLARS, values.split(), strict=True)
    }
    for province, (values, _) in PUBLISHED.items()
}
TOLERANCE = 1e-4


def test_the_published_values_and_order() -> None:
    backwards = list(reversed(PUBLISHED))
    table = score_units(SET, [Unit(province, ANSWERS[province]) for province in backwards])
    for place, province in enumerate(backwards):
        published = float(PUBLISHED[province][1])
        assert table.points[place] / 1000 == pytest.approx(published, abs=TOLERANCE)
    assert table.rank.tolist() == [5, 4, 3, 2, 1]
    assert table.maximum.tolist() == [1000.0] * 5


def test_one_province_by_hand() -> None:
    # (1 + .9 + .8253 + .8487 + .7578) x 100 + .8575 x 200 + (.7836 + .5197) x 150
    result = score_one(SET, ANSWERS["TP. Đà Nẵng"])
    assert result.points == Fraction("800.175")
    assert result.lost[0].code == "XH.1"
    assert result.lost[0].lost == 150 * (1 - Fraction("0.5197"))


def test_ranking_from_packed_vectors_gives_the_same() -> None:
    vectors = {province: pack_shares(SET, answers) for province, answers in ANSWERS.items()}
    table = score_vectors(SET, vectors)
    assert table.rank.tolist() == [1, 2, 3, 4, 5]
    assert table.result(0) == score_units(
        SET, [Unit(province, answers) for province, answers in ANSWERS.items()]
    ).result(0)
