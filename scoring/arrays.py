"""The array types that cross the borders of this package, and how they are made read-only.

Not here: any arithmetic.
"""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Ranks = NDArray[np.signedinteger[Any]]
Levels = NDArray[np.signedinteger[Any]]

_Array = TypeVar("_Array", bound=NDArray[Any])


def frozen(array: _Array) -> _Array:
    """Return `array` itself, closed against writing.

    >>> frozen(np.zeros(2)).flags.writeable
    False
    """
    array.setflags(write=False)
    return array
