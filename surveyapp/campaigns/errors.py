"""Refusals about campaigns."""

from surveyapp.errors import N_, RuleBroken


class CampaignClosed(RuleBroken):
    """The campaign takes no more answers."""

    sentence = N_(
        "Đợt đánh giá “{campaign}” đã đóng lúc {closed_at}. Câu trả lời đã lưu vẫn được "
        "giữ nguyên; nếu cần bổ sung, hãy liên hệ đơn vị tổ chức đợt đánh giá."
    )


class CampaignNotOpen(RuleBroken):
    """The campaign has not begun."""

    sentence = N_("Đợt đánh giá “{campaign}” chưa mở; bắt đầu nhận câu trả lời lúc {opens_at}.")


class CampaignExists(RuleBroken):
    """The version of the set has a campaign for this period."""

    sentence = N_(
        "Phiên bản {version} của bộ tiêu chí này đã có đợt đánh giá cho năm {period}. "
        "Hãy chọn năm khác, phiên bản khác hoặc bộ tiêu chí khác."
    )
