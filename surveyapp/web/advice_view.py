"""Advice in words: what to do next, what it takes and who can help."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from criteria.model import Advice, Criterion
from surveyapp.i18n import gettext, ngettext, say_number
from surveyapp.web.answer_form.wording import plural_of


@dataclass(frozen=True, slots=True)
class AdviceView:
    """One next step; `effort` and `help` are None where the set does not say."""

    do: str
    effort: str | None
    help: str | None


def say_advice(advice: Advice | None, language: str) -> AdviceView | None:
    """Say one next step in a language."""
    if advice is None:
        return None
    effort = None
    if advice.effort is not None:
        sentence = ngettext(
            "khoảng {days} ngày công", "khoảng {days} ngày công", plural_of(advice.effort)
        )
        effort = sentence.format(days=say_number(advice.effort))
    return AdviceView(
        do=advice.do.say(language),
        effort=effort,
        help=None if advice.help is None else advice.help.say(language),
    )


def list_advice(criterion: Criterion, language: str) -> Iterator[tuple[str, str]]:
    """Yield everything that a criterion advises, each with whom it is for."""
    for one in criterion.advice:
        view = say_advice(one, language)
        assert view is not None
        words = [view.do]
        if view.effort is not None:
            words.append(gettext("Công sức: {effort}.").format(effort=view.effort))
        if view.help is not None:
            words.append(gettext("Ai có thể giúp: {help}").format(help=view.help))
        yield _label(one), " ".join(words)


def _label(advice: Advice) -> str:
    if advice.level is not None:
        return gettext("Nên làm gì tiếp khi ở mức {level}").format(level=advice.level)
    if advice.below is not None and advice.below < 100:
        return gettext("Nên làm gì tiếp khi dưới {score} trên thang 100").format(
            score=say_number(advice.below)
        )
    return gettext("Nên làm gì tiếp")
