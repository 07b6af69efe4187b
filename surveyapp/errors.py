"""The tree of refusals.

Every refusal holds a sentence key (Vietnamese, the id of its translation) and parameters; one place
(`web/refusals.py`, `cli`) turns it into a page, a JSON problem or a line with exit code 2::

    Refusal                     the base: the request was understood and is refused
    ├── NotFound           404  nothing there, or nothing there for this actor
    ├── NotAllowed         403  the actor's role does not include this action
    ├── RuleBroken         409  the state of things forbids it now
    │     CampaignClosed, CampaignNotOpen, AssessmentSubmitted, ReviewClosed, AnswerChanged ...
    └── Invalid            422  what was typed is not acceptable; names each field
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar


def N_(sentence: str) -> str:  # noqa: N802 - gettext's own name for "mark, do not translate yet"
    """Mark a sentence for the translation catalogue without translating it here."""
    return sentence


class Refusal(Exception):
    """A request that was understood and is refused, with a sentence for the person who asked."""

    status: ClassVar[int] = 400
    sentence: ClassVar[str] = N_("Yêu cầu không thực hiện được.")

    def __init__(self, **parameters: object) -> None:
        super().__init__(self.sentence, parameters)
        self.parameters = parameters


class NotFound(Refusal):
    """There is nothing here for this actor; somebody else's things look the same as no things."""

    status = 404
    sentence = N_("Không tìm thấy trang hoặc hồ sơ này.")


class NotAllowed(Refusal):
    """The actor's roles do not include this action."""

    status = 403
    sentence = N_("Tài khoản của bạn không có quyền thực hiện việc này.")


class RuleBroken(Refusal):
    """The state of things forbids it now."""

    status = 409


class Invalid(Refusal):
    """What was typed is not acceptable; `faults` names every field with its sentence key."""

    status = 422
    sentence = N_("Có thông tin chưa hợp lệ. Xem chỉ dẫn ở từng ô.")

    def __init__(self, faults: Mapping[str, str], **parameters: object) -> None:
        super().__init__(**parameters)
        self.faults = dict(faults)

    def __str__(self) -> str:
        return f"{self.sentence} {self.faults}"
