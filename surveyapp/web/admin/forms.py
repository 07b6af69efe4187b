"""Opening campaigns, registering agencies, inviting people."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from wtforms import DateField, Field, IntegerField, SelectField, StringField
from wtforms.validators import NumberRange, ValidationError

from criteria.model import CriteriaSet
from surveyapp.campaigns.model import NewCampaign
from surveyapp.clock import LEGAL_ZONE
from surveyapp.errors import N_
from surveyapp.i18n import current_language, gettext
from surveyapp.organisations.model import NewOrganisation, OrganisationView
from surveyapp.organisations.registers import AGENCY_TYPES, PROVINCES, OrganisationKind
from surveyapp.people.model import Role
from surveyapp.web.forms import (
    DATE_FAULT,
    TypedForm,
    at_most,
    chosen,
    email_rules,
    register_choices,
    required,
)

ROLE_NAMES = {
    Role.RESPONDENT: N_("Người trả lời"),
    Role.EVALUATOR: N_("Người thẩm định"),
    Role.PUBLISHER: N_("Người công bố"),
    Role.ADMINISTRATOR: N_("Quản trị viên"),
}
FIRST_YEAR, LAST_YEAR = 2020, 2100
_YEAR_FAULT = N_("Hãy nhập ngày trong khoảng từ năm 2020 đến năm 2100.")


def _dated() -> list[object]:
    return [*required(DATE_FAULT), _require_near_year]


def _require_near_year(_form: object, field: Field) -> None:
    """Refuse a day that only a slip of the finger can mean."""
    if not FIRST_YEAR <= field.data.year <= LAST_YEAR:
        raise ValidationError(_YEAR_FAULT)


class CampaignForm(TypedForm):
    """A criteria set opened for a year between two dates, both included."""

    set_reference = SelectField(N_("Bộ tiêu chí áp dụng"), chosen())
    period = IntegerField(
        N_("Năm đánh giá"),
        [
            *required(N_("Hãy nhập năm đánh giá bằng chữ số, ví dụ 2026.")),
            NumberRange(FIRST_YEAR, LAST_YEAR, N_("Năm đánh giá phải từ 2020 đến 2100.")),
        ],
    )
    title_vi = StringField(N_("Tên đợt đánh giá (tiếng Việt)"), [*required(), at_most(200)])
    title_en = StringField(N_("Tên đợt đánh giá (tiếng Anh)"), [*required(), at_most(200)])
    opens_on = DateField(N_("Ngày mở"), _dated())
    closes_on = DateField(N_("Ngày đóng (hết ngày này)"), _dated())

    def offer_choices(self, sets: list[CriteriaSet]) -> None:
        """Offer the criteria sets by their titles."""
        language = current_language()
        self.set_reference.choices = [
            (one.reference, f"{one.title.say(language)} · {one.reference}") for one in sets
        ]

    def new_campaign(self) -> NewCampaign:
        """Return the campaign; its last day ends at midnight of Vietnam's legal time."""
        return NewCampaign(
            set_reference=str(self.set_reference.data),
            period=int(self.period.data or 0),
            title_vi=str(self.title_vi.data).strip(),
            title_en=str(self.title_en.data).strip(),
            opens_at=_midnight(self.opens_on.data),
            closes_at=_midnight(self.closes_on.data, days_later=1),
        )


def _midnight(day: date | None, *, days_later: int = 0) -> datetime:
    assert day is not None, "the validator refused an empty date"
    return datetime.combine(day + timedelta(days=days_later), time(), LEGAL_ZONE).astimezone(UTC)


class AgencyForm(TypedForm):
    """A state agency."""

    name = StringField(N_("Tên cơ quan"), [*required(), at_most(200)])
    province = SelectField(N_("Tỉnh, thành phố đặt trụ sở"), chosen())
    league = SelectField(N_("Loại cơ quan"), chosen())

    def offer_choices(self) -> None:
        """Fill the registers in the visitor's language."""
        self.province.choices = list(register_choices(PROVINCES))
        self.league.choices = list(register_choices(AGENCY_TYPES))

    def new_agency(self) -> NewOrganisation:
        """Return the agency that was typed."""
        return NewOrganisation(
            kind=OrganisationKind.AGENCY,
            name=str(self.name.data),
            province=str(self.province.data),
            league=str(self.league.data),
        )


class InvitationForm(TypedForm):
    """Who is invited to which role; a respondent for an agency."""

    email = StringField(N_("Thư điện tử"), email_rules())
    role = SelectField(N_("Vai trò"), chosen())
    organisation_id = SelectField(N_("Cơ quan (chỉ với người trả lời)"))

    def offer_choices(self, agencies: list[OrganisationView]) -> None:
        """Offer the roles and the registered agencies."""
        self.role.choices = [(role.value, gettext(name)) for role, name in ROLE_NAMES.items()]
        self.organisation_id.choices = [
            ("", gettext("Không gắn với cơ quan")),
            *((str(agency.id), agency.name) for agency in agencies),
        ]

    def organisation_chosen(self) -> int | None:
        """Return the agency that was chosen."""
        return int(self.organisation_id.data) if self.organisation_id.data else None
