"""Refusals about reviews."""

from surveyapp.errors import N_, RuleBroken


class NothingToReview(RuleBroken):
    """The assessment has not been submitted."""

    sentence = N_("Hồ sơ này chưa được nộp nên chưa thể thẩm định.")


class ReviewClosed(RuleBroken):
    """A closed review is frozen."""

    sentence = N_("Hồ sơ này đã thẩm định xong lúc {closed_at}; điểm không sửa được nữa.")
