"""Every fault that the code can find has a sentence in every language, with the same gaps."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from criteria.answers import Fault
from criteria.sentences import LANGUAGES, SENTENCES, SUBJECTS, say
from criteria.structure import schema

SOURCES = Path(__file__).parents[3] / "criteria"
# Where a code of a fault is written: CellFault("…"), refuse("…"), error("…", …) and the like.
WRITTEN = re.compile(
    r"(?:Finding|CellFault|Fault|CriteriaSetUnknown|refuse\w*|_give_up|error|warning)"
    r"\(\s*\"([a-z_]+)\""
)


def gaps(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_language_says_the_same(code: str) -> None:
    templates = SENTENCES[code]
    assert set(templates) == set(LANGUAGES)
    # "1,2340" is written with the decimal mark of the language.
    assert gaps(templates["vi"]) ^ gaps(templates["en"]) <= {"comma", "point"}
    assert templates["vi"] != templates["en"]
    assert all(template.strip().endswith((".", "?", "…")) for template in templates.values())


def test_no_code_belongs_to_two_subjects() -> None:
    assert len(SENTENCES) == sum(map(len, SUBJECTS))


def test_every_code_in_the_sources_has_a_sentence() -> None:
    written = {
        code
        for path in SOURCES.rglob("*.py")
        for code in WRITTEN.findall(path.read_text(encoding="utf-8"))
    }
    assert len(written) > 60
    assert written - set(SENTENCES) == set()


def test_every_code_in_the_schema_has_a_sentence() -> None:
    found = set(re.findall(r"'x-fault': '([a-z_]+)'", str(schema())))
    assert len(found) > 10
    assert found - set(SENTENCES) == set()


def test_numbers_and_dates_are_said_in_the_language() -> None:
    fault = Fault("part_exceeds_whole", "a", {"a": 1234, "b": 40})
    assert "1234" in say(fault, "vi")
    assert say(fault, "vi") != say(fault, "en")


def test_typed_braces_are_words_like_any_other() -> None:
    fault = Fault("not_a_number", parameters={"typed": "{typed.__class__}"})
    assert "“{typed.__class__}”" in say(fault, "en")


def test_an_unknown_language_reads_english() -> None:
    assert say(Fault("required"), "lo") == say(Fault("required"), "en")
