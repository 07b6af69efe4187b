"""The radar of the pillars: where its labels stand, and its drawing.

Labels are measured before they are placed. The largest letters and the largest circle are taken
with which no label touches another one, the circle or the border of the area.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product
from math import cos, pi, sin

from surveyapp.certificates.printing.boxes import Area, TextBox, line_height
from surveyapp.certificates.printing.drawing import (
    Drawing,
    Point,
    circle,
    line,
    on_circle,
    polygon,
)
from surveyapp.certificates.printing.lettering import face, fit
from surveyapp.certificates.printing.palette import BLUE, GOLD, GREY, PALE_BLUE, TINT, WHITE

FEWEST_AXES, MOST_AXES = 3, 10

_SIZES = (8.0, 7.4, 6.8, 6.2, 5.6)
_RADII = (27.0, 25.0, 23.0, 21.0, 19.0, 17.0)
_CANDIDATES = sorted(product(_SIZES, _RADII), key=lambda one: one[0] * one[1], reverse=True)
_WIDEST_LABEL = 44.0
_NARROWEST_LABEL = 17.0
_LINES = 4
_AWAY = 3.0
_GAP = 1.3


@dataclass(frozen=True, slots=True)
class Radar:
    """A radar that fits: circle and labels in the order of the pillars."""

    centre: Point
    radius: float
    labels: tuple[TextBox, ...]

    def draw(self, sheet: Drawing, shares: Sequence[float]) -> None:
        """Draw rings, axes and the figure of the `shares`, each in [0, 1]."""
        x, y = self.centre
        directions = _directions(len(shares))
        sheet.fill(circle(x, y, self.radius), WHITE)
        figure = [
            on_circle(x, y, self.radius * share, degrees)
            for share, degrees in zip(shares, directions, strict=True)
        ]
        sheet.fill(polygon(figure), TINT)
        self._draw_scale(sheet, directions)
        sheet.stroke(polygon(figure), BLUE, 0.6, round_ends=True)
        for px, py in figure:
            sheet.fill(circle(px, py, 0.95), WHITE)
            sheet.fill(circle(px, py, 0.7), BLUE)

    def _draw_scale(self, sheet: Drawing, directions: Sequence[float]) -> None:
        x, y = self.centre
        rings = " ".join(circle(x, y, self.radius * ring / 5) for ring in range(1, 5))
        sheet.stroke(rings, PALE_BLUE, 0.18)
        rays = []
        for degrees in directions:
            rays.append(line(x, y, *on_circle(x, y, self.radius, degrees)))
            rays.extend(self._graduation(degrees))
        sheet.stroke(" ".join(rays), GREY, 0.13)
        sheet.stroke(circle(x, y, self.radius), GOLD, 0.35)
        ticks = (
            line(
                *on_circle(x, y, self.radius, 5 * index),
                *on_circle(x, y, self.radius + (1.3 if index % 6 == 0 else 0.8), 5 * index),
            )
            for index in range(72)
        )
        sheet.stroke(" ".join(ticks), GOLD, 0.13)

    def _graduation(self, degrees: float) -> Iterator[str]:
        """Give a small tick across the axis at each tenth of the scale."""
        at = degrees * pi / 180
        across, along = (cos(at), sin(at)), 0.5
        for tenth in range(1, 10):
            px, py = on_circle(*self.centre, self.radius * tenth / 10, degrees)
            half = along if tenth % 2 == 0 else along * 0.6
            yield line(
                px - across[0] * half,
                py - across[1] * half,
                px + across[0] * half,
                py + across[1] * half,
            )


def place_radar(titles: Sequence[str], scores: Sequence[str], area: Area) -> Radar | None:
    """Find the largest radar whose labels fit whole into the area, or None where there is none.

    Parameters
    ----------
    titles, scores : sequences of str, one of each for a pillar
        From three to ten; other numbers give None.
    """
    if not FEWEST_AXES <= len(titles) <= MOST_AXES:
        return None
    centre = (area.left + area.width / 2, area.top + area.height / 2)
    for size, radius in _CANDIDATES:
        places = _places(titles, scores, centre, radius, size, area)
        if places is not None and _all_fit(places, centre, radius, area):
            return Radar(centre, radius, tuple(places))
    return None


def _directions(count: int) -> list[float]:
    """Spread the axes; many of an even number leave the top free, where labels have no room."""
    first = 180 / count if count >= 8 and count % 2 == 0 else 0
    return [first + 360 * index / count for index in range(count)]


def _places(
    titles: Sequence[str],
    scores: Sequence[str],
    centre: Point,
    radius: float,
    size: float,
    area: Area,
) -> list[TextBox] | None:
    """Stand each title, with its score below, outside the end of its axis."""
    places = []
    for title, score, degrees in zip(titles, scores, _directions(len(titles)), strict=True):
        end = on_circle(*centre, radius + _AWAY, degrees)
        room = _room(end, degrees, len(titles), radius, area)
        place = _place(title, score, end, degrees, size, room)
        if place is None:
            return None
        places.append(place)
    for align in ("left", "right"):
        side = sorted(
            (index for index, place in enumerate(places) if place.align == align),
            key=lambda index: places[index].area.top,
        )
        spread = _spread([places[index].area for index in side], area)
        for index, moved in zip(side, spread, strict=True):
            places[index] = replace(places[index], area=moved)
    return places


def _place(
    title: str, score: str, end: Point, degrees: float, size: float, room: float
) -> TextBox | None:
    x, y = end
    if room < _NARROWEST_LABEL:
        return None
    fitted = fit(title, face("SemiBold"), width=room, sizes=(size,), max_lines=_LINES)
    if fitted.cut or fitted.parted:
        return None
    widths = [face("SemiBold").width(text, size) for text in fitted.lines]
    # The measured width leaves out kerning and rounding; a little air keeps lines whole.
    width = max(*widths, face("Bold").width(score, size)) + 0.3
    height = (len(fitted.lines) + 1) * line_height(size)
    align = _align(degrees)
    left = {"center": x - width / 2, "left": x, "right": x - width}[align]
    top = y - height * (1 + cos(degrees * pi / 180)) / 2
    return TextBox(fitted.lines, Area(left, top, width, height), size, align, score)


def _align(degrees: float) -> str:
    sideways = sin(degrees * pi / 180)
    if abs(sideways) < 0.1:
        return "center"
    return "left" if sideways > 0 else "right"


def _room(end: Point, degrees: float, axes: int, radius: float, area: Area) -> float:
    """Say how wide the label at the end of an axis may be."""
    align = _align(degrees)
    if align == "left":
        return min(area.right - end[0], _WIDEST_LABEL)
    if align == "right":
        return min(end[0] - area.left, _WIDEST_LABEL)
    # Above and below the circle, the labels of the neighbouring axes begin beside this one.
    neighbour = (radius + _AWAY) * sin(2 * pi / axes)
    return _WIDEST_LABEL * 1.5 if axes <= 6 else 2 * (neighbour - _GAP)


def _spread(places: Sequence[Area], area: Area) -> list[Area]:
    """Push the labels of one side apart, down first and then up from the lower border."""
    tops: list[float] = []
    floor = area.top
    for place in places:
        tops.append(max(place.top, floor))
        floor = tops[-1] + place.height + _GAP
    ceiling = area.bottom
    for index in range(len(places) - 1, -1, -1):
        tops[index] = min(tops[index], ceiling - places[index].height)
        ceiling = tops[index] - _GAP
    return [replace(place, top=top) for place, top in zip(places, tops, strict=True)]


def _all_fit(places: Sequence[TextBox], centre: Point, radius: float, area: Area) -> bool:
    areas = [place.area for place in places]
    return (
        all(area.holds(one) for one in areas)
        and all(one.distance_from(*centre) > radius + 1.6 for one in areas)
        and not any(one.overlaps(other) for one, other in combinations(areas, 2))
    )
