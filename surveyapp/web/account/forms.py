"""Forms of accounts."""

from __future__ import annotations

from typing import Any

from wtforms import (
    BooleanField,
    Field,
    Form,
    HiddenField,
    PasswordField,
    SelectField,
    StringField,
)
from wtforms.validators import ValidationError

from surveyapp.errors import N_
from surveyapp.organisations.model import NewOrganisation
from surveyapp.organisations.registers import INDUSTRIES, PROVINCES, SIZES, OrganisationKind
from surveyapp.organisations.service import TAX_CODE_FAULT, normalise_tax_code
from surveyapp.people.service import NewPerson
from surveyapp.web.forms import (
    TypedForm,
    at_most,
    email_rules,
    password_rules,
    register_choices,
    repeated,
    required,
)


def name_rules() -> list[Any]:
    """Refuse an account without a name, or one that no page can show."""
    return [*required(N_("Hãy nhập họ và tên của bạn.")), at_most(120)]


def _is_tax_code(_form: Form, field: Field) -> None:
    """Refuse digits that can not be a tax code together with all other faults of the form."""
    if normalise_tax_code(str(field.data)) is None:
        raise ValidationError(TAX_CODE_FAULT)


class SignInForm(TypedForm):
    """E-mail and password."""

    email = StringField(N_("Thư điện tử"), required(N_("Hãy nhập địa chỉ thư điện tử.")))
    password = PasswordField(N_("Mật khẩu"), required(N_("Hãy nhập mật khẩu.")))
    next = HiddenField()


class SignUpForm(TypedForm):
    """An enterprise and the person who answers for it."""

    name = StringField(
        N_("Tên doanh nghiệp"), [*required(N_("Hãy nhập tên doanh nghiệp.")), at_most(200)]
    )
    tax_code = StringField(N_("Mã số thuế"), [*required(N_("Hãy nhập mã số thuế.")), _is_tax_code])
    # An entry that no register knows is refused by `register_organisation`, in our own words.
    province = SelectField(
        N_("Tỉnh, thành phố"), required(N_("Hãy chọn tỉnh, thành phố.")), validate_choice=False
    )
    industry = SelectField(
        N_("Ngành nghề chính"), required(N_("Hãy chọn ngành nghề chính.")), validate_choice=False
    )
    league = SelectField(
        N_("Quy mô hoặc loại hình"),
        required(N_("Hãy chọn quy mô hoặc loại hình.")),
        validate_choice=False,
    )
    person_name = StringField(N_("Họ và tên của bạn"), name_rules())
    email = StringField(N_("Thư điện tử"), email_rules())
    password = PasswordField(N_("Mật khẩu"), password_rules())
    password_again = PasswordField(N_("Nhập lại mật khẩu"), repeated("password"))
    consent = BooleanField(
        N_(
            "Tôi đồng ý để hệ thống xử lý thông tin đã nhập nhằm đánh giá mức độ chuyển đổi số "
            "của doanh nghiệp."
        ),
        required(N_("Cần sự đồng ý của bạn để tạo tài khoản.")),
    )

    def offer_choices(self) -> None:
        """Fill the registers in the visitor's language."""
        self.province.choices = list(register_choices(PROVINCES))
        self.industry.choices = list(register_choices(INDUSTRIES))
        self.league.choices = list(register_choices(SIZES))

    def new_organisation(self) -> NewOrganisation:
        """Return the enterprise that was typed."""
        return NewOrganisation(
            kind=OrganisationKind.ENTERPRISE,
            name=str(self.name.data),
            province=str(self.province.data),
            league=str(self.league.data),
            tax_code=str(self.tax_code.data),
            industry=str(self.industry.data),
        )

    def new_person(self) -> NewPerson:
        """Return the person who was typed."""
        return NewPerson(
            email=str(self.email.data),
            name=str(self.person_name.data),
            password=str(self.password.data),
        )


class AcceptForm(TypedForm):
    """What an invited person adds to the invitation."""

    person_name = StringField(N_("Họ và tên của bạn"), name_rules())
    password = PasswordField(N_("Mật khẩu"), password_rules())
    password_again = PasswordField(N_("Nhập lại mật khẩu"), repeated("password"))
