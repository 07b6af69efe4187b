"""Charts as SVG text: a radar of pillars, horizontal bars, the ruler of levels.

What lives here: geometry and drawing from plain values, the same for a page and for a printed
certificate. Every colour, size and font is an attribute, so no style sheet is needed; the classes
only let a page restyle it. What does not: fetching, scoring, translating (words come translated).
"""

from surveyapp.web.charts.bars import Bar, bars
from surveyapp.web.charts.radar import Axis, radar
from surveyapp.web.charts.scale import Band, level_scale
from surveyapp.web.charts.style import LEVEL_COLOURS, LEVEL_INKS, WEB, Style

__all__ = [
    "LEVEL_COLOURS",
    "LEVEL_INKS",
    "WEB",
    "Axis",
    "Band",
    "Bar",
    "Style",
    "bars",
    "level_scale",
    "radar",
]
