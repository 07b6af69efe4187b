"""A radar of pillars whose labels are never cut: the radius gives way to the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from markupsafe import Markup

from surveyapp.web.charts.drawing import NOTHING, clamp, drawing, label, number, tag, together
from surveyapp.web.charts.style import WEB, Style
from surveyapp.web.charts.wording import say_share, text_width, wrap

FEWEST_AXES, MOST_AXES = 3, 10
RINGS = 5
DASHES = "5 4"
LABEL_SHARES = (0.3, 0.27, 0.24, 0.21, 0.18)  # of the whole width, for a label at a side
MIDDLE_SHARE = 0.42  # for the labels above and below, which take no room from the radius


@dataclass(frozen=True, slots=True)
class Axis:
    """One arm of a radar: its name, its share in [0, 1], the words for the share.

    A share of None means that the pillar does not apply; it is named but not joined.
    """

    label: str
    share: float | None
    value: str | None = None

    @property
    def words(self) -> str:
        """Return the value as people read it."""
        return say_share(self.share) if self.value is None else self.value


@dataclass(frozen=True, slots=True)
class _Arm:
    """An axis with its direction and the block of words at its end, measured from the centre."""

    axis: Axis
    lines: tuple[str, ...]
    across: float
    down: float
    width: float
    height: float

    @property
    def anchor(self) -> str:
        """Return which side of the words touches the arm."""
        if abs(self.across) < 0.2:
            return "middle"
        return "start" if self.across > 0 else "end"

    def room(self, half: float, gap: float) -> float:
        """Return the longest radius that keeps the words inside `half` the drawing's width."""
        if self.anchor == "middle":
            return half
        return (half - self.width) / abs(self.across) - gap

    def left(self, reach: float) -> float:
        """Return the left edge of the words."""
        shift = {"start": 0.0, "middle": self.width / 2, "end": self.width}[self.anchor]
        return self.across * reach - shift

    def natural_top(self, reach: float) -> float:
        """Return the top of the words: above the upper arms, below the lower ones."""
        return self.down * reach + (self.down - 1) * self.height / 2

    def is_beside(self, other: _Arm, reach: float) -> bool:
        """Tell whether the words of two arms share a part of the width."""
        return (
            self.left(reach) < other.left(reach) + other.width
            and other.left(reach) < self.left(reach) + self.width
        )

    def at(self, radius: float) -> str:
        """Return the point of the arm at `radius`."""
        return f"{number(self.across * radius)},{number(self.down * radius)}"


@dataclass(frozen=True, slots=True)
class _Layout:
    """Arms with a radius that fits the width and the top of each block of words."""

    arms: tuple[_Arm, ...]
    radius: float
    reach: float
    tops: tuple[float, ...]

    @property
    def top(self) -> float:
        """Return the highest place that is drawn on."""
        return min(-self.radius, *self.tops) - 2

    @property
    def bottom(self) -> float:
        """Return the lowest place that is drawn on."""
        ends = (top + arm.height for arm, top in zip(self.arms, self.tops, strict=True))
        return max(self.radius, *ends) + 4

    @property
    def merit(self) -> float:
        """Return how good it looks: large, few lines of words, none far from its arm."""
        moves = (
            abs(top - arm.natural_top(self.reach))
            for arm, top in zip(self.arms, self.tops, strict=True)
        )
        lines = max(len(arm.lines) for arm in self.arms)
        return self.radius - max(moves) - lines * self.radius / 8


def radar(
    axes: Sequence[Axis],
    *,
    title: str,
    key: str = "radar",
    width: float = 420,
    reference: Sequence[float | None] = (),
    reference_label: str = "",
    style: Style = WEB,
) -> Markup:
    """Draw the shares of 3 to 10 pillars; the drawing grows in height until every label fits.

    Parameters
    ----------
    axes : sequence of Axis
        Clockwise from the top.
    title : str
        Accessible name; the shares follow it as the description.
    key : str
        Prefix of the element ids, unique on the page.
    reference : sequence of float or None
        Shares of an outline to compare with, in the order of `axes`; empty for none.

    Raises
    ------
    ValueError
        If there are fewer than 3 or more than 10 axes, or the reference has another length.
    """
    if not FEWEST_AXES <= len(axes) <= MOST_AXES:
        raise ValueError(f"a radar needs {FEWEST_AXES} to {MOST_AXES} axes, not {len(axes)}")
    if reference and len(reference) != len(axes):
        raise ValueError("the reference needs one share for each axis")
    layout = max(
        (_layout(axes, width, width * share, style) for share in LABEL_SHARES),
        key=lambda candidate: candidate.merit,
    )
    compared = list(zip(layout.arms, reference, strict=bool(reference)))
    height = layout.bottom - layout.top + (style.font_size * 2.2 if compared else 0)
    return drawing(
        together(
            (
                _rings(layout.arms, layout.radius, style),
                _outline(compared, layout.radius, style),
                _area(layout.arms, layout.radius, style),
                together(
                    _words(arm, top, layout.reach, style)
                    for arm, top in zip(layout.arms, layout.tops, strict=True)
                ),
                _legend(reference_label, layout.bottom, style) if compared else NOTHING,
            )
        ),
        key=key,
        title=title,
        spoken="; ".join(f"{axis.label}: {axis.words}" for axis in axes),
        style=style,
        viewBox=" ".join(map(number, (-width / 2, layout.top, width, height))),
    )


