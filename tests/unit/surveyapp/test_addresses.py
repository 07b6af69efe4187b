"""A link that a visitor hands over never leads away from this site."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyapp.web.addresses import is_local

HERE = "https://thuocso.example/sign-in"
TRICKS = st.text(st.sampled_from("/\\:@.?#%\t\n\r evil"), max_size=12)


@pytest.mark.parametrize(
    "target", ["/", "/workspace", "/verify?serial=TS26", "/a?b=//c", "/assessments/x#q-CL-01"]
)
def test_addresses_of_this_site_are_local(target: str) -> None:
    assert is_local(target)


@pytest.mark.parametrize(
    "target", ["", "x", "//evil", "/\\evil", "https://evil", "javascript:x", " /x", "/x\n", "?x"]
)
def test_others_are_not(target: str) -> None:
    assert not is_local(target)


@given(st.one_of(TRICKS, st.text(max_size=20), TRICKS.map(lambda tail: "/" + tail)))
def test_a_local_address_stays_here_as_a_browser_reads_it(target: str) -> None:
    if is_local(target):
        # Browsers read a backslash as a slash and leave out tabs and line ends.
        read = target.replace("\\", "/").translate({9: None, 10: None, 13: None})
        assert urlsplit(urljoin(HERE, read)).netloc == "thuocso.example"
