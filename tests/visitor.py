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
SPOKEN = ("aria-label", "title", "alt", "placeholder", "aria-description")
REFERRING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list")
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
    words: str = ""
    title: str = ""
    spoken: list[str] = field(default_factory=list)
    references: set[str] = field(default_factory=set)
    values: dict[str, list[str]] = field(default_factory=dict)
    token: str = ""
    _select: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    @property
    def said(self) -> str:
        """Everything that the page itself says; what somebody wrote stands in text areas."""
        return "\n".join([self.words, *self.spoken])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self._note_element(tag, found)
        self._note_value(tag, found)
        self.spoken += [found[name] for name in SPOKEN if name in found]
        self.references |= {one for name in REFERRING for one in found.get(name, "").split()}
        is_script = tag == "script" and "src" not in found
        if is_script or "style" in found or any(name.startswith("on") for name in found):
            self.inline.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def _note_element(self, tag: str, found: dict[str, str]) -> None:
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

    def _note_value(self, tag: str, found: dict[str, str]) -> None:
        """Keep what a form would send: typed texts, ticked boxes, chosen options."""
        name = found.get("name") or found.get("id", "")
        if tag in {"input", "select", "textarea"} and found.get("type") != "hidden":
            self.inputs[found.get("id", "")] = name
        if name == "csrf_token":
            self.token = found.get("value", "")
        if tag in {"select", "textarea"}:
            self._select = name
            self.values.setdefault(name, [])
        elif tag == "option" and "selected" in found:
            self.values[self._select].append(found.get("value", ""))
        elif tag == "input" and name:
            box = found.get("type") in {"radio", "checkbox"}
            self.values.setdefault(name, [])
            if not box or "checked" in found:
                self.values[name].append(found.get("value", "on" if box else ""))

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
        where = self.open[-1] if self.open else ""
        if where == "title" and "svg" not in self.open:
            self.title += data
        if where != "textarea":
            self.words += data
        else:
            self.values[self._select].append(data.removeprefix("\n"))


def read_page(body: str) -> Page:
    """Parse a page and hold it to the rules of every page."""
    page = Page()
    page.feed(body)
    page.close()
    assert not page.unbalanced, f"tags that do not match: {page.unbalanced[:5]}"
    assert not page.open, f"tags left open: {page.open[:5]}"
    assert page.headings["h1"] == 1, "one h1 on every page"
    assert not [one for one, count in page.ids.items() if count > 1], page.ids.most_common(3)
    assert not page.inline, f"inline styles, scripts or handlers on {page.inline[:5]}"
    lost = page.references - set(page.ids)
    assert not lost, f"labels and descriptions that lead nowhere: {lost}"
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
