"""Sets whose results are worked out by hand: weights of three levels, and rounding before cutting.

The first: goalposts, weights of three levels, and what does not apply to an indicator, a whole
group or a whole pillar; its weight stays inside the nearest parent that is left. The second follows
the rule of the Open Budget Survey (International Budget Partnership, methodology): answers a, b, c,
d bring 100, 67, 33 and 0, what does not apply leaves the mean, the rounded score is cut into bands
(0-20, 21-40, 41-60, 61-80, 81-100), and countries are ranked by the score that is not rounded.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

import pytest

from criteria.answers import NOT_APPLICABLE, Given
from criteria.compile import Unit, score_one, score_units
from criteria.loader import load
from scoring import ScoreTable

F = Fraction
SETS = Path(__file__).parent / "sets"
THREE = load(SETS / "three-levels" / "1.0.yaml")
BUDGET = load(SETS / "open-budget" / "1.0.yaml")

NUMBERS = {
    "S.A.1": "72", "S.A.2": "35", "S.B.1": "9", "S.B.2": "2.5",
    "T.A.1": "12", "T.B.1": "3", "T.B.2": "45",
}  # fmt: skip
# goalposts: (72 - 20) / 65, (100 - 35) / 100, 9 / 18, (2.5 + 10) / 25, 12 / 10 cut off, 3 / 8, 45 %
A1, A2, A3 = F(4, 5), F(13, 20), F(0)
B1, B2 = F(1, 2), F(1, 2)
C1, D1, D2 = F(1), F(3, 8), F(9, 20)


def three(*left_out: str) -> dict[str, Given]:
    answers: dict[str, Given] = {
        code: Given({"percent" if code == "T.B.2" else "number": text})
        for code, text in NUMBERS.items()
    }
    answers["S.A.3"] = Given({"yes": False})
    return {**answers, **dict.fromkeys(left_out, NOT_APPLICABLE)}


GROUP_A = F(5, 10) * A1 + F(3, 10) * A2 + F(2, 10) * A3
GROUP_B = F(1, 4) * B1 + F(3, 4) * B2
GROUP_D = F(4, 10) * D1 + F(6, 10) * D2
PILLAR_S = F(7, 10) * GROUP_A + F(3, 10) * GROUP_B
PILLAR_T = F(1, 3) * C1 + F(2, 3) * GROUP_D


def test_the_shares_of_the_goalposts() -> None:
    result = score_one(THREE, three())
    shares = [result.node(code).share for code in ("S.A.1", "S.A.2", "S.A.3", "S.B.1", "S.B.2")]
    assert shares == [A1, A2, A3, B1, B2]
    assert [result.node(c).share for c in ("T.A.1", "T.B.1", "T.B.2")] == [C1, D1, D2]


@pytest.mark.parametrize(
    ("left_out", "s", "t"),
    [
        ((), PILLAR_S, PILLAR_T),
        # one indicator: 0.3 and 0.2 of its siblings become 0.6 and 0.4 of the same group
        (("S.A.1",), F(7, 10) * (F(6, 10) * A2 + F(4, 10) * A3) + F(3, 10) * GROUP_B, PILLAR_T),
        # two of three, and one of the other pillar
        (("S.A.2", "S.A.3", "T.B.2"), F(7, 10) * A1 + F(3, 10) * GROUP_B,
         F(1, 3) * C1 + F(2, 3) * D1),
        # a whole group: the other one is all of the pillar
        (("S.B.1", "S.B.2"), GROUP_A, PILLAR_T),
        # a whole group and a part of the other
        (("S.B.1", "S.B.2", "S.A.3"), (F(5, 8) * A1 + F(3, 8) * A2), PILLAR_T),
        # all but one indicator of each pillar
        (("S.A.1", "S.A.2", "S.A.3", "S.B.1", "T.A.1", "T.B.1"), B2, D2),
        # a whole pillar
        (("T.A.1", "T.B.1", "T.B.2"), PILLAR_S, None),
    ],
)  # fmt: skip
def test_what_does_not_apply_gives_its_weight_to_its_nearest_relatives(
    left_out: Sequence[str], s: Fraction, t: Fraction | None
) -> None:
    result = score_one(THREE, three(*left_out))
    assert result.node("S").share == s
    assert result.node("T").share == t
    whole = s if t is None else F(6, 10) * s + F(4, 10) * t
    assert result.score == 100 * whole
    assert result.level == (0 if whole < F(1, 2) else 1 if whole < F(3, 4) else 2)


def test_the_published_score_is_the_exact_one_rounded_once() -> None:
    whole = F(6, 10) * PILLAR_S + F(4, 10) * PILLAR_T
    table = score_units(THREE, [Unit("a", three())])
    (unit,) = json.loads(table.to_bytes())["units"]
    assert unit["score"] == float(100 * whole)
    assert table.score == pytest.approx([float(100 * whole)], abs=1e-12)


# --- the Open Budget Survey ----------------------------------------------------------------


def budget(letters: str) -> Mapping[str, Given]:
    """Answers in a row; e = does not apply."""
    return {
        f"Q.{at}": NOT_APPLICABLE if letter == "e" else Given({"option": letter})
        for at, letter in enumerate(letters, start=1)
    }


def ranked(*countries: str) -> ScoreTable:
    return score_units(BUDGET, [Unit(letters, budget(letters)) for letters in countries])


def test_the_rounded_score_is_cut_and_the_score_itself_is_ranked() -> None:
    table = ranked("abbbdee", "aaaddee", "aaaccde", "aaaaaaa", "ddddddd")
    # 301 / 5 = 60.2 is shown as 60: limited, not substantial; but it stands before 60.0
    assert [table.result(at).score for at in range(5)] == [F(301, 5), 60, 61, 100, 0]
    assert table.level.tolist() == [2, 2, 3, 4, 0]
    assert table.rank.tolist() == [3, 4, 2, 1, 5]


def test_all_edges_of_the_bands() -> None:
    """Means of two to seven answers just below and just above each band."""
    expected: dict[str, tuple[Fraction, int]] = {
        "cdeeeee": (F(33, 2), 0),  # 16.5
        "ccddeee": (F(33, 2), 0),
        "cccddee": (F(99, 5), 0),  # 19.8 is shown as 20
        "bcddeee": (F(25), 1),
        "cccdeee": (F(99, 4), 1),
        "bcdcdbd": (F(200, 7), 1),
        "bbdddee": (F(134, 5), 1),
        "abdddde": (F(167, 6), 1),
        "aadddee": (F(40), 1),
        "abcddee": (F(40), 1),
        "bbbddee": (F(201, 5), 1),  # 40.2 is shown as 40: still minimal
        "abccbde": (F(50), 2),
        "aaaaaed": (F(500, 6), 4),
        "aaaadee": (F(80), 3),
        "aabbbee": (F(401, 5), 3),  # 80.2 is shown as 80: still substantial
        "abbbbee": (F(368, 5), 3),
        "aaabbee": (F(434, 5), 4),
    }
    table = ranked(*expected)
    found = [(table.result(at).score, int(table.level[at])) for at in range(len(expected))]
    assert found == list(expected.values())
    numbers = [score for score, _ in expected.values()]
    assert table.rank.tolist() == [1 + sum(other > own for other in numbers) for own in numbers]


def test_countries_with_one_score_share_a_rank() -> None:
    table = ranked("abcddee", "aadddee", "abbcccd")
    assert table.score[0] == table.score[1] == 40
    assert table.rank.tolist() == [2, 2, 1]
