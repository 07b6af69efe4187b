"""Builds the answer of an indicator out of data whose structure has been checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from criteria.model import (
    Answer,
    Better,
    Choice,
    Choices,
    DatedTarget,
    FreeText,
    Ladder,
    LadderLevel,
    Measured,
    Method,
    Number,
    Option,
    Percentage,
    Ratio,
    Scale,
    Step,
    Steps,
    Task,
    Ties,
    YesNo,
)
from criteria.placing import At, Data, Placing, given, number, optional_number


class AnswerBuilding(Placing):
    """Builds every kind of answer."""

    def _answer(self, data: Data, at: At) -> Answer:
        makers: Mapping[str, Callable[[Data, At], Answer]] = {
            "ladder": lambda d, a: Ladder(self._each(d, a, "levels", self._rung)),
            "yes_no": lambda d, _: YesNo(number(d["points"])),
            "choice": lambda d, a: Choice(self._each(d, a, "options", self._option)),
            "choices": lambda d, a: Choices(
                self._each(d, a, "options", self._option), optional_number(d, "cap")
            ),
            "number": self._number_answer,
            "ratio": self._ratio,
            "steps": lambda d, a: Steps(
                self._text(d, a, "unit"), self._each(d, a, "steps", self._step)
            ),
            "percentage": lambda d, _: Percentage(number(d["maximum"]), **given(d, "full")),
            "task": self._task,
            "dated_target": self._dated_target,
            "measured": self._measured,
            "text": lambda _d, _a: FreeText(),
        }
        return self._placed(at, makers[data["kind"]](data, at))

    def _rung(self, data: Data, at: At) -> LadderLevel:
        points = number(data["points"] if "points" in data else data["level"])
        rung = LadderLevel(data["level"], points, self._text(data, at, "descriptor"))
        return self._placed(at, rung)

    def _option(self, data: Data, at: At) -> Option:
        title, points = self._text(data, at, "title"), number(data["points"])
        return self._placed(at, Option(data["code"], title, points, data.get("exclusive", False)))

    def _number_answer(self, data: Data, at: At) -> Number:
        return Number(
            maximum=number(data["maximum"]),
            target=number(data["target"]),
            unit=self._text(data, at, "unit"),
            scale=Scale(data.get("scale", Scale.LINEAR)),
            may_be_negative=data.get("may_be_negative", False),
            **given(data, "start"),
        )

    def _ratio(self, data: Data, at: At) -> Ratio:
        if "steps" in data and "full" in data:
            self._refuse("full_and_steps", (*at, "full"))
        return Ratio(
            numerator=self._text(data, at, "numerator"),
            denominator=self._text(data, at, "denominator"),
            maximum=number(data["maximum"]),
            steps=self._each(data, at, "steps", self._step),
            may_exceed=data.get("may_exceed", False),
            **given(data, "full"),
        )

    def _task(self, data: Data, at: At) -> Task:
        return Task(
            maximum=number(data["maximum"]),
            unit=self._text(data, at, "unit"),
            target=number(data["target"]),
            deadline=self._day(data, at, "deadline"),
            **given(data, "late_deduction", "error_deduction"),
        )

    def _measured(self, data: Data, at: At) -> Measured:
        return Measured(
            maximum=number(data["maximum"]),
            target=number(data.get("target", 0)),
            unit=self._text(data, at, "unit"),
            method=Method(data["method"]),
            better=Better(data.get("better", Better.HIGHER)),
            reference=data.get("reference"),
            cap=data.get("cap", True),
            ties=Ties(data.get("ties", Ties.MIN)),
            may_be_negative=data.get("may_be_negative", False),
            **given(data, "least", "most", "mean", "spread"),
        )

    def _dated_target(self, data: Data, at: At) -> DatedTarget:
        # A day that no calendar has is told once; the ends of time keep it from being told again.
        return DatedTarget(
            maximum=number(data["maximum"]),
            start=number(data["start"]),
            start_on=self._day(data, at, "start_on") or date.min,
            target=number(data["target"]),
            target_on=self._day(data, at, "target_on") or date.max,
            unit=self._text(data, at, "unit"),
            may_be_negative=data.get("may_be_negative", False),
        )

    def _day(self, data: Data, at: At, key: str) -> date | None:
        if key not in data:
            return None
        try:
            return date.fromisoformat(data[key])
        except ValueError:
            self._refuse("no_such_date", (*at, key), found=data[key])
            return None

    def _step(self, data: Data, at: At) -> Step:
        descriptor = self._optional(data, at, "descriptor", self._words)
        return self._placed(at, Step(self._interval(data, at), number(data["points"]), descriptor))
