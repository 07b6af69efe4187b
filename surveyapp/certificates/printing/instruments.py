"""The measuring instruments of the certificate: the ruler of the score, the dial, the QR code."""

from collections.abc import Sequence

import segno

from surveyapp.certificates.printing.drawing import (
    Drawing,
    arc,
    circle,
    line,
    on_circle,
    polygon,
    rectangle,
)
from surveyapp.certificates.printing.lettering import face
from surveyapp.certificates.printing.palette import (
    BLUE,
    GOLD,
    GREY,
    INK,
    PALE_BLUE,
    VERMILION,
    WHITE,
)

RULER_LEFT, RULER_TOP = 48.5, 103.5
_RULER_LENGTH, _RULER_HEIGHT = 200.0, 10.0
_MILLIMETRES_PER_POINT_OF_SCORE = _RULER_LENGTH / 100
_GAUGE_HEIGHT = 1.7

DIAL_CENTRE = (46.0, 140.0)
_DIAL_RADIUS = 20.0


def draw_ruler(sheet: Drawing) -> None:
    """Draw the empty ruler: one hundred points on two hundred millimetres."""
    edge = 4.0
    body = rectangle(RULER_LEFT - edge, RULER_TOP, _RULER_LENGTH + 2 * edge, _RULER_HEIGHT)
    sheet.fill(body, WHITE)
    sheet.stroke(body, GOLD, 0.35)
    ticks = " ".join(
        line(_along(at), RULER_TOP, _along(at), RULER_TOP + _tick(at)) for at in range(101)
    )
    sheet.stroke(ticks, INK, 0.14)
    for at in range(0, 101, 10):
        figure = face("SemiBold").outline_line(
            str(at), 2.6, centre=_along(at), baseline=RULER_TOP + 7.1
        )
        sheet.fill(figure, INK)


def draw_reading(sheet: Drawing, score: float, edges: Sequence[float]) -> None:
    """Show the score on the ruler: a filled gauge, a needle, and marks where levels change."""
    bottom = RULER_TOP + _RULER_HEIGHT
    x = _along(score)
    sheet.fill(rectangle(RULER_LEFT, bottom - _GAUGE_HEIGHT, _RULER_LENGTH, 1.1), PALE_BLUE)
    sheet.fill(rectangle(RULER_LEFT, bottom - _GAUGE_HEIGHT, x - RULER_LEFT, 1.1), BLUE)
    for edge in (one for one in edges if 0 < one < 100):
        at = _along(edge)
        diamond = [(at - 1, bottom), (at, bottom - 1.5), (at + 1, bottom), (at, bottom + 1.5)]
        sheet.fill(polygon(diamond), GOLD)
    # The hand is broken where it would strike through a figure of the scale.
    over, under = (
        line(x, RULER_TOP - 0.5, x, RULER_TOP + 4.6),
        line(x, bottom - 2.3, x, bottom + 0.7),
    )
    sheet.stroke(f"{over} {under}", VERMILION, 0.4)
    needle = [(x - 1.9, RULER_TOP - 3.6), (x + 1.9, RULER_TOP - 3.6), (x, RULER_TOP - 0.2)]
    sheet.fill(polygon(needle), VERMILION)


def draw_dial_face(sheet: Drawing) -> None:
    """Draw the graduated ring of the dial."""
    x, y = DIAL_CENTRE
    sheet.fill(circle(x, y, _DIAL_RADIUS), WHITE)
    sheet.stroke(circle(x, y, _DIAL_RADIUS), GOLD, 0.4)
    ticks = []
    for index in range(120):
        depth = 1.9 if index % 10 == 0 else 1.4 if index % 5 == 0 else 0.9
        outer = on_circle(x, y, _DIAL_RADIUS, 3 * index)
        ticks.append(line(*outer, *on_circle(x, y, _DIAL_RADIUS - depth, 3 * index)))
    sheet.stroke(" ".join(ticks), GOLD, 0.13)
    sheet.stroke(circle(x, y, _DIAL_RADIUS - 6.7), PALE_BLUE, 0.25)


def draw_dial_reading(sheet: Drawing, level: int, level_count: int) -> None:
    """Fill one segment of the dial for each level reached."""
    x, y = DIAL_CENTRE
    share, gap = 360 / max(level_count, 1), 3.0
    for index in range(level_count):
        segment = arc(
            x, y, _DIAL_RADIUS - 4.2, index * share + gap / 2, (index + 1) * share - gap / 2
        )
        sheet.stroke(segment, BLUE if index < level else PALE_BLUE, 3.0)


def draw_qr_code(sheet: Drawing, address: str, x: float, y: float, side: float) -> None:
    """Draw the QR code of an address in a square, quiet zone included."""
    matrix = segno.make_qr(address, error="m", boost_error=False).matrix
    quiet = 3
    module = side / (len(matrix) + 2 * quiet)
    sheet.fill(rectangle(x, y, side, side), WHITE)
    dark = [
        rectangle(x + (quiet + start) * module, y + (quiet + row) * module, length * module, module)
        for row, modules in enumerate(matrix)
        for start, length in _dark_runs(modules)
    ]
    sheet.fill(" ".join(dark), INK)


def draw_qr_frame(sheet: Drawing, x: float, y: float, side: float) -> None:
    """Draw corner brackets around the QR code."""
    reach, away = 3.0, 0.8
    for cx, dx in ((x - away, 1), (x + side + away, -1)):
        for cy, dy in ((y - away, 1), (y + side + away, -1)):
            sheet.stroke(line(cx, cy, cx + dx * reach, cy), GREY, 0.25)
            sheet.stroke(line(cx, cy, cx, cy + dy * reach), GREY, 0.25)


def _dark_runs(modules: Sequence[int]) -> list[tuple[int, int]]:
    """Give start and length of each run of dark modules in a row."""
    runs: list[tuple[int, int]] = []
    for at, dark in enumerate(modules):
        if dark and runs and sum(runs[-1]) == at:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((at, 1))
    return runs


def _along(score: float) -> float:
    return RULER_LEFT + score * _MILLIMETRES_PER_POINT_OF_SCORE


def _tick(at: int) -> float:
    if at % 10 == 0:
        return 4.4
    return 3.2 if at % 5 == 0 else 2.0
