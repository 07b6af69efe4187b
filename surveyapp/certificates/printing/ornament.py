"""The frame of the certificate: a ruler around the page, guilloche bands, corner rosettes.

A band is one tile repeated and a rosette is one sector turned, with the same operators each
time, so that the compressed page stays small.
"""

from math import cos, pi, sin

from surveyapp.certificates.printing.drawing import (
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Curve,
    Drawing,
    circle,
    line,
    polygon,
    rectangle,
    trace,
)
from surveyapp.certificates.printing.palette import BLUE, GOLD, MIST, WHITE

_RULER_EDGE = 6.5
_BAND_OUTER = 11.2
_BAND_INNER = 18.2
_CORNER_BLOCK = 13.2
_TILE_TARGET = 11.0


def draw_frame(sheet: Drawing) -> None:
    """Draw the whole border and the pale rosette behind the text."""
    _draw_background(sheet)
    _draw_ruler_border(sheet)
    _draw_bands(sheet)
    _draw_corners(sheet)
    _draw_hairline(sheet)


def rosette_sector(radius: float, *, strands: int, petals: int, depth: float) -> str:
    """Give the path of one sector of a rosette around the origin, to be turned `petals` times.

    Notes
    -----
    Strand j is ``r(t) = radius · (1 - depth/2 + depth/2 · cos(petals·t + 2πj/strands))``.
    """

    def strand(phase: float) -> Curve:
        def curve(t: float) -> tuple[float, float]:
            r = radius * (1 - depth / 2 + depth / 2 * cos(petals * t + phase))
            return r * cos(t), r * sin(t)

        return curve

    phases = (2 * pi * index / strands for index in range(strands))
    return " ".join(trace(strand(phase), 0, 2 * pi / petals, 6) for phase in phases)


def draw_divider(sheet: Drawing, x: float, y: float) -> None:
    """Draw the small graduated rule under the title, longest tick in the middle."""
    reach = 15
    for index in range(-reach, reach + 1):
        height = 1.5 * (1 - abs(index) / (reach + 1)) + 0.2
        sheet.stroke(line(x + 2 * index, y - height, x + 2 * index, y + height), GOLD, 0.16)
    sheet.stroke(line(x - 46, y, x + 46, y), GOLD, 0.22)
    sheet.fill(polygon([(x - 2.4, y), (x, y - 3), (x + 2.4, y), (x, y + 3)]), WHITE)
    sheet.fill(polygon([(x - 1.5, y), (x, y - 2.1), (x + 1.5, y), (x, y + 2.1)]), GOLD)


def _draw_background(sheet: Drawing) -> None:
    x, y = PAGE_WIDTH / 2, PAGE_HEIGHT / 2
    outer, inner = Drawing(), Drawing()
    outer.stroke(rosette_sector(82, strands=8, petals=18, depth=0.62), MIST, 0.2)
    inner.stroke(rosette_sector(33, strands=6, petals=12, depth=0.7), MIST, 0.2)
    sheet.place_around(outer, x, y, 18)
    sheet.place_around(inner, x, y, 12)


def _draw_ruler_border(sheet: Drawing) -> None:
    """Draw ticks every millimetre inside the outer line, as on a steel rule."""
    right, bottom = PAGE_WIDTH - _RULER_EDGE, PAGE_HEIGHT - _RULER_EDGE
    width, height = right - _RULER_EDGE, bottom - _RULER_EDGE
    sheet.stroke(rectangle(_RULER_EDGE, _RULER_EDGE, width, height), BLUE, 0.5)
    sheet.stroke(
        rectangle(_RULER_EDGE - 0.9, _RULER_EDGE - 0.9, width + 1.8, height + 1.8), BLUE, 0.15
    )
    sheet.place(_ticks(width), _RULER_EDGE, _RULER_EDGE)
    sheet.place(_ticks(height), right, _RULER_EDGE, degrees=90)
    sheet.place(_ticks(width), right, bottom, degrees=180)
    sheet.place(_ticks(height), _RULER_EDGE, bottom, degrees=270)


def _ticks(length: float) -> Drawing:
    ticks = Drawing()
    corner = 4
    marks = range(corner, int(length) - corner + 1)
    ticks.stroke(" ".join(line(at, 0, at, _tick_height(at)) for at in marks), BLUE, 0.12)
    return ticks


def _tick_height(at: int) -> float:
    if at % 10 == 0:
        return 2.9
    return 2.1 if at % 5 == 0 else 1.4


def _draw_bands(sheet: Drawing) -> None:
    """Lay guilloche tiles along the four sides, between the corner blocks."""
    start = _BAND_OUTER + _CORNER_BLOCK
    middle = (_BAND_OUTER + _BAND_INNER) / 2
    along, down = _band(PAGE_WIDTH - 2 * start), _band(PAGE_HEIGHT - 2 * start)
    sheet.place(along, start, middle)
    sheet.place(along, start, PAGE_HEIGHT - middle)
    sheet.place(down, middle, start, degrees=90)
    sheet.place(down, PAGE_WIDTH - middle, start, degrees=90)


def _band(length: float) -> Drawing:
    tiles = round(length / _TILE_TARGET)
    tile_length = length / tiles
    tile = _band_tile(tile_length)
    band = Drawing()
    for index in range(tiles):
        band.place(tile, index * tile_length, 0)
    return band


def _band_tile(length: float) -> Drawing:
    """Weave gold and blue waves that swell and shrink; each closes on itself after one tile."""
    half = (_BAND_INNER - _BAND_OUTER) / 2 - 0.45

    def wave(phase: float, periods: int, height: float, swell: float) -> str:
        def curve(x: float) -> tuple[float, float]:
            turn = 2 * pi * x / length
            return x, height * (1 - swell + swell * cos(turn)) * sin(periods * turn + phase)

        return trace(curve, 0, length, 10)

    tile = Drawing()
    tile.stroke(" ".join(wave(2 * pi * n / 7, 1, half, 0.28) for n in range(7)), GOLD, 0.12)
    tile.stroke(" ".join(wave(2 * pi * n / 4, 2, half * 0.46, 0.4) for n in range(4)), BLUE, 0.1)
    rim = half + 0.4
    tile.stroke(f"{line(0, rim, length, rim)} {line(0, -rim, length, -rim)}", GOLD, 0.22)
    return tile


def _draw_corners(sheet: Drawing) -> None:
    centre = _BAND_OUTER + _CORNER_BLOCK / 2 - 0.5
    petals = Drawing()
    petals.stroke(rosette_sector(6.2, strands=5, petals=12, depth=0.5), GOLD, 0.12)
    petals.stroke(rosette_sector(2.9, strands=4, petals=12, depth=0.62), BLUE, 0.11)
    for x in (centre, PAGE_WIDTH - centre):
        for y in (centre, PAGE_HEIGHT - centre):
            sheet.stroke(circle(x, y, 6.6), GOLD, 0.28)
            sheet.place_around(petals, x, y, 12)
            sheet.fill(circle(x, y, 0.7), BLUE)


def _draw_hairline(sheet: Drawing) -> None:
    """Draw the inner line, cut off where the corner rosettes stand."""
    inset, cut = _BAND_INNER + 1.3, 6.4
    right, bottom = PAGE_WIDTH - inset, PAGE_HEIGHT - inset
    corners = [
        (inset + cut, inset),
        (right - cut, inset),
        (right, inset + cut),
        (right, bottom - cut),
        (right - cut, bottom),
        (inset + cut, bottom),
        (inset, bottom - cut),
        (inset, inset + cut),
    ]
    sheet.stroke(polygon(corners), GOLD, 0.3)
