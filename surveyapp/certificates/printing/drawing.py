"""Line art as PDF operators: the frame, the instruments and the seal are drawn with this.

A path is a string of PDF path operators in page millimetres, counted from the top left corner.
Writing operators at once, instead of SVG for the layout engine to interpret, costs about two
microseconds a segment instead of fifty, and a certificate has thousands of segments.

Source: ISO 32000-1:2008, 8.4.4 (graphics state operators) and 8.5 (path operators).
"""

from collections.abc import Callable, Iterable
from math import cos, pi, sin, tan

PAGE_WIDTH = 297.0
PAGE_HEIGHT = 210.0

_POINTS_PER_MILLIMETRE = 72 / 25.4

Point = tuple[float, float]
Curve = Callable[[float], Point]


class Drawing:
    """A list of filled and stroked paths, painted in the order in which they were added."""

    def __init__(self) -> None:
        self._operators: list[str] = []

    def stroke(self, path: str, colour: str, width: float, *, round_ends: bool = False) -> None:
        """Draw along a path with a pen `width` millimetres wide."""
        ends = " 1 J 1 j" if round_ends else ""
        self._operators.append(f"q {_rgb(colour)} RG {number(width)} w{ends} {path} S Q")

    def fill(self, path: str, colour: str) -> None:
        """Fill a path; where it lies inside itself, the hole stays empty."""
        self._operators.append(f"q {_rgb(colour)} rg {path} f* Q")

    def place(
        self, other: "Drawing", x: float, y: float, *, degrees: float = 0, scale: float = 1
    ) -> None:
        """Add another drawing with its origin at a point, turned clockwise and scaled."""
        a, b = scale * cos(degrees * pi / 180), scale * sin(degrees * pi / 180)
        matrix = f"{a:.6f} {b:.6f} {-b:.6f} {a:.6f} {number(x)} {number(y)}"
        self._operators.append(f"q {matrix} cm {other.operators()} Q")

    def place_around(self, other: "Drawing", x: float, y: float, copies: int) -> None:
        """Repeat another drawing around a point."""
        for index in range(copies):
            self.place(other, x, y, degrees=360 * index / copies)

    def operators(self) -> str:
        """Give what was drawn, still in millimetres from the top left."""
        return "\n".join(self._operators)

    def page_content(self) -> bytes:
        """Give the drawing as content of a page, marked as decoration for screen readers."""
        scale = f"{_POINTS_PER_MILLIMETRE:.9f}"
        height = f"{PAGE_HEIGHT * _POINTS_PER_MILLIMETRE:.6f}"
        page = f"{scale} 0 0 -{scale} 0 {height} cm"
        return f"/Artifact BMC q {page}\n{self.operators()}\nQ EMC\n".encode("ascii")


def number(value: float) -> str:
    """Write a length to the micrometre, as short as it can be."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    """Give the path of a straight line."""
    return f"{number(x0)} {number(y0)} m {number(x1)} {number(y1)} l"


def polygon(points: Iterable[Point]) -> str:
    """Give the closed path through the points."""
    (x, y), *rest = points
    sides = " ".join(f"{number(px)} {number(py)} l" for px, py in rest)
    return f"{number(x)} {number(y)} m {sides} h"


def rectangle(x: float, y: float, width: float, height: float) -> str:
    """Give the path of a rectangle from its top left corner."""
    return f"{number(x)} {number(y)} {number(width)} {number(height)} re"


def circle(x: float, y: float, radius: float) -> str:
    """Give the closed path of a circle."""
    return f"{arc(x, y, radius, 0, 360)} h"


def arc(x: float, y: float, radius: float, start: float, end: float) -> str:
    """Give the path of an arc; degrees run clockwise from the top.

    Notes
    -----
    A piece of angle a is the cubic Bézier curve whose control points lie
    ``4/3 · tan(a/4) · radius`` along the tangents.
    """
    count = max(1, round(abs(end - start) / 30))
    step = (end - start) / count * pi / 180
    reach = 4 / 3 * tan(step / 4) * radius
    at = start * pi / 180
    parts = [f"{number(x + radius * sin(at))} {number(y - radius * cos(at))} m"]
    for _ in range(count):
        after = at + step
        x0, y0 = x + radius * sin(at), y - radius * cos(at)
        x1, y1 = x + radius * sin(after), y - radius * cos(after)
        parts.append(
            f"{number(x0 + reach * cos(at))} {number(y0 + reach * sin(at))} "
            f"{number(x1 - reach * cos(after))} {number(y1 - reach * sin(after))} "
            f"{number(x1)} {number(y1)} c"
        )
        at = after
    return " ".join(parts)


def on_circle(x: float, y: float, radius: float, degrees: float) -> Point:
    """Give the point of a circle, in degrees clockwise from the top."""
    at = degrees * pi / 180
    return x + radius * sin(at), y - radius * cos(at)


def trace(curve: Curve, start: float, end: float, steps: int) -> str:
    """Follow a parametric curve as cubic Bézier pieces.

    Notes
    -----
    Hermite form: the control points lie a third of a step along the tangents, which are taken
    by central differences.
    """
    step = (end - start) / steps
    nudge = step / 100

    def third_of_a_step(at: float) -> Point:
        (x0, y0), (x1, y1) = curve(at - nudge), curve(at + nudge)
        return (x1 - x0) / nudge * step / 6, (y1 - y0) / nudge * step / 6

    x, y = curve(start)
    dx, dy = third_of_a_step(start)
    parts = [f"{number(x)} {number(y)} m"]
    for index in range(1, steps + 1):
        at = start + index * step
        (nx, ny), (ndx, ndy) = curve(at), third_of_a_step(at)
        parts.append(
            f"{number(x + dx)} {number(y + dy)} {number(nx - ndx)} {number(ny - ndy)} "
            f"{number(nx)} {number(ny)} c"
        )
        x, y, dx, dy = nx, ny, ndx, ndy
    return " ".join(parts)


def _rgb(colour: str) -> str:
    return " ".join(number(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
