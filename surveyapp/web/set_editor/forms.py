"""The forms of the editor."""

from __future__ import annotations

from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import Regexp

from surveyapp.criteria_sets.model import Version
from surveyapp.errors import N_
from surveyapp.web.forms import TypedForm, at_most, chosen, required

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LONGEST_REASON = 2000


class StartForm(TypedForm):
    """The short name of a set that is to be written from the beginning."""

    slug = StringField(
        N_("Tên ngắn của bộ tiêu chí"),
        [
            *required(),
            at_most(60),
            Regexp(SLUG, message=N_("Chỉ dùng chữ thường không dấu, chữ số và gạch nối.")),
        ],
    )


class UploadForm(TypedForm):
    """A file that becomes a draft."""

    file = FileField(N_("Tệp YAML hoặc XLSX"), [FileRequired(N_("Hãy chọn một tệp."))])
    replace = BooleanField(N_("Thay bản nháp đang có, dù người khác vừa soạn"))


class TextForm(TypedForm):
    """The text of a draft, and the revision on which it was written."""

    content = TextAreaField(N_("Nội dung tệp"))
    revision = IntegerField(default=0)


class PublishForm(TypedForm):
    """Why a draft is published although there are warnings."""

    reason = TextAreaField(N_("Lý do công bố dù còn cảnh báo"), [at_most(LONGEST_REASON)])


class CompareForm(TypedForm):
    """The version that a draft is compared with."""

    version = SelectField(N_("So với phiên bản"), chosen())

    def offer_choices(self, versions: list[Version]) -> None:
        """Offer the versions, the newest first."""
        self.version.choices = [(one.version, one.reference) for one in reversed(versions)]
