"""Codes for the parts of a set, made of names that were chosen for something else."""

from __future__ import annotations

import re
from unicodedata import category, normalize

_LONGEST = 36


def plain_letters(text: str) -> str:
    """Return a text in ASCII: ``Đào tạo`` is ``Dao tao``.

    >>> plain_letters("Đào tạo")
    'Dao tao'
    """
    apart = normalize("NFKD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in apart if category(letter) != "Mn")


class Codes:
    """Gives every part a code of its own."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def node(self, name: str) -> str:
        """Return a code in capital letters and digits with dots between them.

        One that is taken gets a number.
        """
        parts = re.findall("[A-Z0-9]+", plain_letters(name).upper())
        if not parts or not parts[0][0].isalpha():
            parts.insert(0, "Q")
        return self._own(".".join(parts)[:_LONGEST].rstrip("."), ".")

    def _own(self, code: str, mark: str) -> str:
        number, own = 1, code
        while own in self._taken:
            number += 1
            own = f"{code}{mark}{number}"
        self._taken.add(own)
        return own


def option_code(name: str, taken: set[str]) -> str:
    """Return the code of a choice that no other of its list has."""
    code = re.sub("[^a-z0-9_-]+", "-", plain_letters(name).lower()).strip("-_")[:_LONGEST] or "x"
    number, own = 1, code
    while own in taken:
        number += 1
        own = f"{code}-{number}"
    taken.add(own)
    return own


def slug_of(name: str) -> str:
    """Return a short name in small letters, digits and hyphens."""
    parts = re.findall("[a-z0-9]+", plain_letters(name).lower())
    return "-".join(parts)[:50].rstrip("-") or "xlsform"


def version_of(name: str) -> str:
    """Return a version of digits and dots."""
    return name if re.fullmatch(r"[0-9]+(\.[0-9]+){0,3}", name) and len(name) <= 30 else "0.1"
