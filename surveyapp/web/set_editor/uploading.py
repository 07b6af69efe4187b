"""From an uploaded file to the text of a draft, and the text with which a draft begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from criteria.exchange import import_workbook, import_xlsform, is_xlsform
from criteria.findings import Finding
from criteria.sentences import say
from surveyapp.criteria_sets.rules import find_slug
from surveyapp.errors import N_
from surveyapp.i18n import current_language, gettext

_VERSION_LINE = re.compile(r"^(version:\s*[\"'])([0-9.]*?)([0-9]+)([\"'])", re.MULTILINE)
_NOT_UTF8 = N_("Tệp không phải văn bản UTF-8. Hãy lưu lại tệp với bảng mã UTF-8 rồi tải lên.")
_NO_SLUG = N_(
    "Tệp không có dòng “slug: …” hợp lệ ở đầu, nên chưa biết đây là bộ tiêu chí nào. "
    "Hãy thêm dòng đó, ví dụ “slug: phong-hop”."
)
_AND_MORE = N_("… và {count} lỗi nữa, hiện ra khi sửa xong các lỗi trên.")
_ARCHIVE = b"PK\x03\x04"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_NO_TEXT = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_IS_UTF16 = N_("Tệp dùng bảng mã UTF-16. Hãy lưu lại tệp với bảng mã UTF-8 rồi tải lên.")
_IS_OLD_WORKBOOK = N_(
    "Đây là sổ tính kiểu cũ (.xls) hoặc có mật khẩu. Hãy mở tệp và lưu lại thành .xlsx không có "
    "mật khẩu."
)
_IS_NO_TEXT = N_(
    "Đây không phải tệp YAML hay sổ tính XLSX mà là ảnh, PDF hoặc tệp nén, dù tên tệp ghi thế nào. "
    "Hãy chọn đúng tệp."
)
LONGEST_SLUG = 60
MOST_TOLD = 40
"""Faults of a workbook that are told at once."""
_ODD = N_("Tệp có ký tự điều khiển không nhìn thấy được ở dòng {line}. Hãy xóa ký tự đó.")


class UploadFaulty(ValueError):
    """A file that can not become a draft: a sentence key with parameters, or findings by cell."""

    def __init__(
        self, sentence: str = "", *, findings: Sequence[Finding] = (), **parameters: object
    ) -> None:
        self.sentence = sentence
        self.parameters = parameters
        self.findings = tuple(findings)
        super().__init__(sentence or "; ".join(one.code for one in findings))


@dataclass(frozen=True, slots=True)
class Upload:
    """A set file as text, and the set that it names."""

    slug: str
    text: str


def read_upload(content: bytes) -> Upload:
    """Read the bytes of a file, YAML or a workbook. Raises: UploadFaulty.

    Faults of a YAML file are no reason to refuse it: it is mended as a draft. A workbook is turned
    into YAML first, so its faults have to be mended in it.
    """
    text = _from_workbook(content) if content.startswith(_ARCHIVE) else _decode(content)
    odd = re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text)
    if odd:
        raise UploadFaulty(_ODD, line=text.count("\n", 0, odd.start()) + 1)
    named = find_slug(text)
    if named is None or len(named) > LONGEST_SLUG:
        raise UploadFaulty(_NO_SLUG)
    return Upload(named, plain_lines(text))


def _decode(content: bytes) -> str:
    if content.startswith(_OLD_WORKBOOK):
        raise UploadFaulty(_IS_OLD_WORKBOOK)
    if content.startswith(_NO_TEXT):
        raise UploadFaulty(_IS_NO_TEXT)
    if content.startswith(_UTF16):
        raise UploadFaulty(_IS_UTF16)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UploadFaulty(_NOT_UTF8) from None


def _from_workbook(content: bytes) -> str:
    read = import_xlsform if is_xlsform(content) else import_workbook
    found = read(content, "XLSX")
    if found.errors:
        raise UploadFaulty(findings=found.errors)
    return found.as_yaml().decode()


def say_faults(faulty: UploadFaulty) -> list[str]:
    """Return the sentences in the reader's language, those of a workbook with their cells."""
    if faulty.sentence:
        return [gettext(faulty.sentence).format(**faulty.parameters)]
    language = current_language()
    told = [
        f"{one.cell}: {say(one, language)}" if one.cell else say(one, language)
        for one in faulty.findings[:MOST_TOLD]
    ]
    left = len(faulty.findings) - MOST_TOLD
    return [*told, gettext(_AND_MORE).format(count=left)] if left > 0 else told


def plain_lines(text: str) -> str:
    """Return a text whose lines end as files do, whatever the browser sent."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def next_version_text(text: str) -> str:
    """Return the text of a version with the last part of its number raised by one."""
    return _VERSION_LINE.sub(
        lambda found: f"{found[1]}{found[2]}{int(found[3]) + 1}{found[4]}", text, count=1
    )
