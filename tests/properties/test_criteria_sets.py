"""Laws of criteria set files: what is written is read back, and no file breaks the reader."""

from __future__ import annotations

import io
import json
import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from criteria.codec import as_data
from criteria.loader import examine, loads
from criteria.sentences import say

EVERY_KIND = (Path(__file__).parents[1] / "fixtures" / "sets" / "every-kind.yaml").read_bytes()

REST = as_data(replace(loads(EVERY_KIND), gates=(), pillar_levels=None))

SENTENCE = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")),
    min_size=1,
    max_size=20,
).filter(lambda text: bool(text.strip()) and not {"\ufeff", "\ufffe", "\uffff"} & set(text))
WORDS = st.fixed_dictionaries({"vi": SENTENCE, "en": SENTENCE})
POINTS = st.one_of(
    st.integers(0, 50),
    st.integers(1, 99).map(lambda n: n / 4),
    st.tuples(st.integers(0, 40), st.sampled_from([3, 7])).map(lambda pair: f"{pair[0]}/{pair[1]}"),
)
POSITIVE = st.integers(1, 50)


@st.composite
def ladders(draw: st.DrawFn) -> dict[str, Any]:
    numbers = sorted(draw(st.sets(st.integers(0, 9), min_size=2, max_size=6)))
    rungs = [{"level": n, "points": draw(POINTS), "descriptor": draw(WORDS)} for n in numbers]
    return {"kind": "ladder", "levels": rungs}


