"""Weights by a method, from the terminal and in a campaign: shown, refused by name, ranked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from criteria.registry import get_set
from surveyapp.campaigns.model import CampaignView
from surveyapp.cli import main
from surveyapp.rankings.errors import NumbersDoNotCompare
from surveyapp.rankings.queries import find_lines, get_edition
from surveyapp.rankings.service import draft_ranking
from tests.integration.rows import read_rows
from tests.tiny import tiny_data
from tests.world import NOON, World

SET = Path(__file__).parent / "sets" / "trong-so" / "1.0.yaml"
PERCENT = {"kind": "percentage", "maximum": 10}
CODES = ("A.1", "A.2", "A.3")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments], env={"SURVEYAPP_LANGUAGE": "en"})


def shown(folder: Path, weights: dict[str, Any]) -> list[str]:
    data = tiny_data({"A": dict.fromkeys(CODES, PERCENT)}, scoring={"aggregation": "mean"})
    data["pillars"][0]["weights"] = weights
    path = folder / "tiny.yaml"
    path.write_text(json.dumps(data), encoding="utf-8")
    result = run("criteria", "show", str(path))
    assert result.exit_code == 0
    return result.stdout.splitlines()


def test_show_says_what_counts_for_how_much_and_why(tmp_path: Path) -> None:
    experts = [{"A.1": 50, "A.2": 30, "A.3": 20}, {"A.1": 70, "A.2": 10, "A.3": 20}]
    lines = shown(tmp_path, {"method": "budget", "experts": experts})
    assert "    (weights: mean budget of 2 experts, deviations A.1 14.1, A.2 14.1, A.3 0)" in lines
    assert "  A.1  words  (10; 60 %)" in lines


def test_show_says_how_far_comparisons_agree(tmp_path: Path) -> None:
    pairs = [("A.1", "A.2", 3), ("A.2", "A.3", 3), ("A.1", "A.3", 5)]
    rows = [{"better": better, "than": than, "by": by} for better, than, by in pairs]
    lines = shown(tmp_path, {"method": "pairwise", "comparisons": rows})
    assert "    (weights: pairs compared, consistency ratio 0.033)" in lines
    assert "  A.1  words  (10; 63.7 %)" in lines


def test_show_says_that_the_data_decide() -> None:
    lines = run("criteria", "show", str(SET)).stdout.splitlines()
    assert "TS  Two questions  (20; 100 %)" in lines
    assert "    (weights: first principal component of the data scored)" in lines
    assert "  TS.01  Online  (10; by the data)" in lines


def test_a_table_with_too_few_units_is_refused_by_name(tmp_path: Path) -> None:
    answers, out = tmp_path / "answers.csv", tmp_path / "scores.csv"
    answers.write_text("unit,league,TS.01,TS.02\na,,10,20\nb,,30,40\n", encoding="utf-8")
    result = run("score", str(SET), str(answers), "--output", str(out))
    assert result.exit_code == 2
    assert "The data give no weights at TS" in result.stderr
    assert not out.exists()


def test_one_unit_is_explained_by_the_weights_of_its_table(tmp_path: Path) -> None:
    answers = tmp_path / "answers.csv"
    rows = "a,,10,20\nb,,30,45\nc,,80,60\n"
    answers.write_text(f"unit,league,TS.01,TS.02\n{rows}", encoding="utf-8")
    result = run("explain", str(SET), str(answers), "--unit", "a", "--json")
    found = json.loads(result.stdout)
    # Of two parts the loadings are alike: 15 of 100, and half of all is wanted.
    assert found["score"] == 15
    assert found["plan"]["after"]["score"] >= 50


# --- a campaign ----------------------------------------------------------------------------


def enter(world: World, campaign: CampaignView, name: str, percent: int) -> None:
    player = world.enterprise(name)
    assessment = world.start(player, campaign)
    cells = {"TS.01": {"": str(percent)}, "TS.02": {"": str(percent)}}
    world.answer(player, assessment, cells)
    world.declare(player, assessment)
    world.verify(assessment)


def draft(world: World, campaign: CampaignView) -> str:
    criteria_set, publisher = get_set("trong-so"), world.publisher.person_id
    with world.database.transaction() as session:
        return draft_ranking(session, campaign, criteria_set, actor_id=publisher, now=NOON)


def test_units_get_their_score_in_the_ranking(small_world: World) -> None:
    campaign = small_world.campaign("trong-so")
    for name, percent in (("Công ty Một", 10), ("Công ty Hai", 60)):
        enter(small_world, campaign, name, percent)
    withheld = {row["withheld"] for row in read_rows(small_world.database, "result")}
    assert withheld == {"weights_from_data"}
    with pytest.raises(NumbersDoNotCompare):
        draft(small_world, campaign)
    enter(small_world, campaign, "Công ty Ba", 90)
    handle = draft(small_world, campaign)
    with small_world.database.reading() as session:
        lines = find_lines(session, get_edition(session, handle, published_only=False).id)
    assert [(line.rank, line.score, line.level) for line in lines] == [
        (1, 90, 1),
        (2, 60, 1),
        (3, 10, 0),
    ]
