"""The folder of published cases, where it lies beside the project."""

import pytest

from tests.golden.cases import FOLDER, Cases


@pytest.fixture(scope="session")
def cases() -> Cases:
    if not FOLDER.is_dir():
        pytest.skip("the folder ../shared/cases with the published cases is not beside the project")
    return Cases(FOLDER)
