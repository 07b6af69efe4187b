"""The text with which a new set begins: small, sound and commented, ready to be overwritten."""

from __future__ import annotations

from importlib.resources import files

_EXAMPLE = "slug: bo-moi\n"


def starting_text(slug: str) -> str:
    """Return the text of a small sound set under a short name.

    >>> "slug: phong-hop" in starting_text("phong-hop")
    True
    """
    text = files("criteria").joinpath("starting.yaml").read_text(encoding="utf-8")
    return text.replace(_EXAMPLE, f"slug: {slug}\n", 1)
