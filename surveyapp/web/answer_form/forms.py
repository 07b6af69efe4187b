"""One WTForms class per indicator and language, built once and kept.

The fields carry what was typed; the rules of the kind of answer stay with its handler
(`criteria.kinds`), so that a form, a table and the scoring can never disagree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field, IntegerField, SelectMultipleField, StringField

from criteria.answers import AnswerFaulty, Given
from criteria.kinds import Part, PartType, handler_of, is_blank
from criteria.model import Indicator
from criteria.sentences import say
from surveyapp.web.forms import PlainForm

SINGLE = "value"
"""Field name of the part of an answer that has only one."""

LONGEST_INPUT = 5000


class AnswerForm(PlainForm):
    """The inputs of one indicator; `given` is what they mean once `validate` has passed.

    `scores` tells whether an answer may change the points: some questions only tell about the unit.
    """

    not_applicable = BooleanField(false_values=(False, "false", "", "0"))
    revision = IntegerField(default=0)

    indicator: Indicator
    language: str
    scores: bool
    given: Given | None = None

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Read the inputs by the handler of the kind; put every fault beside its input."""
        if not super().validate(extra_validators):
            return False
        if self.not_applicable.data:
            self.given = Given(None, not_applicable=True)
            return True
        cells = self._cells()
        if is_blank(cells):
            self.given = None
            return True
        answer = self.indicator.answer
        try:
            self.given = Given(handler_of(answer).read(answer, cells))
        except AnswerFaulty as refused:
            for fault in refused.faults:
                field = self[fault.part or SINGLE]
                field.errors = (*field.errors, say(fault, self.language))
            return False
        return True

    def part_field(self, part: Part) -> Field:
        """Return the field that carries one part of the answer."""
        return self[part.name or SINGLE]

    def _cells(self) -> dict[str, str]:
        return {
            part.name: _as_cell(self.part_field(part).data)
            for part in handler_of(self.indicator.answer).parts(self.indicator.answer)
        }


def _as_cell(data: object) -> str:
    if isinstance(data, list):
        return ";".join(str(item) for item in data)
    return str(data or "")[:LONGEST_INPUT]


def prefix_of(code: str) -> str:
    """Return what the input names of an indicator begin with."""
    return f"{code}."


def make_form_class(indicator: Indicator, language: str, *, scores: bool) -> type[AnswerForm]:
    """Return the form class of one indicator; `questionnaire` keeps it."""
    fields: dict[str, Any] = {
        part.name or SINGLE: (
            SelectMultipleField(choices=[], validate_choice=False)
            if part.type is PartType.SEVERAL
            else StringField()
        )
        for part in handler_of(indicator.answer).parts(indicator.answer)
    }
    return type(
        "AnswerForm",
        (AnswerForm,),
        fields | {"indicator": indicator, "language": language, "scores": scores},
    )


def typed_as_form(code: str, payload: Mapping[str, Any]) -> MultiDict[str, str]:
    """Return what a script sent for one answer as the fields of its form."""
    prefix = prefix_of(code)
    typed: MultiDict[str, str] = MultiDict()
    values = payload.get("values")
    for name, value in values.items() if isinstance(values, Mapping) else ():
        for one in value if isinstance(value, list) else [value]:
            typed.add(f"{prefix}{name}", "" if one is None else str(one))
    if payload.get("not_applicable") is True:
        typed.add(f"{prefix}not_applicable", "1")
    typed.add(f"{prefix}revision", str(payload.get("revision", 0)))
    return typed
