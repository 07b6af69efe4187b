"""Sentences about published sets, and why a set is not published."""

from __future__ import annotations

PUBLISHING = {
    "published_changed": {
        "vi": (
            "{reference} đã công bố nhưng tệp đã bị sửa sau đó nên không được dùng. Hãy khôi phục "
            "tệp cũ và đưa thay đổi vào một phiên bản mới."
        ),
        "en": (
            "{reference} was published, and its file was edited afterwards: it is not used. "
            "Restore the file, and put the changes into a new version."
        ),
    },
    "published_missing": {
        "vi": "{reference} đã công bố nhưng không còn tệp. Hãy khôi phục tệp này.",
        "en": "{reference} was published, and its file is gone. Restore it.",
    },
    "not_published": {
        "vi": "Tệp này nằm trong thư mục công bố nhưng chưa được công bố nên không được dùng.",
        "en": "This file lies in the folder of published sets, but was never published: idle.",
    },
    "ledger_broken": {
        "vi": "Không đọc được sổ công bố nên không bộ nào trong thư mục được dùng. Hãy khôi phục.",
        "en": "The ledger of published sets cannot be read, so none of them is used. Restore it.",
    },
    "publish_errors": {
        "vi": "Còn {count} lỗi nên chưa công bố. Hãy sửa hết lỗi.",
        "en": "Not published, errors are left: {count}. Mend them all.",
    },
    "publish_needs_reason": {
        "vi": "Còn {count} cảnh báo. Hãy sửa, hoặc thêm --reason để ghi lý do vẫn công bố.",
        "en": "Warnings are left: {count}. Mend them, or say with --reason why they may stand.",
    },
    "version_published": {
        "vi": "{reference} đã có và không bao giờ bị ghi đè. Hãy tăng số phiên bản trong tệp.",
        "en": "{reference} exists and is never overwritten. Raise the version in the file.",
    },
    "version_not_newer": {
        "vi": "Phiên bản {version} không mới hơn {latest} đã có. Hãy đặt số phiên bản lớn hơn.",
        "en": "Version {version} is not newer than {latest}, which exists. Use a greater one.",
    },
    "publish_no_folder": {
        "vi": "Chưa có thư mục công bố. Hãy đặt biến SURVEYAPP_SETS hoặc SURVEYAPP_DATA.",
        "en": "There is no folder to publish into. Set SURVEYAPP_SETS or SURVEYAPP_DATA.",
    },
}
