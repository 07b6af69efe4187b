"""Typed settings, read once from the environment; nothing else reads environment variables."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

DEFAULT_PUBLIC_URL = "http://127.0.0.1:8000"
DATABASE_FILE = "surveyapp.db"


def standing_database_url(environment: Mapping[str, str] | None = None) -> str | None:
    """Return the URL of the installation's database, None where nothing was installed yet.

    It is the one that `SURVEYAPP_DATABASE_URL` names, or the SQLite file in the data folder if it
    is there. Nothing is created.
    """
    env = os.environ if environment is None else environment
    folder = _data_folder(env)
    if env.get("SURVEYAPP_DATABASE_URL") or (folder / DATABASE_FILE).exists():
        return _database_url(env, folder)
    return None


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that differs between two installations.

    Attributes
    ----------
    database_url
        SQLAlchemy URL; SQLite in the data folder unless `SURVEYAPP_DATABASE_URL` is set.
    public_url
        Address printed on certificates and in links that leave the browser.
    """

    data_folder: Path
    database_url: str
    secret_key: str
    public_url: str = DEFAULT_PUBLIC_URL
    secure_cookies: bool = False
    rate_limits: bool = True

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read the settings; create the data folder and its secret key on first use."""
        env = os.environ if environment is None else environment
        folder = _data_folder(env)
        folder.mkdir(parents=True, exist_ok=True)
        public_url = env.get("SURVEYAPP_PUBLIC_URL", DEFAULT_PUBLIC_URL).rstrip("/")
        return cls(
            data_folder=folder,
            database_url=_database_url(env, folder),
            secret_key=env.get("SURVEYAPP_SECRET_KEY") or _kept_secret(folder / "secret.key"),
            public_url=public_url,
            secure_cookies=public_url.startswith("https://"),
            rate_limits=env.get("SURVEYAPP_RATE_LIMITS", "on") != "off",
        )


def _data_folder(env: Mapping[str, str]) -> Path:
    return Path(env.get("SURVEYAPP_DATA", "var")).absolute()


def _database_url(env: Mapping[str, str], folder: Path) -> str:
    return env.get("SURVEYAPP_DATABASE_URL") or f"sqlite:///{folder / DATABASE_FILE}"


def _kept_secret(file: Path) -> str:
    """Return the installation's own secret, made on first use and readable by its owner only.

    It is written whole under another name and then linked, so that of two first starts at once one
    makes the secret and the other reads it.
    """
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(secrets.token_hex(32))
    with suppress(FileExistsError):
        file.hardlink_to(draft)
    draft.unlink()
    return file.read_text(encoding="ascii").strip()
