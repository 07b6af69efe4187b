"""What real answers say about a criteria set, in words for its authors.

What lives here: the words and their order. What does not: any number (`criteria.coherence`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from criteria.coherence import Coherence
from criteria.model import CriteriaSet
from criteria.numbers import show_number
from surveyapp.cli.study import listed, percent, shown

ENOUGH = 0.7
"""Cronbach's alpha from which a set counts as reliable (OECD/JRC Handbook, pp. 63-82)."""

NEARLY_ALL = 0.95
TWINS = 0.9
_WORDS = {
    "vi": {
        "head": "{reference}: câu trả lời của {count} đơn vị, {items} câu hỏi tính điểm",
        "alpha": "Độ tin cậy (Cronbach alpha): {alpha}, {judged}.",
        "enough": "đạt (từ {least})",
        "low": "thấp (nên từ {least}): các câu hỏi đo những điều khác nhau",
        "unknown": "không tính được",
        "pillars": "  trụ cột     alpha   trọng số khai báo   ảnh hưởng thực   tên",
        "pillar": "  {code:<10}  {alpha:>5}  {nominal:>18}  {effective:>15}   {title}",
        "alike": "Không phân biệt được ai (mọi đơn vị trả lời như nhau): {codes}.",
        "ceiling": "Mọi đơn vị đã đạt tối đa, nên tăng yêu cầu: {codes}.",
        "nearly": "Gần như mọi đơn vị (từ {part}) đã đạt tối đa: {codes}.",
        "floor": "Chưa đơn vị nào có điểm: {codes}.",
        "against": "Đi ngược các câu khác của trụ cột (tương quan âm): {codes}.",
        "twins": "Hai trụ cột gần như trùng nhau (tương quan từ {least}): {pairs}.",
        "nobody": "Không ai trả lời: {codes}.",
        "weights": "Ảnh hưởng thực khác trọng số khai báo nhiều nhất ở:",
        "weight": "  {code}  {title}: khai báo {nominal}, thực {effective}",
        "fine": "Không thấy câu hỏi nào thừa, đi ngược hay đã chạm trần.",
    },
    "en": {
        "head": "{reference}: answers of {count} units, {items} questions that count",
        "alpha": "Reliability (Cronbach's alpha): {alpha}, {judged}.",
        "enough": "acceptable (from {least})",
        "low": "low (should be {least}): the questions measure different things",
        "unknown": "cannot be worked out",
        "pillars": "  pillar      alpha     declared weight    effective one   title",
        "pillar": "  {code:<10}  {alpha:>5}  {nominal:>18}  {effective:>15}   {title}",
        "alike": "These tell nobody apart (all answer alike): {codes}.",
        "ceiling": "All units have reached the maximum, so it could ask for more: {codes}.",
        "nearly": "Nearly all units ({part} or more) have reached the maximum: {codes}.",
        "floor": "No unit has any points yet: {codes}.",
        "against": "These run against the others of their pillar (negative correlation): {codes}.",
        "twins": "Two pillars nearly say the same (correlation from {least}): {pairs}.",
        "nobody": "Nobody answered: {codes}.",
        "weights": "The effective weight differs most from the declared one at:",
        "weight": "  {code}  {title}: declared {nominal}, effective {effective}",
        "fine": "No question is idle, runs against the others or has reached its ceiling.",
    },
}


def summary(criteria_set: CriteriaSet, found: Coherence, language: str, top: int) -> Iterator[str]:
    """Yield what the authors of a set should know; long lists are cut after `top` lines."""
    words = _WORDS[language]
    yield words["head"].format(
        reference=criteria_set.reference,
        count=show_number(found.counted, language),
        items=len(found.items.codes),
    )
    yield words["alpha"].format(
        alpha=shown(found.alpha, language), judged=_judged(found.alpha, language)
    )
    yield from _pillar_lines(criteria_set, found, language)
    yield ""
    remarks = list(_remarks(found, language))
    yield from remarks or [words["fine"]]
    yield ""
    yield from _weight_lines(criteria_set, found, language, top)


def _judged(alpha: float, language: str) -> str:
    key = "unknown" if np.isnan(alpha) else "enough" if alpha >= ENOUGH else "low"
    return _WORDS[language][key].format(least=shown(ENOUGH, language))


def _pillar_lines(criteria_set: CriteriaSet, found: Coherence, language: str) -> Iterator[str]:
    words, parts = _WORDS[language], found.parts
    titles = {pillar.code: pillar.title.say(language) for pillar in criteria_set.pillars}
    yield words["pillars"]
    for at, code in enumerate(parts.codes):
        yield words["pillar"].format(
            code=code,
            alpha=shown(parts.alpha[at], language),
            nominal=_part(parts.influence.nominal[at], language),
            effective=_part(parts.influence.effective[at], language),
            title=titles[code],
        )


def _remarks(found: Coherence, language: str) -> Iterator[str]:
    """Yield what should be looked at, one line for each sort of remark."""
    words, items = _WORDS[language], found.items
    answered, alike = items.spread.answered > 0, items.spread.alike
    full, none = items.spread.at_top == 1, items.spread.at_bottom == 1
    nearly = (items.spread.at_top >= NEARLY_ALL) & ~full
    marked: list[tuple[str, NDArray[np.bool_]]] = [
        ("nobody", ~answered),
        ("ceiling", full),
        ("floor", answered & none),
        ("alike", alike & ~full & ~none),
        ("nearly", nearly),
        ("against", np.nan_to_num(items.rest) < 0),
    ]
    for key, which in marked:
        codes = [code for code, marks in zip(items.codes, which, strict=True) if marks]
        if codes:
            part = percent(NEARLY_ALL, language)
            yield words[key].format(codes=listed(codes), part=part)
    pairs = _twins(found)
    if pairs:
        yield words["twins"].format(pairs=listed(pairs), least=shown(TWINS, language))


def _twins(found: Coherence) -> Sequence[str]:
    codes, matrix = found.parts.codes, np.nan_to_num(found.parts.correlations)
    rows, columns = np.nonzero(np.triu(matrix >= TWINS, k=1))
    return [f"{codes[a]} – {codes[b]}" for a, b in zip(rows, columns, strict=True)]


def _weight_lines(
    criteria_set: CriteriaSet, found: Coherence, language: str, top: int
) -> Iterator[str]:
    words, items = _WORDS[language], found.items
    titles = {one.code: one.title.say(language) for one in criteria_set.indicators()}
    apart = np.abs(items.influence.effective - items.influence.nominal)
    if np.isnan(apart).all():
        return
    yield words["weights"]
    for at in np.argsort(-np.nan_to_num(apart), kind="stable")[:top].tolist():
        code = items.codes[at]
        yield words["weight"].format(
            code=code,
            title=titles[code],
            nominal=_part(items.influence.nominal[at], language),
            effective=_part(items.influence.effective[at], language),
        )


def _part(part: float, language: str) -> str:
    return f"{shown(100 * part, language, 1)} %"
