"""The guide for authors: its examples are sound, and it explains every key."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from criteria.kinds import HANDLERS, JUDGED_AMONG
from criteria.loader import examine
from criteria.model import Over
from criteria.structure import schema

GUIDE = (Path(__file__).parents[3] / "docs" / "criteria-format.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
WHOLE = next(text for text in EXAMPLES if "pillars:\n" in text)
ANSWERS = [text for text in EXAMPLES if text.startswith("kind: ")]


def indented(text: str, width: int) -> str:
    return "".join(f"{' ' * width}{line}\n" for line in text.splitlines())


def test_the_worked_set_is_sound() -> None:
    examined = examine(WHOLE.encode())
    assert examined.findings == ()
    assert examined.criteria_set is not None
    assert examined.criteria_set.maximum == 30


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda text: text.split("\n")[0])
def test_every_example_of_an_answer_is_sound(answer: str) -> None:
    old = "        answer: {kind: yes_no, points: 10}\n"
    assert WHOLE.count(old) == 1
    changed = WHOLE.replace(old, "        answer:\n" + indented(answer, 10))
    assert examine(changed.encode()).errors == ()


def test_the_example_of_indicators_is_sound() -> None:
    (indicators,) = [text for text in EXAMPLES if text.startswith("indicators:")]
    one, _, rest = WHOLE.partition("        question: ")
    _, _, rest = rest.partition("\n")
    changed = one + rest.replace(
        "        answer: {kind: yes_no, points: 10}\n", indented(indicators, 8), 1
    )
    assert examine(changed.encode()).errors == ()


def test_the_examples_of_advice_are_sound() -> None:
    by_level, by_score = [text for text in EXAMPLES if text.startswith("advice:")]
    # The first question of the worked set is answered by yes or no, the second by a ladder.
    for example, place in ((by_score, 0), (by_level, 1)):
        old = re.findall(r"^        advice: .*\n", WHOLE, re.MULTILINE)[place]
        assert examine(WHOLE.replace(old, indented(example, 8)).encode()).findings == ()


def test_the_examples_of_conditions_have_their_form() -> None:
    (conditions,) = [text for text in EXAMPLES if text.startswith("asked_when:")]
    yaml: Any = YAML(typ="safe", pure=True)
    for line in conditions.splitlines():
        condition = yaml.load(line)["asked_when"]
        decided = {"is", "at_least"} & condition.keys()
        assert condition.keys() == {"code", *decided}
        assert len(decided) == 1


def test_the_example_of_a_ranking_by_pairs_is_sound() -> None:
    (example,) = [text for text in EXAMPLES if text.startswith("ranked:")]
    changed = WHOLE.replace("  ranked: score\n", f"  {example}")
    examined = examine(changed.encode())
    assert examined.findings == ()
    assert examined.criteria_set is not None
    assert examined.criteria_set.scoring.outranking is Over.PILLARS


def test_the_examples_of_weights_have_their_form() -> None:
    yaml: Any = YAML(typ="safe", pure=True)
    examples = [yaml.load(text)["weights"] for text in EXAMPLES if text.startswith("weights:")]
    assert {one["method"] for one in examples} == set(
        schema()["$defs"]["weights"]["properties"]["method"]["enum"]
    )
    for one in examples:
        shape = schema()["$defs"][f"weights_{one['method']}"]
        assert one.keys() <= shape["properties"].keys()
        assert set(shape.get("required", ())) <= one.keys()


def test_the_example_of_a_gate_is_read() -> None:
    (gates,) = [text for text in EXAMPLES if text.startswith("gates:")]
    yaml: Any = YAML(typ="safe", pure=True)
    assert yaml.load(gates)["gates"][0].keys() == set(schema()["$defs"]["gate"]["required"])


def test_every_kind_has_an_example() -> None:
    assert {text.split()[1] for text in ANSWERS} == {*HANDLERS, *JUDGED_AMONG}


def keys(part: Any) -> set[str]:
    """Every key that the schema knows, at any depth."""
    found: set[str] = set()
    if isinstance(part, dict):
        properties = part.get("properties", {})
        found |= {key for key in properties if isinstance(properties[key], dict)}
        for value in part.values():
            found |= keys(value)
    elif isinstance(part, list):
        for value in part:
            found |= keys(value)
    return found


@pytest.mark.parametrize("key", sorted(keys(schema())))
def test_every_key_is_explained(key: str) -> None:
    assert re.search(rf"`{key}[:`]|\b{key}:", GUIDE)


def test_what_lint_says_in_the_guide_is_what_it_says() -> None:
    first = EXAMPLES[0]
    found = [finding.code for finding in examine(first.encode()).findings]
    assert found.count("missing_top_key") == len(found) >= 2
