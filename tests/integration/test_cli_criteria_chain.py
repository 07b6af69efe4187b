"""`surveyapp criteria chain`: results of several years on what their sets measure alike."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from criteria.starting import starting_text
from surveyapp.cli.criteria import criteria

TEXT = starting_text("phong-hop")
TOOLS = (Path(__file__).parents[2] / "docs" / "sets-tools.md").read_text(encoding="utf-8")
HEAD = "unit,league,A.01,B.01.a,B.01.b\n"


def run(*arguments: str, language: str = "en") -> Result:
    return CliRunner().invoke(criteria, [*arguments], env={"SURVEYAPP_LANGUAGE": language})


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def criteria_set(name: str, *changes: tuple[str, str]) -> str:
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    Path(name).write_text(text, encoding="utf-8")
    return name


def answers(name: str, *rows: str) -> str:
    Path(name).write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return name


def old() -> list[str]:
    return [criteria_set("1.0.yaml"), answers("2025.csv", "An Phú,,2,4,10", "Bình An,,0,6,10")]


NEXT = ('version: "1.0"', 'version: "1.1"')


def new() -> list[str]:
    """The ladder pays otherwise, so only the ratio is measured alike."""
    path = criteria_set("1.1.yaml", NEXT, ("level: 1, points: 5,", "level: 1, points: 6,"))
    return [path, answers("2026.csv", "Bình An,,2,6,10", "An Phú,,0,6,10", "Cát Hải,,1,9,10")]


def test_years_are_linked_by_their_units_on_what_is_alike() -> None:
    result = run("chain", *old(), *new(), *new())
    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines() == [
        "Year 1 (phong-hop@1.0) → year 2 (phong-hop@1.1)",
        "  Units in both: 2; measured alike: 50 % of the weight; mean score 50 → 60; index 120 "
        "(year 1 = 100)",
        "Year 2 (phong-hop@1.1) → year 3 (phong-hop@1.1)",
        "  Units in both: 3; measured alike: 100 % of the weight; mean score 61.67 → 61.67; "
        "index 120 (year 1 = 100)",
    ]


def test_in_vietnamese() -> None:
    told = run("chain", *old(), *new(), language="vi").stdout
    assert "Năm 1 (phong-hop@1.0) → năm 2 (phong-hop@1.1)" in told
    assert "2 đơn vị có ở cả hai năm; phần đo như nhau: 50 % trọng số" in told
    assert "chỉ số 120 (năm 1 = 100)" in told


def test_as_json() -> None:
    told = json.loads(run("chain", *old(), *new(), "--json").stdout)
    assert [one["set"] for one in told["years"]] == ["phong-hop@1.0", "phong-hop@1.1"]
    assert [one["units"] for one in told["years"]] == [2, 3]
    (found,) = told["links"]
    assert found["comparable"] == {"codes": ["B.01"], "share": 0.5}
    assert (found["before"], found["after"], found["index"]) == (50, 60, 120)
    assert (found["units"], found["broken"]) == (2, None)
    assert found["words"].keys() == {"vi", "en"}
    assert found["words"]["en"].startswith("Units in both: 2;")


OTHER_RATIO = ("maximum: 10", "maximum: 10\n          full: 0.5")
OTHER_LADDER = ("level: 1, points: 5,", "level: 1, points: 6,")


def broken(*pairs: str) -> str:
    told = json.loads(run("chain", *pairs, "--json").stdout)["links"]
    assert all(one["index"] is None for one in told)
    for language in ("vi", "en"):
        assert "100" in told[0]["words"][language]
    return str(told[0]["broken"])


def test_a_broken_link_says_why() -> None:
    nothing = criteria_set("1.2.yaml", NEXT, OTHER_RATIO, OTHER_LADDER)
    assert broken(*old(), nothing, old()[1]) == "nothing_alike"
    assert broken(*old(), "1.0.yaml", answers("x.csv", "Đông Á,,2,4,10")) == "no_unit_in_both"
    zero = answers("0.csv", "An Phú,,0,0,10")
    assert broken("1.0.yaml", zero, *old()) == "began_at_zero"
    withheld = criteria_set("1.3.yaml", ("missing: zero", "missing: withhold"))
    gaps = answers("gaps.csv", "An Phú,,,0,10")
    assert broken(withheld, gaps, withheld, gaps) == "no_score_in_both"
    by_data = criteria_set(
        "1.4.yaml",
        ("aggregation: sum", "aggregation: mean\n  weights: {method: principal_component}"),
    )
    table = answers("table.csv", "An Phú,,0,1,10", "Bình An,,1,5,10", "Cát Hải,,2,9,10")
    assert broken(by_data, table, by_data, table) == "weighed_by_data"


def test_after_a_broken_link_the_index_begins_anew() -> None:
    other = criteria_set("1.2.yaml", NEXT, OTHER_RATIO, OTHER_LADDER)
    low = answers("thấp.csv", "An Phú,,2,1,10", "Bình An,,0,1,10")
    lines = run("chain", *old(), other, low, other, old()[1]).stdout.splitlines()
    assert lines[1] == (
        "  No link: the two sets measure nothing alike. The index begins anew with 100 in year 2."
    )
    assert lines[3].endswith("(year 2 = 100)")


@pytest.mark.parametrize("pairs", [[], ["1.0.yaml"], ["1.0.yaml", "x.csv"], ["a", "b", "c"]])
def test_fewer_than_two_years_are_refused(pairs: list[str]) -> None:
    result = run("chain", *pairs)
    assert result.exit_code == 2
    assert result.stderr.startswith("Name two years at least")
    assert run("chain", *pairs, language="vi").stderr.startswith("Hãy nêu ít nhất hai năm")


def test_faults_of_a_table_are_told_and_nothing_else() -> None:
    result = run("chain", *old(), "1.0.yaml", answers("x.csv", "An Phú,,9,4,10"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "A.01" in result.stderr
    assert run("chain", *old(), "no-such-set", "x.csv").exit_code == 2


def test_the_example_of_the_guide_runs() -> None:
    """As it stands in docs/sets-tools.md, with files of these names."""
    (example,) = re.findall(r"```console\n(\$ surveyapp criteria chain .*?)```", TOOLS, re.DOTALL)
    first, *shown = example.splitlines()
    criteria_set("phong-hop.yaml")
    criteria_set("phong-hop-2.yaml", NEXT, OTHER_LADDER)
    answers("2025.csv", "An Phú,,2,4,10", "Bình An,,0,6,10")
    answers("2026.csv", "Bình An,,2,6,10", "An Phú,,0,6,10", "Cát Hải,,1,9,10")
    told = run(*first.split()[3:], language="vi")
    assert told.stdout.splitlines() == shown
