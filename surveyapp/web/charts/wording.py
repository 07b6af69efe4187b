"""How wide words are and where they break, without a font engine.

The widths are those of Be Vietnam Pro semi-bold, rounded up in groups: a label may get a little
more room than it needs, never less.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_WIDTHS = {
    0.24: "' ",
    0.30: "lIi·`\u00a0",
    0.35: "!.:,;j",
    0.48: 'f1rt"|()/s{}',
    0.54: "*\\z<>",
    0.62: "knuvưhxy^-?ec",
    0.68: "EFL+$J[]~28agoSơbdpqPZ35Tđ",
    0.73: "069BR–KY4H_=",
    0.78: "UVDNƯAXC&",
    0.85: "GĐ…OQƠ#",
    0.92: "%wMm",
    1.05: "@W",
}
_WIDTH = {character: width for width, characters in _WIDTHS.items() for character in characters}
_UNKNOWN = 1.05
_ACCENT = 0.02
_HORN = "\u031b"  # part of the letters ơ and ư, not an accent above one


def text_width(text: str, size: float) -> float:
    """Return an upper estimate of the width of `text` set at `size`."""
    return size * _ems(text)


@lru_cache(maxsize=4096)
def _ems(text: str) -> float:
    return sum(map(_width, text))


def _width(character: str) -> float:
    if character in _WIDTH:
        return _WIDTH[character]
    bare = unicodedata.normalize("NFD", character)
    letter = unicodedata.normalize("NFC", bare[:2]) if _HORN in bare[1:2] else bare[0]
    return _WIDTH.get(letter, _UNKNOWN) + _ACCENT


@lru_cache(maxsize=1024)
def wrap(text: str, width: float, size: float) -> tuple[str, ...]:
    """Break `text` between words into few lines of about equal length, at most `width` wide.

    A word that is wider than `width` keeps a line of its own.
    """
    best = _fill(text, width, size)
    while len(best) > 1:
        narrower = max(text_width(line, size) for line in best) - size / 4
        lines = _fill(text, narrower, size)
        if len(lines) > len(best) or max(text_width(line, size) for line in lines) > narrower:
            break
        best = lines
    return best


def _fill(text: str, width: float, size: float) -> tuple[str, ...]:
    lines: list[str] = []
    room = 0.0
    for word in text.split():
        wide = text_width(word, size)
        if lines and wide + text_width(" ", size) <= room:
            lines[-1] += f" {word}"
            room -= wide + text_width(" ", size)
        else:
            lines.append(word)
            room = width - wide
    return tuple(lines) or ("",)


def say_share(share: float | None) -> str:
    """Write a share as whole per cent; a dash where there is none."""
    return "–" if share is None else f"{share * 100:.0f}%"
