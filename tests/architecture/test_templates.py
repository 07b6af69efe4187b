"""Templates hold words and order, no thinking: numbers come ready, sentences are translated."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from tests.architecture.sources import ROOT

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
ARITHMETIC = (nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Sub)
ENVIRONMENT = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True)
VIETNAMESE = re.compile("[À-ÖØ-öø-ỹ]")
SAID_IN_ITS_OWN_LANGUAGE = {"Thước Số", "Tiếng Việt", "Chuyển sang tiếng Việt"}


def _name(path: Path) -> str:
    return path.relative_to(ROOT / "templates").as_posix()


def test_there_are_templates() -> None:
    assert len(TEMPLATES) > 30


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_no_template_calculates(path: Path) -> None:
    tree = ENVIRONMENT.parse(path.read_text(encoding="utf-8"))
    assert [(type(node).__name__, node.lineno) for node in tree.find_all(ARITHMETIC)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_every_vietnamese_word_is_inside_a_translation(path: Path) -> None:
    """What stands in the page itself would stay Vietnamese in an English one."""
    tree = ENVIRONMENT.parse(path.read_text(encoding="utf-8"))
    texts = [
        data.data
        for output in tree.find_all(nodes.Output)
        for data in output.nodes
        if isinstance(data, nodes.TemplateData)
    ]
    spoken = " ".join(texts)
    for own in sorted(SAID_IN_ITS_OWN_LANGUAGE, key=len, reverse=True):
        spoken = spoken.replace(own, "")
    assert VIETNAMESE.findall(spoken) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_nothing_is_marked_as_safe(path: Path) -> None:
    tree = ENVIRONMENT.parse(path.read_text(encoding="utf-8"))
    filters = {node.name for node in tree.find_all(nodes.Filter)}
    assert "safe" not in filters


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_every_form_that_writes_carries_its_token(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for form in re.findall(r'<form\b[^>]*method="post".*?</form>', text, re.DOTALL):
        assert "csrf()" in form
