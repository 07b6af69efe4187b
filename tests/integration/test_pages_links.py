"""Whoever follows every link that a page offers arrives somewhere."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from tests.integration.scene import Scene
from tests.integration.test_access_table import VISITORS
from tests.visitor import read_page

MOST = 400


@pytest.mark.parametrize("who", VISITORS)
def test_no_link_is_dead(scene: Scene, who: str) -> None:
    visitor = scene.visitor(who)
    if who == "other":
        scene.drafts()
    waiting, seen, anchors = ["/"], {"/"}, {}
    while waiting:
        address = waiting.pop()
        response = visitor.client.get(address, follow_redirects=True)
        assert response.status_code == 200, address
        if response.mimetype != "text/html":
            continue
        page = read_page(response.get_data(as_text=True))
        anchors[address] = set(page.ids)
        for link in page.links:
            parts = urlsplit(link)
            assert not parts.netloc, f"{address} leads away to {link}"
            if parts.fragment and not parts.path:
                assert parts.fragment in page.ids, f"{address} has no #{parts.fragment}"
            target = parts._replace(fragment="").geturl()
            if target and target not in seen:
                seen.add(target)
                waiting.append(target)
        assert len(seen) < MOST, "a page that offers ever new addresses"
    assert len(anchors) > 8
