"""The declaration that ends an assessment."""

from __future__ import annotations

from wtforms import BooleanField, StringField, TextAreaField

from surveyapp.assessments.model import Declaration
from surveyapp.errors import N_
from surveyapp.web.forms import TypedForm, at_most, email_rules, required

LONGEST_LIST = 200_000


class PartsForm(TypedForm):
    """What of the organisation's is assessed on its own, one on a line."""

    parts = TextAreaField(
        N_("Danh sách"), [*required(N_("Hãy nhập ít nhất một dòng.")), at_most(LONGEST_LIST)]
    )


class RespondentForm(TypedForm):
    """Who answers for a person: the person."""

    email = StringField(N_("Thư điện tử"), email_rules())


class DeclarationForm(TypedForm):
    """Who vouches for the answers, and whether gaps are meant."""

    declared_by = StringField(N_("Người đứng đầu xác nhận"), [*required(), at_most(120)])
    declared_as = StringField(N_("Chức vụ"), [*required(), at_most(120)])
    truthful = BooleanField(
        N_("Tôi xác nhận các câu trả lời là trung thực và có thể xuất trình minh chứng."),
        required(N_("Cần xác nhận của người đứng đầu trước khi nộp.")),
    )
    accept_missing = BooleanField(N_("Tôi hiểu rằng các câu bỏ trống được tính 0 điểm."))

    def declaration(self) -> Declaration:
        """Return who declares."""
        return Declaration(
            name=str(self.declared_by.data).strip(), position=str(self.declared_as.data).strip()
        )
