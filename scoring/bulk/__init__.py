"""Millions of units at once, with the results of `score_table`.

    answers         two forms: one byte per ladder answer, or one float64 share
    plan            which rules are followed, what is known about the steps of the leaves
    layout          which row of a block holds which node of the tree
    products        small matrix products: leaves added up into the lowest rows
    codes code_sums shares steps
                    the two readers, from answers to the lowest rows
    rows climb      a block of units; the way up its tree
    certainty settling
                    on which steps exact numbers lie; floats brought onto them
    levels          cuts and gates of a block
    blocks          what is written down for every unit, block by block
    ranking         competition ranks in parts that fit into the cache
    delegation      the few units of which only fractions may decide: `score_table` does
    table           `score_bulk` puts it together
    weighted_sum    plain weighted sums and their ranks

`docs/scoring-speed.md` explains how it is done and what it takes.
"""

from scoring.bulk.answers import NOT_ANSWERED, NOT_APPLICABLE, CodedAnswers, ShareAnswers
from scoring.bulk.codes import CodesFaulty
from scoring.bulk.plan import NotInBulk
from scoring.bulk.table import BulkTable, score_bulk
from scoring.bulk.weighted_sum import weighted_sum_ranks

__all__ = [
    "NOT_ANSWERED",
    "NOT_APPLICABLE",
    "BulkTable",
    "CodedAnswers",
    "CodesFaulty",
    "NotInBulk",
    "ShareAnswers",
    "score_bulk",
    "weighted_sum_ranks",
]
