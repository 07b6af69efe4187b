"""The vocabulary of the audit trail as sentences; placeholders are filled by `trail`."""

from __future__ import annotations

from collections.abc import Mapping

from surveyapp.audit.vocabulary import Happened
from surveyapp.errors import N_

SENTENCES: Mapping[Happened, str] = {
    Happened.PERSON_SIGNED_UP: N_("{actor} đã tạo tài khoản."),
    Happened.PERSON_SIGNED_IN: N_("{actor} đã đăng nhập."),
    Happened.SIGN_IN_FAILED: N_("Có người đăng nhập không thành công."),
    Happened.PERSON_INVITED: N_("{actor} đã mời {email} với vai trò {role}."),
    Happened.INVITATION_ACCEPTED: N_("{actor} đã nhận lời mời."),
    Happened.ROLE_GRANTED: N_("{subject} được giao vai trò {role}."),
    Happened.ORGANISATION_REGISTERED: N_("{actor} đã đăng ký đơn vị {subject}."),
    Happened.CRITERIA_SET_DRAFTED: N_("{actor} đã lưu bản nháp bộ tiêu chí {set}, lần {revision}."),
    Happened.CRITERIA_SET_DISCARDED: N_("{actor} đã bỏ bản nháp bộ tiêu chí {set}."),
    Happened.CRITERIA_SET_PUBLISHED: N_("{actor} đã công bố bộ tiêu chí {set}."),
    Happened.CAMPAIGN_OPENED: N_("{actor} đã mở đợt “{subject}” theo bộ tiêu chí {set}."),
    Happened.CAMPAIGN_CLOSED: N_("{actor} đã đóng đợt “{subject}” trước thời hạn."),
    Happened.ASSESSMENT_STARTED: N_("{actor} đã bắt đầu phiếu đánh giá của {subject}."),
    Happened.ANSWER_RECORDED: N_("{actor} đã lưu câu trả lời {indicator} của {subject}."),
    Happened.ASSESSMENT_SUBMITTED: N_("{actor} đã nộp phiếu đánh giá của {subject}."),
    Happened.REVIEW_OPENED: N_("{actor} đã bắt đầu thẩm định hồ sơ của {subject}."),
    Happened.POINTS_AWARDED: N_(
        "{actor} đã chấm {indicator} của {subject}: tự đánh giá {self}, thẩm định {awarded}."
    ),
    Happened.REVIEW_CLOSED: N_(
        "{actor} đã kết thúc thẩm định hồ sơ của {subject}; số câu đã chấm: {changed}."
    ),
    Happened.RESULT_RECORDED: N_("{subject} có kết quả {basis}: {score} điểm, mức {level}."),
    Happened.RANKING_DRAFTED: N_("{actor} đã lập bản nháp xếp hạng {subject}; số đơn vị: {size}."),
    Happened.RANKING_PUBLISHED: N_("{actor} đã công bố bảng xếp hạng {subject}."),
    Happened.RANKING_DISCARDED: N_("{actor} đã bỏ một bản nháp xếp hạng."),
    Happened.CERTIFICATE_ISSUED: N_("Giấy chứng nhận số {serial} được cấp cho {subject}."),
    Happened.CERTIFICATE_SUPERSEDED: N_(
        "Một giấy chứng nhận của {subject} hết hiệu lực, được thay bằng số {by}."
    ),
}
"""One sentence for every word of the vocabulary."""

SEVERAL_ANSWERS = N_("{actor} đã lưu {count} câu trả lời của {subject}.")
WITH_GAPS = N_("{actor} đã nộp phiếu đánh giá của {subject}, để trống {missing} câu.")
WITHHELD = N_("{subject} chưa có kết quả {basis} vì còn thiếu câu trả lời.")

NOBODY = N_("Hệ thống")
NOT_ANSWERED = N_("không có điểm")
BASES = {"self": N_("tự đánh giá"), "verified": N_("thẩm định")}

THEMES: Mapping[str, tuple[str, frozenset[Happened]]] = {
    "accounts": (
        N_("Tài khoản"),
        frozenset(
            {
                Happened.PERSON_SIGNED_UP,
                Happened.PERSON_SIGNED_IN,
                Happened.SIGN_IN_FAILED,
                Happened.PERSON_INVITED,
                Happened.INVITATION_ACCEPTED,
                Happened.ROLE_GRANTED,
                Happened.ORGANISATION_REGISTERED,
            }
        ),
    ),
    "assessments": (
        N_("Phiếu đánh giá"),
        frozenset(
            {
                Happened.ASSESSMENT_STARTED,
                Happened.ANSWER_RECORDED,
                Happened.ASSESSMENT_SUBMITTED,
            }
        ),
    ),
    "reviews": (
        N_("Thẩm định"),
        frozenset({Happened.REVIEW_OPENED, Happened.POINTS_AWARDED, Happened.REVIEW_CLOSED}),
    ),
    "results": (
        N_("Kết quả và chứng nhận"),
        frozenset(
            {
                Happened.RESULT_RECORDED,
                Happened.CERTIFICATE_ISSUED,
                Happened.CERTIFICATE_SUPERSEDED,
            }
        ),
    ),
    "sets": (
        N_("Bộ tiêu chí"),
        frozenset(
            {
                Happened.CRITERIA_SET_DRAFTED,
                Happened.CRITERIA_SET_DISCARDED,
                Happened.CRITERIA_SET_PUBLISHED,
            }
        ),
    ),
    "campaigns": (
        N_("Đợt và xếp hạng"),
        frozenset(
            {
                Happened.CAMPAIGN_OPENED,
                Happened.CAMPAIGN_CLOSED,
                Happened.RANKING_DRAFTED,
                Happened.RANKING_PUBLISHED,
                Happened.RANKING_DISCARDED,
            }
        ),
    ),
}
"""What an administrator may narrow the trail to; together they hold the whole vocabulary."""
