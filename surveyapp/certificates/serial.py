"""The serial of a certificate: made at random, read back from what a person typed.

A serial looks like ``TS26-7K3F-9Q2M-C``: the product, the year, eight random characters (forty
bits) and a check character. The thirty-two characters are Crockford's, without I, L, O and U,
so that nothing is mistaken for a one or a zero.

Notes
-----
The check is a weighted sum over the field of 32 elements: the characters after ``TS`` are field
elements ``a1 … an`` and the last one is chosen so that ``Σ aⁱ · ai = 0`` for the primitive
element ``a``. Addition in that field is exclusive or. A wrong character changes the sum by
``aⁱ · d``, never zero; two exchanged characters change it by ``(aⁱ + aʲ) · d``, never zero while
fewer than 31 characters are counted. So every single error and every exchange of two characters
is found, neighbours or not. ISO 7064 mod 37,36 was the alternative: its check character may be
I, L, O or U, and it lets some exchanges of neighbours pass.

Source: R. Lidl, H. Niederreiter, *Introduction to Finite Fields and their Applications* (1994),
ch. 9 (linear codes); D. Crockford, *Base 32* (crockford.com/base32.html), for the alphabet.
"""

from random import Random

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

_PREFIX = "TS"
_GROUPS = (4, 8, 12)
_LENGTH = 13
_RANDOM_CHARACTERS = 8
_FIELD_POLYNOMIAL = 0b100101  # x⁵ + x² + 1, primitive over the field of two elements
_TYPED_FOR = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SEPARATORS = str.maketrans("", "", "-‐‑–—. \t\n\r\u00a0")


def make_serial(year: int, rng: Random) -> str:
    """Draw a serial for a certificate issued in `year`.

    Parameters
    ----------
    year : int
        From 2000 to 2099; its last two digits are printed.
    rng : random.Random
        ``secrets.SystemRandom()`` in production, a seeded one where it must repeat.

    Examples
    --------
    >>> serial = make_serial(2026, Random(1))
    >>> serial == normalise_serial(serial.lower())
    True
    """
    if not 2000 <= year <= 2099:
        raise ValueError(f"A serial cannot carry the year {year}")
    drawn = "".join(ALPHABET[rng.randrange(len(ALPHABET))] for _ in range(_RANDOM_CHARACTERS))
    counted = f"{year % 100:02d}{drawn}"
    return _grouped(_PREFIX + counted + _check_character(counted))


def normalise_serial(text: str) -> str | None:
    """Read a serial as a person typed it, or return None where it cannot be one.

    Case, blanks and hyphens do not matter; O is read as zero, I and L as one.

    Examples
    --------
    >>> normalise_serial("not a serial") is None
    True
    """
    typed = text.upper().translate(_SEPARATORS)
    if len(typed) != _LENGTH or not typed.startswith(_PREFIX):
        return None
    counted = typed.removeprefix(_PREFIX).translate(_TYPED_FOR)
    if not counted[:2].isdecimal() or not set(counted) <= set(ALPHABET):
        return None
    return _grouped(_PREFIX + counted) if _weighted_sum(counted) == 0 else None


def _grouped(characters: str) -> str:
    starts = (0, *_GROUPS)
    ends = (*_GROUPS, len(characters))
    return "-".join(characters[start:end] for start, end in zip(starts, ends, strict=True))


def _check_character(counted: str) -> str:
    # The check character has the weight a⁰ = 1, so it is the sum of all the others.
    return ALPHABET[_weighted_sum(counted + ALPHABET[0])]


def _weighted_sum(counted: str) -> int:
    """Sum aⁱ · ai by Horner's rule, the last character having the weight one."""
    total = 0
    for character in counted:
        total = _times_primitive(total) ^ ALPHABET.index(character)
    return total


def _times_primitive(element: int) -> int:
    doubled = element << 1
    return doubled ^ _FIELD_POLYNOMIAL if doubled & 0b100000 else doubled
