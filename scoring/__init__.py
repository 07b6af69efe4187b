"""Scores, levels and ranks from matrices of answers, with NumPy and nothing else.

Arrays in, frozen results out; no files, no clock, no randomness without an `rng` argument. The
names below are the way in: describe a `Scheme`, call `score_table`, read the `ScoreTable`.
"""

from scoring.hierarchy import Aggregation, Hierarchy, Node, NotOneTree
from scoring.levels import NO_LEVEL, Band, Bands, BandsDoNotFit, Gate, GateNotPassed
from scoring.missing import Missing, NotApplicable, Why, Withheld
from scoring.ranking import NO_RANK
from scoring.report import NodeResult, ScoreTable, UnitResult
from scoring.scheme import Cut, Measure, Scheme
from scoring.steps import ENGINE_VERSION, score_table

__all__ = [
    "ENGINE_VERSION",
    "NO_LEVEL",
    "NO_RANK",
    "Aggregation",
    "Band",
    "Bands",
    "BandsDoNotFit",
    "Cut",
    "Gate",
    "GateNotPassed",
    "Hierarchy",
    "Measure",
    "Missing",
    "Node",
    "NodeResult",
    "NotApplicable",
    "NotOneTree",
    "Scheme",
    "ScoreTable",
    "UnitResult",
    "Why",
    "Withheld",
    "score_table",
]
