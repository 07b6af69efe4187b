"""Refusals about rankings."""

from surveyapp.errors import N_, RuleBroken


class NothingToRank(RuleBroken):
    """No review of the campaign is closed."""

    sentence = N_("Chưa có hồ sơ nào thẩm định xong trong đợt này nên chưa lập được bảng xếp hạng.")


class NumbersDoNotCompare(RuleBroken):
    """The set judges or weighs among the units, and their numbers do not allow it."""

    sentence = N_(
        "Chưa xếp hạng được: số liệu ở {code} chưa so sánh được giữa các đơn vị. Hãy chờ thêm hồ "
        "sơ thẩm định xong, hoặc kiểm tra lại số liệu."
    )


class EditionPublished(RuleBroken):
    """A published edition never changes."""

    sentence = N_("Bảng xếp hạng này đã công bố lúc {published_at} nên không thay đổi được nữa.")


class CampaignStillOpen(RuleBroken):
    """A ranking is published once the campaign is closed."""

    sentence = N_(
        "Đợt đánh giá còn đang nhận câu trả lời đến {closes_at}. "
        "Hãy đóng đợt trước khi công bố xếp hạng."
    )


class DraftWaiting(RuleBroken):
    """One draft at a time."""

    sentence = N_("Đợt này đang có một bản nháp. Hãy công bố hoặc bỏ bản nháp đó trước.")
