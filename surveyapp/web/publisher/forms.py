"""Publishing a ranking."""

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from surveyapp.errors import N_
from surveyapp.web.forms import TypedForm, at_most


class PublishForm(TypedForm):
    """The words that stand above the published ranking."""

    note = TextAreaField(N_("Ghi chú công bố"), [Optional(), at_most(2000)])


class NarrowForm(TypedForm):
    """Which part of a ranking is read."""

    q = StringField(N_("Tên đơn vị"))
    league = SelectField(N_("Nhóm đơn vị"), choices=[])
    province = SelectField(N_("Tỉnh, thành phố"), choices=[])
