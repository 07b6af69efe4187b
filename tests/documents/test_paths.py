"""Where the templates are found, in a checkout and in an installed package."""

from __future__ import annotations

from pathlib import Path

import pytest

from surveyapp import paths


def test_the_templates_of_the_certificate_are_found() -> None:
    assert (paths.templates_folder() / "certificates" / "certificate.html").is_file()


def test_a_folder_inside_the_package_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site-packages" / "surveyapp"
    for folder in (package / "templates", package.parent / "templates"):
        folder.mkdir(parents=True)
    monkeypatch.setattr(paths, "_PACKAGE", package)
    assert paths.templates_folder() == package / "templates"


def test_an_installation_without_templates_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "surveyapp")
    with pytest.raises(FileNotFoundError, match="templates"):
        paths.templates_folder()
