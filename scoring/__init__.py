"""Scores, levels and ranks from matrices of answers, with NumPy and nothing else.

Arrays in, frozen results out; no files, no clock, no randomness without an `rng` argument. The
names below are the way in: describe a `Scheme`, call `score_table`, read the `ScoreTable`.
"""

from scoring.hierarchy import Aggregation, Hierarchy, Node, NotOneTree
from scoring.levels import NO_LEVEL, Band, Bands, BandsDoNotFit, Gate, GateNotPassed
from scoring.missing import Missing, NotApplicable, Why, Withheld
from scoring.ranking import NO_RANK, Ties
from scoring.report import NodeResult, RequirementNotMet, ScoreTable, UnitResult
from scoring.rounding import Half, Rounding
from scoring.rules import (
    Adjustment,
    Applied,
    Ceiling,
    Condition,
    Measure,
    Quota,
    QuotaFull,
    Requirement,
    Sign,
    TiesAtQuota,
)
from scoring.scheme import Cut, Scheme
from scoring.steps import ENGINE_VERSION, score_table

__all__ = [
    "ENGINE_VERSION",
    "NO_LEVEL",
    "NO_RANK",
    "Adjustment",
    "Aggregation",
    "Applied",
    "Band",
    "Bands",
    "BandsDoNotFit",
    "Ceiling",
    "Condition",
    "Cut",
    "Gate",
    "GateNotPassed",
    "Half",
    "Hierarchy",
    "Measure",
    "Missing",
    "Node",
    "NodeResult",
    "NotApplicable",
    "NotOneTree",
    "Quota",
    "QuotaFull",
    "Requirement",
    "RequirementNotMet",
    "Rounding",
    "Scheme",
    "ScoreTable",
    "Sign",
    "Ties",
    "TiesAtQuota",
    "UnitResult",
    "Why",
    "Withheld",
    "score_table",
]
