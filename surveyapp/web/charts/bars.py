"""Horizontal bars, each with its words above and a ruler edge below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from surveyapp.web.charts.drawing import clamp, drawing, label, number, tag, together
from surveyapp.web.charts.style import WEB, Style
from surveyapp.web.charts.wording import say_share, text_width, wrap

THICKNESS = 9


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its share in [0, 1]; a `level` gives it the colour of that level."""

    label: str
    share: float | None
    value: str | None = None
    level: int | None = None

    @property
    def words(self) -> str:
        """Return the value as people read it."""
        return say_share(self.share) if self.value is None else self.value


def bars(
    rows: Sequence[Bar],
    *,
    title: str,
    key: str = "bars",
    width: float = 420,
    style: Style = WEB,
) -> Markup:
    """Draw the rows below one another; long names break into several lines."""
    parts: list[Markup] = []
    y = 0.0
    for row in rows:
        room = width - text_width(row.words, style.font_size) - style.font_size
        for line in wrap(row.label, room, style.font_size):
            y += style.line_height
            parts.append(label(line, x=0, y=y, size=style.font_size, fill=style.ink))
        parts += [_value(row, width, y, style), _bar(row, y + 6, width, style)]
        y += 30
    return drawing(
        together(parts),
        key=key,
        title=title,
        spoken="; ".join(f"{row.label}: {row.words}" for row in rows),
        style=style,
        viewBox=f"0 0 {number(width)} {number(max(y, 1))}",
    )


def _value(row: Bar, width: float, y: float, style: Style) -> Markup:
    return label(
        row.words,
        x=width,
        y=y,
        size=style.font_size,
        fill=style.line,
        font_weight=700,
        text_anchor="end",
    )


def _bar(row: Bar, y: float, width: float, style: Style) -> Markup:
    ruler = "".join(
        f"M{number(0.5 + (width - 1) * step / 20)} {number(y + THICKNESS)}v{3 if step % 4 else 5}"
        for step in range(21)
    )
    return together(
        (
            tag("rect", class_="chart-track", y=y, width=width, height=9, fill=style.track),
            tag(
                "rect",
                class_="chart-bar",
                x=0.5,
                y=y + 0.5,
                width=(width - 1) * clamp(row.share or 0),
                height=THICKNESS - 1,
                fill=style.line if row.level is None else style.level(row.level),
                stroke=style.line if row.level is None else style.ink,
                stroke_width=0.6,
            ),
            tag("path", class_="chart-tick", d=ruler, stroke=style.tick, stroke_width=0.8),
        )
    )
