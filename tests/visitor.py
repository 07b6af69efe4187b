"""A browser without scripts: fetches pages, checks each one, fills forms with their own token."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

HTML_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"}
SVG_SHAPES = {"circle", "line", "path", "rect", "polygon", "polyline", "use"}
VOID = frozenset(HTML_VOID | SVG_SHAPES)


@dataclass
class Page(HTMLParser):
    """What a test asks of a page: its texts, ids, headings, links and hidden token."""

    ids: Counter[str] = field(default_factory=Counter)
    headings: Counter[str] = field(default_factory=Counter)
    links: list[str] = field(default_factory=list)
    labelled: set[str] = field(default_factory=set)
    inputs: dict[str, str] = field(default_factory=dict)
    inline: list[str] = field(default_factory=list)
    language: str = ""
    open: list[str] = field(default_factory=list)
    unbalanced: list[str] = field(default_factory=list)
    text: str = ""
    token: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if "id" in found:
            self.ids[found["id"]] += 1
        if tag == "html":
            self.language = found.get("lang", "")
        if tag in {"h1", "h2", "h3", "h4"}:
            self.headings[tag] += 1
        if tag == "a":
            self.links.append(found.get("href", ""))
        if tag == "label":
            self.labelled.add(found.get("for", ""))
        if tag in {"input", "select", "textarea"} and found.get("type") != "hidden":
            self.inputs[found.get("id", "")] = found.get("name", "")
        if found.get("name") == "csrf_token":
            self.token = found.get("value", "")
        if "style" in found or any(name.startswith("on") for name in found):
            self.inline.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.unbalanced.append(tag)
        else:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data


def read_page(body: str) -> Page:
    """Parse a page and hold it to the rules of every page."""
    page = Page()
    page.feed(body)
    page.close()
    assert not page.unbalanced, f"tags that do not match: {page.unbalanced[:5]}"
    assert not page.open, f"tags left open: {page.open[:5]}"
    assert page.headings["h1"] == 1, "one h1 on every page"
    assert not [one for one, count in page.ids.items() if count > 1], page.ids.most_common(3)
    assert not page.inline, f"inline styles or handlers on {page.inline[:5]}"
    unlabelled = [one for one in page.inputs if one not in page.labelled]
    assert not unlabelled, f"inputs without a label: {unlabelled[:5]}"
    assert page.language in {"vi", "en"}
    return page


class Visitor:
    """Somebody at the other end of the line."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()
        self.token = ""

    def get(self, address: str, status: int = 200) -> Page:
        """Fetch a page, follow redirects, and hold it to the rules of every page."""
        response = self.client.get(address, follow_redirects=True)
        assert response.status_code == status, f"{address}: {response.status_code}"
        return self._read(response)

    def post(self, address: str, typed: dict[str, Any] | None = None, status: int = 200) -> Page:
        """Send a form with the token of the last page, follow redirects, and read the answer."""
        response = self.send(address, typed)
        assert response.status_code == status, f"{address}: {response.status_code}"
        return self._read(response)

    def send(self, address: str, typed: dict[str, Any] | None = None) -> TestResponse:
        """Send a form and return the bare answer."""
        if not self.token:
            self.get("/sign-in")
        form = {"csrf_token": self.token, **(typed or {})}
        return self.client.post(address, data=form, follow_redirects=True)

    def send_json(self, address: str, payload: object) -> TestResponse:
        """Send what a script sends, with the token in its header."""
        if not self.token:
            self.get("/sign-in")
        return self.client.post(address, json=payload, headers={"X-CSRFToken": self.token})

    def sign_in(self, email: str, password: str) -> Page:
        """Sign in by the page."""
        self.get("/sign-in")
        return self.post("/sign-in", {"email": email, "password": password})

    def _read(self, response: TestResponse) -> Page:
        page = read_page(response.get_data(as_text=True))
        self.token = page.token or self.token
        return page
