"""Letters measured before they are set: widths, line breaks, sizes that fit, outlines for drawings.

The widths come from the same font files that are embedded, so a text that fits here fits on the
page, and the layout engine has nothing left to decide. Kerning is left out: it only tightens.
Lengths are millimetres, sizes are points.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from fontTools.pens.basePen import decomposeQuadraticSegment
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from surveyapp.certificates.printing.drawing import Point, number

FONTS_FOLDER = Path(__file__).resolve().parents[1] / "fonts"
MILLIMETRES_PER_POINT = 25.4 / 72

_ELLIPSIS = "…"


class Face:
    """One font file: how wide its characters are and what they look like."""

    def __init__(self, path: Path) -> None:
        self._font = TTFont(path, lazy=True)
        self._units = float(self._font["head"].unitsPerEm)
        self._glyph_names: dict[int, str] = self._font.getBestCmap()
        advances: dict[str, tuple[int, int]] = self._font["hmtx"].metrics
        self._em_advances = {
            chr(code): advances[name][0] / self._units for code, name in self._glyph_names.items()
        }

    def em_width(self, text: str) -> float:
        """Measure `text` in ems; a character that the font lacks counts as a full em."""
        return sum(map(self._em_advance, text))

    def width(self, text: str, size: float) -> float:
        """Measure `text` in millimetres when it is set at `size` points."""
        return self.em_width(text) * size * MILLIMETRES_PER_POINT

    def outline(self, character: str, height: float, *, x: float, baseline: float) -> str:
        """Draw one character as a path, its em `height` millimetres long."""
        name = self._glyph_names.get(ord(character))
        if name is None:
            return ""
        scale = height / self._units
        glyphs = self._font.getGlyphSet()
        contours = DecomposingRecordingPen(glyphs)
        # Fonts count upwards, pages downwards.
        glyphs[name].draw(TransformPen(contours, (scale, 0, 0, -scale, x, baseline)))
        return _path_of(contours.value)

    def outline_line(self, text: str, height: float, *, centre: float, baseline: float) -> str:
        """Draw a straight line of text as a path, centred on `centre`."""
        x = centre - self.em_width(text) * height / 2
        parts = []
        for character in text:
            parts.append(self.outline(character, height, x=x, baseline=baseline))
            x += self._em_advance(character) * height
        return " ".join(part for part in parts if part)

    def _em_advance(self, character: str) -> float:
        return self._em_advances.get(character, 1.0)


@cache
def face(name: str) -> Face:
    """Open a face of Be Vietnam Pro once: Regular, MediumItalic, SemiBold or Bold."""
    return Face(FONTS_FOLDER / f"BeVietnamPro-{name}.ttf")


@dataclass(frozen=True)
class FittedText:
    """Lines and the size in points at which they fit.

    `cut` says that words had to be left out, `parted` that one had to be broken inside.
    """

    lines: tuple[str, ...]
    size: float
    cut: bool = False
    parted: bool = False


def fit(
    text: str, typeface: Face, *, width: float, sizes: Sequence[float], max_lines: int
) -> FittedText:
    """Set `text` in at most `max_lines` balanced lines at the largest of `sizes` that fits.

    Where even the smallest does not fit, the last line ends in an ellipsis.

    Examples
    --------
    >>> fit("một hai", face("Bold"), width=100, sizes=(20, 10), max_lines=1).size
    20
    """
    words = _measured_words(text, typeface)
    ordered = sorted(sizes, reverse=True)
    for size in ordered:
        limit = width / (size * MILLIMETRES_PER_POINT)
        lines = _wrap(words, typeface, limit)
        if len(lines) <= max_lines:
            parted = any(word_width > limit for _, word_width in words)
            return FittedText(_balanced(words, typeface, lines, limit), size, parted=parted)
    last = _shortened(lines[max_lines - 1], typeface, limit)
    return FittedText((*lines[: max_lines - 1], last), ordered[-1], cut=True)


@lru_cache(maxsize=256)
def _measured_words(text: str, typeface: Face) -> tuple[tuple[str, float], ...]:
    return tuple((word, typeface.em_width(word)) for word in text.split())


def _wrap(words: Sequence[tuple[str, float]], typeface: Face, limit: float) -> list[str]:
    """Break at blanks, and inside a word only where it is wider than `limit` ems alone."""
    blank = typeface.em_width(" ")
    lines: list[str] = []
    current, reach = "", 0.0
    for word, width in words:
        if current and reach + blank + width <= limit:
            current, reach = f"{current} {word}", reach + blank + width
            continue
        if current:
            lines.append(current)
        current, reach = word, width
        if width > limit:
            *full, current = _pieces(word, typeface, limit)
            lines.extend(full)
            reach = typeface.em_width(current)
    return [*lines, current]


def _pieces(word: str, typeface: Face, limit: float) -> list[str]:
    pieces, reach = [""], 0.0
    for character in word:
        width = typeface.em_width(character)
        if pieces[-1] and reach + width > limit:
            pieces.append("")
            reach = 0.0
        pieces[-1] += character
        reach += width
    return pieces


def _balanced(
    words: Sequence[tuple[str, float]], typeface: Face, lines: list[str], limit: float
) -> tuple[str, ...]:
    """Narrow the lines as far as their number stays, so that no line is left almost empty."""
    best, narrow, wide = lines, max((width for _, width in words), default=limit), limit
    if len(lines) == 1 or narrow >= limit:
        return tuple(lines)
    for _ in range(8):
        middle = (narrow + wide) / 2
        narrower = _wrap(words, typeface, middle)
        if len(narrower) <= len(lines):
            best, wide = narrower, middle
        else:
            narrow = middle
    return tuple(best)


def _shortened(line: str, typeface: Face, limit: float) -> str:
    kept = line
    while kept and typeface.em_width(kept + _ELLIPSIS) > limit:
        kept = kept[:-1]
    return kept.rstrip() + _ELLIPSIS


def _path_of(contours: list[tuple[str, tuple[Point, ...]]]) -> str:
    """Turn recorded contours of a TrueType glyph (lines and quadratic curves) into a path."""
    parts: list[str] = []
    at: Point = (0.0, 0.0)
    for operation, points in contours:
        if operation == "closePath":
            parts.append("h")
            continue
        if operation == "qCurveTo":
            for control, end in decomposeQuadraticSegment(points):
                parts.append(_cubic(at, control, end))
                at = end
            continue
        at = points[0]
        parts.append(f"{number(at[0])} {number(at[1])} {'m' if operation == 'moveTo' else 'l'}")
    return " ".join(parts)


def _cubic(start: Point, control: Point, end: Point) -> str:
    """Raise one quadratic Bézier piece to the cubic form that PDF knows."""
    ends = [(start[axis] + 2 * control[axis]) / 3 for axis in (0, 1)]
    ends += [(end[axis] + 2 * control[axis]) / 3 for axis in (0, 1)]
    return " ".join(number(value) for value in (*ends, *end)) + " c"
