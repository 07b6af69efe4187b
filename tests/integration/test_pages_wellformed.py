"""Every page in both languages: well-formed, wholly translated, numbers as its readers write."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po

from surveyapp.i18n import LANGUAGES, LOCALES
from tests.integration.scene import Scene
from tests.integration.test_access_table import TABLE, VISITORS
from tests.visitor import Page

NO_PAGES = {
    "GET /healthz",
    "GET /static/<path:filename>",
    "GET /assessments/<handle>/certificate.pdf",
    "GET /admin/sets/<slug>/file.yaml",
    "GET /admin/sets/<slug>/file.xlsx",
    "GET /admin/sets/<slug>/simulation.csv",
}
VIETNAMESE = re.compile("[À-ÖØ-öø-ỹ]")


def _pages(scene: Scene, language: str) -> Iterator[tuple[str, Page]]:
    """Yield every page of the access table as somebody who may see it."""
    visitors = {who: scene.visitor(who, language) for who in VISITORS}
    for line, expected in TABLE.items():
        if line.startswith("GET") and line not in NO_PAGES:
            visitor = visitors[VISITORS[expected.split().index("in")]]
            yield line, visitor.get(scene.address(line.removeprefix("GET ")))
    for line, address in scene.drafts().items():
        yield line, visitors["other"].get(address)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_well_formed(scene: Scene, language: str) -> None:
    for line, page in _pages(scene, language):
        assert page.language == language, line
        assert page.title.strip(" ·") not in {"", "Thước Số"}, f"{line} has no title of its own"


def _fragments(msgid: str) -> list[str]:
    """Return the pieces of a sentence between its parameters that only Vietnamese can hold."""
    pieces = re.split(r"%\(\w+\)s|\{\w+\}", msgid)
    return [
        piece.strip() for piece in pieces if len(piece.strip()) > 7 and VIETNAMESE.search(piece)
    ]


def _vietnamese_sentences() -> set[str]:
    with (LOCALES / "en" / "messages.po").open("rb") as stream:
        catalogue = read_po(stream, locale="en")
    found = set()
    for message in catalogue:
        ids = [message.id] if isinstance(message.id, str) else message.id
        found |= {piece for one in ids if one for piece in _fragments(one)}
    return found


def test_english_pages_say_nothing_in_vietnamese(scene: Scene) -> None:
    sentences = _vietnamese_sentences()
    assert len(sentences) > 100
    left = {
        line: said
        for line, page in _pages(scene, "en")
        if (said := sorted(one for one in sentences if one in page.said))
    }
    assert not left


DECIMALS = re.compile(r"(?<![\w@.,/-])\d{1,3}([.,])\d{1,2}(?![\d.,])")
VERSIONS = re.compile(r"\b(?:v|version|phiên bản|Phiên bản|Version)?\s*1\.0\b")


@pytest.mark.parametrize(("language", "foreign"), [("vi", "."), ("en", ",")])
def test_numbers_have_the_decimal_mark_of_the_language(
    scene: Scene, language: str, foreign: str
) -> None:
    seen, wrong = 0, {}
    for line, page in _pages(scene, language):
        text = VERSIONS.sub(" ", page.text)
        marks = [(found[0], found[1]) for found in DECIMALS.finditer(text)]
        seen += len(marks)
        foreigners = [number for number, mark in marks if mark == foreign]
        if foreigners:
            wrong[line] = foreigners
    assert not wrong
    assert seen > 20, "the pages do show decimals"
