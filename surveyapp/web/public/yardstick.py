"""The ruler of the home page: units stand on it by their score, each mark as long as they are many.

Places are per cent of the width and words keep their size, so one drawing serves a phone and a
desktop. Colours belong to the style sheet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from markupsafe import Markup

from surveyapp.i18n import gettext, say_number
from surveyapp.web.charts.drawing import NOTHING, clamp, percent, tag, together

LABEL, MARKS, BODY, STRIP = 34, 148, 88, 34
BARE_EDGE = 8
NARROWEST_WITH_NUMBER = 5.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of the ruler that one level takes up, in scores."""

    level: int
    lower: float
    upper: float


def draw_yardstick(stretches: Sequence[Stretch], scores: Sequence[float], *, title: str) -> Markup:
    """Draw the ruler from 0 to 100, the marks of the scores above it and a needle at their median.

    Parameters
    ----------
    stretches
        The levels in ascending order.
    scores
        Scores of the ranked units, in [0, 100]; none leaves the ruler bare.
    """
    edge = LABEL + MARKS if scores else BARE_EDGE
    counts = Counter(min(99, int(score)) for score in scores)
    parts = (
        tag("title", title, id="yardstick-title"),
        tag("desc", _spoken(counts), id="yardstick-words"),
        _marks(counts, edge),
        tag("rect", class_="yardstick__body", y=edge, width="100%", height=BODY, rx=4),
        together(_stretch(one, edge) for one in stretches),
        _graduation(edge),
        _needle(median(scores), edge) if scores else NOTHING,
    )
    return tag(
        "svg",
        together(parts),
        class_="yardstick__drawing",
        role="img",
        aria_labelledby="yardstick-title yardstick-words",
        width="100%",
        height=edge + BODY,
    )


def _spoken(counts: Counter[int]) -> str:
    tens = Counter[int]()
    for score, count in counts.items():
        tens[score // 10] += count
    sentence = gettext("từ {lower} đến {upper} điểm: {count} đơn vị")
    return "; ".join(
        sentence.format(lower=10 * ten, upper=10 * ten + 10, count=say_number(count, digits=0))
        for ten, count in sorted(tens.items())
    )


def _marks(counts: Counter[int], edge: int) -> Markup:
    most = max(counts.values(), default=1)
    return together(
        tag(
            "rect",
            class_="yardstick__mark",
            x=percent(score + 0.19),
            y=edge - MARKS * count / most,
            width="0.62%",
            height=MARKS * count / most,
        )
        for score, count in sorted(counts.items())
    )


def _stretch(one: Stretch, edge: int) -> Markup:
    width = one.upper - one.lower
    top = edge + BODY - STRIP
    strip = tag(
        "rect",
        class_=f"yardstick__stretch level--{one.level}",
        x=percent(one.lower),
        y=top,
        width=percent(width),
        height=STRIP - 4,
    )
    if width < NARROWEST_WITH_NUMBER:
        return strip
    return strip + tag(
        "text",
        str(one.level),
        class_=f"yardstick__level level--{one.level}",
        x=percent((one.lower + one.upper) / 2),
        y=top + STRIP / 2 + 3,
        text_anchor="middle",
    )


def _graduation(edge: int) -> Markup:
    lines = together(
        tag(
            "line",
            class_="yardstick__tick",
            x1=percent(score),
            x2=percent(score),
            y1=edge,
            y2=edge + (8 if score % 5 else 13 if score % 10 else 18),
        )
        for score in range(1, 100)
    )
    numbers = together(
        tag(
            "text",
            str(score),
            class_="yardstick__number" + (" yardstick__number--crowded" if score == 90 else ""),
            x=percent(score),
            y=edge + 36,
            dx={0: 7, 100: -7}.get(score, 0),
            text_anchor=_inwards(score),
        )
        for score in range(0, 101, 10)
    )
    return lines + numbers


def _inwards(score: float) -> str:
    """Return the anchor that keeps words inside the drawing near both of its ends."""
    return "start" if score < 8 else "end" if score > 92 else "middle"


def _needle(score: float, edge: int) -> Markup:
    place = percent(100 * clamp(score / 100))
    tip, shoulder = edge + BODY - STRIP, LABEL + 20
    outline = f"M-7 {LABEL}h14v10L1.5 {shoulder}V{tip}h-3V{shoulder}L-7 {LABEL + 10}z"
    pointer = tag("path", class_="yardstick__needle", d=outline)
    words = gettext("Trung vị {score}").format(score=say_number(score, digits=1))
    return tag("svg", pointer, x=place, width=1, height=1, overflow="visible") + tag(
        "text",
        words,
        class_="yardstick__median",
        x=place,
        y=LABEL - 12,
        text_anchor=_inwards(score),
    )
