"""Every sentence of code and templates is translated, and its parameters survive translation."""

from __future__ import annotations

import re
import runpy
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from surveyapp.i18n import LANGUAGES, LOCALES
from tests.architecture.sources import ROOT

PROGRAM: dict[str, Any] = runpy.run_path(str(ROOT / "scripts" / "catalogue.py"))
VIETNAMESE = re.compile("[À-ÖØ-öø-ỹ]")
OWN_NAMES = re.compile(r"Thước Số|\S*/NĐ-CP|\b\d\.đ\b")
PARAMETERS = re.compile(r"%\((\w+)\)s|\{(\w+)\}")


def _catalogue(language: str) -> Catalog:
    with (LOCALES / language / "messages.po").open("rb") as stream:
        return read_po(stream, locale=language)


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_sentence_is_translated(language: str) -> None:
    wanted: Catalog = PROGRAM["gather"]()
    assert len(list(wanted)) > 200
    assert PROGRAM["find_gaps"](_catalogue(language), wanted) == []


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_no_translation_is_left_of_a_sentence_that_is_gone(language: str) -> None:
    wanted: Catalog = PROGRAM["gather"]()
    assert [one.id for one in _catalogue(language) if one.id and one.id not in wanted] == []


def _forms(side: object) -> list[str]:
    return [side] if isinstance(side, str) else list(side)  # type: ignore[call-overload]


def _parameters(text: str) -> set[str]:
    return {first or second for first, second in PARAMETERS.findall(text)}


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_translations_keep_their_parameters(language: str) -> None:
    wrong = [
        message.id
        for message in _catalogue(language)
        if message.id and _has_translation(message) and not _keeps_parameters(message)
    ]
    assert wrong == []


def _has_translation(message: Message) -> bool:
    return all(_forms(message.string))


def _keeps_parameters(message: Message) -> bool:
    wanted = set().union(*(_parameters(form) for form in _forms(message.id)))
    return all(
        _parameters(form) <= wanted for form in _forms(message.string)
    ) and wanted == set().union(*(_parameters(form) for form in _forms(message.string)))


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_translations_hold_no_vietnamese(language: str) -> None:
    """Names of the product and numbers of legal documents are the same in every language."""
    left = [
        one.id
        for one in _catalogue(language)
        if one.id and any(VIETNAMESE.search(OWN_NAMES.sub("", form)) for form in _forms(one.string))
    ]
    assert left == []
