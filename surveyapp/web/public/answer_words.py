"""How an answer brings points, in words and rows: one function for each kind of answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from criteria.model import (
    Answer,
    Choice,
    Choices,
    DatedTarget,
    FreeText,
    Ladder,
    Measured,
    Number,
    Option,
    Percentage,
    Ratio,
    Step,
    Steps,
    Task,
    YesNo,
)
from surveyapp.i18n import gettext, say_date, say_number
from surveyapp.web.answer_form.wording import say_interval, say_points


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One level, option or step with the points that it brings."""

    points: str
    words: str
    level: int | None = None
    range: str | None = None


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """How to answer, what was set, and what each possible answer brings."""

    how: str
    facts: tuple[tuple[str, str], ...] = ()
    rows: tuple[AnswerRow, ...] = ()


def say_answer(answer: Answer, language: str) -> AnswerWords:
    """Say how an answer brings points, in the visitor's language."""
    return _SAYERS[type(answer)](answer, language)


def _ladder(answer: Ladder, language: str) -> AnswerWords:
    rows = (
        AnswerRow(say_points(one.points), one.descriptor.say(language), level=one.level)
        for one in answer.levels
    )
    return AnswerWords(gettext("Chọn mức cao nhất có mô tả đúng với đơn vị."), rows=tuple(rows))


def _yes_no(answer: YesNo, _language: str) -> AnswerWords:
    yes = AnswerRow(say_points(answer.points), gettext("Có"))
    no = AnswerRow(say_points(Fraction(0)), gettext("Không"))
    return AnswerWords(gettext("Trả lời có hoặc không."), rows=(yes, no))


def _choice(answer: Choice, language: str) -> AnswerWords:
    return AnswerWords(gettext("Chọn một phương án."), rows=_options(answer.options, language))


def _choices(answer: Choices, language: str) -> AnswerWords:
    how = gettext("Chọn mọi phương án đúng; điểm được cộng lại, nhiều nhất {maximum} điểm.")
    return AnswerWords(
        how.format(maximum=say_points(answer.maximum)), rows=_options(answer.options, language)
    )


def _options(options: Iterable[Option], language: str) -> tuple[AnswerRow, ...]:
    alone = gettext("{option} (không chọn cùng phương án khác)")
    return tuple(
        AnswerRow(
            say_points(one.points),
            alone.format(option=one.title.say(language))
            if one.exclusive
            else one.title.say(language),
        )
        for one in options
    )


def _number(answer: Number, language: str) -> AnswerWords:
    how = gettext(
        "Nhập một số: {start} {unit} được 0 điểm, {target} {unit} được đủ {maximum} điểm; "
        "ở giữa tính theo tỷ lệ."
    )
    return AnswerWords(
        how.format(
            start=say_number(answer.start, digits=4),
            target=say_number(answer.target, digits=4),
            unit=answer.unit.say(language),
            maximum=say_points(answer.maximum),
        )
    )


def _ratio(answer: Ratio, language: str) -> AnswerWords:
    parts = (
        (gettext("Tử số"), answer.numerator.say(language)),
        (gettext("Mẫu số"), answer.denominator.say(language)),
    )
    if answer.steps:
        how = gettext(
            "Nhập hai số; tỷ lệ của chúng rơi vào khoảng nào thì được điểm của khoảng đó."
        )
        return AnswerWords(how, parts, _steps_of(answer.steps, language, percent=True))
    how = gettext(
        "Nhập hai số; tỷ lệ từ {full} trở lên được đủ {maximum} điểm, thấp hơn tính theo tỷ lệ."
    )
    full, maximum = _percent(answer.full * 100), say_points(answer.maximum)
    return AnswerWords(how.format(full=full, maximum=maximum), parts)


def _steps(answer: Steps, language: str) -> AnswerWords:
    how = gettext("Nhập một số ({unit}); số đó rơi vào khoảng nào thì được điểm của khoảng đó.")
    unit = answer.unit.say(language)
    rows = _steps_of(answer.steps, language, unit=unit)
    return AnswerWords(how.format(unit=unit), rows=rows)


def _steps_of(
    steps: Iterable[Step], language: str, *, percent: bool = False, unit: str = ""
) -> tuple[AnswerRow, ...]:
    return tuple(
        AnswerRow(
            say_points(one.points),
            one.descriptor.say(language) if one.descriptor else "",
            range=say_interval(one.interval, percent=percent, unit=unit),
        )
        for one in steps
    )


def _percentage(answer: Percentage, _language: str) -> AnswerWords:
    how = gettext(
        "Nhập tỷ lệ phần trăm; từ {full} trở lên được đủ {maximum} điểm, thấp hơn tính theo tỷ lệ."
    )
    return AnswerWords(how.format(full=_percent(answer.full), maximum=say_points(answer.maximum)))


def _percent(number: Fraction) -> str:
    return f"{say_number(number)}%"


def _task(answer: Task, language: str) -> AnswerWords:
    how = gettext(
        "Điểm là trung bình của số lượng, chất lượng và tiến độ. Mỗi lỗi chất lượng trừ {error} "
        "phần chất lượng; hoàn thành sau hạn trừ {late} phần tiến độ."
    )
    facts = [
        (
            gettext("Chỉ tiêu"),
            f"{say_number(answer.target, digits=4)} {answer.unit.say(language)}",
        )
    ]
    if answer.deadline:
        facts.append((gettext("Thời hạn"), say_date(answer.deadline)))
    return AnswerWords(
        how.format(
            error=_percent(answer.error_deduction * 100),
            late=_percent(answer.late_deduction * 100),
        ),
        tuple(facts),
    )


def _dated_target(answer: DatedTarget, language: str) -> AnswerWords:
    how = gettext(
        "Nhập giá trị và ngày đo. Giá trị kỳ vọng vào ngày đó nằm trên đường thẳng từ điểm xuất "
        "phát đến chỉ tiêu; đạt kỳ vọng được đủ {maximum} điểm, thấp hơn tính theo tỷ lệ."
    )
    unit = answer.unit.say(language)
    facts = tuple(
        (label, f"{say_number(number, digits=4)} {unit} ({say_date(day)})")
        for label, number, day in (
            (gettext("Xuất phát"), answer.start, answer.start_on),
            (gettext("Chỉ tiêu"), answer.target, answer.target_on),
        )
    )
    return AnswerWords(how.format(maximum=say_points(answer.maximum)), facts)


def _measured(answer: Measured, language: str) -> AnswerWords:
    how = gettext(
        "Nhập một số ({unit}); số này được so với các đơn vị khác khi chấm, nhiều nhất {maximum} "
        "điểm."
    )
    return AnswerWords(
        how.format(unit=answer.unit.say(language), maximum=say_points(answer.maximum))
    )


def _free_text(_answer: FreeText, _language: str) -> AnswerWords:
    return AnswerWords(gettext("Trả lời bằng lời; không tính điểm."))


_SAYERS: dict[type[Answer], Callable[[Any, str], AnswerWords]] = {
    Ladder: _ladder,
    YesNo: _yes_no,
    Choice: _choice,
    Choices: _choices,
    Number: _number,
    Ratio: _ratio,
    Steps: _steps,
    Percentage: _percentage,
    Task: _task,
    DatedTarget: _dated_target,
    Measured: _measured,
    FreeText: _free_text,
}
