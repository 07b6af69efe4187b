"""Refusals about reviews."""

from surveyapp.errors import N_, RuleBroken


class NothingToReview(RuleBroken):
    """The assessment has not been submitted."""

    sentence = N_("Hồ sơ này chưa được nộp nên chưa thể thẩm định.")


class JudgedAmongUnits(RuleBroken):
    """A number that is judged among the units has no points of its own."""

    sentence = N_(
        "Câu {code} so số của đơn vị với các đơn vị khác nên không chấm điểm riêng được. "
        "Nếu số sai, hãy ghi vào nhận xét chung."
    )


class ReviewClosed(RuleBroken):
    """A closed review is frozen."""

    sentence = N_("Hồ sơ này đã thẩm định xong lúc {closed_at}; điểm không sửa được nữa.")
