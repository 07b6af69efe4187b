"""SVG elements as escaped text. Nothing here knows a chart."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from surveyapp.web.charts.style import Style

NOTHING = Markup("")
_OPEN, _CLOSE, _END = Markup("<"), Markup("</"), Markup(">")
_SPACE, _IS, _QUOTE = Markup(" "), Markup('="'), Markup('"')


def number(value: float) -> str:
    """Write a coordinate with at most two decimals and without a negative zero."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def percent(value: float) -> str:
    """Write a place along the width of the drawing."""
    return f"{number(value)}%"


def clamp(share: float) -> float:
    """Return the share, held inside [0, 1]."""
    return min(1.0, max(0.0, share))


def together(parts: Iterable[Markup]) -> Markup:
    """Put elements one after the other."""
    return NOTHING.join(parts)


def tag(name: str, content: str = NOTHING, **attributes: str | float) -> Markup:
    """Return one element; `font_size=13` becomes ``font-size="13"``, `class_` loses its mark.

    Joining into `Markup` escapes every plain string: values, words and names alike.
    """
    written: list[str] = [_OPEN, name]
    for key, value in attributes.items():
        shown = value if isinstance(value, str) else number(value)
        written += (_SPACE, key.rstrip("_").replace("_", "-"), _IS, shown, _QUOTE)
    return NOTHING.join((*written, _END, content, _CLOSE, name, _END))


def label(
    words: str, *, x: str | float, y: float, size: float, **attributes: str | float
) -> Markup:
    """Return words; the weight is semi-bold unless `font_weight` says otherwise."""
    look: dict[str, str | float] = {"font_weight": 600, "text_anchor": "start"}
    look |= attributes
    return tag("text", words, x=x, y=y, font_size=size, **look)


def drawing(
    content: Markup, *, key: str, title: str, spoken: str, style: Style, **box: str | float
) -> Markup:
    """Return the whole drawing with its accessible name and its values as words."""
    names = tag("title", title, id=f"{key}-title") + tag("desc", spoken, id=f"{key}-words")
    return tag(
        "svg",
        names + content,
        class_="chart",
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        aria_labelledby=f"{key}-title {key}-words",
        font_family=style.font_family,
        font_size=style.font_size,
        **box,
    )
