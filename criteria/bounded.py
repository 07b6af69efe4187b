"""Reads no more of a file than its reader takes: what never ends is refused like what is too large.

What lives here: bytes, up to a limit and one more. What does not: the limits and the sentences of
those who read (`document`, `tables`, `exchange`), who see by the one byte more that there is more.
"""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

_PIECE = 1_000_000


def read_at_most(file: BinaryIO, most: int) -> bytes:
    """Return the content of a file, of a longer one `most` bytes and one more."""
    content = bytearray()
    while len(content) <= most:
        piece = file.read(min(_PIECE, most + 1 - len(content)))
        if not piece:
            break
        content += piece
    return bytes(content)


def read_path_at_most(path: Path, most: int) -> bytes:
    """Return the content of the file at a path, of a longer one `most` bytes and one more.

    Raises
    ------
    OSError
        If it can not be read.
    """
    with path.open("rb") as file:
        return read_at_most(file, most)
