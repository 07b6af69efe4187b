"""One LibreOffice for all tests: it takes seconds to start and tenths of one to open a workbook."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.libreoffice.desk import Calc, open_desk


@pytest.fixture(scope="session")
def calc(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Calc]:
    """Somebody before a running LibreOffice."""
    with open_desk(tmp_path_factory.mktemp("libreoffice")) as one:
        yield one
