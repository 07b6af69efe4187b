"""The pillars as graduated bars, for sets with too few or too many pillars for a radar."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from surveyapp.certificates.printing.boxes import Area, TextBox, centred, line_height
from surveyapp.certificates.printing.drawing import Drawing, line, rectangle
from surveyapp.certificates.printing.lettering import face, fit
from surveyapp.certificates.printing.palette import BLUE, GOLD, GREY, PALE_BLUE

_TITLE_SHARE = 0.56
_SCORE_WIDTH = 13.0
_GAP = 2.5
_TALLEST_ROW = 19.0
_SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0)


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars in the order of the pillars, each with the boxes of its title and its score."""

    tracks: tuple[Area, ...]
    labels: tuple[TextBox, ...]

    def draw(self, sheet: Drawing, shares: Sequence[float]) -> None:
        """Draw each bar as long as its share, in [0, 1], over a scale of tenths."""
        for track, share in zip(self.tracks, shares, strict=True):
            sheet.fill(rectangle(track.left, track.top, track.width, track.height), PALE_BLUE)
            sheet.fill(rectangle(track.left, track.top, track.width * share, track.height), BLUE)
            below = track.bottom
            marks = (track.left + track.width * tenth / 10 for tenth in range(11))
            ticks = (line(at, below, at, below + 0.8) for at in marks)
            sheet.stroke(" ".join(ticks), GREY, 0.13)
            sheet.stroke(line(track.left, below, track.right, below), GOLD, 0.25)


def place_bars(titles: Sequence[str], scores: Sequence[str], area: Area) -> Bars:
    """Share the height of the area among the pillars, all titles in one size."""
    height = min(area.height / len(titles), _TALLEST_ROW)
    top = area.top + (area.height - height * len(titles)) / 2
    rows = [
        Area(area.left, top + index * height, area.width, height) for index in range(len(titles))
    ]
    set_titles = _titles(titles, rows)
    figures = (
        _figure(score, row, title.size)
        for score, row, title in zip(scores, rows, set_titles, strict=True)
    )
    labels = chain.from_iterable(zip(set_titles, figures, strict=True))
    return Bars(tuple(_track(row) for row in rows), tuple(labels))


def _track(row: Area) -> Area:
    left = row.left + row.width * _TITLE_SHARE + _GAP
    thickness = min(row.height * 0.38, 3.4)
    return Area(
        left,
        row.top + (row.height - thickness) / 2,
        row.right - _SCORE_WIDTH - left,
        thickness,
    )


def _titles(titles: Sequence[str], rows: Sequence[Area]) -> list[TextBox]:
    width, height = rows[0].width * _TITLE_SHARE, rows[0].height
    for size in _SIZES:
        lines = max(1, int(height / line_height(size)))
        fitted = [
            fit(title, face("SemiBold"), width=width, sizes=(size,), max_lines=lines)
            for title in titles
        ]
        if line_height(size) <= height and not any(one.cut for one in fitted):
            break
    places = (Area(row.left, row.top, width, height) for row in rows)
    return [centred(one, place, "right") for one, place in zip(fitted, places, strict=True)]


def _figure(score: str, row: Area, size: float) -> TextBox:
    height = line_height(size)
    place = Area(
        row.right - _SCORE_WIDTH, row.top + (row.height - height) / 2, _SCORE_WIDTH, height
    )
    return TextBox((), place, size, "right", score)
