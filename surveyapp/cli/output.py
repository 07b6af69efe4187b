"""Writes what a command makes: whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from criteria.bounded import read_at_most, read_path_at_most
from criteria.tables import MOST_BYTES, TableFormat, format_of
from surveyapp.cli.speech import Refused

STANDARD = "-"
"""Stands for standard input or output."""

_WORDS = {
    "vi": {
        "ending": "Không rõ dạng của “{name}”. Hãy dùng đuôi {endings} hoặc thêm --format.",
        "unwritable": "Không ghi được tệp {name} ({reason}). Hãy kiểm tra thư mục và quyền ghi.",
        "unreadable": "Không đọc được tệp {name} ({reason}). Hãy kiểm tra đường dẫn.",
    },
    "en": {
        "ending": "The form of “{name}” is not clear. Use the ending {endings}, or add --format.",
        "unwritable": "The file {name} cannot be written ({reason}). Check folder and rights.",
        "unreadable": "The file {name} cannot be read ({reason}). Check the path.",
    },
}


def output_format(name: str, chosen: str | None, language: str) -> TableFormat:
    """Return the form in which to write: the chosen one, or by the ending; CSV to a pipe."""
    if chosen is not None:
        return TableFormat(chosen)
    found = TableFormat.CSV if name == STANDARD else format_of(name)
    if found is None:
        endings = ", ".join(f".{one.value}" for one in TableFormat)
        raise Refused([_WORDS[language]["ending"].format(name=name, endings=endings)])
    return found


def read_whole(name: str, language: str, *, most: int = MOST_BYTES) -> bytes:
    """Return the content of a file or of standard input.

    Of one that is larger than `most` bytes no more is read than shows it, so that whoever judges
    the content refuses it.
    """
    try:
        if name == STANDARD:
            return read_at_most(sys.stdin.buffer, most)
        return read_path_at_most(Path(name), most)
    except OSError as error:
        raise _refused("unreadable", name, error, language) from None


def write_whole(name: str, content: bytes, language: str) -> None:
    """Write a file or standard output; a file is there whole or not at all."""
    if name == STANDARD:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        _replace(Path(name), content)
    except OSError as error:
        raise _refused("unwritable", name, error, language) from None


def _replace(path: Path, content: bytes) -> None:
    if path.exists() and not path.is_file():  # a pipe or a device is written to, never replaced
        path.write_bytes(content)
        return
    target = path.resolve()
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _refused(what: str, name: str, error: OSError, language: str) -> Refused:
    reason = error.strerror or type(error).__name__
    return Refused([_WORDS[language][what].format(name=name, reason=reason)])
