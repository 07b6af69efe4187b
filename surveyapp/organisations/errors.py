"""Refusals about organisations and their parts."""

from __future__ import annotations

from surveyapp.errors import N_, RuleBroken


class PartNotOfThisKind(RuleBroken):
    """An organisation of this kind has no such parts."""

    sentence = N_("Đơn vị của bạn không lập danh sách này.")


class PartNameless(RuleBroken):
    """A part has a name."""

    sentence = N_("Thiếu tên ở đầu dòng, trước dấu chấm phẩy.")


class PartTooLong(RuleBroken):
    """Names are printed, and so they end somewhere."""

    sentence = N_(
        "Tên và phần sau dấu chấm phẩy dài nhất {most} ký tự mỗi phần. Hãy viết ngắn hơn."
    )


class PartTaken(RuleBroken):
    """The organisation has a part of this kind, name and detail."""

    sentence = N_(
        "“{name}” đã có trong danh sách. Nếu là người hoặc việc khác, hãy ghi thêm chức vụ, "
        "bộ phận hoặc mã số sau dấu chấm phẩy để phân biệt."
    )