def _layout(axes: Sequence[Axis], width: float, label_width: float, style: Style) -> _Layout:
    widths = [
        width * MIDDLE_SHARE if i * 2 % len(axes) == 0 else label_width for i in range(len(axes))
    ]
    arms = tuple(_arm(axis, i / len(axes), widths[i], style) for i, axis in enumerate(axes))
    gap = style.font_size * 0.9
    radius = max(width * 0.1, min(width * 0.36, *(arm.room(width / 2, gap) for arm in arms)))
    tops = _tops(arms, radius + gap)
    return _Layout(arms, radius, radius + gap, tuple(tops[arm] for arm in arms))


def _tops(arms: Sequence[_Arm], reach: float) -> dict[_Arm, float]:
    """Place the words from the middle outwards, each block clear of those placed before it."""
    tops: dict[_Arm, float] = {}
    for arm in sorted(arms, key=lambda one: (one.anchor == "middle", abs(one.down))):
        beside = [(other, top) for other, top in tops.items() if arm.is_beside(other, reach)]
        if arm.down > 0:
            ends = (top + other.height for other, top in beside)
            tops[arm] = max(arm.natural_top(reach), *ends, -reach)
        else:
            tops[arm] = min(arm.natural_top(reach), *(top - arm.height for _, top in beside), reach)
    return tops


def _arm(axis: Axis, turn: float, label_width: float, style: Style) -> _Arm:
    lines = wrap(axis.label, label_width, style.font_size)
    wide = max(text_width(line, style.font_size) for line in (*lines, axis.words))
    high = (len(lines) + 1.15) * style.line_height
    return _Arm(axis, lines, sin(2 * pi * turn), -cos(2 * pi * turn), wide, high)


def _rings(arms: Sequence[_Arm], radius: float, style: Style) -> Markup:
    rings = together(
        tag(
            "polygon",
            class_="chart-ring",
            points=" ".join(arm.at(radius * step / RINGS) for arm in arms),
            fill="none",
            stroke=style.grid,
            stroke_width=1.4 if step == RINGS else 0.8,
        )
        for step in range(1, RINGS + 1)
    )
    spokes = "".join(f"M0 0L{arm.at(radius)}" for arm in arms)
    ruler = "".join(f"M0 {number(-radius * i / 20)}h{4 if i % 4 else 7}" for i in range(1, 21))
    return (
        rings
        + tag("path", class_="chart-spoke", d=spokes, stroke=style.grid, stroke_width=0.8)
        + tag("path", class_="chart-tick", d=ruler, stroke=style.tick, stroke_width=0.8)
    )


def _outline(compared: Sequence[tuple[_Arm, float | None]], radius: float, style: Style) -> Markup:
    if not compared:
        return NOTHING
    return tag(
        "polygon",
        class_="chart-reference",
        points=" ".join(arm.at(radius * clamp(s)) for arm, s in compared if s is not None),
        fill="none",
        stroke=style.reference,
        stroke_width=1.8,
        stroke_dasharray=DASHES,
    )


def _area(arms: Sequence[_Arm], radius: float, style: Style) -> Markup:
    points = [arm.at(radius * clamp(arm.axis.share)) for arm in arms if arm.axis.share is not None]
    dots = together(
        tag(
            "circle",
            class_="chart-dot",
            cx=point.split(",")[0],
            cy=point.split(",")[1],
            r=4,
            fill=style.line,
            stroke=style.ground,
            stroke_width=1.6,
        )
        for point in points
    )
    area = tag(
        "polygon",
        class_="chart-area",
        points=" ".join(points),
        fill=style.area,
        fill_opacity=0.15,
        stroke=style.line,
        stroke_width=2.2,
        stroke_linejoin="round",
    )
    return area + dots


def _words(arm: _Arm, top: float, reach: float, style: Style) -> Markup:
    x, first = arm.across * reach, top + style.font_size
    rows = [(line, style.ink, 600) for line in arm.lines] + [(arm.axis.words, style.line, 700)]
    return together(
        label(
            words,
            x=x,
            y=first + index * style.line_height,
            size=style.font_size,
            fill=colour,
            font_weight=weight,
            text_anchor=arm.anchor,
        )
        for index, (words, colour, weight) in enumerate(rows)
    )


def _legend(words: str, top: float, style: Style) -> Markup:
    left = -(text_width(words, style.font_size) + 38) / 2
    y = top + style.font_size * 1.5
    sample = tag(
        "path",
        class_="chart-reference",
        d=f"M{number(left)} {number(y - style.font_size * 0.35)}h28",
        stroke=style.reference,
        stroke_width=1.8,
        stroke_dasharray=DASHES,
    )
    return sample + label(words, x=left + 38, y=y, size=style.font_size, fill=style.quiet)
