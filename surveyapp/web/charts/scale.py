"""The ruler of levels with its needle.

Places are per cent of the width and words keep their size, so one drawing is readable on a phone
and on a desktop. The names of the levels belong beside it, in words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from surveyapp.web.charts.drawing import (
    NOTHING,
    clamp,
    drawing,
    label,
    number,
    percent,
    tag,
    together,
)
from surveyapp.web.charts.style import WEB, Style

THICKNESS = 26
NARROWEST_WITH_NUMBER = 5.0
CLOSEST_EDGES = 9.0


@dataclass(frozen=True, slots=True)
class Band:
    """One level on the ruler, from `lower` to `upper` in the unit of the measured number."""

    level: int
    name: str
    lower: float
    upper: float


def level_scale(
    bands: Sequence[Band],
    value: float | None,
    *,
    title: str,
    value_text: str = "",
    say: Callable[[float], str] = "{:g}".format,
    key: str = "scale",
    width: float | None = None,
    style: Style = WEB,
) -> Markup:
    """Draw the bands in order, their edges as numbers, and the needle at `value`.

    Without a `width` the drawing fills its place on a page; a printed document must give one.
    """
    start, end = bands[0].lower, bands[-1].upper

    def place(measured: float) -> float:
        return 100 * clamp((measured - start) / ((end - start) or 1.0))

    top = style.font_size * 2.1
    edges = [(band.lower, place(band.lower)) for band in bands] + [(end, 100.0)]
    needle = NOTHING
    if value is not None:
        needle = _needle(place(value), value_text or say(value), top, style)
    return drawing(
        together(_band(b, place(b.lower), place(b.upper), top, style) for b in bands)
        + _graduation(top + THICKNESS, style)
        + together(_edge(say(edge), at, top, style) for edge, at in spaced(edges))
        + needle,
        key=key,
        title=title,
        spoken="; ".join(f"{b.level} {b.name}: {say(b.lower)}–{say(b.upper)}" for b in bands),
        style=style,
        width="100%" if width is None else width,
        height=top + THICKNESS + style.font_size * 2.3,
    )


def spaced(edges: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Leave out the edges whose numbers would touch the one before; the last one stays."""
    kept = [edges[0]]
    for edge in edges[1:]:
        if edge[1] - kept[-1][1] >= CLOSEST_EDGES:
            kept.append(edge)
    return kept if kept[-1] == edges[-1] else [*kept[:-1], edges[-1]]


def _band(band: Band, left: float, right: float, top: float, style: Style) -> Markup:
    rect = tag(
        "rect",
        class_=f"chart-level-{band.level}",
        x=percent(left),
        y=top,
        width=percent(right - left),
        height=THICKNESS,
        fill=style.level(band.level),
        stroke=style.ground,
        stroke_width=1,
    )
    if right - left < NARROWEST_WITH_NUMBER:
        return rect
    return rect + label(
        str(band.level),
        x=percent(left),
        dx=style.font_size * 0.6,
        y=top + THICKNESS / 2 + style.font_size * 0.36,
        size=style.font_size,
        fill=style.level_ink(band.level),
    )


def _graduation(y: float, style: Style) -> Markup:
    return together(
        tag(
            "line",
            class_="chart-tick",
            x1=percent(step * 2.5),
            x2=percent(step * 2.5),
            y1=y,
            y2=y + (5 if step % 4 else 9),
            stroke=style.tick,
            stroke_width=1,
        )
        for step in range(41)
    )


def _inwards(place: float) -> str:
    """Return the anchor that keeps words inside the drawing near both of its ends."""
    return "start" if place < 6 else "end" if place > 94 else "middle"


def _edge(words: str, place: float, top: float, style: Style) -> Markup:
    return label(
        words,
        x=percent(place),
        y=top + THICKNESS + style.font_size * 1.9,
        size=style.font_size * 0.92,
        fill=style.quiet,
        font_weight=400,
        text_anchor=_inwards(place),
    )


def _needle(place: float, words: str, top: float, style: Style) -> Markup:
    pointer = tag(
        "path",
        class_="chart-needle",
        d=f"M-6 {number(top - 9)}h12L1.5 {number(top)}v{THICKNESS}h-3v-{THICKNESS}z",
        fill=style.needle,
        stroke=style.ground,
        stroke_width=1,
    )
    words_above = label(
        words,
        x=percent(place),
        y=top - 13,
        size=style.font_size * 1.1,
        fill=style.ink,
        font_weight=700,
        text_anchor=_inwards(place),
    )
    box: dict[str, str | float] = {
        "x": percent(place),
        "width": 1,
        "height": 1,
        "overflow": "visible",
    }
    return tag("svg", pointer, **box) + words_above
