"""Refusals about assessments."""

from __future__ import annotations

from surveyapp.assessments.model import Response
from surveyapp.errors import N_, RuleBroken


class AssessmentSubmitted(RuleBroken):
    """A submitted assessment is frozen."""

    sentence = N_(
        "Phiếu này đã nộp lúc {submitted_at} nên không sửa được nữa. "
        "Câu trả lời đã nộp được giữ nguyên."
    )


class AlreadyStarted(RuleBroken):
    """Somebody began the same assessment at the same instant; theirs is the one to go on with."""

    sentence = N_("Phiếu đánh giá của đơn vị trong đợt này đã được bắt đầu.")


class AnswerChanged(RuleBroken):
    """Somebody saved another value since the actor last saw this answer."""

    sentence = N_(
        "Câu trả lời này vừa được lưu ở nơi khác với một giá trị khác. "
        "Hãy xem giá trị mới rồi chọn lại nếu cần; giá trị bạn vừa chọn chưa được lưu."
    )

    def __init__(self, current: Response | None) -> None:
        super().__init__()
        self.current = current


class IncompleteSubmission(RuleBroken):
    """Answers are missing and nobody confirmed that they count as nothing."""

    sentence = N_(
        "Còn {missing} câu chưa trả lời. Hãy trả lời, hoặc đánh dấu xác nhận rằng các câu bỏ trống "
        "được tính 0 điểm rồi nộp lại."
    )


class AnswerOwed(RuleBroken):
    """A veto or a deduction was left open, which would be a gain."""

    sentence = N_(
        "Chưa nộp được: {codes} phải được trả lời, vì câu trả lời quyết định điều kiện loại hoặc "
        "điểm trừ. Không được để trống."
    )


class NotForThisUnit(RuleBroken):
    """The campaign assesses another kind of organisation."""

    sentence = N_("Đợt đánh giá này không dành cho loại hình tổ chức của bạn.")
