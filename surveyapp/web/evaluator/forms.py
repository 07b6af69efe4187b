"""Awarding points and closing a review."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from criteria.numbers import readings
from surveyapp.errors import N_
from surveyapp.i18n import gettext
from surveyapp.web.answer_form.wording import say_points
from surveyapp.web.forms import TypedForm, at_most, required

OTHER = "other"
"""The choice of a level for points that are none of the levels'."""


class ListingForm(TypedForm):
    """Which submissions are listed."""

    campaign = SelectField(N_("Đợt đánh giá"), choices=[])
    q = StringField(N_("Tên đơn vị hoặc mã số thuế"))


class AwardForm(TypedForm):
    """Points for one indicator and why: those of a level, or others that are typed.

    `awarded` holds the points once `validate` has passed.
    """

    level = RadioField(N_("Mức thẩm định"), [Optional()], validate_choice=False, choices=[])
    points = StringField(N_("Nhập số điểm"))
    reason = TextAreaField(N_("Lý do"), [*required(N_("Hãy ghi lý do.")), at_most(2000)])

    awarded: Fraction | None = None
    levels: Mapping[str, Fraction] = {}
    maximum = Fraction(0)

    def offer(self, levels: Mapping[str, Fraction], maximum: Fraction) -> None:
        """Offer the levels of an indicator with the points that each one brings."""
        self.levels, self.maximum = levels, maximum

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Settle which points are meant; a level and other points together mean nothing."""
        passed = super().validate(extra_validators)
        chosen = self.levels.get(str(self.level.data))
        typed = str(self.points.data or "").strip()
        read = self._read(typed)
        fault = None
        if typed and read is None:
            fault = gettext("Hãy nhập một số từ 0 đến điểm tối đa, ví dụ 2,5 hoặc 2/3.")
        elif not typed and chosen is None:
            fault = self._say_nothing_given()
        elif chosen is not None and read not in (None, chosen):
            fault = gettext(
                "Mức đã chọn được {points} điểm, khác số điểm nhập ở đây. "
                "Hãy xóa ô này, hoặc chọn “Số điểm khác”."
            ).format(points=say_points(chosen))
        if fault is not None:
            self.points.errors = [*self.points.errors, fault]
            return False
        self.awarded = read if chosen is None else chosen
        return passed

    def _read(self, typed: str) -> Fraction | None:
        """Read points; those of a level, typed as they are shown, are the exact ones.

        Two thirds are shown as 0,6667, and who types that means two thirds.
        """
        read = _read_points(typed, self.maximum)
        if read is None:
            return None
        exact = (*self.levels.values(), self.maximum)
        return next((one for one in exact if say_points(one) == say_points(read)), read)

    def _say_nothing_given(self) -> str:
        if self.level.data == OTHER:
            return gettext("Hãy nhập số điểm.")
        return gettext("Hãy chọn một mức, hoặc nhập số điểm khác.")


def _read_points(text: str, maximum: Fraction) -> Fraction | None:
    """Read 2,5 or 2.5 or 2/3; of two readings, the one that is not beyond the maximum."""
    over, slash, under = text.partition("/")
    if slash:
        whole = over.strip().isdecimal() and under.strip().isdecimal() and len(text) < 40
        return Fraction(int(over), int(under)) if whole and int(under) != 0 else None
    found = [Fraction(reading) for reading in readings(text)]
    legal = [reading for reading in found if 0 <= reading <= maximum]
    if len(legal) == 1:
        return legal[0]
    return found[0] if len(found) == 1 else None


class CloseForm(TypedForm):
    """The evaluator's general remark."""

    note = TextAreaField(N_("Nhận xét chung"), [Optional(), at_most(2000)])
