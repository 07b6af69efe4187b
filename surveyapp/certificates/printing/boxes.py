"""Places on the page: rectangles in millimetres and the text that stands in them."""

from dataclasses import dataclass
from math import hypot

from surveyapp.certificates.printing.lettering import MILLIMETRES_PER_POINT, Face, FittedText, fit

LINE_HEIGHT = 1.24

# From the top of a line down to its baseline in ems: half the leading, then the ascent of 1 em
# (the faces have a descent of 0.265 em).
BASELINE = (LINE_HEIGHT - 1.265) / 2 + 1


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of the page in millimetres."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of its right side."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The y of its lower side."""
        return self.top + self.height

    def overlaps(self, other: "Area") -> bool:
        """Tell whether the two share any point of their insides."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: "Area", slack: float = 1e-6) -> bool:
        """Tell whether the other one lies inside."""
        return (
            other.left >= self.left - slack
            and other.right <= self.right + slack
            and other.top >= self.top - slack
            and other.bottom <= self.bottom + slack
        )

    def distance_from(self, x: float, y: float) -> float:
        """Measure how far its nearest point is from a point."""
        dx = max(self.left - x, 0.0, x - self.right)
        dy = max(self.top - y, 0.0, y - self.bottom)
        return hypot(dx, dy)


@dataclass(frozen=True, slots=True)
class TextBox:
    """Lines of text in their place; the template sets them without deciding anything.

    `figure` is a last line of its own that stands out, the score below the title of a pillar.
    """

    lines: tuple[str, ...]
    area: Area
    size: float
    align: str = "left"
    figure: str = ""

    @property
    def text(self) -> str:
        """The lines, to be set as they are broken."""
        return "\n".join((*self.lines, "") if self.figure and self.lines else self.lines)

    @property
    def style(self) -> str:
        """The place as a style of the page: numbers only, never text of a user."""
        return (
            f"left:{self.area.left:.2f}mm;top:{self.area.top:.2f}mm;"
            f"width:{self.area.width:.2f}mm;font-size:{self.size:g}pt;text-align:{self.align}"
        )


def line_height(size: float) -> float:
    """Give the height of one line of `size` points in millimetres."""
    return size * LINE_HEIGHT * MILLIMETRES_PER_POINT


def centred(fitted: FittedText, area: Area, align: str = "center") -> TextBox:
    """Stand fitted lines in the middle of the height of an area."""
    height = len(fitted.lines) * line_height(fitted.size)
    top = area.top + (area.height - height) / 2
    return TextBox(fitted.lines, Area(area.left, top, area.width, height), fitted.size, align)


def one_line(
    text: str, typeface: Face, area: Area, *, size: float, smallest: float, align: str = "left"
) -> TextBox:
    """Set one line at `size` points, smaller where it is too long for the area."""
    sizes = [size - step * 0.5 for step in range(int((size - smallest) * 2) + 1)]
    fitted = fit(text, typeface, width=area.width, sizes=sizes, max_lines=1)
    return centred(fitted, area, align)
