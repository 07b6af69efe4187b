"""Refusals about accounts."""

from surveyapp.errors import N_, Refusal, RuleBroken


class WrongCredentials(Refusal):
    """E-mail and password do not fit; says nothing about which of them."""

    status = 401
    sentence = N_("Thư điện tử hoặc mật khẩu không đúng. Kiểm tra lại rồi thử lần nữa.")


class EmailTaken(RuleBroken):
    """An account with this e-mail exists."""

    sentence = N_("Địa chỉ thư điện tử này đã có tài khoản. Hãy đăng nhập.")


class InvitationOpen(RuleBroken):
    """Somebody invited the same address before, and that invitation can still be accepted."""

    sentence = N_("Địa chỉ này đã có lời mời còn hiệu lực đến {expires_at}.")


class InvitationGone(RuleBroken):
    """The invitation is unknown, used or expired."""

    sentence = N_(
        "Lời mời này không còn hiệu lực (đã dùng hoặc quá hạn). "
        "Hãy xin quản trị viên gửi lời mời mới."
    )
