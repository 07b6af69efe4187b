"""Builds the typed model out of data whose structure has been checked.

What lives here: plain data -> `CriteriaSet`, remembering the line of every part. What does not:
judging the set (`lint`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

from criteria.answers import Parameter
from criteria.document import Document, canonical_hash
from criteria.findings import Finding
from criteria.model import (
    Aggregation,
    Answer,
    Better,
    Bonus,
    Ceiling,
    Choice,
    Choices,
    Condition,
    CriteriaSet,
    Criterion,
    Deduction,
    FreeText,
    Gate,
    Group,
    Half,
    Indicator,
    Interval,
    Ladder,
    LadderLevel,
    Level,
    Levels,
    Measure,
    Measured,
    Method,
    Missing,
    NotApplicable,
    Number,
    Option,
    Percentage,
    Pillar,
    Quota,
    Ratio,
    Requirement,
    Rounding,
    Rule,
    Scale,
    Scoring,
    Source,
    Step,
    Steps,
    Task,
    Text,
    Ties,
    TiesAtQuota,
    YesNo,
)
from criteria.structure import node_of, place_of

P = TypeVar("P")
Data = dict[str, Any]
At = tuple[str | int, ...]


class Builder:
    """Builds one criteria set; `line_of` finds any part of it in the file again."""

    def __init__(self, document: Document) -> None:
        self.findings: list[Finding] = []
        self._document = document
        self._places: dict[int, At] = {}

    def place_of(self, part: object) -> At:
        """Return the path of a part of the built set in the file."""
        return self._places.get(id(part), ())

    def build(self) -> CriteriaSet:
        """Build the whole set."""
        data: Any = self._document.data
        return self._placed(
            (),
            CriteriaSet(
                slug=data["slug"],
                version=data["version"],
                languages=tuple(data["languages"]),
                title=self._text(data, (), "title"),
                purpose=self._text(data, (), "purpose"),
                unit_kind=data["unit"],
                official=data["official"],
                note=self._text(data, (), "note"),
                sources=self._each(data, (), "sources", self._source),
                pillars=self._each(data, (), "pillars", self._pillar),
                scoring=self._placed(("scoring",), _scoring(data["scoring"])),
                levels=self._levels(data["levels"], ("levels",)),
                pillar_levels=self._optional(data, (), "pillar_levels", self._levels),
                gates=self._each(data, (), "gates", self._gate),
                rules=self._each(data, (), "rules", self._rule),
                content_hash=canonical_hash(data),
            ),
        )

    # --- the tree ---

    def _pillar(self, data: Data, at: At) -> Pillar:
        return self._placed(at, Pillar(**self._group_fields(data, at)))

    def _group(self, data: Data, at: At) -> Group:
        return self._placed(at, Group(**self._group_fields(data, at)))

    def _group_fields(self, data: Data, at: At) -> Data:
        groups = self._each(data, at, "groups", self._group)
        criteria = self._each(data, at, "criteria", self._criterion)
        return {
            "code": data["code"],
            "title": self._text(data, at, "title"),
            "parts": (*groups, *criteria),
            "about": self._optional(data, at, "about", self._words),
            "weight": _optional_number(data, "weight"),
            "aggregation": _aggregation(data),
            "power": _optional_number(data, "power"),
        }

    def _criterion(self, data: Data, at: At) -> Criterion:
        texts = ("help", "example", "evidence", "not_evidence", "verification", "advice")
        title = self._text(data, at, "title")
        own = (self._own_indicator(data, at, title),) if "answer" in data else ()
        return self._placed(
            at,
            Criterion(
                code=data["code"],
                title=title,
                indicators=own or self._each(data, at, "indicators", self._indicator),
                source=self._source(data["source"], (*at, "source")),
                weight=_optional_number(data, "weight"),
                aggregation=_aggregation(data),
                power=_optional_number(data, "power"),
                counts=data.get("counts", True),
                **{key: self._optional(data, at, key, self._words) for key in texts},
            ),
        )

    def _own_indicator(self, data: Data, at: At, title: Text) -> Indicator:
        """A criterion answered by one question: title and weight stay with the criterion."""
        return self._asked(data, at, title, None)

    def _indicator(self, data: Data, at: At) -> Indicator:
        title = self._text(data, at, "title")
        return self._asked(data, at, title, _optional_number(data, "weight"))

    def _asked(self, data: Data, at: At, title: Text, weight: Fraction | None) -> Indicator:
        return self._placed(
            at,
            Indicator(
                code=data["code"],
                title=title,
                question=self._text(data, at, "question"),
                answer=self._answer(data["answer"], (*at, "answer")),
                weight=weight,
                may_be_not_applicable=data.get("may_be_not_applicable", False),
            ),
        )

    # --- kinds of answer ---

    def _answer(self, data: Data, at: At) -> Answer:
        makers: Mapping[str, Callable[[Data, At], Answer]] = {
            "ladder": lambda d, a: Ladder(self._each(d, a, "levels", self._rung)),
            "yes_no": lambda d, _: YesNo(_number(d["points"])),
            "choice": lambda d, a: Choice(self._each(d, a, "options", self._option)),
            "choices": lambda d, a: Choices(
                self._each(d, a, "options", self._option), _optional_number(d, "cap")
            ),
            "number": self._number_answer,
            "ratio": self._ratio,
            "steps": lambda d, a: Steps(
                self._text(d, a, "unit"), self._each(d, a, "steps", self._step)
            ),
            "percentage": lambda d, _: Percentage(_number(d["maximum"]), **_given(d, "full")),
            "task": self._task,
            "measured": self._measured,
            "text": lambda _d, _a: FreeText(),
        }
        return self._placed(at, makers[data["kind"]](data, at))

    def _rung(self, data: Data, at: At) -> LadderLevel:
        points = _number(data["points"] if "points" in data else data["level"])
        rung = LadderLevel(data["level"], points, self._text(data, at, "descriptor"))
        return self._placed(at, rung)

    def _option(self, data: Data, at: At) -> Option:
        title, points = self._text(data, at, "title"), _number(data["points"])
        return self._placed(at, Option(data["code"], title, points, data.get("exclusive", False)))

    def _number_answer(self, data: Data, at: At) -> Number:
        return Number(
            maximum=_number(data["maximum"]),
            target=_number(data["target"]),
            unit=self._text(data, at, "unit"),
            scale=Scale(data.get("scale", Scale.LINEAR)),
            may_be_negative=data.get("may_be_negative", False),
            **_given(data, "start"),
        )

    def _ratio(self, data: Data, at: At) -> Ratio:
        if "steps" in data and "full" in data:
            self._refuse("full_and_steps", (*at, "full"))
        return Ratio(
            numerator=self._text(data, at, "numerator"),
            denominator=self._text(data, at, "denominator"),
            maximum=_number(data["maximum"]),
            steps=self._each(data, at, "steps", self._step),
            may_exceed=data.get("may_exceed", False),
            **_given(data, "full"),
        )

    def _task(self, data: Data, at: At) -> Task:
        return Task(
            maximum=_number(data["maximum"]),
            unit=self._text(data, at, "unit"),
            target=_number(data["target"]),
            deadline=self._deadline(data, at),
            **_given(data, "late_deduction", "error_deduction"),
        )

    def _measured(self, data: Data, at: At) -> Measured:
        return Measured(
            maximum=_number(data["maximum"]),
            target=_number(data.get("target", 0)),
            unit=self._text(data, at, "unit"),
            method=Method(data["method"]),
            better=Better(data.get("better", Better.HIGHER)),
            reference=data.get("reference"),
            cap=data.get("cap", True),
            ties=Ties(data.get("ties", Ties.MIN)),
            may_be_negative=data.get("may_be_negative", False),
            **_given(data, "least", "most", "mean", "spread"),
        )

    def _deadline(self, data: Data, at: At) -> date | None:
        if "deadline" not in data:
            return None
        try:
            return date.fromisoformat(data["deadline"])
        except ValueError:
            self._refuse("no_such_date", (*at, "deadline"), found=data["deadline"])
            return None

    def _step(self, data: Data, at: At) -> Step:
        descriptor = self._optional(data, at, "descriptor", self._words)
        return self._placed(at, Step(self._interval(data, at), _number(data["points"]), descriptor))

    # --- levels and small parts ---

    def _levels(self, data: Data, at: At) -> Levels:
        bands = self._each(data, at, "bands", self._band)
        rounding = _rounding(data.get("rounding"))
        return self._placed(at, Levels(Measure(data["measure"]), bands, rounding))

    def _band(self, data: Data, at: At) -> Level:
        about = self._optional(data, at, "about", self._words)
        title, interval = self._text(data, at, "title"), self._interval(data, at)
        return self._placed(at, Level(data["level"], title, interval, about))

    def _interval(self, data: Data, at: At) -> Interval:
        for one, other, code in (
            ("above", "at_least", "two_lower_edges"),
            ("below", "at_most", "two_upper_edges"),
        ):
            if one in data and other in data:
                self._refuse(code, (*at, other))
        return Interval(
            lower=_optional_number(data, "at_least" if "at_least" in data else "above"),
            lower_included="at_least" in data,
            upper=_optional_number(data, "at_most" if "at_most" in data else "below"),
            upper_included="at_most" in data,
        )

    def _gate(self, data: Data, at: At) -> Gate:
        return self._placed(at, Gate(data["level"], data["pillars"], data["pillar_level"]))

    # --- rules ---

    def _rule(self, data: Data, at: At) -> Rule:
        makers: Mapping[str, Callable[[Data, At], Rule]] = {
            "bonus": lambda d, _: Bonus(tuple(d["indicators"]), _optional_number(d, "cap")),
            "deduction": lambda d, _: Deduction(tuple(d["indicators"]), _optional_number(d, "cap")),
            "ceiling": lambda d, a: Ceiling(
                _number(d["points"]), self._optional(d, a, "when", self._condition)
            ),
            "requirement": lambda d, a: Requirement(
                d["level"],
                self._each(d, a, "needs", self._condition),
                self._each(d, a, "unless", self._condition),
            ),
            "quota": lambda d, _: Quota(
                d["level"],
                _number(d["percent"]),
                d["counted_from"],
                TiesAtQuota(d.get("ties", TiesAtQuota.OUT)),
            ),
        }
        return self._placed(at, makers[data["rule"]](data, at))

    def _condition(self, data: Data, at: At) -> Condition:
        interval = self._interval(data, at)
        return self._placed(at, Condition(data["code"], Measure(data["measure"]), interval))

    def _source(self, data: Data, at: At) -> Source:
        return self._placed(
            at,
            Source(
                document=data["document"],
                place=data.get("place", ""),
                url=data.get("url", ""),
                verified=data.get("verified", False),
                note=self._optional(data, at, "note", self._words),
            ),
        )

    def _words(self, data: Data, at: At) -> Text:
        return self._placed(at, Text(data))

    def _text(self, data: Data, at: At, key: str) -> Text:
        return self._words(data[key], (*at, key))

    def _each(self, data: Data, at: At, key: str, make: Callable[[Data, At], P]) -> tuple[P, ...]:
        return tuple(make(item, (*at, key, n)) for n, item in enumerate(data.get(key, ())))

    def _optional(self, data: Data, at: At, key: str, make: Callable[[Data, At], P]) -> P | None:
        return make(data[key], (*at, key)) if key in data else None

    def _placed(self, at: At, part: P) -> P:
        self._places[id(part)] = at
        return part

    def _refuse(self, code: str, at: At, **parameters: Parameter) -> None:
        self.findings.append(
            Finding(
                code,
                file=self._document.file,
                line=self._document.line_of(at),
                node=node_of(self._document.data, at),
                parameters={"place": place_of(at), **parameters},
            )
        )


def _scoring(data: Data) -> Scoring:
    return Scoring(
        aggregation=Aggregation(data["aggregation"]),
        missing=Missing(data["missing"]),
        not_applicable=NotApplicable(data["not_applicable"]),
        ranked=Measure(data["ranked"]),
        power=_optional_number(data, "power"),
        availability=_optional_number(data, "availability"),
        ranked_rounding=_rounding(data.get("ranked_rounding")),
        ties=Ties(data.get("ties", Ties.MIN)),
        tie_breakers=tuple(data.get("tie_breakers", ())),
        weights_sum=_optional_number(data, "weights_sum"),
    )


def _rounding(data: Data | None) -> Rounding | None:
    return None if data is None else Rounding(data["digits"], Half(data.get("half", Half.UP)))


def _number(content: int | Decimal | str) -> Fraction:
    return Fraction(content)


def _optional_number(data: Data, key: str) -> Fraction | None:
    return _number(data[key]) if key in data else None


def _given(data: Data, *keys: str) -> dict[str, Any]:
    """The numbers that are written; the model knows what the others are by default."""
    return {key: _number(data[key]) for key in keys if key in data}


def _aggregation(data: Data) -> Aggregation | None:
    return Aggregation(data["aggregation"]) if "aggregation" in data else None