@st.composite
def options(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    codes = sorted(draw(st.sets(st.sampled_from("abcdef"), min_size=2)))
    offered = [{"code": c, "title": draw(WORDS), "points": draw(POINTS)} for c in codes]
    if kind == "choices":
        offered[0]["exclusive"] = True
    return {"kind": kind, "options": offered}


@st.composite
def step_rows(draw: st.DrawFn, last: int | None) -> list[dict[str, Any]]:
    """Rows that meet at random edges, each owned by a random side."""
    edges = sorted(draw(st.sets(st.integers(1, 99), min_size=1, max_size=4)))
    rows: list[dict[str, Any]] = [{"points": draw(POINTS)}]
    for edge in edges:
        number = edge if last is None else edge / 100
        above_owns = draw(st.booleans())
        rows[-1]["below" if above_owns else "at_most"] = number
        rows.append({"at_least" if above_owns else "above": number, "points": draw(POINTS)})
    return rows


@st.composite
def ratios(draw: st.DrawFn) -> dict[str, Any]:
    answer = {"kind": "ratio", "numerator": draw(WORDS), "denominator": draw(WORDS)}
    if draw(st.booleans()):
        return {**answer, "maximum": draw(POINTS), "full": draw(POSITIVE), "may_exceed": True}
    rows = draw(step_rows(1))
    best = max(rows, key=lambda row: _exact(row["points"]))
    return {**answer, "maximum": best["points"], "steps": rows}


def _exact(points: float | str) -> float:
    if isinstance(points, str):
        numerator, denominator = points.split("/")
        return int(numerator) / int(denominator)
    return points


ANSWERS = st.one_of(
    ladders(),
    POINTS.map(lambda points: {"kind": "yes_no", "points": points}),
    options("choice"),
    options("choices"),
    ratios(),
    st.fixed_dictionaries({"kind": st.just("steps"), "unit": WORDS, "steps": step_rows(None)}),
    st.builds(
        lambda unit, start, way: {
            "kind": "number", "maximum": 5, "start": start, "target": start + way, "unit": unit
        },
        WORDS, st.integers(0, 9), POSITIVE,
    ),
    POSITIVE.map(lambda full: {"kind": "percentage", "maximum": 10, "full": full}),
    st.builds(
        lambda unit, day: {
            "kind": "task", "maximum": 3, "target": 2, "unit": unit, "deadline": day.isoformat()
        },
        WORDS, st.dates(),
    ),
    st.builds(
        lambda unit, day, days, way: {
            "kind": "dated_target", "maximum": 3, "start": 2, "start_on": day.isoformat(),
            "target": 2 + way, "target_on": (day + timedelta(days=days)).isoformat(),
            "may_be_negative": True, "unit": unit,
        },
        WORDS, st.dates(max_value=date(2050, 1, 1)), POSITIVE, POSITIVE.map(lambda n: n - 60),
    ),
    st.just({"kind": "text"}),
)  # fmt: skip


@st.composite
def advice(draw: st.DrawFn, answer: dict[str, Any]) -> dict[str, Any]:
    """No advice, one text, or a list that fits the kind of answer."""
    form = draw(st.sampled_from(["none", "text", "list"]))
    if form == "text":
        return {"advice": draw(WORDS)}
    if form == "none":
        return {}
    places: list[dict[str, Any]] = [{"below": n} for n in (draw(st.integers(1, 99)), 100)]
    if answer["kind"] == "ladder":
        places = [{"level": rung["level"]} for rung in answer["levels"][:-1]]
    entries = [{**place, "do": draw(WORDS), "effort": draw(POSITIVE)} for place in places]
    if draw(st.booleans()):
        entries[0]["help"] = draw(WORDS)
    return {"advice": entries}


@st.composite
def criterion(draw: st.DrawFn, code: str) -> dict[str, Any]:
    answer = draw(ANSWERS)
    return {
        "code": code, "title": draw(WORDS), "question": draw(WORDS),
        "source": {"document": draw(SENTENCE), "verified": draw(st.booleans())},
        "may_be_not_applicable": draw(st.booleans()), "answer": answer, **draw(advice(answer)),
    }  # fmt: skip


@st.composite
def criteria_sets(draw: st.DrawFn) -> dict[str, Any]:
    """The data of a sound set with one to three pillars."""
    pillars: list[dict[str, Any]] = []
    for letter in "ABC"[: draw(st.integers(1, 2))]:
        criteria = [draw(criterion(f"{letter}.{n}")) for n in range(draw(st.integers(1, 2)))]
        pillars.append({"code": letter, "title": draw(WORDS), "criteria": criteria})
    # One question at least brings points.
    first = pillars[0]["criteria"][0]
    first["answer"] = {"kind": "yes_no", "points": 1}
    first.pop("advice", None)
    return {
        **REST,
        "title": draw(WORDS),
        "levels": {"measure": "score", "bands": [{"level": 0, "title": draw(WORDS)}]},
        "pillars": pillars,
    }


def as_yaml(data: Any) -> bytes:
    yaml: Any = YAML(typ="safe", pure=True)
    yaml.allow_unicode = True
    yaml.default_flow_style = False  # as people write it
    yaml.sort_base_mapping_type_on_output = False
    out = io.BytesIO()
    yaml.dump(data, out)
    return out.getvalue()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(criteria_sets())
def test_a_set_written_as_yaml_reads_back_equal(data: dict[str, Any]) -> None:
    one = loads(json.dumps(data, ensure_ascii=False).encode())
    again = loads(as_yaml(as_data(one)))
    assert replace(again, content_hash="") == replace(one, content_hash="")
    assert loads(as_yaml(as_data(again))).content_hash == again.content_hash


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    examined = examine(content, "x.yaml")
    assert examined.criteria_set is None
    assert all(say(finding, "vi") for finding in examined.errors)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_no_slip_of_the_hand_breaks_the_reader(seed: int) -> None:
    """Lines are lost, doubled, moved in or out, and characters mistyped."""
    rng = random.Random(seed)
    lines = EVERY_KIND.decode().split("\n")
    for _ in range(rng.randint(1, 4)):
        _slip(lines, rng)
    examined = examine("\n".join(lines).encode(), "x.yaml")
    for finding in examined.findings:
        assert say(finding, "vi")
        assert say(finding, "en")
        assert finding.line >= 1
    assert (examined.criteria_set is None) <= bool(examined.errors)


def _slip(lines: list[str], rng: random.Random) -> None:
    at = rng.randrange(len(lines))
    line = lines[at]
    indent = line[: len(line) - len(line.lstrip())]
    changed = [
        "  " + line,
        line[2:],
        f"\t{line.strip()}",
        line.replace('"', "", 1),
        line.replace(":", "", 1),
        line.replace("1", "x", 1),
        line.replace("code", "coed", 1),
        line.replace("{", "[", 1),
        line.replace("points: ", "points: -", 1),
        line[: rng.randrange(len(line) + 1)],
        f"{line}\n{line}",
        f"{indent}more: {{vi: a, en: b}}\n{line}",
    ]
    lines[at] = rng.choice(changed)
