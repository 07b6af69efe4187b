"""The archive around a workbook, looked at before anything in it is understood."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Mapping
from zipfile import BadZipFile, ZipFile

from criteria.answers import Parameter

MOST_BYTES = 20_000_000
MOST_UNPACKED = 60_000_000
MOST_ENTRIES = 2_000

_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_PROGRAMS = ("vbaproject.bin", "/macrosheets/", "/activex/")
_LINKS = ("/externallinks/", "xl/connections.xml", "/querytables/", "/embeddings/")
_BROKEN = (
    BadZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)


Refusal = tuple[str, Mapping[str, Parameter]]
"""Why an archive is not opened, as the code and the parameters of a finding; "" = it may be."""


def check_archive(content: bytes) -> Refusal:
    """Look at size and names of the parts of a workbook."""
    if len(content) > MOST_BYTES:
        return "workbook_too_large", {"most": MOST_BYTES // 1_000_000}
    if content.startswith(_OLD_OR_LOCKED):
        return "workbook_old_or_locked", {}
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            return _scan(archive)
    except _BROKEN:
        return "workbook_broken", {}


def _scan(archive: ZipFile) -> Refusal:
    parts = archive.infolist()
    names = [part.filename.replace("\\", "/").casefold() for part in parts]
    refusal = ""
    if "mimetype" in names:
        refusal = "workbook_other_form"
    elif any(sign in f"/{name}" for name in names for sign in _PROGRAMS):
        refusal = "workbook_has_programs"
    elif any(sign in f"/{name}" for name in names for sign in _LINKS):
        refusal = "workbook_has_links"
    if len(parts) > MOST_ENTRIES or sum(part.file_size for part in parts) > MOST_UNPACKED:
        return "workbook_unpacks_too_large", {"most": MOST_UNPACKED // 1_000_000}
    return refusal, {}
