"""Register organisations. Nothing here commits."""

from __future__ import annotations

import re
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session
from stdnum.exceptions import ValidationError
from stdnum.vn import mst

from surveyapp.audit.service import record
from surveyapp.audit.vocabulary import Happened
from surveyapp.errors import N_, Invalid
from surveyapp.organisations.errors import PartNameless, PartNotOfThisKind, PartTaken, PartTooLong
from surveyapp.organisations.model import NewOrganisation, NewPart, OrganisationView
from surveyapp.organisations.registers import (
    AGENCY_TYPES,
    HOUSEHOLD,
    INDUSTRIES,
    PROVINCES,
    SIZES,
    OrganisationKind,
)
from surveyapp.organisations.tables import LONGEST_NAME, Organisation
from surveyapp.persistence.claiming import claiming

TAX_CODE_FAULT = N_(
    "Mã số thuế gồm 10 chữ số (hoặc 10 chữ số và 3 số của đơn vị phụ thuộc, ví dụ 0100109106-001); "
    "chữ số thứ mười là số kiểm tra. Hộ kinh doanh có thể dùng số định danh cá nhân 12 chữ số. "
    "Xem lại trên giấy chứng nhận đăng ký."
)
PERSONAL_NUMBER = re.compile(r"0[0-9]{11}", re.ASCII)
TAX_CODE_TAKEN = N_(
    "Mã số thuế này đã được đăng ký. Hãy hỏi đồng nghiệp đã đăng ký hoặc liên hệ quản trị viên."
)


def normalise_tax_code(text: str) -> str | None:
    """Return the tax code in its written form, or None when its digits can not be right.

    A household business has the personal identification number of its owner: 12 digits without a
    check digit (Circular 86/2024/TT-BTC).
    """
    digits = "".join(text.split())
    if PERSONAL_NUMBER.fullmatch(digits):
        return digits
    try:
        return str(mst.format(mst.validate(text)))
    except ValidationError:
        return None


def is_personal_number(tax_code: str) -> bool:
    """Tell the number of a person, which is nobody else's to read, from that of an enterprise."""
    return PERSONAL_NUMBER.fullmatch(tax_code) is not None


def register_organisation(
    session: Session, new: NewOrganisation, *, actor_id: int | None, now: datetime
) -> int:
    """Register an organisation. Refuses: Invalid (every fault). Event: organisation_registered."""
    tax_code = normalise_tax_code(new.tax_code) if new.tax_code else None
    faults = _find_faults(session, new, tax_code)
    if faults:
        raise Invalid(faults)
    organisation = Organisation(
        kind=new.kind.value,
        name=" ".join(new.name.split()),
        province=new.province,
        league=new.league,
        tax_code=tax_code,
        industry=new.industry,
        created_at=now,
    )
    with claiming(session, Invalid({"tax_code": TAX_CODE_TAKEN})):
        session.add(organisation)
    record(
        session,
        Happened.ORGANISATION_REGISTERED,
        subject=("organisation", organisation.id),
        actor_id=actor_id,
        now=now,
        data={"name": organisation.name, "kind": organisation.kind},
    )
    return organisation.id


def register_part(
    session: Session, whole: OrganisationView, new: NewPart, *, actor_id: int, now: datetime
) -> int:
    """Register a part of an organisation, in its province and league; return its id.

    Refuses: PartNotOfThisKind, PartNameless, PartTooLong, PartTaken.
    Event: organisation_registered.
    """
    part = _part(whole, new, now=now)
    with claiming(session, PartTaken(name=part.name)):
        session.add(part)
    subject = ("organisation", part.id)
    data = {"name": part.name, "kind": part.kind, "part_of": whole.id}
    record(
        session,
        Happened.ORGANISATION_REGISTERED,
        subject=subject,
        actor_id=actor_id,
        now=now,
        data=data,
    )
    return part.id


def _part(whole: OrganisationView, new: NewPart, *, now: datetime) -> Organisation:
    if new.kind not in whole.kind.parts:
        raise PartNotOfThisKind
    name, detail = " ".join(new.name.split()), " ".join(new.detail.split())
    if not name:
        raise PartNameless
    if max(len(name), len(detail)) > LONGEST_NAME:
        raise PartTooLong(most=LONGEST_NAME)
    return Organisation(
        kind=new.kind.value,
        name=name,
        province=whole.province,
        league=whole.league,
        detail=detail,
        part_of_id=whole.id,
        created_at=now,
    )


def _find_faults(session: Session, new: NewOrganisation, tax_code: str | None) -> dict[str, str]:
    faults: dict[str, str] = {}
    if new.kind not in (OrganisationKind.ENTERPRISE, OrganisationKind.AGENCY):
        faults["kind"] = N_("Loại tổ chức này không tự đăng ký được.")
    if not new.name.strip():
        faults["name"] = N_("Hãy nhập tên tổ chức.")
    if new.province not in PROVINCES:
        faults["province"] = N_("Hãy chọn một tỉnh, thành phố trong danh sách.")
    leagues = SIZES if new.kind is OrganisationKind.ENTERPRISE else AGENCY_TYPES
    if new.league not in leagues:
        faults["league"] = N_("Hãy chọn một mục trong danh sách.")
    if new.kind is OrganisationKind.ENTERPRISE:
        if new.industry not in INDUSTRIES:
            faults["industry"] = N_("Hãy chọn ngành nghề chính trong danh sách.")
        if tax_code is None or (is_personal_number(tax_code) and new.league != HOUSEHOLD):
            faults["tax_code"] = TAX_CODE_FAULT
        elif _tax_code_taken(session, tax_code):
            faults["tax_code"] = TAX_CODE_TAKEN
    return faults


def _tax_code_taken(session: Session, tax_code: str) -> bool:
    query = sa.select(Organisation.id).where(Organisation.tax_code == tax_code)
    return session.scalar(query) is not None
