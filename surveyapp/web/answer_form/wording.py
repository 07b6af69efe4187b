"""Say intervals, targets and points in words."""

from __future__ import annotations

from fractions import Fraction

from criteria.model import Interval
from surveyapp.errors import N_
from surveyapp.i18n import gettext as _
from surveyapp.i18n import ngettext, say_number


def say_interval(interval: Interval, *, percent: bool = False, unit: str = "") -> str:
    """Say which numbers an interval holds, with the owner of each edge.

    The unit follows the last number: "từ 2 đến dưới 4 lần", "từ 4 lần trở lên".
    """

    def number(edge: Fraction) -> str:
        return f"{say_number(edge * 100)}%" if percent else say_number(edge, digits=4)

    def last(edge: Fraction) -> str:
        return f"{number(edge)} {unit}".rstrip()

    lower, upper = interval.lower, interval.upper
    if lower is not None and upper is not None:
        if lower == upper:
            return last(lower)
        sentence = _BOTH[interval.lower_included, interval.upper_included]
        return _(sentence).format(lower=number(lower), upper=last(upper))
    if lower is not None:
        sentence = N_("từ {lower} trở lên") if interval.lower_included else N_("trên {lower}")
        return _(sentence).format(lower=last(lower))
    if upper is not None:
        if upper == 0:
            return last(upper)
        sentence = N_("đến {upper}") if interval.upper_included else N_("dưới {upper}")
        return _(sentence).format(upper=last(upper))
    return _("mọi giá trị")


_BOTH = {
    (True, True): N_("từ {lower} đến {upper}"),
    (True, False): N_("từ {lower} đến dưới {upper}"),
    (False, True): N_("trên {lower} đến {upper}"),
    (False, False): N_("trên {lower} đến dưới {upper}"),
}


def say_points(points: Fraction) -> str:
    """Say points with up to four decimals."""
    return say_number(points, digits=4)


def say_points_in_words(points: Fraction) -> str:
    """Say points with their unit: "1 điểm", "2,5 điểm"."""
    sentence = ngettext("{points} điểm", "{points} điểm", plural_of(points))
    return sentence.format(points=say_points(points))


def plural_of(amount: Fraction) -> int:
    """Return the whole number whose grammatical form an amount takes: a broken one is several."""
    return int(amount) if amount.denominator == 1 else 2
