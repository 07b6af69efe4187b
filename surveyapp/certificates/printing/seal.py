"""The product's mark and the seal that carries it; neither imitates a seal of the state."""

from math import pi

from surveyapp.certificates.printing.drawing import (
    Drawing,
    circle,
    on_circle,
    polygon,
    rectangle,
)
from surveyapp.certificates.printing.lettering import Face, face
from surveyapp.certificates.printing.ornament import rosette_sector

_RADIUS = 13.0
_LETTER_HEIGHT = 2.7
_TRACKING = 1.07
_PRODUCT = "THƯỚC SỐ"
_TICKS = ((-4.25, 2.75), (-2.875, 1.5), (-1.5, 1.5), (1.5, 1.5), (2.875, 1.5), (4.25, 2.75))


def mark(colour: str, needle: str | None = None) -> Drawing:
    """Draw the mark of `static/img/mark.svg`, ten units wide: a rule whose needle makes a T."""
    drawing = Drawing()
    drawing.fill(rectangle(-4.5, -4.25, 9, 2.5), colour)
    for x, length in _TICKS:
        drawing.fill(rectangle(x - 0.25, -1.75, 0.5, length), colour)
    point = [(-0.6, -1.75), (0.6, -1.75), (0.6, 3), (0, 4.375), (-0.6, 3)]
    drawing.fill(polygon(point), needle or colour)
    return drawing


def seal(inscription: str, colour: str) -> Drawing:
    """Draw the round seal around the origin, the product above and `inscription` below."""
    drawing = Drawing()
    edge = Drawing()
    edge.stroke(rosette_sector(_RADIUS, strands=4, petals=36, depth=0.13), colour, 0.14)
    drawing.place_around(edge, 0, 0, 36)
    drawing.stroke(circle(0, 0, 11.7), colour, 0.5)
    drawing.stroke(circle(0, 0, 7.3), colour, 0.18)
    drawing.stroke(circle(0, 0, 6.8), colour, 0.4)
    typeface = face("Bold")
    _write_around(drawing, _PRODUCT, typeface, colour, baseline=8.2, upright_below=False)
    _write_around(drawing, inscription, typeface, colour, baseline=10.3, upright_below=True)
    for degrees in (-90, 90):
        x, y = on_circle(0, 0, 9.4, degrees)
        diamond = [(x - 0.8, y), (x, y - 0.8), (x + 0.8, y), (x, y + 0.8)]
        drawing.fill(polygon(diamond), colour)
    drawing.place(mark(colour), 0, 0.2, scale=0.82)
    return drawing


def wordmark(colour: str, needle: str) -> Drawing:
    """Draw the mark and the name of the product side by side, centred on the origin."""
    drawing = Drawing()
    typeface, height = face("Bold"), 4.6
    half = (typeface.em_width(_PRODUCT) * height + 9) / 2
    drawing.place(mark(colour, needle), -half + 3.4, 0, scale=0.6)
    centre = half - typeface.em_width(_PRODUCT) * height / 2
    drawing.fill(typeface.outline_line(_PRODUCT, height, centre=centre, baseline=2.2), colour)
    return drawing


def _write_around(
    drawing: Drawing,
    text: str,
    typeface: Face,
    colour: str,
    *,
    baseline: float,
    upright_below: bool,
) -> None:
    """Set letters along the circle whose radius is `baseline`, centred at its top or bottom."""
    # Letters keep their distance at half their height, not at their feet.
    middle = baseline + (-1.0 if upright_below else 1.0)
    degrees_per_em = _LETTER_HEIGHT * _TRACKING / middle * 180 / pi
    direction = -1 if upright_below else 1
    turned = 180 if upright_below else 0
    at = turned - direction * typeface.em_width(text) * degrees_per_em / 2
    for letter in text:
        share = typeface.em_width(letter) * degrees_per_em * direction
        glyph = Drawing()
        glyph.fill(typeface.outline_line(letter, _LETTER_HEIGHT, centre=0, baseline=0), colour)
        x, y = on_circle(0, 0, baseline, at + share / 2)
        drawing.place(glyph, x, y, degrees=at + share / 2 - turned)
        at += share
