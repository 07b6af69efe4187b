"""Opens the database of the installation for commands, or refuses with what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

import sqlalchemy as sa
from alembic.util import CommandError
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from surveyapp.cli.speech import Refused
from surveyapp.config import Settings
from surveyapp.persistence.database import Database
from surveyapp.persistence.migrating import migrate

_WORDS = {
    "vi": {
        "unusable": (
            "Không dùng được cơ sở dữ liệu {database} ({reason}). Hãy kiểm tra địa chỉ và quyền "
            "truy cập; nếu chưa tạo hoặc chưa nâng cấp, hãy chạy “surveyapp migrate”."
        ),
        "address": (
            "SURVEYAPP_DATABASE_URL không phải là địa chỉ của một cơ sở dữ liệu. Hãy sửa biến này, "
            "rồi chạy “surveyapp migrate”."
        ),
        "folder": (
            "Không tạo được thư mục dữ liệu {name} ({reason}). Hãy sửa SURVEYAPP_DATA hoặc quyền "
            "ghi, rồi chạy “surveyapp migrate”."
        ),
    },
    "en": {
        "unusable": (
            "The database {database} cannot be used ({reason}). Check its address and the rights; "
            "if it was never created or upgraded, run “surveyapp migrate”."
        ),
        "address": (
            "SURVEYAPP_DATABASE_URL is no address of a database. Correct it, then run “surveyapp "
            "migrate”."
        ),
        "folder": (
            "The data folder {name} cannot be made ({reason}). Correct SURVEYAPP_DATA or the "
            "rights, then run “surveyapp migrate”."
        ),
    },
}


@contextmanager
def open_database(language: str) -> Iterator[Database]:
    """Give the database of the installation, created or brought to the newest schema."""
    url = _settings(language).database_url
    parsed = _parsed(url, language)
    with _opened(parsed, parsed, language) as database:
        migrate(database)
        yield database


@contextmanager
def open_for_reading(url: str, language: str) -> Iterator[Database]:
    """Give a database as it stands: nothing is created, nothing is migrated."""
    parsed = opened = _parsed(url, language)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        only_reading = {**parsed.query, "mode": "ro", "uri": "true"}
        opened = parsed.set(database=f"file:{quote(parsed.database)}", query=only_reading)
    with _opened(opened, parsed, language) as database:
        yield database


def address_of(database: Database) -> str:
    """Return where a database is, without any password."""
    return _shown(sa.make_url(database.url))


def _settings(language: str) -> Settings:
    try:
        return Settings.from_environment()
    except OSError as error:
        told = {"name": error.filename, "reason": error.strerror or type(error).__name__}
        raise Refused([_WORDS[language]["folder"].format(**told)]) from None


def _parsed(url: str, language: str) -> sa.URL:
    try:
        parsed = sa.make_url(url)
        parsed.get_dialect()
    except (ArgumentError, ValueError):
        raise Refused([_WORDS[language]["address"]]) from None
    return parsed


@contextmanager
def _opened(url: sa.URL, named: sa.URL, language: str) -> Iterator[Database]:
    """Give the database and close it again; what it cannot do becomes a refusal that names it."""
    try:
        database = Database(url.render_as_string(hide_password=False))
        try:
            yield database
        finally:
            database.dispose()
    except (SQLAlchemyError, CommandError, ImportError) as fault:
        told = {"database": _shown(named), "reason": _reason_of(fault)}
        raise Refused([_WORDS[language]["unusable"].format(**told)]) from None


def _shown(url: sa.URL) -> str:
    if url.get_backend_name() == "sqlite":
        return f"sqlite:///{url.database or ''}"
    return url.set(query={}).render_as_string(hide_password=True)


def _reason_of(fault: Exception) -> str:
    """Return the first line of what the database itself says."""
    said = fault.orig if isinstance(fault, DBAPIError) else fault
    return next(iter(str(said).strip().splitlines()), type(fault).__name__)
