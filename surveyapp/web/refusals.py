"""Turn refusals into pages or JSON problems: the one place where a sentence meets its reader."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, Response, current_app, g, jsonify, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from surveyapp import i18n
from surveyapp.campaigns.model import CampaignView
from surveyapp.criteria_sets.errors import PublishedSetChanged
from surveyapp.errors import N_, Refusal
from surveyapp.i18n import current_language, gettext

HEADINGS = {
    400: N_("Yêu cầu chưa hợp lệ"),
    401: N_("Chưa đăng nhập được"),
    403: N_("Bạn không có quyền vào đây"),
    404: N_("Không tìm thấy"),
    405: N_("Yêu cầu chưa hợp lệ"),
    409: N_("Chưa thực hiện được"),
    413: N_("Nội dung gửi lên quá lớn"),
    422: N_("Thông tin chưa hợp lệ"),
    429: N_("Quá nhiều lần thử"),
    500: N_("Hệ thống gặp lỗi"),
}
SENTENCES = {
    404: N_("Không tìm thấy trang hoặc hồ sơ này. Kiểm tra lại địa chỉ, hoặc trở về trang chủ."),
    405: N_("Trang này không xử lý được yêu cầu đó. Hãy trở lại trang trước và thử lại."),
    413: N_("Trang này nhận tối đa {megabytes} MB. Hãy giảm kích thước nội dung rồi gửi lại."),
    429: N_("Bạn đã thử quá nhiều lần trong thời gian ngắn. Hãy đợi ít phút rồi thử lại."),
    500: N_("Lỗi đã được ghi lại; dữ liệu đã lưu không bị ảnh hưởng. Hãy thử lại sau ít phút."),
}
PASSWORD_FIELDS = frozenset({"password", "password_again"})


def sentence_of(refusal: Refusal) -> str:
    """Return the refusal's sentence in the reader's language, with its parameters written out."""
    return fill(refusal.sentence, refusal.parameters)


def fill(sentence: str, parameters: Mapping[str, object]) -> str:
    """Translate a sentence and write its parameters the way the reader does."""
    named = {
        name: value.title(current_language()) if isinstance(value, CampaignView) else value
        for name, value in parameters.items()
    }
    return i18n.fill(sentence, named)


def wants_json() -> bool:
    """Tell whether the request came from a script."""
    return request.is_json


def answer_refusal(status: int, sentence: str) -> Response:
    """Return the refusal as a page, or as a problem when a script asked."""
    if wants_json():
        problem = jsonify({"title": sentence, "status": status, "errors": {}})
        problem.status_code = status
        return problem
    heading = gettext(HEADINGS.get(status, HEADINGS[400]))
    page = {"status": status, "heading": heading, "sentence": sentence}
    return make_response(render_template("public/refusal.html", page=page), status)


def _on_refusal(refusal: Refusal) -> Response:
    if isinstance(refusal, PublishedSetChanged):  # only who runs the installation can mend it
        current_app.logger.error("%s %s: %s", request.method, request.path, refusal)
    return answer_refusal(refusal.status, sentence_of(refusal))


def _on_http_error(error: HTTPException) -> Response:
    status = error.code or 500
    if status < 400:
        return make_response(error.get_response())
    if status == 500:
        g.setdefault("actor", None)  # the database may be what failed: do not ask it who this is
    most = (request.max_content_length or 0) // 2**20
    sentence = fill(SENTENCES.get(status, Refusal.sentence), {"megabytes": most})
    return answer_refusal(status, sentence)


def _on_stale_form(_error: CSRFError) -> Response:
    """Offer the same form again with everything typed but passwords, under a fresh token."""
    sentence = gettext(
        N_("Phiên làm việc đã thay đổi từ khi trang được mở. Nội dung bạn nhập vẫn còn nguyên.")
    )
    if wants_json():
        return answer_refusal(400, sentence)
    typed = [
        (name, value)
        for name, values in request.form.lists()
        for value in values
        if name not in PASSWORD_FIELDS and name != "csrf_token"
    ]
    page = {
        "sentence": sentence,
        "typed": typed,
        "action": request.full_path.rstrip("?"),
        "secrets_left_out": bool(PASSWORD_FIELDS & set(request.form)),
    }
    return make_response(render_template("public/stale_form.html", page=page), 400)


def bind_refusals(app: Flask) -> None:
    """Answer every refusal and error with a sentence."""
    app.register_error_handler(Refusal, _on_refusal)
    app.register_error_handler(CSRFError, _on_stale_form)
    app.register_error_handler(HTTPException, _on_http_error)
