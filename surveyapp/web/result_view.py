"""A result explained: level on its scale, radar, pillars, and where the points were lost.

Shared by the respondent's result page and the evaluator's review.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from criteria.advising import advice_for
from criteria.answers import Given
from criteria.compile import score_one
from criteria.model import CriteriaSet, Levels, Measure
from scoring import UnitResult, Why
from surveyapp.i18n import gettext, ngettext, say_number, say_score
from surveyapp.results.edges import level_edges
from surveyapp.web.advice_view import AdviceView, say_advice
from surveyapp.web.answer_form.wording import plural_of, say_interval, say_points
from surveyapp.web.charts import Axis, Band, level_scale, radar
from surveyapp.web.rules_view import say_adjustments, say_why_not_higher

SHOWN_LOSSES = 10


@dataclass(frozen=True, slots=True)
class ScaleView:
    """The ruler of levels with the score on it."""

    svg: Markup
    bands: tuple[tuple[int, str, str], ...]
    level: int | None
    caption: str | None


@dataclass(frozen=True, slots=True)
class PillarLine:
    """One pillar's outcome."""

    code: str
    title: str
    href: str | None
    share: float | None
    points: str
    maximum: str
    level: int | None
    level_name: str | None


@dataclass(frozen=True, slots=True)
class LostLine:
    """One indicator's part in the distance to the maximum."""

    code: str
    title: str
    href: str | None
    points: str
    maximum: str
    lost: str
    share: float
    advice: AdviceView | None


@dataclass(frozen=True, slots=True)
class ResultView:
    """Everything a layman needs to understand one score."""

    score: str | None
    points: str | None
    maximum: str
    level: int | None
    level_name: str | None
    level_about: str | None
    withheld: bool
    why_withheld: str
    scale: ScaleView | None
    radar: Markup | None
    pillars: tuple[PillarLine, ...]
    lost: tuple[LostLine, ...]
    lost_total: str
    gates: tuple[str, ...]
    adjustments: tuple[str, ...]


def explain(
    answers: Mapping[str, Given],
    criteria_set: CriteriaSet,
    language: str,
    *,
    awarded: Mapping[str, Fraction],
    reference: Mapping[str, Fraction | None] | None = None,
    reference_label: str = "",
) -> ResultView:
    """Score answers, such as the frozen ones of a submission, and say the result in words."""
    scored = score_one(criteria_set, answers, awarded)
    level = next((b for b in criteria_set.levels.bands if b.level == scored.level), None)
    missing_points = scored.maximum - scored.points if scored.points is not None else Fraction(0)
    return ResultView(
        score=None
        if scored.score is None
        else say_score(scored.score, level_edges(criteria_set, scored.maximum)),
        points=None if scored.points is None else say_number(scored.points),
        maximum=say_number(scored.maximum),
        level=scored.level,
        level_name=level.title.say(language) if level else None,
        level_about=level.about.say(language) if level and level.about else None,
        withheld=scored.withheld is not None,
        why_withheld=_say_withheld(scored),
        scale=_scale(criteria_set, scored, language),
        radar=_radar(criteria_set, scored, language, reference, reference_label),
        pillars=_pillars(criteria_set, scored, language),
        lost=_lost(criteria_set, scored, language, answers, awarded),
        lost_total=say_number(missing_points),
        gates=tuple(say_why_not_higher(criteria_set, scored, language)),
        adjustments=tuple(say_adjustments(criteria_set, scored)),
    )


def _say_withheld(scored: UnitResult) -> str:
    if scored.withheld is None:
        return ""
    if scored.withheld.why is Why.WEIGHTS_FROM_DATA:
        return gettext(
            "Trọng số của bộ này tính từ dữ liệu của mọi đơn vị, nên điểm chỉ có trong bảng xếp "
            "hạng của đợt."
        )
    return gettext("Chưa có điểm vì không có câu trả lời nào được tính điểm.")


