"""What the commands share that look at a whole table of answers and not at single units.

What lives here: reading a table for a study, and how its numbers are shown. What does not: what a
study finds (`robustness`, `coherence`, `agreement`).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction

from criteria.among import NumbersNotComparable
from criteria.compile import Unit
from criteria.members import answering
from criteria.model import CriteriaSet
from criteria.numbers import show_number
from criteria.tables import TableFormat
from criteria.weighing import WeightsNotFound
from scoring.means import NegativeValue
from surveyapp.cli.answers import read_units
from surveyapp.cli.output import output_format
from surveyapp.cli.speech import Refused

WRITABLE = [TableFormat.CSV.value, TableFormat.XLSX.value, TableFormat.JSON.value]
_MOST_NAMES = 10
_WORDS = {
    "vi": {
        "form": "Kết quả có dạng CSV, XLSX hoặc JSON. Hãy đổi đuôi tệp hoặc --format.",
        "not_comparable": "Không so sánh được các số ở {code} giữa các đơn vị. Hãy kiểm tra lại.",
        "weights": (
            "Dữ liệu chưa cho ra trọng số ở {code}: cần ít nhất ba đơn vị có đủ số liệu, các phần "
            "phải khác nhau giữa các đơn vị và cùng chiều. Hãy bổ sung, hoặc đổi “weights”."
        ),
        "negative": (
            "Có điểm âm dưới một trung bình nhân, điều hòa hoặc lũy thừa, vốn chỉ dùng cho số từ "
            "0. Hãy đổi cách chuẩn hóa, hoặc dùng “aggregation: mean”."
        ),
    },
    "en": {
        "form": "The result is CSV, XLSX or JSON. Change the ending, or --format.",
        "not_comparable": "The numbers at {code} cannot be compared among units. Check them.",
        "weights": (
            "The data give no weights at {code}: it takes three or more units without gaps, parts "
            "that differ among them and run the same way. Add units, or change “weights”."
        ),
        "negative": (
            "Points below 0 stand under a geometric, harmonic or power mean, which takes numbers "
            "from 0 only. Change the normalisation, or use “aggregation: mean”."
        ),
    },
}


def read_answering(
    criteria_set: CriteriaSet, name: str, given: str | None, decimal: str | None, language: str
) -> list[Unit]:
    """Return the units of a table that answer themselves, ready to be scored."""
    units = read_units(criteria_set, name, given, decimal, language)
    return [Unit(u.unit, u.answers, u.league) for u in answering(criteria_set, units)]


def study_format(name: str | None, chosen: str | None, language: str) -> TableFormat:
    """Return the form of a result, or refuse before anything is worked out."""
    if name is None:
        return TableFormat.CSV
    found = output_format(name, chosen, language)
    if found.value not in WRITABLE:
        raise Refused([_WORDS[language]["form"]])
    return found


@contextmanager
def refusing_odd_numbers(language: str) -> Iterator[None]:
    """Refuse numbers that a set cannot judge among the units, or cannot take a mean of."""
    words = _WORDS[language]
    try:
        yield
    except WeightsNotFound as fault:
        raise Refused([words["weights"].format(code=fault.code)]) from None
    except NumbersNotComparable as fault:
        raise Refused([words["not_comparable"].format(code=fault.code)]) from None
    except NegativeValue:
        raise Refused([words["negative"]]) from None


def plain(number: float) -> float | None:
    """Return a number as a cell holds it; NaN is an empty cell."""
    return None if math.isnan(number) else float(number)


def json_content(content: object, *, indent: int | None = 1) -> bytes:
    """Return data as the bytes of a JSON file."""
    return (json.dumps(content, ensure_ascii=False, indent=indent, allow_nan=False) + "\n").encode()


def shown(number: float, language: str, places: int = 2) -> str:
    """Return a number for people; a question mark where there is none.

    >>> shown(0.71239, "vi"), shown(float("nan"), "vi")
    ('0,71', '?')
    """
    if math.isnan(number):
        return "?"
    return show_number(Fraction(repr(float(number))), language, places)


def percent(part: float, language: str) -> str:
    """Return a part of a whole as per cent, without decimals.

    >>> percent(0.945, "en")
    '95 %'
    """
    return f"{shown(round(100 * part, 9), language, 0)} %"


def listed(names: Sequence[str]) -> str:
    """Return names in a row, the first few of many."""
    return ", ".join(names[:_MOST_NAMES]) + ("…" if len(names) > _MOST_NAMES else "")
