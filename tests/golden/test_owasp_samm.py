"""A foreign maturity model in our format: OWASP SAMM 2, 5 functions, 15 practices, 90 questions.

Source: OWASP Software Assurance Maturity Model 2 (CC BY-SA 4.0), read from its own YAML. A practice
scores the sum over three levels of the mean of its two streams, 0 to 3; a function is the mean of
its three practices, the whole the mean of the five functions.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ruamel.yaml import YAML

from criteria.answers import Given
from criteria.compile import Unit, score_one, score_units
from criteria.exchange import import_samm
from criteria.model import CriteriaSet
from tests.golden.cases import Cases

Record = dict[str, Any]


@dataclass(frozen=True)
class Question:
    """One question of the model, placed in its practice, level and stream."""

    code: str
    practice: str
    level: int
    stream: str
    text: str
    options: tuple[tuple[str, Fraction], ...]


@dataclass(frozen=True)
class Model:
    """The model as it was read: practices by function, and all questions."""

    functions: dict[str, list[str]]
    names: dict[str, str]
    questions: list[Question]


def read(folder: Path) -> Model:
    yaml = YAML(typ="safe", pure=True)

    def records(kind: str) -> dict[str, Record]:
        found = [yaml.load(path.read_text(encoding="utf-8")) for path in folder.glob(f"{kind}/*")]
        return {str(record["id"]): record for record in found}

    functions, practices = records("business_functions"), records("security_practices")
    streams, levels = records("streams"), records("practice_levels")
    numbers, sets = records("maturity_levels"), records("answer_sets")
    activities = records("activities")
    codes = {key: str(one["shortName"]) for key, one in practices.items()}
    by_function = {
        str(one["name"])[:1]: [codes[k] for k, p in practices.items() if str(p["function"]) == key]
        for key, one in functions.items()
    }
    questions = []
    for record in records("questions").values():
        activity = activities[str(record["activity"])]
        stream, level = streams[str(activity["stream"])], levels[str(activity["level"])]
        practice = codes[str(stream["practice"])]
        number = int(numbers[str(level["maturityLevel"])]["number"])
        values = sets[str(record["answerSet"])]["values"]
        options = tuple((str(v["text"]), Fraction(str(v["value"]))) for v in values)
        code = f"{practice}.{number}.{stream['letter']}"
        text = str(record["text"])
        questions.append(Question(code, practice, number, str(stream["letter"]), text, options))
    names = {codes[key]: str(one["name"]) for key, one in practices.items()}
    names |= {str(one["name"])[:1]: str(one["name"]) for one in functions.values()}
    return Model(by_function, names, sorted(questions, key=lambda q: q.code))


@pytest.fixture(scope="module")
def criteria_set(cases: Cases) -> CriteriaSet:
    """The model as the product imports it."""
    folder = cases.folder / "samm"
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yml")
    }
    imported = import_samm(files)
    assert imported.findings == ()
    assert imported.criteria_set is not None
    return imported.criteria_set


@pytest.fixture(scope="module")
def model(cases: Cases) -> Model:
    return read(cases.folder / "samm" / "model")


def by_the_book(model: Model, chosen: dict[str, Fraction]) -> tuple[Fraction, dict[str, Fraction]]:
    practices = {
        code: sum(
            (
                (chosen[f"{code}.{level}.A"] + chosen[f"{code}.{level}.B"]) / 2
                for level in (1, 2, 3)
            ),
            Fraction(0),
        )
        for own in model.functions.values()
        for code in own
    }
    functions = {
        name: sum((practices[code] for code in own), Fraction(0)) / 3
        for name, own in model.functions.items()
    }
    return sum(functions.values(), Fraction(0)) / 5, functions


def test_the_whole_model_fits_the_format(model: Model, criteria_set: CriteriaSet) -> None:
    assert len(criteria_set.pillars) == 5
    assert all(len(pillar.parts) == 3 for pillar in criteria_set.pillars)
    assert len(list(criteria_set.indicators())) == 90
    assert {one.code for one in criteria_set.indicators()} == {q.code for q in model.questions}
    assert len({question.options for question in model.questions}) > 5


def test_random_assessments_score_as_the_model_says(
    model: Model, criteria_set: CriteriaSet
) -> None:
    rng = np.random.default_rng(2)
    chosen = [
        {q.code: int(rng.integers(len(q.options))) for q in model.questions} for _ in range(20)
    ]
    units = [
        Unit(str(at), {code: Given({"option": f"a{n}"}) for code, n in one.items()})
        for at, one in enumerate(chosen)
    ]
    table = score_units(criteria_set, units)
    for at, one in enumerate(chosen):
        values = {q.code: q.options[one[q.code]][1] for q in model.questions}
        total, functions = by_the_book(model, values)
        result = table.result(at)
        assert result.score == total / 3 * 100
        for pillar in result.pillars:
            assert pillar.share == functions[pillar.code] / 3
        assert result.level == int(total)


def test_a_typed_practice_by_hand(model: Model, criteria_set: CriteriaSet) -> None:
    """Level 1 complete in both streams, level 2 half in one: 1.25 of 3 in one practice of 15."""
    best = {f"SA.1.{stream}": Given({"option": "a3"}) for stream in "AB"}
    result = score_one(criteria_set, {**best, "SA.2.A": Given({"option": "a2"})})
    assert result.node("SA").share == Fraction(5, 4) / 3
    assert result.score == 100 * Fraction(5, 4) / 3 / 15
