"""Whoever follows every link that a page offers arrives somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from criteria.model import CriteriaSet, Source
from criteria.registry import list_sets
from tests.integration.scene import Scene
from tests.integration.test_access_table import VISITORS
from tests.visitor import read_page

MOST = 400


def _sources(criteria_set: CriteriaSet) -> Iterator[Source]:
    """Yield what a set cites: the only things outside to which a page may lead."""
    yield from criteria_set.sources
    yield from (criterion.source for criterion in criteria_set.criteria())


@pytest.mark.parametrize("who", VISITORS)
def test_no_link_is_dead(scene: Scene, who: str) -> None:
    visitor = scene.visitor(who)
    if who == "other":
        scene.drafts()
    sources = {source.url for one in list_sets() for source in _sources(one)}
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
            if link in sources:
                continue
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
