"""Laws of numbers and answers that hold whatever is typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from criteria.answers import AnswerFaulty, Fault, Value
from criteria.kinds import handler_of
from criteria.model import (
    Answer,
    Choice,
    Choices,
    DatedTarget,
    FreeText,
    Interval,
    Ladder,
    LadderLevel,
    Number,
    Option,
    Percentage,
    Ratio,
    Step,
    Steps,
    Task,
    Text,
    YesNo,
)
from criteria.numbers import DecimalMark, as_cell, canonical, readings, show_number
from criteria.sentences import say

WORDS = Text({"vi": "câu", "en": "words"})
TABLE = (
    Step(Interval(upper=Fraction(1, 2)), Fraction(0)),
    Step(Interval(lower=Fraction(1, 2), lower_included=True), Fraction(5)),
)
ANSWERS: Mapping[str, Answer] = {
    "ladder": Ladder(tuple(LadderLevel(n, Fraction(n), WORDS) for n in range(6))),
    "yes_no": YesNo(Fraction(10)),
    "choice": Choice(tuple(Option(code, WORDS, Fraction(3)) for code in "abc")),
    "choices": Choices(
        (
            *(Option(code, WORDS, Fraction(3)) for code in "abc"),
            Option("none", WORDS, Fraction(0), exclusive=True),
        ),
        cap=Fraction(7),
    ),
    "number": Number(Fraction(10), Fraction(40), WORDS, Fraction(3)),
    "ratio": Ratio(WORDS, WORDS, Fraction(10), Fraction(7, 10), may_exceed=True),
    "ratio_steps": Ratio(WORDS, WORDS, Fraction(5), steps=TABLE),
    "steps": Steps(WORDS, TABLE),
    "percentage": Percentage(Fraction(10), Fraction(80)),
    "task": Task(Fraction(3), WORDS, Fraction(5, 2), date(2026, 12, 1)),
    "dated_target": DatedTarget(
        Fraction(10), Fraction(18), date(2024, 12, 31), Fraction(30), date(2030, 12, 31), WORDS
    ),
    "text": FreeText(),
}
NAMES = st.sampled_from(sorted(ANSWERS))
DECIMALS = st.decimals(0, 10**6, allow_nan=False, allow_infinity=False, places=4)
TYPED = st.one_of(
    st.text(max_size=12),
    st.from_regex(r"\A-?[0-9]{0,5}[.,; ]?[0-9]{0,5}[.,%]?[0-9]{0,3}\Z"),
    DECIMALS.map(str),
    st.sampled_from(["yes", "không", "a;b", "none", "2026-11-30", "31/12/2026", "0", "3"]),
)


def try_reading(answer: Answer, cells: Mapping[str, str]) -> Value | tuple[Fault, ...]:
    """Return the value, or the faults for which it is refused."""
    try:
        return handler_of(answer).read(answer, cells)
    except AnswerFaulty as faulty:
        return faulty.faults


@given(NAMES, st.data())
def test_whatever_is_typed_is_a_legal_value_or_refused(name: str, data: st.DataObject) -> None:
    answer = ANSWERS[name]
    handler = handler_of(answer)
    parts = [part.name for part in handler.parts(answer)]
    cells = {part: data.draw(TYPED, label=part) for part in parts}
    value = try_reading(answer, cells)
    if isinstance(value, tuple):
        assert value
        assert all(say(fault, "vi") and say(fault, "en") for fault in value)
    else:
        handler.check(answer, value)
        assert 0 <= handler.points(answer, value) <= answer.maximum
        assert handler.show(answer, value, "vi")
        for mark in DecimalMark:
            assert handler.read(answer, handler.cells(answer, value, mark=mark)) == value


@given(DECIMALS, st.sampled_from(["vi", "en"]))
def test_a_shown_number_can_be_typed_again(number: Decimal, language: str) -> None:
    mark = DecimalMark.COMMA if language == "vi" else DecimalMark.POINT
    assert readings(show_number(number, language), mark) == (Decimal(canonical(number)),)


@given(DECIMALS, st.sampled_from(list(DecimalMark)))
def test_a_written_cell_has_one_reading(number: Decimal, mark: DecimalMark) -> None:
    assert readings(as_cell(canonical(number), mark)) == (Decimal(canonical(number)),)


@given(st.text(max_size=20))
def test_a_text_has_at_most_two_readings_and_a_declared_mark_settles_them(typed: str) -> None:
    found = readings(typed)
    assert len(found) <= 2
    declared = [reading for mark in DecimalMark for reading in readings(typed, mark)]
    assert set(found) == set(declared)
    assert all(len(readings(typed, mark)) <= 1 for mark in DecimalMark)


@given(DECIMALS, DECIMALS)
def test_more_never_brings_less(one: Decimal, other: Decimal) -> None:
    low, high = sorted((canonical(one), canonical(other)), key=Decimal)
    for name in ("number", "steps"):
        answer = ANSWERS[name]
        worse, better = ({"number": number} for number in (low, high))
        assert handler_of(answer).points(answer, worse) <= handler_of(answer).points(answer, better)
    way = ANSWERS["dated_target"]
    worse, better = ({"number": n, "measured_on": "2027-05-06"} for n in (low, high))
    assert handler_of(way).points(way, worse) <= handler_of(way).points(way, better)
    ratio = ANSWERS["ratio"]
    worse, better = ({"a": number, "b": "7"} for number in (low, high))
    assert handler_of(ratio).points(ratio, worse) <= handler_of(ratio).points(ratio, better)


@given(DECIMALS, st.integers(0, 9), st.booleans())
def test_a_task_is_the_mean_of_three_shares(progress: Decimal, errors: int, is_late: bool) -> None:
    task = ANSWERS["task"]
    done_on = "2026-12-02" if is_late else "2026-12-01"
    value: dict[str, str | int] = {"progress": canonical(progress), "errors": errors}
    if progress >= Decimal("2.5"):
        value["done_on"] = done_on
    quantity = min(Fraction(1), Fraction(progress) / Fraction(5, 2))
    quality = max(Fraction(0), 1 - Fraction(errors, 4)) if progress else Fraction(0)
    in_time = Fraction(3, 4) if is_late else Fraction(1)
    timeliness = in_time if quantity == 1 else Fraction(0)
    assert handler_of(task).points(task, value) == quantity + quality + timeliness
