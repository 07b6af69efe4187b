"""What a study of a ranking says, in words for people who know no statistics.

What lives here: the words and their order. What does not: any number (`criteria.robustness`).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

import numpy as np

from criteria.alternatives import DECLARED
from criteria.model import CriteriaSet
from criteria.numbers import show_number
from scoring.rank_statistics import firm_tops
from scoring.uncertainty import Factor
from surveyapp.cli.robustness_file import Run
from surveyapp.cli.study import listed, percent

SURE = 0.95
_MOST_LEAGUES = 5
_MOST_GROUPS = 8
_WORDS = {
    "vi": {
        "head": "{reference}: {count} đơn vị, xếp hạng lại {replicates} lần",
        "varied": "Đã thay đổi: {choices}",
        "weights": "trọng số (±{noise})",
        "dirichlet": "trọng số (Dirichlet, C = {concentration})",
        "normalisation": "cách chuẩn hóa ({options})",
        "aggregation": "cách tổng hợp ({options})",
        "missing": "cách tính câu bỏ trống ({options})",
        "not_applicable": "cách tính câu không áp dụng ({options})",
        "league": "Nhóm “{league}”:",
        "firm": "Chắc chắn: {count} đơn vị đứng đầu vẫn là các đơn vị này: {names}.",
        "firm_one": "Chắc chắn: đơn vị đứng đầu là {names}.",
        "not_firm": "Chưa chắc chắn: không có nhóm đứng đầu nào (tới hạng {top}) giữ nguyên.",
        "apart": "Không phân biệt được thứ hạng của: {groups}.",
        "group": "{names} (hạng {first}–{last})",
        "all_apart": "Mọi đơn vị liền nhau (tới hạng {top}) đều phân biệt được.",
        "table": "  hạng  giữa   90 % số lần   trong {top} đầu   đơn vị",
        "row": "  {rank:>4}  {median:>4}  {range:>12}  {in_top:>12}   {unit}",
        "range": "{low}–{high}",
        "more": "  … và {count} đơn vị nữa (--top, --output)",
        "matters": "Điều làm thay đổi thứ hạng (riêng nó; cùng với các điều khác):",
        "factor": "  {name}: {first}; {total}",
        "interval": "{middle} ({low}–{high})",
        "unchanged": "Không lần nào thứ hạng thay đổi.",
        "withheld": "{count} đơn vị không có điểm nên không tham gia.",
        "run": "Hạt {seed}, máy chấm {engine}, bộ {set_hash}, dữ liệu {input_hash}, lượt {draws}",
        "no_measured_numbers": "Không đổi cách chuẩn hóa: bộ không so sánh số giữa các đơn vị.",
        "no_gaps": "Không đổi cách tính câu bỏ trống: không có câu nào bỏ trống.",
        "no_other_mean": "Không đổi cách tổng hợp: không có trung bình nào khác dùng được.",
    },
    "en": {
        "head": "{reference}: {count} units, ranked again {replicates} times",
        "varied": "What varied: {choices}",
        "weights": "weights (±{noise})",
        "dirichlet": "weights (Dirichlet, C = {concentration})",
        "normalisation": "normalisation ({options})",
        "aggregation": "aggregation ({options})",
        "missing": "what an unanswered question counts as ({options})",
        "not_applicable": "what happens where a question does not apply ({options})",
        "league": "League “{league}”:",
        "firm": "Firm: the first {count} are always these: {names}.",
        "firm_one": "Firm: the first is {names}.",
        "not_firm": "Not firm: no group at the top (to rank {top}) stays the same.",
        "apart": "These can not be told apart: {groups}.",
        "group": "{names} (ranks {first}–{last})",
        "all_apart": "All neighbours (to rank {top}) can be told apart.",
        "table": "  rank   mid   90 % of runs   in first {top}    unit",
        "row": "  {rank:>4}  {median:>4}  {range:>12}  {in_top:>12}   {unit}",
        "range": "{low}–{high}",
        "more": "  … and {count} more units (--top, --output)",
        "matters": "What moves the ranks (alone; together with the others):",
        "factor": "  {name}: {first}; {total}",
        "interval": "{middle} ({low}–{high})",
        "unchanged": "The ranks never changed.",
        "withheld": "Units without a score, which take no part: {count}.",
        "run": "Seed {seed}, engine {engine}, set {set_hash}, input {input_hash}, draws {draws}",
        "no_measured_numbers": "Normalisation did not vary: the set compares no numbers of units.",
        "no_gaps": "The rule for gaps did not vary: nothing was left unanswered.",
        "no_other_mean": "Aggregation did not vary: no other mean can be used.",
    },
}
_OPTIONS = {
    "vi": {
        DECLARED: "như khai báo",
        "min_max": "min–max",
        "z_score": "điểm z",
        "percentile_rank": "hạng phần trăm",
        "mean": "trung bình cộng",
        "geometric": "trung bình nhân",
        "zero": "bằng 0",
        "neutral": "bằng một nửa",
        "skip": "bỏ qua",
        "withhold": "không chấm",
        "redistribute": "chia lại trọng số",
        "reduce": "giảm điểm tối đa",
    },
    "en": {
        DECLARED: "as declared",
        "min_max": "min–max",
        "z_score": "z-score",
        "percentile_rank": "percentile rank",
        "mean": "arithmetic mean",
        "geometric": "geometric mean",
        "zero": "0",
        "neutral": "half",
        "skip": "skipped",
        "withhold": "no score",
        "redistribute": "weight redistributed",
        "reduce": "maximum reduced",
    },
}
_NAMES = {
    "vi": {
        "weights": "trọng số",
        "normalisation": "chuẩn hóa",
        "aggregation": "tổng hợp",
        "missing": "câu bỏ trống",
        "not_applicable": "câu không áp dụng",
    },
    "en": {
        "weights": "weights",
        "normalisation": "normalisation",
        "aggregation": "aggregation",
        "missing": "unanswered questions",
        "not_applicable": "questions that do not apply",
    },
}


def summary(criteria_set: CriteriaSet, run: Run, language: str) -> Iterator[str]:
    """Yield what a layman should know: what is firm, who cannot be told apart, what matters."""
    words, found = _WORDS[language], run.uncertain
    yield words["head"].format(
        reference=criteria_set.reference,
        count=_number(len(found.places), language),
        replicates=_number(run.draws.n_free, language),
    )
    choices = "; ".join(_choice(run, factor, language) for factor in found.factors)
    yield words["varied"].format(choices=choices)
    yield from (words[why.value] for why in found.otherwise.idle.values())
    withheld = len(found.table.units) - len(found.places)
    if withheld:
        yield words["withheld"].format(count=_number(withheld, language))
    for league in range(min(int(found.leagues.max()) + 1, _MOST_LEAGUES)):
        yield ""
        yield from _league_lines(run, league, language)
    yield ""
    yield from _factor_lines(run, language)
    yield _facts(run, language)


def _choice(run: Run, factor: Factor, language: str) -> str:
    words, weights = _WORDS[language], run.uncertain.weights
    if factor.name == "weights":
        if weights.concentration is not None:
            shown = show_number(Fraction(str(weights.concentration)), language)
            return words["dirichlet"].format(concentration=shown)
        return words["weights"].format(noise=percent(weights.noise, language))
    options = ", ".join(_OPTIONS[language][option] for option in factor.options)
    return words[factor.name].format(options=options)


def _league_lines(run: Run, league: int, language: str) -> Iterator[str]:
    words = _WORDS[language]
    own = run.units_of(league)
    names = [run.uncertain.table.units[run.uncertain.places[unit]] for unit in own]
    if run.uncertain.leagues.max() > 0:
        place = run.uncertain.places[own[0]]
        yield words["league"].format(league=run.uncertain.table.leagues[place])
    if len(own) > 1:
        yield _firm_line(run, own, names, language)
        yield from _apart_lines(run, league, names, language)
    yield words["table"].format(top=run.top)
    order = run.neighbours_of(league).order.tolist()
    intervals = run.study.intervals
    for at in order[: run.top]:
        unit = own[at]
        low, high = _rank(intervals.low[unit], language), _rank(intervals.high[unit], language)
        yield words["row"].format(
            rank=int(intervals.nominal[unit]),
            median=_rank(intervals.median[unit], language),
            range=words["range"].format(low=low, high=high),
            in_top=percent(float(intervals.in_top[unit]), language),
            unit=names[at],
        )
    if len(order) > run.top:
        yield words["more"].format(count=_number(len(order) - run.top, language))


def _firm_line(run: Run, own: list[int], names: list[str], language: str) -> str:
    """Say how many at the top are the same in nearly all repetitions."""
    words, nominal = _WORDS[language], run.uncertain.nominal[own]
    most = min(run.top, len(own) - 1)
    firm = firm_tops(nominal, run.study.ranks[:, own], most=most, sure=SURE)
    if not firm:
        return words["not_firm"].format(top=most)
    first = np.argsort(nominal, kind="stable")[: firm[-1]].tolist()
    key = "firm_one" if len(first) == 1 else "firm"
    return words[key].format(count=len(first), names=listed([names[at] for at in first]))


def _apart_lines(run: Run, league: int, names: list[str], language: str) -> Iterator[str]:
    """Say which neighbours at the top no repetition can tell apart for sure."""
    words, beside = _WORDS[language], run.neighbours_of(league)
    apart = beside.told_apart(SURE)[: run.top]
    edges = [0, *(np.flatnonzero(apart) + 1).tolist(), len(apart) + 1]
    groups = []
    for start, stop in pairwise(edges):
        members = [names[at] for at in beside.order[start:stop].tolist()]
        if len(members) > 1:
            ranks = {"first": start + 1, "last": stop}
            groups.append(words["group"].format(names=listed(members), **ranks))
    if groups:
        more = "…" if len(groups) > _MOST_GROUPS else ""
        yield words["apart"].format(groups="; ".join(groups[:_MOST_GROUPS]) + more)
    else:
        yield words["all_apart"].format(top=min(run.top, len(names)))


def _factor_lines(run: Run, language: str) -> Iterator[str]:
    words, sobol = _WORDS[language], run.study.sobol
    if sobol is None:
        return
    if np.isnan(sobol.total).any():
        yield words["unchanged"]
        return
    yield words["matters"]
    for at in np.argsort(-sobol.total, kind="stable").tolist():
        first = _interval(sobol.first[at], sobol.first_low[at], sobol.first_high[at], language)
        total = _interval(sobol.total[at], sobol.total_low[at], sobol.total_high[at], language)
        name = _NAMES[language][run.uncertain.factors[at].name]
        yield words["factor"].format(name=name, first=first, total=total)


def _interval(middle: float, low: float, high: float, language: str) -> str:
    shown = [percent(float(number), language) for number in (middle, low, high)]
    return _WORDS[language]["interval"].format(middle=shown[0], low=shown[1], high=shown[2])


def _facts(run: Run, language: str) -> str:
    facts = run.facts
    return _WORDS[language]["run"].format(
        seed=facts["seed"],
        engine=facts["engine_version"],
        set_hash=str(facts["set_hash"])[:12],
        input_hash=str(facts["input_hash"])[:12],
        draws=str(facts["draws_hash"])[:12],
    )


def _number(number: int, language: str) -> str:
    return show_number(number, language)


def _rank(rank: float, language: str) -> str:
    return "?" if np.isnan(rank) else show_number(Fraction(rank), language, 1)
