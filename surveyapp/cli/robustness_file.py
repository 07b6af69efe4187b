"""A study of a ranking as a file: every unit, every choice, and what it was worked out from.

What lives here: the content of the result and of the file of draws. What does not: words
(`robustness_words`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from criteria.robustness import Uncertain, WeightNoise, draws_hash
from criteria.tables import Cell, Sheet, TableFormat, write_sheets, write_table
from scoring.rank_statistics import Neighbours, neighbours
from scoring.uncertainty import Draws, Study
from surveyapp.cli.study import json_content, plain

_DRAWS_FORMAT = 1
_UNIT_COLUMNS = (
    "unit", "league", "rank", "median", "low_5", "high_95", "mean", "in_top", "before_next",
    "after_next",
)  # fmt: skip
_CHOICE_COLUMNS = (
    "choice", "options", "first", "first_low_5", "first_high_95", "total", "total_low_5",
    "total_high_95",
)  # fmt: skip


class DrawsFaulty(ValueError):
    """A file of draws that cannot be used; `what` names what does not match, "" = all of it."""

    def __init__(self, what: str = "") -> None:
        self.what = what
        super().__init__(what)


@dataclass(frozen=True)
class Run:
    """A study that was worked out, and everything it was worked out from."""

    uncertain: Uncertain
    draws: Draws
    study: Study
    top: int
    seed: int

    @cached_property
    def facts(self) -> dict[str, str | int | float]:
        """What is needed to repeat it."""
        table, weights = self.uncertain.table, self.uncertain.weights
        drawn: dict[str, str | int | float] = {"weights_noise": weights.noise}
        if weights.concentration is not None:
            drawn = {"dirichlet": weights.concentration}
        return {
            "seed": self.seed,
            "replicates": self.draws.n_free,
            "top": self.top,
            **drawn,
            "engine_version": table.engine_version,
            "set": table.scheme.name.split(" ")[0],
            "set_hash": table.set_hash,
            "input_hash": table.input_hash,
            "draws_hash": draws_hash(self.draws),
        }

    def units_of(self, league: int) -> list[int]:
        """Return the ranked units of a league, by their place among the ranked ones."""
        return np.flatnonzero(self.uncertain.leagues == league).tolist()

    def neighbours_of(self, league: int) -> Neighbours:
        """Compare the neighbours within a league; `order` counts among `units_of`."""
        own = self.units_of(league)
        return neighbours(self.uncertain.nominal[own], self.study.ranks[:, own])


def run_content(run: Run, table_format: TableFormat) -> bytes:
    """Return the file of a result: one table of units in CSV, everything in XLSX and JSON."""
    units = list(_unit_rows(run).values())
    choices = _choice_rows(run)
    if table_format is TableFormat.CSV:
        header = [*_UNIT_COLUMNS, *run.facts]
        return write_table(header, [[*row, *run.facts.values()] for row in units], table_format)
    if table_format is TableFormat.XLSX:
        sheets = [
            Sheet("units", _UNIT_COLUMNS, units),
            Sheet("choices", _CHOICE_COLUMNS, choices),
            Sheet("run", ("key", "value"), list(run.facts.items())),
        ]
        return write_sheets(sheets)
    content = {
        "run": run.facts,
        "choices": [dict(zip(_CHOICE_COLUMNS, row, strict=True)) for row in choices],
        "units": [dict(zip(_UNIT_COLUMNS, row, strict=True)) for row in units],
    }
    return json_content(content)


def _unit_rows(run: Run) -> Mapping[int, list[Cell]]:
    """Return one row for each ranked unit in the order of the answers."""
    table, intervals = run.uncertain.table, run.study.intervals
    columns = (intervals.median, intervals.low, intervals.high, intervals.mean, intervals.in_top)
    rows: dict[int, list[Cell]] = {
        at: [
            table.units[place],
            table.leagues[place],
            int(run.uncertain.nominal[at]),
            *(plain(column[at]) for column in columns),
            None,
            None,
        ]
        for at, place in enumerate(run.uncertain.places.tolist())
    }
    for league in np.unique(run.uncertain.leagues).tolist():
        own, beside = run.units_of(league), run.neighbours_of(league)
        compared = zip(beside.order, beside.ahead, beside.behind, strict=False)
        for unit, ahead, behind in compared:  # the last unit has nobody behind it
            rows[own[unit]][-2:] = [float(ahead), float(behind)]
    return rows


def _choice_rows(run: Run) -> list[list[Cell]]:
    sobol = run.study.sobol
    rows: list[list[Cell]] = []
    for at, factor in enumerate(run.uncertain.factors):
        columns = () if sobol is None else (
            sobol.first, sobol.first_low, sobol.first_high,
            sobol.total, sobol.total_low, sobol.total_high,
        )  # fmt: skip
        numbers = [plain(column[at]) for column in columns] or [None] * 6
        rows.append([factor.name, ", ".join(factor.options), *numbers])
    return rows


# --- the draws -----------------------------------------------------------------------------


def draws_content(run: Run) -> bytes:
    """Return the file that keeps every draw, so that a run can be repeated without its seed."""
    content = {
        "format": _DRAWS_FORMAT,
        "run": run.facts,
        "choices": [[factor.name, *factor.options] for factor in run.uncertain.factors],
        "n_base": run.draws.n_base,
        "options": run.draws.options.tolist(),
        "weights": run.draws.weights.tolist(),
    }
    return json_content(content, indent=None)


def read_draws(content: bytes, found: Uncertain) -> tuple[Draws, int, WeightNoise]:
    """Read a file of draws back, with the seed of the run and how its weights were drawn.

    Raises
    ------
    DrawsFaulty
        If the file is none, or was written for another set, other answers or other choices.
    """
    try:
        data: Any = json.loads(content)
        facts = data["run"]
        options = np.array(data["options"], dtype=np.int64)
        draws = Draws(int(data["n_base"]), options, np.array(data["weights"], dtype=np.float64))
        choices, seed, kept = data["choices"], int(facts["seed"]), facts["draws_hash"]
        weights = WeightNoise(facts.get("weights_noise", 0.0), facts.get("dirichlet"))
    except (ValueError, TypeError, KeyError, OverflowError):
        raise DrawsFaulty from None
    if kept != draws_hash(draws) or data.get("format") != _DRAWS_FORMAT:
        raise DrawsFaulty
    table = found.table
    wanted = {"set_hash": table.set_hash, "input_hash": table.input_hash}
    for what, own in {**wanted, "engine_version": table.engine_version}.items():
        if facts.get(what) != own:
            raise DrawsFaulty(what)
    if choices != [[factor.name, *factor.options] for factor in found.factors]:
        raise DrawsFaulty("vary")
    return draws, seed, weights
