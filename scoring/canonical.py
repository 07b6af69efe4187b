"""A table of results as bytes: one form for everybody, so that tables can be compared and kept.

What lives here: results -> canonical JSON. Not here: the results (`report`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from scoring.results import RequirementNotMet, UnitResult
from scoring.rules import Adjustment, Applied

FORMAT = 1


def table_bytes(
    head: Mapping[str, str], codes: Sequence[str], results: Iterable[UnitResult]
) -> bytes:
    """Return results as JSON in UTF-8.

    Parameters
    ----------
    head : mapping from str to str
        What the table was worked out by and from.
    codes : sequence of str
        Every node of the tree; `shares` of a unit stand in this order.
    results : iterable of UnitResult

    Returns
    -------
    bytes
        One line for the head and one for each unit, keys in a fixed order, no spaces. Whole numbers
        are whole; every other number is the exact one rounded to the nearest float64, which is the
        same on any machine, for any number of threads and any order of sums.

    Examples
    --------
    >>> table_bytes({"engine_version": "1"}, ["all"], []).decode()
    '{"format":1,"engine_version":"1","codes":["all"],"units":[\\n]}\\n'
    """
    content = {"format": FORMAT, **head, "codes": list(codes)}
    lines = ",\n".join(_dumps(_unit(result)) for result in results)
    return f'{_dumps(content)[:-1]},"units":[\n{lines}{chr(10) if lines else ""}]}}\n'.encode()


def _unit(result: UnitResult) -> dict[str, object]:
    why = result.withheld
    return {
        "unit": result.unit,
        "league": result.league,
        "withheld": None if why is None else {"why": why.why.value, "codes": list(why.codes)},
        "score": _number(result.score),
        "points": _number(result.points),
        "maximum": _number(result.maximum),
        "level": result.level,
        "rank": result.rank,
        "overall_rank": result.overall_rank,
        "pillar_levels": {one.code: one.level for one in result.pillars if one.level is not None},
        **_reasons(result),
        "missing": list(result.missing),
        "shares": [_number(node.share) for node in result.nodes],
    }


def _reasons(result: UnitResult) -> dict[str, object]:
    """What changed the points and lowered the level, in the order of the steps."""
    full = result.quota_full
    return {
        "applied": [_applied(one) for one in result.applied],
        "level_before_gates": result.level_before_gates,
        "gates_not_passed": [
            {
                "level": one.gate.level,
                "pillars": one.gate.pillars,
                "pillar_level": one.gate.pillar_level,
                "reached": one.reached,
            }
            for one in result.gates_not_passed
        ],
        "requirements_not_met": [_unmet(one) for one in result.requirements_not_met],
        "quota_full": None
        if full is None
        else {"level": full.quota.level, "places": full.places, "counted": full.counted},
    }


def _applied(applied: Applied) -> dict[str, object]:
    rule = applied.rule
    if isinstance(rule, Adjustment):
        named: dict[str, object] = {"rule": rule.sign.value, "codes": list(rule.codes)}
    else:
        named = {"rule": "ceiling", "points": _number(rule.points)}
    return {**named, "change": _number(applied.change)}


def _unmet(unmet: RequirementNotMet) -> dict[str, object]:
    codes = [condition.code for condition in unmet.conditions]
    return {"level": unmet.requirement.level, "codes": codes}


def _number(number: Fraction | None) -> int | float | None:
    if number is None:
        return None
    return number.numerator if number.denominator == 1 else float(number)


def _dumps(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
