"""Builds the typed model out of data whose structure has been checked.

What lives here: plain data -> `CriteriaSet`, remembering the line of every part. What does not:
judging the set (`lint`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from criteria.answer_building import AnswerBuilding
from criteria.document import canonical_hash
from criteria.model import (
    Advice,
    Aggregation,
    Allocation,
    AskedWhen,
    Bonus,
    Budget,
    Ceiling,
    Comparison,
    Condition,
    CriteriaSet,
    Criterion,
    Deduction,
    EqualWeights,
    Gate,
    Group,
    Half,
    Hidden,
    Indicator,
    Level,
    Levels,
    Measure,
    Members,
    Missing,
    NotApplicable,
    Over,
    Pairwise,
    Pillar,
    PrincipalComponent,
    Quota,
    Requirement,
    Rounding,
    Rule,
    Scoring,
    Source,
    Text,
    Ties,
    TiesAtQuota,
    WeightedBy,
    Weights,
)
from criteria.placing import At, Data, number, optional_number


class Builder(AnswerBuilding):
    """Builds one criteria set; `line_of` finds any part of it in the file again."""

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
                scoring=self._scoring(data["scoring"], ("scoring",)),
                levels=self._levels(data["levels"], ("levels",)),
                pillar_levels=self._optional(data, (), "pillar_levels", self._levels),
                gates=self._each(data, (), "gates", self._gate),
                rules=self._each(data, (), "rules", self._rule),
                members=self._optional(data, (), "members", self._members),
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
            "weight": optional_number(data, "weight"),
            "aggregation": _aggregation(data),
            "power": optional_number(data, "power"),
            "weights": self._optional(data, at, "weights", self._weights),
        }

    def _criterion(self, data: Data, at: At) -> Criterion:
        texts = ("help", "example", "evidence", "not_evidence", "verification")
        title = self._text(data, at, "title")
        own = (self._own_indicator(data, at, title),) if "answer" in data else ()
        return self._placed(
            at,
            Criterion(
                code=data["code"],
                title=title,
                indicators=own or self._each(data, at, "indicators", self._indicator),
                source=self._source(data["source"], (*at, "source")),
                weight=optional_number(data, "weight"),
                aggregation=_aggregation(data),
                power=optional_number(data, "power"),
                counts=data.get("counts", True),
                advice=self._all_advice(data, at),
                weights=self._optional(data, at, "weights", self._weights),
                asked_when=self._optional(data, at, "asked_when", self._asked_when),
                **{key: self._optional(data, at, key, self._words) for key in texts},
            ),
        )

    def _all_advice(self, data: Data, at: At) -> tuple[Advice, ...]:
        if isinstance(data.get("advice"), list):
            return self._each(data, at, "advice", self._advice)
        do = self._optional(data, at, "advice", self._words)
        return () if do is None else (self._placed((*at, "advice"), Advice(do)),)

    def _advice(self, data: Data, at: At) -> Advice:
        return self._placed(
            at,
            Advice(
                do=self._text(data, at, "do"),
                level=data.get("level"),
                below=optional_number(data, "below"),
                effort=number(data["effort"]),
                help=self._optional(data, at, "help", self._words),
            ),
        )

    def _weights(self, data: Data, at: At) -> Weights:
        makers: Mapping[str, Callable[[], Weights]] = {
            "equal": EqualWeights,
            "budget": lambda: Budget(self._each(data, at, "experts", self._allocation)),
            "pairwise": lambda: Pairwise(self._each(data, at, "comparisons", self._comparison)),
            "principal_component": PrincipalComponent,
        }
        return self._placed(at, makers[data["method"]]())

    def _allocation(self, data: Data, at: At) -> Allocation:
        given = ((code, number(points)) for code, points in data.items())
        return self._placed(at, Allocation(tuple(given)))

    def _comparison(self, data: Data, at: At) -> Comparison:
        return self._placed(at, Comparison(data["better"], data["than"], number(data["by"])))

    def _asked_when(self, data: Data, at: At) -> AskedWhen:
        answers = tuple(data.get("is", ()))
        return self._placed(at, AskedWhen(data["code"], answers, data.get("at_least")))

    def _own_indicator(self, data: Data, at: At, title: Text) -> Indicator:
        """A criterion answered by one question: title and weight stay with the criterion."""
        return self._asked(data, at, title, None)

    def _indicator(self, data: Data, at: At) -> Indicator:
        title = self._text(data, at, "title")
        return self._asked(data, at, title, optional_number(data, "weight"))

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

    # --- scoring ---

    def _scoring(self, data: Data, at: At) -> Scoring:
        ranked = data["ranked"]
        scoring = Scoring(
            aggregation=Aggregation(data["aggregation"]),
            missing=Missing(data["missing"]),
            not_applicable=NotApplicable(data["not_applicable"]),
            ranked=Measure.SCORE if isinstance(ranked, dict) else Measure(ranked),
            outranking=Over(ranked["over"]) if isinstance(ranked, dict) else None,
            power=optional_number(data, "power"),
            availability=optional_number(data, "availability"),
            ranked_rounding=_rounding(data.get("ranked_rounding")),
            ties=Ties(data.get("ties", Ties.MIN)),
            tie_breakers=tuple(data.get("tie_breakers", ())),
            weights_sum=optional_number(data, "weights_sum"),
            hidden=Hidden(data.get("hidden", Hidden.NOT_APPLICABLE)),
            weights=self._optional(data, at, "weights", self._weights),
        )
        return self._placed(at, scoring)

    # --- levels and small parts ---

    def _levels(self, data: Data, at: At) -> Levels:
        bands = self._each(data, at, "bands", self._band)
        rounding = _rounding(data.get("rounding"))
        return self._placed(at, Levels(Measure(data["measure"]), bands, rounding))

    def _band(self, data: Data, at: At) -> Level:
        about = self._optional(data, at, "about", self._words)
        title, interval = self._text(data, at, "title"), self._interval(data, at)
        return self._placed(at, Level(data["level"], title, interval, about))

    def _gate(self, data: Data, at: At) -> Gate:
        return self._placed(at, Gate(data["level"], data["pillars"], data["pillar_level"]))

    def _members(self, data: Data, at: At) -> Members:
        return self._placed(at, Members(WeightedBy(data["weighted_by"])))

    # --- rules ---

    def _rule(self, data: Data, at: At) -> Rule:
        makers: Mapping[str, Callable[[Data, At], Rule]] = {
            "bonus": lambda d, _: Bonus(tuple(d["indicators"]), optional_number(d, "cap")),
            "deduction": lambda d, _: Deduction(tuple(d["indicators"]), optional_number(d, "cap")),
            "ceiling": lambda d, a: Ceiling(
                number(d["points"]), self._optional(d, a, "when", self._condition)
            ),
            "requirement": lambda d, a: Requirement(
                d["level"],
                self._each(d, a, "needs", self._condition),
                self._each(d, a, "unless", self._condition),
            ),
            "quota": lambda d, _: Quota(
                d["level"],
                number(d["percent"]),
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


def _rounding(data: Data | None) -> Rounding | None:
    return None if data is None else Rounding(data["digits"], Half(data.get("half", Half.UP)))


def _aggregation(data: Data) -> Aggregation | None:
    return Aggregation(data["aggregation"]) if "aggregation" in data else None
