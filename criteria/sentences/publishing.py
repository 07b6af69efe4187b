"""Sentences about versions that were published and should not have changed since."""

from __future__ import annotations

PUBLISHING = {
    "published_changed": {
        "vi": (
            "{reference} đã công bố nhưng nội dung đã bị sửa sau đó nên không được dùng. Hãy khôi "
            "phục nội dung cũ và đưa thay đổi vào một phiên bản mới."
        ),
        "en": (
            "{reference} was published, and its content was edited afterwards: it is not used. "
            "Restore the content, and put the changes into a new version."
        ),
    },
    "published_missing": {
        "vi": "{reference} đã phát hành nhưng không còn tệp. Hãy khôi phục tệp này.",
        "en": "{reference} was released, and its file is gone. Restore it.",
    },
    "ledger_broken": {
        "vi": (
            "Không đọc được sổ công bố nên không kiểm tra được các bộ đi kèm có bị sửa hay không. "
            "Hãy khôi phục tệp này."
        ),
        "en": (
            "The ledger cannot be read, so nobody can tell whether the sets that come with the "
            "product were edited. Restore it."
        ),
    },
}
