"""Goes through one part of a workbook, element by element, keeping nothing.

A document type, which every trick with entities needs, ends the reading.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol
from xml.parsers import expat
from zipfile import ZipFile

_CHUNK = 1 << 16


Attributes = Mapping[str, str]
Begin = Callable[[Attributes], None]
End = Callable[[], None]


class Handler(Protocol):
    """Who is told of the elements; names come without their prefix."""

    def at_start(self, name: str) -> Begin | None:
        """Return what takes in the beginnings of such elements; it is asked once for each name."""

    def at_end(self, name: str) -> End | None:
        """Return what takes in their ends."""

    def text(self, data: str) -> None:
        """Take in a piece of text."""


class PartRefused(ValueError):
    """A part of a workbook that is no XML, or more than XML needs to be."""


def go_through(archive: ZipFile, part: str, handler: Handler) -> None:
    """Tell a handler of every element of a part.

    Raises
    ------
    KeyError
        If there is no such part.
    PartRefused
        If it is not well-formed, or declares a document type.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    begins: dict[str, Begin | None] = {}
    ends: dict[str, End | None] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name not in begins:
            begins[name] = handler.at_start(local_name(name))
            ends[name] = handler.at_end(local_name(name))
        begin = begins[name]
        if begin is not None:
            begin(attributes)

    def end(name: str) -> None:
        finish = ends[name]
        if finish is not None:
            finish()

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        with archive.open(part) as stream:
            while piece := stream.read(_CHUNK):
                parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise PartRefused(str(error)) from None


def local_name(name: str) -> str:
    """Return a name without the prefix of its namespace."""
    return name.rpartition(":")[2]


def _refuse(*_declaration: object) -> None:
    raise PartRefused("a document type")
