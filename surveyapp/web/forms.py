"""The base of typed forms, and the validators and sentences that several of them share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from unicodedata import category

from flask_wtf import FlaskForm
from wtforms import Field, Form
from wtforms.meta import DefaultMeta
from wtforms.validators import DataRequired, Email, EqualTo, InputRequired, Length

from surveyapp.errors import N_, Invalid
from surveyapp.i18n import current_language, gettext
from surveyapp.organisations.registers import Entry
from surveyapp.people.passwords import MAXIMUM_LENGTH, MINIMUM_LENGTH
from surveyapp.web.refusals import fill

ODD_CHARACTER = N_("Ô này có ký tự không nhìn thấy được. Hãy xóa hết rồi gõ lại.")
CHOICE_FAULT = N_("Hãy chọn một mục trong danh sách.")
DATE_FAULT = N_("Hãy nhập ngày theo dạng năm-tháng-ngày, ví dụ 2026-12-31.")
_LIBRARY_FAULTS = {
    "Not a valid choice.": CHOICE_FAULT,
    "Invalid Choice: could not coerce.": CHOICE_FAULT,
    "Not a valid integer value.": N_("Hãy nhập một số nguyên, ví dụ 12."),
    "Not a valid date value.": DATE_FAULT,
}


class OwnSentences:
    """What WTForms says by itself, in our words and the visitor's language.

    A field that refuses a value before its validators run asks its form for the sentence; here is
    the one place that answers, so that no field has to bring its own.
    """

    def gettext(self, string: str) -> str:
        """Return our sentence for one of the library's."""
        return gettext(_LIBRARY_FAULTS[string]) if string in _LIBRARY_FAULTS else string

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Return the form of the library's sentence that fits the number."""
        return self.gettext(singular if n == 1 else plural)


OWN_SENTENCES = OwnSentences()


class PlainForm(Form):
    """A form outside a page's own form, such as one answer, that speaks our sentences too."""

    class Meta(DefaultMeta):
        """Every field of the form says its faults in our words."""

        def get_translations(self, _form: object) -> OwnSentences:
            """Return who says the library's sentences."""
            return OWN_SENTENCES


class TypedForm(FlaskForm):  # type: ignore[misc]
    """A form whose sentences are in the visitor's language; CSRF is checked by the application."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """Every field of the form says its faults in our words."""

        csrf = False

        def get_translations(self, _form: object) -> OwnSentences:
            """Return who says the library's sentences."""
            return OWN_SENTENCES

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self:
            field.label.text = gettext(str(field.label.text))

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Validate and say each fault in the visitor's language."""
        passed = bool(super().validate(extra_validators))
        for field in self:
            if isinstance(field.data, str) and not _can_be_kept(field.data):
                passed = False
                field.errors = [*field.errors, ODD_CHARACTER]
            field.errors = [gettext(str(sentence)) for sentence in field.errors]
        return passed

    def take(self, refused: Invalid) -> None:
        """Put the faults that a service found beside the fields they name."""
        for name, sentence in refused.faults.items():
            field: Field = self[name]
            field.errors = [*field.errors, fill(sentence, refused.parameters)]


def _can_be_kept(text: str) -> bool:
    """Tell whether every character of a text can be stored and seen again."""
    return all(category(sign) not in {"Cc", "Cs"} for sign in text if sign not in "\r\n\t")


def typed(label: str) -> str:
    """Return a label that the template translates."""
    return label


def required(sentence: str = N_("Hãy điền ô này.")) -> list[Any]:
    """Refuse an empty field."""
    return [DataRequired(sentence)]


def chosen() -> list[Any]:
    """Refuse a choice that was not made."""
    return [InputRequired(CHOICE_FAULT)]


def at_most(longest: int) -> Length:
    """Refuse a text that is too long."""
    return Length(max=longest, message=N_("Nội dung quá dài; hãy rút gọn."))


def email_rules() -> list[Any]:
    """Refuse what is no e-mail address."""
    return [
        DataRequired(N_("Hãy nhập địa chỉ thư điện tử.")),
        Email(N_("Địa chỉ thư điện tử chưa đúng dạng, ví dụ: ten@congty.vn.")),
        at_most(254),
    ]


def password_rules() -> list[Any]:
    """Refuse a password that is too short to be worth one."""
    return [
        DataRequired(N_("Hãy nhập mật khẩu.")),
        Length(
            min=MINIMUM_LENGTH,
            max=MAXIMUM_LENGTH,
            message=N_("Mật khẩu cần ít nhất 10 ký tự; nên dùng một câu dễ nhớ với riêng bạn."),
        ),
    ]


def repeated(field: str) -> list[Any]:
    """Refuse a repetition that differs."""
    return [EqualTo(field, message=N_("Hai lần nhập mật khẩu chưa giống nhau."))]


def register_choices(register: Mapping[str, Entry]) -> Iterable[tuple[str, str]]:
    """Return a register as the choices of a field, in the visitor's language."""
    language = current_language()
    return [(code, entry.say(language)) for code, entry in register.items()]
