"""Refusals about criteria sets."""

from __future__ import annotations

from surveyapp.errors import N_, RuleBroken


class VersionPublished(RuleBroken):
    """A published version never changes."""

    sentence = N_(
        "Phiên bản {reference} đã công bố và không thể thay đổi. "
        "Hãy tăng số phiên bản trong tệp rồi công bố lại."
    )


class SetHasErrors(RuleBroken):
    """What has errors is not published."""

    sentence = N_("Bộ tiêu chí còn {count} lỗi. Hãy sửa hết lỗi rồi công bố.")


class ReasonNeeded(RuleBroken):
    """Warnings may stand, but somebody has to say why."""

    sentence = N_("Còn {count} cảnh báo. Hãy sửa, hoặc ghi lý do vì sao vẫn công bố.")


class DraftChanged(RuleBroken):
    """Somebody else saved the draft in the meantime."""

    sentence = N_(
        "{person} đã lưu bản nháp này lúc {at}, sau khi bạn mở trang. Bản bạn vừa gửi chưa được "
        "lưu; hãy xem bản mới nhất trước khi lưu lại."
    )


class OtherSetNamed(RuleBroken):
    """A draft stays the draft of its set, whatever its text says."""

    sentence = N_(
        "Nội dung ghi “slug: {named}”, nhưng đây là bản nháp của {slug}. Tên ngắn không đổi được: "
        "hãy ghi lại “slug: {slug}”, hoặc tải tệp lên như một bộ khác."
    )


class VersionNotNewer(RuleBroken):
    """A version comes after all versions that were published before it."""

    sentence = N_(
        "Phiên bản {version} không mới hơn phiên bản {latest} đã công bố. "
        "Hãy đặt số phiên bản lớn hơn."
    )


class PublishedSetChanged(RuleBroken):
    """A version is no longer what was published: a fault of the installation, not of the reader."""

    sentence = N_(
        "Bộ tiêu chí {reference} đã bị sửa hoặc bị xóa sau khi công bố nên không được dùng. "
        "Người quản trị cần khôi phục nội dung đã công bố và đưa thay đổi vào một phiên bản mới."
    )
