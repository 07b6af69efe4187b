"""Scores as people read them: rounded, yet never so that they contradict the level."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

Exact = Fraction | Decimal | int


def format_score(score: Exact, language: str, *, edges: Sequence[Exact] = ()) -> str:
    """Write a score with two decimals that tell the truth about its level.

    Parameters
    ----------
    score : Fraction, Decimal or int
        The exact score in [0, 100].
    edges : sequence of Fraction, Decimal or int
        Scores at which the level changes. 0 and 100 always count as edges: "100,00" is
        written for a full score only, "0,00" for none only.

    Notes
    -----
    Half a hundredth is rounded up. Where the rounded number would lie on an edge, or beyond
    it, and the exact score does not, the nearest hundredth on the side of the exact score is
    written instead: with an edge at 60, 59.998 is written 59,99 and 60.002 is written 60,01.

    Examples
    --------
    >>> format_score(Fraction("58.445"), "vi")
    '58,45'
    >>> format_score(Fraction("59.998"), "en", edges=(60,))
    '59.99'
    """
    hundredths = Fraction(score) * 100
    shown = floor(hundredths + Fraction(1, 2))
    for edge in (0, *edges, 100):
        limit = Fraction(edge) * 100
        if hundredths < limit <= shown:
            shown = ceil(limit) - 1
        elif shown <= limit < hundredths:
            shown = floor(limit) + 1
    whole, rest = divmod(shown, 100)
    return f"{whole}{',' if language == 'vi' else '.'}{rest:02d}"
