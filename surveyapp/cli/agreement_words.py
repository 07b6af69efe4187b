"""How far tables of answers agree, in words for those who verify and review.

What lives here: the words and their order. What does not: any number (`criteria.agreement`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from criteria.agreement import Agreement, Pair
from criteria.model import CriteriaSet
from criteria.numbers import show_number
from surveyapp.cli.study import listed, percent, shown

_WORDS = {
    "vi": {
        "head": "{reference}: {count} đơn vị có trong mọi bảng",
        "only": "Chỉ có trong bảng {number}, không so sánh: {units}.",
        "against": "So với {name}:",
        "score": "  Điểm: trung bình {how} {bias} điểm (độ lệch chuẩn {spread}); {over} đơn vị cao "
        "hơn, {under} thấp hơn.",
        "higher": "cao hơn",
        "lower": "thấp hơn",
        "same_score": "  Điểm: mọi đơn vị bằng nhau.",
        "level": "  Mức: {same} đơn vị cùng mức, {over} cao hơn, {under} thấp hơn.",
        "items": "  Khai cao hơn nhiều nhất ở các câu hỏi (phần của điểm tối đa):",
        "item": "    {code}  {title}: {bias}, cao hơn ở {over} đơn vị",
        "no_items": "  Không câu hỏi nào khai cao hơn.",
        "units": "  Khai cao hơn nhiều nhất (phần của điểm tối đa, trung bình các câu):",
        "unit": "    {unit}: {bias}, cao hơn ở {over} câu",
        "no_units": "  Không đơn vị nào khai cao hơn.",
        "kappa": "  Kappa có trọng số, trung vị của {count} câu hỏi: {middle}, {judged}.",
        "lowest": "  Khác nhau nhiều nhất (kappa): {codes}.",
        "icc": "Tương quan trong lớp của điểm, ICC(2,1): {single}, {judged}; "
        "ICC(2,{k}): {average}.",
        "poor": "kém",
        "fair": "trung bình",
        "good": "tốt",
        "excellent": "rất tốt",
        "unknown": "không tính được",
    },
    "en": {
        "head": "{reference}: {count} units stand in every table",
        "only": "Only in table {number}, not compared: {units}.",
        "against": "Against {name}:",
        "score": "  Score: {bias} points {how} in the mean (standard deviation {spread}); {over} "
        "units higher, {under} lower.",
        "higher": "higher",
        "lower": "lower",
        "same_score": "  Score: all units have the same.",
        "level": "  Level: {same} units have the same, {over} a higher one, {under} a lower one.",
        "items": "  Most is claimed beyond the other at (as a part of the maximum):",
        "item": "    {code}  {title}: {bias}, higher for {over} units",
        "no_items": "  At no question more is claimed.",
        "units": "  Who claims most beyond the other (part of the maximum, mean of questions):",
        "unit": "    {unit}: {bias}, higher at {over} questions",
        "no_units": "  No unit claims more.",
        "kappa": "  Weighted kappa, median of {count} questions: {middle}, {judged}.",
        "lowest": "  They differ most at (kappa): {codes}.",
        "icc": "Intraclass correlation of scores, ICC(2,1): {single}, {judged}; "
        "ICC(2,{k}): {average}.",
        "poor": "poor",
        "fair": "moderate",
        "good": "good",
        "excellent": "excellent",
        "unknown": "cannot be worked out",
    },
}
_KAPPA = (0.4, 0.6, 0.8)
"""Moderate, good and excellent begin here (Landis and Koch, 1977)."""

_ICC = (0.5, 0.75, 0.9)
"""The same for intraclass correlations (Koo and Li, 2016)."""

_LEAST_KAPPA = 0.6


def summary(
    criteria_set: CriteriaSet, found: Agreement, against: Sequence[str], language: str, top: int
) -> Iterator[str]:
    """Yield what those who compare should know; long lists are cut after `top` lines."""
    words = _WORDS[language]
    count = show_number(len(found.units), language)
    yield words["head"].format(reference=criteria_set.reference, count=count)
    for number, units in enumerate(found.only, start=1):
        if units:
            yield words["only"].format(number=number, units=listed(units))
    for at, name in enumerate(against):
        yield ""
        yield words["against"].format(name=name)
        yield from _pair_lines(criteria_set, found, at, language, top)
    yield ""
    yield words["icc"].format(
        single=shown(found.whole.single, language),
        judged=_judged(found.whole.single, _ICC, language),
        average=shown(found.whole.average, language),
        k=len(found.tables),
    )


def _pair_lines(
    criteria_set: CriteriaSet, found: Agreement, at: int, language: str, top: int
) -> Iterator[str]:
    pair = found.pairs[at]
    yield from _whole_lines(pair, language)
    yield from _item_lines(criteria_set, found, pair, language, top)
    yield from _unit_lines(found, pair, language, top)
    yield from _kappa_lines(found, pair, language)


def _whole_lines(pair: Pair, language: str) -> Iterator[str]:
    words, scores, levels = _WORDS[language], pair.scores, pair.levels
    over, under, _ = _counts(scores.over[0], scores.under[0], scores.compared[0])
    if over + under:
        bias = float(scores.bias[0])
        yield words["score"].format(
            how=words["higher" if bias >= 0 else "lower"],
            bias=shown(abs(bias), language),
            spread=shown(float(scores.spread[0]), language),
            over=over,
            under=under,
        )
    else:
        yield words["same_score"]
    over, under, same = _counts(levels.over[0], levels.under[0], levels.compared[0])
    yield words["level"].format(over=over, under=under, same=same)


def _counts(over: float, under: float, compared: int) -> tuple[int, int, int]:
    """Turn parts of what was compared back into numbers."""
    if not compared:
        return 0, 0, 0
    above, below = round(over * compared), round(under * compared)
    return above, below, int(compared) - above - below


def _item_lines(
    criteria_set: CriteriaSet, found: Agreement, pair: Pair, language: str, top: int
) -> Iterator[str]:
    words = _WORDS[language]
    titles = {one.code: one.title.say(language) for one in criteria_set.indicators()}
    order = _largest(pair.items.bias, top)
    yield words["items" if order else "no_items"]
    for at in order:
        code, compared = found.codes[at], int(pair.items.compared[at])
        yield words["item"].format(
            code=code,
            title=titles[code],
            bias=percent(float(pair.items.bias[at]), language),
            over=round(pair.items.over[at] * compared),
        )


def _unit_lines(found: Agreement, pair: Pair, language: str, top: int) -> Iterator[str]:
    words = _WORDS[language]
    order = _largest(pair.units.bias, top)
    yield words["units" if order else "no_units"]
    for at in order:
        yield words["unit"].format(
            unit=found.units[at],
            bias=percent(float(pair.units.bias[at]), language),
            over=round(pair.units.over[at] * int(pair.units.compared[at])),
        )


def _largest(bias: np.ndarray[tuple[int], np.dtype[np.float64]], top: int) -> list[int]:
    """Return the places of what lies most above 0, in order."""
    filled = np.nan_to_num(bias)
    order = np.argsort(-filled, kind="stable")[:top].tolist()
    return [at for at in order if filled[at] > 0]


def _kappa_lines(found: Agreement, pair: Pair, language: str) -> Iterator[str]:
    words = _WORDS[language]
    known = np.flatnonzero(~np.isnan(pair.kappa))
    if not len(known):
        return
    middle = float(np.median(pair.kappa[known]))
    yield words["kappa"].format(
        count=len(known),
        middle=shown(middle, language),
        judged=_judged(middle, _KAPPA, language),
    )
    order = known[np.argsort(pair.kappa[known], kind="stable")]
    low = [
        f"{found.codes[at]} ({shown(float(pair.kappa[at]), language)})"
        for at in order.tolist()
        if pair.kappa[at] < _LEAST_KAPPA
    ]
    if low:
        yield words["lowest"].format(codes=listed(low))


def _judged(number: float, edges: tuple[float, float, float], language: str) -> str:
    if np.isnan(number):
        return _WORDS[language]["unknown"]
    names = ("poor", "fair", "good", "excellent")
    return _WORDS[language][names[int(np.searchsorted(edges, number, side="right"))]]
