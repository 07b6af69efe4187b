"""Files are read up to a limit and one byte more, whatever they say of their size."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from criteria.bounded import read_at_most, read_path_at_most
from criteria.document import MOST_BYTES
from criteria.findings import CriteriaSetFaulty
from criteria.loader import load


class Endless(io.RawIOBase):
    """A file that never ends, and counts what was taken of it."""

    def __init__(self) -> None:
        self.taken = 0

    def read(self, size: int = -1) -> bytes:
        assert size >= 0, "all of it was asked for"
        self.taken += size
        return b"x" * size


@pytest.mark.parametrize("most", [0, 10, 999_999, 1_000_000, 2_500_000])
def test_no_more_than_one_byte_beyond_the_limit(most: int) -> None:
    endless = Endless()
    assert len(read_at_most(endless, most)) == most + 1  # type: ignore[arg-type]
    assert endless.taken == most + 1


@pytest.mark.parametrize("content", [b"", b"abc", b"x" * 10])
def test_what_is_small_enough_is_read_whole(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "tệp"
    path.write_bytes(content)
    assert read_path_at_most(path, 10) == content
    assert read_at_most(io.BytesIO(content), 10) == content


def test_a_set_that_never_ends_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(CriteriaSetFaulty) as refused:
        load(path)
    assert [one.code for one in refused.value.findings] == ["file_too_large"]
