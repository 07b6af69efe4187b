"""A ranking as a table: shared by the publisher's draft and the public page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from criteria.model import CriteriaSet
from surveyapp.i18n import current_language, gettext, ngettext, say_number, say_score
from surveyapp.organisations.registers import LEAGUES, PROVINCES
from surveyapp.rankings.model import Line, Trend
from surveyapp.results.edges import level_edges
from surveyapp.web.result_view import name_of

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class RankRow:
    """One row of the table."""

    rank: int
    name: str
    href: str | None
    group: str
    score: str
    level: int
    level_name: str | None
    note: str


@dataclass(frozen=True, slots=True)
class Filter:
    """What the visitor narrowed the table to; an empty code means all."""

    league: str
    province: str
    search: str

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filter:
        """Return the filter that an address carries."""
        return cls(query.get("league", ""), query.get("province", ""), query.get("q", "").strip())

    def address(self) -> dict[str, str]:
        """Return the parts of an address that carry the filter."""
        return {"league": self.league, "province": self.province, "q": self.search}

    def keeps(self, line: Line) -> bool:
        """Tell whether a line is shown."""
        return (
            self.league in ("", line.league)
            and self.province in ("", line.province)
            and self.search.casefold() in line.organisation_name.casefold()
        )


@dataclass(frozen=True, slots=True)
class LevelCount:
    """How many units reached a level."""

    level: int
    name: str | None
    count: int
    share: float


def rank_rows(lines: Sequence[Line], criteria_set: CriteriaSet, chosen: Filter) -> list[RankRow]:
    """Return the rows that a filter keeps; within one league its own ranks are shown."""
    language = current_language()
    edges = level_edges(criteria_set)
    rows = [
        RankRow(
            rank=line.league_rank if chosen.league else line.rank,
            name=line.organisation_name,
            href=None,
            group=LEAGUES[line.league].say(language),
            score=say_score(line.score, edges),
            level=line.level,
            level_name=name_of(criteria_set.levels, line.level, language),
            note=PROVINCES[line.province].say(language),
        )
        for line in lines
        if chosen.keeps(line)
    ]
    return sorted(rows, key=lambda row: row.rank)


def count_levels(lines: Sequence[Line], criteria_set: CriteriaSet) -> list[LevelCount]:
    """Return how many units reached each level."""
    language = current_language()
    most = max((_count(lines, band.level) for band in criteria_set.levels.bands), default=0) or 1
    return [
        LevelCount(
            level=band.level,
            name=band.title.say(language),
            count=_count(lines, band.level),
            share=_count(lines, band.level) / most,
        )
        for band in criteria_set.levels.bands
    ]


def _count(lines: Sequence[Line], level: int) -> int:
    return sum(1 for line in lines if line.level == level)


def choices_of(lines: Sequence[Line]) -> dict[str, list[tuple[str, str]]]:
    """Return the leagues and provinces that occur, for the filter."""
    language = current_language()
    leagues = [code for code in LEAGUES if any(line.league == code for line in lines)]
    provinces = [code for code in PROVINCES if any(line.province == code for line in lines)]
    return {
        "leagues": [("", gettext("Tất cả")), *((c, LEAGUES[c].say(language)) for c in leagues)],
        "provinces": [
            ("", gettext("Tất cả")),
            *((c, PROVINCES[c].say(language)) for c in provinces),
        ],
    }


def say_trend(trend: Trend | None) -> str | None:
    """Say how the units changed since the year before, on what both versions measure alike."""
    if trend is None:
        return None
    if trend.before is None or trend.after is None:
        broken = gettext(
            "Không nối được với năm {year}: hai phiên bản không có phần nào đo như nhau, hoặc "
            "không có đơn vị nào ở cả hai bảng."
        )
        return broken.format(year=trend.year_before)
    words = ngettext(
        "So với năm {year}: {units} đơn vị có mặt ở cả hai bảng, điểm trung bình từ {before} đến "
        "{after}, chỉ tính phần hai phiên bản đo như nhau ({share}% trọng số).",
        "So với năm {year}: {units} đơn vị có mặt ở cả hai bảng, điểm trung bình từ {before} đến "
        "{after}, chỉ tính phần hai phiên bản đo như nhau ({share}% trọng số).",
        trend.units,
    ).format(
        year=trend.year_before,
        units=say_number(trend.units, digits=0),
        before=say_number(trend.before),
        after=say_number(trend.after),
        share=say_number(100 * trend.share, digits=1),
    )
    if trend.index is None:
        return words
    index = gettext("Chỉ số nối chuỗi: {index} (năm {year} = 100).")
    return f"{words} {index.format(index=say_number(trend.index, digits=1), year=trend.first_year)}"
