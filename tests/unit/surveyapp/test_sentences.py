"""Every refusal has a sentence that can be said, in every language, with what is told about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from fractions import Fraction
from string import Formatter

import pytest

from criteria.model import Interval
from surveyapp.assessments import errors as of_assessments
from surveyapp.campaigns import errors as of_campaigns
from surveyapp.errors import Invalid, NotAllowed, NotFound, Refusal, RuleBroken
from surveyapp.i18n import LANGUAGES, use_language
from surveyapp.people import errors as of_people
from surveyapp.rankings import errors as of_rankings
from surveyapp.reviews import errors as of_reviews
from surveyapp.web.answer_form.wording import say_interval
from surveyapp.web.refusals import fill

AT = datetime(2026, 6, 1, 5, tzinfo=UTC)


def _refusals(root: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    yield root
    for below in root.__subclasses__():
        yield from _refusals(below)


def _slots(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("refusal", list(_refusals()), ids=lambda one: one.__name__)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_can_be_said(
    refusal: type[Refusal], language: str, speak: Callable[[str], None]
) -> None:
    speak(language)
    parameters = {name: AT if name.endswith("_at") else 7 for name in _slots(refusal.sentence)}
    said = fill(refusal.sentence, parameters)
    assert "{" not in said
    assert said[-1] in ".?!"
    assert 400 <= refusal.status < 500


def test_refusals_are_sorted_into_kinds() -> None:
    kinds = {NotFound: 404, NotAllowed: 403, RuleBroken: 409, Invalid: 422}
    for kind, status in kinds.items():
        assert {below.status for below in _refusals(kind)} == {status}
    assert len(list(_refusals(RuleBroken))) > 10


def test_parameters_are_written_as_the_reader_does(speak: Callable[[str], None]) -> None:
    assert fill("{at}; {share}; {name}", {"at": AT, "share": Fraction(5, 2), "name": "Lan"}) == (
        "12:00 01/06/2026; 2,5; Lan"
    )
    speak("en")
    assert fill("{at}; {share}", {"at": AT, "share": Fraction(5, 2)}) == "1 Jun 2026, 12:00; 2.5"


HALF, WHOLE = Fraction(1, 2), Fraction(1)


@pytest.mark.parametrize(
    ("interval", "vi"),
    [
        (Interval(HALF, True, WHOLE, True), "từ 50% đến 100%"),
        (Interval(HALF, True, WHOLE, False), "từ 50% đến dưới 100%"),
        (Interval(HALF, False, WHOLE, True), "trên 50% đến 100%"),
        (Interval(HALF, False, WHOLE, False), "trên 50% đến dưới 100%"),
        (Interval(HALF, True), "từ 50% trở lên"),
        (Interval(HALF, False), "trên 50%"),
        (Interval(None, False, HALF, True), "đến 50%"),
        (Interval(None, False, HALF, False), "dưới 50%"),
        (Interval(HALF, True, HALF, True), "50%"),
    ],
)
def test_intervals_name_the_owner_of_each_edge(interval: Interval, vi: str) -> None:
    assert say_interval(interval, percent=True) == vi
    use_language("en")
    said = say_interval(interval, percent=True)
    use_language("vi")
    assert said != vi or vi == "50%"


def test_the_refusals_of_every_concept_are_known_here() -> None:
    concepts = (of_assessments, of_campaigns, of_people, of_rankings, of_reviews)
    known = {one.__module__ for one in _refusals()}
    assert {concept.__name__ for concept in concepts} <= known
