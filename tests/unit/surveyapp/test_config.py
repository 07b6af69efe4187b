"""Settings come from the environment; an installation makes its own secret once."""

from __future__ import annotations

import stat
from pathlib import Path

from surveyapp.config import DEFAULT_PUBLIC_URL, Settings, standing_database_url


def test_an_empty_environment_is_enough(tmp_path: Path) -> None:
    settings = Settings.from_environment({"SURVEYAPP_DATA": str(tmp_path / "var")})
    assert settings.database_url == f"sqlite:///{tmp_path}/var/surveyapp.db"
    assert settings.public_url == DEFAULT_PUBLIC_URL
    assert settings.rate_limits
    assert not settings.secure_cookies
    assert len(settings.secret_key) == 64


def test_the_secret_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    environment = {"SURVEYAPP_DATA": str(tmp_path)}
    first = Settings.from_environment(environment)
    assert Settings.from_environment(environment).secret_key == first.secret_key
    (file,) = tmp_path.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    other = Settings.from_environment({"SURVEYAPP_DATA": str(tmp_path / "other")})
    assert other.secret_key != first.secret_key


def test_everything_can_be_set(tmp_path: Path) -> None:
    settings = Settings.from_environment(
        {
            "SURVEYAPP_DATA": str(tmp_path),
            "SURVEYAPP_DATABASE_URL": "postgresql://db/thuocso",
            "SURVEYAPP_PUBLIC_URL": "https://thuocso.example/",
            "SURVEYAPP_SECRET_KEY": "kept elsewhere",
            "SURVEYAPP_RATE_LIMITS": "off",
        }
    )
    assert settings.database_url == "postgresql://db/thuocso"
    assert settings.public_url == "https://thuocso.example"
    assert settings.secure_cookies, "an address with https wants cookies that never leave it"
    assert settings.secret_key == "kept elsewhere"
    assert not settings.rate_limits
    assert list(tmp_path.iterdir()) == [], "no secret is written where one is given"


def test_a_database_that_stands_is_found_and_none_is_made(tmp_path: Path) -> None:
    environment = {"SURVEYAPP_DATA": str(tmp_path / "var")}
    assert standing_database_url(environment) is None
    assert list(tmp_path.iterdir()) == []
    Settings.from_environment(environment)
    assert standing_database_url(environment) is None
    (tmp_path / "var" / "surveyapp.db").touch()
    assert standing_database_url(environment) == f"sqlite:///{tmp_path}/var/surveyapp.db"
    named = environment | {"SURVEYAPP_DATABASE_URL": "postgresql://db/thuocso"}
    assert standing_database_url(named) == "postgresql://db/thuocso"
