"""A table of efforts: read by the words of each kind, or refused with every fault at once."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from criteria.efforts import EffortsFaulty, IndicatorEfforts, Step, read_efforts
from criteria.loader import load
from criteria.numbers import DecimalMark
from criteria.sentences import LANGUAGES, SENTENCES
from criteria.sentences.efforts import EFFORTS

EVERY_KIND = load(Path(__file__).parents[2] / "fixtures" / "sets" / "every-kind.yaml")
CSV = """code,to,effort
A.01,2,3
A.01,,0.5
A.02,yes,never
A.03,b,2
A.04,web,1
B.01,40,2
B.02.1,70%,1
B.02.2,0.5,1
B.03,4,12
B.04,80,1
B.05,done,4
B.05,corrected,1
B.05,1,2
"""
READ = {
    "A.01": IndicatorEfforts((Step({"level": 2}, Fraction(3)),), Fraction(1, 2)),
    "A.02": IndicatorEfforts((Step({"yes": True}, None),)),
    "A.03": IndicatorEfforts((Step({"option": "b"}, Fraction(2)),)),
    "A.04": IndicatorEfforts((Step({"options": ["web"]}, Fraction(1)),)),
    "B.01": IndicatorEfforts((Step({"number": "40"}, Fraction(2)),)),
    "B.02.1": IndicatorEfforts((Step({"a": "70", "b": "100"}, Fraction(1)),)),
    "B.02.2": IndicatorEfforts((Step({"a": "0.5", "b": "1"}, Fraction(1)),)),
    "B.03": IndicatorEfforts((Step({"number": "4"}, Fraction(12)),)),
    "B.04": IndicatorEfforts((Step({"percent": "80"}, Fraction(1)),)),
    "B.05": IndicatorEfforts(
        (
            Step({"state": "done"}, Fraction(4)),
            Step({"state": "corrected"}, Fraction(1)),
            Step({"progress": "1"}, Fraction(2)),
        )
    ),
}


def yaml_of(csv: str) -> bytes:
    rows = [line.split(",") for line in csv.splitlines()[1:]]
    written = (f"  - {{code: {c}, to: {t or 'null'}, effort: {e}}}" for c, t, e in rows)
    return "\n".join(["efforts:", *written]).encode()


def faults(content: bytes, file: str = "efforts.csv") -> list[tuple[int, str, str]]:
    with pytest.raises(EffortsFaulty) as faulty:
        read_efforts(EVERY_KIND, content, file)
    return [(one.line, one.node, one.code) for one in faulty.value.findings]


def test_csv_and_yaml_say_the_same() -> None:
    assert read_efforts(EVERY_KIND, CSV.encode(), "e.csv") == READ
    assert read_efforts(EVERY_KIND, yaml_of(CSV), "e.yaml") == READ


def test_nothing_declared() -> None:
    assert read_efforts(EVERY_KIND, b"code,effort\n", "e.csv") == {}
    assert read_efforts(EVERY_KIND, b"efforts: []\n", "e.yml") == {}


def test_a_decimal_comma() -> None:
    content = b"code;effort\nA.01;1,234\n"
    assert faults(content) == [(2, "A.01", "ambiguous_number")]
    found = read_efforts(EVERY_KIND, content, "e.csv", mark=DecimalMark.COMMA)
    assert found["A.01"].every == Fraction("1.234")


def test_every_fault_at_once() -> None:
    content = (
        "code,to,effort\n"
        "A.99,1,1\n"
        "A.01,7,1\n"
        "A.01,1,-2\n"
        "A.03,z,\n"
        "A.04,web;app,1\n"
        "B.06,,1\n"
        "B.02.2,1.5,1\n"
        "B.05,ready,1\n"
        "A.02,yes,1\n"
        "A.02,có,2\n"
    )
    assert faults(content.encode()) == [
        (2, "A.99", "effort_code_unknown"),
        (3, "A.01", "not_a_level"),
        (4, "A.01", "negative"),
        (5, "A.03", "required"),
        (5, "A.03", "not_an_option"),
        (6, "A.04", "effort_one_option"),
        (7, "B.06", "effort_without_points"),
        (8, "B.02.2", "part_exceeds_whole"),
        (9, "B.05", "not_a_number"),
        (11, "A.02", "effort_twice"),
    ]


@pytest.mark.parametrize(
    ("content", "file", "codes"),
    [
        (b"", "e.csv", ["table_empty"]),
        (b"code,cost\nA.01,1\n", "e.csv", ["effort_columns_missing", "effort_column_unknown"]),
        (b"efforts: 3\n", "e.yaml", ["effort_shape"]),
        (b"- {code: A.01, effort: 1}\n", "e.yaml", ["effort_shape"]),
        (b"efforts: []\nmore: 1\n", "e.yaml", ["effort_shape"]),
        (b"efforts: [3]\n", "e.yaml", ["effort_shape"]),
        (b"efforts: [{code: A.01, effort: [1]}]\n", "e.yaml", ["effort_shape"]),
        (b"efforts: [{code: A.01}]\n", "e.yaml", ["effort_columns_missing"]),
        (b"efforts: [\n", "e.yaml", ["yaml_syntax"]),
        (b"efforts: [{code: A.01, effort: &x 1}]\n", "e.yaml", ["alias"]),
    ],
)
def test_files_of_another_shape(content: bytes, file: str, codes: list[str]) -> None:
    assert [code for _, _, code in faults(content, file)] == codes


def test_every_fault_has_a_sentence_in_every_language() -> None:
    source = (Path(__file__).parents[3] / "criteria" / "efforts.py").read_text(encoding="utf-8")
    own = {code for code in EFFORTS if f'"{code}"' in source}
    assert own == set(EFFORTS)
    assert all(set(sentence) == set(LANGUAGES) for sentence in EFFORTS.values())
    assert all(text.strip().endswith(".") for one in EFFORTS.values() for text in one.values())
    assert set(SENTENCES) & set(EFFORTS) in (set(), set(EFFORTS))
