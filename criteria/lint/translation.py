"""Whether words were translated: Vietnamese where another language is promised.

What lives here: telling Vietnamese words from names, which every language takes as they are. A
machine knows no other language by its letters, so words without marks ("Internet", "ERP", "Cao")
are never doubted.
"""

from __future__ import annotations

import re
from unicodedata import normalize

_OWN = "ăĂđĐĩĨũŨơƠưƯ\u1ea0-\u1ef9"
"""Letters that hardly any other language has; the rest of the marks stands in "café" as well."""

_ONLY_VIETNAMESE = re.compile(f"[{_OWN}]")
_MARKED = re.compile(f"[{_OWN}àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_TAKEN_AS_THEY_ARE = frozenset({"huế", "phở", "tết"})
"""Single words that look like any other at the beginning of a text, but are said in English too."""


def holds_vietnamese(text: str) -> bool:
    """Tell whether a text holds a Vietnamese word that is no name.

    >>> [holds_vietnamese(one) for one in ("Chữ ký số", "Có", "Hà Nội", "QĐ-BTTTT", "Internet")]
    [True, True, False, False, False]
    """
    return any(_MARKED.search(word) for word in _plain_words(text))


def is_vietnamese(text: str) -> bool:
    """Tell whether most words of a text that are no names are Vietnamese.

    >>> [is_vietnamese(one) for one in ("Chữ ký số", "The movement (Bình dân học vụ số)", "Café")]
    [True, False, False]
    """
    if not _MARKED.search(normalize("NFC", text)):
        return False
    words = _plain_words(text)
    marked = [word for word in words if _MARKED.search(word)]
    return 2 * len(marked) > len(words) and any(map(_ONLY_VIETNAMESE.search, marked))


def _plain_words(text: str) -> list[str]:
    """Return the words that are no names: a capital counts as one, except where a text begins."""
    first, *others = _WORD.findall(normalize("NFC", text)) or [""]
    small = [word for word in others if word[0].islower()]
    begins = [first] if small or not others else []
    return [word for word in begins + small if word.casefold() not in _TAKEN_AS_THEY_ARE]