def _scale(criteria_set: CriteriaSet, scored: UnitResult, language: str) -> ScaleView | None:
    if scored.score is None or scored.points is None or scored.maximum == 0:
        return None
    cut = criteria_set.levels
    in_points = cut.measure is Measure.POINTS
    whole = scored.maximum if in_points else Fraction(100)
    measured = scored.points if in_points else scored.score
    unit = gettext("điểm")
    shown = say_number(measured)
    title = ngettext(
        "Thang mức độ: {points} điểm", "Thang mức độ: {points} điểm", plural_of(measured)
    )
    return ScaleView(
        svg=level_scale(
            _drawn_bands(cut, whole, language),
            float(measured),
            title=title.format(points=shown),
            value_text=shown,
            say=say_number,
        ),
        bands=tuple(
            (band.level, band.title.say(language), say_interval(band.interval, unit=unit))
            for band in cut.bands
        ),
        level=scored.level,
        caption=None,
    )


def _drawn_bands(cut: Levels, whole: Fraction, language: str) -> list[Band]:
    """Return the levels within the whole scale, the open ends cut at its ends."""
    return [
        Band(
            level=band.level,
            name=band.title.say(language),
            lower=float(band.interval.lower or 0),
            upper=float(whole if band.interval.upper is None else min(band.interval.upper, whole)),
        )
        for band in cut.bands
        if (band.interval.lower or 0) <= whole
    ]


def _radar(
    criteria_set: CriteriaSet,
    scored: UnitResult,
    language: str,
    reference: Mapping[str, Fraction | None] | None,
    reference_label: str,
) -> Markup | None:
    if len(criteria_set.pillars) < 3:
        return None
    axes = [
        Axis(
            title.say(language),
            None if pillar.share is None else float(pillar.share),
            gettext("không áp dụng") if pillar.score is None else say_number(pillar.score),
        )
        for title, pillar in zip(
            (pillar.title for pillar in criteria_set.pillars), scored.pillars, strict=True
        )
    ]
    compared: list[float | None] = []
    if reference is not None:
        scores = (reference.get(pillar.code) for pillar in criteria_set.pillars)
        compared = [None if score is None else float(score / 100) for score in scores]
    return radar(
        axes,
        title=gettext("Điểm theo trụ cột, thang 100"),
        reference=compared,
        reference_label=reference_label,
    )


def _pillars(
    criteria_set: CriteriaSet, scored: UnitResult, language: str
) -> tuple[PillarLine, ...]:
    return tuple(
        PillarLine(
            code=pillar.code,
            title=pillar.title.say(language),
            href=None,
            share=None if found.share is None else float(found.share),
            points="–" if found.points is None else say_number(found.points),
            maximum=say_number(found.maximum),
            level=found.level,
            level_name=name_of(criteria_set.pillar_levels, found.level, language),
        )
        for pillar, found in zip(criteria_set.pillars, scored.pillars, strict=True)
    )


def name_of(levels: Levels | None, level: int | None, language: str) -> str | None:
    """Return the name of a level."""
    bands = levels.bands if levels else ()
    return next((band.title.say(language) for band in bands if band.level == level), None)


def _lost(
    criteria_set: CriteriaSet,
    scored: UnitResult,
    language: str,
    answers: Mapping[str, Given],
    awarded: Mapping[str, Fraction],
) -> tuple[LostLine, ...]:
    criterion_of = {
        indicator.code: criterion
        for criterion in criteria_set.criteria()
        for indicator in criterion.indicators
    }
    titles = {indicator.code: indicator.title for indicator in criteria_set.indicators()}
    return tuple(
        LostLine(
            code=loss.code,
            title=titles[loss.code].say(language),
            href=None,
            points=say_points(loss.points),
            maximum=say_points(loss.maximum),
            lost=say_number(loss.lost),
            share=float(loss.points / loss.maximum),
            advice=say_advice(
                advice_for(criterion_of[loss.code], scored, answers, awarded), language
            ),
        )
        for loss in scored.lost[:SHOWN_LOSSES]
    )
