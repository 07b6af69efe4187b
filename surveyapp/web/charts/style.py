"""How a chart looks: its colours, its font, its size of type."""

from __future__ import annotations

from dataclasses import dataclass

LEVEL_COLOURS = ("#dfe4ea", "#c3e3cf", "#86cbbb", "#2e9db0", "#1c689e", "#152c66")
"""Levels 0 to 5: lightness falls step by step, so the order survives any colour vision."""

LEVEL_INKS = ("#12213a", "#12213a", "#12213a", "#0b1830", "#ffffff", "#ffffff")
"""The colour of words that stand on the colour of each level."""


@dataclass(frozen=True, slots=True)
class Style:
    """Colours as hexadecimal, `font_size` in the drawing's units."""

    font_family: str = "Be Vietnam Pro, Segoe UI, Noto Sans, Arial, sans-serif"
    font_size: float = 13
    ink: str = "#12213a"
    quiet: str = "#566378"
    grid: str = "#c5ced8"
    tick: str = "#8d9aab"
    line: str = "#0b4a8f"
    area: str = "#0b4a8f"
    reference: str = "#b8862b"
    needle: str = "#c8321e"
    ground: str = "#ffffff"
    track: str = "#eef1f4"
    levels: tuple[str, ...] = LEVEL_COLOURS
    level_inks: tuple[str, ...] = LEVEL_INKS

    @property
    def line_height(self) -> float:
        """Return the distance between two lines of words."""
        return self.font_size * 1.32

    def level(self, level: int) -> str:
        """Return the colour of a level; those above the last colour share it."""
        return self.levels[min(level, len(self.levels) - 1)]

    def level_ink(self, level: int) -> str:
        """Return the colour of words on the colour of a level."""
        return self.level_inks[min(level, len(self.level_inks) - 1)]


WEB = Style()
